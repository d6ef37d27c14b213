"""Bytes put on disk for good: the few calls that every write of the store goes through.

“On disk” means flushed with `fsync`, the folder's entry too. Each function raises a plain
`OSError`; `sentence` makes of it what a person can act on.
"""

import errno
import os
import stat
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple

_BINARY = getattr(os, "O_BINARY", 0)


class Stamp(NamedTuple):
    """What tells cheaply that a file is another one now; a missing file has zeros."""

    size: int = 0
    modified: int = 0
    inode: int = 0

    def same_text_as(self, other: "Stamp") -> bool:
        """Tell whether both may be one text: size and time, which copies keep, agree."""
        return self[:2] == other[:2]


def stamp_of(path: Path) -> Stamp:
    """Return the stamp of the file at `path`."""
    try:
        found = os.stat(path)  # noqa: PTH116 - at every save; a third faster
    except (FileNotFoundError, NotADirectoryError):
        return Stamp()
    return Stamp(found.st_size, found.st_mtime_ns, found.st_ino)


def read_or_empty(path: Path) -> bytes:
    """Return what the file holds, nothing where there is none.

    Raises:
        OSError: It cannot be read, or is no ordinary file.
    """
    try:
        with opened(path) as file:
            return file.read()
    except (FileNotFoundError, NotADirectoryError):
        return b""


def opened(path: Path) -> BinaryIO:
    """Open an ordinary file to be read; anything else, such as a pipe, could wait for ever.

    Raises:
        OSError: It cannot be read, or is no ordinary file.
    """
    descriptor = os.open(path, os.O_RDONLY | _BINARY | getattr(os, "O_NONBLOCK", 0))
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.ENXIO, f"{path.name} is not an ordinary file", str(path))
    return os.fdopen(descriptor, "rb")


def read_end(path: Path, length: int) -> tuple[bytes, int]:
    """Return the last bytes of the file and where it ends, nothing where there is none."""
    try:
        with opened(path) as file:
            begin = file.seek(max(0, path.stat().st_size - length))
            data = file.read()
            return data, begin + len(data)
    except (FileNotFoundError, NotADirectoryError):
        return b"", 0


def open_to_append(path: Path) -> int:
    """Return a descriptor that adds to the file at `path`."""
    return os.open(path, os.O_RDWR | os.O_APPEND | _BINARY)


def write_all(descriptor: int, data: bytes) -> None:
    """Write all of `data`, however often the system takes only a part."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def write_whole(path: Path, pieces: Iterable[bytes], mode: int = 0o666) -> Stamp:
    """Make or overwrite the file at `path`, flush it to disk and return its stamp.

    What was begun is taken away when it fails.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _BINARY
    descriptor = os.open(path, flags, mode)
    try:
        try:
            for piece in pieces:
                write_all(descriptor, piece)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        return stamp_of(path)
    except BaseException:
        with suppress(OSError):
            path.unlink(missing_ok=True)
        raise


def put(path: Path, data: bytes, *, flushed: bool = False) -> None:
    """Let the file at `path` hold `data`, so that nobody ever reads it half written.

    It is there after a power cut as well when it is `flushed`. What was begun is taken away
    when it fails, and the file is as it was.
    """
    scratch = path.with_name(f".{path.name[:100]}.{os.getpid()}")
    try:
        if flushed:
            write_whole(scratch, [data])
        else:
            scratch.write_bytes(data)
        scratch.replace(path)
    except BaseException:
        with suppress(OSError):
            scratch.unlink(missing_ok=True)
        raise
    if flushed:
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Flush the names in `folder` to disk; Windows does so by itself."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def copy_owner(old: Path, new: Path) -> None:
    """Let `new` belong to whom `old` does, and be read and written by the same people."""
    found = old.stat()
    new.chmod(found.st_mode & 0o7777)
    if sys.platform != "win32" and (found.st_uid, found.st_gid) != (os.getuid(), os.getgid()):
        os.chown(new, found.st_uid, found.st_gid)


def link(old: Path, new: Path) -> None:
    """Let `new` be the same file as `old`, a copy where the disk knows no links."""
    part = new.with_suffix(".part")
    part.unlink(missing_ok=True)
    try:
        part.hardlink_to(old)
    except OSError:
        write_whole(part, [old.read_bytes()])
        times = old.stat()
        os.utime(part, ns=(times.st_atime_ns, times.st_mtime_ns))
    part.replace(new)


_REASONS = {
    errno.ENOSPC: "the disk is full; make room and save again",
    errno.EDQUOT: "your share of the disk is full; make room and save again",
    errno.EFBIG: "the file may not grow any further here; make room and save again",
    errno.EACCES: "you may not write there",
    errno.EPERM: "you may not write there",
    errno.EROFS: "that disk can only be read",
    errno.ENOENT: "its folder is gone; put it back and save again",
    errno.ENOTDIR: "a file stands where a folder should be; move it away and save again",
    errno.EIO: "the disk reports a fault; save again, and copy your work elsewhere",
}


def reason(error: OSError) -> str:
    """Return why the system refused, and what to do, as the second half of a sentence."""
    known = _REASONS.get(error.errno or 0)
    return known or (error.strerror or str(error)).rstrip(".")
