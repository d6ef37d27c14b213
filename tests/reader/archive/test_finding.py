"""What is asked of an archive is what its marks say."""

import json
from pathlib import Path

import pytest

pytest.importorskip(
    "duckdb", reason="archives are asked of DuckDB: pip install 'copydesk[archive]'"
)

from reader.archive.finding import Finding
from reader.archive.manifest import Options
from reader.archive.marking import Way, fingerprint
from reader.archive.running import mark_all
from reader.errors import ReaderError
from reader.query import parse

ARTICLES = [
    {
        "id": "dam",
        "text": "“The dam will hold,” said Mayor Zoë Brandt on 2 July 2024. It cost 3.2 million "
        "euros and took 12 to 15 workers. The well-known plan was hers.",
        "title": "Mayor defends the dam",
        "source": "The Post",
        "published": "2024-07-03",
        "author": "Ada Lund",
    },
    {
        "id": "storm",
        "text": "Police counted 14 dead. “Nobody warned us,” said Tom Okafor, a fisherman who knew "
        "the plan well. At least 20 boats sank.",
        "title": "Storm at sea",
        "source": "The Herald",
        "published": "2023-11-20",
    },
    {"id": "run", "text": "Nobody ran 100 metres faster, said the coach.", "agency": "Wire"},
]
HOLD = "“The dam will hold,”"
WARNED = "“Nobody warned us,”"


@pytest.fixture(scope="module")
def archive(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    file = folder / "news.jsonl"
    file.write_text("".join(json.dumps(each) + "\n" for each in ARTICLES), encoding="utf-8")
    options = Options(2, {}, Way("rules", fingerprint()))
    assert not [s for s in mark_all([str(file)], folder / "out", options, workers=1) if s.problem]
    return folder / "out"


def found(archive: Path, query: str) -> list[tuple[object, object]]:
    parsed = parse(query)
    assert parsed.problem == ""
    with Finding(archive) as finding:
        return [(row["article"], row["text"]) for row in finding.rows(parsed.tree)]


@pytest.mark.parametrize(
    ("query", "marks"),
    [
        ("speaker:BRANDT", [HOLD]),
        ("speaker:zoe", [HOLD]),
        ("kind:quote 2023", [WARNED]),
        ("kind:quote -2023 form:direct", [HOLD]),
        ("figure>1000", ["3.2 million euros"]),
        ("figure:13..14", ["12 to 15", "14"]),
        ("figure>15 figure<20", []),
        ("figure>=20 figure<=20", ["At least 20"]),
        ("unit:eur", ["3.2 million euros"]),
        ("unit:euro", []),
        ("counts:boat", ["At least 20"]),
        ("kind:date", ["2 July 2024"]),
        ("date:2024-07", ["2 July 2024"]),
        ("date:2024-07-03..", []),
        ("figure>0 source:herald", ["14", "At least 20"]),
        ("figure>0 by:lund", ["3.2 million euros", "12 to 15"]),
        ("figure>0 agency:wire", ["100 metres"]),
        ("figure>0 title:sea", ["14", "At least 20"]),
        ("figure>0 sea", ["14", "At least 20"]),
        ('figure>0 "nobody warned us"', ["14", "At least 20"]),
        ('figure>0 "warned nobody us"', []),
        ('figure>0 "well-known"', ["3.2 million euros", "12 to 15"]),
        ('figure>0 "well known"', []),
        ('figure>0 "us said tom"', []),
        ('figure>0 "a fisherman who"', ["14", "At least 20"]),
        ('figure>0 "okafor warned"~7', ["14", "At least 20"]),
        ('figure>0 "okafor warned"~2', []),
        ("figure>0 text:fish*", ["14", "At least 20"]),
        ("figure>0 text:fish", []),
        ("figure>0 quote:okafor", ["14", "At least 20"]),
        ("figure>0 words<20", ["100 metres"]),
        ("library:archive figure>0 agency:wire", ["100 metres"]),
        ("library:elsewhere figure>0", []),
        ("form:dir", [HOLD, WARNED]),
        ('form:"dir"', []),
        ("(speaker:brandt OR figure=20)", [HOLD, "At least 20"]),
        ("(speaker:brandt OR source:herald) kind:quote", [HOLD, WARNED]),
        ("figure>0 -(source:post OR source:herald)", ["100 metres"]),
        ("speaker:\"brandt' OR 1=1 --\"", []),
    ],
)  # fmt: skip
def test_a_query_finds_the_marks_that_meet_it(archive, query, marks):
    assert [text for _, text in found(archive, query)] == marks


def test_everything_is_in_the_order_of_the_articles_and_their_marks(archive):
    with Finding(archive) as finding:
        rows = list(finding.rows(parse("").tree))
    assert [row["article"] for row in rows] == sorted(
        (str(row["article"]) for row in rows), key=["dam", "storm", "run"].index
    )
    starts = [row["start"] for row in rows if row["article"] == "dam"]
    assert starts == sorted(starts)


def test_a_date_that_is_begun_means_all_days_that_begin_so(archive):
    assert {article for article, _ in found(archive, "2024-0")} == {"dam"}
    assert {article for article, _ in found(archive, "..2023")} == {"storm"}


def test_what_an_archive_has_not_is_told(archive):
    with Finding(archive) as finding, pytest.raises(ReaderError, match="keeps no claims"):
        list(finding.rows(parse("tag:toll").tree))


@pytest.mark.parametrize("ending", ["csv", "json", "jsonl", "parquet"])
def test_what_is_found_is_written_as_a_table(archive, tmp_path, ending):
    import duckdb

    file = tmp_path / f"it's found.{ending}"
    with Finding(archive) as finding:
        finding.write(parse("figure>1000 OR speaker:okafor").tree, file)
    with duckdb.connect() as database:
        read = database.read_parquet if ending == "parquet" else None
        if read is None:
            read = database.read_csv if ending == "csv" else database.read_json
        rows = read(str(file)).project("article, place, kind, text, value").fetchall()
    assert rows == [
        ("dam", 1, "figure", "3.2 million euros", 3200000.0),
        ("storm", 2, "quote", "“Nobody warned us,”", None),
    ]
