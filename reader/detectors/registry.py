"""The detectors, in the order in which their marks are drawn."""

from collections.abc import Iterator
from datetime import date
from heapq import merge

from reader.detectors.contract import Detector, Reported, Rest, go_on
from reader.detectors.figures import FIGURES
from reader.detectors.found_marks import order
from reader.detectors.marks import Mark, is_wanted
from reader.detectors.quotes import QUOTES, finding_reported

DETECTORS: tuple[Detector, ...] = (QUOTES, FIGURES)


def find_marks(
    text: str, published: date | None = None, *, reported: Reported = "rules"
) -> tuple[Mark, ...]:
    """Return every mark in `text` that a reader wants, by start; a longer one first."""
    return tuple(iter_marks(text, published, reported=reported))


def iter_marks(
    text: str,
    published: date | None = None,
    rest: Rest = go_on,
    *,
    every: bool = False,
    reported: Reported = "rules",
) -> Iterator[Mark]:
    """Yield the marks in `text` as they are found, by start, a longer before a shorter one.

    Numbers that no reader wants as figures come only with `every`; `reported` says how
    reported speech is found. `rest` is called every few milliseconds of work.
    """
    found = (detector.find(text, published, rest) for detector in _detectors(reported))
    for mark in merge(*found, key=lambda mark: order(mark.span)):
        if every or is_wanted(mark):
            yield mark


def _detectors(reported: Reported) -> tuple[Detector, ...]:
    return tuple(finding_reported(reported) if one is QUOTES else one for one in DETECTORS)
