"""The detectors, in the order in which their marks are drawn."""

from collections.abc import Iterator
from datetime import date
from heapq import merge

from reader.detectors.contract import Detector, Rest, go_on
from reader.detectors.figures import FIGURES
from reader.detectors.found_marks import order
from reader.detectors.marks import Mark
from reader.detectors.quotes import QUOTES

DETECTORS: tuple[Detector, ...] = (QUOTES, FIGURES)


def find_marks(text: str, published: date | None = None) -> tuple[Mark, ...]:
    """Return every mark in `text`, by start; a longer mark before a shorter one."""
    return tuple(iter_marks(text, published))


def iter_marks(text: str, published: date | None = None, rest: Rest = go_on) -> Iterator[Mark]:
    """Yield every mark in `text` as it is found, in the same order.

    `rest` is called every few milliseconds of work.
    """
    found = (detector.find(text, published, rest) for detector in DETECTORS)
    yield from merge(*found, key=lambda mark: order(mark.span))
