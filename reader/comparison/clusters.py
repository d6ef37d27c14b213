"""Figures that are one: from pairs to groups.

In two articles a figure has one partner: an equal one before one that differs, the surest
first. Groups grow by the surest pairs, as long as their members are alike on the whole and
no article tells the same figure twice differently.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from reader.comparison.likeness import Candidate
from reader.comparison.places import Place
from reader.comparison.reading import FigureReading, Key
from reader.comparison.values import Value, agree

_CERTAIN = 0.97
"""How sure it is that a figure is one that the article prints with another value elsewhere: a
headline and its text may differ. Chosen by trying on values that were changed in one place."""


class FigureLink(NamedTuple):
    """Two figures that are taken for one, and how sure that is."""

    one: Place
    other: Place
    sureness: float


def partners(
    found: Iterable[Candidate], ones: Sequence[FigureReading], others: Sequence[FigureReading]
) -> list[Candidate]:
    """Return the pairs that are left when a figure of two articles has one partner."""
    rows = sorted(found, key=lambda row: (not row.agrees, -row.sureness, row.one, row.other))
    partner: tuple[dict[Key, FigureReading], dict[Key, FigureReading]] = ({}, {})
    kept: list[Candidate] = []
    for candidate in rows:
        one, other = ones[candidate.one], others[candidate.other]
        ends = ((partner[0], one, other), (partner[1], other, one))
        taken = sum(
            not agree(known.get(figure.key, against).value, against.value)
            for known, figure, against in ends
        )
        if not candidate.agrees and taken and (taken == 2 or candidate.sureness < _CERTAIN):
            continue
        for known, figure, against in ends:
            known.setdefault(figure.key, against)
        kept.append(candidate)
    return kept


def clusters(
    links: Iterable[FigureLink], value_at: Callable[[Place], Value], mean: float
) -> Iterator[list[Place]]:
    """Yield the groups; `mean` is how sure their pairs are on the average."""
    sure: dict[tuple[Place, Place], float] = {}
    for link in links:
        pair = (link.one, link.other) if link.one < link.other else (link.other, link.one)
        sure[pair] = max(link.sureness, sure.get(pair, 0.0))
    growing: dict[Place, _Growing] = {}
    for place in dict.fromkeys(chain.from_iterable(sure)):
        growing[place] = _Growing(place, value_at(place))
    for (one, other), sureness in sure.items():
        first, second = growing[one], growing[other]
        first.sure[second] = second.sure[first] = sureness
    for one, other in sorted(sure, key=lambda pair: (-sure[pair], pair)):
        first, second = growing[one], growing[other]
        if first is second:
            continue
        alone = (
            sure[one, other] >= _CERTAIN
            and min(len(first.places), len(second.places)) == 1
            and not agree(value_at(one), value_at(other))
        )
        if first.fits(second, mean, may_differ=alone):
            if len(first.sure) < len(second.sure):
                first, second = second, first
            first.take(second)
            for place in second.places:
                growing[place] = first
    found = (sorted(group.places) for group in dict.fromkeys(growing.values()))
    yield from sorted(group for group in found if group[0].article != group[-1].article)


class _Growing:
    """A group that grows: its places, and the values that each article gives.

    `sure` has how sure the pairs with the places of another group are, all together.
    """

    __slots__ = ("places", "sure", "values")

    def __init__(self, place: Place, value: Value) -> None:
        self.places = [place]
        self.values = {place.article: [value]}
        self.sure: dict[_Growing, float] = {}

    def fits(self, other: "_Growing", mean: float, *, may_differ: bool) -> bool:
        """Tell whether two groups are one: no article tells one figure twice differently."""
        pairs = len(self.places) * len(other.places)
        for article in self.values.keys() & other.values.keys():
            ours, theirs = self.values[article], other.values[article]
            pairs -= len(ours) * len(theirs)
            if not may_differ and not all(agree(a, b) for a in ours for b in theirs):
                return False
        return self.sure.get(other, 0.0) >= mean * pairs

    def take(self, other: "_Growing") -> None:
        """Take in another group."""
        self.places += other.places
        for article, values in other.values.items():
            self.values.setdefault(article, []).extend(values)
        for beside, sureness in other.sure.items():
            del beside.sure[other]
            if beside is not self:
                together = self.sure.get(beside, 0.0) + sureness
                self.sure[beside] = beside.sure[self] = together
