"""An amount: a number with its sign and the money, percent sign, age or unit it is of."""

import re
from typing import NamedTuple

from reader.detectors.figures.ages import age_after
from reader.detectors.figures.currencies import SIGNS
from reader.detectors.figures.exclusions import (
    glued_end,
    has_naming_word,
    is_list_number,
    is_named,
    phone_end,
)
from reader.detectors.figures.money import (
    Currency,
    currency_after,
    currency_before,
    currency_word_before,
    rate_name,
)
from reader.detectors.figures.numerals import Numeral, exact, read_numeral, with_scale_letter
from reader.detectors.figures.patterns import Pattern
from reader.detectors.figures.percentages import percent_after
from reader.detectors.figures.unit_names import TIME_UNITS
from reader.detectors.figures.units import Unit, read_per, read_unit
from reader.detectors.marks import FigureForm, Number


class Skip(NamedTuple):
    """No figure here; reading goes on at `end`."""

    end: int


class Amount(NamedTuple):
    """A number with the money, percent sign, age or unit that belongs to it."""

    numeral: Numeral
    start: int
    end: int
    form: FigureForm
    unit: str | None
    rule: str
    negative: bool


_NEGATIVE = Pattern(
    r"(?:(?:^|(?<![\w)\]\s-])|(?<=\n)|(?<=^ ))[-−–][ ]|(?<![\w)\]])[-−–]"
    r"|(?<![A-Za-z])(?:minus|negative)[ -])$",
    re.IGNORECASE,
)


_DIGIT_RUN = Pattern(r"\d(?:[\d,.]*\d)?")
"""All of a row of digits that is too long for a number, or part of a name."""


_BEFORE_UNIT = Pattern(
    r"(?:[ ]of(?:[ ]an?)?(?:[ ](?:US|U\.S\.|UK|imperial))?|[ ](?:US|U\.S\.|UK"
    r"|imperial))(?=[ ][a-z])"
)
"""Words between a number and its unit: "1/16 of a US pint", "millions of miles"."""


_BEFORE_TIME = Pattern(
    r"[ ](?:more|next|past|last|previous|coming|upcoming|following|further|additional|business"
    r"|working|trading|straight|consecutive|full|whole|long|short|extra)(?=[ ][a-z])"
)
"""Words between a number and a time: "four straight days", "50 previous years"."""


_PENCE = Pattern(r"p(?![\w/])")


_SUSPENDED = Pattern(
    r"-(?:,[ ][a-z\d]{1,9}-)*,?[ ](?:and|or|to)[ ](?:[a-z]{3,9}|\d{1,4})(?=-[a-z])", re.IGNORECASE
)


_CENTS_AFTER = Pattern(r"[ ](\d\d)(?![\d%A-Za-z]|[.,]\d|[ ]?[$€£¥]|[ ](?:[a-z]+s\b|per|usd))")


SECOND_PART = Pattern(r",?[ ](?:and[ ])?(?=\d|[a-z])")


_GENERATION = Pattern(r"[2-6][Gg](?!\w)")


_MILLION = {"million": 10**6, "billion": 10**9, "trillion": 10**12}


_MILLION_AFTER = Pattern(r"[ ](million|billion|trillion)(?![A-Za-z])")


def read_amount(text: str, at: int, floor: int) -> Amount | Skip | None:
    """Read sign, currency, number and the unit after it."""
    currency: Currency | None = None
    number_at, negative = at, False
    if text[at] in SIGNS:
        currency = currency_before(text, at, floor)
        number_at = currency.end
        while text[number_at : number_at + 1] in (" ", "\u00a0") and number_at - at < 6:
            number_at += 1
        if text[number_at : number_at + 1] in ("-", "−"):
            negative, number_at = True, number_at + 1
    numeral = read_numeral(text, number_at) if number_at < len(text) else None
    if numeral is None:
        run = _DIGIT_RUN.match(text, number_at)
        return Skip(run.end()) if run else None
    if currency is None and numeral.style == "digits":
        if text[at - 1 : at].isdecimal():
            return Skip(numeral.end)
        phone = phone_end(text, at) or (
            phone_end(text, at - 1) if text[at - 1 : at] in ("(", "+") else 0
        )
        if phone and not (numeral.end - at > 4):
            return Skip(phone)
        currency = currency_word_before(text, at, floor)
        if currency is None:
            after = read_unit(text, numeral.end, after_digits=True)
            glued = glued_end(text, numeral.start, numeral.end, after.end if after else 0)
            if glued:
                run = _DIGIT_RUN.match(text, at)
                return Skip(max(after.end if after else glued, run.end() if run else 0))
            if is_list_number(text, numeral.start, numeral.end):
                return Skip(numeral.end)
    start = currency.start if currency else numeral.start
    sign = _NEGATIVE.search(text, max(floor, start - 10), start)
    if sign and sign.group()[0] in "-−–" and has_naming_word(text, sign.start()):
        return Skip(numeral.end)
    if sign:
        start, negative = sign.start(), True
    return _with_unit(text, numeral, currency, start, negative)


def _with_unit(
    text: str, numeral: Numeral, currency: Currency | None, start: int, negative: bool
) -> Amount | Skip:
    if currency:
        numeral = with_scale_letter(text, numeral)
        return _money(text, numeral, currency, start, numeral.end, negative)
    end = numeral.end
    age = age_after(text, end)
    if age:
        return Amount(numeral, start, age.end, "age", age.name, "age", negative)
    percent = percent_after(text, end)
    if percent:
        return Amount(numeral, start, percent.end, "percent", percent.name, "percent", negative)
    large = numeral.scale >= 1000 or bool(numeral.value and numeral.value >= 1000)
    after = currency_after(text, end, large=large or numeral.style == "vague", scale=numeral.scale)
    if after is None and numeral.scale == 1:
        lettered = with_scale_letter(text, numeral)
        if lettered is not numeral:
            after = currency_after(text, lettered.end, large=True, scale=lettered.scale)
            numeral = lettered if after else numeral
    if after is None and numeral.style == "vague" and text.startswith(" of ", end):
        after = currency_after(text, end + 3, large=True, scale=10**6)
    if after:
        return _money(text, numeral, after, start, after.end, negative)
    if numeral.style == "digits" and _PENCE.match(text, end):
        return Amount(numeral, start, end + 1, "money", "penny", "money", negative)
    unit = _suspended_unit(text, end) or read_unit(
        text, end, after_digits=numeral.style in ("digits", "fraction")
    )
    if unit is None:
        between = _BEFORE_UNIT.match(text, end)
        if between and (numeral.style in ("vague", "fraction") or " of" not in between.group()):
            unit = read_unit(text, between.end(), after_digits=False)
        between = _BEFORE_TIME.match(text, end) if unit is None else None
        if between:
            unit = read_unit(text, between.end(), after_digits=False)
            times = unit is not None and unit.name in TIME_UNITS and text[unit.end - 1] == "s"
            unit = unit if times else None
    if unit is None and numeral.scale == 1:
        lettered = with_scale_letter(text, numeral)
        if lettered is not numeral and not _GENERATION.match(text, numeral.start):
            return Amount(lettered, start, lettered.end, "number", None, "number", negative)
    if unit is None:
        return Amount(numeral, start, end, "number", None, "number", negative)
    if numeral.plain and unit.end - end == 1 and is_named(text, numeral.start):
        return Skip(unit.end)
    form: FigureForm = "duration" if unit.name in TIME_UNITS else "measure"
    per = read_per(text, unit.end) if form == "measure" and " per " not in unit.name else None
    if per:
        unit = Unit(f"{unit.name} per {per.name}", per.end)
    unit_end = unit.end + 1 if text[unit.end : unit.end + 1] in ("]", ">") else unit.end
    return Amount(numeral, start, unit_end, form, unit.name, form, negative)


def _suspended_unit(text: str, end: int) -> Unit | None:
    """Read the unit that a later number names: "four-, five- and six-cylinder engines"."""
    found = _SUSPENDED.match(text, end)
    unit = read_unit(text, found.end(), after_digits=False) if found else None
    return Unit(unit.name, end) if unit else None


def _money(
    text: str, numeral: Numeral, currency: Currency, start: int, end: int, negative: bool
) -> Amount:
    code = currency.code
    value = numeral.value
    if len(code) == 4 and code.startswith("M"):
        code = code[1:]
        numeral = numeral._replace(value=exact((value or 0) * 10**6), scale=10**6)
    elif currency.start >= numeral.end:
        more = _million_after(text, end)
        if more and value is not None:
            numeral, end = numeral._replace(value=exact(value * more[0]), scale=more[0]), more[1]
        else:
            cents = _cents_after(text, currency, end)
            if cents and isinstance(value, int) and numeral.scale == 1:
                numeral, end = numeral._replace(value=value + cents[0] / 100), cents[1]
    elif text[end : end + 4] in (" USD", " AUD", " CAD", " US", " EUR", " GBP") and text[
        end + 4 : end + 5
    ] in ("", " ", ".", ",", ")"):
        end += 4
    elif text[end : end + 3] == " US" and text[end + 3 : end + 4] in ("", ".", ",", ")", " "):
        end += 3
    per = read_per(text, end)
    if per:
        code, end = f"{rate_name(code)} per {per.name}", per.end
    return Amount(numeral, start, end, "money", code, "money", negative)


def _cents_after(text: str, currency: Currency, end: int) -> tuple[int, int] | None:
    """Read the cents after a sum in words: "15 dollars 50", "ten dollars and five cents"."""
    if currency.code in ("cent", "penny", "sen") or not text[currency.end - 1].isalpha():
        return None
    digits = _CENTS_AFTER.match(text, end)
    if digits:
        return int(digits[1]), digits.end()
    joint = SECOND_PART.match(text, end)
    number = read_numeral(text, joint.end()) if joint else None
    if number is None or not isinstance(number.value, int) or not 0 < number.value < 100:
        return None
    named = currency_after(text, number.end, large=False)
    if named:
        return (number.value, named.end) if named.code in ("cent", "penny") else None
    spoken = number.style == "words" and number.value > 9 and not text[number.end :].strip(" .,;!?")
    return (number.value, number.end) if spoken else None


def _million_after(text: str, end: int) -> tuple[int, int] | None:
    found = _MILLION_AFTER.match(text, end)
    return (_MILLION[found[1]], found.end()) if found else None


def signed(value: Number | None, negative: bool) -> Number | None:
    """Return the value with its sign."""
    return -value if negative and value is not None else value
