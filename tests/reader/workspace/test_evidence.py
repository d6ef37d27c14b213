"""Words quoted as evidence are held against the article of the library that they are from."""

from dataclasses import replace

import pytest

from annotations.claim import Evidence
from annotations.span import Span
from reader.settings import Settings
from reader.workspace import Workspace

SOURCE = "Harbour Post\n\nThe bridge was inspected twice in ten years, the council said."


@pytest.fixture
def library(tmp_path):
    (tmp_path / "source.txt").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "claims.txt").write_text("The bridge was inspected every year.", encoding="utf-8")
    with Workspace([tmp_path], settings=Settings(annotator="ada")) as workspace:
        for _ in workspace.articles.list.update():
            pass
        yield workspace


def claimed(workspace, *quotations):
    listed = next(row for row in workspace.articles.scan().articles if row.path == "claims.txt")
    opened = workspace.articles.open(listed)
    draft = workspace.claims.draft(opened, Span(0, 10))
    evidence = tuple(Evidence(title="source.txt", quotation=words) for words in quotations)
    return workspace.claims.add(opened, replace(draft, tags=("check",), evidence=evidence))


def test_each_quotation_is_as_printed_changed_or_not_there(library):
    claim = claimed(
        library,
        "The bridge was inspected twice in ten years",
        "The bridge was inspected once in ten years",
        "Nobody had looked at the cables",
    )
    assert library.evidence.of([claim]) == {
        claim.id: (
            ("source.txt", "as printed"),
            ("source.txt", "changed"),
            ("source.txt", "not there"),
        )
    }


def test_evidence_is_found_by_the_address_of_an_article(tmp_path):
    source = "---\nurl: https://www.harbour.example/bridge\n---\nThe cables were new in May.\n"
    (tmp_path / "source.md").write_text(source, encoding="utf-8")
    (tmp_path / "claims.txt").write_text("The bridge was inspected every year.", encoding="utf-8")
    address = "http://Harbour.example/bridge/#cables"
    with Workspace([tmp_path], settings=Settings(annotator="ada")) as workspace:
        for _ in workspace.articles.list.update():
            pass
        claim = claimed(workspace, "cables were new")
        by_address = replace(claim, evidence=(Evidence(url=address, quotation="cables were new"),))
        elsewhere = replace(
            claim, evidence=(Evidence(url=address.replace("bridge", "pier"), quotation="cables"),)
        )
        assert workspace.evidence.of([by_address]) == {claim.id: ((address, "as printed"),)}
        assert workspace.evidence.of([elsewhere]) == {}


def test_evidence_that_is_not_in_the_library_is_left_alone(library):
    claim = claimed(library)
    elsewhere = replace(claim, evidence=(Evidence(title="An atlas", quotation="ten years"),))
    assert library.evidence.of([elsewhere]) == {}


def test_the_report_counts_how_faithful_evidence_is(library, tmp_path):
    claimed(library, "inspected twice in ten years", "inspected never")
    output = tmp_path / "report.html"
    library.exchange.export_to(output, "html", library.claims.find())
    assert "held against their sources: 1 as printed, 1 not there." in output.read_text("utf-8")
