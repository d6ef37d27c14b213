"""One lock between programs: whoever writes to the store holds it.

The system's own file lock (`flock`, on Windows `msvcrt.locking`), so it is let go when its
holder dies, however that happens. The lock's file holds nothing and stays.
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self

from annotations.disk import stamp_of
from annotations.errors import StoreError

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

    _BUSY: tuple[type[OSError], ...] = (PermissionError, BlockingIOError)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)

    _BUSY = (BlockingIOError,)

PATIENCE = 15.0
"""Seconds to wait for another program; a save takes milliseconds, a slow disk a second."""


class FileLock:
    """A lock on the file at `path`, for one thread at a time; used with `with`.

    Raises:
        StoreError: Another program held it all the time.
        OSError: The file cannot be made, or its disk knows no locks.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.closed = False
        self._descriptor = -1
        self._process = 0

    def __enter__(self) -> Self:
        deadline = time.monotonic() + PATIENCE
        nap = 0.0002
        while not self._try():
            if time.monotonic() > deadline:
                raise StoreError(
                    f"Another program has kept {self.path.parent} locked for {PATIENCE:.0f} "
                    "seconds. Close it, or wait, and save again."
                )
            time.sleep(nap)
            nap = min(nap * 1.5, 0.005)
        return self

    def __exit__(self, *_: object) -> None:
        try:
            _unlock(self._descriptor)
        except OSError:
            self._forget()  # which unlocks it too; what was done under the lock is done

    def close(self) -> None:
        """Let go of the file."""
        self._forget()
        self.closed = True

    def _try(self) -> bool:
        if self._process != os.getpid():  # a fork shares its parent's lock: open another
            self._forget()
        if self._descriptor < 0:
            self._descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o666)
            self._process = os.getpid()
        try:
            _lock(self._descriptor)
        except _BUSY:
            return False
        if os.fstat(self._descriptor).st_ino == stamp_of(self.path).inode:
            return True
        self._forget()  # the file was deleted, or replaced, under us
        return False

    def _forget(self) -> None:
        if self._descriptor >= 0:
            with suppress(OSError):
                os.close(self._descriptor)
            self._descriptor = -1


class Turn:
    """The lock of a store, and whether this program has it now."""

    def __init__(self, path: Path) -> None:
        self._lock = FileLock(path)
        self.is_mine = False

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Have the lock; for one who does not have it yet.

        Raises:
            StoreError: Another program held it all the time.
            OSError: The file cannot be made, or its disk knows no locks.
        """
        with self._lock:
            self.is_mine = True
            try:
                yield
            finally:
                self.is_mine = False

    @property
    def closed(self) -> bool:
        """Whether the file was let go of."""
        return self._lock.closed

    def close(self) -> None:
        """Let go of the file."""
        self._lock.close()
