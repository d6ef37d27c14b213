"""The table of articles as an SQLite file, which may be lost at any time."""

import sqlite3
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from reader.index.schema import SCHEMA
from reader.state.database import Connection, Fields, connections, is_damage, parts


class Table:
    """The table of articles, in `file`, or in memory when there is none.

    Three connections, so that a search and a change hold up no row that is asked for. A file
    that is damaged or not ours is replaced; when one cannot be used (any more) the table
    goes on empty, in memory, and `times_lost` says so to the one who fills it.
    """

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self.times_lost = 0
        self._lock = threading.Lock()
        self.asking, self.finding, self.writing = self._opened()

    def close(self) -> None:
        """Let go of the file."""
        for connection in (self.asking, self.finding, self.writing):
            connection.close()

    def ask(self, statement: str, values: Sequence[bytes | str | int] = ()) -> list[Fields]:
        """Return the rows that a statement finds; none once the file cannot be used."""
        connection = self.asking
        try:
            return connection.rows(statement, values)
        except sqlite3.Error as error:
            self.lose(connection, error)
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

    def lose(self, connection: Connection, error: sqlite3.Error) -> None:
        """Go on in memory, with nothing known, unless another thread saw to it already."""
        with self._lock:
            if connection not in (self.asking, self.finding, self.writing):
                return
            if self._file is not None and is_damage(error):
                _remove(self._file)
            self._file = None
            self.asking, self.finding, self.writing = self._opened()
            self.times_lost += 1


def _remove(file: Path) -> None:
    for part in parts(file):
        with suppress(OSError):
            part.unlink()
