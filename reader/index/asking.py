"""What the table of articles is asked: which rows a query finds, and what they say."""

import os
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

from reader.index.address import plain_address
from reader.index.filter import EVERYTHING, Query
from reader.index.rows import Known, Moved, Row, number_in, path_in, progress_in, row_of
from reader.index.schema import ORDERS, Column
from reader.index.table import Table
from reader.library.scan import ListedArticle
from reader.state.database import UnwantedError
from reader.state.progress import Progress


class Asked:
    """The questions to the table of articles; methods may be called from any thread."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._ask = table.ask

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
        connection = self._table.finding
        try:
            return connection.numbers(statement, values, wanted=wanted)
        except UnwantedError:
            return ()
        except sqlite3.Error as error:
            self._table.lose(connection, error)
            return ()

    def total(self) -> int:
        """Return how many rows there were when they were last up to date.

        To count them now would take as long as some frames.
        """
        found = self._ask("SELECT total FROM last_time")
        return number_in(found[0][0]) or 0 if found else 0

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
        return row_of(found[0])

    def id_of(self, listed: ListedArticle) -> int | None:
        """Return the id of an article's row, None when it has none."""
        return self.id_at(listed.library, listed.path)

    def id_at(self, library: Path, path: str) -> int | None:
        """Return the id of the row of a library's article, None when there is none."""
        found = self._ask(
            "SELECT id FROM articles WHERE library = ? AND path = ?",
            (os.fsencode(library), path),
        )
        return number_in(found[0][0]) if found else None

    def libraries(self) -> tuple[Path, ...]:
        """Return the folders of the libraries that have an article in the table."""
        # Each one is looked up in `by_path`: DISTINCT would go through all its rows.
        folders = self._ask(
            "WITH RECURSIVE each (library) AS (SELECT min(library) FROM articles UNION ALL "
            "SELECT (SELECT min(library) FROM articles WHERE library > each.library) FROM each "
            "WHERE library IS NOT NULL) SELECT library FROM each WHERE library IS NOT NULL"
        )
        return tuple(path_in(folder) for (folder,) in folders)

    def known(self, files: Sequence[bytes]) -> dict[bytes, Known]:
        """Return what the table has of some files, at most some hundred at a time."""
        of_entries = (
            "SELECT library FROM files AS held JOIN articles AS entry USING (id) "
            "WHERE held.file = files.file LIMIT 1"
        )
        found = self._ask(
            f"SELECT file, id, state, coalesce(library, ({of_entries})), problems "
            "FROM files LEFT JOIN articles USING (id) "
            f"WHERE place = '' AND file IN ({', '.join('?' * len(files))})",
            files,
        )
        return {
            file: Known(
                number_in(number) or 0,
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
            Moved(path_in(library), str(before), str(now), number_in(old) or 0, number_in(new) or 0)
            for file, library, before, now, old, new in found
            if file and not os.path.lexists(path_in(file))
        ]

    def last_file(self) -> int:
        """Return the highest id of a file; later ones have higher ids."""
        found = self._ask("SELECT max(id) FROM files")
        return number_in(found[0][0]) or 0 if found else 0

    def file_ids(self, after: int, number: int) -> list[int]:
        """Return the ids of the next files after an id, articles or not, at most `number`."""
        found = self._ask(
            "SELECT id FROM files WHERE id > ? AND file <> x'' AND place = '' ORDER BY id LIMIT ?",
            (after, number),
        )
        return [number_in(number) or 0 for (number,) in found]

    def uncounted(self) -> Sequence[int]:
        """Return the ids of the rows whose quotes and figures were not counted yet."""
        connection = self._table.asking
        try:
            return connection.numbers(
                # Those that share a file come last, in its order: it is read in one pass.
                "SELECT id FROM articles JOIN files USING (id) WHERE quotes IS NULL ORDER BY "
                "place <> '', iif(place = '', published, '') DESC, "
                "iif(place = '', path, '') DESC, id"
            )
        except sqlite3.Error as error:
            self._table.lose(connection, error)
            return ()

    def text_at(self, library: Path, path: str) -> str | None:
        """Return the hash of the text of a library's article, None when there is none."""
        found = self._ask(
            "SELECT text_hash FROM articles WHERE library = ? AND path = ?",
            (os.fsencode(library), path),
        )
        return str(found[0][0]) if found else None

    def id_of_address(self, address: str) -> int | None:
        """Return the id of the first article from a web address, None when there is none."""
        plain = plain_address(address)
        found = self._ask(
            "SELECT id FROM articles WHERE address = ? AND address <> '' ORDER BY id LIMIT 1",
            (plain,),
        )
        return number_in(found[0][0]) if found else None

    def paths_of_text(self, library: Path, text_hash: str) -> list[str]:
        """Return the paths of a library's articles with a text, two at most."""
        found = self._ask(
            "SELECT path FROM articles WHERE text_hash = ? AND library = ? LIMIT 2",
            (text_hash, os.fsencode(library)),
        )
        return [str(path) for (path,) in found]

    def begun_in(self, file: Path) -> dict[str, tuple[str, Progress]]:
        """Return the text's hash and the progress of those articles in a file that were begun."""
        found = self._ask(
            "SELECT path, text_hash, progress FROM files JOIN articles USING (id) "
            "WHERE file = ? AND place <> '' AND progress > 0",
            (os.fsencode(file),),
        )
        return {str(path): (str(text), progress_in(progress)) for path, text, progress in found}

    def told_entries(self, files: Sequence[int]) -> list[int]:
        """Return the ids of articles in these files of several that were begun or have claims."""
        found = self._ask(
            "SELECT entry.id FROM files JOIN files AS entry USING (file) "
            "JOIN articles ON articles.id = entry.id WHERE entry.place <> '' "
            f"AND files.id IN ({', '.join('?' * len(files))}) AND (claims > 0 OR progress > 0) "
            "LIMIT 10000",
            files,
        )
        return [number_in(number) or 0 for (number,) in found]

    def texts_in(self, library: Path) -> list[tuple[str, str]]:
        """Return the path of each article of a library and the hash of its text."""
        found = self._ask(
            "SELECT path, text_hash FROM articles WHERE library = ?", (os.fsencode(library),)
        )
        return [(str(path), str(text)) for path, text in found]

    def titles_in(self, library: Path) -> dict[str, str]:
        """Return the titles of a library's articles that share a file, by path."""
        found = self._ask(
            "SELECT path, title FROM articles JOIN files USING (id) "
            "WHERE library = ? AND place <> ''",
            (os.fsencode(library),),
        )
        return {str(path): str(title) for path, title in found}

    def paths_told_of(self, library: Path) -> tuple[str, ...]:
        """Return the paths in a library that have claims or were begun, as the table has it."""
        found = self._ask(
            "SELECT path FROM articles WHERE library = ? AND (claims > 0 OR progress > 0)",
            (os.fsencode(library),),
        )
        return tuple(str(path) for (path,) in found)
