"""Dates with the name of a month: "October 7", "28 July 2024", "Nov. 2, 1989", "May 2018"."""

import re
from datetime import date

from reader.detectors.figures.dates import values
from reader.detectors.figures.dates.calendar_words import (
    ALSO_COMMON_WORDS,
    MONTH_PATTERN,
    MONTHS,
    ORDINAL_DAY_PATTERN,
    YEAR_PATTERN,
)
from reader.detectors.figures.dates.moment import Moment, modifiers_before, with_the
from reader.detectors.figures.dates.tenses import tense_around
from reader.detectors.figures.dates.years import full_year, in_its_century
from reader.detectors.figures.names import is_calendar_name
from reader.detectors.figures.number_words import ORDINALS
from reader.detectors.figures.patterns import Pattern

_NOT_DAY = (
    r"(?![\d%]|:\d|,\d{3}|\.\d|[ ](?:percent|per cent|million|billion|people)"
    r"|(?:st|nd|rd|th)?[ ]century)"
)
_MONTH_DAY = Pattern(
    rf"(?P<month>{MONTH_PATTERN})(?:,?[ \u00a0\n]|[-/]|(?=\d))(?:the[ ])?(?P<day>(?:3[01]|[12]\d"
    rf"|0?[1-9])(?:st|nd|rd|th)?{_NOT_DAY}|{ORDINAL_DAY_PATTERN}(?![A-Za-z-]))"
    rf"(?:[ ]?(?:[-–—]|to|through|until"
    rf"|till)[ ]?(?:(?P<month2>{MONTH_PATTERN})[ ](?:the[ ])?)?(?P<day2>(?:3[01]|[12]\d"
    rf"|0?[1-9])(?:st|nd|rd|th)?(?![\d:%/]|,\d{{3}}|[ ]?[ap]\.?m)"
    rf"|{ORDINAL_DAY_PATTERN}(?![A-Za-z-])))?"
    rf"(?:(?:[ ]?,[ ]?|[ -]|,?[ ]of[ ])(?P<year>{YEAR_PATTERN})(?![\d:]|-\d))?",
    re.IGNORECASE,
)
_MONTH_YEAR = Pattern(
    rf"(?P<month>{MONTH_PATTERN})(?:[ ]?[-–/][ ]?(?P<month2>{MONTH_PATTERN}))?"
    rf"(?:,?[ \n](?:of[ ])?|[-/]"
    rf"| of[ ])(?:(?P<year>{YEAR_PATTERN})(?![\d:])|(?:of[ ])?[’'](?P<short>\d\d)(?!\d)"
    rf"|(?P<rel>(?:of )?(?:this|last|next) year)(?![A-Za-z]))",
    re.IGNORECASE,
)
_DAY_MONTH = Pattern(
    rf"(?P<day>(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?)(?:[ \u00a0](?:day[ ])?(?:of[ ])?"
    rf"|[-–/. ](?=[A-Z]))(?P<month>{MONTH_PATTERN})(?![A-Za-z])(?:(?:,?[ ]|[-/., ])"
    rf"(?P<year>{YEAR_PATTERN}"
    rf"|[’']\d\d)(?![\d:]))?",
    re.IGNORECASE,
)
_DAYS_MONTH = Pattern(
    rf"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?[ ]?(?:[-–—]|to|and|or)[ ]?(?P<day2>3[01]"
    rf"|[12]\d|0?[1-9])(?:st|nd|rd"
    rf"|th)?[ ](?:of[ ])?(?P<month>{MONTH_PATTERN})(?![A-Za-z])(?:,?[ ]"
    rf"(?P<year>{YEAR_PATTERN})(?!\d))?",
    re.IGNORECASE,
)
_ORDINAL_MONTH = Pattern(
    rf"(?P<day>{ORDINAL_DAY_PATTERN})[ ](?:day[ ])?(?:of[ ])?"
    rf"(?P<month>{MONTH_PATTERN})(?![A-Za-z])(?:,?[ ]"
    rf"(?P<year>{YEAR_PATTERN})(?!\d))?",
    re.IGNORECASE,
)
_NOT_BY_MONTH = Pattern(
    r"[ ](?:be|not|have|also|well|or|only|still|need|yet|then|soon|even|never|seem|take|come"
    r"|want|include|result|use|require|contain|on|to|in|through|against|toward|towards|past"
    r"|of|said|told)(?![A-Za-z])|[ ]?[a-z]+ed\b|[a-z’']"
)
_BEFORE_BARE_MONTH = Pattern(
    r"(?<![A-Za-z])(?:in|since|by|until|till|during|of|from|to|early|late|mid|last|next|this"
    r"|between|and|before|after|through|every|each|for|,|that|a|an|the|his|her|their|its|our|was"
    r"|[’']s)[ -]$",
    re.IGNORECASE,
)
_GOES_ON = Pattern(r"[A-Za-z]|[-’'](?!s\b)[A-Za-z]")
_MONTH_WORDS = frozenset(("march", "april", "may", "june", "july", "august"))
"""Months that are not shortened: a point after them ends the sentence."""
_MONTH_NAME = Pattern(MONTH_PATTERN, re.IGNORECASE)


def read_month(text: str, at: int, floor: int, published: date | None) -> Moment | None:
    """Read a date that starts with a month: "October 7", "Nov. 2, 1989", "May 2018", "March"."""
    found = _MONTH_DAY.match(text, at)
    if found:
        return _month_day(text, found, floor, published)
    found = _MONTH_YEAR.match(text, at)
    if found:
        start = modifiers_before(text, at, floor).start
        return _month_year(found, start, published)
    return _month_alone(text, at, floor, published)


def _month_day(
    text: str, found: re.Match[str], floor: int, published: date | None
) -> Moment | None:
    """Read "October 7", "Oct. 7-9, 2023", "early July 4"."""
    before = text[max(0, found.start() - 6) : found.start()]
    verb = _is_verb(found["month"]) and not found["year"]
    if verb and before and not before.endswith(("on ", "from ", "of ")):
        return None
    month, of_month = _number(found["month"]), day_number(found["day"])
    year = _year(text, found, month, of_month, published)
    value = values.day(year, month, of_month) if year else None
    rule = "month and day"
    if found["day2"] and year:
        last = _number(found["month2"]) if found["month2"] else month
        ending = values.day(year + (last < month), last, day_number(found["day2"]))
        value, rule = (f"{value}/{ending}" if value and ending else None), "days of a month"
    modifiers = modifiers_before(text, found.start(), floor)
    start = modifiers.start if modifiers.edge else found.start()
    return Moment(start, found.end(), value, rule)


def _month_year(found: re.Match[str], start: int, published: date | None) -> Moment:
    """Read "May 2018", "Jan-Feb 2017", "April of '87", "December last year"."""
    month = _number(found["month"])
    year: int | None = None
    if found["year"]:
        year = int(found["year"])
    elif found["short"]:
        year = in_its_century(int(found["short"]))
    elif published:
        which = found["rel"].lower().split(" ")[-2]
        year = published.year + {"last": -1, "next": 1}.get(which, 0)
    value = f"{year}-{month:02d}" if year else None
    if found["month2"]:
        value = f"{value}/{year}-{_number(found['month2']):02d}" if value else None
        return Moment(start, found.end(), value, "months of a year")
    return Moment(start, found.end(), value, "month and year")


def _month_alone(text: str, at: int, floor: int, published: date | None) -> Moment | None:
    """Read "March", "last October", "early May" where the word is no verb and no name."""
    found = _MONTH_NAME.match(text, at)
    if found is None or _GOES_ON.match(text, found.end()):
        return None
    written, end = found.group(), found.end()
    start, relative, _ = modifiers_before(text, at, floor)
    if not (relative and written[0].isupper()) and not _is_month(text, at, written):
        return None
    if is_calendar_name(text, at, end):
        return None
    word = written.lower().rstrip(".")
    if written.endswith(".") and word in _MONTH_WORDS:
        end -= 1
    month = MONTHS[word]
    year = None
    if published:
        if relative in ("last", "previous", "past"):
            year = published.year - (month >= published.month)
        elif relative in ("next", "coming"):
            year = published.year + (month <= published.month)
        elif relative == "this":
            year = published.year
        else:
            year = values.year_of(month, None, published, tense_around(text, start, end))
    return Moment(start, end, f"{year}-{month:02d}" if year else None, "month")


def _is_month(text: str, at: int, written: str) -> bool:
    """Tell "in May" and "sales in dec" from "they may" and "Dec" of another word."""
    word = written.lower().rstrip(".")
    before = text[max(0, at - 9) : at]
    if written[0].islower() and (len(word) <= 4 or word == "august") and not written.endswith("."):
        after_in = before.lower().endswith((" in ", "from ", " of ", " to ", "last ", "next "))
        return word in ("june", "july") or ((after_in or before == "in ") and word != "may")
    if word not in ALSO_COMMON_WORDS:
        return True
    if written[0].islower() or not _BEFORE_BARE_MONTH.search(before):
        return False
    end = at + len(written)
    return word not in ("may", "march") or not _NOT_BY_MONTH.match(text, end)


def _year(
    text: str, found: re.Match[str], month: int, of_month: int, published: date | None
) -> int | None:
    """Return the year that is written, or the one the sentence most likely means."""
    written = found["year"]
    if written:
        return full_year(written.lstrip("’'"))
    if published is None:
        return None
    tense = tense_around(text, found.start(), found.end())
    ended = text.endswith((" ended ", " ended on "), 0, found.start())
    return values.year_of(month, of_month, published, tense, ended=ended)


def _number(month: str) -> int:
    return MONTHS[month.lower().rstrip(".")]


def _is_verb(month: str) -> bool:
    """Tell whether the word in lower case is more often a verb: "march", "may", "mar"."""
    return month in ("may", "march", "mar")


def read_day_first(text: str, at: int, floor: int, published: date | None) -> Moment | None:
    """Read "7 October", "the 22nd of May 1990", "3-12 September" where the day's digits start."""
    found = _DAYS_MONTH.match(text, at)
    if found:
        return _day_of_month(text, found, published, at)
    found = _DAY_MONTH.match(text, at)
    if found is None:
        return None
    if _is_verb(found["month"]) and " of " not in found.group() and not found["year"]:
        return None
    return _day_of_month(text, found, published, with_the(text, at, floor))


def _day_of_month(
    text: str, found: re.Match[str], published: date | None, start: int
) -> Moment | None:
    month, of_month = _number(found["month"]), day_number(found["day"])
    year = _year(text, found, month, of_month, published)
    value = values.day(year, month, of_month) if year else None
    end = found.end()
    if not found["year"] and text[end - 1] == "." and len(found["month"]) > 4:
        end -= 1
    second = found.groupdict().get("day2")
    if second and year:
        ending = values.day(year, month, day_number(second))
        value = f"{value}/{ending}" if value and ending else None
        return Moment(start, end, value, "days of a month")
    return Moment(start, end, value, "day and month")


def read_ordinal_date(text: str, at: int, floor: int, published: date | None) -> Moment | None:
    """Read "second of August", "twenty-first of May 1990" where the ordinal word starts."""
    found = _ORDINAL_MONTH.match(text, at)
    if found is None or (_is_verb(found["month"]) and " of " not in found.group()):
        return None
    return _day_of_month(text, found, published, with_the(text, at, floor))


def day_number(written: str) -> int:
    """Return the number of a day: "7th" → 7, "twenty-first" → 21."""
    digits = re.match(r"\d+", written)
    if digits:
        return int(digits.group())
    total = 0
    for word in re.split(r"[ -]", written.lower()):
        total += {"twenty": 20, "thirty": 30}.get(word) or ORDINALS[word]
    return total
