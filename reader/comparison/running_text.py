"""Articles of one text: reprints, and what was written around an agency's copy.

Two articles share running text when many of the shorter one's runs of five words stand in
the other as well. Runs that an outlet prints under many of its articles do not count.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property

from reader.comparison.keys import SAMPLED

DERIVED = 0.2
DUPLICATE = 0.68
"""The share of the shorter one's runs; below a fifth, articles of one event share no more than
what they quote. Chosen between the shares of judged pairs: under 0.12 and over 0.3; 0.7."""
STANDING = 4
"""Articles of one outlet from which on a run is its standing text."""
LEAST = 12
"""Runs that the shorter one has at least; less is a caption."""


def is_standing(sources: Iterable[str]) -> bool:
    """Tell whether a run is an outlet's standing text, from the sources that have it."""
    return any(source and count >= STANDING for source, count in Counter(sources).items())


def may_share(sampled: int, runs: int, other_runs: int) -> bool:
    """Tell whether two articles with so many runs can share running text, from those sampled."""
    least = max(LEAST, min(runs, other_runs))
    return 3 * sampled * (SAMPLED + 1) >= DERIVED * least


class Runs:
    """The runs of an article; of a sample of them it is known whether they are standing text."""

    def __init__(self, runs: Iterable[int], is_standing_run: Callable[[int], bool]) -> None:
        self.all = frozenset(runs)
        self._is_standing_run = is_standing_run

    @cached_property
    def sample(self) -> tuple[frozenset[int], int]:
        """The runs of the sample that are not standing text, and how many are."""
        sample = [run for run in self.all if not run & SAMPLED]
        own = frozenset(run for run in sample if not self._is_standing_run(run))
        return own, len(sample) - len(own)


def share(one: Runs, other: Runs) -> float:
    """Return the share of running text of two articles, 0 where it is too little."""
    shorter, longer = (one, other) if len(one.all) <= len(other.all) else (other, one)
    shared = len(shorter.all & longer.all)
    least = len(shorter.all)
    if shared < DERIVED * least / 2:
        return 0.0
    own, standing = shorter.sample
    if standing:
        kept = 1 - standing / (standing + len(own))
        shared, least = len(own & longer.all) * (SAMPLED + 1), int(least * kept)
    found = shared / max(LEAST, least)
    return found if found >= DERIVED else 0.0


def cliques(shares: Mapping[tuple[int, int], float]) -> Iterator[tuple[list[int], float]]:
    """Yield groups in which each shares text with each, and the least share of two of them.

    Together they hold every pair and no other: nothing is grouped by way of a third.
    """
    beside: dict[int, set[int]] = defaultdict(set)
    for one, other in shares:
        beside[one].add(other)
        beside[other].add(one)
    covered: set[tuple[int, int]] = set()
    for pair in sorted(shares, key=lambda pair: (-shares[pair], pair)):
        if pair in covered:
            continue
        group = list(pair)
        common = beside[pair[0]] & beside[pair[1]]
        while common:
            nearest = min(common)
            group.append(nearest)
            common &= beside[nearest]
        group.sort()
        pairs = [(one, two) for place, one in enumerate(group) for two in group[place + 1 :]]
        covered.update(pairs)
        yield group, min(shares[pair] for pair in pairs)
