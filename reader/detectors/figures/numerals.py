"""A numeral: the number itself, without its unit, sign or approximator.

Numerals are read at a place where one may start, never searched for. All styles found in
English-language news are known: "39,324", "1 200", "35,00,000", "1.5", "½", "2 1/2", "3/4",
"1.99×10−30", "4 hundred million", "2.5m", "two and a half", "half a million", "dozens".
"""

import re
from typing import Literal, NamedTuple, TypeAlias

from reader.detectors.figures.number_words import (
    ONES,
    ORDINALS,
    SCALES,
    STARTERS,
    TEENS,
    TENS,
    read_number_words,
)
from reader.detectors.figures.patterns import Pattern
from reader.detectors.figures.word_sets import word_set

Style: TypeAlias = Literal["digits", "words", "fraction", "vague", "ordinal"]

_DIGITS = Pattern(
    r"(?:(?P<grouped>\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3})(?!\d)"
    r"|(?P<spaced>\d{1,3}(?:(?:[ ]\d{3}){2,}"
    r"|[ \u00a0\u202f\u2009]000|[\u00a0\u202f\u2009'’]\d{3})+)(?![\d%])"
    r"|(?P<dotted>\d{1,3}(?:\.\d{3}){2,})(?![\d.])"
    r"|(?P<plain>\d+))"
    r"(?P<decimals>\.\d+(?![\d]*\.\d))?"
)
_LEADING_POINT = Pattern(r"\.\d+")
_POWER = Pattern(r"[ ]?[×x*][ ]?10(?:\^|\*\*)?([-−–+]?\d{1,2})(?![\d.,]*\d)|[eE]([-−+]?\d{1,2})\b")
_RAISED = Pattern(r"\^([-−+]{0,2}\d{1,2})(?!\d)")
_MIXED = Pattern(
    r"(?:[ \u00a0-]{1,2}(\d{1,2})[/⁄](\d{1,2})(?![\d/⁄])|[ \u00a0-]?([½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]))"
)
_SLASHED = Pattern(r"[/⁄](\d{1,4})(?![\d/⁄])")
_SCALE_WORD = Pattern(
    r"(?:[ \t\u00a0\u202f\n]{1,2}|[ ]?[-‐‑][ ]?|&nbsp;)?"
    r"(hundred|thousand|million|billion|trillion|quadrillion|dozen|lakh|lac|crore)s?(?![A-Za-z])",
    re.IGNORECASE,
)
_AND_A_HALF = Pattern(r"[ ]and[ ]a[ ]half(?![A-Za-z]|[ ](?:million|billion|trillion))")
_SCALE_LETTERS = {
    "k": 10**3,
    "K": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "mln": 10**6,
    "mil": 10**6,
    "mm": 10**6,
    "M": 10**6,
    "MM": 10**6,
    "b": 10**9,
    "B": 10**9,
    "bn": 10**9,
    "BN": 10**9,
    "Bn": 10**9,
    "bln": 10**9,
    "G": 10**9,
    "tn": 10**12,
    "trn": 10**12,
    "T": 10**12,
    "t": 10**12,
}
_SCALE_LETTER = Pattern(r"[ ]?(mln|mil|bln|trn|[Bb]n|BN|mn|tn|MM|mm|[kKmMbBGtT])(?![\w/²³])")
SAFE_LETTERS = word_set(
    "k bn Bn BN mn mln bln tn trn",
)
"""Scale letters that are never a unit; "m", "b", "t", "G", "K" and "M" wait for money."""
FRACTION_SIGNS = {
    "½": 1 / 2,
    "⅓": 1 / 3,
    "⅔": 2 / 3,
    "¼": 1 / 4,
    "¾": 3 / 4,
    "⅕": 1 / 5,
    "⅖": 2 / 5,
    "⅗": 3 / 5,
    "⅘": 4 / 5,
    "⅙": 1 / 6,
    "⅚": 5 / 6,
    "⅛": 1 / 8,
    "⅜": 3 / 8,
    "⅝": 5 / 8,
    "⅞": 7 / 8,
}
_LONGEST_PLAIN = 15
"""Digits without a comma between; a longer row of them is nobody's count."""
_LONGEST_NUMBER = 24
"""Digits in one figure; what is longer is an identifier, a key or hostile text."""

_VAGUE_SIZES = {
    "tens": 10,
    "dozens": 12,
    "scores": 20,
    "hundreds": 100,
    "thousands": 10**3,
    "millions": 10**6,
    "billions": 10**9,
    "trillions": 10**12,
}
_VAGUE = Pattern(
    r"(?:tens|dozens|scores|hundreds|thousands|millions|billions|trillions)"
    r"(?:[ ]of[ ](?:tens|hundreds|thousands|millions|billions|trillions)){0,3}(?![A-Za-z])",
    re.IGNORECASE,
)
_HALF = Pattern(
    r"(?P<half>half|quarter|(?P<n>one|two|three)[ -]quarters?)(?:[ -](?:of[ ])?an?)?"
    r"[ -](?P<scale>hundred|thousand|million|billion|trillion|dozen)(?![A-Za-z])",
    re.IGNORECASE,
)
_SEVERAL_BEFORE = Pattern(
    r"(?<![A-Za-z])(?:several|many|(?:a[ ])?few|a[ ]couple(?:[ ]of)?)[ ]$", re.IGNORECASE
)
_A_BEFORE = Pattern(r"(?:\b[Aa]n?[ -])$")


class Numeral(NamedTuple):
    """A number and where it stands; a vague one has `low` and `high` instead of `value`."""

    start: int
    end: int
    value: int | float | None
    low: int | float | None
    high: int | float | None
    style: Style
    scale: int | float
    """The product of the scale words: a million for "2.5 million", else 1."""
    plain: bool
    """Digits only, without grouping, decimals, fraction or scale: may be a name or a year."""


def read_numeral(text: str, start: int) -> Numeral | None:
    """Read the numeral that starts at `start`; None when no number stands there."""
    sign = text[start : start + 1]
    if sign.isdecimal() or sign == ".":
        return _read_digits(text, start)
    if sign in FRACTION_SIGNS:
        return _scaled_up(text, start, start + 1, FRACTION_SIGNS[sign], "fraction", False)
    return _read_words(text, start)


def with_scale_letter(text: str, numeral: Numeral) -> Numeral:
    """Read the letter that stands for a scale after a sum of money: "$13.6M", "£2b"."""
    found = _SCALE_LETTER.match(text, numeral.end)
    if found is None or numeral.value is None or numeral.style != "digits":
        return numeral
    if text[found.start()] == " " and len(found[1]) == 1 and found[1] not in "MBk":
        return numeral
    scale = _SCALE_LETTERS[found[1]]
    value = exact(numeral.value * scale)
    return numeral._replace(end=found.end(), value=value, scale=scale, plain=False)


def exact(value: int | float) -> int | float:
    """Return a whole number as `int` and take the noise of binary fractions away.

    1.1 * 10**6 gives 1100000, not 1100000.0000000001.
    """
    if isinstance(value, int):
        return value
    rounded = float(f"{value:.14g}")
    return int(rounded) if rounded == int(rounded) and abs(rounded) < 1e18 else rounded


def _read_digits(text: str, start: int) -> Numeral | None:
    if text[start] == ".":
        point = _LEADING_POINT.match(text, start)
        if point is None or point.end() - start > _LONGEST_NUMBER:
            return None
        return _scaled_up(text, start, point.end(), float(point.group()), "digits", False)
    found = _DIGITS.match(text, start)
    if found is None or found.end() - start > _LONGEST_NUMBER:
        return None
    if found["plain"] and len(found["plain"]) > _LONGEST_PLAIN:
        return None
    whole = found["grouped"] or found["spaced"] or found["dotted"] or found["plain"]
    digits = re.sub(r"\D", "", whole)
    value: int | float = int(digits)
    end, plain = found.end(), found["plain"] is not None and not found["decimals"]
    if found["decimals"]:
        value = float(digits + found["decimals"])
    following = text[end : end + 1]
    if following and not (following.isalnum() and following not in "xeEkKmMbBtTGl"):
        power = _POWER.match(text, end)
        if power:
            exponent = (power[1] or power[2]).translate(_MINUS).replace("+", "")
            value = exact(value * 10.0 ** int(exponent))
            return Numeral(start, power.end(), value, None, None, "digits", 1, False)
        raised = _RAISED.match(text, end)
        if raised and abs(value) < 1000:
            exponent = raised[1].translate(_MINUS).replace("--", "-").replace("+", "")
            if value or int(exponent) >= 0:
                value = exact(float(value) ** int(exponent))
                return Numeral(start, raised.end(), value, None, None, "digits", 1, False)
    if plain:
        mixed = _MIXED.match(text, end)
        if mixed and (mixed[3] or 0 < int(mixed[1]) < int(mixed[2])):
            share = FRACTION_SIGNS[mixed[3]] if mixed[3] else int(mixed[1]) / int(mixed[2])
            return _scaled_up(text, start, mixed.end(), value + share, "digits", False)
        slashed = _SLASHED.match(text, end)
        if slashed and int(slashed[1]) and value < 100:
            share = value / int(slashed[1])
            return _scaled_up(text, start, slashed.end(), share, "fraction", False)
    return _scaled_up(text, start, end, value, "digits", plain)


_MINUS = str.maketrans("−–", "--")


def _scaled_up(
    text: str, start: int, end: int, value: int | float, style: Style, plain: bool
) -> Numeral:
    scale: int | float = 1
    word = _SCALE_WORD.match(text, end)
    while word:
        scale, end, plain = scale * SCALES[word[1].lower()], word.end(), False
        word = _SCALE_WORD.match(text, end) if scale < 10**12 else None
    value *= scale
    if not plain and text[end - 1].isalpha():
        half = _AND_A_HALF.match(text, end)
        if half and scale >= 1000:
            value, end = value + scale / 2, half.end()
        return Numeral(start, end, exact(value), None, None, style, scale, False)
    letters = _SCALE_LETTER.match(text, end)
    if letters and style == "digits" and _is_scale(letters, plain):
        scale, end, plain = _SCALE_LETTERS[letters[1]], letters.end(), False
        value *= scale
    return Numeral(start, end, exact(value), None, None, style, scale, plain)


def _is_scale(letters: re.Match[str], plain: bool) -> bool:
    """Tell whether letters are a scale without money around: "10k", "3bn", "1.2b"."""
    glued = letters.start() == letters.start(1)
    return letters[1] in SAFE_LETTERS or (glued and not plain and letters[1] in ("b", "B"))


def _read_words(text: str, start: int) -> Numeral | None:
    halves = _HALF.match(text, start)
    if halves:
        share = 0.5 if halves["half"].lower() == "half" else 0.25
        value = share * ONES.get((halves["n"] or "one").lower(), 1)
        size = SCALES[halves["scale"].lower()]
        return Numeral(
            _from_a(text, start),
            halves.end(),
            exact(value * size),
            None,
            None,
            "words",
            size,
            False,
        )
    vague = _VAGUE.match(text, start)
    if vague and vague.group().lower() in ("scores", "tens"):
        vague = vague if _counts_scores(text, start, vague.end()) else None
    if vague:
        low = 1
        for word in vague.group().lower().split(" of "):
            low *= _VAGUE_SIZES[word]
        return Numeral(start, vague.end(), None, low, low * 10, "vague", 1, False)
    words = read_number_words(text, start)
    if words is None:
        return None
    first = text[start : start + 12].lower()
    begin = start
    if first.startswith(("hundred", "thousand", "million", "billion", "trillion", "dozen", "half")):
        several = _SEVERAL_BEFORE.search(text, max(0, start - 12), start)
        if several:
            return _several(several, words.value, words.end)
        begin = _from_a(text, start)
    style: Style = {"cardinal": "words", "fraction": "fraction", "ordinal": "ordinal"}[words.kind]  # type: ignore[assignment]
    value = exact(words.value)
    scale = (
        SCALES.get(re.split(r"[ -]", text[start : words.end].lower())[-1], 1)
        if words.words > 1
        else 1
    )
    return Numeral(begin, words.end, value, None, None, style, scale, False)


_BEFORE_SCORES = Pattern(
    r"(?:^|[.!?:;,\n“\"(—–][ ]?|(?<![A-Za-z])(?:and|or|with|by|in|of|as|for|to|after|when|that"
    r"|where|has|have|are|were|on|from|among|nearly|about|some|many|[a-z]+(?:ed|ing))[ ])$",
    re.IGNORECASE,
)


def _counts_scores(text: str, start: int, end: int) -> bool:
    """Tell "scores of people" from "she scores" and "the scores of both teams"."""
    if not text.startswith(" of ", end):
        return False
    return bool(_BEFORE_SCORES.search(text, max(0, start - 16), start))


def _several(before: re.Match[str], size: int | float, end: int) -> Numeral:
    """Return "several hundred" as 200 to 1,000 and "a couple of hundred" as 200."""
    couple = "couple" in before.group().lower()
    value = exact(2 * size) if couple else None
    low, high = (None, None) if couple else (exact(2 * size), exact(10 * size))
    style: Style = "words" if couple else "vague"
    return Numeral(before.start(), end, value, low, high, style, 1, False)


def _from_a(text: str, start: int) -> int:
    """Return where "a" or "an" before `start` begins: "a dozen", "a half"."""
    found = _A_BEFORE.search(text, max(0, start - 3), start)
    return found.start() if found else start


_STARTING_WORDS = {*STARTERS, *_VAGUE_SIZES, "half", "quarter"}


def starts_number(word: str) -> bool:
    """Tell whether a number may start with `word`, in lower case."""
    return word in _STARTING_WORDS


NUMBER_STARTING_WORDS = frozenset(_STARTING_WORDS)
ORDINAL_WORDS = frozenset(ORDINALS)
SMALL_WORDS = frozenset((*ONES, *TEENS, *TENS))
