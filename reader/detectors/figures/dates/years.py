"""Years, spans of years, decades and centuries: "1948", "2014-18", "the 1990s"."""

import re

from reader.detectors.figures.counting import read_counted
from reader.detectors.figures.dates.calendar_words import MONTHS, YEAR_PATTERN
from reader.detectors.figures.dates.moment import (
    ITS_PART,
    Moment,
    modifiers_before,
    part_of_year,
    with_the,
)
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
_BEFORE_OLD_YEARS = word_set("in since until by year circa before after from of to")
"""What stands before a year outside our own time; "1,600" may come without its comma."""
_COUNT_AFTER = Pattern(
    r"[ ](?:[a-z]+[ ])?(?:people|persons|men|women|children|pieces|units|copies|workers|employees"
    r"|jobs|soldiers|troops|students|pupils|voters|votes|homes|houses|cars|shares|words|calories"
    r"|steps|points|pounds|dollars|euros|cases|deaths|patients|members|fans|tests|customers"
    r"|migrants|refugees|prisoners|miles|metres|meters|feet|tonnes|tons|acres|hectares)(?![A-Za-z])"
)
"""Things that are counted by the thousand; four digits before them are no year."""
_WORD_BEFORE = Pattern(r"([A-Za-z]+)[’']?[.,]?[ -]$")
_LOWER_AFTER = Pattern(r"[ ][a-z]")
_TWO_DIGITS = Pattern(r"\d\d(?![\dA-Za-z'’])")
_BEFORE_SHORT_YEAR = Pattern(
    r"(?<![A-Za-z])(?:in|since|of|by|from|to|until|summer|winter|spring|fall|and)[ ]$",
    re.IGNORECASE,
)
_BETWEEN_YEARS = Pattern(r"[ ]and[ ]\d{4}(?![\d,])")
_YEAR_BETWEEN = Pattern(r"between \d{4} and $", re.IGNORECASE)


def read_year(text: str, at: int, floor: int) -> Moment | None:
    """Read years, spans of years, decades and centuries that start with digits."""
    previous = text[at - 1 : at]
    if previous.isalnum() or (previous and previous in "$€£#_.,+"):
        return None
    for rule in (_span_of_years, _decade, _short_year, _century, _year_alone):
        found = rule(text, at, floor)
        if found:
            return found
    return None


def _span_of_years(text: str, at: int, floor: int) -> Moment | None:  # noqa: ARG001
    """Read "2014-2018", "2013-14" and the month "1995-01"."""
    if not text[at : at + 4].isdecimal():
        return None
    found = _YEARS.match(text, at)
    if found is None or text[at - 1 : at] in ("-", "/"):
        return None
    first, second = found["a"], found["b"]
    if " " in found.group() and (
        read_counted(text, found.end()) or _UNIT_AFTER.match(text, found.end())
    ):
        return None
    month = found.group()[4] == "-" and len(second) == 2 and 1 <= int(second) <= 12
    if month and int(second) != (int(first) + 1) % 100:
        return Moment(at, found.end(), f"{first}-{second}", "month in digits")
    second = second if len(second) == 4 else first[:2] + second
    if not int(first) < int(second) <= int(first) + 150:
        return None
    return Moment(at, found.end(), f"{first}/{second}", "span of years")


def _decade(text: str, at: int, floor: int) -> Moment | None:
    """Read "the 1990s", "the late '80s"; the value is the first three digits of its years."""
    if "s" not in text[at + 2 : at + 7]:
        return None
    found = _DECADE.match(text, at)
    if found:
        start = modifiers_before(text, at, floor).start
        return Moment(start, found.end(), f"{found['c']}{found['d']}", "decade")
    found = _SHORT_DECADE.match(text, at)
    quoted = text[at - 1 : at] in ("'", "’")
    if found is None or not (quoted or text[max(0, at - 4) : at].lower() == "the "):
        return None
    digit = found["d"] or found["e"]
    start = modifiers_before(text, at - quoted, floor).start
    return Moment(start, found.end(), f"{20 if digit < '3' else 19}{digit}", "decade")


def _short_year(text: str, at: int, floor: int) -> Moment | None:  # noqa: ARG001
    """Read "in '98", "the summer of '69"."""
    found = _TWO_DIGITS.match(text, at) if text[at - 1 : at] in ("'", "’") else None
    if found is None or not _BEFORE_SHORT_YEAR.search(text, max(0, at - 10), at - 1):
        return None
    return Moment(at - 1, found.end(), str(in_its_century(int(found.group()))), "year")


def _century(text: str, at: int, floor: int) -> Moment | None:
    """Read "the 19th century"; the value is the first two digits of its years."""
    if text[at + 1 : at + 2] not in "stnrd" and text[at + 2 : at + 3] not in "stnr":
        return None
    found = _CENTURY.match(text, at)
    if found is None or not 0 < int(found["n"]) < 100:
        return None
    start = modifiers_before(text, at, floor).start
    return Moment(start, found.end(), f"{int(found['n']) - 1:02d}", "century")


def _year_alone(text: str, at: int, floor: int) -> Moment | None:
    """Read "1948", "early 2019", "1989's third quarter" where four digits are a year."""
    if not text[at : at + 4].isdecimal():
        return None
    found = _YEAR_ALONE.match(text, at)
    if found is None or not _is_year(text, at, found) or _RANGE_AFTER.match(text, found.end()):
        return None
    quarter = _QUARTER_OF_IT.match(text, found.end())
    if quarter:
        letter = "H" if quarter["what"].lower() == "half" else "Q"
        number = _PLACES.get(quarter["n"].lower(), 4 if letter == "Q" else 2)
        value = f"{found['y']}-{letter}{number}"
        return Moment(with_the(text, at, floor), quarter.end(), value, "quarter")
    period = _PERIOD_OF_IT.match(text, found.end())
    if period:
        start = with_the(text, at, floor)
        if start < at:
            return Moment(start, period.end(), found["y"], "year")
    part = ITS_PART.match(text, found.end())
    if part:
        return Moment(at, part.end(), f"{found['y']}-{part_of_year(part)}", "part of a year")
    modifiers = modifiers_before(text, at, floor)
    edge = modifiers.edge and not modifiers.relative
    return Moment(modifiers.start if edge else at, found.end(), found["y"], "year")


def _is_year(text: str, at: int, found: re.Match[str]) -> bool:
    """Tell a year from a count: its size, the word before it, and what follows."""
    year, word = int(found["y"]), _word_before(text, at)
    if not 1000 <= year <= 2200:
        return False
    between = word == "between" and _BETWEEN_YEARS.match(text, found.end())
    after_and = word == "and" and _YEAR_BETWEEN.search(text, max(0, at - 17), at)
    if between or after_and:
        return True
    if text[at - 1 : at] == "-" and word not in ("mid", "pre", "post", "early", "late"):
        return False
    if word in _IN_A_YEAR and 1900 <= year <= 2060:
        return not _COUNT_OF_CASES.match(text, found.end())
    if _COUNT_AFTER.match(text, found.end()) or _counts_things(text, at, found.end(), word):
        return False
    if word == "of" and _AMOUNT_OF.search(text, max(0, at - 18), at):
        return False
    if 1900 <= year <= 2060:
        return True
    if year > 2060:
        return word in ("in", "by", "until", "since")
    lower = _LOWER_AFTER.match(text, found.end())
    return word in _BEFORE_OLD_YEARS and (not lower or word in ("in", "since"))


_IN_A_YEAR = frozenset(("in", "since", "until", "during"))
_COUNT_OF_CASES = Pattern(r"[ ](?:cases|instances|places|locations|copies)(?![A-Za-z])")
_AMOUNT_OF = Pattern(
    r"(?<![A-Za-z])(?:average|total|maximum|minimum|rate|score|record|high|low|sum|number"
    r"|percents?|per cents?|percentages?|cost|price|value|capacity|population|crowd|fee|fine) of $"
)
_QUARTER_OF_IT = Pattern(
    r"[ ](?:fiscal[ ])?(?P<n>first|second|third|fourth|final|last)[ -](?P<what>quarter"
    r"|half)(?![A-Za-z])",
    re.IGNORECASE,
)
_PLACES = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_PERIOD_OF_IT = Pattern(r"[ ](?:period|quarter|fiscal year|financial year)(?![A-Za-z])")
_RANGE_AFTER = Pattern(r"[ ][-–][ ]\d{4}[ ][a-z]{3,}s(?![A-Za-z])")
_UNIT_AFTER = Pattern(r"[ ](?:calories|points|rpm|kcal|metres|meters|feet|hours|miles)(?![A-Za-z])")
_THINGS_AFTER = Pattern(r"[ ](?:[a-z]+[ ])?(?P<noun>[a-z]{3,}s|men|women|people)(?![A-Za-z-])")
_OF_A_YEAR = word_set(
    "elections polls primaries floods riots attacks bombings games olympics protests results",
    "sales figures earnings profits losses models wildfires fires rules sanctions killings talks",
    "murders sessions finals awards rankings ratings levels prices hearings accords reforms cuts",
    "budgets taxes midterms playoffs championships races events crimes plans negotiations",
    "hurricanes",
    "storms bushfires quakes earthquakes disasters revenues deaths numbers statistics estimates",
    "forecasts targets reports studies films movies singles albums hits wars battles strikes",
    "massacres uprisings revolts revolutions demonstrations shootings outbreaks goals titles",
    "guidelines standards regulations laws acts treaties agreements campaigns conventions census",
    "was has does is as plus versus across this his its always perhaps thus less unless",
)
"""What is named by its year: "the 1995 floods", "2023 sales"; other nouns are counted."""
_BEFORE_A_COUNT = word_set(
    "of seized made built sold bought lost found killed destroyed produced employs employed has",
    "have had with over about nearly almost some than least around roughly ordered planted",
    "created added cut shed hired shipped delivered counted received gathered collected planted",
)


def _counts_things(text: str, at: int, end: int, word: str) -> bool:
    """Tell "seized 1950 weapons" from "the 1995 floods" and "2023 sales"."""
    if word not in _BEFORE_A_COUNT or text[at - 1 : at] == "-":
        return False
    found = _THINGS_AFTER.match(text, end)
    return found is not None and found["noun"] not in _OF_A_YEAR


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
    if found is None:
        return None
    plainly = found["c"] and found["c"].lower() == "nineteen" and found["o"]
    if not plainly and not _YEAR_BEFORE.search(text, max(0, at - 12), at):
        return None
    if found["c"]:
        year = STARTERS[found["c"].lower()] * 100 + STARTERS[found["t"].lower()]
        year += STARTERS[found["o"].lower()] if found["o"] else 0
    else:
        year = 2000 + STARTERS.get((found["n"] or "zero").lower(), 0)
    return Moment(at, found.end(), str(year), "year in words")
