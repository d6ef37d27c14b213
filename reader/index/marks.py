"""The marks of an article as the index keeps them: a small row each, and their sentences packed.

What is looked for is a column of a table: form, value, names. Where a mark stands, and the
sentence it stands in, is only shown, and packed for a whole article. A mark's number in the
index is its article's, times 2**20, and its place in the article.
"""

import re
import sys
import zlib
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from annotations.span import Span
from reader.detectors.marks import Figure, Mark, Relation
from reader.index.filter import FORM, MOST_MARKS, UNWANTED

_SENTENCE_END = re.compile(r"[.!?…]+[\"”’»)\]]*\s+(?=[^\W_a-z]|[\"“‘«(\[])|\n+")
_REACH = 240
"""Characters of a long sentence that are kept before and after a mark; some lines."""

_RELATIONS: tuple[Relation, ...] = ("=", "~", "<", ">", "up", "down")
_FIELDS = 5


class MarkColumns(NamedTuple):
    """What is looked for of a mark; the names are kept apart, once each."""

    form: int
    value: int | float | None = None
    high: int | float | None = None
    unit: str | None = None
    counts: str | None = None
    speaker: str | None = None
    day: str | None = None


class PackedMarks(NamedTuple):
    """The marks of an article in their order, and where they stand, packed."""

    columns: tuple[MarkColumns, ...] = ()
    places: bytes = b""


NO_MARKS = PackedMarks()


@dataclass(frozen=True, slots=True)
class MarkPlace:
    """Where a mark stands in its article, its words, and the sentence around it.

    `relation` says what an approximator means, as a figure's does. `before` and `after` are
    what the sentence has beside the words.
    """

    span: Span
    words: str
    before: str
    after: str
    relation: str

    @property
    def sentence(self) -> str:
        """The sentence as it stands in the text."""
        return f"{self.before}{self.words}{self.after}"


def pack(marks: Sequence[Mark], text: str) -> PackedMarks:
    """Return the marks of a text as the index keeps them."""
    marks = marks[:MOST_MARKS]
    if not marks:
        return NO_MARKS
    bounds = [0, *(found.end() for found in _SENTENCE_END.finditer(text)), len(text)]
    numbers = array("I")
    pieces: list[str] = []
    kept_to = last = 0
    for mark in marks:
        start, end = mark.span.start, mark.span.end
        first = max(bounds[bisect_right(bounds, start) - 1], start - _REACH)
        final = min(bounds[bisect_left(bounds, end)], end + _REACH)
        pieces.append(text[max(first, kept_to) : final])
        kept_to = max(kept_to, final)
        numbers.extend((start - last, end - start, start - first, final - end, _relation(mark)))
        last = start
    words = "".join(pieces).encode("utf-8", "surrogatepass")
    if sys.byteorder == "big":
        numbers.byteswap()
    places = len(marks).to_bytes(4, "little") + numbers.tobytes() + words
    return PackedMarks(tuple(_columns(mark, text) for mark in marks), zlib.compress(places))


def unpack(places: bytes) -> tuple[MarkPlace, ...]:
    """Return where the marks of an article stand, in their order."""
    unpacked = zlib.decompress(places)
    size = int.from_bytes(unpacked[:4], "little")
    numbers = array("I", unpacked[4 : 4 + size * _FIELDS * 4])
    if sys.byteorder == "big":
        numbers.byteswap()
    words = unpacked[4 + size * _FIELDS * 4 :].decode("utf-8", "surrogatepass")
    # What was kept of the text begins anew where a sentence begins after all before it.
    found: list[MarkPlace] = []
    ends, shifts = [0], [0]
    start = kept_to = taken = 0
    for place in range(size):
        ahead, length, before, after, relation = numbers[place * _FIELDS : (place + 1) * _FIELDS]
        start += ahead
        first, final = start - before, start + length + after
        if first > kept_to or not found:
            ends.append(first)
            shifts.append(first - taken)
        if final > kept_to:
            taken += final - max(first, kept_to)
            kept_to = final
        shift = shifts[bisect_right(ends, first) - 1]
        here = start - shift
        found.append(
            MarkPlace(
                Span(start, start + length),
                words[here : here + length],
                words[first - shift : here],
                words[here + length : final - shift],
                _RELATIONS[relation],
            )
        )
    return tuple(found)


def _columns(mark: Mark, text: str) -> MarkColumns:
    if not isinstance(mark, Figure):
        speaker = mark.speaker.name if mark.speaker else None
        return MarkColumns(FORM[mark.form], speaker=speaker)
    value = mark.value if mark.low is None else mark.low
    return MarkColumns(
        FORM[mark.form] + (0 if mark.wanted else UNWANTED),
        _kept(value),
        _kept(mark.high),
        mark.unit,
        mark.counts.of(text) if mark.counts else None,
        None,
        mark.date,
    )


def _kept(value: int | float | None) -> int | float | None:
    """Return a number as SQLite takes it."""
    return value if value is None or abs(value) < 2**63 else float(value)


def _relation(mark: Mark) -> int:
    if not isinstance(mark, Figure):
        return 0
    return _RELATIONS.index(mark.relation)
