"""Suggestions that a person dismissed: kept beside their settings, in the state folder.

A dismissal names the article, the place and the words. When the words no longer stand
there, the suggestion is a new one and is made again.
"""

import os
import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from annotations.span import Span
from reader.article import Article
from reader.database import Connection, connections
from reader.errors import KeptFileError

_SCHEMA = """
CREATE TABLE dismissed (
    library BLOB NOT NULL, path TEXT NOT NULL, start INTEGER NOT NULL, words TEXT NOT NULL,
    PRIMARY KEY (library, path, start, words)
) WITHOUT ROWID
"""


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

    def change(self, statement: str, library: Path, article: Article, span: Span) -> None:
        """Add or take away one dismissal.

        Raises:
            KeptFileError: The file cannot be written.
        """
        values = (os.fsencode(library), article.path, span.start, span.of(article.text))
        try:
            with self._connection.together():
                self._connection.rows(statement, values)
        except sqlite3.Error as error:
            raise KeptFileError(
                f"A dismissed suggestion cannot be kept: {error}. See whether the disk is full."
            ) from error


@dataclass(frozen=True, slots=True)
class Dismissal:
    """One suggestion that was dismissed, as a change that can be taken back."""

    kept: Dismissals
    library: Path
    article: Article
    span: Span

    def redo(self) -> str:
        """Dismiss the suggestion."""
        self.kept.change(
            "INSERT OR REPLACE INTO dismissed VALUES (?, ?, ?, ?)",
            self.library,
            self.article,
            self.span,
        )
        return "Done again: dismissed a suggestion."

    def undo(self) -> str:
        """Make the suggestion again."""
        self.kept.change(
            "DELETE FROM dismissed WHERE library = ? AND path = ? AND start = ? AND words = ?",
            self.library,
            self.article,
            self.span,
        )
        return "Undone: dismissed a suggestion."


def _opened(file: Path | None) -> Connection:
    with suppress(sqlite3.Error, OSError):
        return connections(file, _SCHEMA, 1, synchronous="NORMAL")[0]
    return connections(None, _SCHEMA, 1, synchronous="OFF")[0]
