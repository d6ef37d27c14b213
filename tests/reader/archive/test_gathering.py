"""What is gathered is found as it is where nothing is, and is never in the way."""

import shutil
from pathlib import Path

import pytest

pytest.importorskip(
    "duckdb", reason="parts are gathered by DuckDB: pip install 'copydesk[archive]'"
)

from reader.archive.finding import Finding
from reader.archive.gathering import gather, gathered_in
from reader.archive.manifest import Options, throw_away
from reader.archive.marking import Way, fingerprint
from reader.archive.parts import folder_of, gathered_of, names_in
from reader.archive.running import mark_all
from reader.errors import ReaderError
from reader.query import parse

OPTIONS = Options(2, {}, Way("rules", fingerprint()))
QUERIES = (
    "",
    "speaker:brandt",
    "figure:3..20",
    "figure<=3.2e6",
    "-figure>4 kind:figure",
    '"nobody warned us" form:direct',
    '"report 7" OR figure=20',
    "source:herald text:rep*",
    "2024-07-05.. kind:quote",
    "quote:okafor figure>1",
)


@pytest.fixture
def file(news) -> Path:
    return news(20)


@pytest.fixture
def archive(file, tmp_path) -> Path:
    mark(file, tmp_path / "out")
    return tmp_path / "out"


def mark(file: Path, archive: Path) -> None:
    for step in mark_all([str(file)], archive, OPTIONS, workers=1):
        assert not step.problem


def answers(archive: Path) -> list[object]:
    with Finding(archive) as finding:
        trees = [parse(query).tree for query in QUERIES]
        return [(list(finding.rows(tree)), finding.places(tree)) for tree in trees]


def held(archive: Path) -> list[str]:
    return sorted(part for each in gathered_in(archive) for part in each.parts)


def test_every_part_is_gathered_once_all_are_marked(archive):
    assert held(archive) == sorted(names_in(archive))
    assert len(held(archive)) == 10
    assert list((archive / "scratch").glob("*")) == []


def test_what_is_found_is_the_same_gathered_or_not(archive):
    gathered = answers(archive)
    shutil.rmtree(gathered_of(archive))
    gather(archive, tuple(sorted(names_in(archive))[3:7]))
    some = answers(archive)
    shutil.rmtree(gathered_of(archive))
    assert gathered == some == answers(archive)
    assert all(rows for rows, _ in gathered)


def test_few_parts_are_asked_themselves(news, tmp_path):
    mark(news(4), tmp_path / "out")
    assert gathered_in(tmp_path / "out") == ()


def test_parts_that_come_later_are_gathered_with_those_that_were(archive, news):
    mark(news(6, "later.jsonl"), archive)
    assert len(list(gathered_of(archive).iterdir())) == 1
    assert held(archive) == sorted(names_in(archive))


def test_an_archive_that_was_marked_before_is_gathered_when_it_is_marked_again(archive, file):
    shutil.rmtree(gathered_of(archive))
    mark(file, archive)
    assert held(archive) == sorted(names_in(archive))


def test_what_is_gathered_of_a_part_that_is_gone_or_is_damaged_counts_for_nothing(archive, file):
    before = answers(archive)
    part = sorted(names_in(archive))[4]
    shutil.rmtree(folder_of(archive) / part)
    assert gathered_in(archive) == ()
    mark(file, archive)
    assert answers(archive) == before
    (gathered,) = gathered_in(archive)
    (gathered.folder / "parts.json").write_text("[")
    assert gathered_in(archive) == ()
    assert answers(archive) == before


def test_parts_that_cannot_be_gathered_are_told_and_leave_nothing(archive):
    part = min(names_in(archive))
    shutil.rmtree(gathered_of(archive))
    (folder_of(archive) / part / "quotes.parquet").write_bytes(b"PAR1")
    with pytest.raises(ReaderError, match="could not be gathered"):
        gather(archive, tuple(sorted(names_in(archive))))
    assert gathered_in(archive) == ()
    assert list((archive / "scratch").glob("*")) == []


def test_what_is_gathered_is_thrown_away_with_its_parts(archive):
    throw_away(archive)
    assert not gathered_of(archive).exists()
