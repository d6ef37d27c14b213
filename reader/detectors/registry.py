"""The detectors, in the order in which their marks are drawn."""

from collections.abc import Iterable, Iterator
from datetime import date
from heapq import merge

from reader.detectors.contract import Detector
from reader.detectors.figures import FIGURES
from reader.detectors.marks import Mark
from reader.detectors.quotes import QUOTES

DETECTORS: tuple[Detector, ...] = (QUOTES, FIGURES)


def find_marks(text: str, published: date | None = None) -> tuple[Mark, ...]:
    """Return every mark in `text`, by start; a longer mark before a shorter one."""
    return in_order(iter_marks(text, published))


def in_order(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Return marks by start; a longer mark before a shorter one."""
    return tuple(sorted(marks, key=_by_place))


def iter_marks(text: str, published: date | None = None) -> Iterator[Mark]:
    """Yield every mark in `text` as it is found, from its start to its end."""
    yield from merge(*(detector.find(text, published) for detector in DETECTORS), key=_by_place)


def _by_place(mark: Mark) -> tuple[int, int]:
    return mark.span.start, -mark.span.end
