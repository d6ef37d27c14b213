"""A TinyDB table whose changes cost as much as they change, not as much as the table holds.

What it needs of TinyDB beyond the public API is named here and nowhere else: two methods of
Table, its next id and its cache of queries; and the hash of a query.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from itertools import count

from tinydb import where
from tinydb.queries import QueryLike
from tinydb.storages import Storage
from tinydb.table import Document, Table

from annotations.journal.indexes import Index, Indexes, Keys, Scalar, Values, elements, whole
from annotations.journal.json_text import JSONValue, document_in, dumps
from annotations.journal.lines import Step
from annotations.journal.storage import JournalStorage

HOOKS = ("_read_table", "_update_table")
"""The private methods of `tinydb.table.Table` that are replaced below."""

if missing := [name for name in HOOKS if not callable(getattr(Table, name, None))]:
    raise ImportError(f"This TinyDB has no {', '.join(missing)}; copydesk needs 4.8 or 4.9.")

QUERIES_TELL = getattr(where("f")["g"] == 1, "_hash", None) == ("==", ("f", "g"), 1) and getattr(
    where("f").any(["x"]), "_hash", None
) == ("any", ("f",), ("x",))
"""Whether a query's hash tells what is looked for; if not, every search is a scan."""

_Fields = Mapping[str, JSONValue] | Callable[[MutableMapping[str, JSONValue]], None]

MANY = 1000
"""Steps of one change after which indexes are made anew when they are asked for.

To follow a step takes as long as to look at two documents.
"""


class JournalTable(Table):
    """A table over a `JournalStorage`; over any other storage, TinyDB's own table is made.

    Searches by `where(field) == value` and `where(field).any([…])`, alone or joined with
    `&`, look only at the documents that an index names. An index is made by the first
    search that can use it.
    """

    def __new__(cls, storage: Storage, *given: object, **named: object) -> "JournalTable":
        """Make TinyDB's own table over any other storage, with all its arguments."""
        if isinstance(storage, JournalStorage):
            return super().__new__(cls)
        return Table(storage, *given, **named)  # type: ignore[return-value, arg-type]

    def __init__(
        self,
        storage: Storage,
        name: str,
        cache_size: int = Table.default_query_cache_capacity,
        persist_empty: bool = False,
    ) -> None:
        assert isinstance(storage, JournalStorage)
        self._journal = storage
        self._indexes = Indexes()
        self._places: dict[str, int] = {}  # where in the table a document stands
        self._next_place = count()
        super().__init__(storage, name, cache_size, persist_empty)
        storage.followers.append(self._follow)

    def insert(self, document: Mapping[str, JSONValue]) -> int:
        """Insert a document; no other program can take its id meanwhile."""
        with self._journal.changing():
            return super().insert(document)

    def insert_multiple(self, documents: Iterable[Mapping[str, JSONValue]]) -> list[int]:
        """Insert documents as one change."""
        return super().insert_multiple(list(documents))

    def update(
        self,
        fields: _Fields,
        cond: QueryLike | None = None,
        doc_ids: Iterable[int] | None = None,
    ) -> list[int]:
        """Update documents; with a condition, only those that fulfil it are touched."""
        with self._journal.changing():
            return super().update(fields, doc_ids=self._chosen(cond, doc_ids))

    def update_multiple(self, updates: Iterable[tuple[_Fields, QueryLike]]) -> list[int]:
        """Update documents by several conditions as one change."""
        return super().update_multiple(list(updates))

    def upsert(self, document: Mapping[str, JSONValue], cond: QueryLike | None = None) -> list[int]:
        """Update or insert; nothing comes between the two."""
        with self._journal.changing():
            return super().upsert(document, cond)

    def remove(
        self, cond: QueryLike | None = None, doc_ids: Iterable[int] | None = None
    ) -> list[int]:
        """Remove documents; with a condition, only those that fulfil it are touched."""
        with self._journal.changing():
            return super().remove(doc_ids=self._chosen(cond, doc_ids))

    def search(self, cond: QueryLike) -> list[Document]:
        """Return the documents that fulfil the condition, in the table's order."""
        self._journal.refresh()
        if self._query_cache.get(cond) is None and (keys := self._candidates(cond)) is not None:
            table = self._journal.documents(self.name)
            found = [
                self.document_class(document, self.document_id_class(key))
                for key in self._in_order(keys, table)
                if cond(document := document_in(table[key]))
            ]
            if getattr(cond, "is_cacheable", lambda: True)():
                self._query_cache[cond] = found[:]
            return found
        return super().search(cond)

    def by(self, index: Index) -> Mapping[Scalar, Keys]:
        """Return the ids of the documents by the values they have in the index."""
        return self._indexes.made(index, self._journal.documents(self.name))

    def _chosen(
        self, cond: QueryLike | None, doc_ids: Iterable[int] | None
    ) -> Iterable[int] | None:
        # Not through the cache of `search`: what it holds, the caller may have changed.
        if cond is None or doc_ids is not None:
            return doc_ids
        table = self._journal.documents(self.name)
        keys = self._candidates(cond)
        chosen = table if keys is None else self._in_order(keys, table)
        return [self.document_id_class(key) for key in chosen if cond(document_in(table[key]))]

    def _in_order(self, keys: Keys, table: Mapping[str, bytes]) -> Iterable[str]:
        """Return the ids in the order in which they stand in the table."""
        if not self._places:
            self._places = {key: next(self._next_place) for key in table}
        return sorted(keys, key=self._places.__getitem__)

    def _follow(self, steps: Sequence[Step] | None) -> None:
        self.clear_cache()
        if steps is None:
            self._indexes.forget()
            self._places.clear()
            self._next_id = None
            return
        if len(steps) > MANY:
            self._indexes.forget()
        for step in steps:
            if step.table != self.name:
                continue
            if step.key is None:
                self._next_id = self._next_id if step.new is not None else None
                continue
            self._indexes.follow(step)
            if step.new is None:
                self._places.pop(step.key, None)
            elif self._places and step.old is None:
                self._places[step.key] = next(self._next_place)
            if step.new is not None and step.key.isdecimal() and self._next_id is not None:
                self._next_id = max(self._next_id, int(step.key) + 1)

    def _candidates(self, cond: QueryLike) -> Keys | None:
        return self._planned(getattr(cond, "_hash", None)) if QUERIES_TELL else None

    def _planned(self, told: object) -> Keys | None:
        """Return the ids that a query's hash allows, None where it allows any."""
        match told:
            case ("and", frozenset() as parts):
                found = [keys for part in parts if (keys := self._planned(part)) is not None]
                return min(found, key=len, default=None)
            case ("==", tuple() as field, str() | int() | float() as value):
                return self._indexed(field, whole, [value])
            case ("any", tuple() as field, tuple() as values):
                return self._indexed(field, elements, values)
        return None

    def _indexed(
        self, field: tuple[object, ...], values: Values, wanted: Sequence[object]
    ) -> Keys | None:
        names = tuple(part for part in field if isinstance(part, str))
        scalars = [value for value in wanted if isinstance(value, str | int | float)]
        if len(names) != len(field) or len(scalars) != len(wanted):
            return None
        found = self.by((names, values))
        return {key: None for value in scalars for key in found.get(value, ())}

    # -- the two private hooks of TinyDB's Table

    def _read_table(self) -> "Mapping[str, Mapping[str, JSONValue]]":  # type: ignore[override]
        self._journal.refresh()
        return _Decoded(self._journal.documents(self.name))

    def _update_table(self, updater: Callable[..., None]) -> None:
        with self._journal.changing():
            changed = _Changed(self._journal.documents(self.name), self.document_id_class)
            updater(changed)
            made = Step(self.name, None, None, b"{}")
            self._journal.commit([made, *changed.steps(self.name)])
        self.clear_cache()


class _Decoded(Mapping[str, Mapping[str, JSONValue]]):
    """The documents of a table, each decoded when it is asked for."""

    def __init__(self, table: dict[str, bytes]) -> None:
        self._table = table

    def __getitem__(self, key: str) -> Mapping[str, JSONValue]:
        return document_in(self._table[key])

    def __iter__(self) -> Iterator[str]:
        return iter(list(self._table))

    def __len__(self) -> int:
        return len(self._table)


class _Changed(MutableMapping[int, dict[str, JSONValue]]):
    """What an updater of TinyDB sees as the table: copies of what it looks at.

    The table itself stays as it is; `steps` tells what the updater did.
    """

    def __init__(self, table: dict[str, bytes], id_class: Callable[[str], int]) -> None:
        self._table = table
        self._id_class = id_class
        self._copies: dict[int, dict[str, JSONValue] | None] = {}  # None is removed

    def __getitem__(self, key: int) -> dict[str, JSONValue]:
        if key not in self:
            raise KeyError(key)
        document = self._copies.get(key)
        if document is None:
            document = self._copies[key] = document_in(self._table[str(key)])
        return document

    def __setitem__(self, key: int, document: dict[str, JSONValue]) -> None:
        self._copies[key] = document

    def __delitem__(self, key: int) -> None:
        if key not in self:
            raise KeyError(key)
        self._copies[key] = None

    def __contains__(self, key: object) -> bool:
        if key in self._copies:
            return self._copies[key] is not None
        return str(key) in self._table

    def __iter__(self) -> Iterator[int]:
        keys = dict.fromkeys([*map(self._id_class, self._table), *self._copies])
        return (key for key in keys if key in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def clear(self) -> None:
        self._copies = dict.fromkeys(map(self._id_class, self._table))

    def steps(self, table: str) -> Iterator[Step]:
        """Yield what was done; TinyDB never puts back what it removed in one go."""
        for key, document in self._copies.items():
            new = None if document is None else dumps(document)
            yield Step(table, str(key), None, new)
