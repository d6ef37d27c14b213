"""Quotes of one statement: the same words, cut, or changed.

Two quotes are laid beside each other by the words they share. Whether they give one statement
is judged by how much that is, how dense, by whom and how far apart in time. What several
quotes give is a passage of each: a long quote can be in several groups.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from annotations.span import Span
from reader.comparison.alignment import Weights, align, densest
from reader.comparison.model import Model
from reader.comparison.places import Place
from reader.comparison.rarity import Rarity
from reader.comparison.reading import QuoteReading

_STOP_WEIGHT = 0.35
_LEAST_WEIGHT = 0.15
_LEAST = 0.3
"""The share of the shorter one's words, by weight, that two quotes have in common at least."""
_CACHED = 500
"""Quotes, and pairs of them, that are remembered: those of an event, some megabytes."""
_TOGETHER = 0.25
"""How sure the pairs of a statement are on the average; chosen by events left out."""
_WHOLE = 0.6
"""The share of a quote's words from which on the passage is the whole quote."""
_SHORT = 4
"""Words under which a quote is anybody's, unless the same person says it at that time."""
_SAYING = 6
"""Words up to which a statement is a saying, unless the same person says it."""
_SAME_EVENT = 0.1
"""How close articles are in which two or three words are one statement; chosen by trying."""
_ELSEWHERE = 0.03
"""How close articles are whose sayings are one at all."""
_LATER = 3
"""Days after which a saying is said again rather than reported again; chosen by trying."""
_FAR_APART = 10
"""Days after which a statement is rather said again than reported again."""


class Link(NamedTuple):
    """Two quotes that give one statement, and the words of each from which to which."""

    one: Place
    other: Place
    words: tuple[int, int]
    other_words: tuple[int, int]
    sureness: float


class QuoteWeights(dict[int, float]):
    """What a word of a quote weighs."""

    def __init__(self, rarity: Rarity) -> None:
        super().__init__()
        self._rarity = rarity

    def __missing__(self, word: int) -> float:
        kept = 1.0 if word & 1 else _STOP_WEIGHT
        self[word] = weight = self._rarity.weights[word] * kept + _LEAST_WEIGHT
        return weight


class _Heard(NamedTuple):
    """A quote's words, which ones, and what they weigh."""

    words: tuple[int, ...]
    different: frozenset[int]
    mass: float


class _Beside(NamedTuple):
    """Two quotes' words beside each other: the features that only words give, and their weight.

    `shared` are the places of the words that both have, in order.
    """

    shared: Sequence[tuple[int, int]]
    log_mass: float
    features: list[float]
    fixed: float


class Judge:
    """Judges pairs of quotes; equal ones once."""

    def __init__(self, rarity: Rarity, model: Model) -> None:
        self._model = model
        self.weights: Weights = QuoteWeights(rarity)
        self._heard: dict[bytes, _Heard] = {}
        self._known: dict[tuple[bytes, bytes], _Beside | None] = {}

    def use(self, model: Model) -> None:
        """Judge by another model from now on."""
        self._model = model
        self._known.clear()

    def _hear(self, quote: QuoteReading) -> _Heard:
        sound = quote.words.sound
        known = self._heard.get(sound)
        if known is None:
            if len(self._heard) > _CACHED:
                self._heard.clear()
            numbers = tuple(quote.words.numbers)
            mass = sum(self.weights[word] for word in numbers)
            known = self._heard[sound] = _Heard(numbers, frozenset(numbers), mass)
        return known

    def _lay_beside(self, one: QuoteReading, other: QuoteReading) -> _Beside | None:
        pair = one.words.sound, other.words.sound
        try:
            return self._known[pair]
        except KeyError:
            if len(self._known) > _CACHED:
                self._known.clear()
            found = self._known[pair] = self._aligned(self._hear(one), self._hear(other))
            return found

    def _aligned(self, one: _Heard, other: _Heard) -> _Beside | None:
        weights = self.weights
        a, b = one.words, other.words
        least = min(one.mass, other.mass)
        if sum(weights[word] for word in one.different & other.different) < _LEAST * least:
            return None
        places = align(a, b, weights)
        shared = densest(places, a, b, weights) if places else ()
        if not shared:
            return None
        mass = sum(weights[a[i]] for i, _ in shared)
        if mass < _LEAST * least:
            return None
        (i0, j0), (i1, j1) = shared[0], shared[-1]
        longest = run = weights[a[i0]]
        most = words = 1
        for (i, j), (next_i, next_j) in pairwise(shared):
            weight = weights[a[next_i]]
            follows = next_i == i + 1 and next_j == j + 1
            run = run + weight if follows else weight
            words = words + 1 if follows else 1
            longest, most = max(longest, run), max(most, words)
        spread = max(
            sum(weights[word] for word in a[i0 : i1 + 1]),
            sum(weights[word] for word in b[j0 : j1 + 1]),
        )
        shorter = min(len(a), len(b))
        features = [
            mass / least,
            mass / (one.mass + other.mass - mass),
            math.log1p(mass),
            math.log1p(longest),
            mass / spread,
            math.log(shorter),
            float(a == b),
            sum(weights[a[i]] for i, _ in places) / least,
            float(sum(a[i] & 1 for i, _ in shared) <= 2),
            math.log(min(most, 12)),
            most / shorter,
            mass / shorter,
        ]
        return _Beside(shared, math.log1p(mass), features, self._model.fixed(features))

    def _between(
        self, one: QuoteReading, other: QuoteReading, apart: int, close: float, beside: _Beside
    ) -> list[float]:
        """Return the features that depend on who says it where."""
        speaker = 0.0
        if one.speaker and other.speaker:
            speaker = 1.0 if one.speaker == other.speaker else -1.0
        return [
            speaker,
            math.log1p(apart),
            beside.log_mass if apart > _FAR_APART else 0.0,
            close,
            close * speaker,
            float("scare" in (one.form, other.form)),
        ]

    def features(
        self, one: QuoteReading, other: QuoteReading, apart: int, nearness: Callable[[], float]
    ) -> list[float] | None:
        """Return all that two quotes are judged by."""
        beside = self._lay_beside(one, other)
        if beside is None:
            return None
        return self._between(one, other, apart, nearness(), beside) + beside.features

    def link(
        self,
        one: QuoteReading,
        other: QuoteReading,
        apart: int,
        nearness: Callable[[], float],
    ) -> tuple[float, Sequence[tuple[int, int]]] | None:
        """Return how sure it is that two quotes give one statement, None where they do not."""
        if one.is_title and other.is_title:
            return None
        if min(len(one.words), len(other.words)) < _SHORT and not (
            one.speaker and one.speaker == other.speaker and apart < _FAR_APART - 2
        ):
            return None
        beside = self._lay_beside(one, other)
        if beside is None or _is_anybodys(one, other, apart, beside.shared, nearness):
            return None
        between = self._between(one, other, apart, nearness(), beside)
        sureness = self._model.sureness(between, beside.fixed)
        return (sureness, beside.shared) if sureness >= self._model.threshold else None


def _is_anybodys(
    one: QuoteReading,
    other: QuoteReading,
    apart: int,
    shared: Sequence[tuple[int, int]],
    nearness: Callable[[], float],
) -> bool:
    """Tell whether shared words are too few to be a statement, or no more than a name.

    Few words are one statement only of one event; a few more, that several people say, are
    a saying or a slogan elsewhere.
    """
    first, last = shared[0], shared[-1]
    words = min(last[0] - first[0], last[1] - first[1]) + 1
    if words > _SAYING:
        return False
    numbers = one.words.numbers
    content = {numbers[i] for i, _ in shared if numbers[i] & 1}
    names = set(one.words.names) & set(other.words.names)
    by_one = bool(one.speaker) and one.speaker == other.speaker
    is_part = words < min(len(one.words), len(other.words))
    if words < 2 or (content <= names and (words == 2 or (is_part and not by_one))):
        return True
    if words < _SHORT:
        return nearness() < _SAME_EVENT
    if by_one and len(content) > 1:
        return False
    return nearness() < (_SAME_EVENT if apart > _LATER else _ELSEWHERE)


class Passage(NamedTuple):
    """A member of a group: a quote, and from which to which word of it says the statement."""

    place: Place
    first: int
    last: int


def groups(links: Sequence[Link]) -> list[list[Passage]]:
    """Return the statements: passages that overlap by half in a quote are one.

    They grow by the surest links, as long as their members are linked on the whole.
    """
    asked: dict[Place, set[tuple[int, int]]] = defaultdict(set)
    for link in links:
        asked[link.one].add(link.words)
        asked[link.other].add(link.other_words)
    home: dict[tuple[Place, tuple[int, int]], Passage] = {}
    for place, stretches in asked.items():
        kept: list[tuple[int, int]] = []
        for first, last in sorted(stretches, key=lambda found: (found[0] - found[1], found)):
            for begin, end in kept:
                if 2 * (min(last, end) - max(first, begin)) > min(last - first, end - begin):
                    home[place, (first, last)] = Passage(place, begin, end)
                    break
            else:
                kept.append((first, last))
                home[place, (first, last)] = Passage(place, first, last)
    sure: dict[tuple[Passage, Passage], float] = {}
    for link in links:
        one, other = home[link.one, link.words], home[link.other, link.other_words]
        pair = (one, other) if one < other else (other, one)
        sure[pair] = max(link.sureness, sure.get(pair, 0.0))
    return grown(sure, _TOGETHER)


def grown(sure: Mapping[tuple[Passage, Passage], float], least: float) -> list[list[Passage]]:
    """Return groups whose pairs are as sure as `least` on the average, the surest first."""
    group_of: dict[Passage, list[Passage]] = {}
    for one, other in sorted(sure, key=lambda pair: (-sure[pair], pair)):
        first = group_of.setdefault(one, [one])
        second = group_of.setdefault(other, [other])
        if first is second:
            continue
        total = 0.0
        for a in first:
            for b in second:
                total += sure.get((a, b) if a < b else (b, a), 0.0)
        if total < least * len(first) * len(second):
            continue
        first.extend(second)
        for passage in second:
            group_of[passage] = first
    found = {id(group): group for group in group_of.values() if len(group) > 1}
    return sorted(sorted(group) for group in found.values())


def span_of(quote: QuoteReading, first: int, last: int) -> tuple[Span, bytes]:
    """Return where a passage stands, and its words as they sound: case and signs aside.

    It is the whole quote with its marks where the passage is most of it.
    """
    words = quote.words
    if last - first >= _WHOLE * len(words):
        return quote.span, words.letters.tobytes()
    return Span(words.starts[first], words.ends[last - 1]), words.letters[first:last].tobytes()


def versions(wordings: Sequence[bytes]) -> list[int]:
    """Number wordings: equal ones alike, from 1 in the order in which they come first."""
    known: dict[bytes, int] = {}
    return [known.setdefault(words, len(known) + 1) for words in wordings]
