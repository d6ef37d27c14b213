"""How two states of a store become one, where nobody knows what its documents mean.

A journal is given another way by whoever does know: `Merging` is what it asks for.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from annotations.journal.json_text import Table, Tables, free_key


class Sides(NamedTuple):
    """What a text that is no JSON still holds: its sides, and what they began as if it tells."""

    base: Tables | None = None
    tables: tuple[Tables, ...] = ()


class Merging(Protocol):
    """What a journal asks of whoever knows what the documents mean; tables are left as they are."""

    def merged(
        self, base: Tables | None, mine: Tables, theirs: Tables
    ) -> tuple[Tables, Sequence[str]]:
        """Return both sides in one, and sentences for what a person must know of it.

        `base` is what both began as, None where it is not known: then nothing is removed.
        """

    def tidied(self, tables: Tables) -> tuple[Tables, Sequence[str]]:
        """Return the tables of a file with all in it that stands twice put together."""

    def counted(self, tables: Tables) -> str:
        """Return how much there is in the tables, as in “12 claims”."""

    def sides(self, text: bytes) -> Sides:
        """Return what can still be read of a text that is no JSON, mine first."""


class ByDocument:
    """Merges document by document: of one that both sides changed, theirs stands."""

    def merged(
        self, base: Tables | None, mine: Tables, theirs: Tables
    ) -> tuple[Tables, Sequence[str]]:
        """Return their tables with what I changed since `base`, where it fits."""
        before = base or {}
        result: Tables = {
            name: dict(table) if isinstance(table, dict) else table
            for name, table in theirs.items()
        }
        for name, table in mine.items():
            there = result.get(name)
            if there is None and (base is None or table != before.get(name)):
                there = result[name] = {}
            if isinstance(table, dict) and isinstance(there, dict):
                _merge(_documents(before, name), table, there)
            elif isinstance(table, bytes) and there in ({}, before.get(name)):
                result[name] = table
        for name, documents in before.items():
            if name not in mine and result.get(name) == documents:
                del result[name]
        return result, ()

    def tidied(self, tables: Tables) -> tuple[Tables, Sequence[str]]:
        """Return the tables as they are."""
        return tables, ()

    def counted(self, tables: Tables) -> str:
        """Return how many documents there are."""
        number = sum(len(table) for table in tables.values() if isinstance(table, dict))
        return f"{number:,} document{'s' * (number != 1)}"

    def sides(self, text: bytes) -> Sides:
        """Return nothing: which lines are whole documents is not known."""
        del text
        return Sides()


def _documents(tables: Mapping[str, Table], name: str) -> dict[str, bytes]:
    table = tables.get(name, {})
    return table if isinstance(table, dict) else {}


def _merge(base: dict[str, bytes], mine: dict[str, bytes], there: dict[str, bytes]) -> None:
    """Put into `there` what was changed between `base` and `mine`."""
    for key, was in base.items():
        if key not in mine and there.get(key) == was:
            del there[key]
    for key, new in mine.items():
        before, now = base.get(key), there.get(key)
        if new in (before, now):
            continue
        if now == before:
            there[key] = new
        elif before is None and new not in there.values():
            there[free_key(there)] = new
