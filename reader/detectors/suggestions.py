"""The marks that are offered to a person in one article."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace

from annotations.span import Span
from reader.detectors.found_marks import KINDS, FoundMarks, Kind, kind_of
from reader.detectors.marks import Mark


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What was found in a text of `length` characters, but for what was dismissed.

    While the marks of a long text are being found, those around the place that is read
    are `ahead`; they count until the others have come that far.
    """

    length: int = 0
    found: FoundMarks = field(default_factory=FoundMarks)
    ahead: FoundMarks = field(default_factory=FoundMarks)
    dismissed: frozenset[Span] = frozenset()
    kinds: frozenset[Kind] = KINDS

    @property
    def percent(self) -> int:
        """How far through the text marks were looked for, from 0 to 100."""
        return min(100, self.found.through * 100 // max(1, self.length))

    def without(self, span: Span) -> "Suggestions":
        """Return the same without the marks at one place."""
        return replace(self, dismissed=self.dismissed | {span})

    def knows(self, start: int, end: int) -> bool:
        """Tell whether all marks from `start` up to `end` are known."""
        through = self.found.through
        if self.ahead.start <= max(start, through):
            through = max(through, self.ahead.through)
        return end <= through

    def __iter__(self) -> Iterator[Mark]:
        return (mark for mark in self.found if self._offers(mark))

    def within(self, start: int, end: int) -> list[Mark]:
        """Return those that share a character with `start` up to `end`, by start."""
        found = self.found.within(start, end)
        if end > self.found.through:
            found += filter(self._is_ahead, self.ahead.within(start, end))
        return [mark for mark in found if self._offers(mark)]

    def at(self, offset: int) -> list[Mark]:
        """Return those that cover a character, the innermost first."""
        return sorted(self.within(offset, offset + 1), key=lambda mark: len(mark.span))

    def after(self, place: Span, kinds: Collection[Kind] = KINDS) -> Iterator[Mark]:
        """Yield those of some kinds that are known after a place, in their order."""
        yield from filter(self._offers, self.found.after(place, self.kinds.intersection(kinds)))
        ahead = self.ahead.after(place, self.kinds.intersection(kinds))
        yield from (mark for mark in ahead if self._is_ahead(mark) and self._offers(mark))

    def before(self, place: Span, kinds: Collection[Kind] = KINDS) -> Iterator[Mark]:
        """Yield those of some kinds that are known before a place, the nearest first."""
        for mark in self.ahead.before(place, self.kinds.intersection(kinds)):
            if not self._is_ahead(mark):
                break
            if self._offers(mark):
                yield mark
        yield from filter(self._offers, self.found.before(place, self.kinds.intersection(kinds)))

    def _is_ahead(self, mark: Mark) -> bool:
        return mark.span.start > self.found.through

    def _offers(self, mark: Mark) -> bool:
        return mark.span not in self.dismissed and kind_of(mark) in self.kinds
