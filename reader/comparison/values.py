"""What a figure's printed words allow its value to be, and whether two figures agree.

Numbers that agree in print are compared as printed: 52,000 and 52,003 differ, "about 380,200"
is one step of its last digit, "hundreds" and "dozens" differ, a score keeps both its ends.
"""

import math
import re
from typing import NamedTuple

from reader.detectors.marks import Figure

_VAGUE = (
    ("hundreds of thousands", 1e5, 1e6),
    ("tens of thousands", 1e4, 1e5),
    ("several hundred", 200, 999),
    ("hundreds", 100, 1e3),
    ("dozens", 24, 99),
    ("thousands", 1e3, 1e4),
    ("scores", 40, 99),
    ("millions", 1e6, 1e8),
)
"""Words for a number that is not known, and what they can mean: from two of the next smaller
step on; chosen so that "dozens" is told from "hundreds"."""
_DIGIT = re.compile(r"\d")
_COUNTED_VAGUELY = re.compile(r"\b(?:two|three|four|five|six|seven|eight|nine|ten)\b")
_METRES = {
    "foot": 0.3048,
    "mile": 1609.344,
    "kilometre": 1000.0,
    "metre": 1.0,
    "centimetre": 0.01,
    "yard": 0.9144,
    "inch": 0.0254,
}
_SQUARE_METRES = {
    "square foot": 0.09290304,
    "square metre": 1.0,
    "square kilometre": 1e6,
    "square mile": 2589988.11,
    "acre": 4046.856,
    "hectare": 1e4,
}
_GRAMS = {"kilogram": 1000.0, "gram": 1.0, "pound": 453.592, "ounce": 28.3495, "ton": 907185.0}
_GRAMS |= {"metric ton": 1e6}
_SCALES = {
    name: (kind, scale)
    for kind, names in (("length", _METRES), ("area", _SQUARE_METRES), ("weight", _GRAMS))
    for name, scale in names.items()
}
"""What a unit measures and how much of it; definitions of the international yard and pound."""

_AT_LEAST = 1.25
_AT_MOST = 0.75
"""How far beyond its number "more than" and "less than" are believed; chosen by trying."""
_ABOUT = 0.07
"""How far from its number "about" is believed, where its last digit does not say less."""
_CONVERTED = 0.03
"""How far numbers in different units may be apart, as conversions are rounded."""


class Value(NamedTuple):
    """From `low` to `high`; `exact` where the number is printed without a hedge.

    `unit` is the printed one, `kin` what it measures: lengths, areas and weights are
    converted to one unit of their kind. Scores and ranges are exact with two ends.
    """

    low: float
    high: float
    exact: bool
    unit: str
    kin: str


def value_of(figure: Figure, text: str) -> Value | None:
    """Return what a figure's words allow; None where they tell no number."""
    unit = figure.unit or ""
    kin, scale = _SCALES.get(unit, (unit, 1.0))
    if figure.form not in ("measure", "range"):
        kin = unit if figure.form in ("money", "percent", "duration") else ""
    words = figure.span.of(text).lower()
    if figure.value is None or not _DIGIT.search(words):
        for vague, low, high in _VAGUE:
            if vague in words and not _COUNTED_VAGUELY.search(words):
                return Value(low, high, False, unit, kin)
    if figure.low is not None and figure.high is not None and figure.low != figure.high:
        return Value(figure.low * scale, figure.high * scale, True, unit, kin)
    number = figure.value if figure.value is not None else figure.low
    if number is None or not math.isfinite(number):
        return None
    value = number * scale
    if figure.relation == ">":
        return Value(value, value * _AT_LEAST + 0.3, False, unit, kin)
    if figure.relation == "<":
        return Value(value * _AT_MOST, value, False, unit, kin)
    if figure.relation == "~":
        step = min(abs(value) * _ABOUT, _last_step(number) * scale)
        return Value(value - step, value + step, False, unit, kin)
    return Value(value, value, True, unit, kin)


def _last_step(number: float) -> float:
    """Return one step of the last digit that is not a nought: 100 for 380,200."""
    if not number:
        return 0.0
    step = 10.0 ** math.floor(math.log10(abs(number)))
    while step > 0.001 and abs(number / step - round(number / step)) > 1e-6:
        step /= 10
    return step


def agree(one: Value, other: Value) -> bool:
    """Tell whether two figures can be of one number."""
    if one.exact and other.exact:
        slack = (_CONVERTED if one.unit != other.unit else 1e-9) * abs(one.high)
        return abs(one.low - other.low) <= slack and abs(one.high - other.high) <= slack
    return one.low <= other.high and other.low <= one.high
