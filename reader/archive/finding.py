"""The marks of an archive that a query finds, one row a mark, asked of DuckDB.

with Finding(archive) as finding:
    for row in finding.rows(parse("speaker:brandt 2024-07").tree): ...
    finding.write(tree, Path("found.parquet"))
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from annotations.exporters.writing import replacing
from reader.archive.conditions import (
    Marks,
    Value,
    condition_of,
    condition_on_articles,
    parted,
)
from reader.archive.gathering import ASKED, gathered_in, view_of_parts
from reader.archive.manifest import read_manifest
from reader.archive.parts import names_in
from reader.detectors.asking import DATE_FORMS
from reader.errors import ReaderError
from reader.library.files import shown
from reader.query import EVERYTHING, Condition

WRITTEN: dict[str, str] = {
    ".csv": "(FORMAT csv, HEADER)",
    ".json": "(FORMAT json, ARRAY true)",
    ".jsonl": "(FORMAT json)",
    ".parquet": "(FORMAT parquet, COMPRESSION zstd)",
}
"""How a file of an ending is written; all of it is our own words."""

_OF_QUOTES = ("speaker", "cue")
_OF_FIGURES = ("value", "low", "high", "approximator", "relation", "unit", "counts", "date")
_DATE_FORMS = ", ".join(f"'{form}'" for form in sorted(DATE_FORMS))

COLUMNS = (
    "article", "input", "place", "title", "source", "published", "url", "kind", "form", "start",
    "end", "text", *_OF_QUOTES, *_OF_FIGURES, "rule",
)  # fmt: skip
"""What a row tells of a mark and of its article, in order."""


class Finding:
    """An archive that is asked; the tables of the parts that are done when it is opened.

    Raises:
        ReaderError: There is no archive, or nothing is marked in it yet.
    """

    def __init__(self, archive: Path, *, every: bool = False) -> None:
        self._manifest = read_manifest(archive)
        self._archive = archive
        self._library = str(archive.absolute())
        self._every = every
        self._parts = sorted(names_in(archive))
        if not self._parts:
            raise ReaderError(f"Nothing is marked in {shown(archive)} yet.")
        import duckdb

        self.database = duckdb.connect()
        with _readable(archive):
            self._view_tables()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.database.close()

    def _view_tables(self) -> None:
        """Give each table a name: what is gathered of it, and the parts that are not yet."""
        gathered = gathered_in(self._archive)
        known = {part for each in gathered for part in each.parts}
        rest = [part for part in self._parts if part not in known]
        for table in ASKED:
            names = []
            if gathered:
                files = [str(each.folder / f"{table}.parquet") for each in gathered]
                names.append(f"gathered_{table}")
                self.database.read_parquet(files).create_view(names[-1])
            if rest:
                names.append(f"other_{table}")
                view_of_parts(self.database, self._archive, rest, table, names[-1])
            self.database.execute(
                f"CREATE VIEW {table} AS {' UNION ALL BY NAME '.join(f'FROM {n}' for n in names)}"
            )

    def rows(self, tree: Condition) -> Iterator[dict[str, object]]:
        """Yield what is found, in the order of the articles and of their marks.

        Raises:
            ReaderError: The archive cannot be read, or the query asks for what it has not.
        """
        inputs = [source.address for source in self._manifest.sources]
        with _readable(self._archive):
            found = self.database.execute(self._found(tree))
            while some := found.fetchmany(1000):
                for row in some:
                    named = dict(zip(COLUMNS, row, strict=True))
                    number = named["input"]
                    assert isinstance(number, int)
                    named["input"] = inputs[number - 1]
                    yield named

    def write(self, tree: Condition, file: Path) -> None:
        """Write what is found to a file, whole or not at all; its ending says how.

        Raises:
            ReaderError: As `rows`, or the file cannot be written.
        """
        numbered = enumerate((source.address for source in self._manifest.sources), 1)
        with _readable(self._archive):
            self.database.execute("CREATE OR REPLACE TEMP TABLE inputs (number INT, address TEXT)")
            self.database.executemany("INSERT INTO inputs VALUES (?, ?)", list(numbered))
            columns = ", ".join(
                "i.address AS input" if name == "input" else f'f."{name}"' for name in COLUMNS
            )
            selected = (
                f"SELECT {columns} FROM ({self._found(tree)}) f "
                "JOIN inputs i ON i.number = f.input "
                "ORDER BY f.input, f.place, f.start"
            )
            try:
                with replacing(file) as written:
                    # It writes to a name, and the name of what takes the file's place is ours.
                    target = str(written.name).replace("'", "''")
                    statement = f"COPY ({selected}) TO '{target}' {WRITTEN[file.suffix.lower()]}"
                    self.database.execute(statement)
            except OSError as error:
                raise ReaderError(
                    f"{shown(file)} could not be written: {error.strerror or error}."
                ) from error

    def places(self, tree: Condition) -> list[tuple[str, int]]:
        """Return the part and the row of each article with a mark that is found, in order.

        Raises:
            ReaderError: As `rows`.
        """
        with _readable(self._archive):
            self._look(tree, "m.number")
            rows = self.database.execute(
                "SELECT part, row_of_part FROM articles "
                "WHERE number IN (SELECT number FROM found) ORDER BY number"
            ).fetchall()
        return [(part, row) for part, row in rows]

    def _found(self, tree: Condition) -> str:
        """Look for the marks that are meant, and return what selects all that is told of them."""
        self._look(tree)
        return (
            "SELECT a.id AS article, a.input, a.place, a.title, a.source, a.published, a.url, "
            'f."kind", f.form, f.start, f."end", f.text, '
            + ", ".join(f"f.{name}" for name in (*_OF_QUOTES, *_OF_FIGURES, "rule"))
            + " FROM found f JOIN articles a ON a.number = f.number ORDER BY f.number, f.mark"
        )

    def _look(self, tree: Condition, told: str = "") -> None:
        """Put the marks that are meant into a table, with what is told of them.

        Articles come first: where few are meant, the others' marks are passed over.
        """
        of_articles, of_marks = parted(tree)
        some = "TRUE"
        if of_articles != EVERYTHING:
            asked = condition_on_articles(of_articles, self._library)
            self.database.execute(
                "CREATE OR REPLACE TEMP TABLE meant AS "
                f"SELECT a.number FROM articles a WHERE {asked.text}",
                asked.values,
            )
            some = "m.number IN (SELECT number FROM meant)"
        selected: list[str] = []
        values: list[Value] = []
        for marks in _asked_of(tree, self._library):
            asked = condition_of(of_marks, marks, self._library)
            only = "" if marks == "quotes" or self._every else "m.wanted AND "
            selected.append(
                f"SELECT {told or _columns(marks)} FROM {marks} m "
                f"WHERE {only}{some} AND {asked.text}"
            )
            values.extend(asked.values)
        self.database.execute(
            f"CREATE OR REPLACE TEMP TABLE found AS {' UNION ALL '.join(selected)}", values
        )


def _asked_of(tree: Condition, library: str) -> tuple[Marks, ...]:
    """Return the tables in which something may be found."""
    tables: tuple[Marks, ...] = ("quotes", "figures")
    possible = tuple(each for each in tables if condition_of(tree, each, library).text != "FALSE")
    return possible or ("quotes",)


def _columns(marks: Marks) -> str:
    """Return the columns of marks, those that the other table has as nothing."""
    kind = "'quote'" if marks == "quotes" else f"IF(m.form IN ({_DATE_FORMS}), 'date', 'figure')"
    own = _OF_QUOTES if marks == "quotes" else _OF_FIGURES
    others = ", ".join(
        f"m.{name}" if name in own else f"NULL AS {name}" for name in (*_OF_QUOTES, *_OF_FIGURES)
    )
    shared = f'm.number, m.mark, {kind} AS "kind", m.form, m.start, m."end", m.text'
    return f"{shared}, {others}, m.rule"


@contextmanager
def _readable(archive: Path) -> Iterator[None]:
    """Say in a sentence that the tables cannot be read.

    Raises:
        ReaderError: They cannot.
    """
    import duckdb

    try:
        yield
    except duckdb.Error as error:
        first = str(error).partition("\n")[0]
        raise ReaderError(f"The archive in {shown(archive)} cannot be read: {first}") from error
