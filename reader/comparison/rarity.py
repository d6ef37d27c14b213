"""How much a word tells: the fewer articles have it, the more.

Articles are counted in a sample, so that one more article hardly ever changes what is known
of all others: those whose texts have the lowest checksums, all of them in a small library.
"""

import math
from collections.abc import Iterable, Mapping
from functools import cache

from reader.comparison.common_words import COMMON_WORDS
from reader.comparison.words import number_of

SAMPLE = 1024
"""Articles in which words are counted; twice as many told nothing more on the judged pairs."""
_UNSEEN = 0.2
"""Added to every weight, so that a word that all articles have still counts a little."""

_BELIEVED = 200
"""Articles that the table of common words counts for: it tells more than a small library,
and less than a large one."""


@cache
def _common() -> dict[int, float]:
    """Return of how many articles with a word the table of common words tells."""
    shares: dict[int, float] = {}
    for line in COMMON_WORDS.strip().split("\n"):
        percent, *words = line.split()
        for word in words:
            shares[number_of(word)] = int(percent) / 100 * _BELIEVED
    return shares


class Rarity:
    """The weights of words by how many of some articles have them."""

    def __init__(self, articles: int, counts: Mapping[int, int]) -> None:
        self.articles = articles + 1
        self._common = _common()
        self._counts = counts
        self._top = math.log(self.articles + _BELIEVED) + _UNSEEN
        self._weights: dict[int, float] = {}

    def __getitem__(self, word: int) -> float:
        weight = self._weights.get(word)
        if weight is None:
            count = self._counts.get(word, 0) + self._common.get(word, 0.0)
            weight = self._weights[word] = self._top - math.log(max(1.0, count))
        return weight

    def count(self, word: int) -> int:
        """Return how many articles of the sample have a word."""
        return self._counts.get(word, 0)

    def sum(self, words: Iterable[int]) -> float:
        """Return the weights of words together."""
        return sum(map(self.__getitem__, words))
