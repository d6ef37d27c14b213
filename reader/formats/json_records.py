"""Records of JSON as articles: a list of them, an answer that holds a list, or one a line.

A list is read element by element, so that a file of any length takes little memory; a
line that is no JSON is told and passed over.
"""

import json
import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import TextIO

from reader.errors import NoArticlesError, UnreadableArticleError
from reader.formats.article_file import ArticleFile
from reader.formats.columns import Row, columns_of, flat, is_known
from reader.formats.contract import Read
from reader.formats.row_reading import PASSED_OVER, BadRow, articles_of_rows, is_asked_for
from reader.formats.text_lines import LONGEST, lines_of, mended_strays, opened_text

_STEP = 1 << 16
_LARGEST = 100_000_000
_SPACE = re.compile(r"[\s\ufeff\x1e]*")
_BETWEEN = re.compile(r"[\s,\x1e]*")
_DEEPEST = 4
"""Objects in objects in which the list of articles of an answer lies."""

_AROUND = "\ufeff\x1e \r\n\t"
"""What may stand around a record: a byte order mark, and the sign of RFC 7464."""

_LINES = (".jsonl", ".ndjson", ".jsonlines", ".ldjson")


def read(file: ArticleFile, place: str = "") -> Iterator[Read]:
    """Yield the article in each record, numbered from 1; a lone record has the file's path.

    Raises:
        UnreadableArticleError: It is no JSON.
        NoArticlesError: There is no list of records in it that have a text.
    """
    with opened_text(file) as text:
        begins = text.read(_STEP)
        text.seek(0)
        start = _SPACE.match(begins)
        sign = begins[start.end() : start.end() + 1] if start else ""
        named_lines = file.path.lower().endswith(_LINES)
        if _is_a_line(begins) or (named_lines and not (sign == "[" and _is_a_list(begins))):
            yield from articles_of_rows(file, _of_lines(text, place), place, row="line")
        elif sign == "[":
            rows = map(_row, _below_header(_of_list(text, file.path)))
            yield from articles_of_rows(file, rows, place, row="record")
        elif sign == "{":
            yield from _of_answer(file, text, place)
        else:
            shown = sign if sign.isprintable() else "�"
            raise NoArticlesError(f"{file.path} is no JSON: it begins with “{shown or ' '}”.")


def _is_a_line(begins: str) -> bool:
    """Tell whether a text begins with a record on a line of its own, and another one."""
    first, line_end, rest = begins.lstrip(_AROUND).partition("\n")
    if not (first.startswith("{") and line_end and rest.lstrip(_AROUND).startswith("{")):
        return False
    try:
        json.loads(first)
    except (ValueError, RecursionError):
        return False
    return True


def _is_a_list(begins: str) -> bool:
    """Tell whether a text begins with a list of records, whatever its name says."""
    return re.match(r"[\s\ufeff]*\[\s*\{", begins) is not None


def _of_lines(text: TextIO, place: str) -> Iterator[Row | BadRow]:
    number = 0
    for line in lines_of(text):
        if line is not None and not line.strip(_AROUND):
            continue
        number += 1
        if not is_asked_for(number, place):
            yield PASSED_OVER
        elif line is None:
            yield BadRow("it is too long")
        else:
            yield record_of_line(line.lstrip(_AROUND))


def record_of_line(written: str) -> Row | BadRow:
    """Return the record in a line of JSON Lines."""
    try:
        return _row(_value(written))
    except json.JSONDecodeError as error:
        return BadRow(f"it is no JSON ({error.msg.lower()} at character {error.pos + 1})")
    except RecursionError:
        return BadRow("it is nested too deeply")


def _value(written: str) -> object:
    """Return what JSON says; a number of more digits than are read as one is its digits."""
    try:
        return json.loads(written)
    except json.JSONDecodeError:
        raise
    except ValueError:
        return json.loads(written, parse_int=_number)


def _number(digits: str) -> int | str:
    try:
        return int(digits)
    except ValueError:
        return digits


def _row(value: object) -> Row | BadRow:
    if isinstance(value, Mapping):
        inner = value.get("_source")
        return flat(inner if isinstance(inner, Mapping) else value)
    if isinstance(value, str):
        return {"text": value}
    return BadRow("it is no record")


def _below_header(values: Iterator[object]) -> Iterator[object]:
    """Yield values; lists below one that names columns become records."""
    first = next(values, None)
    if first is None:
        return
    if not (isinstance(first, list) and any(is_known(str(name)) for name in first)):
        yield from chain((first,), values)
        return
    names = [str(name) for name in first]
    for each in values:
        yield dict(zip(names, each, strict=False)) if isinstance(each, list) else each


def _of_list(text: TextIO, path: str) -> Iterator[object]:
    """Yield the elements of a list, reading on only when one does not end."""
    decoder = json.JSONDecoder(parse_int=_number)
    held = text.read(_STEP)
    at = held.index("[") + 1
    number = 0
    while True:
        found = _BETWEEN.match(held, at)
        at = found.end() if found else at
        if at == len(held):
            held, at = text.read(_STEP), 0
            if not held:
                raise UnreadableArticleError(f"{path} is cut off: its list does not end.")
            continue
        if held[at] == "]":
            return
        try:
            value, at = decoder.raw_decode(held, at)
        except RecursionError as error:
            raise UnreadableArticleError(f"{path} is nested too deeply to be read.") from error
        except ValueError as error:
            # An element may go on behind what was read; twice as much is read each time.
            more = text.read(max(_STEP, len(held) - at)) if len(held) - at < LONGEST else ""
            if not more:
                raise UnreadableArticleError(
                    f"{path} cannot be read behind its record {number}: it is no JSON there."
                ) from error
            held, at = held[at:] + more, 0
            continue
        if at == len(held) and not isinstance(value, Mapping | list | str):
            more = text.read(_STEP)  # a number may go on
            if more:
                held += more
        number += 1
        yield _mended(value)


def _mended(value: object) -> object:
    """Return a value without bytes that are not in the file's encoding."""
    if isinstance(value, str):
        return mended_strays(value)
    if isinstance(value, dict):
        return {mended_strays(key): _mended(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_mended(each) for each in value]
    return value


def _of_answer(file: ArticleFile, text: TextIO, place: str) -> Iterator[Read]:
    """Yield the articles of an object: those in a list in it, or the one that it is."""
    written = text.read(_LARGEST)
    try:
        value = _mended(_all_in(written))
    except RecursionError as error:
        raise UnreadableArticleError(f"{file.path} is nested too deeply to be read.") from error
    except json.JSONDecodeError as error:
        raise UnreadableArticleError(
            f"{file.path} is no JSON: {error.msg.lower()} in line {error.lineno}."
        ) from error
    if isinstance(value, list):  # several one after the other
        yield from articles_of_rows(file, map(_row, value), place, row="record")
        return
    assert isinstance(value, Mapping)
    if _is_feed(value):
        from reader.formats.json_feed import entries_of

        yield from entries_of(value, file, place)
        return
    records = _list_in(value, file) or _by_columns(value) or [value]
    yield from articles_of_rows(file, map(_row, records), place, row="record")


def _all_in(written: str) -> object:
    """Return what JSON says: a value, or the list of those that stand one after the other."""
    try:
        return _value(written)
    except json.JSONDecodeError as error:
        if not error.msg.startswith("Extra data"):
            raise
    decoder = json.JSONDecoder(parse_int=_number)
    values: list[object] = []
    at = 0
    while (found := _BETWEEN.match(written, at)) and found.end() < len(written):
        value, at = decoder.raw_decode(written, found.end())
        values.append(value)
    return values


def _by_columns(value: Mapping[str, object]) -> list[object]:
    """Return the records of a table that is written column by column, empty if it is none."""
    names, rows = value.get("columns"), value.get("data")
    if isinstance(names, list) and isinstance(rows, list):
        return list(_below_header(iter([names, *rows])))
    columns = {
        name: list(each.values()) if isinstance(each, Mapping) else each
        for name, each in value.items()
    }
    lengths = {len(each) if isinstance(each, list) else 0 for each in columns.values()}
    if len(columns) < 2 or len(lengths) != 1 or not any(map(is_known, columns)) or 0 in lengths:
        return []
    cells = [each for each in columns.values() if isinstance(each, list)]
    return [dict(zip(columns, row, strict=True)) for row in zip(*cells, strict=True)]


def _is_feed(value: Mapping[str, object]) -> bool:
    return "jsonfeed.org" in str(value.get("version", ""))[:60]


def _list_in(value: Mapping[str, object], file: ArticleFile) -> list[object]:
    """Return the longest list of records with texts in an object, empty where there is none."""
    found: list[list[object]] = []
    layer: list[object] = [value]
    for _ in range(_DEEPEST):
        inner: list[object] = []
        for each in layer:
            for one in each.values() if isinstance(each, Mapping) else ():
                if isinstance(one, Mapping):
                    inner.append(one)
                elif isinstance(one, list) and one and isinstance(one[0], Mapping):
                    found += [] if all(map(_is_paragraph, one)) else [one]
            found += _alike_in(each)
        layer = inner
    rows = ((each, [_row(one) for one in each[:50]]) for each in found)
    texts = [
        each
        for each, first in rows
        if columns_of([one for one in first if not isinstance(one, BadRow)], file.columns).has_text
    ]
    return max(texts, key=len, default=[])


def _is_paragraph(value: object) -> bool:
    """Tell whether a record is a paragraph of an article: its words, and of what kind they are."""
    return (
        isinstance(value, Mapping) and "text" in value and len(value) <= 2 and "title" not in value
    )


def _alike_in(value: object) -> list[list[object]]:
    """Return the records in an object that has several with the same fields, each by its name."""
    records = list(value.values()) if isinstance(value, Mapping) else []
    fields = [set(each) if isinstance(each, Mapping) else set() for each in records[:50]]
    are_alike = len(fields) > 1 and any(map(is_known, set.intersection(*fields)))
    return [records] if are_alike else []
