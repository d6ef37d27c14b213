"""What the tables of the index are asked: a filter, and the numbers that stand for words in it.

Kept apart from `query.py`, which makes filters of what a person typed, as a list is shown
before anything is.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from annotations.folding import folded

if TYPE_CHECKING:
    from reader.query import Condition

Value: TypeAlias = str | int | float

PROGRESS = ("unread", "begun", "done")
"""How far an article was read, in order; a query compares the place in this tuple."""

QUOTE_FORMS = ("direct", "partial", "pull", "block", "indirect", "scare")
FIGURE_FORMS = (
    "number", "money", "percent", "measure", "ordinal", "age", "date", "time", "duration", "range",
)  # fmt: skip
FIGURES = 10
"""The form of the first figure; those of quotes are smaller."""

UNWANTED = 100
"""Is added to the form of a figure that no reader wants."""

FORM = {form: place for place, form in enumerate(QUOTE_FORMS)} | {
    form: FIGURES + place for place, form in enumerate(FIGURE_FORMS)
}
"""The number that stands for a form in the table of marks."""

MOST_MARKS = 2**20
"""Marks of one article that the index can number; further ones are only counted."""


class Sql(NamedTuple):
    """A condition and its values, in the order of its question marks."""

    condition: str
    values: tuple[Value, ...] = ()


ALWAYS = Sql("1")


def turned(sql: Sql) -> Sql:
    """Return the opposite of a condition; what leaves nothing out is passed over either way."""
    return sql if sql == ALWAYS else Sql(f"NOT {sql.condition}", sql.values)


def joined(parts: list[Sql], *, either: bool = False) -> Sql:
    """Return the condition that all of some hold, or one of them."""
    parts = [part for part in parts if part != ALWAYS]
    if len(parts) < 2:
        return parts[0] if parts else ALWAYS
    between = " OR " if either else " AND "
    together = between.join(part.condition for part in parts)
    values = tuple(value for part in parts for value in part.values)
    return Sql(f"({together})" if either else together, values)


@dataclass(frozen=True, slots=True)
class Query:
    """A filter: an SQL condition over the index's columns.

    `condition` holds only our own words; what the person typed is in `values`. `hint` is a
    sentence about the first mistake, empty where there is none. `known` is the part of the
    condition, and of its values, for which no marks must have been found. `tree` is what was
    understood, for whoever asks things that are not in the tables.
    """

    condition: str
    values: tuple[Value, ...]
    hint: str = field(default="", compare=False, repr=False)
    known: Sql = field(default=ALWAYS, compare=False, repr=False)
    tree: "Condition | None" = field(default=None, compare=False, repr=False)

    @property
    def asks_for_marks(self) -> bool:
        """Whether marks must be found to know if an article is wanted."""
        return (self.condition, self.values) != self.known

    @property
    def without_marks(self) -> "Query":
        """The query without the terms that ask for marks, which finds as much or more."""
        return replace(self, condition=self.known.condition, values=self.known.values)


EVERYTHING = Query("1", ())


def lines(words: Iterable[str]) -> str:
    """Return folded words as a column holds several: a line end before and after each."""
    return "".join(f"\n{folded(word)}" for word in words) + "\n"
