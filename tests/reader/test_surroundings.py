"""The command line where the surroundings are hostile: streams, paths, stores, terminals."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_HANG = 600
"""Seconds after which a command hangs."""

TEXT = "Alpha said “hello there” to 12 people at the town hall of Bürden on Friday.\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    file = tmp_path / "a.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


def shell(folder: Path, line: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a line of shell in which `$copydesk` is the command."""
    return subprocess.run(
        ["sh", "-c", line],
        capture_output=True,
        cwd=folder,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "copydesk": f"{sys.executable} -m reader",
            **variables,
        },
        encoding="utf-8",
        errors="replace",
        timeout=_HANG,
        check=False,
    )


def is_one_sentence(stderr: str) -> bool:
    return stderr.startswith("copydesk: ") and stderr.count("\n") == 1


@pytest.mark.parametrize(
    "line",
    [
        "$copydesk marks - <&-",
        "$copydesk - <&-",
        "printf '' | $copydesk marks -",
        "printf '\\377\\376x\\n' | $copydesk marks --jsonl -",
        "printf '[1]\\n' | $copydesk marks --jsonl -",
        "$copydesk marks --jsonl not-there.jsonl",
        "$copydesk codebook --export not-there/tags.json .",
        "$copydesk codebook --import not-there.json .",
        "$copydesk doctor not-there",
        "$copydesk codebook not-there",
        "$copydesk import --format csv a.txt not-there",
    ],
)
def test_what_cannot_be_done_is_one_sentence(article, line):
    done = shell(article.parent, line)
    assert done.returncode == 1
    assert done.stdout == ""
    assert is_one_sentence(done.stderr), done.stderr


def test_an_empty_standard_input_is_called_empty(copydesk):
    assert "empty" in copydesk("marks", "-", given="").stderr


def test_json_that_is_nested_without_end_is_one_sentence(copydesk):
    done = copydesk("marks", "--jsonl", "-", given="[" * 100_000 + "\n")
    assert done.returncode == 1
    assert is_one_sentence(done.stderr)


@pytest.mark.parametrize("line", ["$copydesk marks a.txt >&-", "$copydesk list a.txt 2>&-"])
def test_a_stream_that_is_closed_makes_no_traceback(article, line):
    done = shell(article.parent, line)
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_under_the_answer_is_one_sentence(article):
    done = shell(article.parent, "$copydesk marks a.txt >/dev/full")
    assert done.returncode == 1
    assert is_one_sentence(done.stderr), done.stderr


def test_a_stream_of_few_characters_gets_the_others_escaped(article):
    done = shell(article.parent, "$copydesk marks a.txt", PYTHONIOENCODING="latin-1")
    assert done.returncode == 0, done.stderr
    assert r"\u201chello there\u201d" in done.stdout
    rows = shell(article.parent, "$copydesk marks --json a.txt", PYTHONIOENCODING="latin-1")
    assert json.loads(rows.stdout)[0]["text"] == "“hello there”"


def test_a_home_that_is_no_folder_changes_no_answer(article):
    done = shell(article.parent, "$copydesk list a.txt", HOME="/dev/null")
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(os.name == "nt", reason="named pipes are files of another kind there")
def test_a_store_is_never_put_in_the_place_of_what_is_no_file(copydesk, article):
    pipe = article.parent / "pipe"
    os.mkfifo(pipe)
    done = copydesk("tag", article, "--words", "hello", "--tag", "x", "--store", pipe)
    assert done.returncode == 1
    assert is_one_sentence(done.stderr)
    assert pipe.is_fifo()


@pytest.mark.skipif(os.name == "nt", reason="named pipes are files of another kind there")
def test_an_export_goes_into_a_pipe_and_leaves_it_there(copydesk, article):
    copydesk("tag", article, "--words", "hello there", "--tag", "greeting")
    done = shell(
        article.parent,
        "mkfifo pipe; cat pipe & $copydesk export --format jsonl -o pipe .; wait; test -p pipe",
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["tags"] == ["greeting"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may look")
@pytest.mark.parametrize("command", ["list", "claims", "marks", "doctor"])
def test_a_folder_that_nobody_may_look_into_is_one_sentence(copydesk, article, command):
    closed = article.parent / "closed"
    closed.mkdir()
    closed.chmod(0)
    try:
        for path in (closed / "b.txt", closed):
            done = copydesk(command, path)
            assert "Traceback" not in done.stderr
            assert is_one_sentence(done.stderr) or done.returncode == 0
    finally:
        closed.chmod(0o700)


def test_claims_come_in_without_a_word_about_their_format(copydesk, article, tmp_path):
    copydesk("tag", article, "--words", "hello there", "--tag", "greeting")
    copydesk("export", "--format", "labelstudio", "-o", tmp_path / "out.zip", article)
    done = copydesk("import", tmp_path / "out.zip", article, "--store", "other.json")
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.split()) == 1


@pytest.mark.parametrize("columns", [20, 40, 80])
def test_no_column_of_a_table_is_lost_on_a_narrow_terminal(terminal, article, columns):
    screen = terminal("list", article, columns=columns, rows=60)
    screen.wait_for_end()
    shown = "".join(screen.lines)
    for words in ("a.txt", "figures", "hello"):
        assert words in shown


IMPATIENT = """
from reader.cli import headway
headway._PATIENCE = headway._PAUSE = 0.0
from reader.__main__ import main
main()
"""
"""Tells of all work, however short it is."""


def test_long_work_is_told_on_a_terminal_and_nowhere_else(terminal, tmp_path):
    folder = tmp_path / "long"
    folder.mkdir()
    for number in range(4):
        (folder / f"{number}.txt").write_text(f"{number}. {TEXT}", encoding="utf-8")
    screen = terminal("list", "long", program=("-c", IMPATIENT))
    assert screen.wait_for_end() == 0
    assert b"Finding quotes and figures in articles" in screen.received
    assert "Finding quotes" not in "".join(screen.lines)
    program = f'{sys.executable} -c "{IMPATIENT}"'
    assert shell(tmp_path, f"{program} marks long >&2 2>errors; cat errors").stdout == ""
