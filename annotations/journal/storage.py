"""The storage that `database.py` tells of: TinyDB's face of what the journal keeps.

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
from pathlib import Path

from tinydb.storages import Storage

from annotations.errors import ReadOnlyStoreError
from annotations.journal.checkpoints import Checkpoints
from annotations.journal.file import JournalFile
from annotations.journal.following import OUTSIDE, Following
from annotations.journal.json_text import JSONValue, Tables, differences, dumps, loads
from annotations.journal.lines import Change, Step, written_change
from annotations.journal.locking import Turn
from annotations.journal.merging import ByDocument, Merging
from annotations.journal.place import Place
from annotations.journal.present import Present
from annotations.journal.telling import mended, refusing
from annotations.journal.writing import Writer


class JournalStorage(Storage):
    """A TinyDB storage with a journal; takes what `tinydb.JSONStorage` takes.

    `lazy` leaves the disk alone until the first change. `check` sees the content before
    anything is written, and may refuse it by raising. `merging` knows how two states become
    one. With options of `json.dumps` (`indent=2`) the file has that form, and is replaced at
    every change.

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
        self._now = Present()
        self._mutex = threading.RLock()
        self._turn = Turn(self.place.folder / "lock")
        self._journal = JournalFile(self.place.journal)
        self._writer = Writer(self.place, options)
        self._merging = merging or ByDocument()
        self._checkpoints = Checkpoints(self._now, self._writer, self._journal, self.changing)
        self._following = Following(
            self._now,
            self._writer,
            self._journal,
            self._turn,
            check=check,
            merging=self._merging,
        )
        for part in (self.path, self.path.parent):
            if part.exists() and not os.access(part, os.W_OK):
                self._now.read_only = f"{part} can only be read; nothing can be saved in it."
        if obstacle := self.place.obstacle:
            self._now.read_only = (
                f"{obstacle} is a file where a folder for the journal of {self.path.name} should "
                "be; move it away. Until then nothing can be saved here."
            )
            self._now.problems.append(self._now.read_only)
        reading = access_mode in ("r", "rb")
        if reading:
            self._now.read_only = f"{self.path} was opened for reading only."
        if (reading or (self._now.read_only and not lazy)) and not self.place.top.is_dir():
            self.path.stat()
        elif not self._now.read_only and not lazy and not self.path.exists():
            with refusing(self.path, "made"):
                if create_dirs:
                    self.path.parent.mkdir(parents=True, exist_ok=True)
                if not self.place.journal.is_file():
                    self.path.touch()
        with self._mutex, refusing(self.path, "read"):
            self._following.find_journal()
            self._following.read_again()

    @property
    def read_only(self) -> str:
        """Why nothing can be saved here, empty where it can."""
        return self._now.read_only

    @property
    def trouble(self) -> str:
        """Why the file does not count, as in `recovery`; empty where it does."""
        return self._now.trouble

    @property
    def problems(self) -> list[str]:
        """A sentence for everything found broken, replaced or left undone."""
        return self._now.problems

    @property
    def followers(self) -> list[Callable[[Sequence[Step] | None], None]]:
        """Who is told the steps of every change, or None when all may have changed."""
        return self._now.followers

    def refresh(self) -> None:
        """Take in what other programs did."""
        with self._mutex:
            self._must_be_open()
            if not self._turn.is_mine:
                with refusing(self.path, "read"):
                    self._following.catch_up()

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
            if self._turn.is_mine:
                yield
                return
            if self._now.read_only:
                told = self._now.problems
                told[:] = [it for it in told if it != self._now.read_only]  # said once is enough
                raise ReadOnlyStoreError(self._now.read_only)
            with ExitStack() as held:
                with refusing(self.path, "saved"):
                    self.place.make()
                    held.enter_context(self._turn.taken())
                    self._following.catch_up()
                    if self._now.lacking:
                        self._following.write_down()
                yield

    def commit(
        self,
        steps: Sequence[Step],
        *,
        by: str = "",
        by_id: str = "",
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
            made = tuple(self._now.effective(steps))
            if not made and not undoes and not redoes:
                if self._journal.torn:  # a refused line may still be in it
                    with refusing(self.path, "saved"):
                        self._journal.append(b"", first=self._now.first_line())
                return 0
            change = Change(self._now.n + 1, made, by, what, "", undoes, redoes, by_id)
            with refusing(self.path, "saved"):
                self._journal.append(written_change(change), first=self._now.first_line())
            self._now.do(change)
            self._checkpoints.changed = True
            if not self._journal.is_whole():  # a tool put another in its place meanwhile
                with refusing(self.path, "saved"):
                    self._following.read_again()
            if self._writer.options:
                self._checkpoints.trying(self._checkpoints.make_holding)
        if self._checkpoints.is_wanted():
            self._checkpoints.make_in_background()
        return change.n

    def mend(self) -> None:
        """Write the file anew where it does not count; the broken one is kept aside.

        Raises:
            StoreError: It could not be written.
        """
        with self.changing(), refusing(self.path, "mended"):
            if self._now.apart:
                what = f"took both sides of {self.path.name}"
                change = Change(self._now.n + 1, tuple(self._now.apart), OUTSIDE, what)
                self._journal.append(written_change(change), first=self._now.first_line())
                self._now.n, self._now.apart = change.n, []
                self._now.waiting.append(change)
            if self._now.trouble:
                shown = self._merging.counted(self._now.tables)
                told = mended(self.path, self._now.trouble, shown)
                self._checkpoints.make_holding()
                rest = [it for it in self._now.problems if it not in self._now.told]
                self._now.problems[:] = [told, *rest]

    def _must_be_open(self) -> None:
        if self._turn.closed:
            raise ValueError(f"The store {self.path} is closed.")

    # -- what TinyDB asks of a storage

    def documents(self, table: str) -> dict[str, bytes]:
        """Return the documents of a table, by id, as JSON; not to be changed."""
        documents = self._now.tables.get(table, {})
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
        return set(self._now.tables)

    def read(self) -> dict[str, dict[str, JSONValue]] | None:
        """Return everything; None where nothing was ever written."""
        self.refresh()
        with self._mutex:
            if not self._now.tables and not self._now.n and not self._now.file.size:
                return None
            data: dict[str, dict[str, JSONValue]] = {}
            for name, documents in self._now.tables.items():
                if isinstance(documents, dict):
                    data[name] = {key: loads(raw) for key, raw in documents.items()}
                else:  # no table, but TinyDB's storages keep any JSON
                    data[name] = json.loads(documents)
            return data

    def write(self, data: Mapping[str, Mapping[str, JSONValue]]) -> None:
        """Make everything as `data` tells, as one change."""
        wanted = {name: _as_table(value) for name, value in data.items()}
        with self.changing():
            self.commit([Step(*it) for it in differences(self._now.tables, wanted)])

    def checkpoint(self) -> None:
        """Write everything into the TinyDB file; changes can go on meanwhile.

        Raises:
            StoreError: It could not be written; the journal still has everything.
        """
        self._checkpoints.make()

    def checkpoint_in_background(self) -> None:
        """Do that in a thread of its own, unless it is being done; failures are `problems`."""
        self._checkpoints.make_in_background()

    def close(self) -> None:
        """Write what is not in the file yet, and let go of the files."""
        self._checkpoints.wait()
        if not self._turn.closed:
            self._checkpoints.close()
            self.abandon()

    def abandon(self) -> None:
        """Let go of the files as they are; the next to open them reads the journal."""
        with self._mutex:
            self._journal.close()
            self._checkpoints.abandon()
            self._turn.close()


def _as_table(value: object) -> dict[str, bytes] | bytes:
    if isinstance(value, Mapping) and all(isinstance(part, Mapping) for part in value.values()):
        return {str(key): dumps(dict(document)) for key, document in value.items()}
    return dumps(value)
