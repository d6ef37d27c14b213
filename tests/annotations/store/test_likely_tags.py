"""The tags that words most likely get, by counts of what was tagged before."""

from annotations.store.likely_tags import LikelyTags


def test_words_get_the_tag_of_words_like_them():
    likely = LikelyTags()
    likely.learn("At least 40 houses were flooded", ("damage",))
    likely.learn("12 people were killed", ("toll",))
    likely.learn("9 people died", ("toll", "disputed"))
    likely.learn("The repair costs €3 million", ("money",))
    assert likely.rank("31 people were killed on Sunday")[0] == "toll"
    assert likely.rank("Houses in the valley")[0] == "damage"
    assert likely.rank("€90 million")[0] == "money"
    assert len(likely.rank("people", most=2)) == 2


def test_words_that_nobody_tagged_have_no_likely_tag():
    likely = LikelyTags()
    assert likely.rank("anything") == ()
    likely.learn("40 houses", ("damage",))
    assert likely.rank("") == ()
    assert likely.rank("Zebra crossing") == ()


def test_case_accents_and_the_figures_themselves_do_not_matter():
    likely = LikelyTags()
    likely.learn("El café cerró", ("shops",))
    likely.learn("1,200 sheep", ("animals",))
    assert likely.rank("CAFE")[0] == "shops"
    assert likely.rank("3,400 goats")[0] == "animals"
