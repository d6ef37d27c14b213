"""A figure while it is being read: fields are filled in by one rule after another."""

from dataclasses import dataclass

from annotations.span import Span
from reader.detectors.figures.approximators import Approximation
from reader.detectors.marks import Figure, FigureForm, Number, Relation


@dataclass(slots=True)
class Draft:
    """A figure in the making; `finished` gives the mark.

    `number` is where the digits or number words themselves stand: approximators and
    directions are looked for before it, units and counted nouns after `end`.
    """

    start: int
    end: int
    form: FigureForm
    rule: str
    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    unit: str | None = None
    counts: Span | None = None
    date: str | None = None
    relation: Relation = "="
    approximator: Span | None = None
    wanted: bool = True
    first_counts: Span | None = None
    """What the first number of a row counts: points, in "19 points and eight rebounds"."""

    def approximate(self, found: Approximation) -> None:
        """Take the approximator's words into the figure."""
        self.relation = found.relation
        self.approximator = Span(found.start, found.end)
        self.start = min(self.start, found.start)
        self.end = max(self.end, found.end)

    def finished(self) -> Figure:
        """Return the mark."""
        return Figure(
            Span(self.start, self.end),
            self.form,
            self.value,
            self.low,
            self.high,
            self.approximator,
            self.relation,
            self.unit,
            self.counts,
            self.date,
            self.rule,
            self.wanted,
        )
