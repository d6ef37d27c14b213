"""Which importer a file is for, told by what is in it; its name decides where that is silent."""

import json
import re
import zipfile
from typing import BinaryIO

from annotations.importers.contract import Importer
from annotations.importers.registry import importer_for, importer_named

_LOOKED_AT = 1 << 20
"""Bytes of the first line or of a JSON file that are looked at."""

_STORE = re.compile(rb'\s*\{\s*"(?:about|claims|tags|scales|conflicts|_default)"\s*:\s*\{')
"""How the text of a store begins: with a table, as the first of all its keys."""


def guessed(file: BinaryIO, file_name: str) -> Importer | None:
    """Return the importer for an opened file, None where neither content nor name tells.

    The file is at its beginning again afterwards.
    """
    try:
        name = _by_members(file) if zipfile.is_zipfile(file) else _by_text(file)
    except (zipfile.BadZipFile, NotImplementedError):
        name = ""
    finally:
        file.seek(0)
    return importer_named(name) if name else importer_for(file_name)


def _by_members(file: BinaryIO) -> str:
    with zipfile.ZipFile(file) as archive:
        names = archive.namelist()
    if any(name.lower().endswith(".qde") for name in names):
        return "refi"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "tasks.json" in names:
        return "labelstudio"
    if any(name.endswith(".ann") for name in names):
        return "brat"
    return "doccano" if any(name.endswith(".jsonl") for name in names) else ""


def _by_text(file: BinaryIO) -> str:
    file.seek(0)
    start = file.read(_LOOKED_AT)
    if start.startswith((b"-DOCSTART-", b"\xef\xbb\xbf-DOCSTART-")):
        return "conll"
    try:
        line = json.loads(start.split(b"\n", 1)[0])
    except ValueError:
        return _by_json_start(start)
    if not isinstance(line, dict):
        return ""
    if _STORE.match(start):
        return "store"
    if "tags" in line and ("anchor" in line or ("words" in line and "article" in line)):
        return "jsonl"
    if "text" in line and "spans" in line:
        return "prodigy"
    return "doccano" if "text" in line and line.keys() & {"label", "labels", "entities"} else ""


def _by_json_start(start: bytes) -> str:
    if start.lstrip()[:1] not in (b"[", b"{"):
        return ""
    if _STORE.match(start):
        return "store"
    if b'"uri"' in start and b'"user"' in start and b'"selector"' in start:
        return "hypothesis"
    if b'"TextQuoteSelector"' in start or b'"TextPositionSelector"' in start:
        return "webannotation"
    is_task = b'"annotations"' in start and b'"data"' in start
    is_small_task = b'"annotation_id"' in start and b'"text"' in start
    return "labelstudio" if is_task or is_small_task else ""
