"""Things that have a span, found by place."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Generic, TypeVar

from annotations.span import Span

Item = TypeVar("Item")


class Places(Generic[Item]):
    """Items with their spans, which may overlap and lie within each other.

    A question costs the logarithm of their number, and the items around the place.
    """

    def __init__(self, items: Iterable[tuple[Span, Item]] = ()) -> None:
        pairs = sorted(items, key=lambda pair: _order(pair[0]))
        self._spans = [span for span, _ in pairs]
        self._items = [item for _, item in pairs]
        self._starts = [span.start for span in self._spans]
        self._reach = list(accumulate((span.end for span in self._spans), max))

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[Item]:
        return iter(self._items)

    def pairs(self) -> list[tuple[Span, Item]]:
        """Return all with their spans, by start."""
        return list(zip(self._spans, self._items, strict=True))

    def without(self, span: Span, item: Item) -> "Places[Item]":
        """Return the same but for one item; cheaper than making them anew."""
        number = bisect_left(self._spans, _order(span), key=_order)
        while number < len(self._items) and self._items[number] is not item:
            number += 1
        rest: Places[Item] = Places()
        rest._spans = self._spans[:number] + self._spans[number + 1 :]
        rest._items = self._items[:number] + self._items[number + 1 :]
        rest._starts = self._starts[:number] + self._starts[number + 1 :]
        rest._reach = self._reach[:number] + self._reach[number + 1 :]
        reach = rest._reach[number - 1] if number else 0
        for place in range(number, len(rest._reach)):
            reach = max(reach, rest._spans[place].end)
            if rest._reach[place] == reach:
                break
            rest._reach[place] = reach
        return rest

    def within(self, start: int, end: int) -> list[tuple[Span, Item]]:
        """Return those that share a character with `start` up to `end`, by start."""
        found = []
        for place in range(bisect_left(self._starts, end) - 1, -1, -1):
            if self._reach[place] <= start:
                break
            if self._spans[place].end > start:
                found.append((self._spans[place], self._items[place]))
        return found[::-1]

    def at(self, offset: int) -> list[Item]:
        """Return those that cover a character, the innermost first."""
        found = self.within(offset, offset + 1)
        found.sort(key=lambda pair: len(pair[0]))
        return [item for _, item in found]

    def after(self, place: Span) -> tuple[Span, Item] | None:
        """Return the next one, in the order of their starts, the outer one first."""
        number = bisect_right(self._spans, _order(place), key=_order)
        return self._pair(number)

    def before(self, place: Span) -> tuple[Span, Item] | None:
        """Return the one before, in the same order."""
        return self._pair(bisect_left(self._spans, _order(place), key=_order) - 1)

    def _pair(self, number: int) -> tuple[Span, Item] | None:
        if 0 <= number < len(self._items):
            return self._spans[number], self._items[number]
        return None


def _order(span: Span) -> tuple[int, int]:
    return span.start, -span.end
