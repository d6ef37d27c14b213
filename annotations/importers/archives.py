"""The files in a ZIP archive that somebody sent, as far as they may be trusted.

An archive may be damaged, locked, packed in a way that is not known here, or made to grow
without end when it is unpacked. Each is one sentence.
"""

import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO

from annotations.errors import ClaimImportError

MOST_MEMBERS = 200_000
"""Files; a brat corpus of a newspaper's whole year has fewer."""

MOST_BYTES = 256 * 1024 * 1024
"""Unpacked, of all the files that are read together; as many as a hundred million words."""


def unpacked(file: BinaryIO, is_wanted: Callable[[str], bool], what: str) -> dict[str, bytes]:
    """Return the files of an archive that are wanted, by name; `what` it should be.

    Raises:
        ClaimImportError: It is no archive, is damaged or locked, or too large.
    """
    with _sentences(what), zipfile.ZipFile(file) as archive:
        files: dict[str, bytes] = {}
        left = MOST_BYTES
        for name in filter(is_wanted, _names(archive)):
            with archive.open(name) as member:
                content = member.read(left + 1)
            left -= len(content)
            if left < 0:
                raise ClaimImportError(
                    f"The archive is too large: unpacked, “{name}” and what comes before it are "
                    f"more than {MOST_BYTES // 1024**2} megabytes. Import it in parts."
                )
            files[name] = content
        return files


def refuse_too_large(file: BinaryIO, what: str) -> None:
    """Refuse an archive that a library unpacks, by the sizes that it tells.

    Raises:
        ClaimImportError: It is no archive, or too large.
    """
    with _sentences(what), zipfile.ZipFile(file) as archive:
        _names(archive)
        if sum(member.file_size for member in archive.infolist()) > MOST_BYTES:
            raise ClaimImportError(
                f"The file is too large: unpacked, it has more than {MOST_BYTES // 1024**2} "
                "megabytes. Import it in parts."
            )
    file.seek(0)


def _names(archive: zipfile.ZipFile) -> list[str]:
    names = archive.namelist()
    if len(names) > MOST_MEMBERS:
        raise ClaimImportError(
            f"The archive has {len(names):,} files, more than {MOST_MEMBERS:,}. Import it in parts."
        )
    return names


@contextmanager
def _sentences(what: str) -> Iterator[None]:
    """Turn what a ZIP archive can raise into a sentence."""
    try:
        yield
    except NotImplementedError as error:
        raise ClaimImportError(
            "The archive is packed in a way that cannot be read here. Pack it as ordinary "
            "ZIP and import it again."
        ) from error
    except RuntimeError as error:
        if "encrypted" not in str(error):
            raise
        raise ClaimImportError(
            "The archive is locked with a password. Unpack it, and import what was in it."
        ) from error
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError) as error:
        raise ClaimImportError(
            f"This is not {what}: it is damaged, or no ZIP archive "
            f"({str(error).rstrip('.')}). Have it sent again."
        ) from error
