"""Exports and imports of a library as a whole: what is remembered, merged, told and undone."""

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest

from annotations.errors import ExportError
from annotations.exporters.registry import EXPORTERS
from annotations.formats.given_out import KEPT, GivenOut
from annotations.span import Span
from reader.library import scan
from reader.settings import Settings
from reader.workspace import Workspace

TEXT = (
    "Council votes to close the bridge\n\nThe old bridge carries 12,000 cars a day. "
    "“The steel is rotten,” said Mayor Ines Corvale.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    library = tmp_path / "library"
    library.mkdir()
    (library / "a.txt").write_text(TEXT, "utf-8")
    return library


@pytest.fixture
def opened(folder: Path):
    with Workspace([folder], settings=Settings(annotator="ann")) as workspace:
        tag(workspace, "12,000 cars a day", "traffic")
        tag(workspace, "The steel is rotten", "state")
        yield workspace


def tag(workspace: Workspace, words: str, *names: str) -> None:
    (listed,) = workspace.articles.scan().articles
    start = TEXT.index(words)
    span = Span(start, start + len(words))
    workspace.claims.tag(workspace.articles.open(listed), span, names)


def claims(workspace: Workspace) -> dict[str, tuple[tuple[str, ...], str]]:
    (listed,) = workspace.articles.scan().articles
    return {claim.anchor.exact: (claim.tags, claim.note) for claim in workspace.claims.of(listed)}


def given_out(workspace: Workspace, name: str) -> bytes:
    file = io.BytesIO()
    (listed,) = workspace.articles.scan().articles
    workspace.exchange.export(name, workspace.claims.of(listed), file, is_given_out=True)
    return file.getvalue()


def test_an_import_reads_each_article_once(opened, tmp_path, monkeypatch):
    written = given_out(opened, "jsonl")
    library = tmp_path / "other"
    library.mkdir()
    lines = [json.dumps({"title": f"Title {n}", "text": f"Line {n}."}) for n in range(50)]
    (library / "many.jsonl").write_text("\n".join(lines), "utf-8")
    (library / "a.txt").write_text(TEXT, "utf-8")
    read: list[str] = []
    reading = scan.articles_in
    monkeypatch.setattr(scan, "articles_in", lambda it: (read.append(it.file.name), reading(it))[1])
    monkeypatch.setattr(scan, "parse_file", None)
    with Workspace([library], settings=Settings(annotator="bo")) as other:
        report = other.exchange.import_claims(io.BytesIO(written), "jsonl")
        assert (len(report.added), report.sentences) == (2, ())
    assert sorted(read) == ["a.txt", "many.jsonl"]


def come_back(workspace: Workspace, name: str, written: bytes, **how: object):
    return workspace.exchange.import_claims(io.BytesIO(written), name, **how)


def edited(written: bytes, which: str, **cells: str) -> bytes:
    """Write a table again with some cells of a row changed, as a spreadsheet saves it."""
    rows = list(csv.DictReader(io.StringIO(written.decode("utf-8-sig"), newline="")))
    for row in rows:
        if row["words"] == which:
            row.update(cells)
    saved = io.StringIO(newline="")
    table = csv.DictWriter(saved, list(rows[0]))
    table.writeheader()
    table.writerows(row for row in rows if row["words"])
    return saved.getvalue().encode()


def note(workspace: Workspace, words: str, text: str) -> None:
    from dataclasses import replace

    (listed,) = workspace.articles.scan().articles
    (kept,) = [one for one in workspace.claims.of(listed) if one.anchor.exact == words]
    workspace.libraries.store_of(kept).save(replace(kept, note=text))


def test_what_was_changed_there_is_taken_and_one_undo_takes_it_back(opened):
    before = claims(opened)
    written = edited(given_out(opened, "csv"), "12,000 cars a day", note="Check it.", tags="cars")
    written = edited(written, "The steel is rotten", words="")
    report = come_back(opened, "csv", written, update=True, remove=True)
    assert claims(opened) == {"12,000 cars a day": (("cars",), "Check it.")}
    assert report.sentences == (
        "1 claim that was here took over what was changed.",
        "Removed 1 claim that was deleted there: “The steel is rotten”.",
    )
    opened.history.undo()
    assert claims(opened) == before


def test_without_being_asked_nothing_is_taken_and_all_is_told(opened):
    before = claims(opened)
    written = edited(given_out(opened, "csv"), "12,000 cars a day", note="Check it.")
    written = edited(written, "The steel is rotten", words="")
    report = come_back(opened, "csv", written)
    assert claims(opened) == before
    assert report.sentences == (
        "1 claim differs from what is here, which stays. Take over: --update.",
        "1 claim that was given out is not in the file any more and stays here: "
        "“The steel is rotten”. Remove: --remove.",
    )


def test_an_older_file_does_not_write_over_a_newer_note(opened):
    written = given_out(opened, "csv")
    note(opened, "12,000 cars a day", "Newer.")
    come_back(opened, "csv", written, update=True)
    assert claims(opened)["12,000 cars a day"] == (("traffic",), "Newer.")


def test_what_both_changed_is_a_conflict_that_is_kept(opened):
    written = edited(given_out(opened, "csv"), "12,000 cars a day", note="Theirs.")
    note(opened, "12,000 cars a day", "Ours.")
    report = come_back(opened, "csv", written, update=True)
    assert claims(opened)["12,000 cars a day"][1] == "Ours."
    told = "The note of “12,000 cars a day” was changed there and here; what is here stays."
    assert told in report.sentences
    ((store, _),) = opened.libraries.every()
    (conflict,) = store.conflicts().values()
    assert (conflict.field, conflict.mine, conflict.theirs) == ("note", "Ours.", "Theirs.")
    come_back(opened, "csv", written, update=True)
    assert len(store.conflicts()) == 1


def test_what_was_removed_here_comes_back_only_when_asked(opened):
    written = given_out(opened, "csv")
    (listed,) = opened.articles.scan().articles
    (gone,) = [one for one in opened.claims.of(listed) if "state" in one.tags]
    opened.libraries.store_of(gone).remove(gone.id)
    report = come_back(opened, "csv", written, update=True)
    assert list(claims(opened)) == ["12,000 cars a day"]
    assert "Bring back: --restore." in report.sentences[-1]
    come_back(opened, "csv", written, restore=True)
    assert sorted(claims(opened)) == ["12,000 cars a day", "The steel is rotten"]


def test_a_sheet_is_read_by_its_own_columns(opened):
    sheet = (
        "Claim;Topic;Document;Comment\r\n"
        "Mayor Ines Corvale;people;a.txt;who?\r\nMayor Ines Corvale;office;a.txt;who?\r\n"
    )
    come_back(opened, "csv", sheet.encode("utf-16"))
    assert claims(opened)["Mayor Ines Corvale"] == (("people", "office"), "who?")


def test_a_file_from_elsewhere_is_made_by_whom_the_person_says(opened):
    line = json.dumps({"text": TEXT.strip(), "label": [[0, 7, "who"]]}).encode()
    come_back(opened, "doccano", line, annotator="lo")
    (listed,) = opened.articles.scan().articles
    assert next(one.annotator for one in opened.claims.of(listed)) == "lo"


def test_a_look_at_an_export_is_not_remembered(opened, folder):
    (listed,) = opened.articles.scan().articles
    opened.exchange.export("csv", opened.claims.of(listed), io.BytesIO())
    assert not (folder / ".copydesk.json.exports").exists()


def test_the_last_exports_are_remembered_without_a_word_of_the_articles(opened, folder):
    for _ in range(KEPT + 3):
        given_out(opened, "jsonl")
    beside = folder / ".copydesk.json.exports"
    assert len(list(beside.glob("*.gz"))) == KEPT
    assert (beside / ".gitignore").read_text() == "*\n"
    (export, *_) = GivenOut.beside(folder / "copydesk.json").exports("jsonl")
    assert len(export.claims) == 2
    assert "steel" not in str(export.claims)


def test_where_nothing_can_be_remembered_the_export_is_written_all_the_same(opened, folder):
    (folder / ".copydesk.json.exports").write_text("in the way")
    assert b"12,000 cars a day" in given_out(opened, "csv")


def test_an_export_never_takes_the_place_of_the_store_or_an_article(opened, folder):
    (listed,) = opened.articles.scan().articles
    for name in ("copydesk.json", ".copydesk.json.d/journal", "a.txt"):
        with pytest.raises(ExportError, match="Choose another name"):
            opened.exchange.export_to(folder / name, "csv", opened.claims.of(listed), force=True)
    assert (folder / "a.txt").read_text("utf-8") == TEXT


@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda one: one.name)
def test_no_export_into_the_library_is_listed_as_an_article(exporter, opened, folder):
    if exporter.missing():
        pytest.skip(exporter.missing())
    (listed,) = opened.articles.scan().articles
    name = exporter.name if exporter.folder else f"{exporter.name}{exporter.suffix}"
    opened.exchange.export_to(folder / name, exporter.name, opened.claims.of(listed))
    assert [one.path for one in opened.articles.scan().articles] == ["a.txt"]


def test_an_article_with_an_address_that_is_none_is_exported(tmp_path):
    (tmp_path / "b.md").write_text(
        '---\ntitle: Odd\nurl: "http://[x]/"\n---\n\nThe tunnel costs £1.2bn, he said.\n', "utf-8"
    )
    with Workspace([tmp_path], settings=Settings(annotator="ann")) as workspace:
        (listed,) = workspace.articles.scan().articles
        article = workspace.articles.open(listed)
        workspace.claims.tag(article, Span(0, 3), ["x"])
        for exporter in EXPORTERS:
            if not exporter.missing():
                workspace.exchange.export(exporter.name, workspace.claims.of(listed), io.BytesIO())


def test_reviews_name_the_publisher_of_the_settings(folder):
    publisher = {"name": "The Courier", "review": "https://courier.example/{id}"}
    with Workspace([folder], settings=Settings(annotator="a", publisher=publisher)) as workspace:
        tag(workspace, "The steel is rotten", "state")
        (listed,) = workspace.articles.scan().articles
        from dataclasses import replace

        from annotations.claim import Verdict

        (claim,) = workspace.claims.of(listed)
        judged = replace(claim, verdict=Verdict(value="true", scale="truth"))
        file = io.BytesIO()
        workspace.exchange.export("claimreview", [judged], file)
    review = json.loads(file.getvalue())
    assert review["publisher"]["name"] == "The Courier"
    assert review["url"] == f"https://courier.example/{claim.id}"


def test_a_workbook_is_the_same_whatever_the_clock_says(opened):
    pytest.importorskip("openpyxl")
    first, second = given_out(opened, "xlsx"), given_out(opened, "xlsx")
    with zipfile.ZipFile(io.BytesIO(first)) as one, zipfile.ZipFile(io.BytesIO(second)) as other:
        assert one.namelist() == other.namelist()
        core = one.read("docProps/core.xml").decode()
    made = core.partition("<dcterms:created")[2].partition(">")[2].partition("<")[0]
    changed = core.partition("<dcterms:modified")[2].partition(">")[2].partition("<")[0]
    assert made == changed


def test_a_verdict_in_a_cell_is_one_of_the_scale_that_has_it(opened):
    written = edited(given_out(opened, "csv"), "12,000 cars a day", verdict="TRUE", tags="cars")
    come_back(opened, "csv", written, update=True)
    (listed,) = opened.articles.scan().articles
    judged = [one.verdict for one in opened.claims.of(listed) if one.verdict]
    assert [(verdict.value, verdict.scale) for verdict in judged] == [("true", "truth")]


def test_who_annotated_goes_along_in_a_table(opened):
    (listed,) = opened.articles.scan().articles
    before = [one.annotator_id for one in opened.claims.of(listed)]
    written = given_out(opened, "csv")
    report = come_back(opened, "csv", written, update=True)
    assert report.sentences == ("2 claims had been imported before.",)
    assert all(before)
    assert before[0] in written.decode("utf-8-sig")
