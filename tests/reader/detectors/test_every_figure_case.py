"""Every line of tests/cases/figures/: a sentence and the figures that stand in it.

A case has `text`, sometimes `published`, and `figures`: for each expected figure its words
and the fields that matter to the case. Figures nobody wrote down must not be found.
"""

import json
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from reader.detectors.figures import FIGURES
from reader.detectors.marks import as_record, is_wanted

CASES = Path(__file__).parents[2] / "cases" / "figures"


class Case(NamedTuple):
    """One line of a case file."""

    text: str
    published: date | None
    figures: list[dict[str, object]]


def _cases() -> list[object]:
    params = []
    for path in sorted(CASES.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            asked = json.loads(line)
            published = asked.get("published")
            case = Case(
                asked["text"],
                date.fromisoformat(published) if published else None,
                asked["figures"],
            )
            params.append(pytest.param(case, id=f"{path.stem}-{number}"))
    return params


@pytest.mark.parametrize("case", _cases())
def test_a_case_has_exactly_the_figures_written_down(case: Case):
    marks = FIGURES.find(case.text, case.published)
    found = [as_record(mark, case.text) for mark in marks if is_wanted(mark)]
    for record in found:
        counts = record["counts"]
        record["counts"] = counts["text"] if isinstance(counts, dict) else None
    shown = [
        {field: record[field] for field in wanted}
        for record, wanted in zip(found, case.figures, strict=False)
    ]
    assert [record["text"] for record in found] == [wanted["text"] for wanted in case.figures]
    assert shown == case.figures
