"""Which figures of two articles are one, and which of them differ."""

import json
from pathlib import Path

import pytest

from reader.comparison.comparison import Comparison
from reader.comparison.reading import read
from reader.detectors.registry import find_marks

CASES = Path(__file__).parents[2] / "cases" / "comparison" / "figures.json"


def told(one, other, *, differing):
    """The words of the figures that are one, with what they count."""
    readings = [read(name, text, find_marks(text)) for name, text in (("1", one), ("2", other))]
    return [
        [" ".join(filter(None, (m.words, m.printed.counts))) for m in group.members]
        for group in Comparison(readings).groups()
        if group.kind == "figure" and (group.relation != "same") == differing
    ]


@pytest.mark.parametrize("case", json.loads(CASES.read_text()), ids=lambda case: case["case"])
def test_figures_are_one_where_enough_words_bear_it_out(case):
    one, other = case["one"], case["other"]
    if "differ" in case:
        assert told(one, other, differing=True) == case["differ"]
    else:
        assert told(one, other, differing=False) == case["same"]
