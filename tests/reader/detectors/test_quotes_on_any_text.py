"""What holds for quotes in every text, however strange."""

import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.detectors.marks import Quote
from reader.detectors.quotes import QUOTES

MARKS = "“”\"‘’'«»„‹›「」『』<>(),.?!—: \n"
WORDS = (
    "''", "``", " – ", "\n\n", " said ", " Mr. ", "Ann Lee", " he ", "told", " according to ",
    " that ", "the minister", " and ", " who ", "’s", "5' 11\"", "by ", "to say",
)  # fmt: skip
PIECES = st.sampled_from([*MARKS, *WORDS])
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=60).map("".join))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_any_string_gives_marks_inside_it_from_left_to_right(text):
    marks = [mark for mark in QUOTES.find(text, None) if isinstance(mark, Quote)]
    assert [mark.span.start for mark in marks] == sorted(mark.span.start for mark in marks)
    for mark in marks:
        assert (
            0 <= mark.span.start <= mark.inner.start < mark.inner.end <= mark.span.end <= len(text)
        )
        for part in (mark.cue, mark.speaker and mark.speaker.span):
            assert part is None or 0 <= part.start < part.end <= len(text)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_quotes_with_marks_never_overlap(text):
    quoted = [mark for mark in QUOTES.find(text, None) if mark.form != "indirect"]
    for before, after in pairwise(quoted):
        assert before.span.end <= after.span.start


HOSTILE = (
    '"', "“", "“”", "‘a’ ", "“a\n\n", ", ", "([", "— ", "A", "Anna Lee ", "A. ", "a\n", "said ",
    "said, ", "he said ", "to say ", "according to ", "<a ", "a.", "that ", "'s ", ", saying ",
)  # fmt: skip


def steps(text: str) -> int:
    """Return how many functions, those of Python's own library too, finding quotes calls."""
    count = 0

    def counted(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        for _ in QUOTES.find(text, None):
            pass
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("piece", HOSTILE)
def test_four_times_the_text_takes_about_four_times_the_steps(piece):
    short, longer = piece * (3_000 // len(piece)), piece * (12_000 // len(piece))
    assert steps(longer) < 6 * steps(short) + 1_000


SCRIPT = """
from reader.detectors.quotes import QUOTES
text = "Ann Lee, the mayor, and Bob Roy met. “No,” she said. The mayor said it was “over” for Roy."
print([repr(mark) for mark in QUOTES.find(text, None)])
"""


def test_the_hash_seed_does_not_change_the_marks():
    answers = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2", "3")
    }
    assert len(answers) == 1
