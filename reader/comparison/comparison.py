"""Comparing all articles of a library with each other."""

import gc
from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from reader.comparison import events, running_text
from reader.comparison.assembling import Grouped, article_groups, figure_groups, statement_groups
from reader.comparison.clusters import FigureLink
from reader.comparison.groups import Group
from reader.comparison.judging import Judging
from reader.comparison.keys import MOST, SAMPLED, KeyKind, enough_keys, quote_keys, value_keys
from reader.comparison.places import Place
from reader.comparison.rarity import Rarity
from reader.comparison.reading import QuoteReading, Reading
from reader.comparison.statements import Link

_LOW = 0xFFFFFFFF


@contextmanager
def without_collector() -> Iterator[None]:
    """Let no cycles of objects be looked for while very many objects are made.

    None of them is in a cycle, and to look for some takes a third of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class Comparison:
    """What some articles say alike."""

    def __init__(self, readings: Sequence[Reading], judging: Judging | None = None) -> None:
        self.readings = readings
        self.judging = judging or Judging(Rarity.of(readings))
        rarity = self.judging.rarity
        self.signatures = [events.signature(reading.bag, rarity) for reading in readings]
        self.shares = self._shares()

    def groups(self) -> list[Group]:
        """Return what the articles say alike."""
        with without_collector():
            found = self.grouped(list(self.quote_links()), list(self.figure_links()))
            return [grouped.group for grouped in found]

    def grouped(self, quotes: Sequence[Link], figures: Sequence[FigureLink]) -> Iterator[Grouped]:
        """Yield the groups that some links give, and the articles of one text."""
        at = self.readings.__getitem__
        yield from statement_groups(quotes, at, self.shares)
        yield from figure_groups(figures, at, self.shares, self.judging.models.mean)
        yield from article_groups(self.shares, at)

    def close(self, one: int, other: int) -> float:
        """Return how much two articles are about one event."""
        return events.closeness(self.signatures[one], self.signatures[other])

    def near(self) -> Iterator[tuple[int, int, float]]:
        """Yield the pairs of articles that can be about one event, and how close they are."""
        readings = self.readings
        where = _postings(
            (word, number)
            for number, signature in enumerate(self.signatures)
            if readings[number].figures
            for word in signature.words
        )
        where = {w: found for w, found in where.items() if len(found) <= MOST[KeyKind.EVENT]}
        weights: dict[int, array[float]] = {word: array("f") for word in where}
        beside = self._beside_a_value()
        for number, reading in enumerate(readings):
            close: dict[int, float] = defaultdict(float)
            for word, weight in self.signatures[number] if reading.figures else ():
                if word in where:
                    for other, its_weight in zip(where[word], weights[word], strict=False):
                        close[other] += weight * its_weight
                    weights[word].append(weight)
            near = {
                other: self.close(other, number)
                for other, enough in close.items()
                if enough >= events.CLOSE
            }
            for other in beside.get(number, ()):
                near.setdefault(other, max(events.BESIDE, self.close(other, number)))
            for other, exact in near.items():
                if events.days_apart(readings[other], reading) <= events.DAYS:
                    yield other, number, exact

    def _beside_a_value(self) -> dict[int, set[int]]:
        where = _postings(
            (key, number)
            for number, reading in enumerate(self.readings)
            for key in value_keys(reading, self.judging.rarity)
        )
        beside: dict[int, set[int]] = defaultdict(set)
        for articles in where.values():
            if len(articles) <= MOST[KeyKind.VALUE]:
                for place, number in enumerate(articles):
                    beside[number].update(articles[:place])
        for one, other in self.shares:
            beside[other].add(one)
        return beside

    def figure_links(self) -> Iterator[FigureLink]:
        """Yield which figures are one."""
        for one, other, close in self.near():
            yield from self.judging.figure_links(
                (one, other), self.readings[one], self.readings[other], close
            )

    def quote_pairs(self) -> dict[tuple[int, int], list[tuple[int, int]]]:
        """Return, for two articles each, the pairs of quotes that are judged."""
        places = [
            Place(article, number)
            for article, reading in enumerate(self.readings)
            for number in range(len(reading.quotes))
        ]
        where = _postings(
            (key, at)
            for at, (article, number) in enumerate(places)
            for key in quote_keys(self.readings[article].quotes[number])
        )
        shared: dict[int, int] = defaultdict(int)
        for quotes in where.values():
            if len(quotes) <= MOST[KeyKind.QUOTE]:
                for place, one in enumerate(quotes):
                    for other in quotes[place + 1 :]:
                        shared[one << 32 | other] += 1
        pairs: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
        for both, keys in sorted(shared.items()):
            first, second = places[both >> 32], places[both & _LOW]
            if keys == 1 and not enough_keys(1, self._quote(first), self._quote(second)):
                continue
            pairs[first.article, second.article].append((first.number, second.number))
        return pairs

    def _quote(self, place: Place) -> QuoteReading:
        return self.readings[place.article].quotes[place.number]

    def quote_links(self) -> Iterator[Link]:
        """Yield which quotes give one statement."""
        for (one, other), pairs in self.quote_pairs().items():
            yield from self.judging.quote_links(
                (one, other),
                self.readings[one],
                self.readings[other],
                pairs,
                partial(self.close, one, other),
            )

    def _shares(self) -> dict[tuple[int, int], float]:
        """Return the share of running text of those pairs of articles that have enough."""
        readings = self.readings
        where = _postings(
            (run, number)
            for number, reading in enumerate(readings)
            for run in reading.runs
            if not run & SAMPLED
        )
        standing: set[int] = set()
        shared: dict[int, int] = defaultdict(int)
        for run, articles in where.items():
            if running_text.is_standing(readings[number].source for number in articles):
                standing.add(run)
            elif len(articles) <= MOST[KeyKind.RUN]:
                for place, one in enumerate(articles):
                    for other in articles[place + 1 :]:
                        shared[one << 32 | other] += 1
        found: dict[tuple[int, int], float] = {}
        for both, sampled in shared.items():
            one, other = both >> 32, both & _LOW
            if not running_text.may_share(sampled, readings[one], readings[other]):
                continue
            share = running_text.share(readings[one], readings[other], standing.__contains__)
            if share:
                found[one, other] = share
        return found


def _postings(keys: Iterator[tuple[int, int]]) -> dict[int, "array[int]"]:
    """Return which things have a key, in their order; keys that only one has are left out."""
    where: dict[int, array[int]] = {}
    first: dict[int, int] = {}
    for key, number in keys:
        known = where.get(key)
        if known is not None:
            known.append(number)
        elif key in first:
            where[key] = array("I", (first[key], number))
        else:
            first[key] = number
    return where
