"""How many rows each piece of a text takes, with sums that stay cheap when one changes."""

from collections.abc import Sequence
from itertools import accumulate


class RowCounts:
    """The rows of each piece; a change and a question cost the logarithm of their number.

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

    def __getitem__(self, piece: int) -> int:
        return self._rows[piece]

    def change(self, piece: int, rows: int) -> None:
        """Set the rows of one piece."""
        difference = rows - self._rows[piece]
        if not difference:
            return
        self._rows[piece] = rows
        self.total += difference
        place = piece + 1
        while place < len(self._tree):
            self._tree[place] += difference
            place += place & -place

    def before(self, piece: int) -> int:
        """Return how many rows there are above a piece."""
        rows = 0
        while piece > 0:
            rows += self._tree[piece]
            piece -= piece & -piece
        return rows

    def piece_at(self, row: int) -> tuple[int, int]:
        """Return which piece has a row, and which row of that piece it is.

        A row past the end belongs to the last piece.
        """
        piece, rest, step = 0, row, self._top
        while step:
            further = piece + step
            if further < len(self._tree) and self._tree[further] <= rest:
                piece = further
                rest -= self._tree[further]
            step >>= 1
        if piece >= len(self._rows):
            return len(self._rows) - 1, self._rows[-1] - 1
        return piece, rest
