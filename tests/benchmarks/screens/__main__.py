"""How fast the app starts and answers keys, beside bare Textual apps in the same run.

    python tests/benchmarks/screens                          # about four minutes
    python tests/benchmarks/screens --articles 10 100000 --rounds 5
    python tests/benchmarks/screens --only lists --keys 100

Each command runs in a pseudo-terminal of its own, 100 by 30. Rounds alternate between the
commands, so that a busy machine is busy for all; a ratio is the median of the rounds'
ratios, with the lowest and the highest behind it. `answers` is a key pressed at the first
words of the list, until its frame; `rows`, `places`, `saved` and `whole` tell of the last
frame that a key set off, all else of the first.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from report import Measured, report
from scenarios import Library, Samples, Text, bare

GROUPS = ("lists", "texts", "busy", "callbacks")
WATCHED = ", watched"
"""How the scenarios end that are done once: the longest callback varies little."""

KEYS_BESIDE_WORK = 5
"""For each other key; of a few keys nobody could tell the slowest hundredth."""


def scenarios(chosen: argparse.Namespace, scratch: Path) -> dict[str, Callable[[], Samples]]:
    """Return everything that is done in a round."""
    found: dict[str, Callable[[], Samples]] = {
        "bare line": partial(bare, "line", chosen.keys),
        "bare screen": partial(bare, "screen", chosen.keys),
    }
    for number in chosen.articles if {"lists", "callbacks"} & set(chosen.only) else ():
        if "lists" not in chosen.only and number != max(chosen.articles):
            continue
        library = Library(_new(scratch / f"library-{number}"), number)
        if "lists" in chosen.only:
            found[f"{number:,} articles"] = partial(library.second_start, chosen.keys)
            found[f"{number:,} articles, first start"] = library.first_start
        if number == max(chosen.articles) and "callbacks" in chosen.only:
            found[f"{number:,} articles{WATCHED}"] = library.callbacks
    if "busy" in chosen.only:
        library, keys = Library(_new(scratch / "busy"), chosen.busy), KEYS_BESIDE_WORK * chosen.keys
        name = f"{chosen.busy:,} in work"
        found[name] = partial(library.idle, keys)
        found[f"{name}, reading"] = partial(library.reading, keys)
        found[f"{name}, counting"] = partial(library.counting, keys)
    for size in chosen.sizes if {"texts", "callbacks"} & set(chosen.only) else ():
        text = Text(_new(scratch / f"text-{size}"), size)
        if "texts" in chosen.only:
            found[f"{size:,} KB"] = partial(text.reading, chosen.keys)
        if "callbacks" in chosen.only and size == max(chosen.sizes):
            found[f"{size:,} KB{WATCHED}"] = text.callbacks
    return found


def _new(folder: Path) -> Path:
    folder.mkdir()
    return folder


def main() -> None:
    """Measure and print the ratios."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, nargs="*", default=[10, 1000, 10_000])
    parser.add_argument("--sizes", type=int, nargs="*", default=[5, 1000, 10_000], help="in KB")
    parser.add_argument("--busy", type=int, default=5000, help="articles that are worked on")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--keys", type=int, default=20)
    parser.add_argument("--only", nargs="*", choices=GROUPS, default=list(GROUPS))
    parser.add_argument("--folder", type=Path, help="where the articles are written for a while")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=chosen.folder, ignore_cleanup_errors=True) as scratch:
        measured: Measured = {}
        print("writing and reading the articles", file=sys.stderr)
        # What was measured until somebody lost patience is worth to be seen.
        with suppress(KeyboardInterrupt):
            _measure(scenarios(chosen, Path(scratch)), chosen.rounds, measured)
    report(measured)


def _measure(todo: dict[str, Callable[[], Samples]], rounds: int, measured: Measured) -> None:
    for turn in range(rounds):
        for name, run in todo.items():
            if turn and name.endswith(WATCHED):
                continue
            print(f"round {turn + 1} of {rounds}: {name}", file=sys.stderr)
            for what, samples in run().items():
                measured.setdefault((name, what), []).append(samples)


if __name__ == "__main__":
    main()
