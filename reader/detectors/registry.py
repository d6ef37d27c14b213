"""The detectors, in the order in which their marks are drawn."""

from collections.abc import Iterator
from datetime import date
from heapq import merge

from reader.detectors.contract import Detector, Rest, go_on
from reader.detectors.figures import FIGURES
from reader.detectors.found_marks import order
from reader.detectors.marks import Mark, is_wanted
from reader.detectors.quotes import QUOTES

DETECTORS: tuple[Detector, ...] = (QUOTES, FIGURES)


def find_marks(text: str, published: date | None = None) -> tuple[Mark, ...]:
    """Return every mark in `text` that a reader wants, by start; a longer one first."""
    return tuple(iter_marks(text, published))


def iter_marks(
    text: str, published: date | None = None, rest: Rest = go_on, *, every: bool = False
) -> Iterator[Mark]:
    """Yield the marks in `text` as they are found, by start, a longer before a shorter one.

    Numbers that no reader wants as figures come only with `every`. `rest` is called every
    few milliseconds of work.
    """
    found = (detector.find(text, published, rest) for detector in DETECTORS)
    for mark in merge(*found, key=lambda mark: order(mark.span)):
        if every or is_wanted(mark):
            yield mark
