"""How long the article list takes, beside a walk over the same folder with os.walk and stat.

    python tests/benchmarks/library.py [NUMBER OF ARTICLES]

Each start is a process of its own, with the same home folder. `ratio` is the time over that
of the walk in the same run. `waits` are how late a thread wakes up that wants to do
something every millisecond, as a screen does, at rest and beside background work that
pauses four milliseconds after each step.
"""

import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[2]
WORDS = ["".join(random.Random(n).choices("aeinrstlou", k=3 + n % 7)) for n in range(2000)]


def write_articles(folder: Path, number: int) -> None:
    """Write small articles, a thousand to a folder."""
    chance = random.Random(7)
    for place in range(number):
        below = folder / f"{place // 1000:03d}"
        below.mkdir(exist_ok=True)
        title = " ".join(chance.choices(WORDS, k=7)).capitalize()
        text = " ".join(chance.choices(WORDS, k=40))
        (below / f"{place:06d}.md").write_text(
            f"---\ntitle: {title}\ndate: 20{chance.randint(10, 29)}-{chance.randint(1, 12):02d}-"
            f"{chance.randint(1, 28):02d}\nsource: {chance.choice(WORDS)} Post\n---\n"
            f"{text}. “We lost 1,200 sheep,” Ada Brandt said.\n",
            encoding="utf-8",
        )


def walk(folder: Path) -> float:
    """Return the seconds that it takes to look at every file."""
    start = time.perf_counter()
    for place, _, files in os.walk(folder):
        for name in files:
            os.stat(os.path.join(place, name))  # noqa: PTH116, PTH118 - the plainest way
    return time.perf_counter() - start


def waits(work: Iterable[object]) -> tuple[float, float, float]:
    """Return how late a thread wakes up beside some work: the middle, the 99th, the worst."""
    done = threading.Event()

    def background() -> None:
        until = time.perf_counter() + 5
        for _ in work:
            time.sleep(0.004)
            if time.perf_counter() > until:
                break
        done.set()

    threading.Thread(target=background).start()
    late = []
    while not done.is_set():
        began = time.perf_counter()
        time.sleep(0.001)
        late.append(time.perf_counter() - began - 0.001)
    late.sort()
    return late[len(late) // 2], late[len(late) * 99 // 100], late[-1]


def start(folder: Path) -> None:
    """Open the list as the app does, do the background work, and print the times."""
    began = time.perf_counter()
    from reader.index.query import parse_query
    from reader.settings import Settings
    from reader.workspace import Workspace

    imported = time.perf_counter()
    workspace = Workspace([folder], settings=Settings(annotator="bench"))
    articles = workspace.articles.list
    opened = time.perf_counter()
    ids = articles.find(by="published", descending=True)
    rows = [articles.row(number) for number in ids[:50]]
    done = time.perf_counter()
    print(f"first page of {len(ids)}: {done - began:.4f}")
    print(f"  of that, import: {imported - began:.4f}")
    print(f"  of that, open: {opened - imported:.4f}")
    print(f"  of that, {len(rows)} rows: {done - opened:.4f} with find")
    longest = 0.0
    began = before = time.perf_counter()
    for _ in articles.update():
        now = time.perf_counter()
        longest, before = max(longest, now - before), now
    print(f"update: {before - began:.4f}")
    print(f"  longest step of it: {longest:.4f}")
    for written in ("e", "post", "zzz", "figures>5 unread", "2024-07"):
        query = parse_query(written)
        began = time.perf_counter()
        page = articles.find(query, by="published", descending=True, limit=200)
        first = time.perf_counter()
        ids = articles.find(query, by="published", descending=True)
        print(f"{written}, first {len(page)}: {first - began:.4f}")
        print(f"{written}, all {len(ids)}: {time.perf_counter() - first:.4f}")
    for column in ("published", "title", "words"):
        began = time.perf_counter()
        articles.find(by=column)
        print(f"sort by {column}: {time.perf_counter() - began:.4f}")
    began = time.perf_counter()
    steps = 0
    for _ in articles.count(articles.find(limit=500)):
        steps += 1
        if time.perf_counter() - began > 10:
            break
    print(f"count 500 articles in {steps} steps: {time.perf_counter() - began:.4f}")
    for label, work in (
        ("at rest", range(500)),
        ("beside update", articles.update()),
        ("beside count", articles.count()),
    ):
        for name, taken in zip(("middle", "99th", "worst"), waits(work), strict=True):
            print(f"waits {label}, {name}: {taken:.4f}")
    workspace.close()


def main() -> None:
    """Print every time, in milliseconds and as a ratio to the walk."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as scratch:
        folder, home = Path(scratch) / "articles", Path(scratch) / "home"
        folder.mkdir()
        home.mkdir()
        write_articles(folder, number)
        walk(folder)
        yardstick = min(walk(folder) for _ in range(3))
        print(f"{number} articles; a walk with stat takes {1000 * yardstick:.0f} ms")
        environment = {**os.environ, "HOME": str(home), "PYTHONPATH": str(ROOT)}
        for label in ("first start", "second start", "third start"):
            print(f"\n{label:45}{'ms':>10}{'ratio':>10}")
            done = subprocess.run(
                [sys.executable, __file__, "--start", str(folder)],
                env=environment,
                capture_output=True,
                text=True,
                check=True,
            )
            for line in done.stdout.splitlines():
                what, _, said = line.rpartition(": ")
                taken = float(said.split()[0])
                print(f"{what:45}{1000 * taken:10.1f}{taken / yardstick:10.2f}")


if __name__ == "__main__":
    if "--start" in sys.argv:
        start(Path(sys.argv[-1]))
    else:
        main()
