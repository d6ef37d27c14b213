"""Tags by source: counted, with what stands below a tag, and written for other programs."""

import csv

import pytest

from annotations.claim import Anchor, ArticleReference, Claim, now
from annotations.codebook import Tag, parents_in
from reader.view.claim_choice import ClaimChoice
from reader.view.cross_table import cross_table
from reader.view.grouping import Group


@pytest.fixture
def claim():
    def made(*, tags: tuple[str, ...], source: str = "A") -> Claim:
        return Claim(
            id=f"{source}{tags}",
            article=ArticleReference(path=f"{source}.txt", source=source),
            anchor=Anchor(exact="40 boats", start=0, end=8),
            kind="statement",
            tags=tags,
            created=now(),
            modified=now(),
        )

    return made


def test_a_tag_takes_in_the_claims_of_the_tags_below_it(claim):
    parents = parents_in((Tag(name="cost"), Tag(name="wages", parent="cost")))
    claims = [claim(tags=("cost",), source="A"), claim(tags=("wages",), source="B")]
    table = cross_table(claims, parents=parents)
    assert table.columns == ("A", "B")
    assert table.rows == (("cost", (1, 1), 2), ("wages", (0, 1), 1))
    choice = ClaimChoice()
    choice.parents, choice.grouping, choice.filter = parents, "tag", "cost"
    choice.take(tuple(claims))
    rows = choice.rows()
    assert [(one.name, one.count) for one in rows if isinstance(one, Group)] == [
        ("cost", 2),
        ("wages", 1),
    ]
    assert len(rows) == 5
    alone = ClaimChoice()
    alone.filter = "cost"
    alone.take(tuple(claims))
    assert alone.shown == [claims[0]]


def test_a_claim_counts_once_in_a_parent_of_two_of_its_tags(claim):
    book = (Tag(name="cost"), Tag(name="a", parent="cost"), Tag(name="b", parent="cost"))
    table = cross_table([claim(tags=("a", "b"))], parents=parents_in(book))
    assert {name: count for name, _, count in table.rows} == {"cost": 1, "a": 1, "b": 1}


def test_the_table_is_written_beside_what_is_there_and_runs_no_formula(claim, tmp_path):
    table = cross_table([claim(tags=("=1+1",), source="A, B")])
    first, second = table.write(tmp_path), table.write(tmp_path)
    assert (first.name, second.name) == ("tags-by-source.csv", "tags-by-source-2.csv")
    rows = list(csv.reader(first.read_text("utf-8-sig").splitlines()))
    assert rows == [["tag", "A, B", "all"], ["'=1+1", "1", "1"]]
