"""How many rows each line of a text takes, with sums that stay cheap when one changes."""

from collections.abc import Sequence
from itertools import accumulate


class RowCounts:
    """The rows of each line; a change and a question cost the logarithm of their number.

    Source: Peter M. Fenwick, "A New Data Structure for Cumulative Frequency Tables",
    Software: Practice and Experience 24 (1994).
    """

    def __init__(self, rows: Sequence[int]) -> None:
        sums = [0, *accumulate(rows)]
        self._rows = list(rows)
        self._tree = [sums[i] - sums[i - (i & -i)] for i in range(len(sums))]
        self._top = 1 << (len(rows).bit_length() - 1) if rows else 0
        self.total = sums[-1]

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, line: int) -> int:
        return self._rows[line]

    def change(self, line: int, rows: int) -> None:
        """Set the rows of one line."""
        difference = rows - self._rows[line]
        if not difference:
            return
        self._rows[line] = rows
        self.total += difference
        place = line + 1
        while place < len(self._tree):
            self._tree[place] += difference
            place += place & -place

    def before(self, line: int) -> int:
        """Return how many rows there are above a line."""
        rows = 0
        while line > 0:
            rows += self._tree[line]
            line -= line & -line
        return rows

    def line_at(self, row: int) -> tuple[int, int]:
        """Return which line has a row, and which row of that line it is.

        A row past the end belongs to the last line.
        """
        line, rest, step = 0, row, self._top
        while step:
            further = line + step
            if further < len(self._tree) and self._tree[further] <= rest:
                line = further
                rest -= self._tree[further]
            step >>= 1
        if line >= len(self._rows):
            return len(self._rows) - 1, self._rows[-1] - 1
        return line, rest
