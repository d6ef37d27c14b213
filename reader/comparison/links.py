"""Links between quotes and between figures, in few bytes: a large library has millions."""

import struct
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Generic, TypeVar

from reader.comparison.clusters import FigureLink
from reader.comparison.packing import sealed, unsealed
from reader.comparison.places import Place
from reader.comparison.postings import first_of_linked
from reader.comparison.statements import Link

_SHARE = struct.Struct("=d")
_HALF = 32
_L = TypeVar("_L", FigureLink, Link)


@dataclass(frozen=True, slots=True)
class Layout(Generic[_L]):
    """How links of one kind stand in rows."""

    row: struct.Struct
    made: Callable[[Sequence[int], float], _L]


def _figure_link(numbers: Sequence[int], sureness: float) -> FigureLink:
    one, its, other, others = numbers
    return FigureLink(Place(one, its), Place(other, others), sureness)


def _quote_link(numbers: Sequence[int], sureness: float) -> Link:
    one, its, other, others, first, last, others_first, others_last = numbers
    ends = (first, last), (others_first, others_last)
    return Link(Place(one, its), Place(other, others), *ends, sureness)


FIGURES = Layout(struct.Struct("=IIIId"), _figure_link)
QUOTES = Layout(struct.Struct("=IIIIIIIId"), _quote_link)


class LinkTable(Generic[_L]):
    """Links of one kind, a row each."""

    def __init__(self, links: Iterable[_L], layout: Layout[_L]) -> None:
        self._layout: Layout[_L] = layout
        self._row = layout.row
        self._rows = bytearray()
        for link in links:
            self.add(link)

    def add(self, link: _L) -> None:
        """Put a link behind the others."""
        self._rows += _packed(link)

    def __len__(self) -> int:
        return len(self._rows) // self._row.size

    def __iter__(self) -> Iterator[_L]:
        for at in range(len(self)):
            yield self[at]

    def __getitem__(self, number: int) -> _L:
        *numbers, sureness = self._row.unpack_from(self._rows, number * self._row.size)
        return self._layout.made(numbers, sureness)

    def by_articles(self) -> Iterator[tuple[tuple[int, int], list[_L]]]:
        """Yield the links of each two articles."""

        def articles(number: int) -> tuple[int, int]:
            row = self._row.unpack_from(self._rows, number * self._row.size)
            return row[0], row[2]

        for both, some in groupby(sorted(range(len(self)), key=articles), articles):
            yield both, [self[number] for number in some]

    def linked(self) -> Iterator[list[_L]]:
        """Yield the links that lead to each other, by the places where they begin."""
        numbers: dict[int, int] = {}
        ends = array("I")
        for row in self._row.iter_unpack(self._rows):
            ends.append(numbers.setdefault(row[0] << _HALF | row[1], len(numbers)))
            ends.append(numbers.setdefault(row[2] << _HALF | row[3], len(numbers)))
        first = first_of_linked(zip(ends[::2], ends[1::2], strict=True), len(numbers))
        begins: dict[int, int] = {}
        for place, number in numbers.items():
            root = first[number]
            begins[root] = min(place, begins.get(root, place))
        numbers.clear()
        of_row = array("Q", (begins[first[end]] for end in ends[::2]))
        rows = sorted(range(len(self)), key=of_row.__getitem__)
        for _, some in groupby(rows, of_row.__getitem__):
            yield [self[row] for row in some]


def _packed(link: FigureLink | Link) -> bytes:
    if isinstance(link, Link):
        ends = *link.words, *link.other_words
        return QUOTES.row.pack(*link.one, *link.other, *ends, link.sureness)
    return FIGURES.row.pack(*link.one, *link.other, link.sureness)


def pack_links(links: Iterable[FigureLink | Link]) -> bytes:
    """Return links as bytes."""
    return sealed(b"".join(map(_packed, links)))


def unpack_links(packed: object, layout: Layout[_L]) -> list[_L]:
    """Return the links that were packed.

    Raises:
        DamagedError: They are not what was packed.
    """
    rows = layout.row.iter_unpack(unsealed(packed))
    return [layout.made(numbers, sureness) for *numbers, sureness in rows]


def pack_share(share: float) -> bytes:
    """Return a share of running text as bytes."""
    return sealed(_SHARE.pack(share))


def unpack_share(packed: object) -> float:
    """Return the share that was packed.

    Raises:
        DamagedError: It is not what was packed.
    """
    (share,) = _SHARE.unpack(unsealed(packed))
    return float(share)
