"""The rows of a part say what the detectors find."""

from pathlib import Path

from pyarrow.parquet import read_schema, read_table

from reader.archive.inputs import Input, cuts_of
from reader.archive.marking import Way, fingerprint, mark_part
from reader.archive.parts import tables_in
from reader.archive.schema import TABLES
from reader.detectors.marks import as_record
from reader.detectors.registry import iter_marks

RULES = Way("rules", fingerprint())


def marked(file: Path, archive: Path) -> None:
    for cut in cuts_of(Input(1, str(file), {}), 2):
        mark_part(cut, archive, RULES)


def table(archive: Path, name: str) -> list[dict[str, object]]:
    return [row for file in tables_in(archive, name) for row in read_table(file).to_pylist()]


def test_marks_are_those_that_the_command_prints_of_the_same_texts(news, tmp_path):
    marked(news(5), tmp_path / "out")
    articles = {row["number"]: row for row in table(tmp_path / "out", "articles")}
    found = sorted(
        [*table(tmp_path / "out", "quotes"), *table(tmp_path / "out", "figures")],
        key=lambda row: (row["number"], row["mark"]),
    )
    expected = [
        (number, as_record(mark, article["text"]))
        for number, article in articles.items()
        for mark in iter_marks(article["text"], article["published"], every=True)
    ]
    assert len(found) == len(expected) > 5
    for row, (number, record) in zip(found, expected, strict=True):
        assert row["number"] == number
        for field in ("form", "start", "end", "text", "rule"):
            assert row[field] == record[field]
        if record["kind"] == "quote":
            assert row["speaker"] == (record["speaker"] or {}).get("name")
            assert [row["inner_start"], row["inner_end"]] == record["inner"]
        else:
            assert (row["value"], row["unit"], row["date"]) == (
                record["value"], record["unit"], record["date"],
            )  # fmt: skip
            assert row["counts"] == (record["counts"] or {}).get("text")


def test_each_table_has_the_columns_that_are_documented(news, tmp_path):
    marked(news(1), tmp_path / "out")
    for name, columns in TABLES.items():
        (file,) = tables_in(tmp_path / "out", name)
        schema = read_schema(file)
        assert schema.names == [column.name for column in columns]
        for column in columns:
            assert schema.field(column.name).metadata[b"description"].decode() == column.holds


def test_a_part_that_is_marked_twice_is_there_once(news, tmp_path):
    file = news(3)
    marked(file, tmp_path / "out")
    marked(file, tmp_path / "out")
    assert [row["id"] for row in table(tmp_path / "out", "articles")] == ["a0", "a1", "a2"]
    assert list((tmp_path / "out" / "scratch").iterdir()) == []
