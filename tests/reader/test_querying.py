"""The filter language: any string is a filter, and nothing that is typed reaches SQL."""

import re
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.index import Index
from reader.querying import EVERYTHING, folded, parse_query

PIECES = """
tag: quote: " - figures > <= = : .. 2024 -07 unread tagged done ſource: tıtle:x ü ? % '; --
""".split()
ODD = [" ", "\n", "\ud800", "\0"]
TYPED = st.lists(st.sampled_from(PIECES + ODD) | st.text(max_size=5), max_size=12).map("".join)


@given(TYPED)
def test_any_string_is_a_filter_that_the_index_understands(written):
    index = Index(None)
    try:
        assert index.find(parse_query(written)) == []
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
    assert index.find(parse_query("word -tag:x 2024 " * 20_000)) == []
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
