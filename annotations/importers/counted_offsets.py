"""Offsets of other programs, which count a text's letters each in its own way.

Words win over offsets: where a file gives both, the offsets are read the way that finds
the words. Programs count code points, UTF-16 units (a page in a browser, Java) or bytes;
some do not count the mark at a text's beginning, or count the two letters of a Windows
line end as one.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate

from annotations.span import Span

_MARK = "\ufeff"

_LENGTHS: tuple[Callable[[str], int], ...] = (
    lambda _: 1,
    lambda letter: 2 if letter > "\uffff" else 1,
    lambda letter: len(letter.encode(errors="replace")),
)
"""How many code points, UTF-16 units and bytes a letter is."""


class CountedText:
    """A text as a file has it, and the same with plain line ends, which spans are over."""

    def __init__(self, written: str) -> None:
        self._written = written
        self.text = written.removeprefix(_MARK).replace("\r\n", "\n")
        self._readings: list[Sequence[int]] = []

    def span(
        self, start: object, end: object, words: str = "", *, only_there: bool = False
    ) -> Span | None:
        """Return the span from `start` to `end` over `text`; where `words` are given, theirs.

        None where the offsets are no numbers or leave the text, and where the words stand in
        no place, or in several of which none is meant. With `only_there` they are not looked
        for elsewhere.
        """
        if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end:
            return None
        first = None
        for number, starts in enumerate(self._starts()):
            span = _between(starts, start, end)
            if span and (not words or _alike(span.of(self.text), words)):
                return span
            if not words and number == 0:
                return None
            first = first or span
        return None if only_there else self._nearest(words, first.start if first else start)

    def other_span(self, start: object, end: object) -> Span | None:
        """Return the span that the offsets mean in UTF-16 units, None where it is the same."""
        if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end:
            return None
        span = _between(_starts_of(self.text, _LENGTHS[1]), start, end)
        return None if span == self.span(start, end) else span

    def _starts(self) -> Iterator[Sequence[int]]:
        """Yield where each letter of `text` stands, in one way of counting after another."""
        yield from self._readings
        if not self._readings:
            self._readings.append(self._read_as(self._written, _LENGTHS[0]))
            yield self._readings[0]
        if len(self._readings) == 1:
            forms = dict.fromkeys(self._forms())
            lengths = _LENGTHS[:1] if self._written.isascii() else _LENGTHS
            ways = [(form, length) for form in forms for length in lengths][1:]
            others = [self._read_as(form, length) for form, length in ways]
            self._readings += others
            yield from others

    def _read_as(self, written: str, length: Callable[[str], int]) -> Sequence[int]:
        """Return where each letter of `text` begins in a form of it, and its end."""
        if length is _LENGTHS[0] and written == self.text:
            return range(len(written) + 1)
        starts = _starts_of(written, length)
        return [starts[place] for place in _letters_kept(written)]

    def _forms(self) -> Iterator[str]:
        """Yield the forms of the text that a program may have counted."""
        yield self._written
        yield self._written.removeprefix(_MARK)
        yield self._written.replace("\r\n", "\n")
        yield self.text

    def _nearest(self, words: str, near: int) -> Span | None:
        """Return the place of the words that is much nearer than any other."""
        parts = [re.escape(part) for part in words.split()]
        if not parts:
            return None
        places = [Span(*match.span()) for match in re.finditer(r"\s+".join(parts), self.text)]
        places.sort(key=lambda span: abs(span.start - near))
        if len(places) > 1 and abs(places[1].start - near) < 2 * abs(places[0].start - near) + 2:
            return None
        return places[0] if places else None


def _letters_kept(written: str) -> list[int]:
    """Return the places of the letters that stay when a text gets plain line ends, and its end."""
    begin = 1 if written.startswith(_MARK) else 0
    kept = [
        place
        for place in range(begin, len(written))
        if not (written[place] == "\r" and written[place + 1 : place + 2] == "\n")
    ]
    return [*kept, len(written)]


def _starts_of(text: str, length: Callable[[str], int]) -> list[int]:
    return [0, *accumulate(map(length, text))]


def _between(starts: Sequence[int], start: int, end: int) -> Span | None:
    """Return the span between two offsets; one inside a letter is none of its ends."""
    places = [bisect_left(starts, offset) for offset in (start, end)]
    for place, offset in zip(places, (start, end), strict=True):
        if place >= len(starts) or (starts[place] != offset and place == 0):
            return None
        if starts[place] != offset and starts[place] - offset > 1:
            return None
    return Span(*places) if places[0] < places[1] else None


def _alike(found: str, words: str) -> bool:
    return "".join(found.split()) == "".join(words.split())
