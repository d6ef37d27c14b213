"""A codebook from any file that has one: JSON, CSV, a workbook, REFI-QDA, a library's store.

What the file is, is told by what is in it.
"""

import csv
import json
from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree as ET

from annotations.codebook import Codebook, Tag, check
from annotations.errors import InvalidCodebookError
from annotations.formats import codebook_table, codebook_text
from annotations.formats.xml_text import parsed
from annotations.importers.archives import unpacked
from annotations.records import scale_from, tag_from


def read_codebook(written: bytes) -> Codebook:
    """Return the codebook in a file.

    Raises:
        InvalidCodebookError: There is none, or it does not hold together.
        ClaimImportError: It is an archive that cannot be read.
    """
    if written.startswith(b"PK") and b"xl/workbook.xml" in written:
        return _workbook(written)
    if written.startswith(b"PK"):
        files = unpacked(BytesIO(written), lambda name: name.endswith(".qde"), "a project")
        if not files:
            raise InvalidCodebookError("The archive is no REFI-QDA project: it has no .qde file.")
        return _refi(next(iter(files.values())))
    begin = written.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if begin == b"<":
        return _refi(written)
    try:
        text = written.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidCodebookError("The codebook is not UTF-8 text.") from error
    if begin in (b"{", b"["):
        return _store(text) or codebook_text.read(text)
    try:
        return codebook_table.read(text)
    except csv.Error as error:
        raise InvalidCodebookError(f"The table cannot be read: {error}.") from error


def merged(present: Codebook, other: Codebook) -> Codebook:
    """Return the present codebook with what the other says; what it leaves open stays.

    A key that a present tag has stays with it.

    Raises:
        InvalidCodebookError: Together they do not hold together.
    """
    tags = {tag.name: tag for tag in present.tags}
    keys = {tag.key: tag.name for tag in present.tags if tag.key}
    for tag in other.tags:
        if keys.setdefault(tag.key, tag.name) != tag.name:
            tag = replace(tag, key="")
        was = tags.get(tag.name, Tag(name=tag.name))
        said = {
            name: value
            for name in ("description", "key", "colour", "parent")
            if (value := getattr(tag, name))
        }
        tags[tag.name] = replace(was, **said)
    scales = {scale.name: scale for scale in (*present.scales, *other.scales)}
    book = Codebook(tags=tuple(tags.values()), scales=tuple(scales.values()))
    check(book)
    return book


def _workbook(written: bytes) -> Codebook:
    try:
        from annotations.importers import excel
    except ModuleNotFoundError as error:
        raise InvalidCodebookError(
            f"A workbook needs a library that is not installed ({error.name}). Save the codebook "
            "as CSV, or install it with: pip install 'copydesk[xlsx]'"
        ) from error
    return codebook_table.of_rows(excel.table(BytesIO(written)))


def _refi(written: bytes) -> Codebook:
    """Return the codes of a REFI-QDA codebook or project, whatever its namespace."""
    try:
        root = parsed(written)
    except (ET.ParseError, ValueError) as error:
        raise InvalidCodebookError(f"This is no REFI-QDA codebook: {error}.") from error
    tags: dict[str, Tag] = {}
    waiting = [(code, "") for codes in _named(root, "Codes", deep=True) for code in codes]
    if not waiting:
        raise InvalidCodebookError("This is no REFI-QDA codebook: it has no codes.")
    while waiting:
        code, parent = waiting.pop(0)
        name = (code.get("name") or "").strip()
        if code.tag.rpartition("}")[2] != "Code" or not name:
            continue
        descriptions = [part.text or "" for part in _named(code, "Description")]
        colour = code.get("color") or ""
        tags.setdefault(
            name,
            Tag(name=name, description="".join(descriptions), colour=colour, parent=parent),
        )
        waiting = [(inner, name) for inner in _named(code, "Code")] + waiting
    codebook = Codebook(tags=tuple(tags.values()), scales=())
    check(codebook)
    return codebook


def _named(element: ET.Element, name: str, *, deep: bool = False) -> list[ET.Element]:
    inside = element.iter() if deep else element
    return [part for part in inside if part.tag.rpartition("}")[2] == name]


def _store(text: str) -> Codebook | None:
    """Return the codebook of a library's store, None where the text is none."""
    try:
        tables = json.loads(text)
    except ValueError:
        return None
    tags = tables.get("tags") if isinstance(tables, dict) else None
    if not isinstance(tags, dict):
        return None
    scales = tables.get("scales")
    try:
        return Codebook(
            tags=tuple(map(tag_from, tags.values())),
            scales=tuple(map(scale_from, scales.values())) if isinstance(scales, dict) else (),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InvalidCodebookError(f"The library's codebook cannot be read: {error}.") from error
