"""How fast a library of many articles is asked: words, marks, suggestions; ratios in one run.

    python tests/benchmarks/asking.py [NUMBER OF ARTICLES] [NUMBER WHOSE MARKS ARE FOUND]

Articles are made up: words with the frequencies of a language (Zipf), quotes and figures among
them. Marks are found by the detectors in some, and all others are given copies of theirs, so
that a hundred thousand articles have their million marks. Each line says what was measured,
the figure, and the goal where there is one.
"""

import itertools
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.index.article_list import ArticleList
    from reader.index.filter import Query
    from reader.workspace import Workspace
    from reader.workspace.suggested import Suggested

ROOT = Path(__file__).parents[2]
NAMES = ("Ada Brandt", "Oda Brennick", "Lena Osk", "Sergey Volkov", "Mark Tam", "Rosa Lind")


def write_articles(folder: Path, number: int) -> int:
    """Write articles of some 1,500 characters, and return the bytes of their texts."""
    chance = random.Random(3)
    words = ["".join(chance.choices("aeinrstloudmcp", k=2 + n % 8)) for n in range(40_000)]
    common = list(itertools.accumulate(1 / (n + 3) for n in range(len(words))))
    size = 0
    for place in range(number):
        below = folder / f"{place // 1000:03d}"
        below.mkdir(parents=True, exist_ok=True)
        drawn = chance.choices(words, cum_weights=common, k=190)
        parts = [f"{' '.join(drawn[n : n + 19]).capitalize()}." for n in range(0, 190, 19)]
        sheep, name = chance.randint(2, 90_000), chance.choice(NAMES)
        parts[2] += f" “We lost {sheep:,} sheep,” {name} said on Monday."
        parts[4] += f" At least {chance.randint(2, 900)} people were killed in {drawn[0].title()}."
        parts[6] += f" It cost €{chance.randint(1, 99)} million, {chance.choice(NAMES)} said."
        parts[8] += f" The minister said that {chance.randint(3, 60)} percent had gone by May 2024."
        day = f"20{chance.randint(10, 25)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
        text = "\n\n".join(parts)
        head = f"---\ntitle: {' '.join(drawn[:6]).capitalize()}\ndate: {day}\n---\n"
        (below / f"{place:06d}.md").write_text(f"{head}{text}\n", encoding="utf-8")
        size += len(text.encode())
    return size


def told(what: str, figure: float, unit: str, goal: str = "") -> None:
    print(f"{what:62}{figure:10.2f} {unit:8}{goal}", flush=True)


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def read_once(folder: Path) -> None:
    for place, _, files in os.walk(folder):
        for name in files:
            Path(place, name).read_bytes()


def command(home: Path, *arguments: str) -> float:
    """Return the seconds that a command takes, as a process of its own."""
    environment = {**os.environ, "HOME": str(home), "PYTHONPATH": str(ROOT)}
    return timed(
        lambda: subprocess.run(
            [sys.executable, *arguments], env=environment, capture_output=True, check=True
        )
    )


def quantile(times: list[float], part: float) -> float:
    return sorted(times)[min(len(times) - 1, int(part * len(times)))]


def of_words(folder: Path, home: Path, size: int) -> None:
    """Measure reading, and how exact words are found."""
    from reader.index.query import parse_query

    read_once(folder)
    once = home / "once"
    once.mkdir()
    reading = command(once, "-m", "reader", "list", str(folder), "--query", "zzzz")
    said = '"said on Monday" 2024-07'
    first = command(home, "-m", "reader", "list", str(folder), "--query", said)
    told(
        "first rows of a query, nothing known",
        first / reading,
        "x",
        "reading the files once; ≤ 1.5",
    )
    opened = "import sqlite3, sys, click; sqlite3.connect(sys.argv[1]).execute('SELECT 1')"
    table = next(iter((home / ".cache/copydesk/lists").glob("*.db")))
    bare = min(command(home, "-c", opened, str(table)) for _ in range(5))
    again = min(
        command(home, "-m", "reader", "list", str(folder), "--query", said) for _ in range(3)
    )
    told("the same, nothing new", again / bare, "x", "an interpreter with click; ≤ 2")
    articles = opened_workspace(folder).articles.list
    queries = ['"said on Monday"', '"people were killed"', '"sheep"', '"percent had gone"']
    chance = random.Random(5)
    rows = articles.find()
    for number in chance.sample(list(rows), min(60, len(rows))):
        text = articles.row(number).listed.title.split()
        queries += [f'"{text[1]} {text[2]}"', f'"{text[3]}"', f'"{text[0][:4]}*"']
    times = [timed(lambda q=q: articles.find(parse_query(q), limit=200)) for q in queries]
    told("exact words, median", 1000 * statistics.median(times), "ms", "≤ 15")
    told("exact words, 95th of a hundred", 1000 * quantile(times, 0.95), "ms", "≤ 60")
    every = [timed(lambda q=q: articles.find(parse_query(q))) for q in queries]
    told("exact words, all rows, median", 1000 * statistics.median(every), "ms")
    grep = shutil.which("rg") or "grep"
    asked = [grep, "-rlF", "said on Monday", str(folder)]
    if grep.endswith("rg"):
        asked.remove("-rlF")
        asked.insert(1, "-lF")
    looked = min(
        timed(lambda: subprocess.run(asked, capture_output=True, check=False)) for _ in range(3)
    )
    told("exact words, median", statistics.median(times) / looked, "x", f"{grep}; ≤ 0.02")
    told("full text", full_text_size(table) / size, "x", "the texts; ≤ 0.7")


def full_text_size(table: Path) -> int:
    import sqlite3

    with sqlite3.connect(table) as connection:
        asked = "SELECT sum(pgsize) FROM dbstat WHERE name GLOB 'full_text*'"
        return int(connection.execute(asked).fetchone()[0])


def opened_workspace(folder: Path) -> "Workspace":
    from reader.settings import Settings
    from reader.workspace import Workspace

    return Workspace([folder], settings=Settings(annotator="bench"))


def of_reading(folder: Path, scratch: Path) -> None:
    """Measure what the full text adds to reading a part of the library."""
    from reader.index import full_text, summary
    from reader.index.article_list import ArticleList
    from reader.state.progress import ReadingLog

    def read(name: str) -> float:
        articles = ArticleList(
            [folder], table=scratch / name, log=ReadingLog(None), claims_in=lambda _: {}
        )
        try:
            return timed(lambda: [None for _ in articles.update()])
        finally:
            articles.close()

    with_it = min(read(f"with{n}.db") for n in range(2))
    summary.indexed = lambda _: ""
    without = min(read(f"without{n}.db") for n in range(2))
    summary.indexed = full_text.indexed
    told("reading with the full text", with_it / without, "x", "without; ≤ 1.4")


def of_marks(folder: Path, found: int) -> None:
    """Measure how marks are found, what they take, and how suggestions are asked for."""
    from reader.index.filter import FORM
    from reader.index.marks import MarkColumns, PackedMarks

    workspace = opened_workspace(folder)
    articles = workspace.articles.list
    index = articles._index
    for _ in articles.update():
        pass
    rows = list(articles.uncounted())
    half = found // 2
    one = timed(lambda: [None for _ in articles.count(rows[:half], jobs=1)])
    two = timed(lambda: [None for _ in articles.count(rows[half : 2 * half], jobs=2)])
    told("finding marks by two processes", one / two, "x", "one; ≥ 1.8")
    kept = [number for number in rows[: 2 * half] if articles.row(number).quotes is not None]
    copies = []
    for number in kept[:200]:
        marks = [
            articles.mark(number * 2**20 + place)
            for place in range(len(articles.mark_places(number)))
        ]
        columns = tuple(
            MarkColumns(
                FORM[it.form] + (0 if it.wanted else 100), it.value, it.high, it.unit or None,
                it.counts or None, it.speaker or None, it.day or None,
            )
            for it in marks
        )  # fmt: skip
        copies.append(PackedMarks(columns, packed_of(articles, number)))
    left = list(articles.uncounted())
    for start in range(0, len(left), 500):
        with index.together():
            for place, number in enumerate(left[start : start + 500], start):
                packed = copies[place % len(copies)]
                index.count_marks(number, quotes=1, figures=4, speakers=(), marks=packed)
    number, size = articles.size_of_marks()
    told("marks", number, "")
    told("bytes of a mark, with its names, place, sentence and indexes", size / number, "bytes")
    suggested = workspace.suggested
    query = suggested.query("")
    told(
        "first rows of all suggestions",
        1000 * timed(lambda: rows_of(suggested, query)),
        "ms",
        "≤ 50",
    )
    letters = []
    for words in (
        "counts:killed",
        "speaker:brandt",
        "figure>80000",
        "unit:eur figure>90m",
        "sheep",
    ):
        for end in range(1, len(words) + 1):
            asked = suggested.query(words[:end])
            letters.append(timed(lambda q=asked: rows_of(suggested, q)))
    told("a letter of the filter, median", 1000 * statistics.median(letters), "ms", "≤ 16.7")
    told("a letter of the filter, 95th", 1000 * quantile(letters, 0.95), "ms", "≤ 16.7")
    told("all suggestions", 1000 * timed(lambda: suggested.find(query)), "ms")
    told("groups of speakers", 1000 * timed(lambda: suggested.groups(query, "speaker")), "ms")
    workspace.close()


def packed_of(articles: "ArticleList", number: int) -> bytes:
    found = articles._index._table.ask("SELECT packed FROM places WHERE id = ?", (number,))
    packed = found[0][0]
    assert isinstance(packed, bytes)
    return packed


def rows_of(suggested: "Suggested", query: "Query") -> None:
    for number in suggested.find(query, limit=60)[:24]:
        suggested.mark(number)


def main() -> None:
    """Print every figure."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    found = int(sys.argv[2]) if len(sys.argv) > 2 else 2_000
    with tempfile.TemporaryDirectory() as scratch:
        folder, home = Path(scratch) / "articles", Path(scratch) / "home"
        home.mkdir()
        os.environ["HOME"] = str(home)
        sys.path.insert(0, str(ROOT))
        size = write_articles(folder, number)
        print(f"{number:,} articles, {size / 1e6:.1f} MB of text")
        of_words(folder, home, size)
        of_reading(folder / "000", Path(scratch))
        of_marks(folder, found)


if __name__ == "__main__":
    main()
