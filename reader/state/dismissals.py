"""Suggestions that a person dismissed: kept beside their settings, in the state folder.

A dismissal names the article, the place and the words. When the words no longer stand
there, the suggestion is a new one and is made again.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from annotations.span import Span
from reader.article import Article
from reader.errors import KeptFileError
from reader.state.database import Connection, connections

_SCHEMA = """
CREATE TABLE dismissed (
    library BLOB NOT NULL, path TEXT NOT NULL, start INTEGER NOT NULL, words TEXT NOT NULL,
    PRIMARY KEY (library, path, start, words)
) WITHOUT ROWID
"""

_TIMES = """
CREATE TABLE IF NOT EXISTS dismissed_at (
    library BLOB NOT NULL, path TEXT NOT NULL, start INTEGER NOT NULL, words TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (library, path, start, words)
) WITHOUT ROWID
"""
"""A table of its own, so that a file from before there were times stays as it is."""


class Dismissals:
    """What was dismissed, kept in `file`, or in memory when that cannot be."""

    def __init__(self, file: Path | None) -> None:
        self._connection = _opened(file)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def of(self, library: Path, article: Article) -> frozenset[Span]:
        """Return the spans of an article that were dismissed and have the same words."""
        with suppress(sqlite3.Error):
            rows = self._connection.rows(
                "SELECT start, words FROM dismissed WHERE library = ? AND path = ?",
                (os.fsencode(library), article.path),
            )
            return frozenset(
                Span(start, start + len(words))
                for start, words in rows
                if isinstance(start, int)
                and isinstance(words, str)
                and article.text[start : start + len(words)] == words
            )
        return frozenset()

    def within(self, library: Path) -> list[tuple[str, int, str]]:
        """Return path, start and words of each suggestion in a library that was dismissed."""
        with suppress(sqlite3.Error):
            rows = self._connection.rows(
                "SELECT path, start, words FROM dismissed WHERE library = ?",
                (os.fsencode(library),),
            )
            return [
                (str(path), start, str(words))
                for path, start, words in rows
                if isinstance(start, int)
            ]
        return []

    def add(self, suggestion: "Suggestion") -> None:
        """Remember that a suggestion was dismissed, and when.

        Raises:
            KeptFileError: The file cannot be written.
        """
        now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        with self._writing() as connection:
            connection.rows("INSERT OR REPLACE INTO dismissed VALUES (?, ?, ?, ?)", suggestion.key)
            connection.rows(
                "INSERT OR REPLACE INTO dismissed_at VALUES (?, ?, ?, ?, ?)", (*suggestion.key, now)
            )

    def take_away(self, suggestion: "Suggestion") -> None:
        """Forget that a suggestion was dismissed.

        Raises:
            KeptFileError: The file cannot be written.
        """
        with self._writing() as connection:
            for table in ("dismissed", "dismissed_at"):
                connection.rows(
                    f"DELETE FROM {table} "
                    "WHERE library = ? AND path = ? AND start = ? AND words = ?",
                    suggestion.key,
                )

    def last(self, libraries: Iterable[Path]) -> "tuple[str, Suggestion] | None":
        """Return when the last suggestion in these libraries was dismissed, and which it was."""
        names = [os.fsencode(library) for library in libraries]
        with suppress(sqlite3.Error):
            for library, path, start, words, at in self._connection.rows(
                "SELECT library, path, start, words, at FROM dismissed_at "
                f"WHERE library IN ({', '.join('?' * len(names))}) ORDER BY at DESC LIMIT 1",
                names,
            ):
                assert isinstance(library, bytes)
                assert isinstance(start, int)
                folder = Path(os.fsdecode(library))
                return str(at), Suggestion(folder, str(path), start, str(words))
        return None

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        try:
            with self._connection.together() as connection:
                yield connection
        except sqlite3.Error as error:
            raise KeptFileError(
                f"A dismissed suggestion cannot be kept: {error}. See whether the disk is full."
            ) from error


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Words of an article, beginning at the offset `start`, that were suggested."""

    library: Path
    path: str
    start: int
    words: str

    @property
    def key(self) -> tuple[bytes, str, int, str]:
        """What the tables know it by."""
        return os.fsencode(self.library), self.path, self.start, self.words


@dataclass(frozen=True, slots=True)
class Dismissal:
    """One suggestion that was dismissed, as a change that can be taken back."""

    kept: Dismissals
    suggestion: Suggestion

    def redo(self) -> str:
        """Dismiss the suggestion."""
        self.kept.add(self.suggestion)
        return "Done again: dismissed a suggestion."

    def undo(self) -> str:
        """Make the suggestion again."""
        self.kept.take_away(self.suggestion)
        return "Undone: dismissed a suggestion."


def _opened(file: Path | None) -> Connection:
    with suppress(sqlite3.Error, OSError):
        connection = connections(file, _SCHEMA, 1, synchronous="NORMAL")[0]
        connection.rows(_TIMES)
        return connection
    connection = connections(None, _SCHEMA, 1, synchronous="OFF")[0]
    connection.rows(_TIMES)
    return connection
