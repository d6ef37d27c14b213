"""The table of weights that was learned, as it lies in the package.

Two rows of `SIZE` bytes, signed, for the labels *source* and *content*, and before them the
scores of one label after another. How it was made, CARD.md beside it tells.
"""

import zlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from struct import Struct

from reader.detectors.quotes.learned.decoding import LABELS
from reader.detectors.quotes.learned.features import SIZE

_STEPS = Struct(f"<{(LABELS + 1) * LABELS}i")
_NAME = "weights.bin"


class Table:
    """The weights of every feature, and the scores of one label after another."""

    def __init__(self, packed: bytes) -> None:
        """Read a table as `packed_table` made it."""
        unpacked = zlib.decompress(packed)
        steps = _STEPS.unpack_from(unpacked)
        self.steps = [steps[at : at + LABELS] for at in range(0, len(steps), LABELS)]
        weights = memoryview(unpacked)[_STEPS.size :].cast("b")
        self._source = weights[:SIZE].tolist().__getitem__
        self._content = weights[SIZE:].tolist().__getitem__

    def scores(self, row: Sequence[int]) -> tuple[int, int, int]:
        """Return the score of each label for a word with these features."""
        return 0, sum(map(self._source, row)), sum(map(self._content, row))


def packed_table(
    steps: Sequence[Sequence[int]], source: Sequence[int], content: Sequence[int]
) -> bytes:
    """Return a table as bytes; each weight is from -127 to 127."""
    numbers = [number for row in steps for number in row]
    weights = bytes(number & 0xFF for number in (*source, *content))
    return zlib.compress(_STEPS.pack(*numbers) + weights, 9)


@cache
def shipped() -> Table:
    """Return the table in the package, read when it is first asked for."""
    return Table(files(__package__).joinpath(_NAME).read_bytes())
