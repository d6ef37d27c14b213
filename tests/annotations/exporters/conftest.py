"""The fixed claims that every exporter is tested with, and how an export is run."""

import io
import json
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


@pytest.fixture(scope="session")
def export(tagged: Tagged) -> Export:
    """Give an export's bytes and its report."""

    def run(
        name: str, chosen: Iterable[Claim] | None = None, texts: dict[str, str] | None = None
    ) -> tuple[bytes, Report]:
        file = io.BytesIO()
        report = exporter_named(name).write(tagged(chosen, texts), file)
        return file.getvalue(), report

    return run


@pytest.fixture(scope="session")
def readable() -> Callable[[Exporter, bytes], dict[str, bytes]]:
    """Give the files of an export by name, in a form that can be compared and read."""

    def files(exporter: Exporter, written: bytes) -> dict[str, bytes]:
        if exporter.folder:
            with zipfile.ZipFile(io.BytesIO(written)) as archive:
                return {name: archive.read(name) for name in archive.namelist()}
        return {f"claims{exporter.suffix}": written}

    return files
