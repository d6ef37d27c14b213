"""Several annotators compared: what is counted, what is left out, and how sure it is."""

from dataclasses import replace

import pytest

from annotations.claim import Anchor, Verdict
from annotations.codebook import DEFAULT_SCALE
from annotations.together import ratings
from annotations.together.adjudication import both, comparisons, rejected_in, rejection, taken
from annotations.together.agreement import agreement
from annotations.together.distances import of_sets
from annotations.together.review import Entry, done_by, may_check, queue
from annotations.together.units import told_apart

DONE = {"ada": {"flood.txt"}, "bo": {"flood.txt"}}


@pytest.fixture
def of(claim_about):
    """Make a claim of an annotator's on a place of the text."""
    numbers = iter(range(1, 1000))

    def make(who: str, start: int, *tags: str, length: int = 8, verdict: str = "", **more: object):
        anchor = Anchor(exact="x" * length, start=start, end=start + length)
        told = Verdict(value=verdict, scale="truth") if verdict else None
        given = {"annotator": who, "anchor": anchor, "tags": tags or ("t",), "verdict": told}
        return claim_about(next(numbers), **{**given, **more})

    return make


def test_tags_agree_as_alpha_of_the_units_says(of):
    sets = [("a", "a"), ("a", "b"), ("b", "b"), ("a", "a"), ("b", "a")]
    claims = [
        of(who, 20 * place, tag)
        for place, pair in enumerate(sets)
        for who, tag in zip(("ada", "bo"), pair, strict=True)
    ]
    found = agreement(claims, DONE, times=0)
    expected = ratings.alpha([[frozenset(it) for it in pair] for pair in sets], of_sets)
    assert found.tags[0].value == pytest.approx(expected)
    assert found.pairs[0].tags == pytest.approx(expected)
    assert found.units == 5


def test_an_article_that_one_person_did_is_left_out_and_told(of):
    found = agreement([of("ada", 0), of("bo", 0)], {**DONE, "bo": set()}, times=0)
    assert found.articles == 0
    assert found.words[0].value == ratings.NotComputed("no claim of either")
    assert found.left_out == ("1 article that one person did",)


def test_decisions_are_not_compared(of):
    claims = [of("ada", 0), of("bo", 0), of("cy", 0, decides=("x",))]
    assert agreement(claims, {**DONE, "cy": {"flood.txt"}}, times=0).words[0].value == 1 / 3


def test_verdicts_are_compared_in_the_order_of_their_scale(of):
    given = [("true", "mostly true"), ("false", "mostly false"), ("mixed", "unproven")]
    claims = [
        of(who, 20 * place, verdict=value)
        for place, pair in enumerate(given)
        for who, value in zip(("ada", "bo"), pair, strict=True)
    ]
    found = agreement(claims, DONE, (DEFAULT_SCALE,), times=0)
    value = found.verdicts[0].value
    assert isinstance(value, float)
    assert value > 0.5
    assert "1 verdict outside the order of their scale" in found.left_out


def test_intervals_are_the_same_for_a_seed_and_hold_the_value(of, claim_about):
    claims = []
    done = {"ada": set(), "bo": set()}
    for number in range(30):
        path = replace(claim_about(1).article, path=f"{number}.txt")
        claims += [of("ada", 0, "ab"[number % 2], article=path)]
        claims += [of("bo", number % 3, "ab"[number % 5 == 0], article=path)]
        for who in done:
            done[who].add(path.path)
    first, second = (agreement(claims, done, times=200, seed=7) for _ in range(2))
    assert first == second
    for figure in (*first.words, first.tags[0]):
        assert figure.interval is not None
        assert isinstance(figure.value, float)
        assert figure.interval.low <= figure.value <= figure.interval.high


def test_one_article_with_claims_gives_no_interval_and_that_is_told(of):
    claims = [of("ada", 0, verdict="true"), of("bo", 0, verdict="false"), of("ada", 20)]
    done = {who: {"flood.txt", "nothing-found.txt"} for who in DONE}
    found = agreement(claims, done, times=50, scales=(DEFAULT_SCALE,))
    figures = (*found.words, *found.tags, *found.verdicts)
    assert [one.interval for one in figures] == [None] * len(figures)
    assert "intervals, which need two articles with claims" in found.left_out


def test_of_two_claims_on_the_same_words_the_one_of_the_same_tag_is_the_partner(of):
    claims = [of("ada", 0, "cost"), of("ada", 0, "toll"), of("bo", 0, "toll"), of("bo", 0, "area")]
    together = [
        sorted((who, *one.tags) for who, one in it.claims.items())
        for it in comparisons(claims, DONE)
    ]
    assert [("ada", "toll"), ("bo", "toll")] in together
    assert [("ada", "cost"), ("bo", "area")] in together


def test_what_differs_is_named_and_what_was_decided_is_known(of):
    mine, theirs = of("ada", 0, "a"), of("bo", 2, "b", verdict="true")
    (one,) = comparisons([mine, theirs], DONE)
    assert one.differs == ("words", "tags", "verdict")
    assert one.is_open
    decision = taken(one, "cy", "ada", {"verdict": "bo"})
    assert (decision.anchor, decision.tags) == (mine.anchor, ("a",))
    assert decision.verdict == theirs.verdict
    assert decision.decides == (mine.id, theirs.id)
    (again,) = comparisons([mine, theirs, decision], DONE)
    assert again.decided == decision
    assert both(one, "cy").tags == ("a", "b")


def test_that_none_holds_is_recorded_under_the_same_number_by_anybody(of):
    (one,) = comparisons([of("ada", 0), of("bo", 0)], DONE)
    number, document = rejection(one, "cy")
    assert rejection(one, "dan")[0] == number
    rejected = rejected_in([document])
    (again,) = comparisons(list(one.claims.values()), DONE, rejected)
    assert again.rejected
    assert not again.is_open


def test_who_did_an_article_and_found_nothing_is_missing_a_claim(of):
    claims = [of("ada", 0)]
    assert comparisons(claims, DONE)[0].differs == ("missing",)
    assert comparisons(claims, {"ada": {"flood.txt"}})[0].differs == ()


def test_two_people_of_one_name_are_two(of):
    claims = [of("user", 0, annotator_id="aaaa11"), of("user", 0, annotator_id="bbbb22")]
    assert [it.annotator for it in told_apart(claims)] == ["user (aaaa)", "user (bbbb)"]
    assert told_apart(claims[:1]) == claims[:1]


def test_an_article_goes_through_the_states(of):
    claims = [of("ada", 0, "a"), of("bo", 0, "b")]

    def state(*entries: Entry) -> str:
        done = done_by(entries, claims)
        (found,) = queue(entries, claims, comparisons(claims, done))
        return found.told

    ada = Entry(article="flood.txt", who="ada", state="done")
    bo = Entry(article="flood.txt", who="bo", state="done")
    assert state() == "begun"
    assert state(ada) == "begun"
    assert state(ada, bo) == "differ 1"
    back = Entry(article="flood.txt", who="cy", state="back", word="sources?")
    assert state(ada, bo, back) == "back: “sources?”"
    assert back.number == replace(back, who="dan", state="checked").number


def test_nobody_may_check_alone_what_they_did_alone(of):
    claims = [of("ada", 0)]
    (found,) = queue([], claims, [])
    assert not may_check(found, "ada")
    assert may_check(found, "bo")
