"""Archives from the command line: sentences, exit codes, what is left out where it is missing."""

import json

import pytest


@pytest.fixture
def news(tmp_path):
    file = tmp_path / "news.jsonl"
    records = [
        {"id": "one", "text": "“The dam will hold,” said Ada Brandt. It cost 3.2 million euros."},
        {"id": "two", "text": "Police counted 14 dead, said Tom Okafor."},
    ]
    file.write_text("".join(f"{json.dumps(record)}\n" for record in records), encoding="utf-8")
    return file


def mark(copydesk, *more):
    return copydesk("archive", "mark", *more, "-o", "out", "-j", "1")


def test_an_archive_without_its_library_is_one_sentence_with_the_command(copydesk, news, tmp_path):
    missing = tmp_path / "pyarrow.py"  # found first, as this folder is where Python runs
    missing.write_text("raise ModuleNotFoundError(name='pyarrow')")
    done = copydesk("archive", "mark", "news.jsonl", "-o", "out")
    assert done.returncode == 1
    assert done.stderr == (
        "copydesk: This needs a library that is not installed (pyarrow). "
        "Install it with: pip install 'copydesk[archive]'\n"
    )
    assert not (tmp_path / "out").exists()


def test_marking_says_what_it_did_and_what_is_left(copydesk, news):
    pytest.importorskip("pyarrow")
    with news.open("a") as file:
        file.write("no json\n")
    done = mark(copydesk, "news.jsonl")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == (
        "copydesk: 2 articles marked into out.\n"
        "copydesk: 1 record could not be read or wholly marked: see its problems.\n"
    )
    done = mark(copydesk, "news.jsonl")
    assert (done.returncode, done.stderr) == (
        0,
        "copydesk: Nothing is left to be marked into out: 1 part had been marked before.\n",
    )


def test_an_input_that_cannot_be_read_is_a_sentence_and_the_others_are_marked(copydesk, news):
    pytest.importorskip("pyarrow")
    done = mark(copydesk, "news.jsonl", "gone.jsonl")
    assert done.returncode == 1
    assert "gone.jsonl cannot be read: No such file or directory.\n" in done.stderr
    assert "2 articles marked into out.\n" in done.stderr


def test_marking_anew_throws_away_what_was_marked(copydesk, news):
    pytest.importorskip("pyarrow")
    assert mark(copydesk, "news.jsonl").returncode == 0
    with news.open("a") as file:
        file.write('{"id": "three", "text": "It rained."}\n')
    done = mark(copydesk, "news.jsonl")
    assert done.returncode == 1
    assert "was changed since it was marked" in done.stderr
    assert "3 articles marked into out.\n" in mark(copydesk, "news.jsonl", "--anew").stderr


def test_a_scheduler_and_own_processes_at_once_are_not_understood(copydesk, news):
    done = mark(copydesk, "news.jsonl", "--scheduler", "tcp://127.0.0.1:1")
    assert done.returncode == 2


@pytest.fixture
def marked(copydesk, news):
    pytest.importorskip("pyarrow")
    pytest.importorskip("duckdb")
    assert mark(copydesk, "news.jsonl").returncode == 0


def test_marks_that_are_found_are_rows_or_one_list(copydesk, marked):
    done = copydesk("archive", "find", "out", "speaker:brandt")
    assert done.stdout.splitlines()[1].split("\t") == [
        "one", "", "", "quote", "direct", "“The dam will hold,”", "Ada Brandt", "said",
    ]  # fmt: skip
    (row,) = json.loads(copydesk("archive", "find", "out", "figure>100", "--json").stdout)
    assert (row["article"], row["value"], row["unit"]) == ("one", 3200000, "EUR")
    assert copydesk("archive", "find", "out", "speaker:nobody", "--json").stdout == "[]\n"


@pytest.mark.parametrize("query", ["(speaker:brandt", "spaeker:brandt", "kind:verse", "tag:toll"])
def test_a_query_that_is_not_understood_is_a_sentence_and_exit_code_two(copydesk, marked, query):
    done = copydesk("archive", "find", "out", query)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1


def test_asking_where_no_archive_is_is_one_sentence(copydesk, tmp_path):
    pytest.importorskip("duckdb")
    done = copydesk("archive", "find", "out", "speaker:brandt")
    assert done.returncode == 1
    assert done.stderr == (
        "copydesk: There is no archive in out. Make one with: copydesk archive mark\n"
    )


def test_what_articles_of_an_archive_say_alike_is_what_compare_says_of_their_texts(
    copydesk, tmp_path
):
    pytest.importorskip("pyarrow")
    pytest.importorskip("duckdb")
    said = "“Nobody at the Harrow company ever warned the miners of Brennick,” said Tom Okafor."
    records = [
        {"id": f"a{n}", "text": f"{said} Report {n} of Oldport.", "published": "2024-07-01"}
        for n in range(3)
    ]
    (tmp_path / "news.jsonl").write_text("".join(f"{json.dumps(each)}\n" for each in records))
    assert mark(copydesk, "news.jsonl", "--part", "1").returncode == 0
    by_archive = copydesk("archive", "compare", "out", "-j", "1", "--json")
    by_texts = copydesk("compare", "--jsonl", "news.jsonl", "--json")
    assert by_archive.returncode == 0, by_archive.stderr
    assert json.loads(by_archive.stdout) == json.loads(by_texts.stdout)
    assert json.loads(by_archive.stdout)["groups"]
    rows = copydesk("archive", "compare", "out", "-j", "1", "--kind", "quote").stdout
    assert len(rows.splitlines()) == 3
