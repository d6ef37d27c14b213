"""The table of weights that was learned, as it lies in the package.

Two rows of `SIZE` bytes, signed, for the labels *source* and *content*, before them the scores
of one label after another, and behind them the judge's `JUDGE_SIZE` bytes. How it was made,
CARD.md beside it tells.
"""

import zlib
from array import array
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from struct import Struct

from reader.detectors.quotes.learned.decoding import LABELS
from reader.detectors.quotes.learned.features import SIZE
from reader.detectors.quotes.learned.judging import JUDGE_SIZE

_STEPS = Struct(f"<{(LABELS + 1) * LABELS}i")
_PLACE = 1 << 20
"""A score of *source* counts so many of *content*: more than all features of a word can reach."""
_NAME = "weights.bin"
NO_JUDGE: Sequence[int] = bytes(JUDGE_SIZE)
"""The weights of a judge that has learned nothing."""


class Table:
    """The weights of every feature, and the scores of one label after another."""

    def __init__(self, packed: bytes) -> None:
        """Read a table as `packed_table` made it."""
        unpacked = zlib.decompress(packed)
        steps = _STEPS.unpack_from(unpacked)
        self.steps = [steps[at : at + LABELS] for at in range(0, len(steps), LABELS)]
        weights = memoryview(unpacked)[_STEPS.size :].cast("b")
        pairs = zip(weights[:SIZE], weights[SIZE : 2 * SIZE], strict=True)
        self._both = _shared(source * _PLACE + content for source, content in pairs).__getitem__
        self._judge = array("b", weights[2 * SIZE :].tobytes()).__getitem__

    def sum_of(self, row: Iterable[int]) -> int:
        """Return the scores of *source* and *content* for these features, as one number.

        Such numbers may be added before `scores` parts them.
        """
        return sum(map(self._both, row))

    def judge(self, row: Iterable[int]) -> int:
        """Return the judge's score of these features."""
        return sum(map(self._judge, row))

    def scores(self, both: int) -> tuple[int, int, int]:
        """Return the score of each label."""
        content = (both + _PLACE // 2) % _PLACE - _PLACE // 2
        return 0, (both - content) // _PLACE, content


def _shared(numbers: Iterable[int]) -> list[int]:
    """Return numbers as a list in which equal ones are one object: a sixth of the memory."""
    known: dict[int, int] = {}
    return [known.setdefault(number, number) for number in numbers]


def packed_table(
    steps: Sequence[Sequence[int]],
    source: Sequence[int],
    content: Sequence[int],
    judge: Sequence[int] = NO_JUDGE,
) -> bytes:
    """Return a table as bytes; each weight is from -127 to 127."""
    numbers = [number for row in steps for number in row]
    weights = bytes(number & 0xFF for number in (*source, *content, *judge))
    return zlib.compress(_STEPS.pack(*numbers) + weights, 9)


@cache
def shipped() -> Table:
    """Return the table in the package, read when it is first asked for."""
    return Table(Path(__file__).with_name(_NAME).read_bytes())
