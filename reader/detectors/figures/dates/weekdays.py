"""Dates with the name of a weekday: "Saturday", "last Friday night", "Tuesday, May 9"."""

import re
from datetime import date

from reader.detectors.figures.dates import values
from reader.detectors.figures.dates.calendar_words import (
    DAY_PARTS,
    MONTH_PATTERN,
    WEEKDAY_PATTERN,
    WEEKDAYS,
)
from reader.detectors.figures.dates.digit_dates import read_digit_date
from reader.detectors.figures.dates.moment import Moment, modifiers_before
from reader.detectors.figures.dates.months import day_number, read_month
from reader.detectors.figures.dates.tenses import tense_around
from reader.detectors.figures.patterns import Pattern

_PART_AFTER = Pattern(
    r"(?:[ ]|[ -]?at[ ])(?P<part>(?:early |late )?(?:morning|afternoon|evening"
    r"|night))s?(?![A-Za-z])",
    re.IGNORECASE,
)


_DATE_AFTER_WEEKDAY = Pattern(
    rf"\.?(?:,[ ]?|[ ]|\()(?:the[ ])?(?=(?:{MONTH_PATTERN})[ ./]?\d|(?:{MONTH_PATTERN})[ ]the"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[ ](?:of[ ])?{MONTH_PATTERN}|\d{{4}}-\d{{1,2}}-"
    rf"|\d{{1,2}}/\d{{1,2}})",
    re.IGNORECASE,
)


_DAY_AFTER_WEEKDAY = Pattern(
    r",?[ ](?:the[ ])?(?P<day>(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th))(?![A-Za-z])"
    r"|[ ](?P<bare>1[3-9]|2\d|3[01])(?=[ ]at\b)",
    re.IGNORECASE,
)


_NAMED_DAY = Pattern(
    r"(?<![A-Za-z])(?:Super|Black|Cyber|Bloody|Fat|Ash|Palm|Good|Shrove|Ruby) $", re.IGNORECASE
)
"""What makes a weekday a name: "Super Tuesday", "Bloody Sunday"."""


_OF_WEEK = Pattern(r"(?:[ ]of)?[ ](?P<rel>this|next|last)[ ]week(?![A-Za-z])", re.IGNORECASE)


_WEEKDAY_NAME = Pattern(WEEKDAY_PATTERN, re.IGNORECASE)
_AFTER_SHORT_NAME = Pattern(r"(?:\.?,)?[ ](?:\d|at\b|or (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b)")
_EVERY = Pattern(r"(?<![A-Za-z])(?:every|each)[ ]$", re.IGNORECASE)


def read_weekday(text: str, at: int, floor: int, published: date | None) -> Moment | None:
    """Read a date that starts with a weekday: "Saturday", "last Friday night", "Tue May 9"."""
    found = _WEEKDAY_NAME.match(text, at)
    if found is None or _NAMED_DAY.search(text, max(0, at - 7), at):
        return None
    word = found.group().lower()
    end = found.end()
    plural = text[end : end + 1] == "s" and word.endswith("day")
    end += plural
    if text[end : end + 1].isalnum() or (
        text[end : end + 1] == "-" and text[end + 1 : end + 2].islower() and word in ("sun", "sat")
    ):
        return None
    inside = _DATE_AFTER_WEEKDAY.match(text, end)
    if inside:
        rest = read_digit_date(text, inside.end(), at, published) or (
            read_month(text, inside.end(), inside.end(), published)
        )
        if rest and rest.start <= inside.end():
            start, relative = modifiers_before(text, at, floor)
            closing = 1 if "(" in inside.group() and text[rest.end : rest.end + 1] == ")" else 0
            return Moment(
                start if relative else at,
                rest.end + closing,
                rest.value,
                "weekday and date",
                rest.is_time,
            )
    start, relative = modifiers_before(text, at, floor)
    if (
        len(word) <= 5
        and not word.endswith("day")
        and not _short_weekday_fits(text, at, end, relative)
    ):
        return None
    number = WEEKDAYS[word]
    numbered = _DAY_AFTER_WEEKDAY.match(text, end)
    if numbered and published:
        of_month = day_number(numbered["day"] or numbered["bare"])
        return Moment(
            start if relative else at,
            numbered.end(),
            _weekday_of_month(number, of_month, published),
            "weekday and day",
        )
    every = _EVERY.search(text, max(floor, at - 6), at)
    if plural or every:
        part = _PART_AFTER.match(text, end)
        return Moment(
            every.start() if every else at,
            part.end() if part else end,
            f"XXXX-WXX-{number + 1}",
            "recurring weekday",
        )
    on = _weekday_date(text, at, number, relative, published)
    of_week = _OF_WEEK.match(text, end)
    if of_week and published:
        steps = {"last": -1, "next": 1}.get(of_week["rel"].lower(), 0)
        on = values.shifted(published, number - published.weekday() + 7 * steps)
        return Moment(start, of_week.end(), values.iso(on), "weekday of a week")
    part = _PART_AFTER.match(text, end)
    if not relative and not text[start:at].lower().startswith(
        ("early", "late", "the early", "next week", "this week", "last week")
    ):
        start = at
    if part:
        name = part["part"].lower().split(" ")[-1]
        value = f"{values.iso(on)}T{DAY_PARTS[name]}" if on else None
        return Moment(start, part.end(), value, "weekday and part of day", True)
    return Moment(start, end, values.iso(on), "weekday")


def _short_weekday_fits(text: str, at: int, end: int, relative: str) -> bool:
    """Tell whether "Mon", "Sat", "Sun" means the day: capital letter and a sign of a date."""
    if not text[at].isupper() or text[at : at + 2].isupper():
        return False
    if relative:
        return True
    if text[max(0, at - 3) : at].lower() == "on ":
        return True
    return bool(_AFTER_SHORT_NAME.match(text, end)) or text[max(0, at - 5) : at].endswith(
        ("or ", "week ")
    )


def _weekday_date(
    text: str, at: int, number: int, relative: str, published: date | None
) -> date | None:
    if published is None:
        return None
    ahead = (number - published.weekday()) % 7
    if relative in ("next", "coming", "following"):
        return values.shifted(published, ahead or 7)
    if relative in ("last", "past", "previous"):
        return values.shifted(published, -((published.weekday() - number) % 7 or 7))
    if relative == "this":
        return values.shifted(published, ahead)
    return values.weekday(number, published, tense_around(text, at, at))


def _weekday_of_month(number: int, of_month: int, published: date) -> str | None:
    """Return the nearest date that is this weekday and this day of a month."""
    for distance in range(200):
        for days in (-distance, distance):
            on = values.shifted(published, days)
            if on and on.weekday() == number and on.day == of_month:
                return values.iso(on)
    return None
