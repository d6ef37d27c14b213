"""Two runs of words beside each other: which are the same, in order, and where most densely."""

from collections.abc import Sequence
from typing import Protocol


class Weights(Protocol):
    """What each word weighs."""

    def __getitem__(self, word: int, /) -> float:
        """Return the weight of a word."""


_GAP = 0.45
"""What a word that only one side has takes away, by its weight; chosen by trying on quotes
that were cut and changed."""


def align(one: Sequence[int], other: Sequence[int], weights: Weights) -> list[tuple[int, int]]:
    """Return the places of the words that both have, in order, that weigh most together."""
    rows = [[0.0] * (len(other) + 1)]
    for word in one:
        last = rows[-1]
        row = [0.0]
        here = 0.0
        if word in other:
            weight = weights[word]
            for place, against in enumerate(other):
                here = last[place] + weight if word == against else max(last[place + 1], here)
                row.append(here)
        else:
            row = last
        rows.append(row)
    places: list[tuple[int, int]] = []
    i, j = len(one), len(other)
    while i and j:
        if one[i - 1] == other[j - 1] and rows[i][j] == rows[i - 1][j - 1] + weights[one[i - 1]]:
            i, j = i - 1, j - 1
            places.append((i, j))
        elif rows[i - 1][j] >= rows[i][j - 1]:
            i -= 1
        else:
            j -= 1
    return places[::-1]


def densest(
    places: Sequence[tuple[int, int]], one: Sequence[int], other: Sequence[int], weights: Weights
) -> Sequence[tuple[int, int]]:
    """Return the stretch of an alignment in which what is shared most outweighs what is not."""
    best, chosen = 0.0, (0, len(places))
    running, start = 0.0, 0
    for number, (i, j) in enumerate(places):
        gap = 0.0
        if number:
            last_i, last_j = places[number - 1]
            gap = _GAP * max(
                sum(weights[word] for word in one[last_i + 1 : i]),
                sum(weights[word] for word in other[last_j + 1 : j]),
            )
        if running - gap <= 0:
            running, start = weights[one[i]], number
        else:
            running += weights[one[i]] - gap
        if running > best:
            best, chosen = running, (start, number + 1)
    return places[chosen[0] : chosen[1]]
