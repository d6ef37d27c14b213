"""The detectors, in the order in which their marks are drawn."""

import logging
from collections.abc import Iterator
from datetime import date
from heapq import merge

from reader.detectors.contract import Detector, Failed, Failure, Reported, Rest, go_on
from reader.detectors.figures import FIGURES
from reader.detectors.found_marks import order
from reader.detectors.marks import Mark, is_wanted
from reader.detectors.quotes import QUOTES, finding_reported

DETECTORS: tuple[Detector, ...] = (QUOTES, FIGURES)


_log = logging.getLogger(__name__)


def note(failure: Failure) -> None:
    """Write into the log that a detector failed."""
    _log.warning("On a text, %s.", failure)


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
    failed: Failed = note,
) -> Iterator[Mark]:
    """Yield the marks in `text` as they are found, by start, a longer before a shorter one.

    Numbers that no reader wants as figures come only with `every`; `reported` says how
    reported speech is found. `rest` is called every few milliseconds of work. A detector
    that raises costs the rest of its own marks, and `failed` is told; the others go on.
    """
    found = (_guarded(detector, text, published, rest, failed) for detector in _detectors(reported))
    for mark in merge(*found, key=lambda mark: order(mark.span)):
        if every or is_wanted(mark):
            yield mark


def _detectors(reported: Reported) -> tuple[Detector, ...]:
    return tuple(finding_reported(reported) if one is QUOTES else one for one in DETECTORS)


def _guarded(
    detector: Detector, text: str, published: date | None, rest: Rest, failed: Failed
) -> Iterator[Mark]:
    """Yield what one detector finds, whatever becomes of it: the one boundary around them."""
    called_off: list[Exception] = []

    def resting() -> None:
        try:
            rest()
        except Exception as error:
            called_off.append(error)
            raise

    try:
        yield from detector.find(text, published, resting)
    except Exception as error:
        if error in called_off:
            raise
        _log.warning("The detector of %s failed.", detector.name, exc_info=True)
        failed(Failure(detector.name, f"{type(error).__name__}: {error}"[:200]))
