"""The marks that the index keeps, as they are asked for: which there are, and what each says."""

import sqlite3
from array import array
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

from annotations.folding import folded
from reader.index.filter import FORM, MOST_MARKS, UNWANTED, Query
from reader.index.full_text import sought
from reader.index.marks import MarkPlace, unpack
from reader.index.rows import number_in, row_of
from reader.index.table import Table
from reader.library.scan import ListedArticle
from reader.query import Words
from reader.state.database import UnwantedError

Grouping: TypeAlias = Literal["article", "speaker", "figure"]
"""By what marks are put together: where they stand, who is quoted, or value and thing counted."""

_FORMS = {number: form for form, number in FORM.items()}
_FIRST_INSTRUCTIONS = 200_000
"""Steps of SQLite in which first rows are looked for in their order: some milliseconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestedMark:
    """A mark of an article in the list, with what it says and the sentence around it.

    What a model predicted has its `label`, its `model` and, where given, a `score`; once decided,
    what was `decided`, `by` whom, `at` which time. Its `id` is below zero.

    A figure that is a range has `high` as well. `counts` and `speaker` are words of the
    article, `unit` and `day` as a figure has them.
    """

    id: int
    listed: ListedArticle
    form: str
    wanted: bool
    value: int | float | None
    high: int | float | None
    unit: str
    counts: str
    speaker: str
    day: str
    place: MarkPlace
    label: str = ""
    model: str = ""
    score: float | None = None
    decided: str = ""
    by: str = ""
    at: str = ""

    @property
    def kind(self) -> str:
        """What it is: a quote, a figure, or a statement that a model predicted."""
        if self.id < 0:
            return "statement"
        return "quote" if FORM[self.form] < FORM["number"] else "figure"


@dataclass(frozen=True, slots=True)
class MarkGroup:
    """Marks that have something in common; `first` is the number of one of them."""

    name: str
    size: int
    first: int


class SuggestedMarks:
    """What the table of marks is asked; methods may be called from any thread."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def find_marks(
        self,
        query: Query,
        *,
        limit: int | None = None,
        group: str | None = None,
        by: Grouping = "article",
        within: int | None = None,
        wanted: Callable[[], bool] = lambda: True,
    ) -> "array[int]":
        """Return the numbers of the marks that a query finds, article by article, in order.

        Of all articles, or of the one `within` whose row has this id.

        With `limit`, the first of them: those that are frequent are met on the way, and for
        rare ones the names are looked up. A `group` is the name of one that `groups` gives.
        """
        condition, values = query.condition, [*query.values]
        if group is not None:
            condition = f"{_group_key(by)} = {_GIVEN[by]} AND {condition}"
            values.insert(0, group)
        if within is not None:
            condition = f"id BETWEEN ? AND ? AND {condition}"
            values[:0] = (within * MOST_MARKS, (within + 1) * MOST_MARKS - 1)
        asked = f"SELECT id FROM marks WHERE {condition} ORDER BY "
        connection = self._table.finding
        try:
            if limit is None:
                return connection.numbers(f"{asked} id", values, wanted=wanted)
            steps = iter([True])
            try:
                return connection.numbers(
                    f"{asked} id LIMIT {int(limit)}",
                    values,
                    wanted=lambda: next(steps, False) and wanted(),
                    every=_FIRST_INSTRUCTIONS,
                )
            except UnwantedError:
                return connection.numbers(f"{asked} +id LIMIT {int(limit)}", values, wanted=wanted)
        except UnwantedError:
            return array("q")
        except sqlite3.Error as error:
            self._table.lose(connection, error)
            return array("q")

    def groups(
        self, query: Query, by: Grouping, *, wanted: Callable[[], bool] = lambda: True
    ) -> list[MarkGroup]:
        """Return the groups of the marks that a query finds, the largest first."""
        key = _group_key(by)
        connection = self._table.finding
        if not wanted():
            return []
        try:
            found = connection.rows(
                f"SELECT {key} AS name, count(*) AS size, min(id) FROM marks "
                f"WHERE {query.condition} GROUP BY name HAVING name IS NOT NULL "
                "ORDER BY size DESC, min(id)",
                query.values,
            )
        except sqlite3.Error as error:
            self._table.lose(connection, error)
            return []
        return [
            MarkGroup(str(name), number_in(size) or 0, number_in(first) or 0)
            for name, size, first in found
        ]

    def values(self, field: str, begun: str) -> list[str]:
        """Return some values of a field that begin so: of sources, and of what marks name."""
        if field == "source":
            found = self._table.ask(
                "SELECT DISTINCT source FROM articles WHERE substr(source_folded, 1, ?) = ? "
                "LIMIT 5",
                (len(folded(begun)), folded(begun)),
            )
        elif field in ("speaker", "quote", "counts", "unit"):
            column = "speaker" if field == "quote" else field
            asked = sought(Words("", begun, unfinished=True))
            found = self._table.ask(
                "SELECT name FROM name_words JOIN names ON names.id = name_words.rowid "
                f"WHERE name_words MATCH ? AND EXISTS (SELECT 1 FROM marks WHERE {column} = "
                "names.id) LIMIT 5",
                (f"^ {asked}" if asked else '""',),
            )
        else:
            found = []
        return [str(value) for (value,) in found]

    def mark(self, number: int) -> SuggestedMark:
        """Return one mark.

        Raises:
            KeyError: There is none with that number (any more).
        """
        found = self._table.ask(
            "SELECT marks.form, marks.value, marks.high, units.name, counted.name, said.name, "
            "days.name, "
            "articles.id, file, library, path, title, source, published, words, quotes, figures, "
            "claims, progress FROM marks JOIN articles ON articles.id = marks.id >> 20 "
            "JOIN files ON files.id = articles.id LEFT JOIN names AS units ON units.id = unit "
            "LEFT JOIN names AS counted ON counted.id = counts LEFT JOIN names AS said "
            "ON said.id = speaker LEFT JOIN names AS days ON days.id = day WHERE marks.id = ?",
            (number,),
        )
        if not found:
            raise KeyError(number)
        form, value, high, unit, counts, speaker, day, *article = found[0]
        places = self.places(number // MOST_MARKS)
        if number % MOST_MARKS >= len(places):
            raise KeyError(number)
        kind = number_in(form) or 0
        return SuggestedMark(
            id=number,
            listed=row_of(tuple(article)).listed,
            form=_FORMS[kind % UNWANTED],
            wanted=kind < UNWANTED,
            value=_value(value),
            high=_value(high),
            unit=str(unit or ""),
            counts=str(counts or ""),
            speaker=str(speaker or ""),
            day=str(day or ""),
            place=places[number % MOST_MARKS],
        )

    def places(self, article_id: int) -> tuple[MarkPlace, ...]:
        """Return where the marks of an article stand, in their order."""
        found = self._table.ask("SELECT packed FROM places WHERE id = ?", (article_id,))
        packed = found[0][0] if found else b""
        return _unpacked(packed) if isinstance(packed, bytes) and packed else ()

    def size_of_marks(self) -> tuple[int, int]:
        """Return how many marks are kept, and how many bytes they take, names and indexes too.

        Where SQLite cannot tell the pages of a table, only what is packed is counted.
        """
        ((number,),) = self._table.ask("SELECT count(*) FROM marks") or [(0,)]
        try:
            found = self._table.asking.rows(
                "SELECT sum(pgsize) FROM dbstat WHERE name GLOB 'marks*' OR name GLOB '*names*' "
                "OR name GLOB 'name_words*' OR name = 'places'"
            )
        except sqlite3.Error:
            found = self._table.ask("SELECT total(length(packed)) FROM places")
        return number_in(number) or 0, int(_value(found[0][0]) or 0) if found else 0


@lru_cache(256)
def _unpacked(packed: bytes) -> tuple[MarkPlace, ...]:
    return unpack(packed)


_GIVEN = {"article": "CAST(? AS INTEGER)", "speaker": "?", "figure": "?"}


def _group_key(by: Grouping) -> str:
    if by == "article":
        return "id >> 20"
    if by == "speaker":
        return "(SELECT name FROM names WHERE id = speaker)"
    return (
        "(SELECT value || ifnull('–' || high, '') || ' ' || ifnull((SELECT name || ' ' FROM names "
        "WHERE id = unit AND (name = upper(name) OR name = 'percent')), '') || name "
        "FROM names WHERE id = counts)"
    )


def _value(value: object) -> int | float | None:
    return value if isinstance(value, int | float) else None
