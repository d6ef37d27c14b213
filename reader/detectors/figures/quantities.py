"""From a number to a figure: its sign, currency or unit, range, and what it counts.

`read_quantity` is asked where a digit, a number word or a currency sign stands. It reads the
number, then asks one rule after another what the number is of; the first that answers names
the figure's rule.
"""

import re

from annotations.span import Span
from reader.detectors.figures.ages import age_word_before, is_age_in_apposition, is_age_of_person
from reader.detectors.figures.amounts import SECOND_PART, Amount, Skip, read_amount, signed
from reader.detectors.figures.approximators import (
    Approximation,
    approximator_after,
    approximator_before,
    direction_before,
)
from reader.detectors.figures.counting import Counted, read_counted, read_whole, singular
from reader.detectors.figures.draft import Draft
from reader.detectors.figures.exclusions import has_naming_word, is_address, is_model, is_named
from reader.detectors.figures.numerals import Numeral, exact
from reader.detectors.figures.patterns import Pattern
from reader.detectors.figures.percentages import percent_before
from reader.detectors.figures.ranges import read_range, second_amount
from reader.detectors.figures.ratios import read_out_of, read_score, read_share
from reader.detectors.figures.unit_names import WORDS
from reader.detectors.figures.units import read_per

_HANDFUL = Pattern(r"(?<![A-Za-z])a (?P<word>handful|couple) of(?=[ ])", re.IGNORECASE)


def read_handful(text: str, at: int, floor: int) -> Draft | None:
    """Read "a handful of" and "a couple of" with what they count; only a couple has a value."""
    found = _HANDFUL.match(text, at - 2) if at - 2 >= floor else None
    counted = read_counted(text, found.end() - 3) if found else None
    if found is None or counted is None:
        return None
    draft = Draft(found.start(), found.end() - 3, "number", "handful", relation="~")
    draft.value = 2 if found["word"].lower() == "couple" else None
    draft.counts, draft.unit = counted.span, counted.unit
    return draft


def read_share_of(text: str, at: int, floor: int) -> Draft | None:
    """Read "half of the voters", "nearly a third" with what it is a share of."""
    share = read_share(text, at, floor)
    if share is None:
        return None
    draft = Draft(share.start, share.end, "number", "share", value=share.value)
    draft.counts = read_whole(text, share.end)
    _add_relation(text, draft, floor)
    return draft


_PLUS_SIGN = Pattern(r"(?<![\w)])\+$")


_ONE_BEFORE = Pattern(
    r"(?<![A-Za-z])(?:no|any|every|some|the|this|that|another|each|which|new|big|only|last"
    r"|next|good|little|loved|not|old|young|former|latter|right|wrong|same|number|day|first)[ -]$",
    re.IGNORECASE,
)


_INCHES_AFTER = Pattern(r"(?:,?[ ](?:and[ ])?)?(1?\d)[ -]?(?:in\b|\"|″|inch(?:es)?\b)")


_SMALLER_UNITS: dict[str, dict[str, float]] = {
    "foot": {"inch": 1 / 12},
    "stone": {"pound": 1 / 14},
    "pound": {"ounce": 1 / 16},
    "yard": {"foot": 1 / 3},
}


def read_quantity(text: str, at: int, floor: int) -> Draft | Skip | None:
    """Read the figure whose number or currency sign stands at `at`.

    Looks back no further than `floor`, the end of the figure before.
    """
    amount = read_amount(text, at, floor)
    if amount is None or isinstance(amount, Skip):
        return amount
    numeral = amount.numeral
    if amount.form == "number":
        name = _name_end(text, amount)
        if name:
            return Skip(name)
    draft = read_range(text, amount, floor) or _as_ratio_or_score(text, amount)
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


def _name_end(text: str, amount: Amount) -> int:
    """Return where a name made of digits ends, or 0: addresses, "Flight 370"."""
    numeral = amount.numeral
    if not numeral.plain:
        return 0
    if is_address(text, numeral.start, numeral.end):
        return numeral.end
    if has_naming_word(text, numeral.start):
        return numeral.end
    return 0


def _plain_draft(amount: Amount) -> Draft:
    numeral = amount.numeral
    draft = Draft(amount.start, amount.end, amount.form, amount.rule, unit=amount.unit)
    if numeral.style == "vague":
        draft.low, draft.high = numeral.low, numeral.high
        draft.rule = "vague " + amount.rule
    else:
        draft.value = signed(numeral.value, amount.negative)
        if numeral.style == "ordinal":
            draft.form, draft.rule = "ordinal", "ordinal in words"
    return draft


def _as_ratio_or_score(text: str, amount: Amount) -> Draft | None:
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
    joint = SECOND_PART.match(text, draft.end)
    second = second_amount(text, joint.end()) if joint else None
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


_HYPHENATED = Pattern(
    r"[-‐‑](?!year|month|day|week|hour|minute|fold|time|old|plus|odd|something|one"
    r"|a-)([a-z]{3,20})(?![\w])"
)


def _hyphenated_noun(text: str, draft: Draft):  # type: ignore[no-untyped-def]
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


def _may_move(text: str, draft: Draft) -> bool:
    """Tell whether counted things can go up and down: points do, and all after "by"."""
    points = draft.counts is not None and draft.counts.of(text).endswith(("points", "places"))
    return points or text[max(0, draft.start - 3) : draft.start] == "by "


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
        if draft.counts is not None and not _may_move(text, draft):
            return
        share = draft.form == "percent"
        direction = direction_before(text, draft.start, floor, share=share)
        if direction:
            draft.relation = direction
