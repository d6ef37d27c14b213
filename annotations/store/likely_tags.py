"""Which tags words most likely get, by the words of what was tagged before.

Plain counts, nothing to load or to train: how often a tag was given, and with which words. A
tag's score is the logarithm of its share and of each word's share among its words, smoothed
(multinomial naive Bayes). Digits count by how many there are, so that sums are alike.

    likely = LikelyTags()
    likely.learn("40 houses were flooded", ("damage",))
    likely.rank("houses burnt down")            # ('damage',)
"""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from math import log

from annotations.folding import folded

_WORD = re.compile(r"[^\W\d_]{2,}|\d+|[$€£¥%]")
_SMOOTH = 0.1
"""Is added to each count, so that a word a tag never had makes it unlikely, not impossible;
chosen by trying on the first half of made-up claims (`tests/benchmarks/likely_tags.py`)."""


def features(words: str) -> list[str]:
    """Return what words are told apart by: each word, and each pair of neighbours."""
    found = [
        f"{len(word)} digits" if word[0].isdecimal() else word
        for word in _WORD.findall(folded(words))
    ]
    return [*found, *(f"{one} {two}" for one, two in pairwise(found))]


class LikelyTags:
    """Counts of words and tags; it takes milliseconds for thousands of claims."""

    def __init__(self) -> None:
        self._tags: Counter[str] = Counter()
        self._words: dict[str, Counter[str]] = {}
        self._sizes: Counter[str] = Counter()
        self._known: set[str] = set()

    def learn(self, words: str, tags: Iterable[str]) -> None:
        """Take in that some words got these tags."""
        found = features(words)
        self._known.update(found)
        for tag in tags:
            self._tags[tag] += 1
            self._words.setdefault(tag, Counter()).update(found)
            self._sizes[tag] += len(found)

    def rank(self, words: str, most: int = 3) -> tuple[str, ...]:
        """Return the likeliest tags, the first the most; none when no word is known."""
        found = [word for word in features(words) if word in self._known]
        if not found:
            return ()
        total, spread = sum(self._tags.values()), _SMOOTH * len(self._known)

        def score(tag: str) -> float:
            counts, size = self._words[tag], self._sizes[tag] + spread
            return log(self._tags[tag] / total) + sum(
                log((counts[word] + _SMOOTH) / size) for word in found
            )

        return tuple(sorted(self._tags, key=lambda tag: (-score(tag), tag))[:most])
