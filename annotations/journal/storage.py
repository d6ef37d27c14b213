"""The storage that `database.py` tells of: what is in memory, and when it goes to disk.

A change is made under the lock, in four steps: take in what others did, decide, append the
line, and only then change what is in memory. What others did to the file comes in with the
first of these, or when `refresh` is asked for it.
"""

import json
import os
import threading
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from tinydb.storages import Storage

from annotations import disk
from annotations.disk import Stamp, stamp_of
from annotations.errors import NewerStoreError, ReadOnlyStoreError, StoreError, UnreadableStoreError
from annotations.journal.file import JournalFile
from annotations.journal.json_text import (
    JSONValue,
    Tables,
    differences,
    dumps,
    loads,
)
from annotations.journal.lines import (
    Change,
    Checkpoint,
    Journal,
    Step,
    checksum,
    read_line,
    shortened,
    written_change,
    written_checkpoint,
)
from annotations.journal.locking import FileLock
from annotations.journal.memory import Memory, follows_file, with_memory
from annotations.journal.merging import ByDocument, Merging
from annotations.journal.place import Place
from annotations.journal.recovery import (
    BROKEN,
    NOTHING,
    Own,
    Recovered,
    copied,
    own_state,
    recover,
    replay,
)
from annotations.journal.telling import kept_aside, troubles
from annotations.journal.writing import Background, Writer

HISTORY = 16 << 20
"""Bytes of changes that stay in the journal, to be undone, when it is shortened."""

CHECKPOINT_AT = 1 << 20
"""Bytes of changes after which a checkpoint begins by itself; an eighth of a large file."""

BASE, ALL = "base", "all"

OUTSIDE = "another program"
"""In whose name changes are written down that came in through the file."""


class JournalStorage(Storage):
    """A TinyDB storage with a journal; takes what `tinydb.JSONStorage` takes.

    `lazy` leaves the disk alone until the first change. `check` sees the content before
    anything is written, and may refuse it by raising. `merging` knows how two states become
    one. With options of `json.dumps` (`indent=2`) the file has that form, and is replaced at
    every change.

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
        merging: Merging | None = None,
        **options: object,
    ) -> None:
        if (encoding or "utf-8").lower().replace("_", "-") not in ("utf-8", "utf8"):
            raise ValueError(f"A store is UTF-8, not {encoding}.")
        if access_mode not in ("r", "r+", "rb", "rb+"):
            warnings.warn("Using an `access_mode` other than r or r+ is taken as r+", stacklevel=2)
        self.path = Path(os.path.realpath(path))
        self.place = Place(self.path)
        self.read_only = ""
        self.problems: list[str] = []
        self.trouble = ""  # why the file does not count, as in `recovery`
        self.followers: list[Callable[[Sequence[Step] | None], None]] = []
        self._opened = False  # whether anything was read yet
        self._check = check
        self._merging = merging or ByDocument()
        self._writer = Writer(self.place, options)
        self._journal = JournalFile(self.place.journal)
        self._mutex = threading.RLock()
        self._depth = 0  # how often this thread holds the lock
        self._handle = FileLock(self.place.folder / "lock")
        self._checkpointing = FileLock(self.place.folder / "checkpointing")
        self._one_checkpoint = threading.Lock()
        self._background = Background()
        self._tables: Tables = {}
        self._file = Stamp()  # the TinyDB file as last seen, and what the journal says of it
        self._checkpoint = self._expected = Checkpoint(0, checksum(b""), Stamp())
        self._n = 0  # the last change
        self._waiting: list[Change] = []  # those after the checkpoint
        self._apart: list[Step] = []  # what is shown of a broken file and stands nowhere else
        self._lacking = ""  # what only memory has: the BASE that the journal goes on from, or ALL
        self._changed = False  # whether anything was changed by this program
        self._checkpointed_at = 0  # where the journal ended at the last checkpoint, or at opening
        for part in (self.path, self.path.parent):
            if part.exists() and not os.access(part, os.W_OK):
                self.read_only = f"{part} can only be read; nothing can be saved in it."
        reading = access_mode in ("r", "rb")
        if reading:
            self.read_only = f"{self.path} was opened for reading only."
        if (reading or (self.read_only and not lazy)) and not self.place.top.is_dir():
            self.path.stat()
        elif not self.read_only and not lazy and not self.path.exists():
            with self._refusing("made"):
                if create_dirs:
                    self.path.parent.mkdir(parents=True, exist_ok=True)
                if not self.place.journal.is_file():
                    self.path.touch()
        with self._mutex, self._refusing("read"):
            self._find_journal()
            self._read_again()

    # -- opening, and following what other programs do

    def refresh(self) -> None:
        """Take in what other programs did."""
        with self._mutex:
            self._must_be_open()
            if not self._depth:
                with self._refusing("read"):
                    self._catch_up()

    def _find_journal(self) -> None:
        """Find this machine's journal under the name it has now, or had before."""
        source = self.place.source()
        if source == self.place.folder:
            if not self.read_only:
                self.place.protect()
            return
        try:
            if self.read_only:
                raise PermissionError
            self.place.make()
            with self._handle:
                if not self.place.journal.is_file():
                    self.place.take(source)
            self.place.protect()
        except OSError:
            self._journal = JournalFile(source / "journal")

    def _catch_up(self) -> None:
        news = self._journal.news()
        if news is None or (news and not self._take_in()):
            self._read_again()
        now = stamp_of(self.path)
        if now == self._file:
            return
        if now.same_text_as(self._expected.stamp) and not self.trouble:
            self._file = now  # another window made a checkpoint
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
        if not (self._depth or self.read_only) and self.place.folder.is_dir():
            try:
                with self._holding():
                    self._read_all()
                return
            except OSError as error:
                if self._opened or isinstance(error, UnreadableStoreError | NewerStoreError):
                    raise
                self.read_only = f"{self.path} can only be read now: {disk.reason(error)}."
        self._read_all()

    def _read_all(self) -> None:
        stamp = stamp_of(self.path)
        text = disk.read_or_empty(self.path)
        file = Checkpoint(0, checksum(text), stamp)
        last = self._journal.last
        journal = self._journal.read("" if self._opened else file.checksum)
        if last and not any(checksum(body) == last for body in reversed(journal.bodies)):
            found = self._by_memory(text, file, journal)
        else:
            found = self._by_disk(text, file, journal)
            if not found.trouble:
                self._lacking = ""  # the file is what the journal goes on from
            self._waiting = journal.after(found.in_file)
        if self._check is not None:
            self._check(found.tables)
        self._tables, self._n, self.trouble = found.tables, found.n, found.trouble
        self._file = stamp
        if not found.trouble:
            self._checkpoint = replace(
                file, n=found.in_file, last=found.n, own=found.own, replaced=found.replaced
            )
        elif self._lacking != ALL:
            base = journal.present()[-1:] or [Checkpoint(0, NOTHING, Stamp())]
            self._checkpoint = base[0]
        self._expected = self._checkpoint
        self._checkpointed_at = self._journal.position
        self._opened = True
        mends = self._depth > 0 and not self.read_only
        self.problems += troubles(self.path, found, self._merging)
        self.problems += found.problems
        if mends:
            self.problems += kept_aside(self.place, journal, found, self._merging)
        self._tell(None)
        brought = found.brought()
        self._apart = brought if found.trouble else []
        if brought and not found.trouble:
            self._n += 1
            what = "took in what came with the file"
            self._waiting.append(Change(self._n, tuple(brought), OUTSIDE, what))
        if mends:
            self._mend(found, text)
        elif brought and not found.trouble:
            self._lacking = ALL

    def _by_disk(self, text: bytes, file: Checkpoint, journal: Journal) -> Recovered:
        """Return what the disk tells; where that is too little, memory helps out."""

        def own() -> Own | None:
            known = own_state(journal, disk.read_or_empty(self.place.folder / "previous.json"))
            if known is not None or not self._opened:
                return known
            self._lacking = BASE
            now = copied(self._tables)
            for change in journal.after(self._n):
                replay(now, change.steps)
            return Own(self._base(), now)

        try:
            return recover(text, file, journal, own, self._merging)
        except ValueError as error:
            raise UnreadableStoreError(
                f"{self.path} cannot be read: {error}. Put a good copy in its place, or let "
                "“copydesk doctor --repair” save what can still be read."
            ) from error

    def _by_memory(self, text: bytes, file: Checkpoint, journal: Journal) -> Recovered:
        """Return what is in memory, with the file; the journal is not the one that was here."""
        memory = Memory(
            Own(self._base(), self._tables), self._n, self._checkpoint, bool(self._waiting)
        )
        found = with_memory(text, file, journal, memory, self._merging)
        is_same = file.checksum == self._checkpoint.checksum or not text.strip()
        if not is_same and follows_file(file, journal):
            self._waiting = journal.after(found.in_file)
            return found
        self._lacking = ALL
        if not is_same and not found.trouble:
            self._waiting = []  # they are merged into what the file has become
        return found

    def _base(self) -> Tables:
        """Return what memory holds without the changes after the checkpoint."""
        base = copied(self._tables)
        for change in reversed(self._waiting):
            replay(base, [Step(it.table, it.key, it.new, it.old) for it in change.steps[::-1]])
        return base

    def _mend(self, found: Recovered, text: bytes) -> None:
        """Write down what only memory has, and what came in through the file."""
        if self._lacking:
            self._write_down()
            return
        lines = b""
        if found.replaced:
            part = self.place.folder / "previous.part"
            disk.write_whole(part, [text], self.place.mode)
            lines = written_checkpoint(self._checkpoint)
        if self._n > found.n:
            lines += written_change(self._waiting[-1])
        if lines or self._journal.torn:
            self._append(lines)
        if found.replaced:
            part.replace(self.place.folder / "previous.json")

    def _write_down(self) -> None:
        """Let the disk have what only memory has."""
        if self.trouble:
            new, checkpoint = self._writer.write(self._base(), "previous.part")
            new.replace(self.place.folder / "previous.json")
            n = self._checkpoint.n
            self._checkpoint = self._expected = replace(checkpoint, n=n, last=self._n)
        lines = [written_checkpoint(self._checkpoint)]
        if self._lacking == BASE:
            self._append(lines[0])
        else:
            lines += map(written_change, self._waiting)
            self._journal.replace(b"".join(lines))
        self._lacking = ""

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
        with self._mutex:
            self._must_be_open()
            if self._depth:
                yield
                return
            if self.read_only:
                raise ReadOnlyStoreError(self.read_only)
            with ExitStack() as held:
                with self._refusing("saved"):
                    self.place.make()
                    held.enter_context(self._holding())
                    self._catch_up()
                    if self._lacking:
                        self._write_down()
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
            self._changed = True
            if not self._journal.is_whole():  # a tool put another in its place meanwhile
                with self._refusing("saved"):
                    self._read_again()
            if self._writer.options:
                self._trying(self._checkpoint_holding)
        grown = self._journal.position - self._checkpointed_at
        if grown > max(CHECKPOINT_AT, self._file.size // 8):
            self.checkpoint_in_background()
        return change.n

    def mend(self) -> None:
        """Write the file anew where it does not count; the broken one is kept aside.

        Raises:
            StoreError: It could not be written.
        """
        with self.changing(), self._refusing("mended"):
            if self._apart:
                what = f"took both sides of {self.path.name}"
                change = Change(self._n + 1, tuple(self._apart), OUTSIDE, what)
                self._append(written_change(change))
                self._n, self._apart = change.n, []
                self._waiting.append(change)
            if self.trouble:
                self._checkpoint_holding()

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
        self._waiting.append(change)
        self._tell(change.steps)

    def _note(self, checkpoint: Checkpoint) -> None:
        self._checkpoint = self._expected = checkpoint
        self._waiting = [change for change in self._waiting if change.n > checkpoint.n]
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
                if not self._is_due():
                    return
            with self._checkpointing:
                with self.changing():
                    n, file = self._n, self._file
                    tables = {
                        name: dict(documents) if isinstance(documents, dict) else documents
                        for name, documents in self._tables.items()
                    }
                written = self._writer.write(tables, "new.json")
                with self.changing():
                    if self._file == file:  # nobody replaced it meanwhile
                        self._install(n, *written)

    def checkpoint_in_background(self) -> None:
        """Fold in a thread of its own, unless that is being done; failures are `problems`."""
        self._background.start(lambda: self._trying(self.checkpoint))

    def _is_due(self) -> bool:
        """Tell whether the file is to be written; a broken one is not, before it is mended."""
        if self.trouble:
            return self.trouble != BROKEN and self._changed
        return self._n > self._checkpoint.n

    def _checkpoint_holding(self) -> None:
        """Fold with the lock held; nothing can go on meanwhile."""
        with self._refusing("written anew"):
            self._install(self._n, *self._writer.write(self._tables, "rebuilt.json"))

    def _trying(self, checkpoint: Callable[[], None]) -> None:
        """Fold, where a failure takes nothing back: the journal has everything."""
        try:
            checkpoint()
        except StoreError as error:
            self.problems.append(f"{error} Every change is safe in {self._journal.path}.")
            self._checkpointed_at = self._journal.position  # not again after each change

    def _install(self, n: int, new: Path, checkpoint: Checkpoint) -> None:
        """With the lock held, let the new file be the file; it holds the changes up to `n`."""
        checkpoint = replace(checkpoint, n=n, last=self._n)
        if self._journal.exists:
            self._append(written_checkpoint(replace(checkpoint, installed=False)))
        if self.trouble:
            if text := disk.read_or_empty(self.path):
                kept = self.place.keep("damaged.json", text)
                self.problems.append(f"The damaged file is kept as {kept}.")
        elif self._file.size:
            part = self.place.folder / "previous.part"
            disk.link(self.path, part)
            if not stamp_of(part).same_text_as(self._file):  # replaced at this very moment
                part.unlink()
                return
            part.replace(self.place.folder / "previous.json")
        new.replace(self.path)
        self._file, self.trouble = stamp_of(self.path), ""
        self._note(checkpoint)
        disk.sync_folder(self.path.parent)
        disk.sync_folder(self.place.folder)
        self._append(written_checkpoint(checkpoint))

    def _shorten(self) -> None:
        """Drop from the journal what nobody will undo and no file needs.

        Others wait meanwhile, so it is done at close.
        """
        with self.changing(), self._refusing("shortened"):
            previous = checksum(disk.read_or_empty(self.place.folder / "previous.json"))
            present = replace(self._checkpoint, last=self._n)  # some changes may be after its n
            text = shortened(self._journal.so_far(), previous, present, HISTORY)
            if len(text) < self._journal.position // 2:
                self._journal.replace(text)

    # -- what TinyDB asks of a storage

    def documents(self, table: str) -> dict[str, bytes]:
        """Return the documents of a table, by id, as JSON; not to be changed."""
        documents = self._tables.get(table, {})
        return documents if isinstance(documents, dict) else {}

    def changes(self) -> Iterator[Change]:
        """Yield the changes that the journal still tells of, the latest first."""
        return self._journal.so_far().backwards()

    def lineage(self) -> list[Change]:
        """Return the changes that led to what is there now, without a gap, the latest first."""
        with self._mutex:
            journal = self._journal.so_far()
        begun = max((it.n for it in journal.checkpoints() if it.replaced), default=0)
        found: list[Change] = []
        for change in journal.backwards():
            if change.n <= begun or (found and change.n != found[-1].n - 1):
                break
            found.append(change)
        return found

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
            self.commit([Step(*it) for it in differences(self._tables, wanted)])

    def close(self) -> None:
        """Write what is not in the file yet, and let go of the files."""
        self._background.wait()
        if self._handle.closed:
            return
        if self._is_due() and not self.read_only:
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
