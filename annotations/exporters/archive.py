"""ZIP archives whose bytes depend on what is in them and on nothing else."""

import io
import zipfile
from collections.abc import Iterable
from typing import BinaryIO

_NEVER = (1980, 1, 1, 0, 0, 0)
"""The earliest time a ZIP archive can tell."""


def write_archive(file: BinaryIO, members: Iterable[tuple[str, bytes]]) -> None:
    """Write the members in their order, without the time of writing."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            member = zipfile.ZipInfo(name, _NEVER)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            archive.writestr(member, content)


def write_timeless(file: BinaryIO, written: io.BytesIO) -> None:
    """Write an archive that a library made, without the time of writing."""
    with zipfile.ZipFile(written) as archive:
        write_archive(file, ((name, archive.read(name)) for name in archive.namelist()))
