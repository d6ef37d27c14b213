"""What a detector is: a name and a function from a text to its marks."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from reader.detectors.marks import Mark


@dataclass(frozen=True, slots=True)
class Detector:
    """One kind of mark that can be found.

    `find(text, published)` yields marks from left to right, with spans of the very text
    it was given. `published` resolves relative dates and may be None. It must accept any
    string, keep no state between calls, and take time linear in the length of the text;
    it yields as it goes, so that a caller can stop or rest between two marks.
    """

    name: str
    find: Callable[[str, date | None], Iterator[Mark]]
