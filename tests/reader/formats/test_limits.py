"""Reading in a process of its own: what comes back, and what ends it."""

import sys

import pytest

from reader.article import normal_text
from reader.errors import UnreadableArticleError
from reader.formats.decoding import decode
from reader.formats.layout import is_head
from reader.formats.limits import limited
from reader.formats.markup import blocks_of_html


def test_the_answer_comes_back():
    assert limited(blocks_of_html, "<p>One<p>Two", seconds=5, megabytes=500, path="x") == [
        "One",
        "Two",
    ]


def test_a_sentence_about_the_file_comes_back_as_it_was_written():
    with pytest.raises(UnreadableArticleError, match=r"x\.txt is a PDF file, not text\."):
        limited(decode, b"%PDF-1.7", "x.txt", seconds=5, megabytes=500, path="x.txt")


def test_what_goes_wrong_is_one_sentence_with_the_name_of_the_file():
    with pytest.raises(UnreadableArticleError, match=r"^x\.txt cannot be read.*\(TypeError\)\.$"):
        limited(is_head, 5, seconds=5, megabytes=500, path="x.txt")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not keep this limit")
def test_more_memory_than_the_limit_ends_it_with_a_sentence():
    with pytest.raises(UnreadableArticleError, match=r"^x\.txt cannot be read.*\(MemoryError\)"):
        limited(normal_text, "a\tb" * 5_000_000, seconds=60, megabytes=20, path="x.txt")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such limit")
def test_more_time_than_the_limit_ends_it_with_a_sentence():
    with pytest.raises(UnreadableArticleError, match=r"took more than 1 seconds or 500 mega"):
        limited(pow, 7, 10**9, seconds=1, megabytes=500, path="x.txt")
