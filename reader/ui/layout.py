"""Where each character of a text stands on the page when it is wrapped to a width.

A text is wrapped where it is looked at: until then a line's number of rows is estimated
from its length. So opening and turning a page cost the same for any length of text; in
idle moments `measure` replaces estimates by counts.
"""

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from time import perf_counter
from typing import NamedTuple

from reader.ui.cells import clusters, is_plain
from reader.ui.row_counts import RowCounts
from reader.ui.wrapping import breaks

LONG_LINE = 4000
"""A line longer than this is laid out in pieces of about this length."""

_KEPT_LINES = 2000
"""Lines whose breaks are kept; many screens full, and nothing beside a long text."""

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
        self._starts, self._ends = _lines(text)
        self._rows = RowCounts([1])
        self._breaks: dict[int, list[int]] = {}
        self._measured = 0

    @property
    def height(self) -> int:
        """The number of rows, partly estimated."""
        return self._rows.total

    def set_width(self, width: int) -> None:
        """Wrap to another width."""
        if width == self.width:
            return
        self.width = max(2, width)
        full = max(1, int(self.width * _FILLED))
        pairs = zip(self._starts, self._ends, strict=True)
        self._rows = RowCounts([(end - start) // full + 1 for start, end in pairs])
        self._breaks = {}
        self._measured = 0

    def row(self, number: int) -> Row:
        """Return one row; the last one for a number past the end."""
        line, piece = self._rows.line_at(max(0, number))
        found = self._breaks_of(line)
        return self._row(line, min(piece, len(found)))

    def row_number(self, offset: int) -> int:
        """Return the number of the row that shows the character at `offset`."""
        line = self._line_of(offset)
        piece = bisect_right(self._breaks_of(line), offset - self._starts[line])
        return self._rows.before(line) + piece

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
        while self._measured < len(self._starts):
            line = self._measured
            if line not in self._breaks:
                self._rows.change(line, len(self._find_breaks(line)) + 1)
            self._measured += 1
            if self._measured % 32 == 0 and perf_counter() > until:
                return False
        return True

    def _line_of(self, offset: int) -> int:
        return max(0, bisect_right(self._starts, offset) - 1)

    def _row(self, line: int, piece: int) -> Row:
        found = self._breaks_of(line)
        start = self._starts[line]
        first = start + found[piece - 1] if piece else start
        if piece < len(found):
            return Row(first, start + found[piece], ends_line=False)
        return Row(first, self._ends[line], ends_line=self._ends_for_good(line))

    def _ends_for_good(self, line: int) -> bool:
        """Tell a line's end from the cut between two pieces of a long line."""
        return line + 1 == len(self._starts) or self._starts[line + 1] > self._ends[line]

    def _breaks_of(self, line: int) -> list[int]:
        found = self._breaks.get(line)
        if found is None:
            if len(self._breaks) >= _KEPT_LINES:
                self._breaks.clear()
            found = self._breaks[line] = self._find_breaks(line)
            self._rows.change(line, len(found) + 1)
        return found

    def _find_breaks(self, line: int) -> list[int]:
        return breaks(self.text[self._starts[line] : self._ends[line]], self.width)


def _lines(text: str) -> tuple[Sequence[int], Sequence[int]]:
    """Return where each line starts and ends, long ones cut after a space."""
    starts, ends = array("q"), array("q")
    start = 0
    while True:
        end = text.find("\n", start)
        last = end < 0
        if last:
            end = len(text)
        while end - start > LONG_LINE:
            space = text.rfind(" ", start + LONG_LINE // 2, start + LONG_LINE)
            cut = start + LONG_LINE if space < 0 else space + 1
            starts.append(start)
            ends.append(cut)
            start = cut
        starts.append(start)
        ends.append(end)
        if last:
            return starts, ends
        start = end + 1
