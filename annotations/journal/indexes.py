"""Which documents of a table have a value in a field, known without looking at each.

A field is the path of keys that leads to it, `("article", "path")`. An index is made at
its first use, by one walk through the documents, and follows every change after that.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from annotations.journal.json_text import JSONValue, document_in
from annotations.journal.lines import Step

Field: TypeAlias = tuple[str, ...]
Scalar: TypeAlias = str | int | float | bool
Values: TypeAlias = Callable[[JSONValue], Iterable[Scalar]]
Index: TypeAlias = tuple[Field, Values]
Keys: TypeAlias = dict[str, None]
"""Ids of documents; a dictionary, because it keeps their order."""


def whole(value: JSONValue) -> Iterable[Scalar]:
    """Return the value itself, as `where(field) == value` compares it."""
    return (value,) if isinstance(value, str | int | float) else ()


def elements(value: JSONValue) -> Iterable[Scalar]:
    """Return what `where(field).any([…])` compares: elements, keys of an object, letters.

    Each once, in their order.
    """
    if isinstance(value, list):
        return dict.fromkeys(part for part in value if isinstance(part, str | int | float))
    return dict.fromkeys(value) if isinstance(value, str | dict) else ()


def day(value: JSONValue) -> Iterable[Scalar]:
    """Return the day of a time such as "2026-11-23T08:10:54Z"."""
    return (value[:10],) if isinstance(value, str) else ()


class Indexes:
    """The indexes of one table, over documents kept as JSON."""

    def __init__(self) -> None:
        self._made: dict[Index, dict[Scalar, Keys]] = {}

    def made(self, index: Index, documents: Mapping[str, bytes]) -> Mapping[Scalar, Keys]:
        """Return the ids of the documents by the values they have; not to be changed."""
        if index not in self._made:
            found = self._made[index] = {}
            for key, raw in documents.items():
                for value in _values(document_in(raw), index):
                    found.setdefault(value, {})[key] = None
        return self._made[index]

    def follow(self, step: Step) -> None:
        """Take in what a change did to one document."""
        if not self._made or step.key is None:
            return
        old = None if step.old is None else document_in(step.old)
        new = None if step.new is None else document_in(step.new)
        for index, found in self._made.items():
            before, after = set(_values(old, index)), set(_values(new, index))
            for value in before - after:
                del found[value][step.key]
                if not found[value]:
                    del found[value]
            for value in after - before:
                found.setdefault(value, {})[step.key] = None

    def forget(self) -> None:
        """Make the indexes anew at their next use."""
        self._made.clear()


def _values(document: JSONValue, index: Index) -> Iterable[Scalar]:
    field, values = index
    value = document
    for part in field:
        if not isinstance(value, dict) or part not in value:
            return ()
        value = value[part]
    return values(value)
