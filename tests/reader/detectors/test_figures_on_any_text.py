"""Laws that hold for the figures of any string, hostile ones included."""

import subprocess
import sys
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.detectors.figures import FIGURES

_PIECES = (
    "1 12 1,234 1948 $ US$ € £ - – − . , ( ) [1] : / % ½ ² ^ × 10 e5 # @ www. one two twenty "
    "hundred thousand million billion dozen dozens and half third quarter of percent between "
    "from to or May March October Sunday last next this the week month year ago old years aged "
    "km /h per day people killed in every first second 21st 10:30 p.m. Q3 FY '90s today night "
    "9999 0000-00-00 2024-07-28 2/29 99999999999999999999999999 ٣ １２ \u00a0 \n 's ’ point five"
)
NUMBERS_IN_DISORDER = st.lists(st.sampled_from(_PIECES.split(" ")), max_size=20).flatmap(
    lambda pieces: st.sampled_from(("", " ")).map(lambda gap: gap.join(pieces))
)
DAYS = st.none() | st.dates()


def check(text: str, published: date | None) -> None:
    marks = list(FIGURES.find(text, published))
    for before, after in pairwise(marks):
        assert before.span.end <= after.span.start
    for mark in marks:
        assert mark.span.of(text).strip()
        assert mark.span.end <= len(text)
        assert mark.rule
        assert (mark.low is None) == (mark.high is None)
        if mark.low is not None and mark.high is not None:
            assert mark.low <= mark.high
            assert mark.value is None
        if mark.counts:
            assert mark.counts.of(text).strip()
        if mark.approximator:
            assert mark.span.contains(mark.approximator)


@given(st.text(), DAYS)
def test_any_text_has_figures_in_order_that_do_not_overlap(text, published):
    check(text, published)


@given(NUMBERS_IN_DISORDER, DAYS)
def test_numbers_in_disorder_have_figures_in_order_that_do_not_overlap(text, published):
    check(text, published)


HOSTILE = {
    "digits": "7" * 3_000,
    "commas": "1," * 3_000,
    "groups": "111," * 3_000,
    "points": "1.1" * 3_000,
    "brackets": "(1[2{" * 4_000,
    "hyphens": "1-" * 3_000,
    "spaces": "1" + " " * 20_000 + "2",
    "number words": "one hundred and " * 3_000,
    "letters": "a" * 40_000,
    "ranges": "1 to " * 4_000,
    "signs": "$" * 3_000,
    "of thousands": "thousands of " * 3_000,
    "slashes": "1/" * 3_000,
    "months": "May " * 4_000,
    "the last": "the last " * 4_000,
    "halves": "half a " * 4_000,
    "nouns": "5 " + "nouns " * 4_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_has_figures_in_order_that_do_not_overlap(text):
    check(text, date(2024, 7, 28))


def test_figures_come_one_by_one_while_the_text_is_read():
    text = "12 trucks came. " * 200_000
    found = FIGURES.find(text, None)
    assert next(found).span.of(text) == "12"
    assert next(found).span.start == 16


def test_the_marks_do_not_depend_on_the_hash_seed():
    code = (
        "from reader.detectors.figures import FIGURES\n"
        "text = 'At least 39,324 people were killed since October 7, about 5% more, $3m to $5m.'\n"
        "print([*FIGURES.find(text, None)])"
    )
    shown = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "42")
    }
    assert len(shown) == 1
