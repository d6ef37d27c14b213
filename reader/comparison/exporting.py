"""Groups as a table, one row a member: CSV, XLSX, JSON Lines, Parquet; and as JSON-LD.

`group` numbers the groups, `versions` counts what a group's members say differently, and
`differs` lays a wording against the first one: dropped words in [-…-], new ones in {+…+}.
Offsets count code points. Text is stored as text, never as a formula.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import BinaryIO, TypeAlias
from urllib.parse import quote

from annotations.errors import MissingLibraryError
from annotations.formats.rows import harmless
from annotations.formats.xml_text import legal
from reader.comparison.groups import Group, Member
from reader.comparison.wording import in_one_line

Cell: TypeAlias = str | int | float | date | None

COLUMNS = (
    "group", "kind", "relation", "version", "versions", "articles", "independent", "article",
    "source", "published", "start", "end", "text", "speaker", "value", "low", "high", "unit",
    "approximator", "counts", "differs",
)  # fmt: skip
_NUMBERS = frozenset("group version versions articles independent start end".split())
_MEASURES = frozenset(("value", "low", "high"))
_LONGEST = 32_767
"""Characters of a cell. Source: “Excel specifications and limits”, Microsoft."""


def rows(groups: Iterable[Group]) -> Iterator[dict[str, Cell]]:
    """Yield a row for each member of each group."""
    for number, group in enumerate(groups, 1):
        first = next((member for member in group.members if member.version == 1), None)
        for member in group.members:
            printed = member.printed
            differs = ""
            if group.kind == "quote" and first is not None and member.version != 1:
                differs = in_one_line(first.words, member.words)
            yield {
                "group": number,
                "kind": group.kind,
                "relation": group.relation,
                "version": member.version,
                "versions": max(other.version for other in group.members),
                "articles": len({other.article for other in group.members}),
                "independent": group.independent,
                "article": member.article,
                "source": member.source,
                "published": member.published,
                "start": member.span.start if member.span else None,
                "end": member.span.end if member.span else None,
                "text": member.words,
                "speaker": member.speaker,
                "value": printed.value if printed else None,
                "low": printed.low if printed else None,
                "high": printed.high if printed else None,
                "unit": (printed.unit or "") if printed else "",
                "approximator": (printed.approximator or "") if printed else "",
                "counts": (printed.counts or "") if printed else "",
                "differs": differs,
            }


def write_csv(groups: Iterable[Group], file: BinaryIO) -> None:
    """Write UTF-8 with a byte order mark, as Excel wants it; a formula is made harmless."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="replace", newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for row in rows(groups):
        writer.writerow(
            harmless(cell) if isinstance(cell, str) else "" if cell is None else cell
            for cell in row.values()
        )
    text.detach()


def write_json_lines(groups: Iterable[Group], file: BinaryIO) -> None:
    """Write each member on a line of its own, empty fields left out."""
    for row in rows(groups):
        kept = {
            name: cell.isoformat() if isinstance(cell, date) else cell
            for name, cell in row.items()
            if cell not in ("", None)
        }
        line = json.dumps(kept, ensure_ascii=False)
        file.write(line.encode(errors="backslashreplace") + b"\n")


def write_excel(groups: Iterable[Group], file: BinaryIO) -> None:
    """Write one sheet, its header fixed; a cell holds 32,767 characters at most."""
    try:
        from openpyxl import Workbook
        from openpyxl.cell import WriteOnlyCell
    except ImportError as error:
        raise MissingLibraryError(_needs("openpyxl", "xlsx")) from error
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Groups")
    sheet.freeze_panes = "A2"
    sheet.append(list(COLUMNS))
    for row in rows(groups):
        cells: list[object] = []
        for cell in row.values():
            if not isinstance(cell, str):
                cells.append(cell)
                continue
            text = WriteOnlyCell(sheet, legal(cell)[:_LONGEST])
            text.data_type = "s"
            text.quotePrefix = harmless(cell) != cell
            cells.append(text)
        sheet.append(cells)
    workbook.save(file)


def write_parquet(groups: Iterable[Group], file: BinaryIO) -> None:
    """Write real types: offsets and counts as integers, values as doubles, days as dates."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise MissingLibraryError(_needs("pyarrow", "parquet")) from error
    schema = pa.schema(
        [
            (
                name,
                pa.int64()
                if name in _NUMBERS
                else pa.float64()
                if name in _MEASURES
                else pa.date32()
                if name == "published"
                else pa.string(),
            )
            for name in COLUMNS
        ]
    )
    found = [
        {name: cell if cell != "" else None for name, cell in row.items()} for row in rows(groups)
    ]
    pq.write_table(pa.Table.from_pylist(found, schema), file)


def write_web_annotations(groups: Iterable[Group], file: BinaryIO) -> None:
    """Write one annotation a member, which links its words with those of the others.

    Source: “Web Annotation Data Model”, W3C, motivation `linking` and its selectors.
    """
    made: list[dict[str, object]] = []
    for number, group in enumerate(groups, 1):
        targets = [_target(member) for member in group.members]
        for place, target in enumerate(targets):
            made.append(
                {
                    "@context": "http://www.w3.org/ns/anno.jsonld",
                    "id": f"urn:copydesk:group:{number}:{place + 1}",
                    "type": "Annotation",
                    "motivation": "linking",
                    "target": target,
                    "body": targets[:place] + targets[place + 1 :],
                }
            )
    file.write(json.dumps(made, ensure_ascii=False, indent=1).encode(errors="backslashreplace"))
    file.write(b"\n")


def _target(member: Member) -> dict[str, object]:
    target: dict[str, object] = {
        "type": "SpecificResource",
        "source": quote(member.article.rpartition("\0")[2].encode("utf-8", "surrogateescape")),
    }
    if member.span is not None:
        target["selector"] = [
            {"type": "TextQuoteSelector", "exact": member.words},
            {
                "type": "TextPositionSelector",
                "start": member.span.start,
                "end": member.span.end,
            },
        ]
    return target


WRITERS: dict[str, Callable[[Iterable[Group], BinaryIO], None]] = {
    "csv": write_csv,
    "jsonl": write_json_lines,
    "jsonld": write_web_annotations,
    "parquet": write_parquet,
    "xlsx": write_excel,
}
"""How groups are written, by the name of the format, which files end in."""


def _needs(library: str, extra: str) -> str:
    return (
        f'This format needs {library}. Install it with python -m pip install "copydesk[{extra}]".'
    )
