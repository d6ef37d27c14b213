"""Years, spans of years, decades and centuries: "1948", "2014-18", "the 1990s"."""

import re

from reader.detectors.figures.dates.calendar_words import MONTHS, YEAR_PATTERN
from reader.detectors.figures.dates.moment import ITS_PART, Moment, modifiers_before, part_of_year
from reader.detectors.figures.number_words import STARTERS
from reader.detectors.figures.patterns import Pattern
from reader.detectors.figures.word_sets import word_set

_YEARS = Pattern(
    rf"(?P<a>{YEAR_PATTERN})[ ]?(?:[-–—/~])[ ]?(?P<b>{YEAR_PATTERN}|\d\d)(?![\d,%]|-\d|\.\d)"
)


_YEAR_ALONE = Pattern(
    r"(?P<y>\d{4})(?![\d%:/²³$€£]|,\d|\.\d|-\d|[-–](?:year|mile|foot|metre|meter|page|strong"
    r"|seat|pound|degree|acre|square|odd|plus)|[ ]?(?:million|billion|thousand|sq|percent"
    r"|per cent|km|kg|mph|rpm|hp|m|ft|GB|MW|kW|°)(?![A-Za-z]))"
)


_DECADE = Pattern(r"(?P<c>1[1-9]|20)(?P<d>\d)0[’']?[ ]?s(?![A-Za-z])")


_SHORT_DECADE = Pattern(r"(?<=[’'])(?P<d>\d)0s(?![A-Za-z])|(?P<e>[2-9])0s(?![A-Za-z])")


_CENTURY = Pattern(r"(?P<n>\d{1,2})(?:st|nd|rd|th)[ -]{1,2}(?:century)(?![A-Za-z])", re.IGNORECASE)


_YEAR_CUES = word_set(
    "in since by until till during before after from of between to through late early mid the",
    "its their his her our year fiscal summer winter spring autumn fall circa c for around",
    "and or january february march april may june july august september october november",
    "december",
)


_COUNT_AFTER = Pattern(
    r"[ ](?:[a-z]+[ ]){0,2}?(?:[a-z]{3,}s|people|men|women|children|soldiers|troops|pounds"
    r"|dollars|euros|calories|words|steps|votes|points)\b"
)


_WORD_BEFORE = Pattern(r"([A-Za-z]+)[’']?[.,]?[ -]$")
_LOWER_AFTER = Pattern(r"[ ][a-z]")
_BETWEEN_YEARS = Pattern(r"[ ]and[ ]\d{4}(?![\d,])")


_YEAR_BETWEEN = Pattern(r"between \d{4} and $", re.IGNORECASE)


def read_year(text: str, at: int, floor: int) -> Moment | None:
    """Read years, spans of years, decades and centuries."""
    previous = text[at - 1 : at]
    if previous and (previous.isalnum() or previous in "$€£#_./,+") and previous != "/":
        return None
    found = _YEARS.match(text, at)
    if found and previous not in "-/":
        first, second = found["a"], found["b"]
        month = found.group()[4] == "-" and len(second) == 2 and 1 <= int(second) <= 12
        if month and int(second) != (int(first) + 1) % 100:
            return Moment(at, found.end(), f"{first}-{second}", "month in digits")
        second = second if len(second) == 4 else first[:2] + second
        if int(first) < int(second) <= int(first) + 150:
            return Moment(at, found.end(), f"{first}/{second}", "span of years")
    found = _DECADE.match(text, at)
    if found:
        start, _ = modifiers_before(text, at, floor)
        return Moment(start, found.end(), f"{found['c']}{found['d']}", "decade")
    found = _SHORT_DECADE.match(text, at)
    if found and (previous in ("'", "’") or text[max(0, at - 4) : at].lower() == "the "):
        digit = found["d"] or found["e"]
        start, _ = modifiers_before(text, at - (previous in ("'", "’")), floor)
        return Moment(start, found.end(), f"{20 if digit < '3' else 19}{digit}", "decade")
    found = _CENTURY.match(text, at)
    if found and 0 < int(found["n"]) < 100:
        start, _ = modifiers_before(text, at, floor)
        return Moment(start, found.end(), f"{int(found['n']) - 1:02d}", "century")
    found = _YEAR_ALONE.match(text, at)
    if found is None or not 1000 <= int(found["y"]) <= 2200:
        return None
    return _year_alone(text, at, floor, found)


def _year_alone(text: str, at: int, floor: int, found: re.Match[str]) -> Moment | None:
    year = int(found["y"])
    word = _word_before(text, at)
    before = text[at - 1 : at]
    likely = 1900 <= year <= 2060
    cue = word in _YEAR_CUES or (before == "-" and word in ("mid", "pre", "post", "early", "late"))
    if before == "-" and not cue:
        return None
    if year > 2060 and word in ("in", "by", "until", "since"):
        likely = True
    if _BETWEEN_YEARS.match(text, found.end()) and word == "between":
        likely = True
    if word == "and" and _YEAR_BETWEEN.search(text, max(0, at - 17), at):
        likely = True
    if not likely and word not in (
        "in",
        "since",
        "until",
        "by",
        "year",
        "circa",
        "before",
        "after",
        "from",
        "of",
        "to",
    ):
        return None
    counted = _COUNT_AFTER.match(text, found.end())
    if counted and not (
        likely and cue and not text[found.end() + 1 :].startswith(("people", "men ", "women"))
    ):
        return None
    if not likely and _LOWER_AFTER.match(text, found.end()) and word not in ("in", "since"):
        return None
    part = ITS_PART.match(text, found.end())
    if part:
        value = f"{found['y']}-{part_of_year(part)}"
        return Moment(at, part.end(), value, "part of a year")
    start, _ = modifiers_before(text, at, floor)
    if text[start:at].lower() in (
        "the ",
        "this ",
        "that ",
        "last ",
        "next ",
        "past ",
        "same ",
        "the same ",
    ):
        start = at
    if (
        text[start:at]
        .lower()
        .startswith(("the last", "last", "this", "next", "the next", "previous"))
    ):
        start = at
    return Moment(start, found.end(), found["y"], "year")


def _word_before(text: str, at: int) -> str:
    found = _WORD_BEFORE.search(text, max(0, at - 14), at)
    return found[1].lower() if found else ""


def full_year(written: str) -> int:
    """Return the year for "2024" or "24"."""
    return int(written) if len(written) == 4 else in_its_century(int(written))


def in_its_century(short: int) -> int:
    """Return the year for two digits: from 50 on they are of the last century."""
    return short + (2000 if short < 50 else 1900)


_SPOKEN_YEAR = Pattern(
    r"(?P<c>eighteen|nineteen|twenty)[ ](?P<t>twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    r"|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
    r"(?:[ -](?P<o>one|two|three|four|five|six|seven|eight|nine))?(?![A-Za-z-])"
    r"|two thousand(?:[ ]and[ ](?P<n>[a-z]+))?(?![ ]?[A-Za-z])",
    re.IGNORECASE,
)


_YEAR_BEFORE = Pattern(
    rf"(?<![A-Za-z])(?:in|since|until|by|of|year|{'|'.join(MONTHS)})[ ]$", re.IGNORECASE
)


def read_spoken_year(text: str, at: int) -> Moment | None:
    """Read "nineteen ninety-six", "two thousand and fifteen" after "in" or a month."""
    found = _SPOKEN_YEAR.match(text, at)
    if found is None or not _YEAR_BEFORE.search(text, max(0, at - 12), at):
        return None
    if found["c"]:
        year = STARTERS[found["c"].lower()] * 100 + STARTERS[found["t"].lower()]
        year += STARTERS[found["o"].lower()] if found["o"] else 0
    else:
        year = 2000 + STARTERS.get((found["n"] or "zero").lower(), 0)
    return Moment(at, found.end(), str(year), "year in words")
