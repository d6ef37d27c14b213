"""Parquet: the table with real types, for pandas, Polars, DuckDB and R.

The columns of `annotations.formats.rows` with these changes: `tags` is a list of strings,
`evidence` a list of structs (url, title, quotation, looked_up), `published` a date,
`created` and `modified` are timestamps in UTC, the numbers of a figure doubles, the
offsets 32-bit integers in code points. Empty texts are null. `more` keeps fields of
another program as JSON. Nothing is lost but the difference between 5 and 5.0.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from annotations.claim import Claim
from annotations.exporters.contract import TaggedClaims
from annotations.exporters.losses import Report
from annotations.formats.rows import COLUMNS, typed_row

_ROWS_AT_ONCE = 10_000

_EVIDENCE = pa.list_(
    pa.struct(
        [
            ("url", pa.string()),
            ("title", pa.string()),
            ("quotation", pa.string()),
            ("looked_up", pa.date32()),
        ]
    )
)
_TYPES = {
    "published": pa.date32(),
    "tags": pa.list_(pa.string()),
    "evidence": _EVIDENCE,
    "created": pa.timestamp("us", tz="UTC"),
    "modified": pa.timestamp("us", tz="UTC"),
    "value": pa.float64(),
    "low": pa.float64(),
    "high": pa.float64(),
    "start": pa.int32(),
    "end": pa.int32(),
}
SCHEMA = pa.schema([(name, _TYPES.get(name, pa.string())) for name in COLUMNS])


def write(tagged: TaggedClaims, file: BinaryIO) -> Report:
    """Write the claims in row groups, holding one group in memory."""
    written = 0
    with pq.ParquetWriter(file, SCHEMA) as writer:
        for group in _groups(tagged.claims):
            rows = [_row(claim) for claim in group]
            writer.write_table(pa.Table.from_pylist(rows, SCHEMA))
            written += len(rows)
    return Report(written)


def _groups(claims: Iterable[Claim]) -> Iterator[list[Claim]]:
    remaining = iter(claims)
    while group := list(islice(remaining, _ROWS_AT_ONCE)):
        yield group


def _row(claim: Claim) -> dict[str, object]:
    row: dict[str, object] = {
        name: cell if cell != "" else None
        for name, cell in zip(COLUMNS, typed_row(claim), strict=True)
    }
    row["tags"] = list(claim.tags)
    row["evidence"] = [
        {
            "url": source.url or None,
            "title": source.title or None,
            "quotation": source.quotation or None,
            "looked_up": source.looked_up,
        }
        for source in claim.evidence
    ]
    return row
