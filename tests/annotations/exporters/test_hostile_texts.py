"""Whatever a claim says, every export is whole, and its text stays text."""

import html
import io
import zipfile
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.anchoring import describe
from annotations.claim import Claim
from annotations.exporters.file_names import file_names
from annotations.exporters.registry import EXPORTERS
from annotations.span import Span

every_exporter = pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda one: one.name)
anything = st.text(max_size=20) | st.sampled_from(
    [
        "\x00\x1b[31m\x07",
        "]]>--><script>alert(1)</script>",
        "\u2028\u2029\x85\x0b\x0c",
        "\ufffe\uffff",
        "_x0041_",
        "\r\n\t",
        "a;b|c,d",
        "\"'`",
        "../../etc/passwd",
        "con",
    ]
)


@every_exporter
@settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
@given(
    said=st.lists(anything, min_size=8, max_size=8),
    tags=st.lists(anything.filter(bool), min_size=1, max_size=3, unique=True),
)
def test_any_text_can_be_exported(exporter, said, tags, export, claims):
    title, path, claimant, statement, note, annotator, source, url = said
    text = "Before the words and after."
    claim: Claim = replace(
        claims[0],
        article=replace(
            claims[0].article, path=path or "a.txt", title=title, source=source, url=url
        ),
        anchor=describe(text, Span(11, 16)),
        tags=tuple(tags),
        claimant=claimant,
        statement=statement,
        note=note,
        annotator=annotator,
    )
    written, report = export(exporter.name, [claim], {claim.article.path: text})
    assert report.written >= 1
    for name, content in _parts(exporter.suffix, written):
        assert ".." not in name
        if name.endswith((".xml", ".xmi", ".qde", ".qdc", ".tei")):
            ET.fromstring(content)


def _parts(suffix: str, written: bytes) -> list[tuple[str, bytes]]:
    if suffix not in (".zip", ".qdpx", ".xlsx", ".docx"):
        return [(f"claims{suffix}", written)]
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


@given(st.lists(anything, unique=True))
def test_file_names_are_plain_and_differ(paths):
    names = file_names(paths)
    assert len(names) == len(paths)
    assert len({name.lower() for name in names.values()}) == len(paths)
    for name in names.values():
        assert name.replace("-", "").replace("_", "").isalnum()
        assert name.isascii()
        assert name.lower() not in {"con", "prn", "aux", "nul", "com1", "lpt1"}


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://courier.example/a?b=1&c=2#d", True),
        ("http://münchen.example:8080/", True),
        ("javascript:alert(1)", False),
        ("https://exa mple.org/", False),
        ('https://example.org/"onclick="alert(1)', False),
        ("file:///etc/passwd", False),
    ],
)
def test_only_web_addresses_become_links(url, linked, export, claims):
    claim = replace(claims[0], article=replace(claims[0].article, url=url))
    page = export("html", [claim])[0].decode()
    assert (f'<a href="{html.escape(url)}"' in page) == linked
    assert f">{html.escape(url)}<" in page
