"""Which articles can be about one event: they share words that few others have."""

import math
from array import array
from collections.abc import Mapping
from dataclasses import dataclass

from reader.comparison.rarity import Rarity
from reader.comparison.reading import Bag, Reading

WORDS = 40
"""Words that name an article's event: its own rarest."""
COMMON = 64
"""Articles with a word from which on it leads to no other article."""
CLOSE = 0.08
"""From how much on, as the cosine of their words, two articles can be about one event."""
STEPS = 1 << 24
"""Steps from 0 to 1 in which a word is weighed, so that it can be kept as a whole number."""
BESIDE = 0.03
"""How close articles are that share no more than a rare value beside a rare word."""
DAYS = 12
"""Days within which an event is told of."""
COMMON_VALUE = 20
"""Articles with a value beside a word from which on it leads to no other article."""


@dataclass(frozen=True, slots=True)
class Signature:
    """The words that name an article's event, in the order of their numbers, and how much."""

    words: "array[int]"
    weights: "array[float]"

    def __iter__(self) -> "zip[tuple[int, float]]":
        return zip(self.words, self.weights, strict=True)


def signature(bag: Bag, rarity: Rarity) -> Signature:
    """Return the words that name an article's event."""
    names = rarity.names_an_event
    weighed = [
        ((1.0 if count == 1 else 1 + math.log(count)) * rarity[word], word)
        for word, count in zip(bag.words, bag.counts, strict=True)
        if names(word)
    ]
    weighed.sort(reverse=True)
    best = sorted((word, weight) for weight, word in weighed[:WORDS])
    norm = math.sqrt(sum(weight * weight for _, weight in best)) or 1.0
    weights = (round(weight / norm * STEPS) / STEPS for _, weight in best)
    return Signature(array("I", (word for word, _ in best)), array("f", weights))


def closeness(one: Signature, other: Signature | Mapping[int, float]) -> float:
    """Return how much two articles are about one event."""
    weights = other if isinstance(other, Mapping) else dict(other)
    return sum(weights[word] * weight for word, weight in one if word in weights)


def days_apart(one: Reading, other: Reading) -> int:
    """Return the days between two articles, none where one is undated."""
    if one.published is None or other.published is None:
        return 0
    return abs((one.published - other.published).days)
