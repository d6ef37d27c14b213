"""The marks around one place of a long text, without reading all that stands before it.

They are found as in the whole text, but for who a surname or *he* stands for where that
was told long before.
"""

from dataclasses import replace
from datetime import date

from annotations.span import Span
from reader.detectors.contract import Reported, Rest, go_on
from reader.detectors.found_marks import FoundMarks, packs_of
from reader.detectors.marks import Mark, Mention, Quote
from reader.detectors.registry import iter_marks

_BEFORE, _AFTER = 4_000, 12_000
"""Characters around the place whose marks are found: some screens full."""

_READ_BEFORE = 20_000
"""Characters before those that are read for the people who are named in them."""


def marks_around(
    text: str,
    offset: int,
    published: date | None = None,
    *,
    rest: Rest = go_on,
    reported: Reported = "rules",
) -> FoundMarks:
    """Return every mark near an offset, those of paragraphs that are cut left out."""
    start = _line_start(text, offset - _BEFORE)
    read_from = _line_start(text, start - _READ_BEFORE)
    end = _line_start(text, offset + _AFTER)
    if end <= offset:
        end = len(text)
    found = FoundMarks(start)
    part, failed = text[read_from:end], found.failures.append
    every = iter_marks(part, published, rest, every=True, reported=reported, failed=failed)
    marks = (moved(mark, read_from) for mark in every)
    found.take(packs_of(mark for mark in marks if mark.span.start >= start), end, go_on)
    return found


def _line_start(text: str, place: int) -> int:
    """Return where a line begins near a place; where lines have no end, where a word does."""
    if place <= 0:
        return 0
    if place >= len(text):
        return len(text)
    begun = max(0, place - _BEFORE)
    return text.rfind("\n", begun, place) + 1 or text.rfind(" ", begun, place) + 1 or place


def moved(mark: Mark, by: int) -> Mark:
    """Return the same mark further on in a text."""

    def on(span: Span) -> Span:
        return Span(span.start + by, span.end + by)

    if isinstance(mark, Quote):
        speaker = mark.speaker
        return replace(
            mark,
            span=on(mark.span),
            inner=on(mark.inner),
            speaker=speaker and Mention(on(speaker.span), speaker.name),
            cue=mark.cue and on(mark.cue),
            part_of=None if mark.part_of is None else mark.part_of + by,
        )
    return replace(
        mark,
        span=on(mark.span),
        approximator=mark.approximator and on(mark.approximator),
        counts=mark.counts and on(mark.counts),
    )
