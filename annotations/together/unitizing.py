"""Krippendorff's alpha for what annotators marked on a line: where, and with which category.

Source: Krippendorff, “Content Analysis” (2004), 11.6: each annotator parts the line into
units and gaps; two sections differ by the squares of what one has more than the other.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from annotations.claim import Claim
from annotations.together.ratings import NO_VARIATION, NotComputed, Result

NOBODY = "No article was done by all of them."


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


def alpha_u_of(
    claims: Iterable[Claim],
    done: Mapping[str, Collection[str]],
    lengths: Mapping[str, int],
    *,
    annotators: Collection[str] = (),
) -> Result:
    """Return alpha_u of the claims on the articles that all have done, tag by tag.

    Those articles stand one behind the other on one line; `lengths` has the code points of
    each. Claims of one annotator and tag that overlap are one unit.
    """
    chosen = [who for who in done if not annotators or who in annotators]
    shared = set.intersection(*(set(done[who]) for who in chosen)) if len(chosen) > 1 else set()
    begins = {}
    length = 0
    for path in sorted(shared & lengths.keys()):
        begins[path] = length
        length += lengths[path]
    if not length:
        return NotComputed(NOBODY)
    units: dict[str, dict[str, list[tuple[int, int]]]] = {}
    for claim in claims:
        path, who = claim.article.path, claim.annotator
        if path not in begins or who not in chosen or claim.decides:
            continue
        start, end = (
            begins[path] + min(place, lengths[path])
            for place in (claim.anchor.start, claim.anchor.end)
        )
        for name in claim.tags:
            units.setdefault(name, {name: [] for name in chosen})[who].append((start, end))
    return alpha_u(([_joined(lines[who]) for who in chosen] for lines in units.values()), length)


def _joined(units: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the units in order, those that overlap as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(units):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        elif start < end:
            found.append((start, end))
    return found


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
    total = 2 * sum(
        _apart(one, other)
        for place, line in enumerate(lines)
        for later in lines[place + 1 :]
        for one, other in _meeting(line, later)
    )
    return total / (number * (number - 1) * length**2)


def _meeting(
    line: Sequence[Section], other: Sequence[Section]
) -> Iterator[tuple[Section, Section]]:
    """Yield the sections of two lines that share a place; each line's are in order, without holes.

    Sections that share none are not apart.
    """
    here = there = 0
    while here < len(line) and there < len(other):
        one, two = line[here], other[there]
        yield one, two
        here += one.end <= two.end
        there += two.end <= one.end


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
    gaps.sort()
    # The lengths of each gap and all longer ones together.
    beyond = [*accumulate(reversed(gaps), initial=0)][::-1]
    total = 0.0
    for unit in units:
        place = bisect_left(gaps, unit)
        fitting = beyond[place] - (len(gaps) - place) * (unit - 1)
        total += (len(units) - 1) / 3 * (2 * unit**3 - 3 * unit**2 + unit) + unit**2 * fitting
    return 2 / length * total / possible
