"""The fixed claims of the exports, and how an import is run."""

import io
import json
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from annotations.claim import ArticleReference, Claim
from annotations.codebook import Codebook
from annotations.exporters.contract import TaggedClaims
from annotations.exporters.registry import exporter_named
from annotations.importers.contract import Imported, ImportTarget
from annotations.importers.registry import importer_named
from annotations.records import from_record, to_record

CASES = Path(__file__).parents[2] / "cases" / "exports"
LIBRARIES = {"xlsx": "openpyxl", "spacy": "spacy"}
"""What each extra of an importer installs; without it the format is not tested."""

LATER = datetime(2027, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="session")
def article_texts() -> dict[str, str]:
    folder = CASES / "articles"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes().decode()
        for path in folder.rglob("*.txt")
    }


@pytest.fixture(scope="session")
def claims() -> tuple[Claim, ...]:
    lines = (CASES / "claims.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(from_record(json.loads(line)) for line in lines)


Take = Callable[..., Imported]


@pytest.fixture(scope="session")
def take(article_texts: dict[str, str]) -> Take:
    """Give what an importer finds in some bytes, at a desk with the fixed articles."""

    def run(name: str, written: bytes, texts: dict[str, str] | None = None) -> Imported:
        known = article_texts if texts is None else texts
        importer = importer_named(name)
        if importer.extra:
            pytest.importorskip(LIBRARIES[importer.extra])
        into = ImportTarget(lambda article: known.get(article.path), annotator="me", made=LATER)
        return importer.read(io.BytesIO(written), into)

    return run


@pytest.fixture(scope="session")
def give(article_texts: dict[str, str]) -> Callable[..., bytes]:
    """Give the bytes of an export."""

    def run(name: str, claims: Iterable[Claim], texts: dict[str, str] | None = None) -> bytes:
        known = article_texts if texts is None else texts
        if name == "store":
            records = {str(n): to_record(claim) for n, claim in enumerate(claims, 1)}
            about = {"1": {"format": "copydesk claims", "version": 1}}
            return json.dumps({"about": about, "claims": records}).encode()
        exporter = exporter_named(name)
        if exporter.extra:
            pytest.importorskip(exporter.library)
        file = io.BytesIO()

        def text_of(article: ArticleReference) -> str | None:
            return known.get(article.path)

        exporter.write(TaggedClaims(iter(claims), text_of, Codebook(), LATER), file)
        return file.getvalue()

    return run
