"""Importing from a path: a file, or a folder as the archive that importers read."""

import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from annotations import disk
from annotations.errors import ClaimImportError, UnknownImporterError
from annotations.importers.contract import Imported, ImportTarget
from annotations.importers.guessing import guessed
from annotations.importers.registry import IMPORTERS, importer_named

_IN_MEMORY = 16 * 1024 * 1024


def import_from(path: Path, into: ImportTarget, format_name: str = "") -> Imported:
    """Return the claims in a file or folder; its format is guessed where none is named.

    Raises:
        UnknownImporterError: There is no format of that name, or none can be guessed.
        ClaimImportError: It cannot be read, or is not of the format.
    """
    with opened(path) as file:
        importer = importer_named(format_name) if format_name else guessed(file, path.name)
        if importer is None:
            known = ", ".join(importer.name for importer in IMPORTERS)
            raise UnknownImporterError(
                f"What {path} is written in cannot be told from it. Name its format: {known}."
            )
        return importer.read(file, into)


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Give the file at `path`; of a folder, a ZIP archive of the files in it.

    Raises:
        ClaimImportError: It cannot be read.
    """
    try:
        if path.is_dir():
            with tempfile.SpooledTemporaryFile(_IN_MEMORY) as packed:
                with zipfile.ZipFile(packed, "w") as archive:
                    for member in sorted(path.rglob("*")):
                        if member.is_file():
                            archive.write(member, member.relative_to(path).as_posix())
                packed.seek(0)
                yield packed  # type: ignore[misc]
        else:
            with disk.opened(path) as file:
                yield file
    except OSError as error:
        raise ClaimImportError(f"{path} cannot be read: {error.strerror or error}.") from error
