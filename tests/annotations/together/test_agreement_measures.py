"""The measures of agreement, against published values and worked out ones."""

import json
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
sys.path.insert(0, str(Path(__file__).parent))

import agreement_cases

from annotations.together import ratings
from annotations.together.distances import of_level
from annotations.together.matching import Marked, pairs, trimmed
from annotations.together.ratings import NotComputed

FILES = [
    path
    for path in (
        ROOT / "tests/cases/agreement.json",
        ROOT.parent / "shared/people/agreement_cases.json",
    )
    if path.exists()
]


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.parent.name)
def test_every_measure_of_every_case_has_its_value(file):
    right, number, lines = agreement_cases.check(json.loads(file.read_text("utf-8")))
    assert lines == []
    assert right == number > 0


def test_a_value_that_differs_is_told_and_makes_the_runner_fail(tmp_path, monkeypatch, capsys):
    case = {"id": "x", "form": "ratings", "ratings": [[1, 1], [1, 2]]}
    case["expected"] = [{"measure": "percent", "value": 0.9, "places": 3}]
    file = tmp_path / "cases.json"
    file.write_text(json.dumps([case]), encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["agreement_cases.py", str(file)])
    assert agreement_cases.main() == 1
    assert capsys.readouterr().out.endswith("0 of 1 values right\n")


def test_alpha_is_what_the_krippendorff_library_computes():
    krippendorff = pytest.importorskip("krippendorff")
    units = [[1, 1, None, 1], [2, 2, 3, 2], [3, 3, 3, 3], [1, 2, 3, 4], [None, 5, 5, 5]]
    nan = float("nan")
    by_annotator = [[nan if it is None else it for it in line] for line in zip(*units, strict=True)]
    shared = [it for unit in units for it in unit if it is not None]
    for level in ("nominal", "ordinal", "interval", "ratio"):
        from collections import Counter

        ours = ratings.alpha(units, of_level(level, Counter(shared)))
        theirs = krippendorff.alpha(by_annotator, level_of_measurement=level)
        assert ours == pytest.approx(theirs)


@pytest.mark.parametrize("measure", [ratings.alpha, ratings.cohen, ratings.fleiss, ratings.gwet])
def test_what_cannot_be_computed_says_why(measure):
    assert measure([["a", "a"], ["a", "a"]]) == NotComputed("no variation")
    assert measure([["a", None], [None, "b"]]) == NotComputed("no unit has values of two")


def test_a_match_gives_way_where_more_can_be_matched():
    mine = [Marked(0, 10), Marked(9, 30)]
    theirs = [Marked(5, 12), Marked(0, 2)]
    assert pairs(mine, theirs, exact=False, valued=False) == [(0, 1), (1, 0)]


def test_white_space_around_words_is_not_counted():
    assert trimmed(10, " two words\n") == (11, 20)
    assert trimmed(10, "  ") == (10, 10)
