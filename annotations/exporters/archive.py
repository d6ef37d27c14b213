"""ZIP archives whose bytes depend on what is in them and on nothing else."""

import io
import re
import zipfile
from collections.abc import Iterable
from datetime import datetime
from typing import BinaryIO

_NEVER = (1980, 1, 1, 0, 0, 0)
"""The earliest time a ZIP archive can tell."""

_CHANGED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
"""Libraries write the time at which a file was saved there, whatever they are given."""


def write_archive(file: BinaryIO, members: Iterable[tuple[str, bytes]]) -> None:
    """Write the members in their order, without the time of writing."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            member = zipfile.ZipInfo(name, _NEVER)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            archive.writestr(member, content)


def write_timeless(file: BinaryIO, written: io.BytesIO, made: datetime) -> None:
    """Write an archive of an office file that a library made, `made` as its only time."""
    with zipfile.ZipFile(written) as archive:
        write_archive(file, ((name, _dated(archive, name, made)) for name in archive.namelist()))


def _dated(archive: zipfile.ZipFile, name: str, made: datetime) -> bytes:
    content = archive.read(name)
    if name != "docProps/core.xml":
        return content
    return _CHANGED.sub(rb"\g<1>" + f"{made:%Y-%m-%dT%H:%M:%SZ}".encode(), content)
