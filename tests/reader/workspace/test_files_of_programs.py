"""Files that other programs wrote themselves, of claims they were given and edits made in them.

`tests/cases/programs` holds the article, the claims as they were given out, and what came back
from Label Studio 1.23, doccano 1.8, brat, Potato 2.12, pyrefiqda 0.3 (the schema of REFI-QDA as
code), qc 1.7, spaCy 3.8 and LibreOffice 7.4, in each of which one claim was relabelled, one moved,
one given another verdict, one another note, one deleted and one made. Taguette 1.5 takes no claims
in: its file has new ones alone.
"""

import io
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from annotations.errors import ClaimImportError
from annotations.importers.codebooks import read_codebook
from reader.settings import Settings
from reader.workspace import Workspace

CASES = Path(__file__).parents[2] / "cases" / "programs"
DELETED = "Removed 1 claim that was deleted there: “two thirds of all passengers”."
BASE = {
    "cost 3.50 crowns": ("price", "", "Asked twice."),
    "About 1,200 people": ("crowd", "", ""),
    "No boat can live on 200 tickets": ("quoted", "unproven", ""),
    "Mila Verner": ("person", "", ""),
    "The bridge opened in 2019": ("date", "", "See the archive."),
    "two thirds of all passengers": ("share", "", ""),
}
RELABELLED = {"cost 3.50 crowns": ("fare", "", "Asked twice.")}
MOVED = {"1,200 people": ("crowd", "", "")}
JUDGED = {"No boat can live on 200 tickets": ("quoted", "false", "")}
NOTED = {"The bridge opened in 2019": ("date", "", "See the archive, box 3.")}
NEW = {"Harrow": ("place", "", "")}
SPANS = {**BASE, **RELABELLED, **MOVED, **NEW}
del SPANS["About 1,200 people"], SPANS["two thirds of all passengers"]
ALL = {**SPANS, **JUDGED, **NOTED}
BY_LINES = {
    **{words: BASE[words] for words in BASE if BASE[words][0] not in ("price", "share")},
    "The ferry waits 🛳": ("fare", "", ""),
    "The ferry between Sundhaven and Harrow will cost 3.50 crowns from May, the company said. "
    "About 1,200 people signed a letter against it.": ("place", "", ""),
}


@dataclass(frozen=True)
class Case:
    """A file of a program, the format it was given and is read as, and what is here then.

    `told` is what is said of each thing that the program, or this form of it, cannot hold.
    """

    file: str
    given: str
    read: str
    here: dict[str, tuple[str, str, str]]
    told: tuple[str, ...] = (DELETED,)


NEEDS = {"xlsx": "openpyxl", "spacy": "spacy"}
BY_PLACE_ALONE = (
    "Task 1: JSON-MIN does not tell which words a verdict or a note is about; they stay as they "
    "are here. Export as “JSON” to take them.",
    DELETED,
)
TWO_DELETED = (
    "Removed 2 claims that were deleted there: “cost 3.50 crowns”, “two thirds of all passengers”."
)
FILES = [
    Case("label-studio.json", "labelstudio", "labelstudio", ALL),
    Case("label-studio-min.json", "labelstudio", "labelstudio", SPANS, BY_PLACE_ALONE),
    Case("label-studio.conll", "labelstudio", "conll", SPANS),
    Case("doccano.jsonl", "doccano", "doccano", SPANS),
    Case("spacy.spacy", "spacy", "spacy", SPANS),
    Case("brat.zip", "brat", "brat", ALL),
    Case("potato.qdpx", "refi", "refi", SPANS),
    Case("pyrefiqda.qdpx", "refi", "refi", ALL),
    Case("potato.jsonld", "webannotation", "webannotation", SPANS),
    Case("potato.conll", "conll", "conll", SPANS),
    Case("qc.qdpx", "refi", "refi", BY_LINES, (TWO_DELETED,)),
    Case("libreoffice.csv", "csv", "csv", ALL),
    Case("libreoffice.xlsx", "xlsx", "xlsx", ALL),
]


@pytest.fixture
def library(tmp_path):
    """Give a library with the claims that were given out."""
    shutil.copy(CASES / "ferry.txt", tmp_path)
    with Workspace([tmp_path], settings=Settings(annotator="ann")) as workspace:
        written = (CASES / "claims.jsonl").read_bytes()
        workspace.exchange.import_claims(io.BytesIO(written), "jsonl")
        yield workspace


def here(workspace: Workspace) -> dict[str, tuple[str, str, str]]:
    (listed,) = workspace.articles.scan().articles
    return {
        each.anchor.exact: (
            ", ".join(each.tags),
            each.verdict.value if each.verdict else "",
            each.note,
        )
        for each in workspace.claims.of(listed)
    }


def come_back(workspace: Workspace, case: Case, **how: bool):
    return workspace.exchange.import_claims(
        io.BytesIO((CASES / case.file).read_bytes()), case.read, **how
    )


def give_out(workspace: Workspace, name: str) -> None:
    (listed,) = workspace.articles.scan().articles
    claims = workspace.claims.of(listed)
    workspace.exchange.export(name, claims, io.BytesIO(), is_given_out=True)


@pytest.mark.parametrize("case", FILES, ids=lambda case: case.file)
def test_what_was_edited_in_a_program_is_taken_or_told_and_twice_is_nothing(library, case):
    for name in (case.given, case.read):
        if name in NEEDS:
            pytest.importorskip(NEEDS[name])
    give_out(library, case.given)
    report = come_back(library, case, update=True, remove=True)
    assert here(library) == case.here
    assert [said for said in case.told if said not in report.sentences] == []
    again = come_back(library, case, update=True, remove=True)
    assert again.added == ()
    assert not [said for said in again.sentences if "took over" in said or "Removed" in said]
    assert here(library) == case.here


@pytest.mark.parametrize("case", FILES, ids=lambda case: case.file)
def test_nothing_that_is_here_changes_unless_it_is_asked_for(library, case):
    for name in (case.given, case.read):
        if name in NEEDS:
            pytest.importorskip(NEEDS[name])
    give_out(library, case.given)
    come_back(library, case)
    assert {words: said for words, said in here(library).items() if words in BASE} == BASE


def test_a_table_of_whole_texts_is_refused_with_what_to_export_instead(library):
    written = (CASES / "label-studio.csv").read_bytes()
    with pytest.raises(ClaimImportError, match="Export as “JSON” there"):
        library.exchange.import_claims(io.BytesIO(written), "csv")
    assert here(library) == BASE


@pytest.mark.parametrize("name", ["taguette.csv", "taguette.xlsx"])
def test_highlights_of_taguette_are_claims_of_their_own(library, name):
    if name.endswith("xlsx"):
        pytest.importorskip("openpyxl")
    written = (CASES / name).read_bytes()
    report = library.exchange.import_claims(io.BytesIO(written), name.rpartition(".")[2])
    assert len(report.added) == 3
    (listed,) = library.articles.scan().articles
    made = [each for each in library.claims.of(listed) if each.annotator == "ann"]
    assert [(each.anchor.exact, each.tags) for each in made] == [
        ("Harrow", ("place",)),
        ("cost 3.50 crowns", ("price",)),
        ("No boat can live on 200 tickets", ("price", "quoted")),
    ]
    again = library.exchange.import_claims(io.BytesIO(written), name.rpartition(".")[2])
    assert again.added == ()


@pytest.mark.parametrize("ending", ["csv", "qdc", "xlsx"])
def test_a_codebook_of_taguette_is_read(ending):
    if ending == "xlsx":
        pytest.importorskip("openpyxl")
    book = read_codebook((CASES / f"taguette-codebook.{ending}").read_bytes())
    assert {tag.name for tag in book.tags} == {"interesting", "price", "quoted", "place"}
    if ending != "qdc":
        assert next(tag.description for tag in book.tags if tag.name == "price") == "What it costs."
