"""Mathet's gamma, computed the plain way, for small sets: a check on published values.

Source: Mathet, Widlöcher and Métivier, “The Unified and Holistic Method Gamma” (2015).
"""

import random
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import combinations, product
from typing import NamedTuple


class Unit(NamedTuple):
    start: float
    end: float
    category: str


Continuum = Sequence[Sequence[Unit]]
"""The units of each annotator."""


class Weights(NamedTuple):
    alpha: float = 1
    beta: float = 1
    empty: float = 1


Alignment = list[tuple[Unit | None, ...]]


def apart_in_place(one: Unit, other: Unit) -> float:
    moved = abs(one.start - other.start) + abs(one.end - other.end)
    return float((moved / (one.end - one.start + other.end - other.start)) ** 2)


def dissimilarity(one: Unit | None, other: Unit | None, by: Weights) -> float:
    if one is None or other is None:
        return by.empty
    category = by.beta * (one.category != other.category)
    return (by.alpha * apart_in_place(one, other) + category) * by.empty


def best_alignment(continuum: Continuum, by: Weights) -> tuple[float, Alignment]:
    """Return the least disorder of any alignment, and the alignment.

    Where several have the least, it is one that leaves the fewest units alone: two that lie
    as far apart as nothing is worth are aligned, as the authors' software has it.
    """
    places = len(continuum)
    units = [(who, unit) for who, line in enumerate(continuum) for unit in line]
    units.sort(key=lambda it: (it[1].start, it[1].end))
    numbers: list[list[int]] = [[] for _ in continuum]
    for number, (who, _) in enumerate(units):
        numbers[who].append(number)
    most = by.empty * places
    having: dict[int, list[tuple[float, int, tuple[int | None, ...]]]] = {}
    for choice in product(*([None, *line] for line in numbers)):
        chosen = [number for number in choice if number is not None]
        if not chosen:
            continue
        aligned = [None if number is None else units[number][1] for number in choice]
        cost = sum(dissimilarity(a, b, by) for a, b in combinations(aligned, 2))
        cost /= places * (places - 1) / 2
        if cost <= most or len(chosen) == 1:
            mask = sum(1 << number for number in chosen)
            having.setdefault(min(chosen), []).append((cost, mask, choice))

    @cache
    def best(done: int) -> tuple[float, tuple[tuple[int | None, ...], ...]]:
        if done == (1 << len(units)) - 1:
            return 0.0, ()
        first = (~done & (done + 1)).bit_length() - 1
        found = []
        for cost, mask, choice in having[first]:
            if not mask & done:
                rest, choices = best(done | mask)
                found.append((cost + rest, (choice, *choices)))
        return min(found, key=lambda it: (round(it[0], 9), len(it[1])))

    total, choices = best(0)
    alignment = [
        tuple(None if number is None else units[number][1] for number in choice)
        for choice in choices
    ]
    return total / (len(units) / places), alignment


def category_disorder(alignment: Alignment, by: Weights) -> float:
    """Return how much the categories of aligned units differ, nearer ones counting more.

    A unit beside nothing counts as wholly different, as in the authors' software.
    """
    total = weights = 0.0
    is_aligned = False
    for aligned in alignment:
        number = sum(unit is not None for unit in aligned)
        for one, other in combinations(aligned, 2):
            if one is not None and other is not None:
                is_aligned = True
                sure = max(0.0, 1 - by.alpha * apart_in_place(one, other)) / (number - 1)
                total += sure * (one.category != other.category)
                weights += sure
            elif one is not None or other is not None:
                total += by.empty**2
                weights += by.empty
    return total / weights if is_aligned and weights else 0.0


def shuffled(continuum: Continuum, chance: random.Random) -> Continuum:
    """Return as many annotators, each with the units of one, shifted round by chance.

    They are shifted by whole places, as the authors' software does it.
    """
    begin = min(unit.start for line in continuum for unit in line)
    end = max(unit.end for line in continuum for unit in line)
    lengths = [unit.end - unit.start for line in continuum for unit in line]
    least = sum(lengths) / len(lengths) / 2
    free = [(begin, end)]
    pivots: list[int] = []
    for _ in continuum:
        # Where the others leave no room, a pivot may be anywhere.
        free = free or [(begin, end)]
        (room,) = chance.choices(free, [high - low for low, high in free])
        pivot = int(chance.uniform(*room))
        pivots.append(pivot)
        free = [
            part
            for low, high in free
            for part in ((low, min(high, pivot - least)), (max(low, pivot + least), high))
            if part[0] < part[1]
        ]
    lines = []
    for pivot in pivots:
        line = []
        for unit in chance.choice(continuum):
            start, stop = unit.start + pivot, unit.end + pivot
            over = end - begin if start > end else 0
            line.append(Unit(start - over, stop - over, unit.category))
        lines.append(line)
    return lines


def gamma(
    continuum: Continuum, by: Weights, *, samples: int = 120, seed: int = 1
) -> tuple[float, float]:
    """Return gamma and gamma-cat, with the disorder of chance drawn by `seed`."""
    chance = random.Random(seed)
    observed, alignment = best_alignment(continuum, by)
    drawn = [best_alignment(shuffled(continuum, chance), by) for _ in range(samples)]
    by_chance = sum(it[0] for it in drawn) / samples
    categories = sum(category_disorder(it[1], by) for it in drawn) / samples
    differ = category_disorder(alignment, by)
    in_category = 1 - differ / categories if categories else float(not differ)
    return 1 - observed / by_chance, in_category


def continuum_of(spans: Iterable[Sequence[object]]) -> Continuum:
    """Return the units of each annotator from [annotator, start, end, category]."""
    lines: dict[object, list[Unit]] = {}
    for who, start, end, category in spans:
        lines.setdefault(who, []).append(Unit(float(start), float(end), str(category)))  # type: ignore[arg-type]
    return list(lines.values())
