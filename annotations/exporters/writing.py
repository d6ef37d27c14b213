"""Putting an export where the person wants it: whole or not at all, over nothing by accident.

A file is written beside its target, flushed to disk, then renamed; who looks sees the old
file or the new one. A folder of files is put together the same way.
"""

import os
import secrets
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from annotations.disk import copy_owner, sync_folder
from annotations.errors import ExportError
from annotations.exporters.contract import Exporter, TaggedClaims
from annotations.exporters.losses import Report


def write_export(
    exporter: Exporter, tagged: TaggedClaims, path: Path, *, force: bool = False
) -> Report:
    """Write an export to `path` and return its report.

    A format that is a folder of files becomes a folder, or a ZIP archive where the path
    ends in ".zip". With `force` an existing file is replaced, and an existing folder's
    files of the same names; other files in it are left alone.

    Raises:
        ExportError: The path exists and `force` is off, or it cannot be written.
        MissingLibraryError: The format's library is not installed.
    """
    if os.path.lexists(path) and not force and not _is_device(path):
        raise ExportError(f"{path} exists already. Choose another name or replace it with --force.")
    try:
        if exporter.folder and path.suffix.lower() != ".zip":
            return _write_folder(exporter, tagged, path)
        if path.is_dir():
            raise ExportError(f"{path} is a folder. Choose the name of a file.")
        with replacing(path) as file:
            return exporter.write(tagged, file)
    except OSError as error:
        raise ExportError(f"{path} could not be written: {error.strerror or error}.") from error


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Give a new file that takes the place of `path` when the block ends well.

    A link is followed, so that what it points at is replaced. The mode of an existing file
    is kept. A device or a pipe is never replaced, but written to.
    """
    if _is_device(path):
        with path.open("wb") as file:
            yield file
        return
    target = path.resolve() if path.is_symlink() else path
    temporary = target.parent / f".{target.name[:100]}-{secrets.token_hex(8)}"
    try:
        with temporary.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            copy_owner(target, temporary)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)


def _is_device(path: Path) -> bool:
    return path.exists() and not (path.is_file() or path.is_dir())


def _write_folder(exporter: Exporter, tagged: TaggedClaims, path: Path) -> Report:
    parent = path.absolute().parent
    with (
        tempfile.TemporaryDirectory(prefix=f".{path.name[:100]}-", dir=parent) as temporary,
        tempfile.TemporaryFile(dir=temporary) as packed,
    ):
        report = exporter.write(tagged, packed)
        folder = Path(temporary, "export")
        folder.mkdir()
        with zipfile.ZipFile(packed) as archive:
            names = archive.namelist()
            for name in names:
                _unpack(archive, name, folder / name)
        if os.path.lexists(path):
            if not path.is_dir():
                raise ExportError(f"{path} is a file, and {exporter.name} is a folder of files.")
            for name in names:
                (folder / name).replace(path / name)
        else:
            folder.replace(path)
    sync_folder(parent)
    return report


def _unpack(archive: zipfile.ZipFile, name: str, target: Path) -> None:
    with archive.open(name) as member, target.open("xb") as file:
        shutil.copyfileobj(member, file)
        file.flush()
        os.fsync(file.fileno())
