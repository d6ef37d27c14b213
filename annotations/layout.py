"""The text of the TinyDB file: plain JSON, one document a line.

    {
    "claims": {
     "1": {"id": "…", "tags": ["…"]}
    ,"2": {"id": "…", "tags": ["…"]}
    }
    }

The comma stands first, so that a new document is one new line in a diff and git's union
merge of two such files is JSON again. The keys inside a document are sorted, the documents
stand in the order of their insertion. Everything is UTF-8.

In memory a document stays the bytes it has in the file, and is decoded when asked for: a
fifth of the memory, and nothing to convert at opening.
"""

import json
from collections.abc import Iterator, Mapping
from typing import TypeAlias, TypeGuard

from annotations.claim import JSONValue

Tables: TypeAlias = dict[str, dict[str, bytes] | bytes]
"""Table name → document id → document; a value that is no table is kept as its JSON."""

_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode
_decode = json.JSONDecoder().raw_decode


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
    """Return the document that `raw` holds."""
    document: dict[str, JSONValue] = json.loads(raw)
    return document


def text_of(tables: Mapping[str, Mapping[str, bytes] | bytes]) -> Iterator[bytes]:
    """Yield the file's text in pieces."""
    yield b"{\n"
    comma = b""
    for name, documents in tables.items():
        head = comma + dumps(name) + b": "
        comma = b","
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
    value = json.loads(text.decode("utf-8-sig"), object_pairs_hook=_Pairs)
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
    tables: Tables = {}
    table: dict[str, bytes] | None = None
    names = documents = keys = 0
    lines = _lines(text)
    if text and next(lines, b"") != b"{":
        raise ValueError("not the text of this program")
    for line in lines:
        if table is None:
            if line == b"}":
                break
            name, rest = _split(line if line[:1] == b"," else b" " + line)
            table = {} if rest == b"{" else None
            names += 1
            tables[name] = rest if table is None else table
        elif line == b"}":
            keys += len(table)
            table = None
        else:
            key, raw = _split(line)
            table[key] = raw
            documents += 1
    if documents != keys or names != len(tables):
        raise ValueError("a key stands twice")
    return tables


def salvaged(text: bytes) -> list[tuple[str, str, bytes]]:
    """Return (table, id, document) for each line of a broken text that is still whole."""
    found, table = [], "_default"
    for line in text.split(b"\n"):
        try:
            name, rest = _split(line.rstrip(b"\r") if line[:1] in b" ," else b" " + line)
            if rest == b"{":
                table = name
            elif isinstance(document := loads(rest), dict):
                found.append((table, name, dumps(document)))
        except ValueError:  # a line that was hurt
            continue
    return found


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


def _lines(text: bytes) -> Iterator[bytes]:
    start = 0
    while (end := text.find(b"\n", start)) >= 0:
        yield text[start:end]
        start = end + 1


def _split(line: bytes) -> tuple[str, bytes]:
    """Return the key and the value of a line such as `,"12": {…}`."""
    end = line.find(b'": ', 2)
    if line[1:2] != b'"' or end < 0:
        raise ValueError("not a line of one document")
    key = line[2:end]
    if b"\\" in key:
        text = line.decode()
        name, used = _decode(text, 1)
        return name, text[used + 2 :].encode()
    return key.decode(), line[end + 3 :]
