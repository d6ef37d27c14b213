"""CSV with a header: our own columns, or those of a table from elsewhere.

Commas, semicolons and tabs between cells are told apart by the header. See `tables` for
what a row has to have, and `columns` for how columns are found.
"""

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import BinaryIO

from annotations.errors import ClaimImportError
from annotations.importers.contract import Found, ImportTarget
from annotations.importers.tables import Row, claims_in

_LONGEST = 2**31 - 1
"""What a cell may hold; Python's own limit of 131,072 is below that of a spreadsheet's."""


def read(file: BinaryIO, into: ImportTarget) -> Iterator[Found]:
    """Yield the claim of each row.

    Raises:
        ClaimImportError: It is not UTF-8, or no column has the words.
    """
    rows = _rows(file)
    yield from claims_in(_first(rows), rows, into)


def header(file: BinaryIO) -> Sequence[str]:
    """Return the names of the columns."""
    return _first(_rows(file))


def _first(rows: Iterator[Row]) -> Sequence[str]:
    _, header = next(rows, (0, ()))
    if not header:
        raise ClaimImportError("The table is empty. Its first line names the columns.")
    return header


def _rows(file: BinaryIO) -> Iterator[Row]:
    """Yield the rows, each with the number of its last line.

    Raises:
        ClaimImportError: It cannot be read as a table.
    """
    csv.field_size_limit(_LONGEST)
    begins = file.read(2)
    file.seek(0)
    encoding = "utf-16" if begins in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "utf-8-sig"
    text = io.TextIOWrapper(file, encoding=encoding, newline="")
    try:
        first = text.readline()
        text.seek(0)
        rows = csv.reader(text, delimiter=max(",;\t", key=first.count))
        for row in rows:
            yield rows.line_num, row
    except UnicodeError as error:
        raise ClaimImportError(
            "The table is not UTF-8 text. Save it as “CSV UTF-8” and import it again."
        ) from error
    except csv.Error as error:
        raise ClaimImportError(f"The table cannot be read: {error}.") from error
    finally:
        with suppress(ValueError):  # the file may be closed before this is
            text.detach()
