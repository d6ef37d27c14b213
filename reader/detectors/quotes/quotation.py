"""Quotation marks, and the stretches of text between them.

First every mark of a paragraph is listed with what it can do where it stands: open,
close, or both. Then the marks are paired from left to right. What stands inside another
quote is not looked at further: the outer quote is the region.

A quote that is not closed in its paragraph goes on in the next one when that begins with
the same opening mark; this is how newspapers and novels set speech of several paragraphs.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from annotations.span import Span
from reader.detectors.quotes.quotation_marks import CLOSERS, MIXED, SINGLE, Mark, marks_in

_STOP = re.compile(r"[.!?…][)\]]?\s")
_TAG_INSIDE = re.compile(
    r",\s(?:(?:said|says|added|asked)\s|(?:[^\W\d_][\w.’-]*\s){1,3}(?:said|says|added|asked)\b)"
)
"""A tag that stands inside a quote because the mark before it was forgotten."""
_LONGEST_SINGLE = 1500
"""Characters that single marks may enclose; beyond it an apostrophe is the likelier reading."""
_LONGEST_RUN = 60
"""Paragraphs a running quote may take; beyond it a mark was forgotten."""


@dataclass(frozen=True, slots=True)
class Region:
    """Text between quotation marks.

    `span` takes in the marks and `inner` leaves them out. `closed` is False where the
    closing mark is missing. `parts` are the paragraphs it runs over, each with its marks and
    what they enclose; a quote within one paragraph has one part.
    """

    span: Span
    inner: Span
    closed: bool = True
    parts: tuple[tuple[Span, Span], ...] = ()

    @property
    def paragraphs(self) -> int:
        """How many paragraphs the quote runs over."""
        return max(1, len(self.parts))


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph, or several that a running quote joins, with the quotes in them."""

    span: Span
    regions: tuple[Region, ...]


def passages(text: str, paragraphs: Iterable[Span]) -> Iterator[Passage]:
    """Yield the paragraphs with their quoted regions, joined where a quote runs on."""
    running = _Running(text)
    for paragraph in paragraphs:
        ended = running.take(paragraph)
        if ended:
            yield ended
    last = running.end()
    if last:
        yield last


class _Running:
    """What is being read: the paragraphs since the last one that ended outside a quote."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._span: Span | None = None
        self._regions: list[Region] = []
        self._open: Mark | None = None
        self._pieces: list[tuple[Mark, int]] = []

    def take(self, paragraph: Span) -> Passage | None:
        """Read on; return the passage before when `paragraph` does not belong to it."""
        marks = marks_in(self._text, paragraph)
        ended = None
        if self._open and self._span:
            first = marks[0] if marks else None
            if (
                first
                and first.start == paragraph.start
                and first.opens
                and CLOSERS.get(first.kind) == CLOSERS.get(self._open.kind)
                and len(self._pieces) < _LONGEST_RUN
            ):
                marks = marks[1:]
                self._span = Span(self._span.start, paragraph.end)
                self._pieces.append((first, paragraph.end))
            else:
                ended = self.end()
        else:
            ended = self.end()
        if self._span is None:
            self._span, self._regions, self._open, self._pieces = paragraph, [], None, []
        pairing = _Pairing(self._text, paragraph, marks, self._open)
        if self._open and pairing.regions and pairing.regions[0].span.start == self._open.start:
            pairing.regions[0] = self._in_parts(pairing.regions[0])
        if pairing.left_open is not self._open and pairing.left_open:
            self._pieces = [(pairing.left_open, paragraph.end)]
        self._regions += pairing.regions
        self._open = pairing.left_open
        return ended

    def end(self) -> Passage | None:
        """Close what is still open and return the passage read so far."""
        if self._span is None:
            return None
        if self._open:
            region = _unclosed(self._text, self._open, self._span)
            if region:
                self._regions.append(self._in_parts(region))
        passage = Passage(self._span, tuple(self._regions))
        self._span, self._open = None, None
        return passage

    def _in_parts(self, region: Region) -> Region:
        """Return the region that began with the open mark, cut where a paragraph ends."""
        if len(self._pieces) < 2:
            return region
        parts: list[tuple[Span, Span]] = []
        for opened, end in self._pieces:
            is_last = end >= region.inner.end
            inner_end, span_end = (region.inner.end, region.span.end) if is_last else (end, end)
            if opened.end < inner_end:
                parts.append((Span(opened.start, span_end), Span(opened.end, inner_end)))
            if is_last:
                break
        if len(parts) == 1:
            return replace(region, span=parts[0][0], inner=parts[0][1])
        return replace(region, parts=tuple(parts))


class _Pairing:
    """The regions of one paragraph, found by pairing its marks from left to right."""

    def __init__(self, text: str, paragraph: Span, marks: list[Mark], opened: Mark | None) -> None:
        self.regions: list[Region] = []
        self.left_open = opened
        self._text = text
        self._paragraph = paragraph
        self._marks = marks
        self._openers_left = _suffix_counts(marks, "“")
        self._closers_left = _suffix_counts(marks, "”")
        self._closing_left = _closing_left(marks)
        self._depth = 0
        at = 0
        while at < len(marks):
            at = self._outside(at) if self.left_open is None else self._inside(at)

    def _outside(self, at: int) -> int:
        mark = self._marks[at]
        if not mark.opens or mark.kind not in CLOSERS:
            return at + 1
        if mark.kind in SINGLE:
            closer = self._single_closer(at)
            if closer is not None:
                self._add(mark, self._marks[closer])
                return closer + 1
            return at + 1
        self.left_open, self._depth = mark, 0
        return at + 1

    def _inside(self, at: int) -> int:
        mark, opened = self._marks[at], self.left_open
        if opened is None:
            return at
        if mark.kind in CLOSERS[opened.kind]:
            if mark.kind == opened.kind and self._opens_anew(at):
                if self._closing_left[at + 1] > 1:
                    self._depth += 1
                else:
                    self._leave_unclosed(mark)
                    self.left_open = mark
            elif self._depth:
                self._depth -= 1
            else:
                self._close(mark)
        elif mark.kind == opened.kind == "“":
            self._second_opener(at)
        elif mark.kind in MIXED.get(opened.kind, ()) and mark.closes and not self._depth:
            self._close(mark)
        return at + 1

    def _opens_anew(self, at: int) -> bool:
        """Tell whether a straight mark inside a quote opens another one.

        It must look like an opening mark. Two closing marks too many behind it mean that it
        is nested; one too many, that the quote before it was never closed.
        """
        mark = self._marks[at]
        return mark.opens and not mark.closes and self._closing_left[at + 1] > 0

    def _second_opener(self, at: int) -> None:
        """Read “ inside “: a closing mark gone wrong, a nested quote, or a fresh one."""
        mark = self._marks[at]
        if (mark.closes and not mark.opens) or (
            mark.closes and self._closers_left[at] <= self._openers_left[at + 1]
        ):
            self._close(mark)
        elif self._closers_left[at] > self._openers_left[at]:
            self._depth += 1
        elif self._closers_left[at]:
            self._leave_unclosed(mark)
            self.left_open, self._depth = mark, 0

    def _single_closer(self, at: int) -> int | None:
        """Return the index of the mark that closes the single mark at `at`, if any.

        ’ after an s and before a word may be a plural's apostrophe, so a later mark of a
        clearer kind is preferred.
        """
        opened = self._marks[at]
        wanted = CLOSERS[opened.kind] + MIXED.get(opened.kind, ())
        doubtful = None
        for index in range(at + 1, min(len(self._marks), at + 40)):
            mark = self._marks[index]
            if mark.end - opened.start > _LONGEST_SINGLE:
                break
            if mark.kind == "‘" and mark.opens and opened.kind == "‘":
                break
            if mark.kind not in wanted or not mark.closes or mark.start <= opened.end:
                continue
            follows = self._text[mark.end : mark.end + 2]
            plural = self._text[mark.start - 1] in "sSnN" and follows[:1] == " "
            if plural and follows[1:].islower():
                doubtful = doubtful or index
                continue
            return index
        return doubtful

    def _add(self, opened: Mark, closing: Mark) -> None:
        if opened.end < closing.start:
            span = Span(opened.start, closing.end)
            self.regions.append(Region(span, Span(opened.end, closing.start)))

    def _close(self, mark: Mark) -> None:
        if self.left_open:
            self._add(self.left_open, mark)
        self.left_open = None

    def _leave_unclosed(self, following: Mark) -> None:
        if self.left_open:
            before = Span(self._paragraph.start, max(self._paragraph.start + 1, following.start))
            region = _unclosed(self._text, self.left_open, before)
            if region:
                self.regions.append(region)


def _unclosed(text: str, opened: Mark, within: Span) -> Region | None:
    """Return the region of a quote without closing mark, ended at a sensible place.

    That is the end of the paragraph where the quote begins a sentence, else the end of the
    sentence it stands in.
    """
    end = within.end
    tag = _TAG_INSIDE.search(text, opened.end, min(end, opened.end + 600))
    if tag:
        end = tag.start() + 1
    lead = text[within.start : opened.start].rstrip()
    if not tag and lead and lead[-1] not in ".!?:,—–-…":
        stop = _STOP.search(text, opened.end, end)
        end = stop.end() - 1 if stop else end
    while end > opened.end and text[end - 1].isspace():
        end -= 1
    if end <= opened.end or not any(ch.isalnum() for ch in text[opened.end : opened.end + 40]):
        return None
    return Region(Span(opened.start, end), Span(opened.end, end), False)


def _closing_left(marks: list[Mark]) -> list[int]:
    """Count for each index how many more straight marks from it on close than open."""
    counts = [0] * (len(marks) + 1)
    for index in range(len(marks) - 1, -1, -1):
        mark = marks[index]
        step = 0 if mark.kind not in ('"', "''") else mark.closes - mark.opens
        counts[index] = counts[index + 1] + step
    return counts


def _suffix_counts(marks: list[Mark], kind: str) -> list[int]:
    """Count for each index how many marks of `kind` stand at it or later."""
    counts = [0] * (len(marks) + 1)
    for index in range(len(marks) - 1, -1, -1):
        counts[index] = counts[index + 1] + (marks[index].kind == kind)
    return counts
