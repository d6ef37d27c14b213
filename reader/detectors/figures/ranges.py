"""Ranges: "5 to 10 miles", "between 5% and 6%", "$3 billion to $5 billion", "15-22 mph"."""

import re
from typing import NamedTuple

from reader.detectors.figures.amount import Amount
from reader.detectors.figures.amounts import read_amount
from reader.detectors.figures.approximators import direction_before
from reader.detectors.figures.counting import read_counted
from reader.detectors.figures.currencies import SIGNS, spoken_name
from reader.detectors.figures.draft import Draft
from reader.detectors.figures.numeral import exact
from reader.detectors.figures.patterns import Pattern
from reader.detectors.marks import FigureForm, Number

_SEPARATOR = Pattern(
    r"-(?P<between>to|or)-|[ ](?P<open>to|or)-(?=[\d$€£])|(?P<dash>[ ]?[-–—~][ ]?)"
    r"|[ \n](?P<word>to|and|or|through|till|until)[ \n](?:about "
    r"|around |nearly |as much as |as many as |up to )?"
)
_BEFORE = Pattern(
    r"(?<![A-Za-z])(?P<word>between|from)[ ]"
    r"(?:about |roughly |an estimated |just |up to |around |nearly )?$",
    re.IGNORECASE,
)
_CURRENCY_LETTERS = Pattern(r"(?:[A-Z]{1,3}|U\.S\.) ?(?=[$£€\d])")
_SCORES_END = 60
"""Two bare numbers under this with a dash are a score ("3-1"), unless things are counted."""


class _Pair(NamedTuple):
    """Two amounts that may be the ends of a range, and the words that join them."""

    first: Amount
    second: Amount
    low: Number
    high: Number
    joint: str
    """ "to", "and", "or" …, or "-" for a dash."""
    spaced: bool
    before: str
    """ "between", "from" or "" before the first."""
    start: int


def read_range(text: str, amount: Amount, floor: int) -> Draft | None:
    """Read the range whose first end is `amount`, or None when it stands alone."""
    pair = _read_pair(text, amount, floor)
    if pair is None or not _same_kind(text, pair):
        return None
    if _is_lead(pair):
        return _first_alone(pair, pair.second.form)
    if not _makes_range(text, pair, floor):
        return None
    form = pair.second.form if pair.second.form != "number" else pair.first.form
    if _is_change(text, pair, floor):
        return _first_alone(pair, form)
    rule = "range" if form == "number" else f"range of {form}"
    draft = Draft(pair.start, pair.second.end, "range" if form == "number" else form, rule)
    draft.low, draft.high = min(pair.low, pair.high), max(pair.low, pair.high)
    draft.unit = pair.second.unit or pair.first.unit
    return draft


_CHANGE_BEFORE = Pattern(
    r"(?<![A-Za-z])(?:change[ds]?|mov(?:ed|es|ing)|went|goes|going|revis(?:ed|es|ing)|swung|swings"
    r"|turned|switch(?:ed|es|ing)|convert(?:ed|s)|extend(?:ed|s|ing)|lift(?:ed|s|ing)|bring(?:s"
    r"|ing)?"
    r"|brought|shift(?:ed|s|ing)|upgraded|downgraded|halved|doubl(?:ed|es|ing)|tripl(?:ed|es|ing)"
    r"|improv(?:ed|es|ing)|worsen(?:ed|s|ing)|declin(?:ed|es|ing)|chang(?:ed|es|ing)|up|down)"
    r"(?:[ ](?:it|them|its [a-z]+|the [a-z]+))?[ ]$"
    r"|(?<![A-Za-z])(?:rais|lower|cut|lift|reduc|increas|boost|slash|push|bring|hik|trim)"
    r"(?:e|es|ed|s|ing|ting|d)?[ ](?:[A-Za-z’'-]+[ ]){1,5}$",
    re.IGNORECASE,
)


def _is_change(text: str, pair: _Pair, floor: int) -> bool:
    """Tell a change, "fell from $1,880 to $1,640", from a range."""
    if pair.before != "from" or pair.joint != "to":
        return False
    back = max(floor, pair.start - 30)
    begin = back + text[back : pair.start].lower().rfind("from ")
    return bool(
        pair.low > pair.high
        or direction_before(text, begin, floor, share=True)
        or _CHANGE_BEFORE.search(text, max(floor, begin - 50), begin)
    )


def _is_lead(pair: _Pair) -> bool:
    """Tell whether one is ahead of the other: "beating him 45 to 40 percent"."""
    behind = pair.low > pair.high and not pair.before and pair.joint == "to"
    return behind and pair.second.form == "percent" and pair.first.form == "number"


def _first_alone(pair: _Pair, form: FigureForm) -> Draft:
    """Return what a change begins with, in the scale and unit of what it ends with."""
    first = pair.first
    draft = Draft(first.start, first.end, form, f"change of {form}", value=pair.low)
    draft.unit = first.unit or pair.second.unit
    return draft


def second_amount(text: str, at: int) -> Amount | None:
    """Read the amount after "to", "and" or a dash, its sign and currency included."""
    amount = read_amount(text, at, at)
    if isinstance(amount, Amount) and amount.numeral.style in ("digits", "words", "fraction"):
        return amount
    if text[at] in "-−" and text[at + 1 : at + 2].isdecimal():
        amount = read_amount(text, at + 1, at)
        return amount if isinstance(amount, Amount) else None
    currency = _CURRENCY_LETTERS.match(text, at)
    amount = read_amount(text, currency.end(), at) if currency else None
    return amount if isinstance(amount, Amount) and amount.form == "money" else None


def _read_pair(text: str, first: Amount, floor: int) -> _Pair | None:
    if first.value is None or text[first.end : first.end + 1] not in tuple(" -–—~\n"):
        return None
    separator = _SEPARATOR.match(text, first.end)
    if separator is None or separator.end() >= len(text):
        return None
    second = second_amount(text, separator.end())
    if second is None or second.value is None:
        return None
    before = _BEFORE.search(text, max(floor, first.start - 24), first.start)
    word = before["word"].lower() if before else ""
    start = before.start() if before and word == "between" else first.start
    low = _with_shared_scale(first, second)
    joint, spaced = (
        separator["word"] or separator["between"] or separator["open"] or "-",
        " " in separator.group(),
    )
    return _Pair(first, second, low, second.value, joint, spaced, word, start)


def _with_shared_scale(first: Amount, second: Amount) -> Number:
    """Return the first value in the scale of the second: "2 to 3 million" starts at 2 million."""
    value, scale = first.value or 0, second.numeral.scale
    shared = (
        scale > first.numeral.scale == 1
        and first.numeral.style in ("digits", "words")
        and (first.unit in (None, second.unit) or second.unit is None)
        and value < (100 if first.form == "money" else 1000)
        and value * scale <= 10 * (second.value or 0)
    )
    return exact(value * scale) if shared else value


def _same_kind(text: str, pair: _Pair) -> bool:
    """Tell whether both ends are of one unit, so far as they name it."""
    first, second = pair.first, pair.second
    if second.unit is not None and first.unit not in (None, second.unit):
        return _is_rate_of(second.unit, first.unit)
    if first.form == "money" and second.form != "money":
        return second.numeral.scale > 1
    if first.form != "money" and second.form == "money" and text[second.start] in SIGNS:
        return False
    if second.unit is None and first.unit is not None:
        return pair.before == "from" or pair.joint == "-"
    return True


def _makes_range(text: str, pair: _Pair, floor: int) -> bool:
    first, second, rising = pair.first, pair.second, pair.high > pair.low
    if pair.joint == "and":
        return pair.before == "between"
    if pair.joint == "or":
        near = pair.high - pair.low == 1 or second.unit is not None
        same_style = first.numeral.style == second.numeral.style
        return rising and near and same_style and first.unit is None
    if pair.joint == "-":
        return (rising or first.negative) and _is_dash_of_range(text, pair)
    if not rising:
        return pair.before == "from" or first.unit == second.unit is not None
    moved = not pair.before and direction_before(text, first.start, floor, share=True)
    return not moved or (first.unit is None and second.unit is not None)


def _is_dash_of_range(text: str, pair: _Pair) -> bool:
    """Tell "15-22 mph" and "5-10 people" from the score "3-1"."""
    if pair.second.unit is not None or pair.first.numeral.scale > 1 or pair.spaced:
        return True
    if pair.low >= _SCORES_END or pair.high >= _SCORES_END:
        return True
    return read_counted(text, pair.second.end) is not None


def _is_rate_of(rate: str, unit: str | None) -> bool:
    """Tell whether the second sum only adds "per share" to the unit of the first."""
    return unit is not None and rate.startswith(f"{spoken_name(unit)} per ")
