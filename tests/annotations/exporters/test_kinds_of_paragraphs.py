"""Headings, lists, captions and quotations stay what they are where a format has a place for it."""

import io
import re
from dataclasses import replace

import pytest

from annotations.exporters.contract import SetApart
from annotations.exporters.registry import exporter_named
from annotations.span import Span

TEXT = "Why\n\nTwo cranes fell, the clerk said.\n\nmud\n\nThe quay. Photo: M. Vell"
APART = tuple(
    SetApart(Span(TEXT.index(words), TEXT.index(words) + len(words)), kind)
    for words, kind in (
        ("Why", "heading"),
        ("mud", "list"),
        ("The quay. Photo: M. Vell", "caption"),
    )
)


@pytest.fixture
def written(tagged, claims):
    def write(name: str) -> bytes:
        path = claims[0].article.path
        given = replace(tagged(claims[:1], {path: TEXT}), set_apart=lambda _: APART)
        file = io.BytesIO()
        exporter_named(name).write(given, file)
        return file.getvalue()

    return write


def test_an_html_page_names_the_kind_of_each_paragraph(written):
    page = written("html").decode()
    assert re.findall(r'<p class="([a-z-]+)" dir="auto">([^<]+)', page) == [
        ("heading", "Why"),
        ("list", "mud"),
        ("caption", "The quay. Photo: M. Vell"),
    ]


def test_a_word_document_has_paragraphs_in_the_styles_of_their_kinds(written):
    docx = pytest.importorskip("docx")
    document = docx.Document(io.BytesIO(written("docx")))
    styles = {each.text: each.style.name for each in document.paragraphs}
    assert styles["Why"] == "Heading 3"
    assert styles["mud"] == "List Bullet"
    assert styles["The quay. Photo: M. Vell"] == "Caption"
    assert styles["Two cranes fell, the clerk said."] == "Normal"


def test_tei_has_a_span_for_each_paragraph_that_is_set_apart(written):
    spans = re.findall(r'<span type="([a-z-]+)" target="([^"]+)"', written("tei").decode())
    assert spans == [
        ("heading", "#string-range(text-1,0,3)"),
        ("list", "#string-range(text-1,39,3)"),
        ("caption", "#string-range(text-1,44,24)"),
    ]
