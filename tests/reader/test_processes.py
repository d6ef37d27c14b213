"""Memory that was needed for a moment goes back to the system where that is possible."""

import ctypes
from pathlib import Path
from types import SimpleNamespace

from reader.processes import give_back
from reader.state.database import connections


def test_the_c_library_is_asked_to_give_back_what_was_freed(monkeypatch):
    asked = []
    monkeypatch.setattr(ctypes, "CDLL", lambda name: SimpleNamespace(malloc_trim=asked.append))
    give_back()
    assert asked == [0]


def test_a_c_library_that_cannot_give_back_is_no_problem(monkeypatch):
    monkeypatch.setattr(ctypes, "CDLL", lambda name: SimpleNamespace())
    give_back()


def test_connections_keep_little_of_a_file(tmp_path: Path):
    for connection in connections(
        tmp_path / "table.db", "CREATE TABLE t (a)", 2, synchronous="OFF"
    ):
        assert connection.rows("PRAGMA cache_size") == [(-256,)]
        connection.close()
