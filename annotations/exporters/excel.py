"""XLSX: the table of the CSV export as an Excel workbook, with real numbers and dates.

Each column of `annotations.formats.rows` is a column, the id the last; offsets count code
points. Text is stored as text, never as a formula, and marked so that it stays text when a
cell is edited; long texts are wrapped. Times are in UTC, as cells know no time zone. It
prints across, as wide as a page, with the header on each.

Lost: the end of a text of more than 32,767 characters, the longest a cell can be, and
control characters.
"""

import io
import math
from datetime import UTC, date, datetime
from typing import BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.properties import PageSetupProperties

from annotations.claim import Claim
from annotations.exporters.archive import write_timeless
from annotations.exporters.contract import TaggedClaims
from annotations.exporters.losses import LossList, Report
from annotations.formats.rows import COLUMNS, Cell, harmless, typed_row
from annotations.formats.xml_text import legal

_LONGEST = 32_767
"""Source: “Excel specifications and limits”, Microsoft."""

_ORDER = (*(name for name in COLUMNS if name != "id"), "id")

_WIDTHS = {
    "article": 24,
    "title": 36,
    "source": 18,
    "published": 12,
    "url": 28,
    "kind": 10,
    "words": 60,
    "tags": 22,
    "claimant": 22,
    "statement": 44,
    "evidence": 44,
    "note": 44,
    "created": 19,
    "modified": 19,
    "before": 34,
    "after": 34,
    "text_hash": 20,
    "more": 30,
    "id": 28,
}
_OTHER = 13
"""Widths in letters; chosen by trying on real libraries."""

_WRAPPED = frozenset("title words tags statement evidence note more".split())


def write(tagged: TaggedClaims, file: BinaryIO) -> Report:
    """Write one sheet, its header fixed and with filters."""
    workbook = Workbook(write_only=True)
    made = tagged.made.astimezone(UTC).replace(tzinfo=None)
    workbook.properties.created = workbook.properties.modified = made
    workbook.properties.creator = "copydesk"
    sheet = workbook.create_sheet("Claims")
    sheet.freeze_panes = "A2"
    for number, name in enumerate(_ORDER):
        sheet.column_dimensions[_letters(number)].width = _WIDTHS.get(name, _OTHER)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    sheet.oddFooter.center.text = "&P / &N"
    losses = LossList()
    header = []
    for name in _ORDER:
        cell = WriteOnlyCell(sheet, name)
        cell.font = Font(bold=True)
        cell.alignment = Alignment(vertical="top")
        header.append(cell)
    sheet.append(header)
    written = 0
    for claim in tagged.claims:
        values = dict(zip(COLUMNS, typed_row(claim), strict=True))
        sheet.append([_cell(sheet, name, values[name], claim, losses) for name in _ORDER])
        written += 1
    sheet.auto_filter.ref = f"A1:{_letters(len(COLUMNS) - 1)}{written + 1}"
    saved = io.BytesIO()
    workbook.save(saved)
    write_timeless(file, saved, made)
    return losses.report(written)


def _cell(
    sheet: WriteOnlyWorksheet, name: str, value: Cell, claim: Claim, losses: LossList
) -> SheetCell | None:
    if value is None or value == "":
        return None
    if isinstance(value, int | float) and not _fits(value):
        value = str(value)
    if isinstance(value, str):
        return _text_cell(sheet, name, value, claim, losses)
    if isinstance(value, datetime):
        cell = WriteOnlyCell(sheet, value.astimezone(UTC).replace(tzinfo=None))
        cell.number_format = "yyyy-mm-dd hh:mm:ss"
    else:
        cell = WriteOnlyCell(sheet, value)
        if isinstance(value, date):
            cell.number_format = "yyyy-mm-dd"
    cell.alignment = Alignment(vertical="top")
    return cell


def _fits(number: int | float) -> bool:
    """Tell whether a cell holds the number exactly: it has an end, and no more than 15 digits."""
    return math.isfinite(number) and float(f"{number:.15g}") == number


def _text_cell(
    sheet: WriteOnlyWorksheet, name: str, text: str, claim: Claim, losses: LossList
) -> SheetCell:
    held = legal(text)
    if held != text:
        losses.add("control characters", claim)
    if len(held) > _LONGEST:
        losses.add(f"texts of more than {_LONGEST:,} characters, which were cut", claim)
        held = held[:_LONGEST]
    cell = WriteOnlyCell(sheet, held)
    cell.data_type = "s"
    cell.alignment = Alignment(vertical="top", wrap_text=name in _WRAPPED or "\n" in held)
    cell.quotePrefix = harmless(held) != held
    return cell


def _letters(number: int) -> str:
    tens, ones = divmod(number, 26)
    return (chr(64 + tens) if tens else "") + chr(65 + ones)
