"""What is found in an archive is a library: listed, read, tagged."""

import json

import pytest

pytest.importorskip("pyarrow")
pytest.importorskip("duckdb")


@pytest.fixture
def opened(copydesk, news, tmp_path):
    news(25)
    made = copydesk("archive", "mark", "news.jsonl", "-o", "out", "-j", "1", "--part", "4")
    assert made.returncode == 0, made.stderr
    done = copydesk("archive", "open", "out", "speaker:brandt figure>1000000", "--to", "dams")
    assert (done.returncode, done.stdout) == (1, "")
    done = copydesk("archive", "open", "out", "speaker:brandt", "--to", "dams")
    assert (done.returncode, done.stdout, done.stderr) == (0, "dams\n", "")
    return tmp_path / "dams"


def test_the_articles_that_are_found_are_listed_with_what_is_known_of_them(copydesk, opened):
    listed = json.loads(copydesk("list", opened, "--json").stdout)
    names = {f"speaker-brandt.found#{number}" for number in range(1, 11)}
    assert {row["path"] for row in listed} == names
    assert {row["source"] for row in listed} == {"The Post", "The Herald"}
    assert listed[0]["published"] == "2024-07-01"


def test_a_text_is_the_one_that_was_marked_and_can_be_tagged(copydesk, opened):
    done = copydesk("text", opened / "speaker-brandt.found", "--json")
    first = json.loads(done.stdout.splitlines()[0])
    assert first["paragraphs"][0]["text"].startswith("“The dam will hold,” said Mayor Ada Brandt")
    done = copydesk(
        "tag", "speaker-brandt.found#3", "--words", "This is report 5", "--tag", "toll", cwd=opened
    )
    assert done.returncode == 0, done.stderr
    (claim,) = json.loads(copydesk("claims", opened, "--json").stdout)
    assert claim["article"]["path"] == "speaker-brandt.found#3"
    assert "toll" in (opened / "copydesk.json").read_text(encoding="utf-8")


def test_marks_in_the_library_are_those_of_the_archive(copydesk, opened):
    marks = json.loads(copydesk("marks", opened, "--kind", "quote", "--json").stdout)
    found = json.loads(
        copydesk("archive", "find", "out", "quote:brandt kind:quote", "--json").stdout
    )
    assert [(m["start"], m["text"]) for m in marks] == [(f["start"], f["text"]) for f in found]


def test_an_archive_that_was_marked_anew_is_told(copydesk, opened, news):
    news(3)
    done = copydesk("archive", "mark", "news.jsonl", "-o", "out", "-j", "1", "--anew")
    assert done.returncode == 0
    done = copydesk("text", opened / "speaker-brandt.found")
    assert done.returncode in (0, 1)
    assert "Find the articles again with: copydesk archive open" in done.stderr
