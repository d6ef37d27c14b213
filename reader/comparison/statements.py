"""Quotes of one statement: the same words, cut, or changed.

Two quotes are laid beside each other by the words they share. Whether they give one statement
is judged by how much that is, how dense, by whom and how far apart in time. What several
quotes give is a passage of each: a long quote can be in several groups.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from annotations.span import Span
from reader.comparison.alignment import Weights, align, densest
from reader.comparison.model import Model
from reader.comparison.rarity import Rarity
from reader.comparison.reading import QuoteReading, Reading

_COMMON = 48
"""Quotes with a pair of words from which on they lead to no other quote."""
_STOP_WEIGHT = 0.35
_LEAST_WEIGHT = 0.15
_SAID_PLAINLY = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
_WHOLE = 0.6
"""The share of a quote's words from which on the passage is the whole quote."""
_SHORT = 4
"""Words under which a quote is anybody's, unless the same person says it at that time."""
_FAR_APART = 10
"""Days after which a statement is rather said again than reported again."""


class Place(NamedTuple):
    """A quote of an article, by both numbers."""

    article: int
    quote: int


class Link(NamedTuple):
    """Two quotes that give one statement, and the words of each from which to which."""

    one: Place
    other: Place
    words: tuple[int, int]
    other_words: tuple[int, int]
    sureness: float


class QuoteWeights:
    """What a word of a quote weighs."""

    def __init__(self, rarity: Rarity) -> None:
        self._rarity = rarity
        self._weights: dict[int, float] = {}

    def __getitem__(self, word: int) -> float:
        weight = self._weights.get(word)
        if weight is None:
            kept = 1.0 if word & 1 else _STOP_WEIGHT
            weight = self._weights[word] = self._rarity[word] * kept + _LEAST_WEIGHT
        return weight


def keys(quote: QuoteReading) -> set[int]:
    """Return what a quote is looked up by: two words with a content that follow each other."""
    content = [number for number in quote.words.numbers if number & 1]
    if len(content) < 2:
        return set(content)
    return {hash(pair) for pair in pairwise(content)} | set(content)


def candidates(readings: Sequence[Reading]) -> Iterator[tuple[Place, Place]]:
    """Yield pairs of quotes that share what few quotes have."""
    where: dict[int, list[Place]] = defaultdict(list)
    for article, reading in enumerate(readings):
        for number, quote in enumerate(reading.quotes):
            for key in keys(quote):
                where[key].append(Place(article, number))
    seen: set[tuple[Place, Place]] = set()
    for places in where.values():
        if len(places) <= _COMMON:
            for at, one in enumerate(places):
                for other in places[at + 1 :]:
                    seen.add((one, other))
    yield from sorted(seen)


class Judge:
    """Judges pairs of quotes."""

    def __init__(self, rarity: Rarity, model: Model) -> None:
        self._model = model
        self.weights: Weights = QuoteWeights(rarity)
        self._masses: dict[int, float] = {}

    def mass(self, quote: QuoteReading) -> float:
        """Return what the words of a quote weigh together."""
        known = self._masses.get(id(quote))
        if known is None:
            known = sum(self.weights[word] for word in quote.words.numbers)
            self._masses[id(quote)] = known
        return known

    def features(
        self, one: QuoteReading, other: QuoteReading, apart: int, close: float
    ) -> tuple[list[float], Sequence[tuple[int, int]]] | None:
        """Return what two quotes are judged by, and the words they share in order."""
        weights = self.weights
        a, b = one.words.numbers, other.words.numbers
        common = set(a) & set(b)
        least = min(self.mass(one), self.mass(other))
        if sum(weights[word] for word in common) < 0.3 * least:
            return None
        places = align(a, b, weights)
        shared = densest(places, a, b, weights) if places else ()
        if not shared:
            return None
        mass = sum(weights[a[i]] for i, _ in shared)
        everything = sum(weights[a[i]] for i, _ in places)
        if mass < 0.3 * least:
            return None
        (i0, j0), (i1, j1) = shared[0], shared[-1]
        of_a = sum(weights[word] for word in a[i0 : i1 + 1])
        of_b = sum(weights[word] for word in b[j0 : j1 + 1])
        longest = run = weights[a[i0]]
        for (i, j), (next_i, next_j) in pairwise(shared):
            weight = weights[a[next_i]]
            run = run + weight if next_i == i + 1 and next_j == j + 1 else weight
            longest = max(longest, run)
        speaker = 0.0
        if one.speaker and other.speaker:
            speaker = 1.0 if one.speaker == other.speaker else -1.0
        shorter = min(len(a), len(b))
        contents = sum(a[i] & 1 for i, _ in shared)
        return [
            mass / least,
            mass / (self.mass(one) + self.mass(other) - mass),
            math.log1p(mass),
            math.log1p(longest),
            mass / max(of_a, of_b),
            speaker,
            math.log1p(apart),
            math.log(shorter),
            float(one.is_title or other.is_title),
            float(apart > _FAR_APART) * math.log1p(mass),
            float(a == b),
            float("scare" in (one.form, other.form)),
            close,
            close * speaker,
            everything / least,
            min(contents, 6.0),
            float(contents <= 2),
        ], shared

    def link(
        self, one: QuoteReading, other: QuoteReading, apart: int, close: float
    ) -> tuple[float, Sequence[tuple[int, int]]] | None:
        """Return how sure it is that two quotes give one statement, None where they do not."""
        found = self.features(one, other, apart, close)
        if found is None or (one.is_title and other.is_title):
            return None
        features, shared = found
        if min(len(one.words.numbers), len(other.words.numbers)) < _SHORT and not (
            one.speaker and one.speaker == other.speaker and apart < _FAR_APART - 2
        ):
            return None
        sureness = self._model.sureness(features)
        return (sureness, shared) if sureness >= self._model.threshold else None


class Passages(NamedTuple):
    """Members of a group: a quote, and the words of it that say the statement."""

    place: Place
    first: int
    last: int


def groups(links: Sequence[Link]) -> list[list[Passages]]:
    """Return the statements: passages that overlap by half in a quote are one."""
    asked: dict[Place, set[tuple[int, int]]] = defaultdict(set)
    for link in links:
        asked[link.one].add(link.words)
        asked[link.other].add(link.other_words)
    home: dict[tuple[Place, tuple[int, int]], Passages] = {}
    for place, stretches in asked.items():
        kept: list[tuple[int, int]] = []
        for first, last in sorted(
            stretches, key=lambda stretch: (stretch[0] - stretch[1], stretch)
        ):
            for begin, end in kept:
                if 2 * (min(last, end) - max(first, begin)) > min(last - first, end - begin):
                    home[place, (first, last)] = Passages(place, begin, end)
                    break
            else:
                kept.append((first, last))
                home[place, (first, last)] = Passages(place, first, last)
    parent: dict[Passages, Passages] = {}

    def root(passage: Passages) -> Passages:
        parent.setdefault(passage, passage)
        while parent[passage] != passage:
            parent[passage] = parent[parent[passage]]
            passage = parent[passage]
        return passage

    for link in links:
        parent[root(home[link.one, link.words])] = root(home[link.other, link.other_words])
    together: dict[Passages, list[Passages]] = defaultdict(list)
    for passage in list(parent):
        together[root(passage)].append(passage)
    return sorted(sorted(group) for group in together.values() if len(group) > 1)


def span_of(quote: QuoteReading, first: int, last: int) -> Span:
    """Return where a passage stands: the whole quote with its marks, or some words of it."""
    words = quote.words
    if last - first >= _WHOLE * len(words.numbers):
        return quote.span
    return Span(words.starts[first], words.ends[last - 1])


def wording(text: str) -> str:
    """Return words without what is not heard: case, quotation marks, punctuation."""
    return " ".join(_SAID_PLAINLY.findall(text.lower().replace("’", "'")))


def versions(wordings: Sequence[str]) -> list[int]:
    """Number wordings: equal ones alike, from 1 in the order in which they come first."""
    known: Counter[str] = Counter()
    return [known.setdefault(words, len(known) + 1) for words in wordings]
