"""Parquet, the table of data sets: read in pieces, and only the columns that are asked for."""

from collections.abc import Iterator, Mapping
from itertools import repeat
from typing import BinaryIO

from pyarrow import ArrowException
from pyarrow.parquet import ParquetFile

from reader.errors import NoArticlesError, UnreadableArticleError
from reader.formats.article_file import ArticleFile
from reader.formats.columns import Row, columns_of, flat
from reader.formats.contract import Read
from reader.formats.row_reading import PASSED_OVER, articles_of_rows, is_asked_for

_AT_ONCE = 100
"""Rows; with articles of a usual length less than a megabyte."""


def read(file: ArticleFile, place: str = "") -> Iterator[Read]:
    """Yield the article in each row, numbered from 1.

    Raises:
        UnreadableArticleError: It is no Parquet.
        NoArticlesError: No column holds a text.
    """
    with file.open() as opened:
        rows = _readable(_rows(opened, file, place), file)
        yield from articles_of_rows(file, rows, place)


def _readable(rows: Iterator[Row], file: ArticleFile) -> Iterator[Row]:
    """Yield rows up to where the file is damaged.

    Raises:
        UnreadableArticleError: It is, there.
    """
    try:
        yield from rows
    except (ArrowException, OSError, ValueError) as error:
        raise UnreadableArticleError(
            f"{file.path} cannot be read: it is damaged, or no Parquet file."
        ) from error


def _rows(opened: BinaryIO, file: ArticleFile, place: str) -> Iterator[Row]:
    table = ParquetFile(opened)
    first = next(table.iter_batches(batch_size=_AT_ONCE), None)
    if first is None or not first.num_rows:
        raise NoArticlesError(f"{file.path} has no rows.")
    columns = columns_of([_row(row) for row in first.to_pylist()], file.columns)
    outer = {name.partition(".")[0] for names in columns.names.values() for name in names}
    wanted = [name for name in first.schema.names if name in outer] or None
    if columns.are_claims:
        wanted = None  # what tells that is no fact of an article
    number = 0
    for batch in table.iter_batches(batch_size=_AT_ONCE, columns=wanted):
        last = number + batch.num_rows
        if any(is_asked_for(each, place) for each in range(number + 1, last + 1)):
            yield from map(_row, batch.to_pylist())
        else:
            yield from repeat(PASSED_OVER, batch.num_rows)
        number = last


def _row(record: Mapping[str, object]) -> Row:
    """Return a record with what it has as bytes as words: some programs write no others."""
    row = flat(record)
    return {
        name: value.decode(errors="replace") if isinstance(value, bytes) else value
        for name, value in row.items()
    }
