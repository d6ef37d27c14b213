"""What an export will look like: its first bytes as text, or the files that will be in it.

The exporter itself writes it, into a file that stops it once there is enough to see; a
ZIP archive is written whole, since its list of files stands at its end.
"""

import io
import tempfile
import zipfile
from collections.abc import Callable
from typing import BinaryIO, cast

from annotations.wording import many

_ENOUGH = 12_000
"""Bytes of text that are shown; some screens full."""

_ZIP = b"PK\x03\x04"


class _EnoughError(BaseException):
    """There is enough to show; what catches every failure of a plug-in lets it pass."""


class _Glance(io.RawIOBase):
    """Takes what is written until there is enough to see; an archive goes to `whole`."""

    def __init__(self, whole: BinaryIO) -> None:
        super().__init__()
        self._whole = whole
        self.head = b""
        self.size = 0
        self._stopped = False

    @property
    def is_archive(self) -> bool:
        return self.head.startswith(_ZIP)

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        words = bytes(cast("bytes", data))  # the base class has no name for what holds bytes
        if self._stopped:
            return len(words)
        self.size += len(words)
        if len(self.head) <= _ENOUGH:
            self.head += words[: _ENOUGH + 1 - len(self.head)]
        if self.is_archive:
            self._whole.write(words)
        elif self.size > _ENOUGH:
            self._stopped = True  # what is flushed while the exporter gives up
            raise _EnoughError
        return len(words)


def preview(write: Callable[[BinaryIO], object], *, is_folder: bool = False) -> list[str]:
    """Return the lines to show of what `write` puts into a file.

    Text is given as it will be written, from its beginning. Of a folder of files its
    files are named; of any other file how large it is.
    """
    with tempfile.TemporaryFile() as whole:
        glance = _Glance(whole)
        try:
            write(cast("BinaryIO", glance))  # it has all that an exporter may use
        except _EnoughError:
            text = _as_text(glance.head, cut=True)
            return text if text is not None else ["A file that is no text, for other programs."]
        if glance.is_archive:
            return _archived(whole, glance.size, is_folder=is_folder)
        text = _as_text(glance.head, cut=False)
        if text is not None:
            return text
        return [f"A file that is no text, for other programs: {_bytes(glance.size)}."]


def _as_text(head: bytes, *, cut: bool) -> list[str] | None:
    """Return the lines, without the last one where it is cut; None when it is no text."""
    if b"\x00" in head:
        return None
    try:
        words = head.decode("utf-8-sig", errors="ignore" if cut else "strict")
    except UnicodeDecodeError:
        return None
    if cut and words.encode() not in head:
        return None
    lines = words.replace("\r\n", "\n").split("\n")
    return [*lines[:-1], "…"] if cut and len(lines) > 1 else lines


def _archived(whole: BinaryIO, size: int, *, is_folder: bool) -> list[str]:
    with zipfile.ZipFile(whole) as archive:
        members = archive.infolist()
    files = many(len(members), "file")
    if not is_folder:
        return [
            f"One file of {_bytes(size)} for other programs, with {files} packed in it:",
            "",
        ] + [f"  {member.filename}" for member in members]
    widest = max((len(member.filename) for member in members), default=0)
    rows = [f"  {member.filename:<{widest}}  {_bytes(member.file_size)}" for member in members]
    return [f"A folder of {files}:", "", *rows]


def _bytes(size: int) -> str:
    return f"{size:,} bytes" if size < 10_000 else f"{size // 1000:,} KB"
