"""The text of the TinyDB file: plain JSON, one document a line.

    {
    "claims": {
     "1": {"id": "…", "tags": ["…"]}
    ,"2": {"id": "…", "tags": ["…"]}
    }
    }

A comma stands first (and a space after it before a further table), so that a new document
is one new line in a diff and git's union merge of two such files is JSON again. The keys
inside a document are sorted, the documents stand in the order of their insertion. Everything
is UTF-8.

In memory a document stays the bytes it has in the file, and is decoded when asked for: a
fifth of the memory, and nothing to convert at opening.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias, TypeGuard

JSONValue: TypeAlias = bool | int | float | str | list["JSONValue"] | dict[str, "JSONValue"] | None

Table: TypeAlias = dict[str, bytes] | bytes
Tables: TypeAlias = dict[str, Table]
"""Table name → document id → document; a value that is no table is kept as its JSON."""

Difference: TypeAlias = tuple[str, str | None, bytes | None, bytes | None]

_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode
_KEY = re.compile(rb'\n(, |,| |)"([^"\\\n]*)": ')
decode_first = json.JSONDecoder().raw_decode
"""Returns the value that a text begins with, and where it ends."""


def dumps(value: object) -> bytes:
    """Return `value` as one line of JSON; equal values give equal lines.

    Raises:
        TypeError: JSON has no form for it.
    """
    try:
        return _encode(value).encode()
    except UnicodeEncodeError:  # lone surrogates, which UTF-8 cannot write
        return json.dumps(value, sort_keys=True).encode()
    except TypeError:  # keys of several types cannot be sorted before they are text
        return dumps(json.loads(json.dumps(value)))


def loads(raw: bytes) -> JSONValue:
    """Return the value that a line of JSON holds."""
    value: JSONValue = json.loads(raw)
    return value


def document_in(raw: bytes) -> dict[str, JSONValue]:
    """Return the document that `raw`, made by `dumps`, holds; twice as fast as `loads`."""
    document: dict[str, JSONValue] = decode_first(raw.decode())[0]
    return document


def text_of(tables: Mapping[str, Mapping[str, bytes] | bytes]) -> Iterator[bytes]:
    """Yield the file's text in pieces."""
    yield b"{\n"
    comma = b""
    for name, documents in tables.items():
        head = comma + dumps(name) + b": "
        comma = b", "
        if isinstance(documents, bytes):
            yield head + documents + b"\n"
            continue
        yield head + b"{\n"
        lines, separator = [], b" "
        for key, raw in documents.items():
            lines.append(b"%b%b: %b\n" % (separator, dumps(key), raw))
            separator = b","
            if len(lines) == 1000:
                yield b"".join(lines)
                lines.clear()
        yield b"".join(lines)
        yield b"}\n"
    yield b"}\n"


def tables_in(text: bytes) -> tuple[Tables, list[tuple[str, bytes]]]:
    """Return the tables of any JSON that a TinyDB could have written, or a person edited.

    An id that stands twice in one table, as after a merge of two branches, is kept once;
    the second value of the result holds the (table, document) pairs of the others.

    Raises:
        ValueError: It is not JSON, or not an object.
    """
    if not text.strip():
        return {}, []
    try:
        value = json.loads(text.decode("utf-8-sig"), object_pairs_hook=_Pairs)
    except RecursionError as error:
        raise ValueError("it is nested too deep") from error
    if not isinstance(value, _Pairs):
        raise ValueError("it is JSON, but holds no tables")
    tables: Tables = {}
    doubled = []
    for name, documents in value.pairs:
        table = tables.setdefault(name, {})
        if not isinstance(table, dict) or not _is_table(documents):
            tables[name] = dumps(_plain(documents))
            continue
        for key, document in documents.pairs:
            raw = dumps(_plain(document))
            if table.setdefault(key, raw) != raw:
                doubled.append((name, raw))
    return tables, doubled


def own_tables_in(text: bytes) -> Tables:
    """Return the tables of a text known to be `text_of`'s, ten times faster.

    Raises:
        ValueError: It has another form after all.
    """
    pieces = _KEY.split(text)
    if pieces[0] != b"{":
        raise ValueError("not the text of this program")
    pieces[-1] = pieces[-1].removesuffix(b"\n}\n")
    tables: Tables = {}
    documents: dict[str, bytes] = {}
    kept, closed = 0, True
    for separator, name, raw in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        inside = separator in (b" ", b",")
        if inside is closed:
            raise ValueError("something stands outside of a table")
        closed = not inside and raw != b"{"
        if b"\n" in raw:
            raw = raw.removesuffix(b"\n}")
            closed = True
            if b"\n" in raw:
                raise ValueError("something stands on several lines")
        if inside:
            documents[name.decode()] = raw
        else:
            kept += len(documents)
            documents = {}
            tables[name.decode()] = documents if raw == b"{" else raw
    if not closed or kept + len(documents) + len(tables) != len(pieces) // 3:
        raise ValueError("something stands twice, or is not closed")
    return tables


def differences(before: Mapping[str, Table], after: Mapping[str, Table]) -> Iterator[Difference]:
    """Yield (table, id, old, new) for all that is otherwise afterwards, as a change tells it."""
    for name, old in before.items():
        new = after.get(name)
        if isinstance(old, dict):
            keep = new if isinstance(new, dict) else {}
            yield from ((name, key, raw, None) for key, raw in old.items() if key not in keep)
        if new is None or (type(new) is not type(old)):
            yield name, None, _whole(old), None
    for name, new in after.items():
        there = before.get(name)
        if isinstance(new, bytes):
            if new != there:
                yield name, None, None, new
            continue
        if not isinstance(there, dict):
            yield name, None, None, b"{}"
            there = {}
        for key, raw in new.items():
            if (was := there.get(key)) != raw:
                yield name, key, was, raw


def _whole(table: Table) -> bytes:
    return table if isinstance(table, bytes) else b"{}"


def free_key(documents: Iterable[str]) -> str:
    """Return the id that TinyDB would give the next document."""
    return str(max((int(key) for key in documents if key.isdecimal()), default=0) + 1)


class _Pairs:
    """An object of JSON with every key, also one that stands in it twice."""

    def __init__(self, pairs: list[tuple[str, object]]) -> None:
        self.pairs = pairs


def _is_table(value: object) -> TypeGuard[_Pairs]:
    return isinstance(value, _Pairs) and all(isinstance(part, _Pairs) for _, part in value.pairs)


def _plain(value: object) -> object:
    if isinstance(value, _Pairs):
        return {key: _plain(part) for key, part in value.pairs}
    return [_plain(part) for part in value] if isinstance(value, list) else value
