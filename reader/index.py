"""The list of articles as a table: filtered, sorted and kept from one start to the next.

An SQLite file in the cache folder, one for each set of opened paths; it can be thrown
away at any time and is built anew. Nothing is read from the articles' files here:
`indexing` brings the table up to date with them.
"""

import os
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from reader.database import (
    Connection,
    Fields,
    UnwantedError,
    connections,
    is_damage,
    is_held,
    parts,
)
from reader.library import ListedArticle
from reader.progress import Progress
from reader.querying import EVERYTHING, PROGRESS, Query, folded, lines
from reader.schema import ORDERS, PUT_ARTICLE, PUT_FILE, SCHEMA, Column

if TYPE_CHECKING:  # rows are shown without any article
    from reader.article import Article
    from reader.findings import FoundArticle


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the list; `quotes` and `figures` are None until they were counted."""

    id: int
    listed: ListedArticle
    quotes: int | None
    figures: int | None
    claims: int
    progress: Progress


@dataclass(frozen=True, slots=True)
class Tally:
    """How many claims there are on an article, and their tags."""

    claims: int = 0
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Moved:
    """An article of a library that has another path, and so another row, than before."""

    library: Path
    before: str
    now: str
    id_before: int
    id_now: int


@dataclass(frozen=True, slots=True)
class Known:
    """A file in the table; `library`, a path in bytes, is None when it is no article."""

    id: int
    state: str
    library: bytes | None
    problems: tuple[str, ...]


class Index:
    """The table of articles, in `file`, or in memory when there is none.

    Methods may be called from any thread. A file that is damaged or not ours is replaced;
    when one cannot be used (any more) the table goes on empty, in memory, and
    `times_lost` says so to the one who fills it.
    """

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self.times_lost = 0
        self._lock = threading.Lock()
        self._asking, self._finding, self._writing = self._opened()

    def close(self) -> None:
        """Let go of the file."""
        for connection in (self._asking, self._finding, self._writing):
            connection.close()

    # Asking

    def find(
        self,
        query: Query = EVERYTHING,
        *,
        by: Column = "published",
        descending: bool = False,
        limit: int | None = None,
        wanted: Callable[[], bool] = lambda: True,
    ) -> Sequence[int]:
        """Return the ids of the rows that the query's columns allow, sorted.

        Rows that have nothing in the sorting column come last. The query's exact words
        are not looked for: the index holds no texts. Rows that were not counted yet are
        found by no condition on quotes or figures. Once `wanted` says no, none is found.
        """
        way = "DESC" if descending else "ASC"
        statement = (
            f"SELECT id FROM articles WHERE {query.condition} "
            f"ORDER BY {ORDERS[by]} {way} NULLS LAST, path {way} LIMIT ?"
        )
        values = (*query.values, -1 if limit is None else limit)
        connection = self._finding
        try:
            return connection.numbers(statement, values, wanted=wanted)
        except UnwantedError:
            return ()
        except sqlite3.Error as error:
            self._lose(connection, error)
            return ()

    def total(self) -> int:
        """Return how many rows there were when they were last up to date.

        To count them now would take as long as some frames.
        """
        found = self._ask("SELECT total FROM last_time")
        return _number(found[0][0]) or 0 if found else 0

    def row(self, article_id: int) -> Row:
        """Return one row.

        Raises:
            KeyError: There is none with that id (any more).
        """
        found = self._ask(
            "SELECT id, file, library, path, title, source, published, words, quotes, figures, "
            "claims, progress FROM articles JOIN files USING (id) WHERE id = ?",
            (article_id,),
        )
        if not found:
            raise KeyError(article_id)
        return _row(found[0])

    def id_of(self, listed: ListedArticle) -> int | None:
        """Return the id of an article's row, None when it has none."""
        return self.id_at(listed.library, listed.path)

    def id_at(self, library: Path, path: str) -> int | None:
        """Return the id of the row of a library's article, None when there is none."""
        found = self._ask(
            "SELECT id FROM articles WHERE library = ? AND path = ?",
            (os.fsencode(library), path),
        )
        return _number(found[0][0]) if found else None

    def libraries(self) -> tuple[Path, ...]:
        """Return the folders of the libraries that have an article in the table."""
        # Each one is looked up in `by_path`: DISTINCT would go through all its rows.
        folders = self._ask(
            "WITH RECURSIVE each (library) AS (SELECT min(library) FROM articles UNION ALL "
            "SELECT (SELECT min(library) FROM articles WHERE library > each.library) FROM each "
            "WHERE library IS NOT NULL) SELECT library FROM each WHERE library IS NOT NULL"
        )
        return tuple(_path(folder) for (folder,) in folders)

    def known(self, files: Sequence[bytes]) -> dict[bytes, Known]:
        """Return what the table has of some files, at most some hundred at a time."""
        found = self._ask(
            "SELECT file, id, state, library, problems FROM files LEFT JOIN articles USING (id) "
            f"WHERE file IN ({', '.join('?' * len(files))})",
            files,
        )
        return {
            file: Known(
                _number(number) or 0,
                str(state),
                library if isinstance(library, bytes) else None,
                tuple(str(problems).split("\n")) if problems else (),
            )
            for file, number, state, library, problems in found
            if isinstance(file, bytes)
        }

    def moved(self, gone: Sequence[int], after: int) -> list[Moved]:
        """Return which of some rows have the same text as one with an id after another.

        A row whose file is still there, though nobody sees it, did not move.
        """
        found = self._ask(
            "SELECT file, old.library, old.path, new.path, old.id, new.id FROM articles AS old "
            "JOIN files USING (id) JOIN articles AS new USING (library, text_hash) "
            f"WHERE old.id IN ({', '.join('?' * len(gone))}) AND new.id > ? GROUP BY old.id",
            (*gone, after),
        )
        return [
            Moved(_path(library), str(before), str(now), _number(old) or 0, _number(new) or 0)
            for file, library, before, now, old, new in found
            if file and not os.path.lexists(_path(file))
        ]

    def last_file(self) -> int:
        """Return the highest id of a file; later ones have higher ids."""
        found = self._ask("SELECT max(id) FROM files")
        return _number(found[0][0]) or 0 if found else 0

    def file_ids(self, after: int, number: int) -> list[int]:
        """Return the ids of the next files after an id, articles or not, at most `number`."""
        found = self._ask(
            "SELECT id FROM files WHERE id > ? AND file <> x'' ORDER BY id LIMIT ?", (after, number)
        )
        return [_number(number) or 0 for (number,) in found]

    def uncounted(self) -> Sequence[int]:
        """Return the ids of the rows whose quotes and figures were not counted yet."""
        connection = self._asking
        try:
            return connection.numbers(
                "SELECT id FROM articles WHERE quotes IS NULL ORDER BY published DESC, path DESC"
            )
        except sqlite3.Error as error:
            self._lose(connection, error)
            return ()

    def texts_in(self, library: Path) -> list[tuple[str, str]]:
        """Return the path of each article of a library and the hash of its text."""
        found = self._ask(
            "SELECT path, text_hash FROM articles WHERE library = ?", (os.fsencode(library),)
        )
        return [(str(path), str(text)) for path, text in found]

    # Telling: `together` around each of these

    @contextmanager
    def together(self) -> Iterator[None]:
        """Write all changes of the block at once, which is much faster than one by one.

        When they cannot be written, the block ends early and `times_lost` grows; when that
        is known at its beginning, it is written into the table that goes on in memory.
        """
        connection = self._writing
        try:
            with ExitStack() as held:
                try:
                    held.enter_context(connection.together())
                except sqlite3.Error as error:
                    self._lose(connection, error)
                    connection = self._writing
                    held.enter_context(connection.together())
                yield
        except sqlite3.Error as error:
            self._lose(connection, error)

    def tell(
        self,
        library: Path,
        *,
        claims: Mapping[str, Tally] = MappingProxyType({}),
        progress: Mapping[str, Progress] = MappingProxyType({}),
    ) -> None:
        """Set what a change did to articles that are named by path.

        A table that another window holds, which may have been stopped, stays as it is: the
        next update sets it right.
        """
        connection = self._writing
        try:
            with connection.together():
                self.count_claims(library, claims)
                self.set_progress(library, progress)
        except sqlite3.Error as error:
            if not is_held(error):
                self._lose(connection, error)

    def put(self, listed: ListedArticle, article: "Article | FoundArticle", state: str) -> int:
        """Add an article's row, or bring it up to date, and return its id.

        Marks that were counted in the same text stay counted.
        """
        words = [folded(part) for part in (listed.title, listed.source, listed.path)]
        number = self._put_file(listed.file, state, article.remarks)
        self._writing.rows(
            PUT_ARTICLE,
            (
                number,
                os.fsencode(listed.library),
                listed.path,
                listed.title,
                listed.source,
                listed.published.isoformat() if listed.published else None,
                listed.words,
                article.text_hash,
                "\n".join(words),
                *words,
                folded(article.byline),
                lines(article.agencies),
                folded(f"{listed.library.name}\n{listed.library}"),
            ),
        )
        return number

    def put_no_article(self, file: Path, state: str, problem: str) -> None:
        """Remember that a file is no article, and what is wrong with it, until it changes."""
        number = self._put_file(file, state, (problem,))
        self._writing.rows("DELETE FROM articles WHERE id = ?", (number,))

    def forget(self, ids: Iterable[int]) -> None:
        """Take out files that are gone, and their rows."""
        for number in ids:
            self._writing.rows("DELETE FROM articles WHERE id = ?", (number,))
            self._writing.rows("DELETE FROM files WHERE id = ?", (number,))

    def count_marks(
        self, article_id: int, *, quotes: int, figures: int, speakers: Iterable[str]
    ) -> None:
        """Keep how many marks an article has, and the names of the speakers."""
        self._writing.rows(
            "UPDATE articles SET quotes = ?, figures = ?, speakers_folded = ? WHERE id = ?",
            (quotes, figures, lines(speakers), article_id),
        )

    def count_claims(self, library: Path, tallies: Mapping[str, Tally]) -> None:
        """Set the claims and tags of the articles that `tallies` names by path."""
        for path, tally in tallies.items():
            tags = lines(tally.tags) if tally.tags else ""
            self._writing.rows(
                "UPDATE articles SET claims = ?, tags_folded = ? WHERE library = ? AND path = ? "
                "AND (claims <> ? OR tags_folded <> ?)",
                (tally.claims, tags, os.fsencode(library), path, tally.claims, tags),
            )

    def set_progress(self, library: Path, read: Mapping[str, Progress]) -> None:
        """Set how far the articles that `read` names by path were read."""
        for path, progress in read.items():
            number = PROGRESS.index(progress)
            self._writing.rows(
                "UPDATE articles SET progress = ? WHERE library = ? AND path = ? AND progress <> ?",
                (number, os.fsencode(library), path, number),
            )

    def keep_total(self) -> None:
        """Remember how many rows there are now that they are up to date."""
        self._writing.rows("DELETE FROM last_time")
        self._writing.rows("INSERT INTO last_time SELECT count(*) FROM articles")

    def carry(self, moved: Moved) -> None:
        """Give an article's row what is known of the one it had before."""
        ids = (moved.id_before, moved.id_now)
        of_both = "FROM (SELECT * FROM articles WHERE id = ?) AS old WHERE articles.id = ?"
        self._writing.rows(
            f"UPDATE articles SET progress = max(articles.progress, old.progress) {of_both}", ids
        )
        # Dates in a text are told from the day it was published.
        self._writing.rows(
            "UPDATE articles SET quotes = old.quotes, figures = old.figures, speakers_folded = "
            f"old.speakers_folded {of_both} AND articles.published IS old.published",
            ids,
        )

    def paths_told_of(self, library: Path) -> tuple[str, ...]:
        """Return the paths in a library that have claims or were begun, as the table has it."""
        found = self._ask(
            "SELECT path FROM articles WHERE library = ? AND (claims > 0 OR progress > 0)",
            (os.fsencode(library),),
        )
        return tuple(str(path) for (path,) in found)

    def _put_file(self, file: Path | None, state: str, problems: Iterable[str]) -> int:
        # Every file has an absolute path, so an empty one stands for standard input.
        name = os.fsencode(file) if file else b""
        found = self._writing.rows(PUT_FILE, (name, state, "\n".join(problems)))
        return _number(found[0][0]) or 0

    def _ask(self, statement: str, values: Sequence[bytes | str | int] = ()) -> list[Fields]:
        connection = self._asking
        try:
            return connection.rows(statement, values)
        except sqlite3.Error as error:
            self._lose(connection, error)
            return []

    def _opened(self) -> tuple[Connection, ...]:
        try:
            return connections(self._file, SCHEMA, 3, synchronous="OFF")
        except (sqlite3.Error, OSError) as error:
            if self._file is not None and is_damage(error):
                _remove(self._file)
                with suppress(sqlite3.Error, OSError):
                    return connections(self._file, SCHEMA, 3, synchronous="OFF")
        return connections(None, SCHEMA, 3, synchronous="OFF")

    def _lose(self, connection: Connection, error: sqlite3.Error) -> None:
        """Go on in memory, with nothing known, unless another thread saw to it already."""
        with self._lock:
            if connection not in (self._asking, self._finding, self._writing):
                return
            if self._file is not None and is_damage(error):
                _remove(self._file)
            self._file = None
            self._asking, self._finding, self._writing = self._opened()
            self.times_lost += 1


def _remove(file: Path) -> None:
    for part in parts(file):
        with suppress(OSError):
            part.unlink()


def _row(found: Fields) -> Row:
    number, file, library, path, title, source, published, words, *counts = found
    quotes, figures, claims, progress = map(_number, counts)
    listed = ListedArticle(
        path=str(path),
        library=_path(library),
        file=_path(file) if file else None,
        title=str(title),
        source=str(source),
        published=date.fromisoformat(str(published)) if published else None,
        words=_number(words) or 0,
    )
    return Row(
        id=_number(number) or 0,
        listed=listed,
        quotes=quotes,
        figures=figures,
        claims=claims or 0,
        progress="done" if progress == 2 else "begun" if progress else "unread",
    )


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _path(value: object) -> Path:
    assert isinstance(value, bytes)
    return Path(os.fsdecode(value))
