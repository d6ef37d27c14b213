"""The first articles are read by a process of its own while the screens load."""

import subprocess
import sys
from pathlib import Path

import pytest

from reader.cli.opening import open_workspace
from reader.cli.reading_ahead import reading_ahead

_HANG = 300


@pytest.fixture
def library(tmp_path: Path) -> Path:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(f"Quay {number}\n\nIt opens.\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def begun(monkeypatch) -> list[subprocess.Popen[bytes]]:
    """The processes that were started; each ends when it has read the first articles."""
    found, popen = [], subprocess.Popen

    def noted(*arguments, **options) -> subprocess.Popen[bytes]:
        found.append(popen(*arguments, **options))
        return found[-1]

    monkeypatch.setattr(subprocess, "Popen", noted)
    return found


def test_articles_are_in_the_list_before_this_process_has_read_one(library, begun):
    with (
        open_workspace((library,), None) as workspace,
        reading_ahead(workspace, (library,), None),
    ):
        begun[0].wait(_HANG)
        ids = workspace.articles.list.find()
        titles = {workspace.articles.list.row(number).listed.title for number in ids}
    assert titles == {"Quay 0", "Quay 1", "Quay 2"}


def test_a_process_that_cannot_be_started_is_no_harm(library, monkeypatch):
    monkeypatch.setattr(sys, "executable", str(library / "missing"))
    with open_workspace((library,), None) as workspace:
        with reading_ahead(workspace, (library,), None):
            pass
        assert not workspace.articles.list.find()


def test_a_store_is_named_to_the_process_too(library, tmp_path_factory, begun):
    store = tmp_path_factory.mktemp("kept") / "claims.json"
    with (
        open_workspace((library,), store) as workspace,
        reading_ahead(workspace, (library,), store),
    ):
        begun[0].wait(_HANG)
        assert workspace.articles.list.find()


def test_no_process_is_started_for_a_single_file(library, monkeypatch):
    started = []
    monkeypatch.setattr(subprocess, "Popen", lambda *_, **__: started.append(True))
    file = library / "0.txt"
    with open_workspace((file,), None) as workspace, reading_ahead(workspace, (file,), None):
        pass
    assert not started
