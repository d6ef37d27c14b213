"""How far the person read each article: kept beside their settings, not in the cache.

One table for all libraries, in the state folder. Several windows may write; the last one
that leaves an article says where it was left.
"""

import os
import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from reader.errors import KeptFileError
from reader.state.database import Connection, connections, is_damage, parts

Progress: TypeAlias = Literal["unread", "begun", "done"]

_SCHEMA = """
CREATE TABLE reading (
    library BLOB NOT NULL, path TEXT NOT NULL,
    progress TEXT NOT NULL, position INTEGER NOT NULL, changed INTEGER NOT NULL,
    PRIMARY KEY (library, path)
) WITHOUT ROWID
"""


@dataclass(frozen=True, slots=True)
class Place:
    """How far an article was read, and the offset in its text where it was left.

    The offset may lie past the end of a text that became shorter since.
    """

    progress: Progress = "unread"
    position: int = 0


class ReadingLog:
    """The places in all articles, kept in `file`, or in memory when that cannot be.

    A file that is damaged is set aside and a new one begun. `notice` says what the person
    should know of it, and is empty when all is well.
    """

    def __init__(self, file: Path | None) -> None:
        self.notice = ""
        self._file = file
        self._connection = self._opened()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def place(self, library: Path, path: str) -> Place:
        """Return how far an article was read, which is not at all for an unknown one.

        Raises:
            KeptFileError: The file cannot be read.
        """
        with self._told():
            found = self._connection.rows(
                "SELECT progress, position FROM reading WHERE library = ? AND path = ?",
                (os.fsencode(library), path),
            )
        return _place(*found[0]) if found else Place()

    def keep(self, library: Path, path: str, place: Place) -> None:
        """Keep how far an article was read.

        Raises:
            KeptFileError: The file cannot be written.
        """
        with self._told(), self._connection.together():
            self._connection.rows(
                "INSERT OR REPLACE INTO reading VALUES (?, ?, ?, ?, ?)",
                (os.fsencode(library), path, place.progress, place.position, int(time.time())),
            )

    def follow(self, library: Path, before: str, now: str) -> None:
        """Let the place in an article go with it to another path, if none is kept there.

        Raises:
            KeptFileError: The file cannot be written.
        """
        with self._told(), self._connection.together():
            self._connection.rows(
                "UPDATE OR IGNORE reading SET path = ? WHERE library = ? AND path = ?",
                (now, os.fsencode(library), before),
            )

    def progress_in(self, library: Path) -> Mapping[str, Progress]:
        """Return how far the articles of a library were read, by path; the unread not at all.

        Raises:
            KeptFileError: The file cannot be read.
        """
        with self._told():
            rows = self._connection.rows(
                "SELECT path, progress FROM reading WHERE library = ?", (os.fsencode(library),)
            )
        return {str(path): _progress(progress) for path, progress in rows if progress != "unread"}

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise KeptFileError(
                f"How far articles were read cannot be kept in {self._file}: {error}. "
                "See whether its disk is full and the file is yours."
            ) from error

    def _opened(self) -> Connection:
        reason: Exception
        try:
            return self._connected()
        except (sqlite3.Error, OSError) as error:
            reason = error
        if self._file is not None and is_damage(reason):
            aside = self._file.with_name(f"{self._file.name}.damaged-{int(time.time())}")
            with suppress(sqlite3.Error, OSError):
                for part, place in zip(parts(self._file), parts(aside), strict=True):
                    if part.exists():
                        part.replace(place)
                connection = self._connected()
                self.notice = (
                    f"How far articles were read could not be understood in {self._file}. "
                    f"That file is now {aside.name}, and all articles count as unread."
                )
                return connection
        self.notice = (
            f"How far articles are read cannot be kept in {self._file}: {reason}. "
            "It is forgotten when copydesk ends."
        )
        return connections(None, _SCHEMA, 1, synchronous="OFF")[0]

    def _connected(self) -> Connection:
        return connections(self._file, _SCHEMA, 1, synchronous="NORMAL")[0]


def _place(progress: object, position: object) -> Place:
    return Place(_progress(progress), position if isinstance(position, int) else 0)


def _progress(value: object) -> Progress:
    return "done" if value == "done" else "begun" if value == "begun" else "unread"
