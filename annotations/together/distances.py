"""How far apart two values are: by level of measurement, by weights, and of sets of tags."""

from collections import Counter
from collections.abc import Iterable, Sequence
from math import comb
from typing import cast

from annotations.together.ratings import Distance, Value

LEVELS = ("nominal", "ordinal", "interval", "ratio")
"""Levels of measurement, as Krippendorff names them."""

WEIGHTS = ("linear", "quadratic", "ordinal")
"""Weights of categories in an order, as Gwet names them."""


def of_level(level: str, totals: "Counter[Value]") -> Distance:
    """Return alpha's distance for a level; `totals` counts the values of all shared units.

    Values of every level but nominal are numbers; ordinal ones may be of any kind whose
    order `sorted` knows.

    Raises:
        ValueError: There is no such level.
    """
    if level == "nominal":
        return _nominal
    if level == "interval":
        return lambda one, other: (_number(one) - _number(other)) ** 2
    if level == "ratio":
        return _ratio
    if level != "ordinal":
        raise ValueError(f"There is no level “{level}”. Choose one of: {', '.join(LEVELS)}.")
    below = 0.0
    places: dict[Value, float] = {}
    for value in sorted(totals, key=_number):
        places[value] = below + totals[value] / 2
        below += totals[value]
    return lambda one, other: (places[one] - places[other]) ** 2


def of_weights(name: str, categories: Sequence[Value]) -> Distance:
    """Return the distance 0 to 1 of two categories, given in their order.

    Raises:
        ValueError: There are no such weights.
    """
    places = {value: place for place, value in enumerate(categories)}
    most = max(len(categories) - 1, 1)
    if name == "linear":
        return lambda one, other: abs(places[one] - places[other]) / most
    if name == "quadratic":
        return lambda one, other: ((places[one] - places[other]) / most) ** 2
    if name != "ordinal":
        raise ValueError(f"There are no weights “{name}”. Choose one of: {', '.join(WEIGHTS)}.")
    all_pairs = comb(len(categories), 2) or 1
    return lambda one, other: comb(abs(places[one] - places[other]) + 1, 2) / all_pairs


def masi(one: Iterable[str], other: Iterable[str]) -> float:
    """Return Passonneau's distance of two sets of tags: 0 the same, 1 nothing in common.

    Source: Passonneau, “Measuring agreement on set-valued items (MASI)” (2006).
    """
    first, second = set(one), set(other)
    if first == second:
        return 0.0
    common = first & second
    if not common:
        return 1.0
    monotonic = 2 / 3 if first <= second or second <= first else 1 / 3
    return 1 - monotonic * len(common) / len(first | second)


def of_sets(one: Value, other: Value) -> float:
    """Return `masi` of two frozen sets, as values of ratings."""
    return masi(cast("frozenset[str]", one), cast("frozenset[str]", other))


def _nominal(one: Value, other: Value) -> float:
    return 0.0 if one == other else 1.0


def _ratio(one: Value, other: Value) -> float:
    total = _number(one) + _number(other)
    return ((_number(one) - _number(other)) / total) ** 2 if total else 0.0


def _number(value: Value) -> float:
    return float(cast("float", value))
