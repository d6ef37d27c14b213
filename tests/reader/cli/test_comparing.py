"""`copydesk compare`: groups in a pipe, as JSON, and as tables that other programs open."""

import csv
import io
import json
import sqlite3
from contextlib import closing

import pytest

from reader.comparison.exporting import COLUMNS
from reader.index.cache import table_file

FIRST = "At least 41 passengers of the Ostrel drowned off Norvale, the coastguard said."
SECOND = "The coastguard said some 67 passengers of the Ostrel had drowned off Norvale by night."


@pytest.fixture
def two(tmp_path):
    library = tmp_path / "library"
    library.mkdir()
    (library / "first.txt").write_text(FIRST, encoding="utf-8")
    (library / "second.txt").write_text(SECOND, encoding="utf-8")
    return library


def test_a_pipe_gets_a_row_for_each_member(copydesk, two):
    rows = [line.split("\t") for line in copydesk("compare", two).stdout.splitlines()]
    assert [row[1:3] for row in rows] == [["figure", "conflict"]] * 2
    assert [row[4:6] for row in rows] == [["1", "first.txt"], ["2", "second.txt"]]


def test_what_is_asked_for_by_kind_is_all_there_is(copydesk, two):
    done = copydesk("compare", "--kind", "quote", two)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "copydesk: No two articles say the same.\n"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("figure>60", True), ("figure>70", False), ("counts:passengers figure:40..45", True),
        ("counts:sheep", False), ("kind:quote", False), ("ostrel coastguard", False),
        ("passengers path:second", True), ("figure>60 path:first", False),
    ],
)  # fmt: skip
def test_a_query_of_marks_finds_the_groups_with_a_member_that_is_so(copydesk, two, query, found):
    done = copydesk("compare", "--query", f"{query} (kind:figure OR kind:quote)", two)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == (2 if found else 0)


def test_a_term_that_tells_nothing_about_groups_is_said(copydesk, two):
    done = copydesk("compare", "--query", "form:direct", two)
    assert done.returncode == 2
    assert "“form:” tells nothing about groups." in done.stderr


def test_a_new_article_is_compared_and_one_that_is_gone_is_forgotten(copydesk, two):
    assert len(copydesk("compare", two).stdout.splitlines()) == 2
    (two / "second.txt").unlink()
    assert copydesk("compare", two).stdout == ""
    (two / "third.txt").write_text(SECOND, encoding="utf-8")
    rows = [line.split("\t") for line in copydesk("compare", two).stdout.splitlines()]
    assert [row[5] for row in rows] == ["first.txt", "third.txt"]


@pytest.mark.parametrize(
    ("table", "column"),
    [("articles", "reading"), ("groups", "content"), ("links", "links"), ("knowledge", "content")],
)
def test_a_damaged_cache_is_made_anew(copydesk, two, table, column):
    told = copydesk("compare", two).stdout
    file = table_file((two,), None).with_suffix(".compared")
    with closing(sqlite3.connect(file)) as kept:
        kept.execute(f"UPDATE {table} SET {column} = substr({column}, 1, 11) || x'00ff'")
        kept.commit()
    (two / "third.txt").write_text("Nothing of it.", encoding="utf-8")
    done = copydesk("compare", two)
    assert (done.stdout, done.stderr) == (told, "")
    file.write_bytes(b"no table at all" * 999)
    assert copydesk("compare", two).stdout == told


def test_a_line_that_is_no_article_is_named(copydesk):
    done = copydesk("compare", "--jsonl", "-", given='{"id": "a", "text": "b"}\n{"id": "c"}\n')
    assert done.returncode == 1
    assert done.stderr == "copydesk: Line 2 of standard input has no field 'text'.\n"


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "xlsx", "parquet"])
def test_groups_are_written_as_a_table(copydesk, two, tmp_path, suffix):
    if suffix == "xlsx":
        openpyxl = pytest.importorskip("openpyxl")
    if suffix == "parquet":
        parquet = pytest.importorskip("pyarrow.parquet")
    output = tmp_path / f"groups.{suffix}"
    done = copydesk("compare", "--output", output, two)
    assert (done.returncode, done.stdout) == (0, "")
    if suffix == "csv":
        rows = list(csv.DictReader(io.StringIO(output.read_text(encoding="utf-8-sig"))))
        found = [row["text"] for row in rows]
        assert tuple(rows[0]) == COLUMNS
    elif suffix == "jsonl":
        found = [json.loads(line)["text"] for line in output.read_text().splitlines()]
    elif suffix == "xlsx":
        header, *rows = openpyxl.load_workbook(output).active.iter_rows(values_only=True)
        found = [row[header.index("text")] for row in rows]
    else:
        found = parquet.read_table(output)["text"].to_pylist()
    assert found == ["At least 41", "some 67"]
    assert copydesk("compare", "--output", output, two).returncode == 1


def test_members_are_linked_as_web_annotations(copydesk, two, tmp_path):
    output = tmp_path / "groups.jsonld"
    assert copydesk("compare", "--output", output, two).returncode == 0
    first, second = json.loads(output.read_text(encoding="utf-8"))
    assert (first["motivation"], first["target"]["source"]) == ("linking", "first.txt")
    assert first["body"] == [second["target"]]
    assert second["target"]["selector"][0]["exact"] == "some 67"
