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
    if one == other:
        return [(place, place) for place in range(len(one))]
    both = frozenset(one).intersection(other)
    here = [place for place, word in enumerate(one) if word in both]
    there = [place for place, word in enumerate(other) if word in both]
    words, others = [one[place] for place in here], [other[place] for place in there]
    rows = [[0.0] * (len(others) + 1)]
    for word in words:
        last, row, best = rows[-1], [0.0], 0.0
        weight = weights[word]
        for against, before, above in zip(others, last, last[1:], strict=False):
            if word == against:
                best = before + weight
            elif above > best:
                best = above
            row.append(best)
        rows.append(row)
    places: list[tuple[int, int]] = []
    i, j = len(words), len(others)
    while i and j:
        if (
            words[i - 1] == others[j - 1]
            and rows[i][j] == rows[i - 1][j - 1] + weights[words[i - 1]]
        ):
            i, j = i - 1, j - 1
            places.append((here[i], there[j]))
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
