"""The filter language: any string is a filter, and nothing that is typed reaches SQL."""

import re
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.folding import folded
from reader.index import Index
from reader.index.query import EVERYTHING, parse_query

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
    query = parse_query(written)
    own = re.sub(r"\w+_folded|published|progress|words|quotes|figures|claims", "", query.condition)
    assert not re.search(r"[^A-Za-z?(),'<>= 10]", own)
    assert query.condition.count("?") == len(query.values)


def test_a_pasted_page_is_a_filter_too():
    index = Index(None)
    assert not index.find(parse_query("word -tag:x 2024 " * 20_000))
    assert index.times_lost == 0


UNFINISHED = '- -- tag: -tag: tag:" figures> figures>= figures>five words:x " .. quote:'.split()


@pytest.mark.parametrize("written", ["", " ", '" "', *UNFINISHED])
def test_a_term_that_is_not_finished_filters_nothing_out(written):
    assert parse_query(written) == EVERYTHING


def test_exact_words_are_apart_from_what_the_table_knows():
    query = parse_query('"no people" -"many  Sheep" unread')
    assert query.present == ("no people",)
    assert query.absent == ("many  Sheep",)
    assert query.wants("There were No\npeople.")
    assert not query.wants("No people, but many sheep.")
    assert not query.wants("Nobody.")


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
        ("zz>3", "There is no “zz” to ask for, only words, quotes, figures, claims."),
        ("figures>five", "“figures” is compared with a number: figures>5, or figures:5..20."),
        ("figures:20..5", "No number is from 20 to 5. Turn them round."),
        ("tag>toll", "After “tag” comes a colon: tag:toll."),
        ("tag: toll", "The words follow “tag:” without a space."),
        ("2024/07", "“2024/07” is no date. Dates are written 2024, 2024-07 or 2024-07-28."),
        ("2024-13", "“2024-13” is no date. Dates are written 2024, 2024-07 or 2024-07-28."),
        ("2024-07..2024-05", "“2024-07..2024-05” ends before it begins. Turn the dates round."),
        ("a OR b", "OR is no word here: all terms must hold, and -unread is its opposite."),
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
