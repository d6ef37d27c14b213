"""The marks of one text as far as they were found, kept small and looked up by place.

A text of ten megabytes has hundreds of thousands of marks, which as objects would take
many times its memory. Some dozens at a time are packed, and unpacked where they are seen.
"""

import pickle
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import Literal, NamedTuple, TypeAlias

from annotations.span import Span
from reader.detectors.contract import Failure
from reader.detectors.marks import Mark, Offer, Quote, Statement

Kind: TypeAlias = Literal["quote", "reported speech", "figure", "unwanted figure", "statement"]
KINDS: frozenset[Kind] = frozenset(
    ("quote", "reported speech", "figure", "unwanted figure", "statement")
)

_TOGETHER = 64
"""Marks that are packed together: unpacking them takes half a millisecond."""

_UNPACKED = 64
"""Packs whose marks are kept unpacked: those of some screens full, or of a short article."""


class Pack(NamedTuple):
    """Some marks that follow each other.

    `order` is that of the first one; those that begin up to `through` are in it or before.
    `reach` is the furthest end of these and all before them.
    """

    order: tuple[int, int]
    through: int
    reach: int
    size: int
    kinds: frozenset[Kind]
    packed: bytes

    def marks(self) -> tuple[Mark, ...]:
        """Return the marks, unpacked a while ago or now."""
        return _unpacked(self.packed)


class FoundMarks:
    """The marks of a text by start, a longer one before a shorter one.

    Those that begin from `start` up to `through` are known. One thread may `take` more
    while others look them up.
    """

    def __init__(self, start: int = 0) -> None:
        self.start = start
        self.through = start
        self.failures: list[Failure] = []
        """What failed on the way; the marks that it had to find are missing."""
        self._packs: list[Pack] = []

    def take(self, packs: Iterable["Pack"], end: int, news: Callable[[], object]) -> None:
        """Take in packs in their order, after which all marks are known up to `end`.

        `news` is called whenever more of them can be looked up.
        """
        for pack in packs:
            self._packs.append(pack)
            self.through = pack.through
            news()
        self.through = end
        news()

    def __len__(self) -> int:
        return sum(pack.size for pack in self._packs)

    def __iter__(self) -> Iterator[Mark]:
        for pack in self._packs:
            yield from pack.marks()

    def within(self, start: int, end: int) -> list[Mark]:
        """Return those that share a character with `start` up to `end`."""
        found: list[Mark] = []
        for place in range(self._packs_before((end, 0)) - 1, -1, -1):
            pack = self._packs[place]
            if pack.reach <= start:
                break
            marks = pack.marks()
            found[:0] = [m for m in marks if m.span.start < end and m.span.end > start]
        return found

    def after(self, place: Span, kinds: Collection[Kind] = KINDS) -> Iterator[Mark]:
        """Yield those of some kinds that come after a place, in their order."""
        here = order(place)
        first = max(0, bisect_right(self._packs, here, key=_pack_order) - 1)
        for number in range(first, len(self._packs)):
            for mark in self._of_kinds(number, kinds):
                if order(mark.span) > here:
                    yield mark

    def before(self, place: Span, kinds: Collection[Kind] = KINDS) -> Iterator[Mark]:
        """Yield those of some kinds that come before a place, the nearest first."""
        here = order(place)
        for number in range(self._packs_before(here) - 1, -1, -1):
            for mark in reversed(self._of_kinds(number, kinds)):
                if order(mark.span) < here:
                    yield mark

    def _packs_before(self, here: tuple[int, int]) -> int:
        return bisect_left(self._packs, here, key=_pack_order)

    def _of_kinds(self, number: int, kinds: Collection[Kind]) -> list[Mark]:
        pack = self._packs[number]
        if pack.kinds.isdisjoint(kinds):
            return []
        return [mark for mark in pack.marks() if kind_of(mark) in kinds]


def packs_of(marks: Iterable[Mark]) -> Iterator[Pack]:
    """Yield marks, which come in their order, packed."""
    reach, coming = 0, iter(marks)
    while some := tuple(islice(coming, _TOGETHER)):
        reach = max(reach, *(mark.span.end for mark in some))
        yield Pack(
            order=order(some[0].span),
            through=some[-1].span.start,
            reach=reach,
            size=len(some),
            kinds=frozenset(map(kind_of, some)),
            packed=zlib.compress(pickle.dumps(some), 1),
        )


def kind_of(mark: Offer) -> Kind:
    """Return what a mark is of: reported speech is no quote here, a model no figure."""
    if isinstance(mark, Statement):
        return "statement"
    if isinstance(mark, Quote):
        return "reported speech" if mark.form == "indirect" else "quote"
    return "figure" if mark.wanted else "unwanted figure"


def order(span: Span) -> tuple[int, int]:
    """Return what marks are sorted by: their start, then a longer one before a shorter one."""
    return span.start, -span.end


def _pack_order(pack: Pack) -> tuple[int, int]:
    return pack.order


@lru_cache(_UNPACKED)
def _unpacked(packed: bytes) -> tuple[Mark, ...]:
    marks: tuple[Mark, ...] = pickle.loads(zlib.decompress(packed))
    return marks
