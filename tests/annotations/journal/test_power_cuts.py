"""Nothing acknowledged is lost when the power fails, or when the system refuses a call."""

import errno
import os
import random
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tinydb import TinyDB
from tinydb.table import Document

from annotations.errors import StoreError
from annotations.journal import checkpoints, place
from annotations.journal.database import JournalStorage, open_database

CALLS = ("open", "write", "fsync", "ftruncate", "replace", "link", "unlink", "mkdir")


class Disk:
    """Stands between the store and the system, and knows what a power cut would leave.

    Of a file that is what was flushed, of a folder the names it had when it was flushed.
    The calls whose numbers are in `refused` fail.
    """

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.calls = 0
        self.before: Callable[[], None] = lambda: None
        self.refused = range(0)
        self._written: dict[int, bytes] = {}
        self._flushed: dict[int, bytes] = {}
        self._names: dict[str, int] = {}
        self._flushed_names: dict[str, int] = {}
        self._open: dict[int, int | str] = {}
        monkeypatch.setattr(os, "fsync", lambda descriptor: None)  # told apart here, and slow
        for name in CALLS:
            monkeypatch.setattr(os, name, self._watched(name, getattr(os, name)))
        close = os.close

        def forget(descriptor):
            self._open.pop(descriptor, None)
            close(descriptor)

        monkeypatch.setattr(os, "close", forget)

    def left(self, chance: random.Random | None = None) -> dict[str, bytes]:
        """Return the files that a power cut leaves: the least, or by chance some more."""
        files = {}
        folders = {_folder(name) for name in self._names | self._flushed_names}
        for folder in folders:
            lucky = chance is not None and chance.random() < 0.5
            names = self._names if lucky else self._flushed_names
            for name, number in names.items():
                if _folder(name) == folder:
                    files[os.path.relpath(name, self.folder)] = self._content(number, chance)
        return files

    def _content(self, number: int, chance: random.Random | None) -> bytes:
        flushed, written = self._flushed.get(number, b""), self._written[number]
        if chance is None or not written.startswith(flushed):
            return flushed
        return written[: chance.randint(len(flushed), len(written))]

    def _watched(self, name, real):
        def call(*arguments, **more):
            subject = arguments[-1] if name in ("link", "replace") else arguments[0]
            if isinstance(subject, int):
                mine = subject in self._open
            else:
                mine = os.fspath(subject).startswith(str(self.folder))
            if not mine:
                return real(*arguments, **more)
            self.before()
            self.calls += 1
            if self.calls in self.refused:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            result = real(*arguments, **more)
            getattr(self, f"_after_{name}")(result, *arguments)
            return result

        return call

    def _after_open(self, descriptor, path, flags=0, *_):
        path = os.fspath(path)
        if Path(path).is_dir():
            self._open[descriptor] = path
            return
        number = self._names.setdefault(path, len(self._written))
        self._written.setdefault(number, b"")
        if flags & os.O_TRUNC:
            self._written[number] = b""
        self._open[descriptor] = number

    def _after_write(self, count, descriptor, data):
        self._written[self._open[descriptor]] += bytes(data)[:count]

    def _after_ftruncate(self, _, descriptor, length):
        number = self._open[descriptor]
        self._written[number] = self._written[number][:length]

    def _after_fsync(self, _, descriptor):
        subject = self._open[descriptor]
        if isinstance(subject, int):
            self._flushed[subject] = self._written[subject]
            return
        for names, keep in ((self._flushed_names, False), (self._names, True)):
            for name, number in list(names.items()):
                if _folder(name) == subject:
                    if keep:
                        self._flushed_names[name] = number
                    else:
                        del self._flushed_names[name]

    def _after_replace(self, _, old, new):
        self._names[os.fspath(new)] = self._names.pop(os.fspath(old))

    def _after_link(self, _, old, new):
        self._names[os.fspath(new)] = self._names[os.fspath(old)]

    def _after_unlink(self, _, path):
        self._names.pop(os.fspath(path), None)

    def _after_mkdir(self, *_):
        pass


def _folder(name: str) -> str:
    return name.rpartition("/")[0]


State = dict[int, dict[str, object]]


class Session:
    """Works on a store, and knows what was acknowledged and what was refused since."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.acknowledged: State = {}
        self.possible: list[State] = [{}]
        self.refused = 0

    def work(self) -> None:
        """Do some of everything, over two sessions."""
        for first in (0, 10):
            try:
                database = open_database(self.path)
            except StoreError:
                self.refused += 1
                continue
            journal = database.storage
            assert isinstance(journal, JournalStorage)
            self._put(database, first + 1, {"n": "one"})
            self._put(database, first + 2, {"n": "two"})
            self._put(database, first + 1, {"n": "changed"})
            self._try(journal.checkpoint)
            self._put(database, first + 3, {"n": "three", "long": "x" * 300})
            self._drop(database, first + 2)
            self._try(journal.checkpoint)
            self._put(database, first + 4, {"n": "four"})
            database.close()

    def _put(self, database: TinyDB, number: int, document: dict[str, object]) -> None:
        if number in self.acknowledged:
            self._change(lambda: database.update(document, doc_ids=[number]), number, document)
        else:
            self._change(lambda: database.insert(Document(document, number)), number, document)

    def _drop(self, database: TinyDB, number: int) -> None:
        self._change(lambda: database.remove(doc_ids=[number]), number, None)

    def _change(
        self, change: Callable[[], object], number: int, document: dict[str, object] | None
    ) -> None:
        after = {key: value for key, value in self.acknowledged.items() if key != number}
        if document is not None:
            after[number] = document
        self.possible.append(after)
        if self._try(change):
            self.acknowledged, self.possible = after, [after]

    def _try(self, change: Callable[[], object]) -> bool:
        try:
            change()
        except StoreError:
            self.refused += 1
            return False
        return True


def what_is_in(path: Path) -> State:
    with open_database(path) as database:
        found = {document.doc_id: dict(document) for document in database}
    with TinyDB(path, access_mode="r") as stock:
        assert {document.doc_id: dict(document) for document in stock} == found
    return found


@pytest.fixture(autouse=True)
def one_place(monkeypatch):
    """What is left after a power cut is looked at elsewhere, and is the same machine's."""
    monkeypatch.setattr(place, "name_for", lambda path: "here")


@pytest.fixture
def short_history(monkeypatch):
    monkeypatch.setattr(checkpoints, "HISTORY", 200)


@pytest.mark.parametrize("luck", [None, 1, 2])
def test_a_power_cut_before_any_call_leaves_what_was_acknowledged(
    tmp_path, monkeypatch, short_history, luck
):
    (tmp_path / "disk").mkdir()
    disk = Disk(tmp_path / "disk", monkeypatch)
    session = Session(tmp_path / "disk" / "c.json")
    chance = None if luck is None else random.Random(luck)
    cuts = 0

    def cut():
        nonlocal cuts
        cuts += 1
        after = tmp_path / f"after-{cuts}"
        (after / ".c.json.d").mkdir(parents=True)
        for name, content in disk.left(chance).items():
            (after / name).parent.mkdir(exist_ok=True)
            (after / name).write_bytes(content)
        found = what_is_in(after / "c.json")
        assert found in session.possible, cuts

    disk.before = cut
    session.work()
    cut()
    assert session.refused == 0
    assert cuts > 100


@pytest.mark.parametrize("keeps", [False, True])
def test_a_refused_call_loses_nothing_acknowledged(tmp_path, monkeypatch, short_history, keeps):
    number = 0
    while True:
        number += 1
        folder = tmp_path / f"disk-{number}"
        folder.mkdir()
        with monkeypatch.context() as patched:
            disk = Disk(folder, patched)
            disk.refused = range(number, sys.maxsize if keeps else number + 1)
            session = Session(folder / "c.json")
            session.work()
            calls = disk.calls
            patched.undo()
            patched.setattr(os, "fsync", lambda descriptor: None)
            found = what_is_in(folder / "c.json")
        assert found in session.possible, number
        if calls < number:
            assert session.refused == 0
            break
    assert number > 100
