"""How much a word tells: the fewer articles have it, the more.

What is known of words is the same for every library, so that what two articles have in common
does not change with the articles beside them.
"""

import math
from collections.abc import Iterable, Mapping
from functools import cache

from reader.comparison.common_words import COMMON_WORDS
from reader.comparison.words import number_of

_LEAST = 0.005
"""The share of articles that is taken for a word that is not among the common ones."""
_ANYWAY = 0.2
"""Added to every weight, so that a word that all articles have still counts a little."""


class Rarity:
    """The weights of words by how many articles have them."""

    def __init__(self, weights: Mapping[int, float]) -> None:
        self._weights = weights
        self._rare = -math.log(_LEAST) + _ANYWAY

    def __getitem__(self, word: int) -> float:
        return self._weights.get(word, self._rare)

    def is_common(self, word: int) -> bool:
        """Tell whether a word is one that many articles have."""
        return word in self._weights

    def sum(self, words: Iterable[int]) -> float:
        """Return the weights of words together."""
        weights, rare = self._weights, self._rare
        return sum(weights.get(word, rare) for word in words)


@cache
def rarity() -> Rarity:
    """Return what is known of words."""
    weights: dict[int, float] = {}
    for line in COMMON_WORDS.strip().split("\n"):
        percent, *words = line.split()
        for word in words:
            weights[number_of(word)] = -math.log(int(percent) / 100) + _ANYWAY
    return Rarity(weights)
