"""Figures that are one: from pairs to groups.

In two articles a figure has one partner: an equal one before one that differs, the surest
first. Groups grow by the surest pairs, as long as their members are alike on the whole and
no article tells the same figure twice differently.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
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
    group_of: dict[Place, list[Place]] = {}
    for one, other in sorted(sure, key=lambda pair: (-sure[pair], pair)):
        first = group_of.setdefault(one, [one])
        second = group_of.setdefault(other, [other])
        if first is second:
            continue
        differs = not agree(value_at(one), value_at(other))
        alone = differs and sure[one, other] >= _CERTAIN and min(len(first), len(second)) == 1
        if not _fit(first, second, sure, value_at, mean, may_differ=alone):
            continue
        first.extend(second)
        for place in second:
            group_of[place] = first
    seen: set[int] = set()
    for group in group_of.values():
        if id(group) not in seen and any(a.article != b.article for a, b in pairwise(group)):
            seen.add(id(group))
            yield sorted(group)


def _fit(
    first: list[Place],
    second: list[Place],
    sure: dict[tuple[Place, Place], float],
    value_at: Callable[[Place], Value],
    mean: float,
    *,
    may_differ: bool,
) -> bool:
    total, count = 0.0, 0
    for a in first:
        for b in second:
            if a.article == b.article:
                if not may_differ and not agree(value_at(a), value_at(b)):
                    return False
            else:
                total += sure.get((a, b) if a < b else (b, a), 0.0)
                count += 1
    return total >= mean * count
