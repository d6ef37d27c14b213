"""The filter language: any string is a filter, and nothing that is typed reaches SQL."""

import re
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.folding import folded
from reader.index import Index
from reader.index.filter import EVERYTHING
from reader.index.query import parse_query, parse_suggestions

PIECES = """
tag: quote: " - figures > <= = : .. 2024 -07 unread tagged done ſource: tıtle:x ü ? % '; --
""".split()
ODD = [" ", "\n", "\ud800", "\0"]
TYPED = st.lists(st.sampled_from(PIECES + ODD) | st.text(max_size=5), max_size=12).map("".join)


@given(TYPED)
def test_any_string_is_a_filter_that_the_index_understands(written):
    index = Index(None)
    try:
        assert not index.find(parse_query(written))
        assert index.times_lost == 0
    finally:
        index.close()


@given(TYPED)
def test_nothing_that_is_typed_stands_in_the_condition(written):
    for query in (parse_query(written), parse_suggestions(written)):
        assert set(re.findall(r"[^\W\d]\w*|[^\w\s]", query.condition)) <= OWN
        assert query.condition.count("?") == len(query.values)


OWN = set(
    """
    AND OR NOT IN IS NULL BETWEEN SELECT FROM WHERE MATCH coalesce instr substr char ( ) , ? ' =
    < > title_folded source_folded path_folded byline_folded agencies_folded speakers_folded
    tags_folded verdicts_folded annotators_folded library_folded words_folded published progress
    words quotes figures claims id text_id rowid full_text marks articles name_words names name
    form value high unit counts speaker day
    """.split()
)


def test_a_pasted_page_is_a_filter_too():
    index = Index(None)
    assert not index.find(parse_query("word -tag:x 2024 " * 20_000))
    assert index.times_lost == 0


UNFINISHED = '- -- tag: -tag: tag:" figures> figures>= figures>five words:x " .. quote:'.split()


@pytest.mark.parametrize("written", ["", " ", '" "', *UNFINISHED])
def test_a_term_that_is_not_finished_filters_nothing_out(written):
    assert parse_query(written) == EVERYTHING


def test_names_are_compared_without_case_and_accents():
    assert folded("ÁGNES Weiß") == folded("agnes WEISS")


def test_sqlite_is_new_enough_for_the_statements_used():
    assert sqlite3.sqlite_version_info >= (3, 35)


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("unread figurs>5", "There is no “figurs” to ask for. Is “figures” meant?"),
        ("-tags:x", "There is no “tags” to ask for. Is “tag” meant?"),
        ("quote>3", "There is no “quote” to ask for. Is “quotes” meant?"),
        (
            "zz>3",
            "There is no “zz” to ask for, only words, quotes, figures, claims, figure, score.",
        ),
        ("figures>five", "“figures” is compared with a number: figures>5, or figures:5..20."),
        ("figures:20..5", "No number is from 20 to 5. Turn them round."),
        ("tag>toll", "After “tag” comes a colon: tag:toll."),
        ("tag: toll", "The words follow “tag:” without a space."),
        ("2024/07", "“2024/07” is no date. Dates are written 2024, 2024-07 or 2024-07-28."),
        ("2024-13", "“2024-13” is no date. Dates are written 2024, 2024-07 or 2024-07-28."),
        ("2024-07..2024-05", "“2024-07..2024-05” ends before it begins. Turn the dates round."),
        ("a OR", "OR stands between two terms."),
        ("decided", "“decided” tells nothing about articles."),
        ("note:x", "“note:” tells nothing about articles."),
    ],
)
def test_a_mistake_gives_a_hint(written, hint):
    assert parse_query(written).hint == hint


WELL_WRITTEN = (
    "tag:disputed source:tass quote:lavrov figures>5 unread 2024-07",
    "library:north -library:2024/harbour",
    'title:"a b" -"exact words" words:5..20 2024-05..2024-07 2024- 2024-0 ..2024',
    "12:30 http://example.org/a?b=c half-time and 24.5",
)


@pytest.mark.parametrize("written", WELL_WRITTEN)
def test_what_is_well_written_gives_no_hint(written):
    assert parse_query(written).hint == ""


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("words:5..20", {5, 12, 20}),
        ("words:..20", None),
        ("words:12..", {12, 20, 21, 400}),
        ("words>20", {21, 400}),
    ],
)
def test_both_ends_of_a_range_of_numbers_hold(written, wanted):
    query = parse_query(written)
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE articles (words INTEGER)")
    database.executemany("INSERT INTO articles VALUES (?)", [(n,) for n in (4, 5, 12, 20, 21, 400)])
    asked = f"SELECT words FROM articles WHERE {query.condition}"
    found = {words for (words,) in database.execute(asked, query.values)}
    assert query.hint if wanted is None else found == wanted


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("2024-05..2024-07", {"2024-05-01", "2024-07-31"}),
        ("2024-05..", {"2024-05-01", "2024-07-31", "2024-08-01"}),
        ("..2024-07", {"2024-04-30", "2024-05-01", "2024-07-31"}),
        ("2024-07", {"2024-07-31"}),
    ],
)
def test_both_ends_of_a_range_of_dates_hold(written, wanted):
    query = parse_query(written)
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE articles (published TEXT)")
    dates = [("2024-04-30",), ("2024-05-01",), ("2024-07-31",), ("2024-08-01",), (None,)]
    database.executemany("INSERT INTO articles VALUES (?)", dates)
    asked = f"SELECT published FROM articles WHERE {query.condition}"
    assert {date for (date,) in database.execute(asked, query.values)} == wanted
