"""A data package: the claims as CSV and Parquet, with what their columns mean beside them.

| file               | what it is                                                      |
|--------------------|-----------------------------------------------------------------|
| `claims.csv`       | the table of the CSV export, UTF-8 without a mark               |
| `claims.parquet`   | the same with real types, where pyarrow is installed            |
| `datapackage.json` | the tables, their columns and types, for Frictionless tools     |
| `croissant.json`   | the same for catalogues of data for machine learning            |

Lost: nothing.

Source: “Data Package” 2.0, Frictionless Data; “Croissant Format Specification” 1.0,
MLCommons.
"""

import io
import json
from hashlib import sha256
from importlib.util import find_spec
from typing import BinaryIO

from annotations.claim import Claim, JSONValue
from annotations.exporters import comma_separated
from annotations.exporters.archive import write_archive
from annotations.exporters.contract import TaggedClaims
from annotations.exporters.losses import Report
from annotations.formats.rows import COLUMNS, MEANINGS
from annotations.records import written_time

_KINDS = {
    "published": "date",
    "created": "datetime",
    "modified": "datetime",
    "value": "number",
    "low": "number",
    "high": "number",
    "start": "integer",
    "end": "integer",
}
_CROISSANT_KINDS = {
    "date": "sc:Date",
    "datetime": "sc:DateTime",
    "number": "sc:Float",
    "integer": "sc:Integer",
    "string": "sc:Text",
}

_CONTEXT: dict[str, JSONValue] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "recordSet": "cr:recordSet",
    "sc": "https://schema.org/",
    "source": "cr:source",
}


def write(tagged: TaggedClaims, file: BinaryIO) -> Report:
    """Write the folder as an archive."""
    claims: list[Claim] = list(tagged.claims)
    table = io.BytesIO()
    report = comma_separated.write(TaggedClaims(claims, tagged.text_of, tagged.codebook), table)
    tables = {"claims.csv": table.getvalue().removeprefix(b"\xef\xbb\xbf")}
    remarks: tuple[str, ...] = ()
    if find_spec("pyarrow") is not None:
        from annotations.exporters import parquet

        typed = io.BytesIO()
        parquet.write(TaggedClaims(claims, tagged.text_of, tagged.codebook), typed)
        tables["claims.parquet"] = typed.getvalue()
    else:
        remarks = (
            "There is no claims.parquet in it, as pyarrow is not installed. "
            "Install it with: pip install 'copydesk[parquet]'",
        )
    made = written_time(tagged.made)
    members = [*tables.items()]
    for name, description in (
        ("datapackage.json", _data_package(tables, made)),
        ("croissant.json", _croissant(tables, made)),
    ):
        encoded = json.dumps(description, ensure_ascii=False, indent=1).encode() + b"\n"
        members.append((name, encoded))
    write_archive(file, members)
    return Report(report.written, report.losses, remarks=remarks)


def _data_package(tables: dict[str, bytes], made: str) -> JSONValue:
    fields: list[JSONValue] = [
        {"name": name, "type": _KINDS.get(name, "string"), "description": MEANINGS[name]}
        for name in COLUMNS
    ]
    resources: list[JSONValue] = [
        {
            "$schema": "https://datapackage.org/profiles/2.0/dataresource.json",
            "name": name.replace(".", "-"),
            "path": name,
            "type": "table",
            "format": name.rpartition(".")[2],
            "mediatype": _media(name),
            # Of a file that is no text the reference implementation counts no bytes, and
            # takes any number that is said for a wrong one.
            **(_of_text(content) if name.endswith(".csv") else {}),
            "schema": {
                "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
                "fields": fields if name.endswith(".csv") else _typed(fields),
                "primaryKey": ["id"],
                "missingValues": [""],
            },
        }
        for name, content in tables.items()
    ]
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "tagged-claims",
        "title": "Tagged claims",
        "created": made,
        "resources": resources,
    }


def _of_text(content: bytes) -> dict[str, JSONValue]:
    digest = sha256(content).hexdigest()
    return {"encoding": "utf-8", "bytes": len(content), "hash": f"sha256:{digest}"}


def _typed(fields: list[JSONValue]) -> list[JSONValue]:
    """Return the fields as Parquet has them: tags and evidence are lists there.

    The reference implementation reads them as arrays of numpy, which it takes for no `array`.
    """
    return [
        {**field, "type": "any"} if field["name"] in ("tags", "evidence") else field
        for field in fields
        if isinstance(field, dict)
    ]


def _croissant(tables: dict[str, bytes], made: str) -> JSONValue:
    files: list[JSONValue] = [
        {
            "@type": "cr:FileObject",
            "@id": name,
            "name": name,
            "contentUrl": name,
            "contentSize": f"{len(content)} B",
            "encodingFormat": _media(name),
            "sha256": sha256(content).hexdigest(),
        }
        for name, content in tables.items()
    ]
    fields: list[JSONValue] = [
        {
            "@type": "cr:Field",
            "@id": f"claims/{name}",
            "name": name,
            "description": MEANINGS[name],
            "dataType": _CROISSANT_KINDS[_KINDS.get(name, "string")],
            "source": {"fileObject": {"@id": "claims.csv"}, "extract": {"column": name}},
        }
        for name in COLUMNS
    ]
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": "tagged-claims",
        "description": "Claims that people tagged in news articles, a row each.",
        "datePublished": made[:10],
        "distribution": files,
        "recordSet": [
            {"@type": "cr:RecordSet", "@id": "claims", "name": "claims", "field": fields}
        ],
    }


def _media(name: str) -> str:
    return "text/csv" if name.endswith(".csv") else "application/vnd.apache.parquet"
