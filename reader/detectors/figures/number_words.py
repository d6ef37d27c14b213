"""Number words as they are spelled in English, and how a run of them adds up.

`read_number_words` walks word by word, so its cost is the length of the run it reads. It
also reads what ends in an ordinal or a fraction ("twenty-first", "two thirds"), because only
the last word tells which of the three it is.
"""

import re
from typing import Literal, NamedTuple, TypeAlias

from reader.detectors.figures.patterns import Pattern

Kind: TypeAlias = Literal["cardinal", "ordinal", "fraction"]
ONES = {
    "zero": 0,
    "nought": 0,
    "naught": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
}
TEENS = {
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
}
TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fourty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
SCALES = {
    "hundred": 100,
    "thousand": 10**3,
    "lakh": 10**5,
    "lac": 10**5,
    "million": 10**6,
    "crore": 10**7,
    "billion": 10**9,
    "trillion": 10**12,
    "quadrillion": 10**15,
    "dozen": 12,
}
_ONES_ORDINAL = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "nineth": 9,
}
_TEENS_ORDINAL = {
    "tenth": 10,
    "eleventh": 11,
    "twelfth": 12,
    "thirteenth": 13,
    "fourteenth": 14,
    "fifteenth": 15,
    "sixteenth": 16,
    "seventeenth": 17,
    "eighteenth": 18,
    "nineteenth": 19,
}
_TENS_ORDINAL = {
    "twentieth": 20,
    "thirtieth": 30,
    "fortieth": 40,
    "fiftieth": 50,
    "sixtieth": 60,
    "seventieth": 70,
    "eightieth": 80,
    "ninetieth": 90,
}
_SCALE_ORDINAL = {scale + "th": size for scale, size in SCALES.items() if scale != "lac"}
ORDINALS = {**_ONES_ORDINAL, **_TEENS_ORDINAL, **_TENS_ORDINAL, **_SCALE_ORDINAL}
DENOMINATORS = {
    **{word: size for word, size in ORDINALS.items() if size > 2},
    **{word + "s": size for word, size in ORDINALS.items() if size > 2},
    "half": 2,
    "halves": 2,
    "quarter": 4,
    "quarters": 4,
}
STARTERS = {**ONES, **TEENS, **TENS, **SCALES}
_NEXT_WORD = Pattern(r"(?:[ \t\u00a0\u202f\n]{1,3}|[ ]?[-‐‑][ \n]?)([A-Za-z]{2,12})(?![A-Za-z])")
_WORD = Pattern(r"[A-Za-z]{1,12}(?![A-Za-z])")
_FRACTION_TAIL = Pattern(
    r"[ \u00a0-]and[ \u00a0-](a|an|one|two|three|four|five|seven)[ \u00a0-]"
    r"(half|thirds?|quarters?|fourths?|fifths?|sixths?|eighths?|tenths?)(?![A-Za-z])",
    re.IGNORECASE,
)
_POINT = Pattern(r"[ ]point((?:[ -](?:{}))+)(?![A-Za-z])".format("|".join((*ONES, *TEENS, *TENS))))
_LONGEST_RUN = 14
"""Words in one number; the longest in our cases has eleven, more is hostile text."""


class NumberWords(NamedTuple):
    """A number written in words: where it ends, what it is worth and which kind it is."""

    end: int
    value: int | float
    kind: Kind
    words: int


def read_number_words(text: str, start: int) -> NumberWords | None:
    """Read the number whose first word stands at `start`, or None when none does.

    "two hundred and fifty" is 250, "twenty-first" the ordinal 21, "two-thirds" a fraction,
    "five point five" 5.5, "two and a half million" 2,500,000.
    """
    first = _WORD.match(text, start)
    if first is None:
        return None
    word, end = first.group().lower(), first.end()
    total, part, last, words = 0, 0, "", 0
    end_of_number, scale = start, 1
    value: int | float
    while words < _LONGEST_RUN:
        if word in ONES and last in ("", "tens", "hundred", "scale"):
            part, last = part + ONES[word], "ones"
        elif word in TEENS and last in ("", "hundred", "scale"):
            part, last = part + TEENS[word], "teens"
        elif word in TENS and last in ("", "hundred", "scale"):
            part, last = part + TENS[word], "tens"
        elif word == "hundred" and last in ("", "ones", "teens", "tens"):
            part, last = max(part, 1) * 100, "hundred"
        elif word in ("dozen", "dozens") and last in ("", "ones", "teens", "tens", "hundred"):
            return NumberWords(end, (total + max(part, 1)) * 12, "cardinal", words + 1)
        elif word in SCALES and word != "hundred":
            total, part, last = _scaled(total, part, SCALES[word]), 0, "scale"
            scale = SCALES[word]
        elif word in ORDINALS and _may_end(word, last):
            ending = _ordinal_or_fraction(end, word, total + part, last, words + 1)
            if ending:
                return ending
            break
        elif word in DENOMINATORS and last and (total or part):
            if word == "quarters" and _counts_quarters(text, start, end, total + part):
                break
            if total and last == "ones" and scale > 100:
                value = total + scale * part / DENOMINATORS[word]
                return NumberWords(end, value, "cardinal", words + 1)
            share = (total + part) / DENOMINATORS[word]
            return NumberWords(end, share, "fraction", words + 1)
        else:
            break
        words += 1
        end_of_number = end
        following = _next_number_word(text, end, last)
        if following is None:
            break
        word, end = following
    if not words:
        return None
    value, end = total + part, end_of_number
    tail = _FRACTION_TAIL.match(text, end) if last in ("ones", "teens", "tens", "hundred") else None
    if tail:
        value, end = value + _small_fraction(tail), tail.end()
        return _with_scales(text, value, end, words)
    spoken = _POINT.match(text, end)
    if spoken:
        return _with_scales(text, float(f"{value}.{_decimals(spoken[1])}"), spoken.end(), words)
    return NumberWords(end, value, "cardinal", words)


_PERIODS_BEFORE = Pattern(
    r"(?<![A-Za-z])(?:last|past|first|next|previous|coming|final|these|those|all|other|straight"
    r"|consecutive|within|every|over)[ ]$",
    re.IGNORECASE,
)
_PERIODS_AFTER = Pattern(
    r"[ ](?:of[ ](?:(?:the|this|last|next|a)[ ])?(?:game|match|season|year|\d{4}|growth|losses)"
    r"|in a row|ago|later|earlier|straight)(?![A-Za-z])"
)


def _counts_quarters(text: str, start: int, end: int, count: int) -> bool:
    """Tell "the last two quarters", which are periods, from "three quarters of the town"."""
    if count != 3:
        return True
    before = _PERIODS_BEFORE.search(text, max(0, start - 14), start)
    return bool(before or _PERIODS_AFTER.match(text, end))


def _scaled(total: int, part: int, scale: int) -> int:
    """Multiply what stands before a scale word: "two hundred thousand", "million million"."""
    if part:
        return total + part * scale
    return (total or 1) * scale


def _may_end(word: str, last: str) -> bool:
    if not last:
        return False
    if word in _ONES_ORDINAL:
        return last in ("tens", "hundred", "scale", "ones")
    if word in _SCALE_ORDINAL:
        return True
    return last in ("hundred", "scale", "ones")


def _ordinal_or_fraction(
    end: int, word: str, before: int, last: str, words: int
) -> NumberWords | None:
    """Tell "twenty-first" (ordinal) from "one fifth" (fraction) by the word before it."""
    size = ORDINALS[word]
    if last == "ones" and before == 1 and size > 2:
        return NumberWords(end, before / size, "fraction", words)
    if word in _SCALE_ORDINAL:
        return NumberWords(end, before * size, "ordinal", words)
    if last == "ones":
        return None
    return NumberWords(end, before + size, "ordinal", words)


def _next_number_word(text: str, end: int, last: str) -> tuple[str, int] | None:
    """Return the next word that may carry the number on, and where it ends."""
    if last in ("hundred", "scale") and text.startswith(" & ", end):
        end += 2
    found = _NEXT_WORD.match(text, end)
    if found is None:
        return _after_comma(text, end) if last == "scale" else None
    word = found[1].lower()
    if word == "and" and last in ("hundred", "scale"):
        after = _NEXT_WORD.match(text, found.end())
        if after is None:
            return None
        word = after[1].lower()
        if word in ONES or word in TEENS or word in TENS or word in _ONES_ORDINAL:
            return (word, after.end()) if text[found.start()] != "-" else None
        return None
    if word in STARTERS or word in ORDINALS or word in DENOMINATORS or word == "dozens":
        return word, found.end()
    return None


_COMMA = Pattern(r",[ ]([A-Za-z]{3,9})[ ](?:hundred|thousand)(?![A-Za-z])", re.IGNORECASE)


def _after_comma(text: str, end: int) -> tuple[str, int] | None:
    found = _COMMA.match(text, end)
    if found is None or found[1].lower() not in STARTERS:
        return None
    return found[1].lower(), found.end(1)


def _small_fraction(found: re.Match[str]) -> float:
    count = ONES.get(found[1].lower(), 1)
    return count / DENOMINATORS[found[2].lower()]


def _with_scales(text: str, value: float, end: int, words: int) -> NumberWords:
    """Multiply by the scale words that follow: "two and a half million"."""
    while (following := _NEXT_WORD.match(text, end)) and following[1].lower() in SCALES:
        value, end, words = value * SCALES[following[1].lower()], following.end(), words + 1
        if words > _LONGEST_RUN:
            break
    return NumberWords(end, int(value) if value == int(value) else value, "cardinal", words)


def _decimals(spoken: str) -> str:
    sizes = {**ONES, **TEENS, **TENS}
    digits, pending = "", 0
    for word in spoken.replace("-", " ").split():
        size = sizes[word]
        if pending and size < 10:
            digits, pending = digits + str(pending + size), 0
            continue
        if pending:
            digits += str(pending)
        pending = size if size >= 20 else 0
        if not pending:
            digits += str(size)
    return digits + (str(pending) if pending else "")
