"""Tables as text: comma, semicolon, tab or bar between the cells, one article a row.

Fields may be as long as an article; a line that is broken is told and passed over.
"""

import csv
import re
from collections import Counter, deque
from collections.abc import Iterator
from itertools import chain, islice
from typing import TextIO

from reader.formats.article_file import ArticleFile
from reader.formats.columns import Row, is_known
from reader.formats.contract import Read
from reader.formats.row_reading import BadRow, articles_of_rows
from reader.formats.text_lines import LONGEST, lines_of, opened_text

_DELIMITERS = ",;\t|"
_QUOTE = '"'
_END = "\0end"
_SAID = re.compile('\ufeff?"?sep=(.)"?\r?\n', re.IGNORECASE)
"""The line with which Excel says what is between the cells."""

_SAMPLE = 200_000
_ROWS = 20
"""Rows in which the sign between the cells must part each into as many."""

_LONGEST_RECORD, _MOST_LINES = 20_000_000, 1_000_000
"""Code points and lines of a record; what is longer is a quotation mark left open."""

_MOST_BEFORE = 10
"""Lines above the header that say what the table is, as those who publish one write them."""

_LONGEST_NAME = 60
"""Code points of a column's name; a first row with more is no header."""


def read(file: ArticleFile, place: str = "") -> Iterator[Read]:
    """Yield the article in each row of a table, numbered from 1 below its header.

    Raises:
        NoArticlesError: It has no rows, or no column holds a text.
    """
    limit = csv.field_size_limit(LONGEST)
    try:
        with opened_text(file) as text:
            yield from articles_of_rows(file, rows_of(text, file.path), place)
    finally:
        csv.field_size_limit(limit)


def rows_of(text: TextIO, path: str) -> Iterator[Row | BadRow]:
    """Yield the rows of a table below its header; `path` is what its file is called."""
    sample = text.read(_SAMPLE)
    delimiter = _delimiter(sample, path)
    text.seek(0)
    _, width = _regularity(sample, delimiter)
    yield from _rows(text, delimiter, width)


def _delimiter(sample: str, path: str) -> str:
    if said := _SAID.match(sample):
        return said[1]
    if path.lower().endswith((".tsv", ".tab")) and "\t" in sample:
        return "\t"
    return max(_DELIMITERS, key=lambda sign: _regularity(sample, sign))


def _regularity(sample: str, delimiter: str) -> tuple[float, int]:
    """Return how regularly a sign parts the first rows, and into how many cells."""
    lines = sample.splitlines(keepends=True)
    reader = csv.reader(lines[:-1] or lines, delimiter=delimiter)
    widths: Counter[int] = Counter()
    try:
        widths.update(len(row) for row in islice(reader, _ROWS) if row)
    except csv.Error:
        return 0.0, 0
    if not widths:
        return 0.0, 0
    width, times = widths.most_common(1)[0]
    return (times / widths.total(), width) if width > 1 else (0.0, 1)


def _rows(text: TextIO, delimiter: str, width: int) -> Iterator[Row | BadRow]:
    """Yield the rows; most of the first ones have `width` cells."""
    lines = lines_of(text)
    first = next(lines, None)
    if first is not None and _SAID.match(first):
        first = next(lines, None)
    for _ in range(_MOST_BEFORE if width > 1 else 0):
        if first is None or not _is_before_header(first, delimiter):
            break
        first = next(lines, None)
    lines = chain((first,), lines) if first is not None else lines
    header = next(_records(lines, delimiter, 0), None)
    if header is None or isinstance(header, BadRow):
        return
    names = [name.strip().strip("\ufeff") for name in header]
    if not _is_header(names):
        names = [str(number) for number in range(1, len(header) + 1)]
        yield dict(zip(names, header, strict=True))
    for row in _records(lines, delimiter, len(names)):
        if isinstance(row, BadRow):
            yield row
        elif len(row) > len(names) and any(cell.strip() for cell in row[len(names) :]):
            yield BadRow(f"it has {len(row)} cells, the header {len(names)}")
        else:
            yield dict(zip(names, row, strict=False))


def _is_before_header(line: str, delimiter: str) -> bool:
    """Tell whether a line has one cell with words, which is no column's name."""
    words = line.strip("\ufeff \t\r\n").strip(delimiter).strip('"')
    return delimiter not in words and not is_known(words)


def _is_header(names: list[str]) -> bool:
    named = [name for name in names if name]
    return bool(named) and all(len(name) <= _LONGEST_NAME for name in named)


def _records(
    lines: Iterator[str | None], delimiter: str, width: int
) -> Iterator[list[str] | BadRow]:
    """Yield the cells of each record, which may go over several lines.

    A quotation mark that is never closed would take all that follows into one cell. So
    where the lines that it seems to join do not make records of `width` cells, the first of
    them is a bad one, and the others are read anew.
    """
    waiting: deque[str | None] = deque()
    while True:
        line = waiting.popleft() if waiting else next(lines, _END)
        if line is _END:
            return
        if line is None:
            yield BadRow("it is too long")
            continue
        joined = [line]
        if line.count(_QUOTE) % 2 and not _join(joined, waiting, lines):
            waiting.extendleft(reversed(joined[1:]))
            del joined[1:]
            yield BadRow("a quotation mark in it is not closed")
            continue
        records = _parsed(joined, delimiter)
        if isinstance(records, BadRow) or (
            len(joined) > 1 and width and any(len(record) != width for record in records)
        ):
            waiting.extendleft(reversed(joined[1:]))
            if len(joined) > 1 or not isinstance(records, BadRow):
                records = BadRow("a quotation mark in it is not closed")
            yield records
            continue
        yield from records
        if not width and records:
            return


def _join(joined: list[str], waiting: "deque[str | None]", lines: Iterator[str | None]) -> bool:
    """Add lines until the quotation marks in all of them are even; tell whether they are."""
    size = 0
    while size < _LONGEST_RECORD and len(joined) < _MOST_LINES:
        line = waiting.popleft() if waiting else next(lines, _END)
        if line is _END or line is None:
            return False
        joined.append(line)
        size += len(line)
        if line.count(_QUOTE) % 2:
            return True
    return False


def _parsed(lines: list[str], delimiter: str) -> list[list[str]] | BadRow:
    try:
        # Where lines are joined, a quotation mark must end its cell, or it belongs to another one.
        records = csv.reader(lines, delimiter=delimiter, strict=len(lines) > 1)
        return [record for record in records if record]
    except csv.Error as error:
        return BadRow(str(error))
