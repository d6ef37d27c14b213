"""Both sides of a file of claims that git's markers, or a broken copy, left.

    marked = sides_in(text)               # None where there are no markers
    merge(base, tables_of(marked.mine), tables_of(marked.theirs))

git leaves a file that it could not merge with the lines of each side between markers, and
with `merge.conflictStyle` set to diff3 or zdiff3 those of their common base as well. As each
document is one line, either side can be put together again from such a file. A text that is
no JSON even so (cut off, edited by hand) still has its whole lines.
"""

import re
from contextlib import suppress
from json import detect_encoding
from typing import NamedTuple

from annotations.journal.json_text import Tables, decode_first, dumps, free_key, loads, tables_in

_MARKER = re.compile(rb"(<{7,}|\|{7,}|={7,}|>{7,})(?: |\r?\n|$)")


class Marked(NamedTuple):
    """The texts of both sides, and of what both began as, where the markers tell it."""

    mine: bytes
    base: bytes | None
    theirs: bytes


def sides_in(text: bytes) -> Marked | None:
    """Return the sides of a text with git's markers, None where it has none."""
    mine: list[bytes] = []
    base: list[bytes] = []
    theirs: list[bytes] = []
    everywhere = (mine, base, theirs)
    to: tuple[list[bytes], ...] = everywhere
    has_base = marked = False
    size = 0
    for line in as_utf_8(text).splitlines(keepends=True):
        found = _MARKER.match(line)
        kind = found[1][:1] if found and (not size or len(found[1]) == size) else b""
        if kind == b"<" and to is everywhere:
            size, marked, to = len(found[1]) if found else 7, True, (mine,)
        elif kind == b"|" and to == (mine,):
            has_base, to = True, (base,)
        elif kind == b"=" and to is not everywhere:
            to = (theirs,)
        elif kind == b">" and to is not everywhere:
            size, to = 0, everywhere
        else:
            for lines in to:
                lines.append(line)
    if not marked:
        return None
    ours, others = b"".join(mine), b"".join(theirs)
    # What a side lacks that was cut off or hurt was not removed there, so no base tells it.
    has_base = has_base and _is_json(ours) and _is_json(others)
    return Marked(ours, b"".join(base) if has_base else None, others)


def is_whole(text: bytes) -> bool:
    """Tell whether a text can be read as JSON, or each side of it between git's markers."""
    marked = sides_in(text)
    sides = (as_utf_8(text),) if marked is None else (marked.mine, marked.theirs)
    return all(map(_is_json, sides))


def _is_json(text: bytes) -> bool:
    try:
        tables_in(text)
    except ValueError:
        return False
    return True


def seen_of(base: Tables, theirs: Tables) -> Tables:
    """Return what is in a base and in a copy of which a part is lost.

    So what is missing in the copy is not taken for removed there.
    """
    return {
        name: {key: raw for key, raw in table.items() if key in theirs.get(name, {})}
        if isinstance(table, dict) and isinstance(theirs.get(name, {}), dict)
        else table
        for name, table in base.items()
    }


def tables_of(text: bytes) -> Tables:
    """Return what a text holds: as JSON, or else what its whole lines hold.

    A document whose number another one has gets a number of its own, so that none is lost.
    """
    text = as_utf_8(text)
    with suppress(ValueError):
        tables, doubled = tables_in(text)
        for name, raw in doubled:
            _add(tables, name, "", raw)
        return tables
    return whole_lines(text)


def whole_lines(text: bytes) -> Tables:
    """Return the documents of a text that is no JSON, from each line that is still whole."""
    tables: Tables = {}
    table = "_default"
    for line in as_utf_8(text).split(b"\n"):
        with suppress(ValueError):  # a line that was hurt
            name, rest = _split(line.rstrip(b"\r").lstrip(b", \t"))
            if rest == b"{":
                table = name
                tables.setdefault(table, {})
            elif isinstance(document := loads(rest), dict):
                _add(tables, table, name, dumps(document))
    return tables


def _add(tables: Tables, table: str, number: str, raw: bytes) -> None:
    documents = tables.setdefault(table, {})
    if isinstance(documents, dict) and documents.get(number) != raw:
        documents[number if number and number not in documents else free_key(documents)] = raw


def _split(line: bytes) -> tuple[str, bytes]:
    """Return the key and the value of a line such as `"12": {…}`."""
    text = line.decode().rstrip(", \t")
    name, used = decode_first(text)
    if not isinstance(name, str) or not text[used:].startswith(":"):
        raise ValueError("not a line of one document")
    return name, text[used + 1 :].strip().encode()


def as_utf_8(text: bytes) -> bytes:
    """Return a text that an editor saved as UTF-16 or UTF-32, or with a mark in front, as UTF-8.

    Without a mark, the zeros beside its first letters tell (RFC 4627, section 3).
    """
    encoding = detect_encoding(text)
    if not encoding.startswith("utf-8"):
        return text.decode(encoding, "replace").removeprefix("\ufeff").encode()
    return text.removeprefix(b"\xef\xbb\xbf")
