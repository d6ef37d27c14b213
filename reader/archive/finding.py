"""The marks of an archive that a query finds, one row a mark, asked of DuckDB.

with Finding(archive) as finding:
    for row in finding.rows(parse("speaker:brandt 2024-07").tree): ...
    finding.write(tree, Path("found.parquet"))
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from annotations.exporters.writing import replacing
from reader.archive.conditions import Marks, condition_of, condition_on_articles, parted
from reader.archive.manifest import read_manifest
from reader.archive.parts import folder_of, names_in
from reader.archive.schema import TABLES, TableName
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
        for table in TABLES:
            self._view(table, table, self._parts)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.database.close()

    def _view(self, name: str, table: TableName, parts: Sequence[str]) -> None:
        """Give a table of some parts a name; `filename` tells which part a row is in."""
        files = [str(folder_of(self._archive) / part / f"{table}.parquet") for part in parts]
        self.database.read_parquet(files, filename=True).create_view(name, replace=True)

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
            self._look(tree)
            hit = " UNION ".join(f"FROM {marks}_hit" for marks in _asked_of(tree, self._library))
            files_hit = self.database.execute(f"SELECT DISTINCT filename FROM ({hit})").fetchall()
            parts = sorted(Path(file).parent.name for (file,) in files_hit)
            if not parts:
                return []
            files = [str(folder_of(self._archive) / part / "articles.parquet") for part in parts]
            table = self.database.read_parquet(files, filename=True, file_row_number=True)
            table.create_view("rows_of_parts", replace=True)
            rows = self.database.execute(
                "SELECT filename, file_row_number FROM rows_of_parts "
                f"WHERE number IN (SELECT number FROM ({hit})) ORDER BY filename, file_row_number"
            ).fetchall()
        return [(Path(file).parent.name, row) for file, row in rows]

    def _found(self, tree: Condition) -> str:
        """Look for the marks that are meant, and return what selects all that is told of them.

        Only the columns that are asked for are read of all parts, the others of those parts
        alone in which something is found.
        """
        selected: list[str] = []
        hit: set[str] = set()
        self._look(tree)
        for marks in _asked_of(tree, self._library):
            found = self.database.execute(f"SELECT DISTINCT filename FROM {marks}_hit").fetchall()
            if parts := sorted(Path(file).parent.name for (file,) in found):
                hit.update(parts)
                self._view(f"{marks}_found", marks, parts)
                selected.append(
                    f"SELECT {_columns(marks)} FROM {marks}_found m "
                    f"JOIN {marks}_hit h ON h.number = m.number AND h.mark = m.mark"
                )
        if not selected:
            selected = [f"SELECT {_columns('quotes')} FROM quotes m WHERE FALSE"]
        if hit:
            self._view("articles_found", "articles", sorted(hit))
        articles = "articles_found" if hit else "articles"
        return (
            "SELECT a.id AS article, a.input, a.place, a.title, a.source, a.published, a.url, "
            'f."kind", f.form, f.start, f."end", f.text, '
            + ", ".join(f"f.{name}" for name in (*_OF_QUOTES, *_OF_FIGURES, "rule"))
            + f" FROM ({' UNION ALL '.join(selected)}) f JOIN {articles} a ON a.number = f.number "
            "ORDER BY f.number, f.mark"
        )

    def _look(self, tree: Condition) -> None:
        """Take down which marks are meant, in a table for each kind of them.

        Articles come first: where few are meant, the marks of other parts are not looked at.
        """
        of_articles, of_marks = parted(tree)
        some = "TRUE"
        parts = self._parts
        if of_articles != EVERYTHING:
            asked = condition_on_articles(of_articles, self._library)
            self.database.execute(
                "CREATE OR REPLACE TEMP TABLE meant AS "
                f"SELECT a.number, a.filename FROM articles a WHERE {asked.text}",
                asked.values,
            )
            found = self.database.execute("SELECT DISTINCT filename FROM meant").fetchall()
            parts = sorted(Path(file).parent.name for (file,) in found)
            some = "m.number IN (SELECT number FROM meant)"
        for marks in _asked_of(tree, self._library):
            self._view("looked_at", marks, parts or self._parts[:1])
            asked = condition_of(of_marks, marks, self._library)
            only = "" if marks == "quotes" or self._every else "m.wanted AND "
            self.database.execute(
                f"CREATE OR REPLACE TEMP TABLE {marks}_hit AS SELECT m.number, m.mark, m.filename "
                f"FROM looked_at m WHERE {only}{some} AND {asked.text}",
                asked.values,
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
