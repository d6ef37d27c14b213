"""Numbers in words: "two and a half", "half a million", "a dozen", "hundreds of thousands"."""

import re

from reader.detectors.figures.number_words import ONES, SCALES, read_number_words
from reader.detectors.figures.numeral import Numeral, Style, exact
from reader.detectors.figures.patterns import Pattern

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
    r"(?P<half>half|third|quarter|(?P<n>one|two|three)[ -](?:quarter"
    r"|third)s?)(?:[ -](?:of[ ])?an?)?"
    r"[ -](?P<scale>hundred|thousand|million|billion|trillion|dozen)(?![A-Za-z])",
    re.IGNORECASE,
)
_SHARES = (("half", 1 / 2), ("third", 1 / 3), ("quarter", 1 / 4))
_SEVERAL_BEFORE = Pattern(
    r"(?<![A-Za-z])(?:several|many|(?:a[ ])?few|a[ ]couple(?:[ ]of)?)[ ]$", re.IGNORECASE
)
_A_BEFORE = Pattern(r"(?:\b[Aa]n?[ -])$")
_BEFORE_SCORES = Pattern(
    r"(?:^|[.!?:;,\n“\"(—–][ ]?|(?<![A-Za-z])(?:and|or|with|by|in|of|as|for|to|after|when|that"
    r"|where|has|have|are|were|on|from|among|nearly|about|some|many|[a-z]+(?:ed|ing))[ ])$",
    re.IGNORECASE,
)
_STYLES: dict[str, Style] = {"cardinal": "words", "fraction": "fraction", "ordinal": "ordinal"}
_WITH_ARTICLE = ("hundred", "thousand", "million", "billion", "trillion", "dozen")
VAGUE_WORDS = frozenset(_VAGUE_SIZES)


def read_words(text: str, start: int) -> Numeral | None:
    """Read the numeral whose first word stands at `start`; "a" before it is taken in."""
    return _half_of_scale(text, start) or _vague(text, start) or _counting_words(text, start)


def _half_of_scale(text: str, start: int) -> Numeral | None:
    """Read "half a million", "a quarter million", "three quarters of a billion"."""
    found = _HALF.match(text, start)
    if found is None:
        return None
    share = next(one for word, one in _SHARES if word in found["half"].lower())
    share *= ONES.get((found["n"] or "one").lower(), 1)
    scale = SCALES[found["scale"].lower()]
    begin = _from_a(text, start)
    return Numeral(begin, found.end(), "words", exact(share * scale), scale=scale)


def _vague(text: str, start: int) -> Numeral | None:
    """Read "dozens" as 12 to 120, "hundreds of thousands" as 100,000 to 1,000,000."""
    found = _VAGUE.match(text, start)
    if found is None:
        return None
    word = found.group().lower()
    if word in ("scores", "tens") and not _counts_scores(text, start, found.end()):
        return None
    low = 1
    for part in word.split(" of "):
        low *= _VAGUE_SIZES[part]
    return Numeral(start, found.end(), "vague", low=low, high=10 * low)


def _counting_words(text: str, start: int) -> Numeral | None:
    """Read "two hundred and fifty", "a dozen", "several hundred", "twenty-first"."""
    words = read_number_words(text, start)
    if words is None:
        return None
    begin = start
    if text[start : start + 8].lower().startswith(_WITH_ARTICLE):
        several = _SEVERAL_BEFORE.search(text, max(0, start - 12), start)
        if several:
            return _several(several, words.value, words.end)
        begin = _from_a(text, start)
    last = re.split(r"[ -]", text[start : words.end].lower())[-1]
    scale = SCALES.get(last, 1) if words.words > 1 else 1
    return Numeral(begin, words.end, _STYLES[words.kind], exact(words.value), scale=scale)


def _counts_scores(text: str, start: int, end: int) -> bool:
    """Tell "scores of people" from "she scores" and "the scores of both teams"."""
    if not text.startswith(" of ", end):
        return False
    return bool(_BEFORE_SCORES.search(text, max(0, start - 16), start))


def _several(before: re.Match[str], size: int | float, end: int) -> Numeral:
    """Return "several hundred" as 200 to 1,000 and "a couple of hundred" as 200."""
    if "couple" in before.group().lower():
        return Numeral(before.start(), end, "words", exact(2 * size))
    return Numeral(before.start(), end, "vague", low=exact(2 * size), high=exact(10 * size))


def _from_a(text: str, start: int) -> int:
    """Return where "a" or "an" before `start` begins: "a dozen", "a half"."""
    found = _A_BEFORE.search(text, max(0, start - 3), start)
    return found.start() if found else start
