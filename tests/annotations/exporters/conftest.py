"""The fixed claims that every exporter is tested with, and how an export is run."""

import io
import json
import sqlite3
import zipfile
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from annotations.claim import ArticleReference, Claim
from annotations.codebook import Codebook, Tag, VerdictScale
from annotations.exporters.contract import Exporter, TaggedClaims
from annotations.exporters.losses import Report
from annotations.exporters.registry import exporter_named
from annotations.records import from_record

CASES = Path(__file__).parents[2] / "cases" / "exports"


def article_text(reference: ArticleReference) -> str | None:
    path = CASES / "articles" / reference.path
    return path.read_text(encoding="utf-8") if path.is_file() else None


@pytest.fixture(scope="session")
def claims() -> tuple[Claim, ...]:
    lines = (CASES / "claims.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(from_record(json.loads(line)) for line in lines)


@pytest.fixture(scope="session")
def codebook() -> Codebook:
    written = json.loads((CASES / "codebook.json").read_text(encoding="utf-8"))
    return Codebook(
        tags=tuple(Tag(**tag) for tag in written["tags"]),
        scales=tuple(
            VerdictScale(**{**scale, "values": tuple(scale["values"])})
            for scale in written["scales"]
        ),
    )


Tagged = Callable[..., TaggedClaims]
Export = Callable[..., tuple[bytes, Report]]


@pytest.fixture(scope="session")
def tagged(claims: tuple[Claim, ...], codebook: Codebook) -> Tagged:
    """Give what is exported: the fixed claims, or others over other texts."""

    def make(
        chosen: Iterable[Claim] | None = None, texts: dict[str, str] | None = None
    ) -> TaggedClaims:
        return TaggedClaims(
            iter(claims if chosen is None else chosen),
            article_text if texts is None else (lambda article: texts.get(article.path)),
            codebook,
            datetime(2026, 11, 23, 12, 0, tzinfo=UTC),
        )

    return make


LIBRARIES = {
    "xlsx": "openpyxl",
    "parquet": "pyarrow",
    "docx": "docx",
    "spacy": "spacy",
    "uima": "cassis",
}
"""What each extra installs; a format whose library is missing is not tested."""


@pytest.fixture(scope="session")
def export(tagged: Tagged) -> Export:
    """Give an export's bytes and its report."""

    def run(
        name: str, chosen: Iterable[Claim] | None = None, texts: dict[str, str] | None = None
    ) -> tuple[bytes, Report]:
        exporter = exporter_named(name)
        if exporter.extra:
            pytest.importorskip(LIBRARIES[exporter.extra])
        file = io.BytesIO()
        report = exporter.write(tagged(chosen, texts), file)
        return file.getvalue(), report

    return run


@pytest.fixture(scope="session")
def members() -> Callable[[bytes], dict[str, bytes]]:
    """Give the files in an archive by name."""
    return unpacked


def unpacked(written: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="session")
def readable() -> Callable[[Exporter, bytes], dict[str, bytes]]:
    """Give the files of an export by name, in a form that can be compared and read.

    Archives are unpacked, as the packing depends on the machine's zlib; of office files
    only the parts that we fill. The bytes of Parquet and DocBin name the version of their
    library: what it reads back is compared instead.
    """

    def files(exporter: Exporter, written: bytes) -> dict[str, bytes]:
        parts = {
            "xlsx": ("xl/worksheets/sheet1.xml",),
            "docx": ("word/document.xml", "word/comments.xml"),
        }
        if exporter.name == "sqlite":
            return {"claims.txt": _tables(written)}
        if exporter.name == "datapackage":
            files = unpacked(written)
            # The bytes of Parquet name the version of their library, their hash follows them.
            files.pop("claims.parquet", None)
            return {name: _without_parquet(name, content) for name, content in files.items()}
        if exporter.name in parts:
            return {name: unpacked(written)[name] for name in parts[exporter.name]}
        if exporter.folder or exporter.suffix == ".qdpx":
            return unpacked(written)
        if exporter.name == "parquet":
            return {"claims.txt": _parquet_rows(written)}
        if exporter.name == "spacy":
            return {"claims.txt": _spacy_docs(written)}
        return {f"claims{exporter.suffix}": written}

    return files


def _parquet_rows(written: bytes) -> bytes:
    import pyarrow.parquet as pq

    table = pq.read_table(io.BytesIO(written))
    rows = "".join(
        json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in table.to_pylist()
    )
    return f"{table.schema.to_string()}\n\n{rows}".encode()


def _tables(written: bytes) -> bytes:
    """Give every row of a database, and what its full-text index finds."""
    connection = sqlite3.connect(":memory:")
    connection.deserialize(written)
    names = [
        name
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table')")
        if not name.startswith("claims_fts")
    ]
    lines = []
    for name in [*names, "claims_with_articles"]:
        rows = connection.execute(f"SELECT * FROM {name}")
        lines.append(f"{name}: {', '.join(column[0] for column in rows.description)}")
        lines += [json.dumps(row, ensure_ascii=False) for row in rows]
    found = connection.execute("SELECT rowid FROM claims_fts WHERE claims_fts MATCH 'petition'")
    lines.append(f"petition: {found.fetchall()}")
    return "".join(f"{line}\n" for line in lines).encode()


def _without_parquet(name: str, content: bytes) -> bytes:
    if not name.endswith(".json"):
        return content
    described = json.loads(content)
    for listed in ("resources", "distribution"):
        if listed in described:
            described[listed] = [one for one in described[listed] if "parquet" not in one["name"]]
    return json.dumps(described, ensure_ascii=False, indent=1).encode()


def _spacy_docs(written: bytes) -> bytes:
    import spacy
    from spacy.tokens import DocBin

    lines = []
    for doc in DocBin().from_bytes(written).get_docs(spacy.blank("xx").vocab):
        lines.append(repr([token.text_with_ws for token in doc]))
        lines += [
            repr((span.label_, span.start_char, span.end_char, span.text, span.id_))
            for span in doc.spans["sc"]
        ]
        lines.append(json.dumps(doc.user_data, ensure_ascii=False))
    return "".join(f"{line}\n" for line in lines).encode()


@pytest.fixture(scope="session")
def article_texts() -> dict[str, str]:
    """Give the texts of the articles that the fixed claims stand in."""
    folder = CASES / "articles"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes().decode()
        for path in folder.rglob("*.txt")
    }
