"""What was measured, as ratios to the yardsticks, beside what is aimed at."""

import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

Measured = dict[tuple[str, str], list[list[float]]]
"""The samples of each round, by scenario and by what was measured in it."""

_LIST_STARTS = {10: 1.15, 1000: 1.15, 10_000: 1.3, 100_000: 2.0}
_KEYS = {
    "move": ("bare line", 1.3),
    "page": ("bare screen", 0.8),
    "filter": ("bare line", 1.3),
    "caret": ("bare line", 1.3),
    "search": ("bare line", 1.3),
    "tag by key": ("bare line", 1.3),
    "accept": ("bare line", 1.3),
    "sort": ("bare screen", None),
    "filter, rows": ("bare screen", None),
    "sort, rows": ("bare screen", None),
    "search, places": ("bare screen", None),
    "tag by key, saved": ("bare line", None),
    "accept, saved": ("bare line", None),
    "picker": ("bare screen", None),
    "picker, whole": ("bare screen", None),
    "picker letter": ("bare line", None),
}
_LONGEST_CALLBACK = 0.008


@dataclass(frozen=True)
class Line:
    """One line of the report: a measure, its yardstick, and the ratio that is aimed at."""

    measure: tuple[str, str]
    yardstick: tuple[str, str]
    goal: float | None = None
    quantile: float = 0.5


def report(measured: Measured) -> None:
    """Print every measure with its ratio; `!` stands where the goal is missed."""
    print(f"{'':44}{'p50':>8}{'p90':>8}{'p99':>8}{'n':>5}  ratio (rounds)")
    for line in _lines(measured):
        if line.measure in measured and line.yardstick in measured:
            _print(measured, line)
    for (name, what), rounds in measured.items():
        if what.startswith("callback"):
            worst = [max(samples, default=0) for samples in rounds]
            over = "  !" if statistics.median(worst) > _LONGEST_CALLBACK else ""
            print(f"{f'{name}: longest {what}':60}{statistics.median(worst) * 1000:8.1f} ms{over}")


def _print(measured: Measured, line: Line) -> None:
    rounds = measured[line.measure]
    samples = [sample for some in rounds for sample in some]
    ratios = sorted(_ratios(rounds, measured[line.yardstick], line.quantile))
    if not ratios:
        return
    ratio = statistics.median(ratios)
    scale = 1 if line.measure[1].startswith("memory") else 1000
    figures = "".join(f"{_quantile(samples, q) * scale:8.1f}" for q in (0.5, 0.9, 0.99))
    goal = "" if line.goal is None else f"  goal {line.goal}{'  !' * (ratio > line.goal)}"
    part = "" if line.quantile == 0.5 else f" p{line.quantile * 100:.0f}"
    print(
        f"{': '.join(line.measure):44}{figures}{len(samples):5}"
        f"{ratio:7.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f}){part} of {_short(line)}{goal}"
    )


def _short(line: Line) -> str:
    return ": ".join(line.yardstick)


def _ratios(
    rounds: list[list[float]], yardstick: list[list[float]], quantile: float
) -> Iterator[float]:
    """Yield the ratio of each round; of rare delays, the one of all rounds together."""
    if quantile > 0.9:
        rounds, yardstick = [list(chain(*rounds))], [list(chain(*yardstick))]
    for ours, theirs in zip(rounds, yardstick, strict=False):
        if ours and theirs:
            yield _quantile(ours, quantile) / _quantile(theirs, quantile)


def _quantile(samples: list[float], quantile: float) -> float:
    ordered = sorted(samples)
    return ordered[min(len(ordered) - 1, round((len(ordered) - 1) * quantile))]


def _lines(measured: Measured) -> Iterator[Line]:
    names = list(dict.fromkeys(name for name, _ in measured))
    lists = [name for name in names if name.endswith("articles")]
    texts = [name for name in names if name.endswith("KB")]
    for name in names:
        if name.startswith("bare"):
            for what in ("first words", "answers", "key", "memory"):
                yield Line((name, what), ("bare line", what))
    for name in lists:
        number = int(name.split()[0].replace(",", ""))
        for what in ("first words", "answers"):
            goal = _LIST_STARTS.get(number)
            yield Line((name, what), ("bare line", what), goal)
            yield Line((f"{name}, first start", what), ("bare line", what))
        yield from _keys(measured, name, lists[0])
        for what in ("memory", "memory at the end"):
            yield Line((name, what), ("bare line", "memory"), 3 if number >= 100_000 else 1.5)
    for name in names:
        if name.endswith("in work"):
            yield from _keys(measured, name, name)
        for work in ("reading", "counting"):
            busy = f"{name}, {work}", f"move while {work}"
            yield Line(busy, (name, "move"))
            yield Line(busy, (name, "move"), 1.5, 0.99)
    for name in texts:
        size = int(name.split()[0].replace(",", ""))
        for what in ("open", "open, marks"):
            goal = 1.2 if size < 10_000 else 2
            yield Line((name, what), (texts[0], what), goal if what == "open" else None)
        yield from _keys(measured, name, texts[0])
        yield Line((name, "memory"), ("bare line", "memory"), 3 if size >= 10_000 else 1.5)


def _keys(measured: Measured, name: str, smallest: str) -> Iterator[Line]:
    for what, (yardstick, goal) in _KEYS.items():
        yield Line((name, what), (yardstick, "key"), goal)
        if name != smallest and goal is not None and (smallest, what) in measured:
            yield Line((name, what), (smallest, what), 1.3)
