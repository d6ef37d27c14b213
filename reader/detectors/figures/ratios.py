"""Shares, ratios and scores: "half of", "a third", "one in five", "two out of three", "2-0"."""

import re
from typing import NamedTuple

from reader.detectors.figures.number_words import DENOMINATORS
from reader.detectors.figures.numerals import read_numeral
from reader.detectors.figures.patterns import Pattern

_OUT_OF = Pattern(
    r"[ ](?:out[ ]of(?:[ ]every)?|in(?:[ ]every)?|of(?:[ ]every)?|over)[ ](?=\d|[a-z])"
)
_AFTER_RATIO = Pattern(
    r"[ ](?:percent|per cent|years?|months?|days?|weeks?|hours?|minutes?|games?|million"
    r"|billion)(?![A-Za-z])|%|\.\d|,\d"
)
_SHARE = Pattern(
    r"(?:a[ ]|an[ ]|one[ -]|)(half|third|quarter|fifth|sixth|eighth|ninth|tenth|seventh"
    r"|hundredth|thousandth|millionth|billionth|trillionth|twentieth|twenty-first)(?![A-Za-z-])",
    re.IGNORECASE,
)
_SHARE_END = Pattern(
    r"[ ](?:of|the|its|his|her|their|as|an? per ?cent|per ?cent)(?![A-Za-z])|[.,;:!?)]|$"
)
_COMPARED = Pattern(
    r"[ ](?:more|less|fewer|as (?:much|many|high|long|large|big|heavy|old|often) again"
    r"|[a-z]{2,}er(?: [a-z]+)? than)(?![A-Za-z])"
)
"""What a share of something is more or less: "a third heavier than in 1980"."""
_MOVED = Pattern(
    r"(?<![A-Za-z])(?:rose|risen?|rises|rising|fell|fall(?:s|en|ing)?|drop(?:s|ped|ping)?"
    r"|jump(?:s|ed|ing)?|climb(?:s|ed|ing)?|grew|grow(?:s|n|ing)?|shrank|shrunk|slid|slump(?:s|ed)?"
    r"|plunge[sd]?|plummet(?:s|ed)?|sank|sunk|soar(?:s|ed|ing)?|surge[sd]?|tumble[sd]?"
    r"|decline[sd]?|increase[sd]?|decrease[sd]?|dip(?:s|ped)?|slip(?:s|ped)?|up|down)"
    r"[ ](?:by[ ])?(?:about |around |almost |nearly |roughly |more than |over |just over "
    r"|just under |under |at least |another )?$",
    re.IGNORECASE,
)
_HOW_MUCH = Pattern(
    r"[ ](?:to|from|in|on|at|after|over|since|last|this|during|within|between|amid|despite|because"
    r"|when|while|and|but|against|compared|year|by|every|each|following)(?![A-Za-z-])"
)
"""What follows a share by which something moved: "rose a fifth to 3,000"."""
_ORDINAL_BEFORE = Pattern(
    r"(?<![A-Za-z])(?:first|second|1st|2nd|last|opening|top|bottom|other|better|latter|back|front"
    r"|left|right)[ -]$",
    re.IGNORECASE,
)
"""Words that make *half* a part of something in two: "the second half of the match"."""
_OF_A_SCALE = Pattern(r"[ ]of[ ]an?[ ](?:hundred|thousand|million|billion|trillion|dozen)\b")
_SCORE = Pattern(r"(?:-to-|[-–])(\d{1,3})(?![\d%]|,\d|\.\d|[-–]\d|[ ]?(?:[a-z]+s\b))")
_NOT_A_SCORE = Pattern(
    r"(?<![A-Za-z])(?:ages?|aged|pages?|years?|between|from|nos?\.?|of|for)[ ]$", re.IGNORECASE
)


class Share(NamedTuple):
    """A fraction of one, and where it ends."""

    value: float
    start: int
    end: int


def read_out_of(text: str, end: int, value: float) -> Share | None:
    """Read "in five" or "out of three" after a small number; the share is value / whole."""
    if not text.startswith((" out", " in ", " of ", " over "), end):
        return None
    found = _OUT_OF.match(text, end)
    if found is None:
        return None
    whole = read_numeral(text, found.end())
    if whole is None or whole.style not in ("digits", "words") or not whole.value:
        return None
    if not 0 < value < whole.value <= 100_000 or _AFTER_RATIO.match(text, whole.end):
        return None
    joining = found.group().strip()
    if joining == "of" and whole.value not in (10, 100, 1000):
        return None
    if whole.plain and joining == "in" and whole.value > 1000:
        return None
    return Share(value / whole.value, end, whole.end)


def read_share(text: str, start: int, floor: int) -> Share | None:
    """Read "a third of", "half the", "a quarter" where the word stands at `start`."""
    begin = start
    if text[max(floor, start - 2) : start].lower() == "a ":
        begin = start - 2
    found = _SHARE.match(text, start)
    if found is None:
        return None
    word = found[1].lower()
    if begin == start and word != "half":
        return None
    if begin > 0 and text[begin - 1].isalnum():
        return None
    if _OF_A_SCALE.match(text, found.end()):
        return None
    if word == "half" and _ORDINAL_BEFORE.search(text, max(0, start - 10), start):
        return None
    if begin != start and _COMPARED.match(text, found.end()):
        return Share(1 / DENOMINATORS.get(word, 21), begin, found.end())
    if (
        begin != start
        and _HOW_MUCH.match(text, found.end())
        and _MOVED.search(text, max(floor, begin - 30), begin)
    ):
        return Share(1 / DENOMINATORS.get(word, 21), begin, found.end())
    following = _SHARE_END.match(text, found.end())
    if following is None or (word != "half" and begin == start and "of" not in following.group()):
        return None
    if begin == start and not following.group().startswith(" "):
        return None
    return Share(1 / DENOMINATORS.get(word, 21), begin, found.end())


def read_score(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Read the second number of a score after the first: (value, end) for "2-0", or None."""
    if text[end : end + 1] not in ("-", "–"):
        return None
    found = _SCORE.match(text, end)
    if found is None or _NOT_A_SCORE.search(text, max(0, start - 9), start):
        return None
    return int(found[1]), found.end()
