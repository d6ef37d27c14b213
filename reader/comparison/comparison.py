"""Comparing all articles of a library with each other."""

import gc
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache, partial

from reader.comparison import events, running_text
from reader.comparison.assembling import Grouped, article_groups, figure_groups, statement_groups
from reader.comparison.clusters import FigureLink
from reader.comparison.groups import Group
from reader.comparison.judging import Judging
from reader.comparison.keys import MOST, SAMPLED, KeyKind, enough_keys, quote_keys, value_keys
from reader.comparison.links import FIGURES, QUOTES, LinkTable
from reader.comparison.places import Place
from reader.comparison.postings import Counted, Pairs, Postings
from reader.comparison.quote_pairs import PairsOfQuotes
from reader.comparison.rarity import Rarity
from reader.comparison.reading import QuoteReading, Reading
from reader.comparison.statements import Link

_SETS = 256
"""Articles whose runs stay ready for a look: those of an event."""


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

    def __init__(self, readings: Iterable[Reading], judging: Judging | None = None) -> None:
        self.readings = list(readings)
        self.judging = judging or Judging(Rarity.of(self.readings))
        rarity = self.judging.rarity
        self.signatures: list[events.Signature] = []
        self._days, self._lengths = array("I"), array("I")
        self._sources: list[str] = []
        runs = Postings()
        for number, reading in enumerate(self.readings):
            self.signatures.append(events.signature(reading.bag, rarity))
            self._days.append(reading.published.toordinal() if reading.published else 0)
            self._sources.append(reading.source)
            self._lengths.append(len(reading.runs))
            self.readings[number] = reading.without_bag()
            runs.add((run for run in reading.runs if not run & SAMPLED), number)
        self._weighed_at, self._weighed = -1, dict[int, float]()
        self.shares = self._shares(runs)

    def groups(self) -> list[Group]:
        """Return what the articles say alike."""
        with without_collector():
            return [grouped.group for grouped in self.grouped(*self.links())]

    def links(self) -> tuple[LinkTable[Link], LinkTable[FigureLink]]:
        """Return which quotes give one statement, and which figures are one."""
        return LinkTable(self.quote_links(), QUOTES), LinkTable(self.figure_links(), FIGURES)

    def grouped(self, quotes: LinkTable[Link], figures: LinkTable[FigureLink]) -> Iterator[Grouped]:
        """Yield the groups that some links give, and the articles of one text."""
        at, mean = self.readings.__getitem__, self.judging.models.mean
        for some in quotes.linked():
            yield from statement_groups(some, at, self.shares)
        for linked in figures.linked():
            yield from figure_groups(linked, at, self.shares, mean)
        yield from article_groups(self.shares, at)

    def close(self, one: int, other: int) -> float:
        """Return how much two articles are about one event."""
        if one != self._weighed_at:
            self._weighed_at, self._weighed = one, dict(self.signatures[one])
        return events.closeness(self.signatures[other], self._weighed)

    def _apart(self, one: int, other: int) -> int:
        first, second = self._days[one], self._days[other]
        return abs(first - second) if first and second else 0

    def near(self) -> Iterator[tuple[int, int, float]]:
        """Yield the pairs of articles that can be about one event, and how close they are.

        Those of one event come after each other.
        """
        pairs = Pairs()
        for one, other, close in self._near():
            pairs.add(one, other, close)
        yield from pairs.by_likes(len(self.readings))

    def _near(self) -> Iterator[tuple[int, int, float]]:
        words, values = Postings(), Postings()
        for number, reading in enumerate(self.readings):
            if reading.figures:
                words.add(self.signatures[number].words, number)
                values.add(value_keys(reading, self.judging.rarity), number)
        beside: dict[int, set[int]] = defaultdict(set)
        for _, articles in values.shared():
            if len(articles) <= MOST[KeyKind.VALUE]:
                for place, number in enumerate(articles):
                    beside[number].update(articles[:place])
        for one, other in self.shares:
            beside[other].add(one)
        where = {w: found for w, found in words.shared() if len(found) <= MOST[KeyKind.EVENT]}
        weights: dict[int, array[float]] = {word: array("f") for word in where}
        for number, signature in enumerate(self.signatures):
            close: dict[int, float] = defaultdict(float)
            if self.readings[number].figures:
                for word, weight in signature:
                    if word in where:
                        known = weights[word]
                        for other, its_weight in zip(where[word], known, strict=False):
                            close[other] += weight * its_weight
                        known.append(weight)
            weighed = dict(signature)
            near: dict[int, float] = {}
            for other, enough in close.items():
                if enough >= events.CLOSE and self._apart(other, number) <= events.DAYS:
                    near[other] = events.closeness(self.signatures[other], weighed)
            for other in beside.pop(number, ()):
                if other not in near and self._apart(other, number) <= events.DAYS:
                    exact = events.closeness(self.signatures[other], weighed)
                    near[other] = max(events.BESIDE, exact)
            for other, exact in near.items():
                yield other, number, exact

    def figure_links(self) -> Iterator[FigureLink]:
        """Yield which figures are one."""
        for one, other, close in self.near():
            yield from self.judging.figure_links(
                (one, other), self.readings[one], self.readings[other], close
            )

    def quote_pairs(self) -> Iterator[tuple[tuple[int, int], list[tuple[int, int]]]]:
        """Yield two articles each, and the pairs of their quotes that are judged.

        Equal quotes are looked up once.
        """
        numbers: dict[bytes, int] = {}
        quotes: list[list[Place]] = []
        postings = Postings()
        for article, reading in enumerate(self.readings):
            for place, quote in enumerate(reading.quotes):
                number = numbers.setdefault(quote.words.sound, len(numbers))
                if number == len(quotes):
                    quotes.append([])
                    postings.add(quote_keys(quote), number)
                quotes[number].append(Place(article, place))
        numbers.clear()
        pairs = PairsOfQuotes(quotes)
        for number, places in enumerate(quotes):
            if len(places) <= MOST[KeyKind.QUOTE]:
                pairs.add_equal(number)
        met = Counted()
        for _, having in postings.shared():
            if sum(len(quotes[number]) for number in having) <= MOST[KeyKind.QUOTE]:
                met.meet(having)
        for one, other, times in met.pairs():
            if enough_keys(times, self._quote(quotes[one][0]), self._quote(quotes[other][0])):
                pairs.add(one, other)
        yield from pairs.by_articles(len(self.readings))

    def _quote(self, place: Place) -> QuoteReading:
        return self.readings[place.article].quotes[place.number]

    def quote_links(self) -> Iterator[Link]:
        """Yield which quotes give one statement."""
        for (one, other), pairs in self.quote_pairs():
            yield from self.judging.quote_links(
                (one, other),
                self.readings[one],
                self.readings[other],
                pairs,
                partial(self.close, one, other),
            )

    def _shares(self, runs: Postings) -> dict[tuple[int, int], float]:
        """Return the share of running text of those pairs of articles that have enough."""
        standing: set[int] = set()
        met = Counted()
        for run, articles in runs.shared():
            if running_text.is_standing(self._sources[number] for number in articles):
                standing.add(run)
            elif len(articles) <= MOST[KeyKind.RUN]:
                met.meet(articles)
        found: dict[tuple[int, int], float] = {}
        lengths = self._lengths
        may_share = Pairs()

        @lru_cache(_SETS)
        def runs_of(number: int) -> running_text.Runs:
            return running_text.Runs(self.readings[number].runs, standing.__contains__)

        for one, other, sampled in met.pairs():
            if running_text.may_share(sampled, lengths[one], lengths[other]):
                may_share.add(one, other, 0.0)
        for one, other, _ in may_share.by_likes(len(self.readings)):
            share = running_text.share(runs_of(one), runs_of(other))
            if share:
                found[one, other] = share
        return found
