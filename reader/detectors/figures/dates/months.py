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
from reader.detectors.figures.number_words import ORDINALS
from reader.detectors.figures.patterns import Pattern

_NOT_DAY = (
    r"(?![\d:%]|,\d{3}|\.\d|[ ](?:percent|per cent|million|billion|people)"
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


_MONTH_NAME = Pattern(MONTH_PATTERN, re.IGNORECASE)


def read_month(text: str, at: int, floor: int, published: date | None) -> Moment | None:
    """Read a date that starts with a month: "October 7", "Nov. 2, 1989", "May 2018", "March"."""
    found = _MONTH_DAY.match(text, at)
    if found:
        return _month_day(text, found, floor, published)
    found = _MONTH_YEAR.match(text, at)
    start, relative = modifiers_before(text, at, floor)
    if found:
        month = MONTHS[found["month"].lower().rstrip(".")]
        if found["month2"]:
            second = MONTHS[found["month2"].lower().rstrip(".")]
            year = int(found["year"]) if found["year"] else None
            value = f"{year}-{month:02d}/{year}-{second:02d}" if year else None
            return Moment(start, found.end(), value, "months of a year")
        if found["year"]:
            return Moment(start, found.end(), f"{found['year']}-{month:02d}", "month and year")
        if found["short"]:
            return Moment(
                start,
                found.end(),
                f"{in_its_century(int(found['short']))}-{month:02d}",
                "month and year",
            )
        steps = {"last": -1, "next": 1}.get(found["rel"].lower().split(" ")[-2], 0)
        value = f"{published.year + steps}-{month:02d}" if published else None
        return Moment(start, found.end(), value, "month and year")
    return _month_alone(text, at, start, relative, published)


def _month_day(
    text: str, found: re.Match[str], floor: int, published: date | None
) -> Moment | None:
    word = found["month"].lower().rstrip(".")
    if (
        word in ("march", "may", "mar", "sun", "sat")
        and found["month"].islower()
        and not found["year"]
    ):
        before = text[max(0, found.start() - 6) : found.start()]
        if before and not before.endswith(("on ", "from ", "of ")):
            return None
    month = MONTHS[word]
    of_month = day_number(found["day"])
    year = int(found["year"]) if found["year"] else None
    known = (
        year
        if year is not None
        else values.year_of(
            month, of_month, published, tense_around(text, found.start(), found.end())
        )
    )
    value = values.day(known, month, of_month) if known else None
    rule = "month and day"
    if found["day2"] and known:
        month2 = MONTHS[found["month2"].lower().rstrip(".")] if found["month2"] else month
        ending = values.day(known + (month2 < month), month2, day_number(found["day2"]))
        value, rule = (f"{value}/{ending}" if value and ending else None), "days of a month"
    start, _ = modifiers_before(text, found.start(), floor)
    if (
        not text[start : found.start()]
        .lower()
        .startswith(("early", "late", "mid", "the early", "the late"))
    ):
        start = found.start()
    return Moment(start, found.end(), value, rule)


def _month_alone(
    text: str, at: int, start: int, relative: str, published: date | None
) -> Moment | None:
    found = _MONTH_NAME.match(text, at)
    if found is None:
        return None
    word = found.group().lower().rstrip(".")
    end = found.end()
    if text[end : end + 1].isalpha() or (
        text[end : end + 1] in ("-", "’", "'")
        and text[end + 1 : end + 2].isalpha()
        and text[end + 1 : end + 2] != "s"
    ):
        return None
    if word in ALSO_COMMON_WORDS:
        if text[at].islower():
            if not (relative and word not in ("may", "mar")) and not (
                word in ("dec", "jan", "sep", "apr") and text[max(0, at - 3) : at].lower() == "in "
            ):
                return None
        elif (not relative and not _BEFORE_BARE_MONTH.search(text, max(0, at - 9), at)) or (
            word in ("may", "march")
            and _NOT_BY_MONTH.match(text, end)
            and text[end : end + 1].isalpha()
        ):
            return None
    if (
        len(word) <= 4
        and word not in ("june", "july", "may")
        and not found.group().endswith(".")
        and not (text[at].isupper() or relative)
        and text[max(0, at - 5) : at].strip().lower() not in ("in", "of", "from", "to")
    ):
        return None
    if found.group().endswith(".") and word in ("june", "july", "may", "august", "march", "april"):
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
    value = f"{year}-{month:02d}" if year else None
    return Moment(start, end, value, "month")


def read_day_first(text: str, at: int, floor: int, published: date | None) -> Moment | None:
    """Read "7 October", "the 22nd of May 1990", "3-12 September" where the day's digits start."""
    found = _DAYS_MONTH.match(text, at)
    if found:
        return _day_of_month(text, found, published, at)
    found = _DAY_MONTH.match(text, at)
    if found is None:
        return None
    month = found["month"]
    verb = month.islower() and month in ("may", "march", "mar") and " of " not in found.group()
    if verb and not found["year"]:
        return None
    return _day_of_month(text, found, published, with_the(text, at, floor))


def _day_of_month(
    text: str, found: re.Match[str], published: date | None, start: int
) -> Moment | None:
    month = MONTHS[found["month"].lower().rstrip(".")]
    of_month = day_number(found["day"])
    written = found["year"]
    year = full_year(written.lstrip("’'")) if written else None
    known = (
        year
        if year is not None
        else values.year_of(
            month, of_month, published, tense_around(text, found.start(), found.end())
        )
    )
    value = values.day(known, month, of_month) if known else None
    end = found.end()
    if not written and text[end - 1] == "." and len(found["month"]) > 4:
        end -= 1
    second = found.groupdict().get("day2")
    if second and known:
        ending = values.day(known, month, day_number(second))
        value = f"{value}/{ending}" if value and ending else None
        return Moment(start, end, value, "days of a month")
    return Moment(start, end, value, "day and month")


def read_ordinal_date(text: str, at: int, floor: int, published: date | None) -> Moment | None:
    """Read "second of August", "twenty-first of May 1990" where the ordinal word starts."""
    found = _ORDINAL_MONTH.match(text, at)
    if found is None:
        return None
    if (
        found["month"].lower() in ("may", "march", "mar")
        and found["month"].islower()
        and " of " not in found.group()
    ):
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
