"""The journal's file: what was appended to it is on disk, or an exception says it is not.

Whoever calls what writes holds the lock between programs.
"""

import os
from contextlib import suppress
from pathlib import Path

from annotations import disk
from annotations.disk import stamp_of
from annotations.journal.lines import Journal, again, checksum, read_journal, read_latest

LATEST = 1 << 16
"""Bytes at the journal's end that are read first; after a close they hold a checkpoint."""


class JournalFile:
    """The file at `path`, read up to `position`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.position = 0
        self._inode = 0
        self._descriptor = -1
        self.torn = False  # whether it has to be written anew before anything is appended
        self.last = ""  # the checksum of its last line
        self.mode = 0o666  # what others may do with it when it is made
        self._refused = 0  # bytes of a line that could neither be flushed nor taken away

    @property
    def exists(self) -> bool:
        """Whether there was a file when it was last read or written."""
        return self._inode != 0

    def news(self) -> bool | None:
        """Tell whether others appended; None if it is another file now, to be read anew."""
        now = stamp_of(self.path)
        if now.inode != self._inode or now.size < self.position:
            return None
        return now.size > self.position + self._refused

    def read(self, found: str = "") -> Journal:
        """Return what the TinyDB file of that checksum lacks, or all that is in the journal."""
        self.close()
        self._inode = stamp_of(self.path).inode
        data, self.position = disk.read_end(self.path, LATEST)
        journal = read_latest(data, found) if found else None
        if journal is None or not data.endswith(b"\n"):
            data = disk.read_or_empty(self.path)
            self.position = len(data)
            journal = read_journal(data)
        self._refused = 0
        self._note(journal)
        self.torn = bool(journal.damages) or (bool(data) and not data.endswith(b"\n"))
        return journal

    def goes_on(self, journal: Journal) -> bool:
        """Tell whether a journal has the last line that was read or written here."""
        return not self.last or any(checksum(body) == self.last for body in journal.bodies[::-1])

    def _note(self, journal: Journal) -> None:
        if journal.bodies:
            self.last = checksum(journal.bodies[-1])

    def read_on(self, *, locked: bool) -> Journal | None:
        """Return the whole lines that others appended; None if something there is broken.

        Without the lock a line that is not whole may still be being written.
        """
        with disk.opened(self.path) as file:
            file.seek(self.position)
            data = file.read()
        end = data.rfind(b"\n") + 1
        tail = read_journal(data[:end])
        if tail.damages or (locked and end < len(data)):
            return None
        self.position += end
        self._note(tail)
        return tail

    def so_far(self) -> Journal:
        """Return again what was read and written until now."""
        return read_journal(disk.read_or_empty(self.path)[: self.position])

    def append(self, line: bytes, first: bytes) -> None:
        """Write lines and flush them; a new file begins with the line `first`.

        After a failure the file is as it was, or the next append makes a new one of it.

        Raises:
            OSError: The line is not in the file.
        """
        if self._descriptor < 0:
            self._open(first)
        if self.torn:
            self.replace(b"".join(map(again, self.so_far().bodies)))
        self.torn = True  # until it is flushed
        written = False
        self._refused = len(line)
        try:
            disk.write_all(self._descriptor, line)
            written = True
            os.fsync(self._descriptor)
        except OSError:
            os.ftruncate(self._descriptor, self.position)
            self.torn, self._refused = written, 0
            raise
        self.torn, self._refused = False, 0
        self.position += len(line)
        self._note_last(line)

    def is_whole(self) -> bool:
        """Tell whether what was appended is in the file that now has the name, at its end."""
        now = stamp_of(self.path)
        return now.inode == self._inode and now.size == self.position

    def replace(self, text: bytes) -> None:
        """Let the file hold `text` and nothing else.

        Raises:
            OSError: It holds what it held; or `text`, which may not outlive a power cut.
        """
        self.close()
        new = self.path.with_name("new-journal")
        disk.write_whole(new, [text], self.mode)
        new.replace(self.path)
        self.position = len(text)
        self._note_last(text)
        self.torn, self._refused = True, 0  # until its name is flushed
        self._descriptor = disk.open_to_append(self.path)
        self._inode = os.fstat(self._descriptor).st_ino
        disk.sync_folder(self.path.parent)
        disk.sync_folder(self.path.parent.parent)
        self.torn = False

    def _note_last(self, text: bytes) -> None:
        if text:
            self.last = text[text.rfind(b"\n", 0, -1) + 1 :][:16].decode()

    def _open(self, first: bytes) -> None:
        if not self.exists:
            self.replace(first)
            return
        descriptor = disk.open_to_append(self.path)
        if os.fstat(descriptor).st_ino != self._inode:
            os.close(descriptor)
            raise FileNotFoundError(self.path)
        self._descriptor = descriptor

    def close(self) -> None:
        """Let go of the file."""
        if self._descriptor >= 0:
            with suppress(OSError):  # whatever was acknowledged was flushed before
                os.close(self._descriptor)
            self._descriptor = -1
