"""Krippendorff's alpha for what annotators marked on a line: where, and with which category.

Source: Krippendorff, “Content Analysis” (2004), 11.6: each annotator parts the line into
units and gaps; two sections differ by the squares of what one has more than the other.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from annotations.together.ratings import NO_VARIATION, NotComputed, Result


class Section(NamedTuple):
    """A stretch of the line, from `begin`, that one annotator marked or left out."""

    begin: int
    length: int
    marked: bool

    @property
    def end(self) -> int:
        """Where the section ends."""
        return self.begin + self.length


def alpha_u(
    categories: Iterable[Sequence[Sequence[tuple[int, int]]]], length: int, *, begin: int = 0
) -> Result:
    """Return the agreement on where units stand.

    `categories` has, for each category, for each annotator, the (start, end) of the units in
    their order, which do not overlap; the line is `length` places from `begin`.
    """
    observed = expected = 0.0
    for annotators in categories:
        lines = [_sections(units, begin, length) for units in annotators]
        observed += _observed(lines, length)
        expected += _expected(lines, length)
    return 1 - observed / expected if expected else NotComputed(NO_VARIATION)


def _sections(units: Sequence[tuple[int, int]], begin: int, length: int) -> list[Section]:
    found = []
    place = begin
    for start, end in sorted(units):
        if start > place:
            found.append(Section(place, start - place, marked=False))
        found.append(Section(start, end - start, marked=True))
        place = end
    if place < begin + length:
        found.append(Section(place, begin + length - place, marked=False))
    return found


def _observed(lines: Sequence[Sequence[Section]], length: int) -> float:
    number = len(lines)
    total = sum(
        _apart(one, other)
        for place, line in enumerate(lines)
        for place_of_other, line_of_other in enumerate(lines)
        if place != place_of_other
        for one in line
        for other in line_of_other
    )
    return total / (number * (number - 1) * length**2)


def _apart(one: Section, other: Section) -> float:
    if one.marked and other.marked:
        if one.begin < other.end and other.begin < one.end:
            return (one.begin - other.begin) ** 2 + (one.end - other.end) ** 2
    elif one.marked and other.begin <= one.begin and one.end <= other.end:
        return one.length**2
    elif other.marked and one.begin <= other.begin and other.end <= one.end:
        return other.length**2
    return 0


def _expected(lines: Sequence[Sequence[Section]], length: int) -> float:
    sections = [section for line in lines for section in line]
    units = [section.length for section in sections if section.marked]
    gaps = [section.length for section in sections if not section.marked]
    every = len(lines) * length
    possible = every * (every - 1) - sum(unit * (unit - 1) for unit in units)
    if not possible:
        return 0
    total = sum(
        (len(units) - 1) / 3 * (2 * unit**3 - 3 * unit**2 + unit)
        + unit**2 * sum(gap - unit + 1 for gap in gaps if gap >= unit)
        for unit in units
    )
    return 2 / length * total / possible
