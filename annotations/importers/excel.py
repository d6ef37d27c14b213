"""Excel workbooks: the table of the first sheet, or of the one named Claims.

See `tables` for what a row has to have, and `columns` for how columns are found.
"""

import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import BinaryIO

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from annotations.errors import ClaimImportError
from annotations.formats.rows import harmless
from annotations.importers.archives import refuse_too_large
from annotations.importers.contract import Found, ImportTarget
from annotations.importers.tables import Row, claims_in


def read(file: BinaryIO, into: ImportTarget) -> Iterator[Found]:
    """Yield the claim of each row.

    Raises:
        ClaimImportError: It is no workbook, or no column has the words.
    """
    rows = _rows(file)
    yield from claims_in(_first(rows), rows, into)


def table(file: BinaryIO) -> list[Sequence[str]]:
    """Return the rows that hold anything, that of the columns' names first.

    Raises:
        ClaimImportError: It is no workbook.
    """
    return [cells for _, cells in _rows(file) if any(cells)]


def header(file: BinaryIO) -> Sequence[str]:
    """Return the names of the columns."""
    return _first(_rows(file))


def _first(rows: Iterator[Row]) -> Sequence[str]:
    for _, cells in rows:
        if any(cells):
            return cells
    raise ClaimImportError("The sheet is empty. Its first row names the columns.")


def _rows(file: BinaryIO) -> Iterator[Row]:
    refuse_too_large(file, "an Excel workbook")
    try:
        workbook = load_workbook(file, read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise ClaimImportError(
            f"This is not an Excel workbook: {error}. Save it as .xlsx and import it again."
        ) from error
    names = workbook.sheetnames
    sheet = workbook["Claims" if "Claims" in names else names[0]]
    for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
        yield number, [_text(value) for value in row]


def _text(value: object) -> str:
    """Return a cell's value as CSV would have it."""
    if value is None:
        return ""
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
