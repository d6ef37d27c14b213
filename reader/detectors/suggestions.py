"""The marks that are offered to a person in one article."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from heapq import merge

from annotations.span import Span
from reader.detectors.found_marks import KINDS, FoundMarks, Kind, kind_of, order
from reader.detectors.marks import Mark, Offer, Statement


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What was found in a text of `length` characters, but for what was dismissed.

    While the marks of a long text are being found, those around the place that is read
    are `ahead`; they count until the others have come that far. `statements` are what models
    predicted, in their order.
    """

    length: int = 0
    found: FoundMarks = field(default_factory=FoundMarks)
    ahead: FoundMarks = field(default_factory=FoundMarks)
    dismissed: frozenset[Span] = frozenset()
    kinds: frozenset[Kind] = KINDS
    statements: tuple[Statement, ...] = ()

    @property
    def percent(self) -> int:
        """How far through the text marks were looked for, from 0 to 100."""
        return min(100, self.found.through * 100 // max(1, self.length))

    def without(self, mark: Offer) -> "Suggestions":
        """Return the same without a mark, and without others of its kind at its place."""
        if isinstance(mark, Statement):
            left = tuple(one for one in self.statements if one.span != mark.span)
            return replace(self, statements=left)
        return replace(self, dismissed=self.dismissed | {mark.span})

    def knows(self, start: int, end: int) -> bool:
        """Tell whether all marks from `start` up to `end` are known."""
        through = self.found.through
        if self.ahead.start <= max(start, through):
            through = max(through, self.ahead.through)
        return end <= through

    def __iter__(self) -> Iterator[Offer]:
        return _together(self.statements, filter(self._offers, self.found))

    def within(self, start: int, end: int) -> list[Offer]:
        """Return those that share a character with `start` up to `end`, by start."""
        found = self.found.within(start, end)
        if end > self.found.through:
            found += filter(self._is_ahead, self.ahead.within(start, end))
        theirs = [one for one in self.statements if one.span.start < end and one.span.end > start]
        return [*_together(theirs, filter(self._offers, found))]

    def at(self, offset: int) -> list[Offer]:
        """Return those that cover a character, the innermost first."""
        return sorted(self.within(offset, offset + 1), key=lambda mark: len(mark.span))

    def after(self, place: Span, kinds: Collection[Kind] = KINDS) -> Iterator[Offer]:
        """Yield those of some kinds that are known after a place, in their order."""
        theirs = (one for one in self._statements_of(kinds) if order(one.span) > order(place))
        return _together(theirs, self._marks_after(place, self.kinds.intersection(kinds)))

    def before(self, place: Span, kinds: Collection[Kind] = KINDS) -> Iterator[Offer]:
        """Yield those of some kinds that are known before a place, the nearest first."""
        theirs = (
            one for one in reversed(self._statements_of(kinds)) if order(one.span) < order(place)
        )
        marks = self._marks_before(place, self.kinds.intersection(kinds))
        return _together(theirs, marks, back=True)

    def _statements_of(self, kinds: Collection[Kind]) -> Sequence[Statement]:
        return self.statements if "statement" in kinds else ()

    def _marks_after(self, place: Span, kinds: Collection[Kind]) -> Iterator[Mark]:
        yield from filter(self._offers, self.found.after(place, kinds))
        ahead = self.ahead.after(place, kinds)
        yield from (mark for mark in ahead if self._is_ahead(mark) and self._offers(mark))

    def _marks_before(self, place: Span, kinds: Collection[Kind]) -> Iterator[Mark]:
        for mark in self.ahead.before(place, kinds):
            if not self._is_ahead(mark):
                break
            if self._offers(mark):
                yield mark
        yield from filter(self._offers, self.found.before(place, kinds))

    def _is_ahead(self, mark: Mark) -> bool:
        return mark.span.start > self.found.through

    def _offers(self, mark: Mark) -> bool:
        return mark.span not in self.dismissed and kind_of(mark) in self.kinds


def _together(
    theirs: Iterable[Statement], marks: Iterable[Mark], *, back: bool = False
) -> Iterator[Offer]:
    """Yield both in their order; on the same words what a model predicted comes first."""
    return merge(theirs, marks, key=lambda mark: order(mark.span), reverse=back)
