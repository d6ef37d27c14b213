"""Files are read and marks counted in a process of its own, with what comes of it the same."""

import io
import os
import pickle
import select
import signal
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from reader.detectors.registry import iter_marks
from reader.index import Index, worker
from reader.index.counting import count
from reader.index.summary import Found, RunningCount, found_in
from reader.index.updating import Updating
from reader.index.worker import Worker
from reader.library import scan

_HANG = 300
"""Seconds after which what is waited for will not come about."""

QUOTED = "“The harbour opens in spring,” Mayor Lena Osk said. It cost $12 million.\n"


@pytest.fixture
def files(tmp_path: Path) -> list[scan.FoundFile]:
    for number in range(60):
        (tmp_path / f"{number:02}.md").write_text(f"# Number {number}\n\n{QUOTED}", "utf-8")
    (tmp_path / "07.md").write_bytes(b"")
    (tmp_path / "08.md").write_bytes(b"# Tagged claims\n\nExported 2031-05-04T10:00:00")
    return [file for file in scan.iter_files([tmp_path]) if isinstance(file, scan.FoundFile)]


@pytest.fixture
def begun(monkeypatch) -> list[str]:
    """Hand everything over at once; what is started is noted."""
    modules, process_of = [], worker.process_of

    def noted(module: str, *arguments: str):
        modules.append(module)
        return process_of(module, *arguments)

    monkeypatch.setattr(worker, "_ALONE", -1.0)
    monkeypatch.setattr(worker, "process_of", noted)
    return modules


def in_each(files) -> list[Found]:
    return [found for file in files for found in found_in(file)]


def read(files, using: Worker) -> list[object]:
    return [found for some in using.read(files) for found in some]


def test_a_process_finds_the_same_as_the_program(files, begun):
    with Worker() as found:
        assert read(files, found) == in_each(files)
        rows = [each.listed for one in read(files, found) for each in one.articles]
        article = scan.parse_file(files[0].file, "00.md")
        running = RunningCount(article.text)
        for mark in iter_marks(article.text, article.published, every=True):
            running.add(mark)
        counts = running.counts("00.md")
        assert counts.quotes == 1
        counted = [one for some in found.count(rows, _refused) for one in some]
        assert counted[0] == counts
        assert [one.quotes for one in counted] == [1] * 58
    assert begun == ["reader.index.worker"]


def test_a_few_files_are_read_without_a_process(files, begun, monkeypatch):
    monkeypatch.setattr(worker, "_ALONE", 1000.0)
    with Worker() as found:
        assert len(read(files, found)) == 60
    assert begun == []


@pytest.mark.parametrize("program", ["", "/nowhere/python", "false"])
def test_all_is_read_here_where_there_is_no_process(files, begun, monkeypatch, program):
    monkeypatch.setattr(sys, "executable", program)
    with Worker() as found:
        assert read(files, found) == in_each(files)
    assert begun == ["reader.index.worker"]


def test_a_process_that_ends_halfway_loses_nothing(files, begun, monkeypatch):
    answered = in_each(files[:2])

    @contextmanager
    def ending(*_: str):
        yield io.BytesIO(), io.BytesIO(pickle.dumps(answered) + pickle.dumps([]))

    monkeypatch.setattr(worker, "process_of", ending)
    with Worker() as found:
        assert read(files, found) == in_each(files)
        assert read(files[:3], found) == in_each(files[:3])


def test_a_row_whose_file_is_gone_has_no_counts(files, begun):
    with Worker() as found:
        rows = [each.listed for one in read(files[:3], found) for each in one.articles]
        files[1].file.unlink()
        counted = [one for some in found.count(rows, _refused) for one in some]
        assert [one is None for one in counted] == [False, True, False]


def test_an_article_without_a_file_is_counted_here(files, begun):
    article = scan.parse_file(files[0].file, "00.md")
    row = scan.listed(article, Path("/piped"), None)
    with Worker() as found:
        (counts,) = [one for some in found.count([row], lambda _: article) for one in some]
    assert counts.quotes == 1
    assert begun == []


def test_a_library_is_read_and_counted_by_a_process(files, begun, tmp_path):
    index = Index(None)
    for _ in Updating(index, [tmp_path], lambda _: {}, lambda _: {}).steps():
        pass
    for _ in count(index, index.uncounted(), _refused):
        pass
    assert len(index.find()) == 58
    assert not index.uncounted()
    assert begun == ["reader.index.worker"] * 2
    index.close()


def test_the_process_ends_with_work_that_is_called_off(files, begun, tmp_path, monkeypatch):
    ended = []
    part = Worker._part
    monkeypatch.setattr(Worker, "_part", lambda self: ended.append(self._pipes) or part(self))
    index = Index(None)
    with closing(Updating(index, [tmp_path], lambda _: {}, lambda _: {}).steps()) as steps:
        while not next(steps).changed:
            pass
    (pipes,) = ended
    assert all(pipe.closed for pipe in pipes)
    index.close()


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="children are looked up in /proc")
def test_the_process_ends_when_the_program_is_killed(files):
    program = """
import signal, sys
from pathlib import Path
from reader.index import worker
from reader.library import scan
worker._ALONE = -1.0
with worker.Worker() as found:
    files = list(scan.iter_files([Path(sys.argv[1])]))
    print(len([one for some in found.read(files) for one in some]), flush=True)
    signal.pause()
"""
    command = [sys.executable, "-c", program, str(files[0].file.parent)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as killed:
        assert killed.stdout is not None
        assert killed.stdout.readline() == b"60\n"
        children = Path(f"/proc/{killed.pid}/task/{killed.pid}/children").read_text("ascii")
        (child,) = map(int, children.split())
        process = os.pidfd_open(child)
        killed.kill()
    ended, _, _ = select.select([process], [], [], _HANG)
    os.close(process)
    if not ended:
        os.kill(child, signal.SIGKILL)
    assert ended, "The process goes on."


def _refused(listed: scan.ListedArticle):
    raise AssertionError(f"{listed.path} was read here")
