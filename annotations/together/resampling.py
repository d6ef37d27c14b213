"""Intervals by drawing articles again and again, seeded.

Articles are drawn, not claims: those of one article hang together. What every figure needs
of an article is a row of whole numbers; the row of many articles is their sum. All rows of
one drawing are added at once, each as one long number with a field for every column.
"""

import random
from array import array
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from annotations.together.ratings import Result

SCALE = 1_000_000
"""What a fraction is multiplied by to stand in a row of whole numbers."""

_FIELD = 8  # bytes


class Interval(NamedTuple):
    """Between these, 95 of 100 drawings lie."""

    low: float
    high: float


def drawn(rows: Sequence[Sequence[int]], times: int, seed: int) -> Iterator[Sequence[int]]:
    """Yield the sums of as many rows as there are, drawn with repeats, so many times."""
    if not rows:
        return
    width = len(rows[0]) * _FIELD
    packed = [int.from_bytes(array("Q", row).tobytes(), "little") for row in rows]
    chance = random.Random(seed)
    for _ in range(times):
        total = sum(chance.choices(packed, k=len(packed)))
        sums = array("Q")
        sums.frombytes(total.to_bytes(width, "little"))
        yield sums


def can_be_drawn(rows: Sequence[Sequence[int]]) -> bool:
    """Tell whether drawing rows gives anything but the same each time."""
    return sum(map(any, rows)) > 1


def intervals(
    rows: Sequence[Sequence[int]],
    figures: Sequence[Callable[[Sequence[int]], Result]],
    *,
    times: int,
    seed: int,
) -> list[Interval | None]:
    """Return the interval of each figure, None where too few drawings had one.

    A figure is computed from the sum of rows. One row with anything in it can be drawn in
    one way only, which tells nothing of how sure the figure is.
    """
    if not can_be_drawn(rows):
        return [None for _ in figures]
    found: list[list[float]] = [[] for _ in figures]
    for sums in drawn(rows, times, seed):
        for values, figure in zip(found, figures, strict=True):
            result = figure(sums)
            if isinstance(result, float):
                values.append(result)
    return [_interval(values, times) for values in found]


def _interval(values: list[float], times: int) -> Interval | None:
    if len(values) * 2 < times or len(values) < 2:
        return None
    values.sort()
    last = len(values) - 1
    return Interval(values[round(0.025 * last)], values[round(0.975 * last)])
