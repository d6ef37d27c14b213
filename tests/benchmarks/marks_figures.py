"""How fast figures are found, beside a plain regular expression and quantulum3.

    python tests/benchmarks/marks_figures.py

Everything is measured in one run on one core, so that the ratios mean something on any
machine. quantulum3 is timed only when it is installed, on a small part of the text.
"""

import importlib
import json
import re
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from reader.detectors.figures import FIGURES

CASES = Path(__file__).parents[1] / "cases" / "figures"
PLAIN = re.compile(r"(?:[$€£] ?)?\b\d+(?:,\d{3})*(?:\.\d+)?(?: ?%| (?:million|billion|percent)\b)?")
PUBLISHED = date(2024, 7, 28)
FILLER = (
    "The committee heard from residents who had waited outside the hall since the doors were "
    "opened, and from engineers who said the works could not have been finished any sooner. "
    "Nobody in the room expected the argument to be settled before the next meeting. "
)
HOSTILE = {
    "digits": "7",
    "commas": "1,",
    "groups": "111,",
    "points": "1.1",
    "brackets": "(1[2{",
    "hyphens": "1-",
    "slashes": "1/",
    "spaces": "1 ",
    "signs": "$",
    "letters": "a",
    "ranges": "1 to ",
    "number words": "one hundred and ",
    "scales": "thousands of ",
    "halves": "half a ",
    "months": "May ",
    "periods": "the last ",
    "nouns": "5 nouns ",
}


def news(size: int) -> str:
    """Return `size` characters of our own sentences, with figures about as dense as news."""
    sentences = [
        json.loads(line)["text"]
        for path in sorted(CASES.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    page = "\n\n".join(f"{sentence} {FILLER}" for sentence in sentences)
    return (page * (size // len(page) + 1))[:size]


def seconds(work: Callable[[], object], *, runs: int = 3) -> float:
    """Return the shortest time of some runs."""
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return min(times)


def find_all(text: str) -> int:
    """Return how many figures stand in the text."""
    return sum(1 for _ in FIGURES.find(text, PUBLISHED))


def start_up(code: str) -> float:
    """Return how long a fresh interpreter takes to run `code`."""
    return seconds(lambda: subprocess.run([sys.executable, "-c", code], check=True))


def main() -> None:
    """Print throughput, proportion and start-up as ratios."""
    text = news(1_000_000)
    size = len(text.encode()) / 1024
    ours = seconds(lambda: find_all(text))
    plain = seconds(lambda: sum(1 for _ in PLAIN.finditer(text)))
    print(f"figures            {size / ours:10,.0f} KiB/s  {find_all(text):,} marks")
    print(f"plain regex        {size / plain:10,.0f} KiB/s  {ours / plain:.1f} times as fast")
    try:
        parser = importlib.import_module("quantulum3.parser")
    except ImportError:
        print("quantulum3         not installed")
    else:
        part = text[:20_000]
        theirs = seconds(lambda: parser.parse(part), runs=1)
        small = len(part.encode()) / 1024
        ratio = (small / theirs) / (size / ours)
        print(f"quantulum3         {small / theirs:10,.0f} KiB/s  {ratio:.4f} times as fast")
    longer = news(10_000_000)
    ten = seconds(partial(find_all, longer), runs=2)
    print(f"10 MB beside 1 MB  {ten / ours:10.1f} times the time")
    for name, piece in HOSTILE.items():
        less, more = (piece * (length // len(piece)) for length in (100_000, 400_000))
        one = seconds(partial(find_all, less), runs=2)
        four = seconds(partial(find_all, more), runs=2)
        speed = 400_000 / 1024 / four
        print(
            f"{name:18} {speed:10,.0f} KiB/s  {four / one:.1f} times the time for 4 times as much"
        )
    bare = start_up("pass")
    loaded = start_up("import reader.detectors.figures")
    print(f"start-up           {1000 * (loaded - bare):10.0f} ms over a bare interpreter")


if __name__ == "__main__":
    main()
