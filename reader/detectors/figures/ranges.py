"""Ranges: "5 to 10 miles", "between 5% and 6%", "$3 billion to $5 billion", "15-22 mph"."""

import re

from reader.detectors.figures.amounts import Amount, read_amount, signed
from reader.detectors.figures.approximators import direction_before
from reader.detectors.figures.counting import read_counted
from reader.detectors.figures.currencies import SIGNS
from reader.detectors.figures.draft import Draft
from reader.detectors.figures.money import rate_name
from reader.detectors.figures.numerals import exact
from reader.detectors.figures.patterns import Pattern
from reader.detectors.marks import Number

_SEPARATOR = Pattern(
    r"(?P<dash>[ ]?[-–—~][ ]?)|[ \n](?P<word>to|and|or|through|till|until)[ \n](?:about "
    r"|around |nearly |as much as |as many as |up to )?"
)


_BETWEEN = Pattern(
    r"(?<![A-Za-z])between[ ](?:about |roughly |an estimated |just )?$", re.IGNORECASE
)


_FROM = Pattern(
    r"(?<![A-Za-z])from[ ](?:about |roughly |up to |just |around |nearly )?$", re.IGNORECASE
)


_CURRENCY_LETTERS = Pattern(r"(?:[A-Z]{1,3}|U\.S\.) ?(?=[$£€\d])")


def read_range(text: str, amount: Amount, floor: int) -> Draft | None:
    """Read "5 to 10 miles", "$3 billion to $5 billion", "between 5% and 6%", "15-22 mph"."""
    if text[amount.end : amount.end + 1] not in (" ", "-", "–", "—", "~", "\n"):
        return None
    separator = _SEPARATOR.match(text, amount.end)
    if separator is None or amount.numeral.value is None:
        return None
    second_at = separator.end()
    if second_at >= len(text):
        return None
    second = second_amount(text, second_at)
    if second is None or second.numeral.value is None:
        return None
    first_value = signed(amount.numeral.value, amount.negative)
    second_value = signed(second.numeral.value, second.negative)
    if first_value is None or second_value is None:
        return None
    numeral = amount.numeral
    if (
        second.numeral.scale > numeral.scale == 1
        and (numeral.plain or numeral.style == "words" or numeral.style == "digits")
        and (
            first_value < 1000
            and not (amount.unit and amount.unit != second.unit)
            and first_value * second.numeral.scale <= second_value * 10
        )
        and not (amount.form == "money" and numeral.value and numeral.value >= 100)
    ):
        first_value = exact(first_value * second.numeral.scale)
    before_range = text[max(floor, amount.start - 24) : amount.start]
    between = _BETWEEN.search(before_range)
    came_from = _FROM.search(before_range)
    if not _makes_range(
        text,
        amount,
        second,
        separator,
        first_value,
        second_value,
        bool(between),
        bool(came_from),
        floor,
    ):
        return None
    form = second.form if second.form != "number" else amount.form
    unit = second.unit or amount.unit
    if form == "number":
        form = "range"
    start = amount.start - (len(before_range) - between.start()) if between else amount.start
    low, high = min(first_value, second_value), max(first_value, second_value)
    rule = f"range of {form}" if form != "range" else "range"
    return Draft(start, second.end, form, rule, low=low, high=high, unit=unit)


def second_amount(text: str, at: int) -> Amount | None:
    """Read the amount after "to", "and" or a dash, its sign and currency included."""
    amount = read_amount(text, at, at)
    if isinstance(amount, Amount) and amount.numeral.style in ("digits", "words", "fraction"):
        return amount
    if text[at] in "-−" and text[at + 1 : at + 2].isdecimal():
        amount = read_amount(text, at + 1, at)
        return amount if isinstance(amount, Amount) else None
    currency = _CURRENCY_LETTERS.match(text, at)
    if currency:
        amount = read_amount(text, currency.end(), at)
        if isinstance(amount, Amount) and amount.form == "money":
            return amount
    return None


def _makes_range(
    text: str,
    first: Amount,
    second: Amount,
    separator: re.Match[str],
    low: Number,
    high: Number,
    between: bool,
    came_from: bool,
    floor: int,
) -> bool:
    same_unit = first.unit in (None, second.unit) or _is_rate_of(second.unit, first.unit)
    if not same_unit and second.unit is not None:
        return False
    if first.form == "money" and second.form != "money" and not second.numeral.scale > 1:
        return False
    if first.form != "money" and second.form == "money" and text[second.start] in SIGNS:
        return False
    unit_only_first = second.unit is None and first.unit is not None and first.form != "money"
    if unit_only_first and not (came_from or separator["dash"]):
        return False
    word = separator["word"]
    if word == "and":
        return between
    if word == "or":
        if first.unit is not None or high <= low:
            return False
        return (
            high - low == 1 or second.unit is not None
        ) and first.numeral.style == second.numeral.style
    if word:
        if high < low:
            return came_from and (first.unit is None or second.unit in (None, first.unit))
        if (
            not came_from
            and direction_before(text, first.start, floor, share=True)
            and not _BETWEEN.search(text, max(0, first.start - 12), first.start)
        ):
            return first.unit is None and second.unit is not None
        return high > low
    if high <= low and not first.negative:
        return False
    if second.unit is not None or first.numeral.scale > 1:
        return True
    if low < 60 and high < 60 and " " not in separator.group():
        counted = read_counted(text, second.end)
        return counted is not None
    return True


def _is_rate_of(rate: str | None, unit: str | None) -> bool:
    """Tell whether the second sum only adds "per share" to the unit of the first."""
    return rate is not None and unit is not None and rate.startswith(f"{rate_name(unit)} per ")
