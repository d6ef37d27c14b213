"""What can still be read of a file of claims that is no JSON.

Where git's markers part it, each side is mostly JSON again. Of any other text the documents
that are whole are taken: of a copy that was cut off, of a file that was laid out anew by an
editor and has a comma too many, of lines that a merge put in a wrong place.
"""

import re
from collections.abc import Iterator

from annotations.journal.json_text import Table, Tables, decode_first, dumps, free_key
from annotations.journal.lines import read_journal
from annotations.journal.merging import Sides
from annotations.journal.recovery import replay
from annotations.together.marked_text import as_utf_8, sides_in, tables_of

_NAME = re.compile(r'"(?:[^"\\\n]|\\.)*"\s*:\s*')
_JOURNAL = re.compile(rb'[0-9a-f]{16} \{"n": ')


def sides_of(text: bytes) -> Sides:
    """Return what each side of a broken text holds, mine first; one where there are no marks."""
    marked = sides_in(text)
    texts = (text,) if marked is None else (marked.mine, marked.theirs)
    base = None if marked is None or marked.base is None else _most_of(marked.base)
    found = tuple(tables for side in texts if any((tables := _most_of(side)).values()))
    return Sides(base if len(found) == len(texts) else None, found)


def content_of(text: bytes) -> Tables:
    """Return all documents of a file that was kept aside: a store, whole or not, or a journal."""
    if not _JOURNAL.match(text):
        tables, *others = sides_of(text).tables or ({},)
        for other in others:
            _add_all(tables, other)
        return tables
    tables = {}
    for change in read_journal(text).after(0):
        replay(tables, [step for step in change.steps if step.new is not None])
    return tables


def _add_all(tables: Tables, others: Tables) -> None:
    for name, table in others.items():
        documents = tables.setdefault(name, {})
        if isinstance(table, dict) and isinstance(documents, dict):
            for key, raw in table.items():
                if raw not in documents.values():
                    documents[free_key(documents) if key in documents else key] = raw


def size_of(table: Table) -> int:
    """Return how many documents a table has."""
    return len(table) if isinstance(table, dict) else 0


def _most_of(text: bytes) -> Tables:
    """Return what a text holds, read by its lines or by its values, whichever finds more."""
    by_lines, by_values = tables_of(text), _by_values(text)
    sizes = (sum(map(size_of, it.values())) for it in (by_lines, by_values))
    return by_lines if next(sizes) >= next(sizes) else by_values


def _by_values(text: bytes) -> Tables:
    tables: Tables = {}
    for name, key, raw in _parts(as_utf_8(text).decode("utf-8", "replace")):
        documents = tables.setdefault(name, {})
        if isinstance(documents, dict) and raw not in documents.values():
            documents[free_key(documents) if key in documents else key] = raw
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
