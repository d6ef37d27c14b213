"""How far articles were read: kept for good, by several windows, whatever the file is."""

import threading
from pathlib import Path

import pytest

from reader.errors import KeptFileError
from reader.state.progress import Place, ReadingLog

LIBRARY = Path("/articles")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "state" / "reading.db"


def test_an_article_that_was_never_opened_is_unread(file):
    assert ReadingLog(file).place(LIBRARY, "a.txt") == Place("unread", 0)


def test_the_last_window_that_leaves_an_article_says_where_it_was_left(file):
    one, other = ReadingLog(file), ReadingLog(file)
    one.keep(LIBRARY, "a.txt", Place("begun", 10))
    other.keep(LIBRARY, "a.txt", Place("done", 90))
    other.keep(LIBRARY, "b.txt", Place("unread", 5))
    assert one.place(LIBRARY, "a.txt") == Place("done", 90)
    assert one.progress_in(LIBRARY) == {"a.txt": "done"}
    assert one.progress_in(Path("/elsewhere")) == {}
    one.close()
    other.close()
    assert ReadingLog(file).place(LIBRARY, "a.txt") == Place("done", 90)


def test_windows_that_write_at_once_lose_nothing(file):
    def keep(window: int) -> None:
        log = ReadingLog(file)
        for number in range(50):
            log.keep(LIBRARY, f"{window}-{number}.txt", Place("begun", number))
        log.close()

    windows = [threading.Thread(target=keep, args=(window,)) for window in range(4)]
    for window in windows:
        window.start()
    for window in windows:
        window.join()
    assert len(ReadingLog(file).progress_in(LIBRARY)) == 200


def test_a_damaged_file_is_set_aside_and_said_so(file):
    file.parent.mkdir()
    file.write_bytes(b"no database" * 1000)
    log = ReadingLog(file)
    log.keep(LIBRARY, "a.txt", Place("done", 1))
    log.close()
    (aside,) = file.parent.glob("reading.db.damaged-*")
    assert aside.read_bytes() == b"no database" * 1000
    assert aside.name in log.notice
    assert ReadingLog(file).place(LIBRARY, "a.txt") == Place("done", 1)


def test_where_nothing_can_be_kept_it_is_remembered_until_the_end_and_said_so(tmp_path):
    (tmp_path / "state").touch()
    log = ReadingLog(tmp_path / "state" / "reading.db")
    log.keep(LIBRARY, "a.txt", Place("done", 1))
    assert log.place(LIBRARY, "a.txt") == Place("done", 1)
    assert "forgotten" in log.notice


def test_a_file_that_fails_while_it_is_open_is_one_sentence(file):
    log = ReadingLog(file)
    log.keep(LIBRARY, "a.txt", Place("done", 1))
    log.close()
    log = ReadingLog(file)
    file.write_bytes(b"\xff" * file.stat().st_size)

    def keep_many() -> None:
        for number in range(100):
            log.keep(LIBRARY, f"{number}.txt", Place("done", 1))

    with pytest.raises(KeptFileError, match=r"reading\.db"):
        keep_many()
