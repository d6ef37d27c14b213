"""How much a word tells: the fewer articles have it, the more.

Words are counted in the articles that are compared; a table of common words stands for the
rest of the news, as a small library tells little.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Self

from reader.comparison.common_words import COMMON_WORDS
from reader.comparison.reading import Key, Reading
from reader.comparison.word_numbers import number_of

_BELIEVED = 200
"""Articles that the table of common words counts for: it tells more than a small library,
and less than a large one."""
_ANYWAY = 0.2
"""Added to every weight, so that a word that all articles have still counts a little."""


class _Weights(dict[int, float]):
    """The weights of words, each reckoned when it is first asked for."""

    def __init__(self, weigh: Callable[[int], float]) -> None:
        super().__init__()
        self._weigh = weigh

    def __missing__(self, word: int) -> float:
        self[word] = weight = self._weigh(word)
        return weight


class Rarity:
    """How many of `articles` have each word, and each value of a figure.

    `weights` has how much each word tells, `top` what the rarest tell; `everywhere` are the
    words that so many articles have that they name no event.
    """

    def __init__(self, articles: int, words: Mapping[int, int], values: Mapping[Key, int]) -> None:
        self.articles = articles + 1
        self.words = words
        self.values = values
        self._common = _common()
        self.top = math.log(self.articles + _BELIEVED) + _ANYWAY
        known_by_most = max(30, 0.12 * self.articles)
        self.everywhere = frozenset(w for w, count in words.items() if count > known_by_most)
        self.weights: Mapping[int, float] = _Weights(self._weight)

    @classmethod
    def of(cls, readings: Iterable[Reading]) -> Self:
        """Count the words and values of articles."""
        words: Counter[int] = Counter()
        values: Counter[Key] = Counter()
        articles = 0
        for reading in readings:
            articles += 1
            words.update(reading.bag.words)
            values.update({figure.key for figure in reading.figures})
        # One article is as good as none: it weighs the same, and takes most of the room.
        return cls(
            articles,
            {word: count for word, count in words.items() if count > 1},
            {value: count for value, count in values.items() if count > 1},
        )

    def _weight(self, word: int) -> float:
        count = self.words.get(word, 0) + self._common.get(word, 0.0)
        return self.top - math.log(max(1.0, count))

    def is_rare(self, word: int) -> bool:
        """Tell whether few articles have a word."""
        return self.words.get(word, 0) <= math.isqrt(self.articles) + 10

    def sum(self, words: Iterable[int]) -> float:
        """Return the weights of words together."""
        return sum(map(self.weights.__getitem__, words))


@cache
def _common() -> dict[int, float]:
    """Return of how many articles with a word the table of common words tells."""
    counts: dict[int, float] = {}
    for line in COMMON_WORDS.strip().split("\n"):
        percent, *words = line.split()
        for word in words:
            counts[number_of(word)] = int(percent) / 100 * _BELIEVED
    return counts
