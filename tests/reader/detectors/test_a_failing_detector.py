"""A detector that fails on a text costs the rest of its own marks there, and is told."""

import json
import sys

import pytest
from click.testing import CliRunner

from reader.cli.group import copydesk
from reader.detectors import registry
from reader.detectors.contract import Detector
from reader.detectors.registry import iter_marks
from reader.settings import Settings
from reader.workspace import Workspace

TEXT = "“We will stay,” Ann Roe said. The dam cost $4 million.\n\n“It broke,” Ann Roe said.\n"


def find_one_then_fail(text, published, rest=lambda: None):
    """Find quotes until a second one comes, then fail; stays whole where there is one."""
    for number, mark in enumerate(registry.QUOTES.find(text, published, rest)):
        if number:
            raise IndexError("no such word")
        yield mark


@pytest.fixture(autouse=True)
def failing(monkeypatch):
    quotes = Detector(name="quotes", find=find_one_then_fail)
    monkeypatch.setattr(registry, "DETECTORS", (quotes, registry.FIGURES))


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    place = tmp_path / "library"
    place.mkdir()
    (place / "dam.txt").write_text(TEXT, encoding="utf-8")
    (place / "calm.txt").write_text("“We will stay,” Ann Roe said.\n", encoding="utf-8")
    return place


def test_the_others_go_on_and_the_failure_is_told():
    failures = []
    marks = [mark.span.of(TEXT) for mark in iter_marks(TEXT, failed=failures.append)]
    assert marks == ["“We will stay,”", "$4 million"]
    assert [(one.detector, one.reason) for one in failures] == [
        ("quotes", "IndexError: no such word")
    ]


def test_who_calls_the_search_off_is_no_failure():
    class CalledOffError(Exception):
        pass

    def rest():
        raise CalledOffError

    failures = []
    with pytest.raises(CalledOffError):
        list(iter_marks(TEXT * 200, rest=rest, failed=failures.append))
    assert failures == []


def test_the_list_has_a_question_mark_and_a_sentence_also_at_the_next_start(folder):
    for _ in range(2):
        with Workspace([folder], settings=Settings(annotator="ada")) as workspace:
            articles = workspace.articles.list
            steps = [*articles.update(), *articles.count()]
            told = [problem for step in steps for problem in step.problems]
            assert [one for one in told if one.startswith("In dam.txt the detector of quotes")]
            assert not any("calm.txt" in one for one in told)
            rows = {row.listed.path: row for row in map(articles.row, articles.find())}
            assert (rows["dam.txt"].quotes, rows["dam.txt"].figures) == (-1, 1)
            assert rows["calm.txt"].quotes == 1


def test_list_and_marks_print_what_was_found(folder):
    listed = CliRunner().invoke(copydesk, ["list", str(folder), "--json"])
    assert listed.exit_code == 0
    rows = {row["path"]: row for row in json.loads(listed.stdout)}
    assert rows["dam.txt"]["quotes"] is None
    assert rows["dam.txt"]["figures"] == 1
    assert "the detector of quotes failed" in listed.stderr
    marks = CliRunner().invoke(copydesk, ["marks", str(folder), "--json"])
    assert marks.exit_code == 1
    assert [mark["text"] for mark in json.loads(marks.stdout) if mark["path"] == "dam.txt"] == [
        "“We will stay,”",
        "$4 million",
    ]


def test_a_line_of_texts_is_answered_with_what_was_found_and_the_error():
    lines = [{"id": 1, "text": "“We will stay,” Ann Roe said."}, {"id": 2, "text": TEXT}]
    asked = "".join(json.dumps(line) + "\n" for line in lines)
    answered = CliRunner().invoke(copydesk, ["marks", "--jsonl", "-"], input=asked)
    first, second = map(json.loads, answered.stdout.splitlines())
    assert "error" not in first
    assert [mark["text"] for mark in second["marks"]] == ["“We will stay,”", "$4 million"]
    assert "IndexError" in second["error"]
    assert answered.exit_code == 1
    assert "Of 1 line of standard input not all marks could be found" in answered.stderr
    assert sys.exc_info() == (None, None, None)
