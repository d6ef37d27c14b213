"""Which claims a person looks at."""

import pytest

from annotations.claim import Anchor, ArticleReference, Claim, now
from annotations.codebook import Tag, parents_in
from reader.view.claim_choice import ClaimChoice
from reader.view.grouping import Group


def claim(number: int, words: str, *tags: str, path: str = "harbour.txt") -> Claim:
    return Claim(
        id=f"c{number}",
        article=ArticleReference(path=path, title=path),
        anchor=Anchor(exact=words, start=number * 100, end=number * 100 + len(words)),
        kind="statement",
        tags=tags,
        created=now(),
        modified=now(),
    )


CLAIMS = (
    claim(1, "Harbour tolls", "toll", path="storm.txt"),
    claim(2, "The Café at the harbour", "food"),
    claim(3, "Twelve ferries", "toll", "ferry"),
    claim(4, "Half of the hamlet"),
)


def seen(choice: ClaimChoice) -> list[str]:
    return [row.name if isinstance(row, Group) else row.id for row in choice.rows()]


def test_a_filter_leaves_the_same_however_it_was_typed():
    choice = ClaimChoice()
    choice.take(CLAIMS)
    for typed in ("h", "ha", "har", "har t", "har to", "har", "ha", "", "cafe", "trade", "ferr"):
        for grouping in ("article", "tag"):
            choice.grouping, choice.filter = grouping, typed
            anew = ClaimChoice()
            anew.take(CLAIMS)
            anew.grouping, anew.filter = grouping, typed
            assert seen(choice) == seen(anew), typed
            assert choice.shown == anew.shown, typed


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("har", ["harbour.txt", "c2", "c3", "c4", "storm.txt", "c1"]),
        ("har twel", ["harbour.txt", "c3"]),
        ("CAFE", ["harbour.txt", "c2"]),
        ("trade", ["harbour.txt", "c3", "storm.txt", "c1"]),
        ("nothing", []),
    ],
)
def test_every_word_of_the_filter_stands_in_what_it_leaves(typed, left):
    choice = ClaimChoice()
    choice.parents = parents_in((Tag(name="trade"), Tag(name="toll", parent="trade")))
    choice.take(CLAIMS)
    choice.filter = typed
    assert seen(choice) == left


def test_claims_that_were_changed_are_filtered_as_they_are_now():
    choice = ClaimChoice()
    choice.take(CLAIMS)
    choice.filter = "ferries"
    assert seen(choice) == ["harbour.txt", "c3"]
    before = choice.claims
    choice.take((claim(3, "Twelve boats"), claim(5, "No ferries")))
    choice.take_words(before, ["ferries"] * len(before))
    assert seen(choice) == ["harbour.txt", "c5"]
