"""Readings that are kept packed: the few that are being compared stay unpacked."""

from collections.abc import Callable

from reader.comparison.packing import unpack
from reader.comparison.reading import Reading

_UNPACKED = 400
"""Articles that stay unpacked: those of an event are compared with each other again soon."""


class Unpacked:
    """The readings that were asked for last, by the article's number."""

    def __init__(self, packed_at: Callable[[int], object]) -> None:
        self._packed_at = packed_at
        self._known: dict[int, Reading] = {}

    def __getitem__(self, number: int) -> Reading:
        known = self._known.get(number)
        if known is None:
            if len(self._known) > _UNPACKED:
                self._known.clear()
            known = self._known[number] = unpack(self._packed_at(number))
        return known

    def __setitem__(self, number: int, reading: Reading) -> None:
        self._known[number] = reading

    def forget(self, number: int | None = None) -> None:
        """Forget one article, or all."""
        if number is None:
            self._known.clear()
        else:
            self._known.pop(number, None)
