"""An SQLite file that several threads and several windows use at once.

Each connection has a lock of its own, so that one who asks never waits for one who
writes. Nothing may hold a connection while it reads an article.
"""

import sqlite3
import threading
import zlib
from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeAlias

Field: TypeAlias = str | bytes | int | None
Given: TypeAlias = Field | float
"""What a statement is given."""
Fields: TypeAlias = tuple[Field, ...]

_PATIENCE = 5.0
"""Seconds to wait for another window that writes; chosen well above any transaction."""

_INSTRUCTIONS = 20_000
"""Steps of SQLite between two looks at whether its answer is wanted: about a millisecond."""

_ROWS_AT_ONCE = 1000

_CACHE = 256
"""Kilobytes of the file that a connection keeps; the system keeps them as well.

With the two megabytes that are usual, nothing in a list of 100,000 is found sooner.
"""


class Connection:
    """One connection; its methods may be called from any thread, one after the other."""

    def __init__(self, place: Path | str) -> None:
        self._lock = threading.RLock()
        self._connection = sqlite3.connect(
            place, check_same_thread=False, timeout=_PATIENCE, isolation_level=None
        )

    def rows(self, statement: str, values: Sequence[Given] = ()) -> list[Fields]:
        """Return all that a statement answers.

        Raises:
            sqlite3.Error: The file cannot be read or written, or is damaged.
        """
        with self._lock:
            return self._executed(statement, values).fetchall()

    def many(self, statement: str, values: Sequence[Sequence[Given]]) -> None:
        """Change something once with each of these values.

        Raises:
            sqlite3.Error: The file cannot be written, or is damaged.
        """
        with self._lock:
            self._connection.executemany(statement, values)

    def numbers(
        self,
        statement: str,
        values: Sequence[Given] = (),
        *,
        wanted: Callable[[], bool] = lambda: True,
        every: int = _INSTRUCTIONS,
    ) -> "array[int]":
        """Return the one number in each row that a statement answers.

        `wanted` is asked after so many steps of SQLite, a millisecond or so.

        Raises:
            UnwantedError: `wanted` said no.
            sqlite3.Error: The file cannot be read, or is damaged.
        """
        with self._lock:
            self._connection.set_progress_handler(lambda: not wanted(), every)
            try:
                found = self._executed(statement, values)
                numbers = array("q")
                while rows := found.fetchmany(_ROWS_AT_ONCE):
                    numbers.fromlist([number for (number,) in rows])
                return numbers
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                    raise UnwantedError from error
                raise
            finally:
                self._connection.set_progress_handler(None, 0)

    def _executed(self, statement: str, values: Sequence[Given]) -> sqlite3.Cursor:
        try:
            return self._connection.execute(statement, values)
        except UnicodeEncodeError:
            # Half of a pair of surrogates, which SQLite does not take.
            return self._connection.execute(statement, [_whole(value) for value in values])

    @contextmanager
    def together(self) -> Iterator["Connection"]:
        """Write all changes of the block at once, or none when it fails."""
        with self._lock:
            if self._connection.in_transaction:
                yield self
                return
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self
                self._connection.execute("COMMIT")
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()


def _whole(value: Given) -> Given:
    return value.encode(errors="replace").decode() if isinstance(value, str) else value


class UnwantedError(Exception):
    """What was asked for is not wanted any more."""


class WrongTableError(sqlite3.DatabaseError):
    """A file holds other tables than ours."""


def connections(
    file: Path | None, schema: str, number: int, *, synchronous: str
) -> tuple[Connection, ...]:
    """Return as many connections to `file`, whose tables are made where there are none.

    Without a file, they are one connection to tables in memory.

    Raises:
        WrongTableError: The file holds other tables.
        sqlite3.Error: It cannot be opened.
        OSError: Its folder cannot be made.
    """
    if file is None:
        connection = Connection(":memory:")
        _make(connection, schema)
        return (connection,) * number
    file.parent.mkdir(parents=True, exist_ok=True)
    opened = []
    try:
        for _ in range(number):
            connection = Connection(file)
            opened.append(connection)
            _prepare(connection, synchronous)
            _make(connection, schema)
    except BaseException:
        for connection in opened:
            connection.close()
        raise
    return tuple(opened)


def is_damage(error: Exception) -> bool:
    """Tell whether an error means that the file is no use to anybody."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return isinstance(error, WrongTableError) or code in (
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
    )


def is_held(error: sqlite3.Error) -> bool:
    """Tell whether another window was writing for longer than anyone should."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def parts(file: Path) -> tuple[Path, ...]:
    """Return the files that belong together, in the order in which they are removed.

    The database goes last: a log that outlived it would be taken for the next one's.
    """
    return (file.with_name(f"{file.name}-wal"), file.with_name(f"{file.name}-shm"), file)


def _prepare(connection: Connection, synchronous: str) -> None:
    connection.rows(f"PRAGMA synchronous = {synchronous}")
    connection.rows(f"PRAGMA cache_size = -{_CACHE}")
    if connection.rows("PRAGMA journal_mode") != [("wal",)]:
        # A file system that cannot do it, or another window at it, is no harm.
        with suppress(sqlite3.OperationalError):
            connection.rows("PRAGMA journal_mode = WAL")


def _statements(schema: str) -> Iterator[str]:
    """Yield each statement; a trigger has others in it."""
    statement = ""
    for part in schema.split(";"):
        statement += f"{part};"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _make(connection: Connection, schema: str) -> None:
    ours = zlib.crc32(schema.encode()) & 0x7FFFFFFF
    if connection.rows("PRAGMA user_version") == [(ours,)]:
        return
    with connection.together():
        if connection.rows("PRAGMA user_version") == [(ours,)]:
            return
        if connection.rows("SELECT 1 FROM sqlite_master LIMIT 1"):
            raise WrongTableError("other tables")
        for statement in _statements(schema):
            connection.rows(statement)
        connection.rows(f"PRAGMA user_version = {ours}")
