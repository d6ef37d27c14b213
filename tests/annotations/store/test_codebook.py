"""The codebook: kept with the claims, renamed and merged across them, shared as a file."""

from dataclasses import replace

import pytest
from tinydb import TinyDB

from annotations.claim import Verdict
from annotations.codebook import (
    DEFAULT_SCALE,
    Codebook,
    Tag,
    VerdictScale,
    combined,
    moved_tag,
    neighbour,
    nested,
)
from annotations.errors import InvalidCodebookError
from annotations.formats import codebook_text
from annotations.store.claim_store import ClaimStore

CODEBOOK = Codebook(
    tags=(
        Tag(name="damage", description="What was destroyed", key="d", colour="red"),
        Tag(name="houses", parent="damage"),
    ),
    scales=(VerdictScale(name="truth", values=("false", "true"), description="“Is it so?”"),),
)


def test_a_codebook_is_kept_in_the_file_of_the_claims(path):
    with ClaimStore(path) as store:
        store.save_codebook(CODEBOOK)
    with ClaimStore(path) as store:
        assert store.codebook() == CODEBOOK
    with TinyDB(path, access_mode="r") as database:
        assert [record["name"] for record in database.table("tags")] == ["damage", "houses"]


def test_tags_in_use_follow_those_of_the_codebook(path, claim_about):
    with ClaimStore(path) as store:
        assert store.codebook() == Codebook(scales=(DEFAULT_SCALE,))
        store.save(claim_about(1, tags=("urgent", "damage")))
        store.save_codebook(CODEBOOK)
        names = [tag.name for tag in store.codebook().tags]
        assert names == ["damage", "houses", "urgent"]


def test_tags_in_use_stand_in_the_order_in_which_they_were_given(path, claim_about):
    given = ("toll", "damage", "promise", "cause", "aid", "blame")
    with ClaimStore(path) as store:
        store.save(claim_about(1, tags=given))
        assert tuple(tag.name for tag in store.codebook().tags) == given
    with ClaimStore(path) as store:
        assert tuple(tag.name for tag in store.codebook().tags) == given


def test_a_tag_is_renamed_on_every_claim_and_in_the_codebook_in_one_step(path, claim_about):
    with ClaimStore(path) as store:
        store.save_codebook(CODEBOOK)
        store.save_all([claim_about(1), claim_about(2), claim_about(3, tags=("other",))])
        assert store.rename_tag("damage", "loss") == (
            "Renamed the tag “damage” to “loss” on 2 claims."
        )
        assert [claim.tags for claim in store.claims()] == [("loss",), ("loss",), ("other",)]
        tags = store.codebook().tags
        assert (tags[0], tags[1]) == (
            Tag(name="loss", description="What was destroyed", key="d", colour="red"),
            Tag(name="houses", parent="loss"),
        )
        assert store.undo() == "Undone: renamed the tag “damage” to “loss” on 2 claims."
        assert [claim.tags[0] for claim in store.claims()] == ["damage", "damage", "other"]
        assert store.codebook().tags[:2] == CODEBOOK.tags


def test_tags_are_merged_without_naming_one_twice(path, claim_about):
    with ClaimStore(path) as store:
        store.save(claim_about(1, tags=("hurt", "damage", "injured")))
        assert store.merge_tags(["hurt", "injured"], "harm") == (
            "Merged the tags “hurt”, “injured” into “harm” on 1 claim."
        )
        assert store.claims()[0].tags == ("harm", "damage")
        store.merge_tags(["damage"], "harm")
        assert store.claims()[0].tags == ("harm",)


def test_a_name_that_is_taken_or_not_there_is_refused(path, claim_about):
    with ClaimStore(path) as store:
        store.save(claim_about(1, tags=("a", "b")))
        with pytest.raises(InvalidCodebookError, match=r"a tag “b” already\. Merge “a” into it"):
            store.rename_tag("a", "b")
        with pytest.raises(InvalidCodebookError, match="no tag named “z”"):
            store.rename_tag("z", "y")
        with pytest.raises(InvalidCodebookError, match="A tag needs a name"):
            store.rename_tag("a", " ")


def test_all_that_is_said_of_a_tag_and_its_name_change_in_one_step(path, claim_about):
    with ClaimStore(path) as store:
        store.save_codebook(CODEBOOK)
        store.save(claim_about(1))
        loss = Tag(name="loss", description="What is gone", key="1", colour="blue")
        assert store.change_tag("damage", loss) == (
            "Renamed the tag “damage” to “loss” on 1 claim."
        )
        assert store.codebook().tags == (loss, Tag(name="houses", parent="loss"))
        assert store.change_tag("loss", replace(loss, key="2")) == "Changed the tag “loss”."
        store.undo()
        store.undo()
        assert store.codebook().tags == CODEBOOK.tags
        assert store.claims()[0].tags == ("damage",)


def test_a_change_of_a_tag_that_would_break_the_codebook_is_refused(path):
    with ClaimStore(path) as store:
        store.save_codebook(CODEBOOK)
        with pytest.raises(InvalidCodebookError, match="The key “d” is given to two tags"):
            store.change_tag("houses", Tag(name="houses", key="d"))
        with pytest.raises(InvalidCodebookError, match="The tag “damage” is below itself"):
            store.change_tag("damage", Tag(name="damage", parent="houses"))
        assert store.codebook() == CODEBOOK


def test_a_tag_merged_into_one_below_it_leaves_it_in_its_own_place(path):
    tags = (
        Tag(name="all"),
        Tag(name="harm", parent="all"),
        Tag(name="damage", parent="harm"),
        Tag(name="houses", parent="damage"),
    )
    with ClaimStore(path) as store:
        store.save_codebook(Codebook(tags=tags))
        store.merge_tags(["harm"], "houses")
        assert store.codebook().tags == (
            Tag(name="all"),
            Tag(name="damage", parent="houses"),
            Tag(name="houses", parent="all"),
        )


def test_a_removed_tag_leaves_the_claims_that_have_another_and_takes_the_rest(path, claim_about):
    with ClaimStore(path) as store:
        store.save_codebook(CODEBOOK)
        store.save_all([claim_about(1), claim_about(2, tags=("damage", "other"))])
        assert store.tag_counts() == {"damage": 2, "other": 1}
        with pytest.raises(InvalidCodebookError, match="1 claim with the tag “damage” would be"):
            store.remove_tag("damage")
        assert store.tag_counts() == {"damage": 2, "other": 1}
        assert store.remove_tag("damage", with_claims=True) == (
            "Removed the tag “damage” from 2 claims; 1 that said nothing else went with it."
        )
        assert [claim.tags for claim in store.claims()] == [("other",)]
        assert store.tag_counts() == {"other": 1}
        assert store.codebook().tags == (Tag(name="houses"), Tag(name="other"))
        store.undo()
        assert [claim.tags for claim in store.claims()] == [("damage",), ("damage", "other")]
        assert store.codebook().tags[:2] == CODEBOOK.tags


def test_a_claim_that_says_more_than_its_tag_stays_when_the_tag_is_removed(path, claim_about):
    judged = replace(claim_about(1), verdict=Verdict(value="false", scale="truth"))
    noted = replace(claim_about(2), note="Ask the mayor")
    with ClaimStore(path) as store:
        store.save_all([judged, noted, claim_about(3)])
        with pytest.raises(InvalidCodebookError, match="1 claim with the tag “damage” would be"):
            store.remove_tag("damage")
        assert store.remove_tag("damage", with_claims=True) == (
            "Removed the tag “damage” from 3 claims; 2 without a tag now, "
            "kept for what else is said; 1 that said nothing else went with it."
        )
        assert [(it.verdict, it.note, it.tags) for it in store.claims()] == [
            (judged.verdict, "", ()),
            (None, "Ask the mayor", ()),
        ]
        store.undo()
        assert [claim.tags for claim in store.claims()] == [("damage",)] * 3


def test_fields_of_other_programs_in_the_codebook_survive(path):
    with ClaimStore(path) as store:
        store.save_codebook(CODEBOOK)
    with TinyDB(path) as database:
        database.table("tags").update({"icon": "flame"}, doc_ids=[1])
    with ClaimStore(path) as store:
        tags = (*store.codebook().tags[::-1], Tag(name="new"))
        store.save_codebook(replace(store.codebook(), tags=tags))
    with TinyDB(path, access_mode="r") as database:
        found = {record["name"]: record.get("icon") for record in database.table("tags")}
    assert found == {"houses": None, "damage": "flame", "new": None}


def test_a_codebook_file_holds_a_tag_a_line_and_gives_the_same_codebook_back():
    text = codebook_text.written(CODEBOOK)
    assert codebook_text.read(text) == CODEBOOK
    assert '{"name": "houses", "parent": "damage"}' in text.splitlines()


def test_an_imported_codebook_adds_to_the_present_one_and_wins_by_name():
    other = Codebook(tags=(Tag(name="damage", key="x"), Tag(name="water")), scales=())
    both = combined(CODEBOOK, other)
    assert [(tag.name, tag.key) for tag in both.tags] == [
        ("damage", "x"),
        ("houses", ""),
        ("water", ""),
    ]
    assert both.scales == CODEBOOK.scales


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[]", "This is not a codebook"),
        ("{", "This is not a codebook"),
        ('{"tags": [{"key": "d"}]}', "This is not a codebook"),
        ('{"tags": [{"name": " "}]}', "has no name"),
        ('{"tags": [{"name": "a"}, {"name": "a"}]}', "The tag “a” stands twice"),
        ('{"tags": [{"name": "a", "key": "x"}, {"name": "b", "key": "x"}]}', "The key “x”"),
        ('{"tags": [{"name": "a", "key": "xy"}]}', "A key is one character, not “xy”"),
        ('{"tags": [{"name": "a", "parent": "b"}]}', "is below “b”, which is no tag"),
        (
            '{"tags": [{"name": "a", "parent": "b"}, {"name": "b", "parent": "a"}]}',
            "The tag “a” is below itself",
        ),
        ('{"scales": [{"name": "s"}]}', "The scale “s” has no values"),
        ('{"scales": [{"name": "s", "values": ["x"]}, {"name": "s"}]}', "“s” stands twice"),
    ],
)
def test_a_codebook_that_does_not_hold_together_is_refused(text, sentence):
    with pytest.raises(InvalidCodebookError, match=sentence):
        codebook_text.read(text)


def test_a_tag_moves_past_the_one_beside_it_with_those_below_it():
    damage, promise, toll = Tag(name="damage"), Tag(name="promise"), Tag(name="toll")
    houses, ships = Tag(name="houses", parent="damage"), Tag(name="ships", parent="damage")
    tags = (damage, houses, promise, ships, toll)
    assert neighbour(tags, "damage", 1) == promise
    assert neighbour(tags, "damage", -1) is None
    assert neighbour(tags, "houses", 1) == ships
    assert neighbour(tags, "ships", 1) is None
    moved = moved_tag(tags, damage, past=promise, up=False)
    assert [tag.name for _, tag in nested(moved)] == [
        "promise", "damage", "houses", "ships", "toll",
    ]  # fmt: skip
    assert moved_tag(tags, toll, past=promise, up=True) == (damage, houses, toll, promise, ships)
    assert moved_tag(tags, toll, past=promise, up=False) == tags


def test_tags_stand_below_their_parents_also_when_these_make_a_circle_or_are_gone():
    tags = [
        Tag(name="houses", parent="damage"),
        Tag(name="odd", parent="gone"),
        Tag(name="damage"),
        Tag(name="a", parent="b"),
        Tag(name="b", parent="a"),
        Tag(name="roofs", parent="houses"),
    ]
    assert [(depth, tag.name) for depth, tag in nested(tags)] == [
        (0, "odd"),
        (0, "damage"),
        (1, "houses"),
        (2, "roofs"),
        (0, "a"),
        (0, "b"),
    ]
