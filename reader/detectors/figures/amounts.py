"""Reading an amount: a number with its sign and the money, percent, age or unit it is of."""

import re
from collections.abc import Callable

from reader.detectors.figures.ages import age_after
from reader.detectors.figures.amount import Amount, Skip
from reader.detectors.figures.currencies import SIGNS
from reader.detectors.figures.exclusions import (
    glued_end,
    is_list_number,
    is_model_pair,
    is_named,
    lettered_end,
    naming_word,
    phone_end,
)
from reader.detectors.figures.money import Currency, currency_before, currency_word_before
from reader.detectors.figures.numeral import Numeral, exact
from reader.detectors.figures.numerals import read_numeral
from reader.detectors.figures.patterns import Pattern
from reader.detectors.figures.percentages import percent_after
from reader.detectors.figures.scales import with_scale_letter
from reader.detectors.figures.sums import (
    exchange_rate,
    sum_after_currency,
    sum_before_currency,
)
from reader.detectors.figures.unit_names import TIME_UNITS
from reader.detectors.figures.units import Unit, read_per, read_unit

_NEGATIVE = Pattern(
    r"(?:(?:^|(?<![\w)\]\s-])|(?<=\n)|(?<=^ ))[-−–][ ]|(?<![\w)\]])[-−–]"
    r"|(?<![A-Za-z])(?:minus|negative)[ -])$",
    re.IGNORECASE,
)
_DIGIT_RUN = Pattern(r"\d(?:[\d,.]*\d)?")
"""All of a row of digits that is too long for a number, or part of a name."""
_AFTER_SIGN = Pattern(r"[ \u00a0]{0,4}(?P<minus>[-−])?")
_BEFORE_UNIT = Pattern(
    r"(?P<of>[ ]of(?:[ ]an?)?)?(?:[ ](?:US|U\.S\.|UK|imperial))?(?=[ ][a-z])", re.IGNORECASE
)
"""Words between a number and its unit: "1/16 of a US pint", "millions of miles"."""
_BEFORE_TIME = Pattern(
    r"[ ](?:more|next|past|last|previous|coming|upcoming|following|further|additional|business"
    r"|working|trading|straight|consecutive|full|whole|long|short|extra)(?=[ ][a-z])"
)
"""Words between a number and a time: "four straight days", "50 previous years"."""
_SUSPENDED = Pattern(
    r"-(?:,[ ][a-z\d]{1,9}-)*,?[ ](?:and|or|to)[ ](?:[a-z]{3,9}|\d{1,4})(?=-[a-z])", re.IGNORECASE
)
_PLUS_OR = Pattern(r"(?<![A-Za-z])plus[ -]or[ -]$", re.IGNORECASE)
_PHRASE_OF_DIGITS = Pattern(r"(?:24/7|50[/-]50|20/20)(?![\d/-])")
_CLOCK = Pattern(r"\d{1,3}:\d\d(?::\d\d)?(?:\.\d{1,3})?(?![\d:])")
"""A time on a clock that is no time of day, or it would have been read as one: "2:41 to play"."""
_MODEL_RUN = Pattern(r"[\w-]+")
_SOME_DAY = Pattern(
    r"(?<![A-Za-z])(?:will|would|could|may|might|can|should|he|she|they|we|I|you|it|and|to|that|if"
    r"|[’']ll|[’']d)[ ]$|(?:^|[.!?“\"\n][ ]?)$"
)
_GENERATION = Pattern(r"[2-6][Gg](?!\w)")
"""The mobile networks: "5G" is not five billion."""


def read_amount(text: str, at: int, floor: int) -> Amount | Skip | None:
    """Read the amount whose digits, number word or currency sign stand at `at`.

    Looks back no further than `floor`. A Skip tells how far a name made of digits goes.
    """
    if text[at] in SIGNS:
        return _after_sign(text, at, floor)
    numeral = read_numeral(text, at)
    if numeral is None:
        run = _DIGIT_RUN.match(text, at)
        return Skip(run.end()) if run else None
    currency = None
    if text[at].isdecimal() or text[at] == ".":
        currency = currency_word_before(text, numeral, floor)
        name = None if currency else _name(text, numeral)
        if name:
            return name
    return _with_sign(text, numeral, currency, floor)


def _after_sign(text: str, at: int, floor: int) -> Amount | Skip | None:
    """Read the number after a currency sign: "$ 75 million", "$-50.8bn"."""
    currency = currency_before(text, at, floor)
    gap = _AFTER_SIGN.match(text, currency.end)
    number_at = gap.end() if gap else currency.end
    numeral = read_numeral(text, number_at) if number_at < len(text) else None
    if numeral is None:
        run = _DIGIT_RUN.match(text, number_at)
        return Skip(run.end()) if run else None
    amount = _with_sign(text, numeral, currency, floor)
    if gap and gap["minus"] and isinstance(amount, Amount):
        return amount._replace(negative=True)
    return amount


def _name(text: str, numeral: Numeral) -> Skip | None:
    """Tell a phone number, a model or a list number from a number; see exclusions.py."""
    start, end = numeral.start, numeral.end
    before = text[start - 1 : start]
    if before.isdecimal():
        return Skip(end)
    following = text[end : end + 1]
    joins = following in _JOINS or numeral.style == "fraction"
    joined = _joined_name(text, numeral) if joins else None
    if joined:
        return joined
    if end - start <= _LONGEST_OF_A_PHONE and _DIGITS_SOON.match(text, end):
        phone = phone_end(text, start) or (
            phone_end(text, start - 1) if before in ("(", "+") else 0
        )
        if phone:
            return Skip(phone, "phone number")
    if before in _APART and not (following.isalnum() or following in _MAY_GO_ON):
        return Skip(end, "list number") if is_list_number(text, start, end) else None
    unit = read_unit(text, end, after_digits=True)
    glued = 0 if numeral.scale > 1 else glued_end(text, start, end, unit.end if unit else 0)
    if glued:
        run = _DIGIT_RUN.match(text, start)
        return Skip(max(unit.end if unit else glued, run.end() if run else 0), "model")
    if following.isupper():
        scaled = with_scale_letter(text, numeral)
        known = unit is not None or scaled is not numeral
        lettered = lettered_end(text, start, end, is_unit=known)
        if lettered:
            return Skip(lettered, "model")
    return Skip(end, "list number") if is_list_number(text, start, end) else None


_JOINS = (":", "/", "-")
_APART = ("", " ", "\n", "\u00a0")
_MAY_GO_ON = tuple("-.:/_×²³µμΩ°º′″‰")
_LONGEST_OF_A_PHONE = 4
"""Digits of the first part of a phone number."""
_DIGITS_SOON = Pattern(r"\)?[ .-]\d|-\d")


def _joined_name(text: str, numeral: Numeral) -> Skip | None:
    """Read "24/7", the clock "2:41" and the model "767-3", whose parts are no numbers."""
    start = numeral.start
    phrase = _PHRASE_OF_DIGITS.match(text, start)
    if phrase:
        return Skip(phrase.end(), "fixed phrase")
    clock = _CLOCK.match(text, start)
    if clock:
        return Skip(clock.end(), "clock")
    if numeral.plain and is_model_pair(text, start):
        run = _MODEL_RUN.match(text, start)
        return Skip(run.end() if run else numeral.end, "model")
    return None


def _with_sign(
    text: str, numeral: Numeral, currency: Currency | None, floor: int
) -> Amount | Skip | None:
    """Take in a minus before the number and whatever belongs to it after."""
    start = currency.start if currency else numeral.start
    sign = _NEGATIVE.search(text, max(floor, start - 10), start)
    if sign and _PLUS_OR.search(text, max(0, sign.start() - 8), sign.start()):
        sign = None
    if sign and sign.group()[0] in "-−–" and naming_word(text, sign.start()):
        return Skip(numeral.end, "name with a number")
    if currency:
        amount: Amount | Skip = sum_after_currency(text, currency, numeral, start)
    else:
        amount = _of_what(text, numeral)
    if sign and isinstance(amount, Amount):
        return amount._replace(start=sign.start(), negative=True)
    return amount


def _of_what(text: str, numeral: Numeral) -> Amount | Skip:
    """Ask each rule what the number is of; without an answer it is a bare number."""
    for rule in _RULES:
        amount = rule(text, numeral)
        if amount:
            return amount
    return Amount(numeral, numeral.start, numeral.end, "number", None, "number")


def _age(text: str, numeral: Numeral) -> Amount | None:
    """Read "50-year-old", "three weeks old"."""
    unit = age_after(text, numeral.end)
    return Amount(numeral, numeral.start, unit.end, "age", unit.name, "age") if unit else None


_FEET_AND_INCHES = Pattern(
    r"(?:['’′][ ]?|[-‐‑ ](?:foot|feet|ft\.?)[-‐‑ ])(?P<inches>1[01]|\d)(?!\d)"
    r"(?P<mark>[ ]?(?:[\"”″]|''|’’|in\b|inch(?:es)?\b))?"
)
_POSITION = Pattern(
    r"[ ]?°[ ]?(?P<minutes>[0-5]?\d(?:\.\d+)?)[ ]?[′'’](?:[ ]?(?P<seconds>[0-5]?\d(?:\.\d+)?)"
    r"[ ]?(?:[″\"”]|'')|(?!\d))(?:[ ]?[NSEW](?![A-Za-z]))?"
)
_BEFORE_INCHES = ("'", "’", "′", "°", " °", "-f", "‐f", "‑f", " f")
_TALLEST = 9
"""Feet with inches behind them; nobody is taller, and a larger number is something else."""


def _feet_and_inches(text: str, numeral: Numeral) -> Amount | None:
    """Read "5′ 11″" and "6-foot-2" in feet, and "32° 34′ S" in degrees."""
    if not text.startswith(_BEFORE_INCHES, numeral.end):
        return None
    position = _POSITION.match(text, numeral.end)
    if position and numeral.value is not None:
        seconds = float(position["seconds"] or 0)
        value = numeral.value + float(position["minutes"]) / 60 + seconds / 3600
        whole = numeral._replace(value=exact(value), plain=False)
        return Amount(whole, numeral.start, position.end(), "measure", "degree", "position")
    found = _FEET_AND_INCHES.match(text, numeral.end) if numeral.value else None
    if found is None or not numeral.value or numeral.value > _TALLEST or numeral.scale != 1:
        return None
    quoted = text[numeral.end] in "'’′"
    if quoted and not (numeral.plain and (found["mark"] or text[numeral.end] != "’")):
        return None
    whole = numeral._replace(value=exact(numeral.value + int(found["inches"]) / 12), plain=False)
    return Amount(whole, numeral.start, found.end(), "measure", "foot", "compound measure")


def _percent(text: str, numeral: Numeral) -> Amount | None:
    """Read "4.6%", "five percentage points"."""
    unit = percent_after(text, numeral.end)
    if unit is None:
        return None
    return Amount(numeral, numeral.start, unit.end, "percent", unit.name, "percent")


def _measure(text: str, numeral: Numeral) -> Amount | Skip | None:
    """Read "27 km", "a five-year term", "52,000 barrels a day", "four-, five-cylinder"."""
    end = numeral.end
    digits = numeral.style in ("digits", "fraction")
    unit = (
        _suspended_unit(text, end)
        or read_unit(text, end, after_digits=digits)
        or _unit_farther_on(text, numeral)
    )
    if unit is None:
        return None
    if numeral.plain and unit.end - end == 1 and is_named(text, numeral.start):
        return Skip(unit.end, "name with a number")
    if (
        unit.name == "day"
        and numeral.value == 1
        and _SOME_DAY.search(text, max(0, numeral.start - 12), numeral.start)
    ):
        return Skip(unit.end, "fixed phrase")
    if unit.name in TIME_UNITS:
        return Amount(numeral, numeral.start, unit.end, "duration", unit.name, "duration")
    per = read_per(text, unit.end) if " per " not in unit.name else None
    if per:
        unit = Unit(f"{unit.name} per {per.name}", per.end)
    closing = 1 if text[unit.end : unit.end + 1] in ("]", ">") else 0
    return Amount(numeral, numeral.start, unit.end + closing, "measure", unit.name, "measure")


def _unit_farther_on(text: str, numeral: Numeral) -> Unit | None:
    """Read the unit behind a few words: "1/16 of a US pint", "four straight days"."""
    between = _BEFORE_UNIT.match(text, numeral.end)
    if (
        between
        and between.group()
        and (numeral.style in ("vague", "fraction") or not between["of"])
    ):
        unit = read_unit(text, between.end(), after_digits=False)
        if unit:
            return unit
    between = _BEFORE_TIME.match(text, numeral.end)
    unit = read_unit(text, between.end(), after_digits=False) if between else None
    several = unit is not None and unit.name in TIME_UNITS and text[unit.end - 1] == "s"
    return unit if several else None


def _suspended_unit(text: str, end: int) -> Unit | None:
    """Read the unit that a later number names: "four-, five- and six-cylinder engines"."""
    found = _SUSPENDED.match(text, end)
    unit = read_unit(text, found.end(), after_digits=False) if found else None
    return Unit(unit.name, end) if unit else None


def _scale(text: str, numeral: Numeral) -> Amount | None:
    """Read the letter of a bare large number: "4.3M sales", "10G"."""
    lettered = with_scale_letter(text, numeral) if numeral.scale == 1 else numeral
    if lettered is numeral or _GENERATION.match(text, numeral.start):
        return None
    return Amount(lettered, lettered.start, lettered.end, "number", None, "number")


_RULES: tuple[Callable[[str, Numeral], Amount | Skip | None], ...] = (
    _age,
    _feet_and_inches,
    _percent,
    sum_before_currency,
    exchange_rate,
    _measure,
    _scale,
)
