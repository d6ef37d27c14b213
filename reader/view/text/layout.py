"""Where each character of a text stands on the page when it is wrapped to a width.

A text is wrapped where it is looked at, a piece of some paragraphs at a time: until then
a piece's number of rows is estimated from its length. So opening, turning a page and
changing the width cost the same for any length of text; in idle moments `measure` replaces
estimates by counts.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from operator import attrgetter
from time import perf_counter
from typing import NamedTuple

from reader.view.text.cells import clusters, is_plain
from reader.view.text.row_counts import RowCounts
from reader.view.text.wrapping import breaks

PIECE = 4000
"""Characters that are wrapped together; about a screen full, and a millisecond of work."""

_KEPT_PIECES = 64
"""Pieces whose rows are kept; many screens full, and nothing beside a long text."""

_FILLED = 0.965
"""How full a wrapped row is on average; measured on news articles at 60 to 100 columns."""


class Row(NamedTuple):
    """One row of the page: its characters, and whether its line ends there."""

    start: int
    end: int
    ends_line: bool


class TextLayout:
    """A text wrapped to `width` cells; `set_width` must come before anything else."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.width = 0
        self._starts = array("q", _piece_starts(text))
        self._lines = array("q", (text.count("\n", *ends) for ends in pairwise(self._starts)))
        self._counts = RowCounts([1])
        self._rows: dict[int, list[Row]] = {}
        self._measured = 0

    @property
    def height(self) -> int:
        """The number of rows, partly estimated."""
        return self._counts.total

    def set_width(self, width: int) -> None:
        """Wrap to another width."""
        if width == self.width:
            return
        self.width = max(2, width)
        full = max(1, int(self.width * _FILLED))
        # Every second line end stands on a row of its own, the others end half a row early.
        self._counts = RowCounts(
            [
                (end - start) // full + lines * 3 // 4 + 1
                for (start, end), lines in zip(pairwise(self._starts), self._lines, strict=True)
            ]
        )
        self._rows = {}
        self._measured = 0

    def row(self, number: int) -> Row:
        """Return one row; the last one for a number past the end."""
        while True:
            piece, place = self._counts.piece_at(max(0, number))
            rows = self._rows_of(piece)
            if place < len(rows):
                return rows[place]
            if piece + 1 == len(self._lines):
                return rows[-1]

    def row_number(self, offset: int) -> int:
        """Return the number of the row that shows the character at `offset`.

        The rows right above it are counted as well, so that it stays when they are seen.
        """
        piece = min(bisect_right(self._starts, offset), len(self._lines)) - 1
        if piece:
            self._rows_of(piece - 1)
        place = bisect_right(self._rows_of(piece), offset, key=attrgetter("start")) - 1
        return self._counts.before(piece) + place

    def column(self, row: Row, offset: int) -> int:
        """Return how many cells of the row stand before the character at `offset`."""
        words = self.text[row.start : offset]
        if is_plain(self.text[row.start : row.end]):
            return len(words)
        found = clusters(self.text[row.start : row.end], row.start)
        return sum(cluster.cells for cluster in found if cluster.start < offset)

    def offset(self, row: Row, column: int) -> int:
        """Return the character drawn at a column of the row, or the row's end beyond it."""
        words = self.text[row.start : row.end]
        if is_plain(words):
            return min(row.start + max(0, column), row.end)
        for cluster in clusters(words, row.start):
            column -= cluster.cells
            if column < 0:
                return cluster.start
        return row.end

    def caret_end(self, row: Row) -> int:
        """Return the last place in the row where a caret still belongs to it."""
        if row.ends_line or row.end == row.start:
            return row.end
        return clusters(self.text[row.start : row.end], row.start)[-1].start

    def measure(self, seconds: float) -> bool:
        """Replace estimates by counts for a while; tell whether none is left."""
        until = perf_counter() + seconds
        while self._measured < len(self._lines):
            if self._measured not in self._rows:
                self._counts.change(self._measured, len(self._wrap(self._measured)))
            self._measured += 1
            if perf_counter() > until:
                return False
        return True

    def _rows_of(self, piece: int) -> list[Row]:
        rows = self._rows.get(piece)
        if rows is None:
            if len(self._rows) >= _KEPT_PIECES:
                self._rows.clear()
            rows = self._rows[piece] = self._wrap(piece)
            self._counts.change(piece, len(rows))
        return rows

    def _wrap(self, piece: int) -> list[Row]:
        """Return the rows of a piece; the text's last line may be empty, others' ends are cut."""
        start, stop = self._starts[piece], self._starts[piece + 1]
        is_last = piece + 1 == len(self._lines)
        rows: list[Row] = []
        while start < stop or (is_last and start == stop):
            end = self.text.find("\n", start, stop)
            ends_here = end >= 0 or is_last
            end = end if end >= 0 else stop
            found = breaks(self.text[start:end], self.width)
            places = [start, *(start + place for place in found)]
            rows += [Row(first, last, ends_line=False) for first, last in pairwise(places)]
            rows.append(Row(places[-1], end, ends_here))
            start = end + 1
        return rows


def _piece_starts(text: str) -> Iterator[int]:
    """Yield where each piece begins, and where the last one ends.

    A piece ends after a line, a long line after a space.
    """
    start = 0
    yield start
    while len(text) - start > PIECE:
        half, whole = start + PIECE // 2, start + PIECE
        end = text.rfind("\n", half, whole) + 1 or text.rfind(" ", half, whole) + 1
        start = end or whole
        yield start
    yield len(text)
