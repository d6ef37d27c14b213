"""Which documents of a table have a value in a field, known without looking at each.

A field is the path of keys that leads to it, `("article", "path")`. An index is filled at
its first use, by one walk through the documents, and follows every change after that.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeAlias

from annotations.claim import JSONValue
from annotations.layout import document_in
from annotations.lines import Step

Field: TypeAlias = tuple[str, ...]
Scalar: TypeAlias = str | int | float | bool
Values: TypeAlias = Callable[[JSONValue], Iterable[Scalar]]
Keys: TypeAlias = dict[str, None]

_NONE: Keys = {}


def whole(value: JSONValue) -> Iterable[Scalar]:
    """Return the value itself, as `where(field) == value` compares it."""
    return (value,) if isinstance(value, str | int | float) else ()


def elements(value: JSONValue) -> Iterable[Scalar]:
    """Return what `where(field).any([…])` compares: elements, keys of an object, letters."""
    if isinstance(value, list):
        return {part for part in value if isinstance(part, str | int | float)}
    return set(value) if isinstance(value, str | dict) else ()


def day(value: JSONValue) -> Iterable[Scalar]:
    """Return the day of a time such as "2026-11-23T08:10:54Z"."""
    return (value[:10],) if isinstance(value, str) else ()


class Indexes:
    """The indexes of one table, over documents kept as JSON."""

    def __init__(self) -> None:
        self._indexes: dict[tuple[Field, Values], dict[Scalar, Keys]] = {}

    def __len__(self) -> int:
        return len(self._indexes)

    def __contains__(self, index: tuple[Field, Values]) -> bool:
        return index in self._indexes

    def prepare(
        self, documents: Mapping[str, bytes], indexes: Iterable[tuple[Field, Values]]
    ) -> None:
        """Fill those of the indexes that are not yet, in one walk."""
        missing = [index for index in indexes if index not in self._indexes]
        if not missing:
            return
        for index in missing:
            self._indexes[index] = {}
        for key, raw in documents.items():
            document = document_in(raw)
            for index in missing:
                for value in _values(document, index):
                    self._indexes[index].setdefault(value, {})[key] = None

    def keys(self, field: Field, values: Values, value: Scalar) -> Keys:
        """Return the ids of the documents that have `value` there; not to be changed."""
        return self._indexes[field, values].get(value, _NONE)

    def values(self, field: Field, values: Values) -> Iterator[tuple[Scalar, Keys]]:
        """Yield each value that the field has, with the ids of its documents."""
        return ((value, keys) for value, keys in self._indexes[field, values].items() if keys)

    def follow(self, step: Step) -> None:
        """Take in what a change did to one document."""
        if not self._indexes or step.key is None:
            return
        old = None if step.old is None else document_in(step.old)
        new = None if step.new is None else document_in(step.new)
        for index, found in self._indexes.items():
            before = () if old is None else _values(old, index)
            after = () if new is None else _values(new, index)
            for value in before:
                found.get(value, {}).pop(step.key, None)
            for value in after:
                found.setdefault(value, {})[step.key] = None

    def forget(self) -> None:
        """Fill the indexes anew at their next use."""
        self._indexes.clear()


def _values(document: JSONValue, index: tuple[Field, Values]) -> Iterable[Scalar]:
    field, values = index
    value = document
    for part in field:
        if not isinstance(value, dict) or part not in value:
            return ()
        value = value[part]
    return values(value)
