"""CSV: one claim a row, every field in a column, for spreadsheets and notebooks.

The columns are those of `annotations.formats.rows`; offsets count code points. The file is UTF-8
with a byte order mark, because Excel reads a CSV without one in the machine's old code
page and breaks every accent; readers that keep the mark have it before `id`, and
`utf-8-sig` takes it away. Lines end in CR LF (RFC 4180). A cell that could begin a formula
begins with an apostrophe instead; a negative number stays a number. Nothing is lost.
"""

import csv
import io
from itertools import count
from typing import BinaryIO

from annotations.exporters.contract import TaggedClaims
from annotations.exporters.losses import Report
from annotations.formats.rows import COLUMNS, text_row


def write(tagged: TaggedClaims, file: BinaryIO) -> Report:
    """Write a header and a row for each claim."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="replace", newline="")
    rows = csv.writer(text)
    rows.writerow(COLUMNS)
    number = count()
    rows.writerows(text_row(claim) for claim, _ in zip(tagged.claims, number, strict=False))
    text.detach()
    return Report(next(number))
