"""What a query is once it is understood: a tree of conditions.

Inner nodes are `All`, `Either` and `Not`; the leaves are `Words`, `Number`, `Dates` and `State`,
whose `field` is a name of `reader.query.fields`. Every node is frozen, can be compared, and
holds what the person meant as it was typed: nothing in it is folded, escaped or SQL.
A term that was not finished, or not understood, is not in the tree.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Words:
    """A field has these words, compared as `annotations.folding` says; they are never blank.

    The field "" is a word without a name: of an article it is in the title, the source or the
    path. "text" are words of the text itself: whole words, one after the other, of which one
    that ends in `*` may go on. What another field's words must be, its row in `fields` says.

    `exact` words stood between quotation marks: a tag or another value is just this, not one
    that begins so. The marks may still be open (`unfinished`), and the last word with them.
    With `near`, the words of "text" stand in any order, with at most so many words between.
    """

    field: str
    words: str
    exact: bool = False
    unfinished: bool = False
    near: int | None = None


@dataclass(frozen=True, slots=True)
class Number:
    """A field's number is at least `low` and at most `high`, where they are given.

    One of the two is always given; both are the same for `=`. A limit counts itself, unless
    it is said that it is `above` the low or `below` the high one.
    """

    field: str
    low: int | float | None = None
    high: int | float | None = None
    above: bool = False
    below: bool = False


@dataclass(frozen=True, slots=True)
class Dates:
    """A field's day is in a span of days, both ends included.

    `first` and `last` are dates of ISO 8601, whole or begun ("2024", "2024-07", "2024-0"), which
    stand for all days that begin so; empty where the span is open.
    """

    field: str
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class State:
    """A thing that is so or not, by its name in `fields.STATES`, such as unread."""

    name: str


@dataclass(frozen=True, slots=True)
class Not:
    """The condition does not hold."""

    condition: "Condition"


@dataclass(frozen=True, slots=True)
class All:
    """Every condition holds; of none, that is always so."""

    conditions: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Either:
    """At least one of two or more conditions holds."""

    conditions: tuple["Condition", ...]


Leaf: TypeAlias = Words | Number | Dates | State
Condition: TypeAlias = Leaf | Not | All | Either

EVERYTHING = All(())
"""The query that leaves nothing out."""


def leaves(condition: Condition) -> Iterator[Leaf]:
    """Yield the leaves of a tree, left to right."""
    if isinstance(condition, Not):
        yield from leaves(condition.condition)
    elif isinstance(condition, All | Either):
        for part in condition.conditions:
            yield from leaves(part)
    else:
        yield condition


def name_of(leaf: Leaf) -> str:
    """Return the name that a leaf asks for: its field, or the state."""
    return leaf.name if isinstance(leaf, State) else leaf.field
