"""From a number to a figure: its sign, currency or unit, range, and what it counts.

`read_quantity` is asked where a digit, a number word or a currency sign stands. It reads the
number, then asks one rule after another what the number is of; the first that answers names
the figure's rule.
"""

import re
from typing import NamedTuple

from annotations.span import Span
from reader.detectors.figures.ages import (
    age_after,
    age_word_before,
    is_age_in_apposition,
    is_age_of_person,
)
from reader.detectors.figures.approximators import (
    Approximation,
    approximator_after,
    approximator_before,
    direction_before,
)
from reader.detectors.figures.counting import read_counted, read_whole, singular
from reader.detectors.figures.currencies import SIGNS
from reader.detectors.figures.draft import Draft
from reader.detectors.figures.exclusions import (
    glued_end,
    has_naming_word,
    is_address,
    is_list_number,
    is_model,
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
from reader.detectors.figures.percentages import percent_after, percent_before
from reader.detectors.figures.ratios import read_out_of, read_score, read_share
from reader.detectors.figures.unit_names import TIME_UNITS, WORDS
from reader.detectors.figures.units import Unit, read_per, read_unit
from reader.detectors.marks import FigureForm, Number


class Skip(NamedTuple):
    """No figure here; reading goes on at `end`."""

    end: int


def read_share_of(text: str, at: int, floor: int) -> Draft | None:
    """Read "half of the voters", "nearly a third" with what it is a share of."""
    share = read_share(text, at, floor)
    if share is None:
        return None
    draft = Draft(share.start, share.end, "number", "share", value=share.value)
    draft.counts = read_whole(text, share.end)
    _add_relation(text, draft, floor)
    return draft


class _Amount(NamedTuple):
    """A number with the money, percent sign, age or unit that belongs to it."""

    numeral: Numeral
    start: int
    end: int
    form: FigureForm
    unit: str | None
    rule: str
    negative: bool


_NEGATIVE = re.compile(
    r"(?:(?:^|(?<![\w)\]\s-])|(?<=\n)|(?<=^ ))[-−–][ ]|(?<![\w)\]])[-−–]"
    r"|(?<![A-Za-z])(?:minus|negative)[ -])$",
    re.IGNORECASE,
)
_DIGIT_RUN = re.compile(r"\d(?:[\d,.]*\d)?")
"""All of a row of digits that is too long for a number, or part of a name."""
_PLUS_SIGN = re.compile(r"(?<![\w)])\+$")
_SEPARATOR = re.compile(
    r"(?P<dash>[ ]?[-–—~][ ]?)|[ \n](?P<word>to|and|or|through|till|until)[ \n](?:about "
    r"|around |nearly |as much as |as many as |up to )?"
)
_BETWEEN = re.compile(
    r"(?<![A-Za-z])between[ ](?:about |roughly |an estimated |just )?$", re.IGNORECASE
)
_FROM = re.compile(
    r"(?<![A-Za-z])from[ ](?:about |roughly |up to |just |around |nearly )?$", re.IGNORECASE
)
_ONE_BEFORE = re.compile(
    r"(?<![A-Za-z])(?:no|any|every|some|the|this|that|another|each|which|new|big|only|last"
    r"|next|good|little|loved|not|old|young|former|latter|right|wrong|same|number|day|first)[ -]$",
    re.IGNORECASE,
)
_BEFORE_UNIT = re.compile(
    r"(?:[ ]of(?:[ ]an?)?(?:[ ](?:US|U\.S\.|UK|imperial))?|[ ](?:US|U\.S\.|UK"
    r"|imperial))(?=[ ][a-z])"
)
"""Words between a number and its unit: "1/16 of a US pint", "millions of miles"."""
_BEFORE_TIME = re.compile(
    r"[ ](?:more|next|past|last|previous|coming|upcoming|following|further|additional|business"
    r"|working|trading|straight|consecutive|full|whole|long|short|extra)(?=[ ][a-z])"
)
"""Words between a number and a time: "four straight days", "50 previous years"."""
_PENCE = re.compile(r"p(?![\w/])")
_SUSPENDED = re.compile(
    r"-(?:,[ ][a-z\d]{1,9}-)*,?[ ](?:and|or|to)[ ](?:[a-z]{3,9}|\d{1,4})(?=-[a-z])", re.IGNORECASE
)
_SECOND_PART = re.compile(r",?[ ](?:and[ ])?(?=\d|[a-z])")
_INCHES_AFTER = re.compile(r"(?:,?[ ](?:and[ ])?)?(1?\d)[ -]?(?:in\b|\"|″|inch(?:es)?\b)")
_SMALLER_UNITS: dict[str, dict[str, float]] = {
    "foot": {"inch": 1 / 12},
    "stone": {"pound": 1 / 14},
    "pound": {"ounce": 1 / 16},
    "yard": {"foot": 1 / 3},
}
_CENTS_AFTER = re.compile(r"[ ](\d\d)(?![\d%A-Za-z]|[.,]\d|[ ]?[$€£¥]|[ ](?:[a-z]+s\b|per|usd))")
_GENERATION = re.compile(r"[2-6][Gg](?!\w)")


def read_quantity(text: str, at: int, floor: int) -> Draft | Skip | None:
    """Read the figure whose number or currency sign stands at `at`.

    Looks back no further than `floor`, the end of the figure before.
    """
    amount = _read_amount(text, at, floor)
    if amount is None or isinstance(amount, Skip):
        return amount
    numeral = amount.numeral
    if amount.form == "number":
        name = _name_end(text, amount)
        if name:
            return Skip(name)
    draft = _as_range(text, amount, floor) or _as_ratio_or_score(text, amount)
    if draft is None:
        draft = _plain_draft(amount)
        if draft.form == "measure":
            _add_smaller_unit(text, draft)
    if draft.form in ("number", "range") and draft.unit is None:
        _add_counted(text, numeral, draft)
        if _is_no_figure(text, numeral, draft):
            return Skip(numeral.end)
    elif draft.form == "percent":
        draft.counts = read_whole(text, draft.end)
    _add_relation(text, draft, floor)
    return draft


def _read_amount(text: str, at: int, floor: int) -> _Amount | Skip | None:
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
        phone = phone_end(text, at) or (phone_end(text, at - 1) if text[at - 1 : at] == "(" else 0)
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
) -> _Amount | Skip:
    if currency:
        numeral = with_scale_letter(text, numeral)
        return _money(text, numeral, currency, start, numeral.end, negative)
    end = numeral.end
    age = age_after(text, end)
    if age:
        return _Amount(numeral, start, age.end, "age", age.name, "age", negative)
    percent = percent_after(text, end)
    if percent:
        return _Amount(numeral, start, percent.end, "percent", percent.name, "percent", negative)
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
        return _Amount(numeral, start, end + 1, "money", "penny", "money", negative)
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
            return _Amount(lettered, start, lettered.end, "number", None, "number", negative)
    if unit is None:
        return _Amount(numeral, start, end, "number", None, "number", negative)
    if numeral.plain and unit.end - end == 1 and is_named(text, numeral.start):
        return Skip(unit.end)
    form: FigureForm = "duration" if unit.name in TIME_UNITS else "measure"
    per = read_per(text, unit.end) if form == "measure" and " per " not in unit.name else None
    if per:
        unit = Unit(f"{unit.name} per {per.name}", per.end)
    unit_end = unit.end + 1 if text[unit.end : unit.end + 1] in ("]", ">") else unit.end
    return _Amount(numeral, start, unit_end, form, unit.name, form, negative)


def _suspended_unit(text: str, end: int) -> Unit | None:
    """Read the unit that a later number names: "four-, five- and six-cylinder engines"."""
    found = _SUSPENDED.match(text, end)
    unit = read_unit(text, found.end(), after_digits=False) if found else None
    return Unit(unit.name, end) if unit else None


def _money(
    text: str, numeral: Numeral, currency: Currency, start: int, end: int, negative: bool
) -> _Amount:
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
    return _Amount(numeral, start, end, "money", code, "money", negative)


def _cents_after(text: str, currency: Currency, end: int) -> tuple[int, int] | None:
    """Read the cents after a sum in words: "15 dollars 50", "ten dollars and five cents"."""
    if currency.code in ("cent", "penny", "sen") or not text[currency.end - 1].isalpha():
        return None
    digits = _CENTS_AFTER.match(text, end)
    if digits:
        return int(digits[1]), digits.end()
    joint = _SECOND_PART.match(text, end)
    number = read_numeral(text, joint.end()) if joint else None
    if number is None or not isinstance(number.value, int) or not 0 < number.value < 100:
        return None
    named = currency_after(text, number.end, large=False)
    if named:
        return (number.value, named.end) if named.code in ("cent", "penny") else None
    spoken = number.style == "words" and number.value > 9 and not text[number.end :].strip(" .,;!?")
    return (number.value, number.end) if spoken else None


_MILLION = {"million": 10**6, "billion": 10**9, "trillion": 10**12}
_MILLION_AFTER = re.compile(r"[ ](million|billion|trillion)(?![A-Za-z])")


def _million_after(text: str, end: int) -> tuple[int, int] | None:
    found = _MILLION_AFTER.match(text, end)
    return (_MILLION[found[1]], found.end()) if found else None


def _name_end(text: str, amount: _Amount) -> int:
    """Return where a name made of digits ends, or 0: addresses, "Flight 370"."""
    numeral = amount.numeral
    if not numeral.plain:
        return 0
    if is_address(text, numeral.start, numeral.end):
        return numeral.end
    if has_naming_word(text, numeral.start):
        return numeral.end
    return 0


def _plain_draft(amount: _Amount) -> Draft:
    numeral = amount.numeral
    draft = Draft(amount.start, amount.end, amount.form, amount.rule, unit=amount.unit)
    if numeral.style == "vague":
        draft.low, draft.high = numeral.low, numeral.high
        draft.rule = "vague " + amount.rule
    else:
        draft.value = _signed(numeral.value, amount.negative)
        if numeral.style == "ordinal":
            draft.form, draft.rule = "ordinal", "ordinal in words"
    return draft


def _signed(value: Number | None, negative: bool) -> Number | None:
    return -value if negative and value is not None else value


def _as_range(text: str, amount: _Amount, floor: int) -> Draft | None:
    """Read "5 to 10 miles", "$3 billion to $5 billion", "between 5% and 6%", "15-22 mph"."""
    if text[amount.end : amount.end + 1] not in (" ", "-", "–", "—", "~", "\n"):
        return None
    separator = _SEPARATOR.match(text, amount.end)
    if separator is None or amount.numeral.value is None:
        return None
    second_at = separator.end()
    if second_at >= len(text):
        return None
    second = _second_amount(text, second_at)
    if second is None or second.numeral.value is None:
        return None
    first_value = _signed(amount.numeral.value, amount.negative)
    second_value = _signed(second.numeral.value, second.negative)
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


def _second_amount(text: str, at: int) -> _Amount | None:
    amount = _read_amount(text, at, at)
    if isinstance(amount, _Amount) and amount.numeral.style in ("digits", "words", "fraction"):
        return amount
    if text[at] in "-−" and text[at + 1 : at + 2].isdecimal():
        amount = _read_amount(text, at + 1, at)
        return amount if isinstance(amount, _Amount) else None
    currency = re.compile(r"(?:[A-Z]{1,3}|U\.S\.) ?(?=[$£€\d])").match(text, at)
    if currency:
        amount = _read_amount(text, currency.end(), at)
        if isinstance(amount, _Amount) and amount.form == "money":
            return amount
    return None


def _makes_range(
    text: str,
    first: _Amount,
    second: _Amount,
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


def _as_ratio_or_score(text: str, amount: _Amount) -> Draft | None:
    """Read "one in five", "two out of three", and the score "2-0"."""
    numeral = amount.numeral
    if amount.form != "number" or numeral.value is None or numeral.style not in ("digits", "words"):
        return None
    share = read_out_of(text, numeral.end, float(numeral.value))
    if share:
        return Draft(amount.start, share.end, "number", "ratio", value=share.value)
    if numeral.plain and numeral.end - numeral.start < 4:
        score = read_score(text, numeral.start, numeral.end)
        if score and is_address(text, numeral.start, score[1]):
            return None
        if score:
            pair = sorted((int(numeral.value), score[0]))
            return Draft(amount.start, score[1], "range", "score", low=pair[0], high=pair[1])
    return None


def _add_smaller_unit(text: str, draft: Draft) -> None:
    """Read on in "5 feet 10 inches", "5 ft 2 in", "11 stone 4 pounds"."""
    smaller = _SMALLER_UNITS.get(draft.unit or "")
    if not smaller or draft.value is None:
        return
    inches = _INCHES_AFTER.match(text, draft.end) if draft.unit == "foot" else None
    if inches:
        draft.value = exact(draft.value + int(inches[1]) / 12)
        draft.end, draft.rule = inches.end(), "compound measure"
        return
    joint = _SECOND_PART.match(text, draft.end)
    second = _second_amount(text, joint.end()) if joint else None
    if second and second.unit in smaller and second.numeral.value is not None:
        draft.value = exact(draft.value + second.numeral.value * smaller[second.unit])
        draft.end, draft.rule = second.end, "compound measure"


def _add_counted(text: str, numeral: Numeral, draft: Draft) -> None:
    if draft.rule == "score" or draft.form == "ordinal":
        return
    if numeral.value is not None and text[draft.start - 1 : draft.start] == " ":
        word = age_word_before(text, draft.start, max(0, draft.start - 16))
        if word is not None and 0 < numeral.value <= 122:
            draft.form, draft.unit, draft.rule, draft.start = "age", "year of age", "aged", word
            return
    one = numeral.value == 1 or draft.rule == "ratio"
    counted = read_counted(text, draft.end, one=one)
    if counted is None and numeral.style == "fraction":
        draft.counts = read_whole(text, draft.end)
        draft.rule = "share" if draft.counts else draft.rule
        return
    if counted is None:
        after = approximator_after(text, draft.end)
        counted = read_counted(text, after.end) if after else None
    if counted is None:
        counted = _hyphenated_noun(text, draft)
    if counted is not None:
        draft.counts, draft.unit = counted.span, counted.unit
        draft.rule = "count" if draft.form == "number" else draft.rule
        common = counted.span.of(text).endswith(counted.head)
        name = WORDS.get(singular(counted.head)) if counted.head and common else None
        if name and counted.unit is None:
            draft.unit = name
        per = read_per(text, counted.span.end)
        if per:
            noun = draft.unit or singular_phrase(counted.span.of(text))
            draft.unit, draft.end = f"{noun} per {per.name}", max(draft.end, draft.end)
        return
    if numeral.value is None:
        return
    if numeral.plain and is_age_in_apposition(text, numeral.start, numeral.end, numeral.value):
        draft.form, draft.unit, draft.rule = "age", "year of age", "age after a name"
    elif is_age_of_person(text, draft.start, draft.end, numeral.value):
        draft.form, draft.unit, draft.rule = "age", "year of age", "age of a person"


def singular_phrase(words: str) -> str:
    """Return a noun group with its last word in the singular."""
    head, gap, last = words.rpartition(" ")
    return head + gap + singular(last)


_HYPHENATED = re.compile(
    r"[-‐‑](?!year|month|day|week|hour|minute|fold|time|old|plus|odd|something|one"
    r"|a-)([a-z]{3,20})(?![\w])"
)


def _hyphenated_noun(text: str, draft: Draft):  # type: ignore[no-untyped-def]
    from reader.detectors.figures.counting import Counted

    found = _HYPHENATED.match(text, draft.end)
    if found is None or found[1] in ("and", "with", "the"):
        return None
    return Counted(Span(*found.span(1)), None, found[1])


def _is_no_figure(text: str, numeral: Numeral, draft: Draft) -> bool:
    if draft.form in ("age", "ordinal") or draft.rule in ("ratio", "range", "score"):
        return False
    if draft.counts is not None:
        if numeral.value == 1 and draft.counts.of(text) == "another":
            return True
        if numeral.value == 1 and numeral.style == "words":
            return bool(_ONE_BEFORE.search(text, max(0, draft.start - 10), draft.start))
        return False
    if numeral.style == "words" and numeral.value == 1:
        return (
            not (
                text.startswith(" of ", numeral.end)
                and not _ONE_BEFORE.search(text, max(0, draft.start - 10), draft.start)
            )
            and len(text.strip()) > 3
        )
    return numeral.plain and (
        is_named(text, numeral.start) or is_model(text, numeral.start, numeral.end)
    )


def _add_relation(text: str, draft: Draft, floor: int) -> None:
    percent_word = percent_before(text, draft.start, floor) if draft.form == "number" else None
    if percent_word is not None:
        draft.form, draft.unit, draft.start = "percent", "percent", percent_word
        draft.rule = "percent before number"
    before = approximator_before(text, draft.start, floor)
    after = approximator_after(text, draft.end)
    if before:
        draft.approximate(before)
    elif after:
        draft.approximate(after)
    if text[max(floor, draft.start - 4) : draft.start].lower() == "sub-":
        draft.approximate(Approximation("<", draft.start - 4, draft.start - 1))
    if draft.relation == "=" and draft.form in ("percent", "money", "measure", "number"):
        if _PLUS_SIGN.search(text, max(floor, draft.start - 2), draft.start):
            draft.start -= 1
            draft.relation = "up"
            return
        if draft.counts is not None and text[max(0, draft.start - 3) : draft.start] != "by ":
            return
        share = draft.form == "percent"
        direction = direction_before(text, draft.start, floor, share=share)
        if direction:
            draft.relation = direction
