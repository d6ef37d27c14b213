"""Figures that are one: from pairs to groups.

In two articles a figure has one partner: an equal one before one that differs, the surest
first. Groups grow by the surest pairs, as long as their members are alike on the whole and
no article tells the same figure twice differently.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from reader.comparison.likeness import Candidate
from reader.comparison.reading import FigureReading, Key
from reader.comparison.values import agree


class Pair(NamedTuple):
    """Two figures that are taken for one, and how sure that is."""

    sureness: float
    one: FigureReading
    other: FigureReading


def partners(found: Iterable[tuple[int, int, Candidate, float]]) -> list[Pair]:
    """Return the pairs that are left when a figure has one partner in an article."""
    by_articles: dict[tuple[int, int], list[tuple[bool, float, Candidate]]] = defaultdict(list)
    for one, other, candidate, sure in found:
        by_articles[one, other].append((not candidate.agrees, -sure, candidate))
    pairs: list[Pair] = []
    for (one, other), rows in by_articles.items():
        rows.sort(key=lambda row: (*row[:2], row[2].one.span.start, row[2].other.span.start))
        partner: dict[tuple[int, Key], FigureReading] = {}
        for differs, minus, candidate in rows:
            ends = ((one, candidate.one, candidate.other), (other, candidate.other, candidate.one))
            if differs and any(
                not agree(partner.get((article, figure.key), against).value, against.value)
                for article, figure, against in ends
            ):
                continue
            for article, figure, against in ends:
                partner.setdefault((article, figure.key), against)
            pairs.append(Pair(-minus, candidate.one, candidate.other))
    return pairs


def clusters(
    pairs: Sequence[Pair], article_of: Mapping[int, int], mean: float
) -> Iterator[list[FigureReading]]:
    """Yield the groups; `article_of` is by the identity of a figure, `mean` how sure pairs are."""
    home: dict[int, int] = {}
    inside: dict[int, list[FigureReading]] = {}
    between: dict[frozenset[int], float] = defaultdict(float)
    for sure, one, other in pairs:
        for figure in (one, other):
            home[id(figure)] = id(figure)
            inside[id(figure)] = [figure]
        ends = frozenset((id(one), id(other)))
        between[ends] = max(sure, between[ends])

    def place(figure: FigureReading) -> tuple[int, int]:
        return article_of[id(figure)], figure.span.start

    for _, one, other in sorted(pairs, key=lambda p: (-p.sureness, place(p.one), place(p.other))):
        a, b = home[id(one)], home[id(other)]
        if a == b:
            continue
        total, count, blocked = 0.0, 0, False
        for x in inside[a]:
            for y in inside[b]:
                if article_of[id(x)] == article_of[id(y)]:
                    blocked = blocked or not agree(x.value, y.value)
                else:
                    total += between.get(frozenset((id(x), id(y))), 0.0)
                    count += 1
        if blocked or total < mean * count:
            continue
        for figure in inside[b]:
            home[id(figure)] = a
        inside[a] += inside.pop(b)
    for figures in inside.values():
        if len({article_of[id(figure)] for figure in figures}) > 1:
            yield figures
