"""What a three-way merge costs, beside reading the three files.

    python tests/benchmarks/merging.py [--claims 100000] [--changed 0.1]

Each side changes that share of the claims, its own and not the other's, and adds a twentieth.
Prints the time to parse the three files with the standard library, and the time to merge what
was read from them; the second is to be at most the first.
"""

import argparse
import json
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from annotations.journal.json_text import dumps, own_tables_in, text_of
from annotations.together.conflicts import number_of
from annotations.together.merge import merge

WORDS = "the council said that about houses flood river street mayor damage since were of".split()
TAGS = ("toll", "money", "promise", "opinion", "to check")

T = TypeVar("T")
Record = dict[str, object]


def claim(name: str, chance: random.Random) -> tuple[str, Record]:
    """Return the number and the record of a claim of some 600 bytes."""
    words = " ".join(chance.choices(WORDS, k=12))
    return number_of(name), {
        "id": name,
        "article": {
            "path": f"2026/article-{chance.randrange(2000)}.txt",
            "title": " ".join(chance.choices(WORDS, k=6)),
            "text_hash": f"{chance.getrandbits(256):064x}",
        },
        "anchor": {"exact": words, "prefix": words[:32], "suffix": words[-32:], "start": 7},
        "kind": "statement",
        "tags": [chance.choice(TAGS)],
        "annotator": "ann",
        "created": "2026-11-20T09:00:00Z",
        "modified": "2026-11-20T09:00:00Z",
    }


def timed(act: Callable[[], T]) -> tuple[float, T]:
    """Return how many seconds something took, and what came of it."""
    begin = time.perf_counter()
    result = act()
    return time.perf_counter() - begin, result


def main() -> None:
    """Measure once and print a line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--changed", type=float, default=0.1)
    given = parser.parse_args()
    chance = random.Random(1)
    base = dict(claim(f"01b{number:023d}", chance) for number in range(given.claims))
    many = int(given.claims * given.changed)
    sides = [base]
    for side, numbers in (("m", list(base)[:many]), ("t", list(base)[-many:] if many else [])):
        own = dict(base)
        for number in numbers:
            own[number] = base[number] | {"note": side, "modified": "2026-11-21T09:00:00Z"}
        own |= (claim(f"01{side}{number:023d}", chance) for number in range(given.claims // 20))
        sides.append(own)
    texts = [
        b"".join(text_of({"claims": {number: dumps(record) for number, record in side.items()}}))
        for side in sides
    ]
    parsing, _ = timed(lambda: [json.loads(text) for text in texts])
    reading, tables = timed(lambda: [own_tables_in(text) for text in texts])
    merging, merged = timed(lambda: merge(*tables))
    print(
        f"3 x {given.claims:,} claims: parsing {parsing:.2f} s, our reading {reading:.2f} s, "
        f"merging {merging:.2f} s = {merging / parsing:.2f} x parsing; "
        f"{len(merged.conflicts):,} conflicts, {len(merged.told):,} notices"
    )


if __name__ == "__main__":
    main()
