"""Which things have a key in common, found without a table of all keys at once."""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations

_PARTS = 32
"""Parts in which keys are looked at, one after the other: that much less is held at a time."""
_HALF = 32
_LOW = 0xFFFFFFFF
_WHOLE = (1 << 64) - 1


class Postings:
    """Keys of things; both are whole numbers."""

    def __init__(self) -> None:
        self._keys = [array("Q") for _ in range(_PARTS)]
        self._things = [array("I") for _ in range(_PARTS)]

    def add(self, keys: Iterable[int], thing: int) -> None:
        """Note the keys of a thing."""
        of_keys, things = self._keys, self._things
        for key in keys:
            part = (key >> 3) % _PARTS
            of_keys[part].append(key & _WHOLE)
            things[part].append(thing)

    def shared(self) -> Iterator[tuple[int, "array[int]"]]:
        """Yield each key that several things have, and these in their order; all is let go of."""
        while self._keys:
            keys, things = self._keys.pop(), self._things.pop()
            first: dict[int, int] = {}
            where: dict[int, array[int]] = {}
            for key, thing in zip(keys, things, strict=True):
                if key not in first:
                    first[key] = thing
                elif key in where:
                    where[key].append(thing)
                else:
                    where[key] = array("I", (first[key], thing))
            yield from where.items()


class Counted:
    """How often two of some things were met together."""

    def __init__(self) -> None:
        self._times: Counter[int] = Counter()

    def meet(self, things: "array[int]") -> None:
        """Count each two of some things, given in their order."""
        self._times.update([one << _HALF | other for one, other in combinations(things, 2)])

    def pairs(self) -> Iterator[tuple[int, int, int]]:
        """Yield each pair, and how often it was met, in their order."""
        for pair in sorted(self._times):
            yield pair >> _HALF, pair & _LOW, self._times[pair]


class Pairs:
    """Pairs of articles, in rows of a few bytes: of each two numbers and what is between them."""

    def __init__(self) -> None:
        self._ones, self._others = array("I"), array("I")
        self._between = array("d")

    def add(self, one: int, other: int, between: float) -> None:
        """Note a pair."""
        self._ones.append(one)
        self._others.append(other)
        self._between.append(between)

    def by_likes(self, articles: int) -> Iterator[tuple[int, int, float]]:
        """Yield the pairs; those that lead to each other come one after the other."""
        ones, others = self._ones, self._others
        first = first_of_linked(zip(ones, others, strict=True), articles)
        rows = range(len(ones))
        for row in sorted(rows, key=lambda row: (first[ones[row]], ones[row], others[row])):
            yield ones[row], others[row], self._between[row]


def first_of_linked(pairs: Iterable[tuple[int, int]], things: int) -> "array[int]":
    """Return, for each thing, the first of those it is linked with, however far."""
    first = array("I", range(things))

    def root(thing: int) -> int:
        while first[thing] != thing:
            first[thing] = first[first[thing]]
            thing = first[thing]
        return thing

    for one, other in pairs:
        a, b = root(one), root(other)
        if a != b:
            first[max(a, b)] = min(a, b)
    return array("I", map(root, range(things)))
