"""Articles of one text: reprints, and what was written around an agency's copy.

Two articles share running text when many of the shorter one's runs of five words stand in
the other as well. Runs that an outlet prints under many of its articles do not count.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from reader.comparison.reading import Reading

DERIVED = 0.2
DUPLICATE = 0.68
"""The share of the shorter one's runs; below a fifth, articles of one event share no more than
what they quote. Chosen between the shares of judged pairs: under 0.12 and over 0.3; 0.7."""
_STANDING = 4
"""Articles of one outlet from which on a run is its standing text."""
_COMMON = 60
"""Articles with a run from which on nobody is told by it."""
_LEAST = 12
"""Runs that the shorter one has at least; less is a caption."""
_SAMPLED = 7
"""A run is looked up when these bits of its checksum are nought: one in eight."""


class Runs:
    """Which articles have a run, and which runs are an outlet's standing text."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self._readings = readings
        where: dict[int, list[int]] = defaultdict(list)
        for number, reading in enumerate(readings):
            for run in reading.runs:
                if not run & _SAMPLED:
                    where[run].append(number)
        self._standing: set[int] = set()
        self._shared: Counter[tuple[int, int]] = Counter()
        for run, articles in where.items():
            if len(articles) < 2:
                continue
            if self._stands(articles):
                self._standing.add(run)
            elif len(articles) <= _COMMON:
                for place, one in enumerate(articles):
                    for other in articles[place + 1 :]:
                        self._shared[one, other] += 1

    def _stands(self, articles: Iterable[int]) -> bool:
        sources = Counter(self._readings[number].source for number in articles)
        return any(source and count >= _STANDING for source, count in sources.items())

    def shares(self) -> dict[tuple[int, int], float]:
        """Return the share of running text of those pairs of articles that have enough."""
        found: dict[tuple[int, int], float] = {}
        for (one, other), shared in self._shared.items():
            first, second = self._readings[one].runs, self._readings[other].runs
            least = max(_LEAST, min(len(first), len(second)))
            if shared * (_SAMPLED + 1) < DERIVED / 4 * least:
                continue
            share = self._share(first, second)
            if share >= DERIVED:
                found[one, other] = share
        return found

    def _share(self, first: frozenset[int], second: frozenset[int]) -> float:
        least = min(len(first), len(second))
        if self._standing:
            # Only a sample of the runs is known to be standing text: the share of it counts.
            sample = [run for run in min(first, second, key=len) if not run & _SAMPLED]
            standing = sum(run in self._standing for run in sample)
            if standing:
                kept = 1 - standing / len(sample)
                both = [run for run in first & second if not run & _SAMPLED]
                shared = sum(run not in self._standing for run in both) * (_SAMPLED + 1)
                return shared / max(_LEAST, least * kept)
        return len(first & second) / max(_LEAST, least)


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
