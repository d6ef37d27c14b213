"""Each line of tests/cases/quotes is a text and the quotes that must be found in it.

`quotes` lists every quote with marks, left to right; `reported`, where given, every stretch
of reported speech. Of a mark only the fields written down are compared: text, form,
speaker (the words), name (who that is), cue, rule, part_of.
"""

import json
from pathlib import Path

import pytest

from reader.detectors.marks import Quote
from reader.detectors.quotes import QUOTES
from reader.detectors.quotes.attribution import RULES

CASES = Path(__file__).parents[2] / "cases" / "quotes"
LINES = [
    pytest.param(json.loads(line), id=f"{path.stem}:{number}")
    for path in sorted(CASES.glob("*.jsonl"))
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
]


def described(mark: Quote, text: str) -> dict[str, object]:
    return {
        "text": mark.span.of(text),
        "form": mark.form,
        "speaker": mark.speaker and mark.speaker.span.of(text),
        "name": mark.speaker and mark.speaker.name,
        "cue": mark.cue and mark.cue.of(text),
        "rule": mark.rule,
        "part_of": mark.part_of,
    }


def compared(marks: list[Quote], wanted: list[dict[str, object]], text: str) -> list[object]:
    """Return the marks with the fields that were written down for the one in their place."""
    fields = [set(mark) for mark in wanted] + [{"text", "form"}] * len(marks)
    return [
        {field: value for field, value in described(mark, text).items() if field in kept}
        for mark, kept in zip(marks, fields, strict=False)
    ]


@pytest.mark.parametrize("case", LINES)
def test_a_case_gives_the_quotes_written_beside_it(case):
    text = case["text"]
    marks = [mark for mark in QUOTES.find(text, None) if isinstance(mark, Quote)]
    quoted = [mark for mark in marks if mark.form != "indirect"]
    assert compared(quoted, case["quotes"], text) == case["quotes"]
    if "reported" in case:
        told = [mark for mark in marks if mark.form == "indirect"]
        assert compared(told, case["reported"], text) == case["reported"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_rule_of_attribution_has_cases_that_it_alone_decides(rule):
    path = CASES / f"{rule.__name__}.jsonl"
    cases = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    found = {quote.get("rule") for case in cases for quote in case["quotes"]}
    assert rule.__name__.replace("_", " ") in found
