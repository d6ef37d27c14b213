"""Opening what is to be imported: a file, or a folder as the archive that importers read."""

import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from annotations.errors import ClaimImportError

_IN_MEMORY = 16 * 1024 * 1024


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
            with path.open("rb") as file:
                yield file
    except OSError as error:
        raise ClaimImportError(f"{path} cannot be read: {error.strerror or error}.") from error
