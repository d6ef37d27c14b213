"""Tables as text: comma, semicolon, tab or bar between the cells, one article a row.

Fields may be as long as an article; a line that is broken is told and passed over.
"""

import csv
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import TextIO

from reader.formats.article_file import ArticleFile
from reader.formats.columns import Row
from reader.formats.contract import Read
from reader.formats.row_reading import BadRow, articles_of_rows
from reader.formats.text_lines import LONGEST, lines_of, opened_text

_DELIMITERS = ",;\t|"
_SAMPLE = 200_000
_ROWS = 20
"""Rows in which the sign between the cells must part each into as many."""

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
            delimiter = _delimiter(text.read(_SAMPLE), file.path)
            text.seek(0)
            yield from articles_of_rows(file, _rows(text, delimiter), place)
    finally:
        csv.field_size_limit(limit)


def _delimiter(sample: str, path: str) -> str:
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


def _rows(text: TextIO, delimiter: str) -> Iterator[Row | BadRow]:
    cells = _cells(text, delimiter)
    header = next(cells, None)
    if header is None or isinstance(header, BadRow):
        return
    names = [name.strip() for name in header]
    if not _is_header(names):
        names = [str(number) for number in range(1, len(header) + 1)]
        yield dict(zip(names, header, strict=True))
    for row in cells:
        if isinstance(row, BadRow):
            yield row
        elif len(row) > len(names) and any(cell.strip() for cell in row[len(names) :]):
            yield BadRow(f"it has {len(row)} cells, the header {len(names)}")
        elif row:
            yield dict(zip(names, row, strict=False))


def _is_header(names: list[str]) -> bool:
    named = [name for name in names if name]
    return bool(named) and all(len(name) <= _LONGEST_NAME for name in named)


def _cells(text: TextIO, delimiter: str) -> Iterator[list[str] | BadRow]:
    too_long: list[int] = []
    reader = csv.reader(_lines(text, too_long), delimiter=delimiter)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield BadRow(str(error))
            continue
        if too_long:
            too_long.clear()
            yield BadRow("it is too long")
        elif row:
            yield row


def _lines(text: TextIO, too_long: list[int]) -> Iterator[str]:
    for number, line in enumerate(lines_of(text), 1):
        if line is None:
            too_long.append(number)
        yield line if line is not None else "\n"
