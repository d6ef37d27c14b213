"""Claims in the rows of a table: our own columns, or those of a table from elsewhere.

`words` is enough where the article, or its address, is in the row too; `start` tells which
of several places is meant. Rows that differ in nothing but the tag are one claim, as some
programs write a row for each. Dates are read as their whole column shows: 3/4/2026 has the
day first where another row has 23/4/2026.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime

from annotations.claim import Claim, JSONValue
from annotations.codebook import VerdictScale
from annotations.errors import ClaimImportError, InvalidClaimError
from annotations.formats.rows import row_record
from annotations.importers.columns import ColumnMap, mapped
from annotations.importers.contract import Found, ImportTarget, Problem
from annotations.importers.stable_ids import add_beside, person_part, stable_id
from annotations.records import article_record, from_record, written_time

Row = tuple[int, Sequence[str]]
"""The number of a row's last line, and its cells."""

_OF_LABEL_STUDIO = {"annotation_id", "annotator", "lead_time"}
_TRUTH_VALUES = {
    "true": "WAHR VRAI VERDADERO VERO VERDADEIRO WAAR SAND SANN SANT TOSI PRAWDA PRAVDA IGAZ "
    "ИСТИНА DOĞRU",
    "false": "FALSCH FAUX FALSO ONWAAR FALSK USANN FALSKT EPÄTOSI FAŁSZ NEPRAVDA HAMIS ЛОЖЬ YANLIŞ",
}
"""What spreadsheets make of “true” and “false”, as they name the functions TRUE and FALSE in
German, French, Spanish, Italian, Portuguese, Dutch, the northern languages, Polish, Czech,
Hungarian, Russian and Turkish."""
_TRUTH_VALUE_OF = {word: value for value, words in _TRUTH_VALUES.items() for word in words.split()}
_TIMES = ("created", "modified")
_DATES = ("published",)


def claims_in(header: Sequence[str], rows: Iterable[Row], into: ImportTarget) -> Iterator[Found]:
    """Yield the claim of each row.

    Raises:
        ClaimImportError: No column has the words.
    """
    if _OF_LABEL_STUDIO.issubset(header) and not into.columns:
        raise ClaimImportError(
            "Label Studio writes a whole text in each row of this table. Export as “JSON” there, "
            "and import that."
        )
    columns = mapped(header, into.columns)
    if not columns.is_ours and "tags" not in columns.places and not into.tag:
        raise ClaimImportError(
            f"The table has no column named tags, nor one of that kind. It has: "
            f"{', '.join(header)}. Name it with --column tags=NAME, or give all claims one "
            "with --tag NAME."
        )
    listed = [(line, columns.row(cells)) for line, cells in rows if any(map(str.strip, cells))]
    for name in (*_TIMES, *_DATES):
        yield from _dated(name, [row for _, row in listed], is_time=name in _TIMES)
    made: dict[str, Claim] = {}
    for line, row in listed:
        found = _claim(row, line, columns, into)
        if isinstance(found, Problem) or (columns.is_ours and row.get("id")):
            yield found
        else:
            add_beside(made, found)
    yield from made.values()


def _claim(
    row: dict[str, str], line: int, columns: ColumnMap, into: ImportTarget
) -> Claim | Problem:
    try:
        if columns.is_ours and (verdict := _truth_value(row, into.scales)):
            row["verdict"] = verdict
        record = row_record(row)
        claim = from_record(_filled(record, columns, into))
        if not claim.says_something:
            raise ValueError("it has no words or no tags.")
        return claim
    except (ValueError, InvalidClaimError) as error:
        return Problem(f"The row that ends in line {line} cannot be read: {error}")


def _truth_value(row: dict[str, str], scales: Sequence[VerdictScale]) -> str:
    """Return the verdict that a spreadsheet took for a truth value and wrote in its language.

    It is empty where the row's scale has no such verdict, or one of that name itself.
    """
    cell = row.get("verdict", "")
    value = _TRUTH_VALUE_OF.get(cell, "")
    values = {one for scale in scales if scale.name == row.get("scale") for one in scale.values}
    is_own = cell.casefold() in map(str.casefold, values)
    return value if value in values and not is_own else ""


def _filled(
    record: dict[str, JSONValue], columns: ColumnMap, into: ImportTarget
) -> dict[str, JSONValue]:
    """Return the record with what a table from elsewhere may leave out."""
    anchor, article = record["anchor"], record["article"]
    assert isinstance(anchor, dict)
    assert isinstance(article, dict)
    words = anchor.get("exact")
    if not record["tags"] and into.tag:
        record["tags"] = [into.tag]
    if not words or not (record["tags"] or columns.is_ours):
        raise ValueError("it has no words or no tags.")
    if not columns.is_ours:
        article |= _article(article, into)
    start = anchor.setdefault("start", 0)
    assert isinstance(start, int)
    anchor["end"] = start + len(str(words))
    made = written_time(into.made)
    person = person_part(record.get("annotator"), into.person)
    return {
        "id": stable_id(article["path"], start, words, *person),
        "kind": "statement",
        "annotator": "" if columns.is_ours and record.get("id") else into.annotator,
        "created": made,
        "modified": record.get("created", made),
        **record,
    }


def _article(article: dict[str, JSONValue], into: ImportTarget) -> dict[str, JSONValue]:
    """Return the article here that a row means by its path, address or title."""
    names = [str(article[name]) for name in ("path", "url", "title") if article.get(name)]
    found = [into.article_named(name, "") for name in names]
    known = (one for one in found if one.text_hash or into.text_of(one) is not None)
    if here := next(known, None):
        return article_record(here)
    return {"path": names[0] if names else ""}


_PARTS = re.compile(
    r"\s*(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})\.?"
    r"(?:[ T,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([AaPp]\.?[Mm]\.?)?)?\s*"
)


def _dated(name: str, rows: Sequence[dict[str, str]], *, is_time: bool) -> Iterator[Problem]:
    """Write the dates of a column as ISO 8601 does; yield a sentence for those that are none."""
    cells = [row.get(name, "") for row in rows]
    matches = {cell: match for cell in cells if cell and (match := _PARTS.fullmatch(cell))}
    numbers = [(int(match[1]), int(match[2])) for match in matches.values()]
    month_first = any(second > 12 for _, second in numbers) and not any(
        12 < first <= 31 for first, _ in numbers
    )
    for row in rows:
        if cell := row.get(name, ""):
            written = _as_iso(cell, matches.get(cell), month_first=month_first, is_time=is_time)
            if written:
                row[name] = written
            else:
                del row[name]
                yield Problem(f"“{cell}” in the column {name} is no date and was left out.")


def _as_iso(cell: str, match: re.Match[str] | None, *, month_first: bool, is_time: bool) -> str:
    try:
        if match is None:
            moment = datetime.fromisoformat(cell.strip())
        else:
            first, second, third = int(match[1]), int(match[2]), int(match[3])
            if len(match[1]) > 2:
                year, month, day = first, second, third
            else:
                day, month = (second, first) if month_first else (first, second)
                year = third + 2000 if third < 100 else third
            hour = int(match[4] or 0)
            if half := (match[7] or "")[:1].lower():
                hour = hour % 12 + (12 if half == "p" else 0)
            moment = datetime(year, month, day, hour, int(match[5] or 0), int(match[6] or 0))
    except ValueError:
        return ""
    if not is_time:
        return date(moment.year, moment.month, moment.day).isoformat()
    return written_time(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
