"""What one save, change, removal, opening and search cost, beside SQLite and the disk.

    python tests/benchmarks/store.py [--sizes 1000,10000,100000] [--folder DIR]

One run prints a table a size: our store of claims, our journalled TinyDB, a stock TinyDB and
SQLite (WAL, synchronous FULL), each in a process of its own. Every durable operation is
measured in turn with the floor, appending one claim's line to a file and flushing it, so the
ratios stand on a busy machine too. Times are medians in microseconds.
"""

import argparse
import json
import os
import random
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from tinydb import TinyDB, where

from annotations.claim import Anchor, ArticleReference, Claim
from annotations.journal.database import open_database
from annotations.records import to_record
from annotations.store.claim_store import ClaimStore
from annotations.store.question import Question

WORDS = "the council said that about houses flood river street mayor damage since were of".split()
PER_ARTICLE, PER_TAG = 10, 10
MOST, SECONDS = 200, 3.0
KINDS = ("store", "journal", "stock", "sqlite")
DURABLE = ("save", "change", "remove")


def claim(number: int) -> Claim:
    """Return a claim of some 800 bytes; ten share an article, ten share a tag."""
    chance = random.Random(number)
    words = " ".join(chance.choices(WORDS, k=20))
    time_of = datetime(2026, 11, 23, tzinfo=UTC) + timedelta(seconds=number)
    return Claim(
        id=f"{number:026d}",
        article=ArticleReference(
            path=f"2026/article-{number // PER_ARTICLE}.txt",
            title=" ".join(chance.choices(WORDS, k=6)),
            source="Example Herald",
            text_hash=f"{chance.getrandbits(256):064x}",
        ),
        anchor=Anchor(
            exact=words, prefix=words[:32], suffix=words[-32:], start=7, end=7 + len(words)
        ),
        kind="statement",
        tags=("claim", f"topic-{number // PER_TAG}"),
        claimant=f"Speaker {number % 300}",
        note=" ".join(chance.choices(WORDS, k=8)),
        annotator="ann",
        created=time_of,
        modified=time_of,
    )


class Ours:
    """The store of claims."""

    def __init__(self, path: Path) -> None:
        self.store = ClaimStore(path)

    def fill(self, claims: list[Claim]) -> None:
        self.store.save_all(claims)

    def touch(self, number: int) -> None:
        self.store.get(f"{number:026d}")

    def save(self, claim: Claim) -> None:
        self.store.save(claim)

    def change(self, claim: Claim) -> None:
        self.store.save(claim)

    def remove(self, number: int) -> None:
        self.store.remove(f"{number:026d}")

    def by_article(self, path: str) -> int:
        return len(self.store.of_article(path))

    def by_tag(self, tag: str) -> int:
        return len(self.store.find(Question(tag=tag)))

    def by_words(self, words: str) -> int:
        return len(self.store.find(Question(words=words, tag="topic-3")))

    def close(self) -> None:
        self.store.close()


class Stock:
    """A TinyDB, by its public interface."""

    make: Callable[[Path], TinyDB] = TinyDB

    def __init__(self, path: Path) -> None:
        self.database = type(self).make(path)

    def fill(self, claims: list[Claim]) -> None:
        self.database.insert_multiple([to_record(claim) for claim in claims])

    def touch(self, number: int) -> None:
        assert self.database.get(doc_id=number + 1)

    def save(self, claim: Claim) -> None:
        self.database.insert(to_record(claim))

    def change(self, claim: Claim) -> None:
        self.database.update({"note": claim.note}, doc_ids=[int(claim.id) + 1])

    def remove(self, number: int) -> None:
        self.database.remove(doc_ids=[number + 1])

    def by_article(self, path: str) -> int:
        return len(self.database.search(where("article")["path"] == path))

    def by_tag(self, tag: str) -> int:
        return len(self.database.search(where("tags").any([tag])))

    def close(self) -> None:
        self.database.close()


class Journal(Stock):
    """The same TinyDB over the journal."""

    make = staticmethod(open_database)


class SQLite:
    """SQLite with an index for articles and one for tags."""

    def __init__(self, path: Path) -> None:
        self.database = sqlite3.connect(path, isolation_level=None)
        for statement in (
            "pragma journal_mode = wal",
            "pragma synchronous = full",
            "create table if not exists claims (id text primary key, article text, record text)",
            "create index if not exists by_article on claims (article)",
            "create table if not exists tags (tag text, id text)",
            "create index if not exists by_tag on tags (tag)",
            "create index if not exists by_id on tags (id)",
        ):
            self.database.execute(statement)

    def fill(self, claims: list[Claim]) -> None:
        self.database.execute("begin")
        for claim in claims:
            self._put(claim)
        self.database.execute("commit")

    def _put(self, claim: Claim) -> None:
        record = json.dumps(to_record(claim), ensure_ascii=False)
        self.database.execute(
            "insert or replace into claims values (?, ?, ?)", (claim.id, claim.article.path, record)
        )
        self.database.execute("delete from tags where id = ?", (claim.id,))
        tags = [(tag, claim.id) for tag in claim.tags]
        self.database.executemany("insert into tags values (?, ?)", tags)

    def touch(self, number: int) -> None:
        found = self.database.execute("select * from claims where id = ?", (f"{number:026d}",))
        assert found.fetchone()

    def save(self, claim: Claim) -> None:
        self.fill([claim])

    def change(self, claim: Claim) -> None:
        self.fill([claim])

    def remove(self, number: int) -> None:
        self.database.execute("begin")
        self.database.execute("delete from claims where id = ?", (f"{number:026d}",))
        self.database.execute("delete from tags where id = ?", (f"{number:026d}",))
        self.database.execute("commit")

    def by_article(self, path: str) -> int:
        rows = self.database.execute("select record from claims where article = ?", (path,))
        return len([json.loads(record) for (record,) in rows])

    def by_tag(self, tag: str) -> int:
        rows = self.database.execute(
            "select record from tags join claims using (id) where tag = ?", (tag,)
        )
        return len([json.loads(record) for (record,) in rows])

    def close(self) -> None:
        self.database.close()


MAKERS = {"store": Ours, "journal": Journal, "stock": Stock, "sqlite": SQLite}


def resident() -> float:
    """Return the memory of this process in megabytes."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def measure(kind: str, path: Path, size: int) -> dict[str, float]:
    """Open the filled store at `path` and time everything; nothing else was done before."""
    claim(0)
    found: dict[str, float] = {}
    memory = resident()
    began = time.perf_counter()
    store = MAKERS[kind](path)
    store.touch(size // 2)
    found["open"] = (time.perf_counter() - began) * 1e6
    began = time.perf_counter()
    assert store.by_article("2026/article-1.txt") == PER_ARTICLE
    found["first search"] = (time.perf_counter() - began) * 1e6
    found["memory"] = resident() - memory
    floor = os.open(path.with_name("floor"), os.O_CREAT | os.O_WRONLY | os.O_APPEND)
    line = json.dumps(to_record(claim(1))).encode() + b"\n"

    def append() -> float:
        began = time.perf_counter()
        os.write(floor, line)
        os.fsync(floor)
        return time.perf_counter() - began

    new = (claim(size + 10_000 + number) for number in range(MOST + 1))
    changed = (replace(claim(number), note=f"note {number}") for number in range(MOST + 1))
    last = iter(range(size - 1, 0, -1))
    operations: dict[str, tuple[Callable[..., object], Iterator[object]]] = {
        "save": (store.save, iter(list(new))),
        "change": (store.change, iter(list(changed))),
        "remove": (store.remove, last),
        "by article": (store.by_article, (f"2026/article-{n}.txt" for n in range(MOST + 1))),
        "by tag": (store.by_tag, (f"topic-{n}" for n in range(MOST + 1))),
    }
    if isinstance(store, Ours):
        store.by_words("mayor")
        operations["by words"] = (store.by_words, ("mayor coun" for _ in range(MOST + 1)))
    for name, (operation, given) in operations.items():
        times, floors = [], []
        end = time.perf_counter() + SECONDS
        while len(times) < 3 or (len(times) < MOST and time.perf_counter() < end):
            what = next(given)
            if name in DURABLE:
                floors.append(append())
            began = time.perf_counter()
            operation(what)
            times.append(time.perf_counter() - began)
        found[name] = statistics.median(times) * 1e6
        if floors:
            found[f"{name} / floor"] = statistics.median(times) / statistics.median(floors)
    began = time.perf_counter()
    store.close()
    found["close"] = (time.perf_counter() - began) * 1e6
    return found


def main() -> None:
    """Fill, measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--sizes", default="1000,10000,100000")
    arguments.add_argument("--folder", type=Path)
    arguments.add_argument("--measure", nargs=3, help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.measure:
        kind, path, size = given.measure
        print(json.dumps(measure(kind, Path(path), int(size))))
        return
    saves = {}
    for size in map(int, given.sizes.split(",")):
        rows = {}
        for kind in KINDS:
            folder = Path(tempfile.mkdtemp(dir=given.folder))
            path = folder / "claims.json"
            store = MAKERS[kind](path)
            store.fill([claim(number) for number in range(size)])
            store.close()
            told = subprocess.run(
                [sys.executable, __file__, "--measure", kind, str(path), str(size)],
                capture_output=True,
                text=True,
                check=True,
            )
            rows[kind] = json.loads(told.stdout) | {"file": path.stat().st_size / 1e6}
            shutil.rmtree(folder)
        print(f"\n{size} claims".ljust(26) + "".join(kind.rjust(12) for kind in KINDS))
        for name in rows["store"]:
            values = (
                f"{rows[kind][name]:12.1f}" if name in rows[kind] else " " * 12 for kind in KINDS
            )
            print(f"  {name}".ljust(24) + "".join(values))
        ours, stock, sqlite = rows["store"], rows["stock"], rows["sqlite"]
        saves[size] = ours["save / floor"]
        print("  ratios of the store (goal):")
        for name in DURABLE:
            ratio = ours[f"{name} / floor"] / sqlite[f"{name} / floor"]
            floor = ours[f"{name} / floor"]
            print(f"    {name}: {ratio:.2f} × SQLite (1.5), {floor:.2f} × the floor (3)")
        print(f"    open: {ours['open'] / stock['open']:.2f} × stock TinyDB (0.4)")
        print(
            f"    journalled TinyDB's open: {rows['journal']['open'] / stock['open']:.2f} × (0.4)"
        )
        print(f"    memory: {ours['memory'] / ours['file']:.2f} × the file (3)")
        print(f"    by article {ours['by article']:.0f} µs, by tag {ours['by tag']:.0f} µs (200)")
    sizes = sorted(saves)
    ratio = saves[sizes[-1]] / saves[sizes[0]]
    print(f"\nsave at {sizes[-1]} against {sizes[0]}, over the floor: {ratio:.2f} × (1.3)")


if __name__ == "__main__":
    main()
