"""Which articles can be about one event: they share words that few others have."""

import math
from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import repeat
from operator import mul

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
_OFTEN = [1 + math.log(max(1, count)) for count in range(256)]
"""What a word weighs more the more often an article has it."""


@dataclass(frozen=True, slots=True)
class Signature:
    """The words that name an article's event, in the order of their numbers, and how much."""

    words: "array[int]"
    weights: "array[float]"

    def __iter__(self) -> "zip[tuple[int, float]]":
        return zip(self.words, self.weights, strict=True)


def signature(bag: Bag, rarity: Rarity) -> Signature:
    """Return the words that name an article's event."""
    rare = map(rarity.weights.__getitem__, bag.words)
    often = map(_OFTEN.__getitem__, bag.counts)
    weighed = sorted(zip(map(mul, often, rare), bag.words, strict=True), reverse=True)
    everywhere = rarity.everywhere
    naming = [(word, weight) for weight, word in weighed if word not in everywhere]
    best = sorted(naming[:WORDS])
    norm = math.sqrt(sum(weight * weight for _, weight in best)) or 1.0
    weights = (round(weight / norm * STEPS) / STEPS for _, weight in best)
    return Signature(array("I", (word for word, _ in best)), array("f", weights))


def closeness(one: Signature, other: Signature | Mapping[int, float]) -> float:
    """Return how much two articles are about one event."""
    weights = other if isinstance(other, Mapping) else dict(other)
    shared = map(weights.get, one.words, repeat(0.0))
    return float(sum(map(mul, one.weights, shared)))


def days_apart(one: Reading, other: Reading) -> int:
    """Return the days between two articles, none where one is undated."""
    if one.published is None or other.published is None:
        return 0
    return abs((one.published - other.published).days)
