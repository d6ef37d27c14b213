"""CSV with a header: our own columns, or a few of them in a table from elsewhere.

`article` (a path), `words` and `tags` (with semicolons between them) are enough; `start`
tells which of several places is meant. Commas, semicolons and tabs between cells are told
apart by the header.
"""

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from annotations.claim import Claim, JSONValue
from annotations.errors import ClaimImportError, InvalidClaimError
from annotations.formats.rows import row_record
from annotations.importers.contract import Desk, Problem
from annotations.importers.stable_ids import stable_id
from annotations.records import from_record, written_time

_LONGEST = 2**31 - 1
"""What a cell may hold; Python's own limit of 131,072 is below that of a spreadsheet's."""


def read(file: BinaryIO, desk: Desk) -> Iterator[Claim | Problem]:
    """Yield the claim of each row.

    Raises:
        ClaimImportError: It is not UTF-8, or has no columns that we know.
    """
    csv.field_size_limit(_LONGEST)
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    try:
        header = text.readline()
        text.seek(0)
        rows = csv.DictReader(text, delimiter=max(",;\t", key=header.count), restval="")
        missing = {"words", "tags"} - set(rows.fieldnames or ())
        if missing:
            named = " and ".join(sorted(missing))
            raise ClaimImportError(
                f"The table has no column named {named}. Name the columns in its first line: "
                "article, words, tags are needed."
            )
        for row in rows:
            yield _claim(row, rows.line_num, desk)
    except UnicodeDecodeError as error:
        raise ClaimImportError(
            "The table is not UTF-8 text. Save it as “CSV UTF-8” and import it again."
        ) from error
    except csv.Error as error:
        raise ClaimImportError(f"The table cannot be read: {error}.") from error
    finally:
        text.detach()


def _claim(row: dict[str, str], line: int, desk: Desk) -> Claim | Problem:
    try:
        record = row_record({name: cell for name, cell in row.items() if isinstance(cell, str)})
        return from_record(_filled(record, desk))
    except (ValueError, InvalidClaimError) as error:
        return Problem(f"The row that ends in line {line} cannot be read: {error}")


def _filled(record: dict[str, JSONValue], desk: Desk) -> dict[str, JSONValue]:
    """Return the record with what a table from elsewhere may leave out."""
    anchor, article = record["anchor"], record["article"]
    assert isinstance(anchor, dict)
    assert isinstance(article, dict)
    words = anchor.get("exact")
    if not words or not record["tags"]:
        raise ValueError("it has no words or no tags.")
    if "path" not in article:
        named = desk.article_named(str(article.get("url", "") or article.get("title", "")), "")
        article["path"] = named.path
    start = anchor.setdefault("start", 0)
    assert isinstance(start, int)
    anchor["end"] = start + len(str(words))
    made = written_time(desk.made)
    return {
        "id": stable_id(article["path"], start, words),
        "kind": "statement",
        "annotator": "" if "id" in record else desk.annotator,
        "created": made,
        "modified": made,
        **record,
    }
