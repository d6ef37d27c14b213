"""Measure archives: `python tests/benchmarks/archive.py WHAT [ARTICLES]`; ratios in one run.

texts N FILE    write N articles of made-up news, four of each event
workers N       one process, two, and a bare pool over the same function: CPU and wall time
memory N M      the most memory of any process that marks N articles, and M
compare N M     the time of comparing N articles, and M, per article
killed N        the command killed 20 times at random, against one that was not
find OUT        queries over an archive (see archive_made.py)
"""

import json
import os
import random
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from reader.archive.comparing import compare
from reader.archive.finding import Finding
from reader.archive.inputs import Cut, Input, cuts_of
from reader.archive.manifest import Options
from reader.archive.marking import Way, fingerprint, mark_part
from reader.archive.opening import write_library
from reader.archive.parts import tables_in
from reader.archive.running import mark_all
from reader.archive.schema import TABLES
from reader.article import Article
from reader.formats.article_file import ArticleFile
from reader.formats.registry import format_of
from reader.query import parse

WAY = Way("learned", fingerprint())
OPTIONS = Options(1000, {}, WAY)
PART = 100
"""Articles a part, of a file of real news: as many parts as a large file has for its workers."""
STARTS = (
    "bren tol vess har mar quel old lind tar ver osk dun fal gar hol jas kel lor mun nor".split()
)
ENDS = "wick mark low port dale ford by ton mere stad heim ova eck ish and ora une ath ley".split()
COUNTED = "miners boats houses workers patients soldiers trains cows bridges voters".split()


def name(chance: random.Random) -> str:
    return (chance.choice(STARTS) + chance.choice(ENDS) + chance.choice(ENDS)).capitalize()


def article(number: int) -> dict[str, object]:
    """Return an article; four in a row are of one event, each tells it a little otherwise."""
    event = random.Random(number // 4)
    own = random.Random(f"own {number}")
    place, who, other, firm = (name(event) for _ in range(4))
    counted, count = event.choice(COUNTED), event.randint(11, 9000)
    words = " ".join(name(event).lower() for _ in range(9))
    said = own.choice((words, words, words.rpartition(" ")[0]))
    text = (
        f"At least {count + own.choice((0, 0, 1))} {counted} were lost near {place}, {firm} said. "
        f"“The {said} was never safe,” said {own.choice(('Mr ', 'Tom '))}{who} of {other}. "
        f"It cost {event.randint(2, 90)}.{event.randint(1, 9)} million euros in {name(own)}, and "
        f"{name(own)} {name(own).lower()} asked {name(own)} to pay {own.randint(2, 60)}%."
    )
    month, first = f"20{event.randint(10, 23)}-{event.randint(1, 12):02}", event.randint(1, 20)
    day = f"{month}-{first + number % 4:02}"
    return {"id": f"a{number}", "text": text, "published": day, "source": f"The {name(own)}"}


def texts(number: int, file: Path) -> Path:
    with file.open("w", encoding="utf-8") as written:
        written.writelines(f"{json.dumps(article(n))}\n" for n in range(number))
    return file


def marked(file: Path, out: Path, workers: int, size: int = 1000) -> tuple[float, float, int]:
    """Mark in a process of its own; return wall and CPU seconds, and the most memory in MB."""
    began = time.perf_counter()
    program = (
        "import sys, resource\n"
        "from reader.cli.entrance import run\n"
        "try:\n    code = run()\n"
        "except SystemExit as ended:\n    code = ended.code\n"
        "own = resource.getrusage(resource.RUSAGE_SELF)\n"
        "them = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(sum(own[:2]) + sum(them[:2]), max(own.ru_maxrss, them.ru_maxrss) // 1024)\n"
        "sys.exit(code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "archive", "mark", file, "-o", out, "-j", str(workers),
         "--part", str(size)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    cpu, most = done.stdout.split()
    return time.perf_counter() - began, float(cpu), int(most)


def in_pool(archive: Path, cut: Cut) -> float:
    return mark_part(cut, archive, WAY).seconds


def workers(folder: Path, file: Path) -> None:
    for count in (1, 2):
        wall, cpu, most = marked(file, folder / f"out{count}", count, PART)
        print(f"{count} workers: {wall:.1f} s, CPU {cpu:.1f} s, {most} MB", flush=True)
    began = time.perf_counter()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    with ProcessPoolExecutor(2) as pool:
        cuts = cuts_of(Input(1, str(file), {}), PART)
        seconds = sum(pool.map(partial(in_pool, folder / "pool"), cuts))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(
        f"a bare pool of 2: {time.perf_counter() - began:.1f} s, "
        f"CPU {sum(after[:2]) - sum(used[:2]):.1f} s, of it in the function {seconds:.1f} s"
    )


def memory(folder: Path, *numbers: int) -> None:
    for number in numbers:
        file = texts(number, folder / f"{number}.jsonl")
        wall, cpu, most = marked(file, folder / f"out{number}", 2)
        print(f"{number:,} articles: {wall:.1f} s, CPU {cpu:.1f} s, most {most} MB", flush=True)


def comparing(folder: Path, *numbers: int) -> None:
    for number in numbers:
        file = texts(number, folder / f"{number}.jsonl")
        out = folder / f"out{number}"
        for step in mark_all([str(file)], out, OPTIONS, workers=2):
            assert not step.problem, step.problem
        measure_compare(out, number)


def measure_compare(out: Path, number: int) -> None:
    began = time.perf_counter()
    used = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    *_, last = compare(out, workers=2)
    wall = time.perf_counter() - began
    after = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    cpu = sum(sum(a[:2]) - sum(b[:2]) for a, b in zip(after, used, strict=True))
    print(
        f"{number:,} articles: {wall:.1f} s, CPU {cpu:.1f} s, {1000 * cpu / number:.3f} ms an "
        f"article, {len(last.groups):,} groups, most {after[0].ru_maxrss // 1024} MB here",
        flush=True,
    )


def killed(folder: Path, number: int) -> None:
    """Kill the command and all it started at random, and compare what is there at the end."""
    file = texts(number, folder / "news.jsonl")
    marked(file, folder / "whole", 2, PART)
    options = ["-o", folder / "killed", "-j", "2", "--part", str(PART)]
    command = [sys.executable, "-m", "reader", "archive", "mark", file, *options]
    died = 0
    for _ in range(20):
        process = subprocess.Popen(command, start_new_session=True, stderr=subprocess.DEVNULL)
        try:
            process.wait(random.uniform(3.0, 9.0))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            died += 1
    subprocess.run(command, check=True)
    same = rows(folder / "killed") == rows(folder / "whole")
    print(f"killed {died} times: {'the same rows' if same else 'OTHER ROWS'}")


def rows(out: Path) -> dict[str, list[str]]:
    from pyarrow.parquet import read_table

    return {
        table: sorted(
            repr(row) for file in tables_in(out, table) for row in read_table(file).to_pylist()
        )
        for table in TABLES
    }


QUERIES = {
    "a speaker": ("speaker:trump 321", 'speaker:"obama 321"', 'speaker:"ma 44"', "speaker:okafor"),
    "a value range": ("figure:123..123.5", "figure:17.1..17.2 unit:percent", "figure>900000000000"),
    "words": (
        '"said on monday" form:scare',
        "text:earthquake form:block",
        '"a state of emergency"',
    ),
}


def find(out: Path) -> None:
    with Finding(out) as finding:
        for kind, queries in QUERIES.items():
            walls, cpus, found = [], [], []
            for query in queries * 3:
                began, used = time.perf_counter(), time.process_time()
                found.append(sum(1 for _ in finding.rows(parse(query).tree)))
                walls.append(time.perf_counter() - began)
                cpus.append(time.process_time() - used)
            print(
                f"{kind}: median {statistics.median(walls):.2f} s, CPU "
                f"{statistics.median(cpus):.2f} s; found {found[: len(queries)]}",
                flush=True,
            )


FIRST_ROWS = """
import sys, time
from pathlib import Path
from reader.settings import Settings
from reader.workspace import Workspace
began, used = time.perf_counter(), time.process_time()
with Workspace((Path(sys.argv[1]),), settings=Settings.load()) as workspace:
    for _ in workspace.articles.list.update():
        if len(workspace.articles.list.find(limit=40)) == 40:
            break
    print(time.perf_counter() - began, time.process_time() - used)
"""


def opened(out: Path) -> None:
    """Compare the first 40 rows of what is found with those of a folder of as many files."""
    with tempfile.TemporaryDirectory() as scratch:
        folder, found = Path(scratch) / "files", Path(scratch) / "found"
        file = write_library(out, parse("figure>0").tree, "", found)
        folder.mkdir()
        articles = format_of(file.name).read(ArticleFile.of_bytes(file.read_bytes(), file.name))
        for number, each in enumerate(articles):
            assert isinstance(each, Article)
            (folder / f"{number}.txt").write_text(each.text, encoding="utf-8")
        for what in (found, folder) * 5:
            took = []
            with tempfile.TemporaryDirectory() as home:
                done = subprocess.run(
                    [sys.executable, "-c", FIRST_ROWS, what],
                    env={**os.environ, "HOME": home},
                    capture_output=True, text=True, check=True,
                )  # fmt: skip
                took.append(done.stdout.strip())
            print(f"{what.name} of {number + 1:,}: wall and CPU {took}", flush=True)


def main() -> None:
    what, *given = sys.argv[1:]
    if what == "texts":
        texts(int(given[0]), Path(given[1]))
    elif what == "find":
        find(Path(given[0]))
    elif what == "open":
        opened(Path(given[0]))
    elif what == "compared":
        measure_compare(Path(given[0]), int(given[1]))
    else:
        measure = {"memory": memory, "compare": comparing, "killed": killed}
        with tempfile.TemporaryDirectory() as folder:
            if what == "workers":
                workers(Path(folder), Path(given[0]))
            else:
                measure[what](Path(folder), *map(int, given))


if __name__ == "__main__":
    main()
