"""Tables from elsewhere: which column is what, and what its cells say."""

import io

import pytest

from annotations.claim import ArticleReference
from annotations.codebook import Codebook
from annotations.errors import ClaimImportError
from annotations.importers.columns import mapped
from annotations.importers.contract import ImportTarget
from annotations.importers.registry import importer_named

TEXT = "The old bridge carries 12,000 cars a day, said Ines Corvale.\n"


def taken(table: str, **how: object):
    def named(name: str, text: str) -> ArticleReference:
        known = name in ("a.txt", "a", "https://news.example/a", "Bridge closed")
        return ArticleReference(path="a.txt" if known else name)

    into = ImportTarget(
        lambda article: TEXT if article.path == "a.txt" else None,
        named,
        annotator="me",
        scales=Codebook().scales,
        **how,
    )
    return importer_named("csv").read(io.BytesIO(table.encode("utf-8-sig")), into)


def test_the_highlights_of_taguette_are_read_as_they_are():
    table = "id,document,tag,content\n1,a.txt,place,old bridge\n1,a.txt,steel,old bridge\n"
    table += "2,a.txt,person,Ines Corvale\n"
    claims = taken(table).claims
    assert [(one.anchor.exact, one.tags) for one in claims] == [
        ("old bridge", ("place", "steel")),
        ("Ines Corvale", ("person",)),
    ]
    assert {one.article.path for one in claims} == {"a.txt"}


def test_rows_of_two_coders_on_the_same_words_are_a_claim_each():
    table = "document,tag,content,annotator\na.txt,place,old bridge,ada\n"
    table += "a.txt,place,old bridge,bo\na.txt,steel,old bridge,bo\n"
    assert [(one.annotator, one.tags) for one in taken(table).claims] == [
        ("ada", ("place",)),
        ("bo", ("place", "steel")),
    ]


def test_a_newsroom_s_sheet_is_read_by_common_names():
    table = (
        "Date added\tClaim\tWho said it\tURL\tRating\tTopic\tExplanation\n"
        "23/11/2026\t12,000 cars a day\tCorvale\thttps://news.example/a\tFALSE\ttraffic\tToo many\n"
        "3/12/2026\told bridge\t\thttps://news.example/a\t\tplace\t\n"
    )
    first, second = taken(table).claims
    assert (first.claimant, first.note, first.tags) == ("Corvale", "Too many", ("traffic",))
    assert first.verdict is not None
    assert first.verdict.value == "false"
    assert (first.created.month, first.created.day) == (11, 23)
    assert (second.created.month, second.created.day) == (12, 3)


def test_a_month_comes_first_where_the_column_shows_it():
    table = "words,tags,article,created\nold bridge,a,a.txt,3/4/2026\nold,b,a.txt,3/24/26 1:05 PM\n"
    first, second = taken(table).claims
    assert (first.created.month, first.created.day) == (3, 4)
    assert second.created.isoformat() == "2026-03-24T13:05:00+00:00"


def test_a_cell_that_is_no_date_is_told_and_costs_no_row():
    imported = taken("words,tags,article,created\nold bridge,a,a.txt,last week\n")
    assert [one.anchor.exact for one in imported.claims] == ["old bridge"]
    assert imported.problems == ("“last week” in the column created is no date and was left out.",)


def test_a_person_may_name_the_columns():
    table = "What,Which,Where\nold bridge,place,Bridge closed\n"
    columns = {"words": "What", "tags": "which", "article": "WHERE"}
    (claim,) = taken(table, columns=columns).claims
    assert (claim.anchor.exact, claim.tags, claim.article.path) == (
        "old bridge",
        ("place",),
        "a.txt",
    )


def test_claims_without_a_tag_get_the_one_that_is_given():
    assert taken("Claim,File\nold bridge,a.txt\n", tag="checked").claims[0].tags == ("checked",)


@pytest.mark.parametrize(
    ("table", "columns", "sentence"),
    [
        ("a,b\n1,2\n", {}, "no column with the words of a claim. It has: a, b"),
        ("Claim,b\n1,2\n", {}, "no column named tags"),
        ("Claim,b\n1,2\n", {"tags": "Topic"}, "no column “Topic”. It has: Claim, b"),
        ("Claim,b\n1,2\n", {"label": "b"}, "There is no column “label”"),
        ("", {}, "The table is empty"),
    ],
)
def test_a_column_that_is_missing_says_which_there_are(table, columns, sentence):
    with pytest.raises(ClaimImportError, match=sentence):
        taken(table, columns=columns)


def test_what_is_read_from_where_is_shown():
    columns = mapped(["Claim", "Topic", "Weather"], {})
    assert columns.sentence() == (
        "Read words from “Claim”, tags from “Topic”. Not read: “Weather”. "
        "Another way: --column words=Claim."
    )


@pytest.mark.parametrize(
    ("cell", "value"),
    [("1,200", 1200), ("1.200,5", 1200.5), ("3,5", 3.5), ("-4", -4), ("2.5", 2.5)],
)
def test_numbers_are_read_as_spreadsheets_write_them(cell, value):
    table = f"words;tags;article;value\nold bridge;a;a.txt;{cell}\n"
    (claim,) = taken(table).claims
    assert claim.figure is not None
    assert claim.figure.value == value
