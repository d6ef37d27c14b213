"""Which articles can be about one event: they share words that few others have."""

import heapq
import math
from collections import defaultdict
from collections.abc import Iterator, Sequence

from reader.comparison.rarity import Rarity
from reader.comparison.reading import Reading

_WORDS = 40
"""Words that name an article's event: its own rarest."""
_COMMON = 64
"""Articles with a word from which on it leads to no other article."""
_CLOSE = 0.08
"""From how much on, as the cosine of their words, two articles can be about one event."""
BESIDE = 0.03
"""How close articles are that share no more than a rare value beside a rare word."""
DAYS = 12
"""Days within which an event is told of."""
_KNOWN_VALUE = 20
"""Articles with a value beside a word from which on it leads to no other article."""
_FEW = 3
"""Articles of a library in which each is compared with each."""


Signature = dict[int, float]


def signature(reading: Reading, rarity: Rarity) -> Signature:
    """Return the words that name an article's event, and how much."""
    common = max(30, 0.12 * rarity.articles)
    weighed = (
        ((1 + math.log(count)) * rarity[word], word)
        for word, count in reading.bag.items()
        if rarity.count(word) <= common
    )
    best = heapq.nlargest(_WORDS, weighed)
    norm = math.sqrt(sum(weight * weight for weight, _ in best)) or 1.0
    return {word: weight / norm for weight, word in best}


def closeness(one: Signature, other: Signature) -> float:
    """Return how much two articles are about one event."""
    if len(other) < len(one):
        one, other = other, one
    return sum(weight * other[word] for word, weight in one.items() if word in other)


def days_apart(one: Reading, other: Reading) -> int:
    """Return the days between two articles, none where one is undated."""
    if one.published is None or other.published is None:
        return 0
    return abs((one.published - other.published).days)


def near(
    readings: Sequence[Reading], signatures: Sequence[Signature], rarity: Rarity
) -> Iterator[tuple[int, int, float]]:
    """Yield pairs of articles that can be about one event, and how close they are."""
    few = len(readings) <= _FEW
    where: dict[int, list[int]] = defaultdict(list)
    for number, words in enumerate(signatures):
        for word in words:
            where[word].append(number)
    found: set[tuple[int, int]] = set()
    for number, words in enumerate(signatures):
        close: dict[int, float] = defaultdict(float)
        if few:
            close = dict.fromkeys(range(number), 1.0)
        else:
            for word, weight in words.items():
                others = where[word]
                if len(others) > _COMMON:
                    continue
                for other in others:
                    if other >= number:
                        break
                    close[other] += weight * signatures[other][word]
        for other, closeness_known in close.items():
            if closeness_known >= _CLOSE and days_apart(readings[other], readings[number]) <= DAYS:
                found.add((other, number))
                yield other, number, closeness_known
    for other, number in _by_value(readings, rarity):
        if (other, number) not in found and days_apart(readings[other], readings[number]) <= DAYS:
            found.add((other, number))
            yield other, number, max(BESIDE, closeness(signatures[other], signatures[number]))


def value_keys(reading: Reading, rarity: Rarity) -> set[int]:
    """Return what an article is also looked up by: a value beside a word that few have."""
    rare = rarity.articles**0.5 + 10
    return {
        hash((figure.key[:2], word))
        for figure in reading.figures
        for word in figure.sentence.content
        if rarity.count(word) <= rare
    }


def _by_value(readings: Sequence[Reading], rarity: Rarity) -> Iterator[tuple[int, int]]:
    where: dict[int, list[int]] = defaultdict(list)
    for number, reading in enumerate(readings):
        for key in value_keys(reading, rarity):
            where[key].append(number)
    for articles in where.values():
        if len(articles) <= _KNOWN_VALUE:
            for place, one in enumerate(articles):
                for other in articles[place + 1 :]:
                    yield one, other
