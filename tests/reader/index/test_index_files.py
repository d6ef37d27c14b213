"""The table of a list: whatever happens to its file, the list is right after an update."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from reader.article import Article
from reader.index import Index, Tally
from reader.index.counting import count
from reader.index.query import parse_query
from reader.index.summary import of_article
from reader.index.updating import Updating
from reader.library import scan
from reader.state import database


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "articles"
    place.mkdir()
    for number in range(3):
        (place / f"{number}.txt").write_text(f"Article number {number}.", encoding="utf-8")
    return place


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "table.db"


def update(index: Index, folder: Path) -> None:
    for _ in Updating(index, [folder], lambda _: {}, lambda _: {}).steps():
        pass


def titles(index: Index) -> list[str]:
    return [index.row(number).listed.title for number in index.find(by="title")]


ALL = ["Article number 0", "Article number 1", "Article number 2"]


def other_database(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE articles (id INTEGER)")
        connection.execute("PRAGMA user_version = 1")
    connection.close()


def cut_short(file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(content[: len(content) // 2])


SPOILED = {
    "no database": lambda file: file.write_bytes(b"not a database at all, but long enough" * 99),
    "empty": lambda file: file.write_bytes(b""),
    "cut short": cut_short,
    "overwritten within": lambda file: file.write_bytes(
        file.read_bytes()[:4096] + b"\xff" * 8192 + file.read_bytes()[12288:]
    ),
    "another program's": lambda file: (file.unlink(), other_database(file)),
    "a folder": lambda file: (file.unlink(), file.mkdir()),
}


@pytest.mark.parametrize("spoil", SPOILED.values(), ids=SPOILED)
def test_a_table_that_was_spoiled_between_two_starts_is_made_anew(folder, table, spoil):
    index = Index(table)
    update(index, folder)
    index.close()
    spoil(table)
    again = Index(table)
    again.find()
    update(again, folder)
    assert titles(again) == ALL
    again.close()


@pytest.mark.parametrize("name", ["no database", "cut short", "overwritten within"])
def test_a_table_that_is_spoiled_while_it_is_open_is_filled_anew_by_an_update(folder, table, name):
    index = Index(table)
    update(index, folder)
    for connection in (index, Index(table)):
        connection.close()  # all is in the one file now
    index = Index(table)
    SPOILED[name](table)
    update(index, folder)
    assert titles(index) == ALL
    index.close()


def test_a_table_that_is_spoiled_during_an_update_is_filled_from_the_start(folder, table):
    index = Index(table)
    update(index, folder)
    index.close()
    index = Index(table)
    for number in range(3, 300):
        (folder / f"{number}.txt").write_text("One more.", encoding="utf-8")
    steps = Updating(index, [folder], lambda _: {}, lambda _: {}).steps()
    for _ in range(3):
        next(steps)
    for part in table.parent.iterdir():
        if not part.name.endswith("-shm"):
            part.write_bytes(b"\xff" * part.stat().st_size)
    for _ in steps:
        pass
    assert len(index.find()) == 300
    index.close()


def test_without_a_place_for_the_table_it_is_kept_in_memory(folder, tmp_path):
    (tmp_path / "file").touch()
    index = Index(tmp_path / "file" / "cache" / "table.db")
    update(index, folder)
    assert titles(index) == ALL
    index.close()


def test_the_cache_may_be_wiped_while_the_list_is_open(folder, table):
    index = Index(table)
    update(index, folder)
    shutil.rmtree(table.parent)
    (folder / "1.txt").unlink()
    update(index, folder)
    assert titles(index) == [ALL[0], ALL[2]]
    index.close()


def test_two_windows_share_a_table(folder, table):
    one, other = Index(table), Index(table)
    update(one, folder)
    assert titles(other) == ALL
    (number,) = other.find(parse_query("path:1.txt"))
    with other.together():
        other.count_claims(folder, {"1.txt": Tally(2, ("toll",))})
    assert one.row(number).claims == 2
    (folder / "1.txt").unlink()
    update(other, folder)
    assert titles(one) == [ALL[0], ALL[2]]
    with pytest.raises(KeyError):
        one.row(number)
    one.close()
    other.close()


def test_an_id_is_never_given_to_another_article(folder, table):
    index = Index(table)
    update(index, folder)
    former = set(index.find())
    for file in folder.iterdir():
        file.unlink()
    update(index, folder)
    (folder / "new.txt").write_text("Something new.", encoding="utf-8")
    update(index, folder)
    assert not former & set(index.find())
    index.close()


def test_two_windows_may_update_at_once(folder, table):
    for number in range(3, 400):
        (folder / f"{number}.txt").write_text("One more.", encoding="utf-8")
    one, other = Index(table), Index(table)
    steps = [
        Updating(index, [folder], lambda _: {}, lambda _: {}).steps() for index in (one, other)
    ]
    while steps:
        steps = [running for running in steps if next(running, None) is not None]
    assert len(one.find()) == len(other.find()) == 400
    assert one.times_lost == other.times_lost == 0
    one.close()
    other.close()


def test_names_that_are_no_text_and_odd_characters_are_kept(folder, table):
    odd = folder / "odd \udcff\n'%.txt"
    try:
        odd.write_text("Odd.", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes no such names")
    index = Index(table)
    update(index, folder)
    update(index, folder)
    (number,) = index.find(parse_query("title:odd"))
    assert index.row(number).listed.file == odd
    for _ in count(index, [number], lambda listed: scan.parse_file(odd, listed.path)):
        pass
    assert index.row(number).quotes == 0
    index.close()


def test_an_update_that_is_stopped_halfway_keeps_what_it_did(folder, table):
    for number in range(3, 400):
        (folder / f"{number}.txt").write_text("One more.", encoding="utf-8")
    index = Index(table)
    for step in Updating(index, [folder], lambda _: {}, lambda _: {}).steps():
        if step.done > 100:
            break
    assert 100 < len(index.find()) < 400
    update(index, folder)
    assert len(index.find()) == 400
    index.close()


def test_a_search_that_is_not_wanted_any_more_ends_and_the_table_stays(table):
    index = Index(table)
    with index.together():
        for number in range(3000):
            article = Article(path=f"{number}.txt", title=f"Number {number}", text="Words.")
            row = scan.listed(article, Path("/articles"), Path(f"/articles/{number}.txt"))
            index.put(row, of_article(article, row.library, row.file), "state")
    assert not index.find(by="title", wanted=lambda: False)
    assert len(index.find(by="title")) == 3000
    assert index.times_lost == 0
    index.close()


@pytest.fixture
def held(table, monkeypatch):
    """What a window does that was stopped while it wrote; nobody waits for it long."""
    monkeypatch.setattr(database, "_PATIENCE", 0.01)
    Index(table).close()
    other = sqlite3.connect(table, isolation_level=None)
    yield lambda: other.execute("BEGIN IMMEDIATE")
    other.close()


def test_a_table_that_another_window_holds_is_filled_in_memory(folder, table, held):
    index = Index(table)
    held()
    update(index, folder)
    assert titles(index) == ALL
    index.close()


def test_a_change_is_told_later_where_another_window_holds_the_table(folder, table, held):
    index = Index(table)
    update(index, folder)
    other = held()
    index.tell(folder, claims={"0.txt": Tally(1)}, progress={"0.txt": "done"})
    assert titles(index) == ALL
    other.execute("ROLLBACK")
    index.tell(folder, claims={"0.txt": Tally(2)}, progress={"0.txt": "begun"})
    row = index.row(index.find(by="title")[0])
    assert (row.claims, row.progress, index.times_lost) == (2, "begun", 0)
    index.close()
