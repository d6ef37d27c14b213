"""What a detector is: a name and a function from a text to its marks."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple, Protocol, TypeAlias

from reader.detectors.marks import Mark

Reported: TypeAlias = Literal["rules", "learned", "off"]
"""How reported speech is found: by rules, by rules and a table that was learned, or not."""
Rest: TypeAlias = Callable[[], object]
"""May sleep for a moment, so that a screen beside the search stays awake, or raise to end it."""


def go_on() -> None:
    """Do not rest."""


class Failure(NamedTuple):
    """A detector failed on a text, and what it had still to find there is missing.

    `reason` names the kind of the error and what it says.
    """

    detector: str
    reason: str

    def __str__(self) -> str:
        return f"the detector of {self.detector} failed ({self.reason}), so some are missing"


Failed: TypeAlias = Callable[[Failure], object]
"""Is told of each detector that failed."""


class Find(Protocol):
    """A function that finds marks in a text."""

    def __call__(self, text: str, published: date | None, rest: Rest = go_on, /) -> Iterator[Mark]:
        """Yield marks as they are found."""


@dataclass(frozen=True, slots=True)
class Detector:
    """One kind of mark that can be found.

    `find(text, published, rest)` yields marks by start, a longer one before a shorter one,
    with spans of the very text it was given. `published` resolves relative dates and may be
    None. It must accept any string, keep no state between calls, and take time linear in
    the length of the text. It yields as it goes, and calls `rest` every few milliseconds.
    """

    name: str
    find: Find
