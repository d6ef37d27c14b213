"""Figures that several articles print, in the order of print, as rows of HTML.

Those are one figure that have one statement of one claimant. Each row keeps its hedge:
● exact, ▲ at least, ▼ at most, ≈ about; a line is drawn from the low end to the high one.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from annotations.claim import Claim

SIGNS = {">": "▲", "<": "▼", "~": "≈"}
EXACT = "●"


class Point(NamedTuple):
    """What one article prints: its day, from where to where, and the number of its card."""

    when: date | None
    low: float
    high: float
    sign: str
    words: str
    title: str
    card: int


def point_of(claim: Claim, card: int) -> tuple[str, Point] | None:
    """Return the unit and the value of a claim's figure, None where it has none."""
    figure = claim.figure
    if figure is None:
        return None
    known = (figure.value, figure.low, figure.high)
    ends = [abs(float(value)) for value in known if value is not None]
    if not ends:
        return None
    return figure.unit, Point(
        claim.article.published,
        min(ends),
        max(ends),
        SIGNS.get(figure.relation, EXACT),
        claim.anchor.exact,
        claim.article.title or claim.article.path,
        card,
    )


def over_time(cards: Sequence[tuple[int, Claim]]) -> list[Point]:
    """Return the points of one figure in the order of print, undated ones last.

    There are none unless two articles print it, in one unit: others cannot stand on its axis.
    """
    found = [point for number, claim in cards if (point := point_of(claim, number))]
    if not found:
        return []
    ((unit, _),) = Counter(unit for unit, _ in found).most_common(1)
    points = [point for of_unit, point in found if of_unit == unit]
    articles = {number: claim.article.path for number, claim in cards}
    if len({articles[point.card] for point in points}) < 2:
        return []
    return sorted(points, key=lambda each: (each.when is None, each.when or date.max, each.card))


def rows(statement: str, points: Sequence[Point], shown: Callable[[str], str]) -> Iterator[str]:
    """Yield a table of one figure; `shown` makes a text safe to stand in the page."""
    top = max(point.high for point in points) or 1.0
    yield f'<table class="over-time">\n<caption dir="auto">{shown(statement)}</caption>\n'
    for point in points:
        start, wide = 100 * point.low / top, 100 * (point.high - point.low) / top
        day = point.when.isoformat() if point.when else ""
        when = f'<time datetime="{day}">{day}</time>' if day else "undated"
        yield f'<tr><td>{when}</td><td class="axis"><span style="margin-left: {start:.1f}%; '
        yield f'width: {wide:.1f}%">{point.sign}</span></td>'
        yield f'<td dir="auto">{shown(point.words)}</td>'
        yield f'<td dir="auto"><a href="#n{point.card}">{point.card}</a> {shown(point.title)}</td>'
        yield "</tr>\n"
    yield "</table>\n"
