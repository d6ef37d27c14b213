"""The storage that `database.py` tells of: what is in memory, and when it goes to disk.

A change is made under the lock, in four steps: take in what others did, decide, append the
line, and only then change what is in memory.
"""

import json
import os
import threading
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from tinydb.storages import Storage

from annotations import disk
from annotations.disk import Stamp, stamp_of
from annotations.errors import NewerStoreError, ReadOnlyStoreError, StoreError, UnreadableStoreError
from annotations.journal.file import JournalFile
from annotations.journal.json_text import JSONValue, Tables, dumps, loads, text_of
from annotations.journal.lines import (
    Change,
    Checkpoint,
    Journal,
    Step,
    again,
    checksum,
    head,
    read_line,
    written_change,
    written_checkpoint,
)
from annotations.journal.locking import FileLock
from annotations.journal.recovery import Recovered, recover, replay

HISTORY = 16 << 20
"""Bytes of changes that stay in the journal, to be undone, when it is shortened."""

CHECKPOINT_AT = 1 << 20
"""Bytes of changes after which a checkpoint begins by itself; an eighth of a large file."""


WORKING_FILES = frozenset(
    ".gitignore journal new-journal previous.json previous.part lock checkpointing new.json "
    "rebuilt.json".split()
)
"""What lies in the folder beside a store; every other file there was kept aside."""


def folder_of(path: Path) -> Path:
    """Return the folder with the journal of the store at `path`."""
    real = Path(os.path.realpath(path))  # so a link stays a link
    return real.with_name(f".{real.name}.d")


class JournalStorage(Storage):
    """A TinyDB storage with a journal; takes what `tinydb.JSONStorage` takes.

    `lazy` leaves the disk alone until the first change. `check` sees the content before
    anything is written, and may refuse it by raising. With options of `json.dumps`
    (`indent=2`) the file has that form, and is replaced at every change.

    `problems` holds a sentence for everything found broken, replaced or left undone. The
    `followers` are called with the steps of every change, or with None when all may have
    changed.

    Raises:
        StoreError: The file cannot be read, or is no TinyDB file.
        FileNotFoundError: There is no such folder; or no such file, to be read only.
    """

    def __init__(
        self,
        path: str | Path,
        create_dirs: bool = False,
        encoding: str | None = None,
        access_mode: str = "r+",
        *,
        lazy: bool = False,
        check: Callable[[Tables], None] | None = None,
        **options: object,
    ) -> None:
        if (encoding or "utf-8").lower().replace("_", "-") not in ("utf-8", "utf8"):
            raise ValueError(f"A store is UTF-8, not {encoding}.")
        if access_mode not in ("r", "r+", "rb", "rb+"):
            warnings.warn("Using an `access_mode` other than r or r+ is taken as r+", stacklevel=2)
        self.path = Path(os.path.realpath(path))
        self.folder = folder_of(self.path)
        self._journal = JournalFile(self.folder / "journal")
        self.read_only = ""
        self.problems: list[str] = []
        self._opened = False  # whether anything was read yet
        self.followers: list[Callable[[Sequence[Step] | None], None]] = []
        self._check = check
        self._options = options
        self._mutex = threading.RLock()
        self._depth = 0  # how often this thread holds the lock
        self._handle = FileLock(self.folder / "lock")
        self._checkpointing = FileLock(self.folder / "checkpointing")
        self._one_checkpoint = threading.Lock()
        self._background: threading.Thread | None = None
        self._tables: Tables = {}
        self._file = Stamp()  # the TinyDB file as last seen, and what the journal says of it
        self._checkpoint = self._expected = Checkpoint(0, checksum(b""), Stamp())
        self._sound = True  # whether the file is worth to be kept as the previous one
        self._n = 0  # the last change
        self._checkpointed_at = 0  # where the journal ended at the last checkpoint, or at opening
        for place in (self.path, self.path.parent):
            if place.exists() and not os.access(place, os.W_OK):
                self.read_only = f"{place} can only be read; nothing can be saved in it."
        reading = access_mode in ("r", "rb")
        if reading:
            self.read_only = f"{self.path} was opened for reading only."
        if reading or (self.read_only and not lazy):
            self.path.stat()
        elif not lazy and not self.path.exists():
            with self._refusing("made"):
                if create_dirs:
                    self.path.parent.mkdir(parents=True, exist_ok=True)
                self.path.touch()
        with self._mutex, self._refusing("read"):
            self._read_again()

    # -- opening, and following what other programs do

    def refresh(self) -> None:
        """Take in what other programs did."""
        with self._mutex:
            self._must_be_open()
            if not self._depth:
                with self._refusing("read"):
                    self._catch_up()

    def _catch_up(self) -> None:
        news = self._journal.news()
        if news is None or (news and not self._take_in()):
            self._read_again()
        now = stamp_of(self.path)
        if now == self._file:
            return
        if now.same_text_as(self._expected.stamp):
            self._file = now  # another program checkpointed
            self._note(self._expected)
        else:
            self._read_again()

    def _take_in(self) -> bool:
        """Do the changes that others appended; tell whether all of them were whole."""
        tail = self._journal.read_on(locked=self._depth > 0)
        for body in tail.bodies if tail else ():
            line = read_line(body)
            if isinstance(line, Checkpoint):
                self._expected = line
            else:
                self._do(line)
        return tail is not None

    def _read_again(self) -> None:
        """Read everything; hold the lock, and mend what is broken, where that is possible."""
        if not (self._depth or self.read_only) and self.folder.is_dir():
            try:
                with self._holding():
                    self._read_all()
                return
            except OSError as error:
                if self._opened or isinstance(error, UnreadableStoreError | NewerStoreError):
                    raise
                self.read_only = f"{self.path} can only be read now: {disk.reason(error)}."
        if self._read_all().brought and not self.read_only:
            self._make_folder()  # what was brought has to be recorded
            self._read_again()

    def _read_all(self) -> Recovered:
        stamp = stamp_of(self.path)
        text = disk.read_or_empty(self.path)
        checkpoint = Checkpoint(0, checksum(text), stamp)
        journal = self._journal.read(checkpoint.checksum)
        try:
            found = recover(text, checkpoint, journal, self._previous)
        except ValueError as error:
            if not self._opened:
                raise UnreadableStoreError(
                    f"{self.path} cannot be read: {error}. Put a good copy in its place, or let "
                    "“copydesk doctor --repair” save what can still be read."
                ) from error
            found = Recovered({}, damaged=True, aside=[("damaged.json", text)])
        if self._check is not None:
            self._check(found.tables)
        if self._opened:
            self._compare(found, stamp)
        mends = self._depth > 0 and not self.read_only
        if mends:
            self._keep_aside(journal, found)
        self._opened = True
        self._tables, self._n, self._sound = found.tables, found.n, not found.damaged
        self._file = stamp
        checkpoint = replace(checkpoint, n=found.in_file, last=found.n, own=found.own)
        self._checkpoint = self._expected = checkpoint
        self._checkpointed_at = self._journal.position
        self.problems += found.problems
        self._tell(None)
        if mends:
            self._mend(found)
        return found

    def _compare(self, found: Recovered, stamp: Stamp) -> None:
        """What this program still has in memory may be more than the disk has now."""
        behind = found.n < self._n
        if found.n > self._n:
            return
        if found.damaged or (behind and stamp in (self._file, Stamp())):
            found.tables, found.n, found.damaged = self._tables, self._n, True
            found.in_file = found.n
            found.problems = ["A file of the store is gone or broken; it is written again."]
        elif behind:
            found.aside.append(("unsaved.json", self._tables))

    def _keep_aside(self, journal: Journal, found: Recovered) -> None:
        for damage in journal.damages:
            kept = disk.keep_aside(self.folder, "damaged-journal", damage.data)
            what = "A damaged line of the journal was mended"
            if not damage.mended:
                what = f"{len(damage.data)} bytes of an unfinished or damaged save were set aside"
            found.problems.append(f"{what}; they are kept as {kept}.")
        for name, content in found.aside:
            raw = content if isinstance(content, bytes) else b"".join(text_of(content))
            kept = disk.keep_aside(self.folder, name, raw)
            found.problems.append(f"What was there before is kept as {kept}.")

    def _mend(self, found: Recovered) -> None:
        """Make the disk sound again."""
        if found.brought or found.replaced:
            change = Change(self._n + 1, tuple(found.brought))
            line = written_change(change) if found.brought else b""
            last = change.n if found.brought else self._n
            self._append(line + written_checkpoint(replace(self._checkpoint, last=last)))
            if found.brought:
                self._n += 1
        elif self._journal.torn:
            self._append(b"")
        if found.damaged:
            self._checkpoint_holding()

    def _previous(self) -> bytes:
        return disk.read_or_empty(self.folder / "previous.json")

    @contextmanager
    def _refusing(self, what: str) -> Iterator[None]:
        """Turn what the system says into a sentence."""
        try:
            yield
        except StoreError:
            raise
        except OSError as error:
            raise StoreError(f"{self.path} could not be {what}: {disk.reason(error)}.") from error

    # -- changing

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Keep every other thread and program from changing anything meanwhile.

        Raises:
            ReadOnlyStoreError: Nothing can be saved here.
            StoreError: The lock cannot be had, or what is on disk cannot be read.
        """
        with self._mutex, ExitStack() as held:
            self._must_be_open()
            if not self._depth:
                if self.read_only:
                    raise ReadOnlyStoreError(self.read_only)
                with self._refusing("saved"):
                    self._make_folder()
                    held.enter_context(self._holding())
                    self._catch_up()
                    if not self._sound:
                        self._checkpoint_holding()
            yield

    def commit(
        self,
        steps: Sequence[Step],
        *,
        by: str = "",
        what: str = "",
        undoes: int = 0,
        redoes: int = 0,
    ) -> int:
        """Do the steps, all or none; they are on disk when this returns.

        Returns the number of the change, 0 where everything was so already.

        Raises:
            StoreError: They could not be written; everything is as before.
        """
        with self.changing():
            made = tuple(self._effective(steps))
            if not made and not undoes and not redoes:
                if self._journal.torn:  # a refused line may still be in it
                    with self._refusing("saved"):
                        self._append(b"")
                return 0
            change = Change(self._n + 1, made, by, what, "", undoes, redoes)
            with self._refusing("saved"):
                self._append(written_change(change))
            self._do(change)
            if self._options:
                self._trying(self._checkpoint_holding)
        grown = self._journal.position - self._checkpointed_at
        if grown > max(CHECKPOINT_AT, self._file.size // 8):
            self.checkpoint_in_background()
        return change.n

    def _effective(self, steps: Sequence[Step]) -> Iterator[Step]:
        """Yield the steps that change something, each with what is there before it."""
        done: dict[tuple[str, str | None], bytes | None] = {}
        for table, key, _, new in steps:
            documents = self._tables.get(table)
            if (table, key) in done:
                old = done[table, key]
            elif key is None:
                old = b"{}" if isinstance(documents, dict) else documents
            else:
                old = documents.get(key) if isinstance(documents, dict) else None
            if new != old:
                done[table, key] = new
                yield Step(table, key, old, new)

    def _do(self, change: Change) -> None:
        replay(self._tables, change.steps)
        self._n = change.n
        self._tell(change.steps)

    def _note(self, checkpoint: Checkpoint) -> None:
        self._checkpoint = self._expected = checkpoint
        self._checkpointed_at = self._journal.position

    def _tell(self, steps: Sequence[Step] | None) -> None:
        for follow in self.followers:
            follow(steps)

    @contextmanager
    def _holding(self) -> Iterator[None]:
        with self._handle:
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1

    def _must_be_open(self) -> None:
        if self._handle.closed:
            raise ValueError(f"The store {self.path} is closed.")

    def _make_folder(self) -> None:
        if not self.folder.is_dir():
            self.folder.mkdir(exist_ok=True)
            (self.folder / ".gitignore").write_bytes(b"*\n")

    def _append(self, line: bytes) -> None:
        self._journal.append(line, first=written_checkpoint(self._checkpoint))

    # -- checkpoints

    def checkpoint(self) -> None:
        """Write everything into the TinyDB file; changes can go on meanwhile.

        Raises:
            StoreError: It could not be written; the journal still has everything.
        """
        with self._one_checkpoint, self._refusing("written anew"):
            with self.changing():
                if self._n == self._checkpoint.n:
                    return
            with self._checkpointing:
                with self.changing():
                    n, file = self._n, self._file
                    tables = {
                        name: dict(documents) if isinstance(documents, dict) else documents
                        for name, documents in self._tables.items()
                    }
                written = self._written(tables, "new.json")
                with self.changing():
                    if self._file == file:  # nobody replaced it meanwhile
                        self._install(n, *written)

    def checkpoint_in_background(self) -> None:
        """Fold in a thread of its own, unless that is being done; failures are `problems`."""
        with self._mutex:
            if self._background is None or not self._background.is_alive():
                self._background = threading.Thread(target=self._trying, args=(self.checkpoint,))
                with suppress(RuntimeError):  # no thread to be had: the next checkpoint will do
                    self._background.start()

    def _checkpoint_holding(self) -> None:
        """Fold with the lock held; nothing can go on meanwhile."""
        with self._refusing("written anew"):
            self._install(self._n, *self._written(self._tables, "rebuilt.json"))

    def _trying(self, checkpoint: Callable[[], None]) -> None:
        """Fold, where a failure takes nothing back: the journal has everything."""
        try:
            checkpoint()
        except StoreError as error:
            self.problems.append(f"{error} Every change is safe in {self._journal.path}.")
            self._checkpointed_at = self._journal.position  # not again after each change

    def _written(
        self, tables: Mapping[str, Mapping[str, bytes] | bytes], name: str
    ) -> tuple[Path, Checkpoint]:
        """Write `tables` whole into a new file; return it and its checkpoint, without the n."""
        new, total = self.folder / name, sha256()
        pieces = text_of(tables) if not self._options else _stock_text(tables, self._options)

        def summed() -> Iterator[bytes]:
            for piece in pieces:
                total.update(piece)
                yield piece

        stamp = disk.write_whole(new, summed())
        with suppress(OSError):
            disk.copy_owner(self.path, new)
        return new, Checkpoint(0, total.hexdigest()[:16], stamp, own=not self._options)

    def _install(self, n: int, new: Path, checkpoint: Checkpoint) -> None:
        """With the lock held, let the new file be the file; it holds the changes up to `n`."""
        checkpoint = replace(checkpoint, n=n, last=self._n)
        if self._sound and self._file.size:
            disk.link(self.path, self.folder / "previous.json")
        if self._journal.exists:
            self._append(written_checkpoint(replace(checkpoint, installed=False)))
        new.replace(self.path)
        self._file, self._sound = stamp_of(self.path), True
        self._note(checkpoint)
        disk.sync_folder(self.path.parent)
        disk.sync_folder(self.folder)
        self._append(written_checkpoint(checkpoint))

    def _shorten(self) -> None:
        """Drop from the journal what nobody will undo and no file needs.

        Others wait meanwhile, so it is done at close.
        """
        with self.changing(), self._refusing("shortened"):
            journal = self._journal.so_far()
            found = checksum(self._previous())
            known = (it for it in journal.checkpoints() if it.checksum == found)
            before = next(known, self._checkpoint)
            kept, size = [], 0
            for body in reversed(journal.bodies):
                number, is_checkpoint = head(body)
                if not is_checkpoint and (number > before.n or size + len(body) <= HISTORY):
                    kept.append(again(body))
                    size += len(body)
            if size < self._journal.position // 2:
                present = replace(self._checkpoint, last=self._n)  # some changes may be after its n
                lines = [written_checkpoint(before), *reversed(kept), written_checkpoint(present)]
                self._journal.replace(b"".join(lines))

    # -- what TinyDB asks of a storage

    def documents(self, table: str) -> dict[str, bytes]:
        """Return the documents of a table, by id, as JSON; not to be changed."""
        documents = self._tables.get(table, {})
        return documents if isinstance(documents, dict) else {}

    def changes(self) -> Iterator[Change]:
        """Yield the changes that the journal still tells of, the latest first."""
        return self._journal.so_far().backwards()

    def names(self) -> set[str]:
        """Return the names of the tables."""
        self.refresh()
        return set(self._tables)

    def read(self) -> dict[str, dict[str, JSONValue]] | None:
        """Return everything; None where nothing was ever written."""
        self.refresh()
        with self._mutex:
            if not self._tables and not self._n and not self._file.size:
                return None
            data: dict[str, dict[str, JSONValue]] = {}
            for name, documents in self._tables.items():
                if isinstance(documents, dict):
                    data[name] = {key: loads(raw) for key, raw in documents.items()}
                else:  # no table, but TinyDB's storages keep any JSON
                    data[name] = json.loads(documents)
            return data

    def write(self, data: Mapping[str, Mapping[str, JSONValue]]) -> None:
        """Make everything as `data` tells, as one change."""
        wanted = {name: _as_table(value) for name, value in data.items()}
        with self.changing():
            steps: list[Step] = []
            for name, old in self._tables.items():
                new = wanted.get(name)
                if isinstance(old, dict):
                    keep = new if isinstance(new, dict) else {}
                    steps += [Step(name, key, None, None) for key in old if key not in keep]
                if new is None or type(new) is not type(old):
                    steps.append(Step(name, None, None, None))
            for name, new in wanted.items():
                if isinstance(new, bytes):
                    steps.append(Step(name, None, None, new))
                    continue
                steps.append(Step(name, None, None, b"{}"))
                steps += [Step(name, key, None, raw) for key, raw in new.items()]
            self.commit(steps)

    def close(self) -> None:
        """Write what is not in the file yet, and let go of the files."""
        if self._background is not None and self._background.is_alive():
            self._background.join()
        if self._handle.closed:
            return
        if (self._n > self._checkpoint.n or not self._sound) and not self.read_only:
            self._trying(self.checkpoint)
            if self._journal.position > 2 * HISTORY:
                self._trying(self._shorten)
        self.abandon()

    def abandon(self) -> None:
        """Let go of the files as they are; the next to open them reads the journal."""
        with self._mutex:
            self._journal.close()
            self._checkpointing.close()
            self._handle.close()


def _as_table(value: object) -> dict[str, bytes] | bytes:
    if isinstance(value, Mapping) and all(isinstance(part, Mapping) for part in value.values()):
        return {str(key): dumps(dict(document)) for key, document in value.items()}
    return dumps(value)


def _stock_text(
    tables: Mapping[str, Mapping[str, bytes] | bytes], options: Mapping[str, object]
) -> Iterator[bytes]:
    """Return the text as TinyDB's own storage would write it, with these options."""
    raw = b"".join(text_of(tables))
    dumped: Callable[..., str] = json.dumps
    yield dumped(json.loads(raw), **options).encode()
