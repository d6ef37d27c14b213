"""Checkpoints: the TinyDB file written anew with what is in memory, and a line that says so."""

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

from annotations import disk
from annotations.disk import stamp_of
from annotations.errors import StoreError
from annotations.journal.file import JournalFile
from annotations.journal.lines import Checkpoint, checksum, shortened, written_checkpoint
from annotations.journal.locking import FileLock
from annotations.journal.present import Present
from annotations.journal.recovery import BROKEN
from annotations.journal.telling import refusing
from annotations.journal.writing import Background, Writer

HISTORY = 16 << 20
"""Bytes of changes that stay in the journal, to be undone, when it is shortened."""

CHECKPOINT_AT = 1 << 20
"""Bytes of changes after which a checkpoint begins by itself; an eighth of a large file."""


class Checkpoints:
    """Makes checkpoints of what is in memory; `changing` keeps all others from changing it."""

    def __init__(
        self,
        now: Present,
        writer: Writer,
        journal: JournalFile,
        changing: Callable[[], AbstractContextManager[None]],
    ) -> None:
        self._now = now
        self._writer = writer
        self._place = writer.place
        self._path = writer.place.store
        self._journal = journal
        self._changing = changing
        self._checkpointing = FileLock(self._place.folder / "checkpointing")
        self._one = threading.Lock()
        self._background = Background()
        self.changed = False
        """Whether anything was changed by this program."""

    def is_wanted(self) -> bool:
        """Tell whether the journal has grown so long that a checkpoint should begin."""
        grown = self._journal.position - self._now.checkpointed_at
        return grown > max(CHECKPOINT_AT, self._now.file.size // 8)

    def make(self) -> None:
        """Write everything into the TinyDB file; changes can go on meanwhile.

        Raises:
            StoreError: It could not be written; the journal still has everything.
        """
        with self._one, refusing(self._path, "written anew"):
            with self._changing():
                if not self.is_due():
                    return
            with self._checkpointing:
                with self._changing():
                    n, file = self._now.n, self._now.file
                    tables = {
                        name: dict(documents) if isinstance(documents, dict) else documents
                        for name, documents in self._now.tables.items()
                    }
                written = self._writer.write(tables, "new.json")
                with self._changing():
                    if self._now.file == file:  # nobody replaced it meanwhile
                        self._install(n, *written)

    def make_in_background(self) -> None:
        """Fold in a thread of its own, unless that is being done; failures are `problems`."""
        self._background.start(lambda: self.trying(self.make))

    def is_due(self) -> bool:
        """Tell whether the file is to be written; a broken one is not, before it is mended."""
        if self._now.trouble:
            return self._now.trouble != BROKEN and self.changed
        return self._now.n > self._now.checkpoint.n

    def make_holding(self) -> None:
        """Fold with the lock held; nothing can go on meanwhile."""
        with refusing(self._path, "written anew"):
            self._install(self._now.n, *self._writer.write(self._now.tables, "rebuilt.json"))

    def trying(self, checkpoint: Callable[[], None]) -> None:
        """Fold, where a failure takes nothing back: the journal has everything."""
        try:
            checkpoint()
        except StoreError as error:
            self._now.problems.append(f"{error} Every change is safe in {self._journal.path}.")
            self._now.checkpointed_at = self._journal.position  # not again after each change

    def _install(self, n: int, new: Path, checkpoint: Checkpoint) -> None:
        """With the lock held, let the new file be the file; it holds the changes up to `n`."""
        checkpoint = replace(checkpoint, n=n, last=self._now.n)
        if self._journal.exists:
            self._journal.append(
                written_checkpoint(replace(checkpoint, installed=False)),
                first=self._now.first_line(),
            )
        if self._now.trouble:
            if text := disk.read_or_empty(self._path):
                kept = self._place.keep("damaged.json", text)
                self._now.problems.append(f"The damaged file is kept as {kept}.")
        elif self._now.file.size:
            part = self._place.folder / "previous.part"
            disk.link(self._path, part)
            if not stamp_of(part).same_text_as(self._now.file):  # replaced at this very moment
                part.unlink()
                return
            part.replace(self._place.folder / "previous.json")
        new.replace(self._path)
        self._now.file, self._now.trouble = stamp_of(self._path), ""
        self._now.note(checkpoint, self._journal.position)
        disk.sync_folder(self._path.parent)
        disk.sync_folder(self._place.folder)
        self._journal.append(written_checkpoint(checkpoint), first=self._now.first_line())

    def _shorten(self) -> None:
        """Drop from the journal what nobody will undo and no file needs.

        Others wait meanwhile, so it is done at close.
        """
        with self._changing(), refusing(self._path, "shortened"):
            previous = checksum(disk.read_or_empty(self._place.folder / "previous.json"))
            present = replace(
                self._now.checkpoint, last=self._now.n
            )  # some changes may be after its n
            text = shortened(self._journal.so_far(), previous, present, HISTORY)
            if len(text) < self._journal.position // 2:
                self._journal.replace(text)

    def wait(self) -> None:
        """Wait until none is being made in the background."""
        self._background.wait()

    def close(self) -> None:
        """Make one that is due, and shorten the journal where it is long."""
        if self.is_due() and not self._now.read_only:
            self.trying(self.make)
            if self._journal.position > 2 * HISTORY:
                self.trying(self._shorten)

    def abandon(self) -> None:
        """Let go of the lock's file."""
        self._checkpointing.close()
