"""Each rung of the ladder by cases, in `tests/cases/anchoring/*.jsonl`.

A case has the text `before`, the words between ⟦ and ⟧ in it, the text as it is `now`, and
what is expected there: `found` marked the same way and how `sure`, or an `orphan`'s reason.
The first rung hides the others, so each file is one rung.
"""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.anchoring import Orphan, Placed, describe, locate
from annotations.claim import Anchor
from annotations.span import Span

CASES = Path(__file__).parent.parent / "cases" / "anchoring"


def cases() -> list[object]:
    return [
        pytest.param(json.loads(line), id=f"{file.stem}: {json.loads(line)['name']}")
        for file in sorted(CASES.glob("*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
    ]


def marked(text: str) -> tuple[str, Span]:
    start = text.index("⟦")
    return text.replace("⟦", "").replace("⟧", ""), Span(start, text.index("⟧") - 1)


@pytest.mark.parametrize("case", cases())
def test_words_are_found_as_the_case_tells(case):
    before, span = marked(case["before"])
    anchor = describe(before, span)
    if "orphan" in case:
        assert locate(case["now"], anchor) == Orphan(case["orphan"])
    else:
        now, expected = marked(case["found"])
        assert locate(now, anchor) == Placed(expected, case["sure"])


def test_every_rung_has_a_case_that_holds_and_one_that_does_not_hold_falsely():
    sure = {case.values[0].get("sure", "orphan") for case in cases()}
    assert sure == {"exact", "moved", "changed", "orphan"}


@given(st.text(min_size=1), st.data())
def test_words_are_found_exactly_in_the_text_they_were_described_in(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert locate(text, describe(text, Span(start, end))) == Placed(Span(start, end), "exact")


@given(st.text(max_size=30), st.text(min_size=1, max_size=30))
def test_words_found_exactly_or_elsewhere_are_the_same_words(text, words):
    placement = locate(text, Anchor(exact=words, start=0, end=len(words)))
    if isinstance(placement, Placed):
        assert placement.certainty in ("exact", "moved")
        assert placement.span.of(text) == words


def test_an_anchor_without_words_is_an_orphan():
    assert isinstance(locate("some text", Anchor(exact="", start=0, end=0)), Orphan)
