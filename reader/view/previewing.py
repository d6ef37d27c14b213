"""What an export will look like: its first bytes as text, or the files that will be in it.

The exporter itself writes it, into a file that stops it once there is enough to see; a
ZIP archive is written whole, since its list of files stands at its end.
"""

import io
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from typing import BinaryIO, cast

from annotations.claim import Claim
from annotations.formats.rows import COLUMNS, text_row
from annotations.wording import many
from reader.view.text.cells import fitted
from reader.view.text.cells import width as cell_width

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


TABLES = (".csv", ".xlsx", ".parquet")
"""Endings of files that are a table with a row a claim."""

_ROWS = 60
"""Claims of a table that are shown; some screens full."""


def preview_table(claims: Sequence[Claim], width: int) -> list[str]:
    """Return the lines of a table with a row a claim, as far as `width` cells show it.

    The columns that a reader looks for, those that are empty left out; the words take the rest.
    """
    rows = [
        {name: " ".join(str(cell or "").split()) for name, cell in zip(COLUMNS, row, strict=True)}
        for row in map(text_row, claims[:_ROWS])
    ]
    shown = [name for name in _SHOWN if any(row[name] for row in rows)]
    widths = {
        name: min(_CELL, max([cell_width(name), *(cell_width(row[name]) for row in rows)]))
        for name in shown
    }
    rest = width - sum(widths.values()) - len(shown) - 1
    widths = {"words": max(_CELL, rest), **widths}
    while len(widths) > 1 and sum(widths.values()) + len(widths) - 1 > width:
        widths.popitem()
    heading = {name: name for name in widths}
    lines = [
        " ".join(fitted(row[name], cells) for name, cells in widths.items()).rstrip()
        for row in (heading, *rows)
    ]
    more = [f"… and {len(claims) - _ROWS:,} more"] if len(claims) > _ROWS else []
    columns = many(len(COLUMNS), "column")
    return [
        lines[0],
        "─" * min(width, cell_width(lines[0])),
        *lines[1:],
        *more,
        "",
        f"{columns} in all.",
    ]


_SHOWN = ("tags", "claimant", "verdict", "source", "note", "annotator")
_CELL = 16
"""Cells of a column, at most, and of the words at least."""


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
