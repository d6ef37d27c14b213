"""What can still be read of a file of claims that is no JSON, in full or from either side.

The marks of a merge that git could not finish part the text into two, which mostly are JSON
again. Of any other broken text the documents that are whole are taken: of a copy that was
cut off, a file that an editor left a comma in, lines that a merge put in a wrong place.
"""

import codecs
import re
from collections.abc import Iterator

from annotations.journal.json_text import Table, Tables, decode_first, dumps, free_key, tables_in

OURS, BASE, SPLIT, THEIRS = b"<<<<<<< ", b"||||||| ", b"=======", b">>>>>>> "

_NAME = re.compile(r'"(?:[^"\\\n]|\\.)*"\s*:\s*')


def sides_in(text: bytes) -> list[Tables]:
    """Return what each side of a broken text holds, mine first; one where there are no marks."""
    text = _as_utf8(text)
    sides = _parted(text) if any(line.startswith(OURS) for line in text.splitlines()) else [text]
    found = [_whole_or_parts(side) for side in sides]
    return [tables for tables in found if any(tables.values())]


def _as_utf8(text: bytes) -> bytes:
    """Return a text of UTF-16, as some editors write, in UTF-8; any other as it is."""
    if text.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return text.decode("utf-16", "replace").encode("utf-8", "replace")
    half = text[:200:2], text[1:200:2]
    if text and any(part and not any(part) for part in half):
        name = "utf-16-be" if not any(half[0]) else "utf-16-le"
        return text.decode(name, "replace").encode("utf-8", "replace")
    return text


def _parted(text: bytes) -> list[bytes]:
    """Return the text as either side had it."""
    mine: list[bytes] = []
    theirs: list[bytes] = []
    now: tuple[list[bytes], ...] = (mine, theirs)
    for line in text.splitlines(keepends=True):
        if line.startswith(OURS):
            now = (mine,)
        elif len(now) < 2 and line.startswith(BASE):
            now = ()
        elif len(now) < 2 and line.rstrip() == SPLIT:
            now = (theirs,)
        elif len(now) < 2 and line.startswith(THEIRS):
            now = (mine, theirs)
        else:
            for side in now:
                side.append(line)
    return [b"".join(mine), b"".join(theirs)]


def _whole_or_parts(text: bytes) -> Tables:
    try:
        tables, doubled = tables_in(text)
        parts = [(table, "", raw) for table, raw in doubled]
    except ValueError:
        tables, parts = {}, list(_parts(text.decode("utf-8-sig", "replace")))
    for name, key, raw in parts:
        documents = tables.setdefault(name, {})
        if not isinstance(documents, dict) or raw in documents.values():
            continue
        documents[free_key(documents) if not key or key in documents else key] = raw
    return tables


def _parts(text: str) -> Iterator[tuple[str, str, bytes]]:
    """Yield (table, number, document) for each document that is whole."""
    table, place = "_default", 0
    while found := _NAME.search(text, place):
        name, place = str(decode_first(found[0])[0]), found.end()
        try:
            value, end = decode_first(text, place)
        except (ValueError, RecursionError):
            if text.startswith("{", place) and not name.isdecimal():
                table = name  # which is not whole; its documents may be
            else:
                place = max(place, text.find("\n", place))
            continue
        place = end
        if not isinstance(value, dict):
            continue
        if name.isdecimal():
            yield table, name, dumps(value)
        elif value and all(isinstance(part, dict) for part in value.values()):
            for key, document in value.items():
                yield name, key, dumps(document)


def size_of(table: Table) -> int:
    """Return how many documents a table has."""
    return len(table) if isinstance(table, dict) else 0
