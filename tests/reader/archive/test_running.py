"""Work on an archive goes on where it was, whoever was killed."""

import random
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from reader.archive.manifest import Options
from reader.archive.marking import Way, fingerprint
from reader.archive.parts import names_in
from reader.archive.running import mark_all
from reader.errors import ReaderError

ROOT = Path(__file__).parents[3]
OPTIONS = Options(3, {}, Way("rules", fingerprint()))


def test_what_was_marked_is_not_marked_again(news, tmp_path):
    file, out = news(8), tmp_path / "out"
    first = list(mark_all([str(file)], out, OPTIONS, workers=1))
    assert [step.marked.articles for step in first if step.marked] == [3, 3, 2]
    again = list(mark_all([str(file)], out, OPTIONS, workers=1))
    assert [(step.marked, step.before) for step in again] == [(None, 3)]


def test_files_that_come_later_are_marked_beside_those_that_were(news, tmp_path, rows):
    one, two = news(4, "one.jsonl"), news(5, "two.jsonl")
    list(mark_all([str(one)], tmp_path / "out", OPTIONS, workers=1))
    list(mark_all([str(two), str(one)], tmp_path / "out", OPTIONS, workers=1))
    assert len(rows(tmp_path / "out")["articles"]) == 9


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (Options(4, {}, OPTIONS.way), "records a part"),
        (Options(3, {"text": "story"}, OPTIONS.way), "the columns that were named"),
        (Options(3, {}, Way("learned", fingerprint())), "reported speech"),
        (Options(3, {}, Way("rules", "another")), "the rules, which are those of another version"),
    ],
)
def test_other_options_are_told(news, tmp_path, other, said):
    file = news(4)
    list(mark_all([str(file)], tmp_path / "out", OPTIONS, workers=1))
    with pytest.raises(ReaderError, match=said):
        list(mark_all([str(file)], tmp_path / "out", other, workers=1))


def test_a_file_that_was_changed_is_told(news, tmp_path):
    file = news(4)
    list(mark_all([str(file)], tmp_path / "out", OPTIONS, workers=1))
    news(5)
    with pytest.raises(ReaderError, match="was changed since it was marked"):
        list(mark_all([str(file)], tmp_path / "out", OPTIONS, workers=1))


def test_a_folder_with_something_else_in_it_is_left_alone(news, tmp_path):
    file = news(1)
    with pytest.raises(ReaderError, match="has something else in it"):
        list(mark_all([str(file)], tmp_path, OPTIONS, workers=1))


KILLED_AT_RANDOM = """
import os, random, sys
import pyarrow.parquet
from pathlib import Path
from reader.archive.manifest import Options
from reader.archive.marking import Way, fingerprint, mark_part
from reader.archive.running import mark_all

file, out, seed, kills = sys.argv[1], Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
options = Options(3, {}, Way("rules", fingerprint()))

def mark():
    for step in mark_all([file], out, options, workers=1):
        assert not step.problem, step.problem

chance = random.Random(seed)
died = 0
for _ in range(kills):
    left = chance.randint(5, 150)
    child = os.fork()
    if not child:
        def count(event, _):
            global left
            if event.split(".")[0] in ("open", "os", "shutil"):
                left -= 1
                if not left:
                    os.kill(os.getpid(), 9)
        sys.addaudithook(count)
        mark()
        os._exit(0)
    died += os.waitpid(child, 0)[1] == 9
print(died)
mark()
"""


def test_killed_twenty_times_it_ends_with_the_rows_of_one_that_was_not(news, tmp_path, rows):
    file = news(60)
    list(mark_all([str(file)], tmp_path / "whole", OPTIONS, workers=1))
    seed = str(random.randrange(10**6))
    done = subprocess.run(
        [sys.executable, "-c", KILLED_AT_RANDOM, str(file), str(tmp_path / "killed"), seed, "20"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, f"seed {seed}: {done.stderr}"
    assert int(done.stdout) >= 5, f"seed {seed}: it was hardly ever killed"
    assert rows(tmp_path / "killed") == rows(tmp_path / "whole"), f"seed {seed}"
    assert names_in(tmp_path / "killed") == names_in(tmp_path / "whole")


def started(module: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def address_in(scheduler: subprocess.Popen[str]) -> str:
    """Wait until a scheduler says where it listens."""
    assert scheduler.stderr is not None
    for line in scheduler.stderr:
        if "Scheduler at:" in line:
            return line.split("Scheduler at:")[1].strip()
    raise AssertionError("the scheduler ended before it said where it is")


def test_a_scheduler_and_two_workers_over_tcp_end_the_work_when_one_is_killed(news, tmp_path, rows):
    distributed = pytest.importorskip("distributed")
    file = news(120)
    list(mark_all([str(file)], tmp_path / "whole", OPTIONS, workers=1))
    scheduler = started(
        "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"
    )
    workers = []
    try:
        address = address_in(scheduler)
        assert address.startswith("tcp://127.0.0.1:")
        workers = [
            started(
                "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-nanny",
                "--no-dashboard", "--local-directory", str(tmp_path),
            )
            for _ in range(2)
        ]  # fmt: skip
        with distributed.Client(address) as client:
            client.wait_for_workers(2)
        steps = mark_all([str(file)], tmp_path / "out", OPTIONS, scheduler=address)
        assert next(steps).marked
        workers[0].kill()
        assert [step.problem for step in steps if step.problem] == []
        assert workers[1].poll() is None
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()
            assert process.stderr is not None
            process.stderr.close()
    assert rows(tmp_path / "out") == rows(tmp_path / "whole")


def test_a_scheduler_that_is_not_there_is_one_sentence(news, tmp_path):
    pytest.importorskip("distributed")
    with pytest.raises(ReaderError, match="There is no scheduler of Dask at no-address"):
        list(mark_all([str(news(1))], tmp_path / "out", OPTIONS, scheduler="no-address"))


def test_the_program_that_starts_workers_is_not_run_again_by_them(news, tmp_path, rows):
    pytest.importorskip("distributed")
    file = news(10)
    program = tmp_path / "program.py"
    program.write_text(
        textwrap.dedent(f"""
        import sys
        from reader.cli.entrance import run
        open({str(tmp_path / "runs")!r}, "a").write("once ")
        sys.argv = ["copydesk", "archive", "mark", {str(file)!r}, "-o", "out", "-j", "2"]
        sys.exit(run())
        """)
    )
    done = subprocess.run(
        [sys.executable, str(program)],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "HOME": str(tmp_path), "PATH": ""},
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "copydesk: 10 articles marked into out.\n")
    assert (tmp_path / "runs").read_text() == "once "
    assert len(rows(tmp_path / "out")["articles"]) == 10


HANDING_OUT = """
import sys
from pathlib import Path
import psutil
from reader.archive import running
from reader.archive.manifest import Options
from reader.archive.marking import Way

def passed_over(cut, archive, way):
    from reader.archive.marking import Marked
    return Marked(cut.name, cut.count, 0, 0.0)

if __name__ == "__main__":
    running.mark_part = passed_over
    options = Options(1, {}, Way("rules", ""))
    sizes = []
    for step in running.mark_all([sys.argv[1]], Path(sys.argv[2]), options, workers=2):
        if step.marked:  # what nobody wrote cannot be gathered, which is told at the end
            sizes.append(psutil.Process().memory_info().rss >> 20)
    print(len(sizes), max(sizes) - sizes[9])
"""


def test_texts_that_were_handed_out_are_not_kept(tmp_path):
    pytest.importorskip("distributed")
    file = tmp_path / "long.jsonl"
    line = '{"id": "a", "text": "' + "The river rose. " * 24_576 + '"}\n'
    file.write_text(line * 120, encoding="utf-8")
    program = tmp_path / "program.py"
    program.write_text(HANDING_OUT)
    done = subprocess.run(
        [sys.executable, str(program), str(file), str(tmp_path / "out")],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "HOME": str(tmp_path), "PATH": ""},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    parts, megabytes = map(int, done.stdout.split())
    assert parts == 120
    assert megabytes < 30  # forty of them were handed out meanwhile, each twice
