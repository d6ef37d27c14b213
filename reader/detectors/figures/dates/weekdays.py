"""Dates with the name of a weekday: "Saturday", "last Friday night", "Tuesday, May 9"."""

import re
from datetime import date
from typing import NamedTuple

from reader.detectors.figures.dates import values
from reader.detectors.figures.dates.calendar_words import (
    DAY_PARTS,
    MONTH_PATTERN,
    ORDINAL_DAY_PATTERN,
    WEEKDAY_PATTERN,
    WEEKDAYS,
)
from reader.detectors.figures.dates.digit_dates import read_digit_date
from reader.detectors.figures.dates.moment import Modifiers, Moment, modifiers_before
from reader.detectors.figures.dates.months import day_number, read_month
from reader.detectors.figures.dates.tenses import tense_around
from reader.detectors.figures.names import is_calendar_name
from reader.detectors.figures.patterns import Pattern

_PART_AFTER = Pattern(
    r"(?:[ ]|[ -]?at[ ])(?P<part>(?:early |late )?(?:morning|afternoon|evening"
    r"|night))s?(?![A-Za-z])",
    re.IGNORECASE,
)
_DATE_AFTER_WEEKDAY = Pattern(
    rf"\.?(?:,[ ]?|[ ]|\()(?:the[ ])?(?=(?:{MONTH_PATTERN})[ ./]?\d|(?:{MONTH_PATTERN})[ ]the"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[ ](?:of[ ])?{MONTH_PATTERN}|\d{{4}}-\d{{1,2}}-"
    rf"|\d{{1,2}}/\d{{1,2}}|(?:{MONTH_PATTERN})[ ]{ORDINAL_DAY_PATTERN}(?![A-Za-z-]))",
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
_GOES_ON = Pattern(r"[A-Za-z0-9]|-[a-z]")
_WEEKDAY_NAME = Pattern(WEEKDAY_PATTERN, re.IGNORECASE)
_AFTER_SHORT_NAME = Pattern(r"(?:\.?,)?[ ](?:\d|at\b|or (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b)")
_EVERY = Pattern(r"(?<![A-Za-z])(?:every|each)[ ]$", re.IGNORECASE)


class _Weekday(NamedTuple):
    """The name of a weekday in the text, with the small words before it."""

    number: int
    start: int
    end: int
    before: Modifiers

    @property
    def start_with_relative(self) -> int:
        """Where the date begins: "last", "next" belong to it, "the" alone does not."""
        return self.before.start if self.before.relative or self.before.edge else self.start


def read_weekday(text: str, at: int, floor: int, published: date | None) -> Moment | None:
    """Read a date that starts with a weekday: "Saturday", "last Friday night", "Tue May 9"."""
    found = _WEEKDAY_NAME.match(text, at)
    if found is None or _NAMED_DAY.search(text, max(0, at - 7), at):
        return None
    word, end = found.group().lower(), found.end()
    plural = text[end : end + 1] == "s" and word.endswith("day")
    if _GOES_ON.match(text, end + plural) or is_calendar_name(text, at, end):
        return None
    day = _Weekday(WEEKDAYS[word], at, end + plural, modifiers_before(text, at, floor))
    dated = _with_date(text, day, published)
    if dated:
        return dated
    if not word.endswith("day") and not _short_weekday_fits(text, at, end, day.before.relative):
        return None
    return (
        _with_day_of_month(text, day, published)
        or _recurring(text, day, floor, plural=plural)
        or _of_week(text, day, published)
        or _alone(text, day, published)
    )


def _with_date(text: str, day: _Weekday, published: date | None) -> Moment | None:
    """Read "Tuesday, March 5, 2024", "Friday (jun-15)"."""
    inside = _DATE_AFTER_WEEKDAY.match(text, day.end)
    if inside is None:
        return None
    rest = read_digit_date(text, inside.end(), day.start, published) or (
        read_month(text, inside.end(), inside.end(), published)
    )
    if rest is None or rest.start > inside.end():
        return None
    closing = 1 if "(" in inside.group() and text[rest.end : rest.end + 1] == ")" else 0
    end = rest.end + closing
    return Moment(day.start_with_relative, end, rest.value, "weekday and date", rest.is_time)


def _with_day_of_month(text: str, day: _Weekday, published: date | None) -> Moment | None:
    """Read "Friday the 13th", "Sat 14th": the nearest day that is both."""
    found = _DAY_AFTER_WEEKDAY.match(text, day.end)
    if found is None or published is None:
        return None
    of_month = day_number(found["day"] or found["bare"])
    value = _weekday_of_month(day.number, of_month, published)
    return Moment(day.start_with_relative, found.end(), value, "weekday and day")


def _recurring(text: str, day: _Weekday, floor: int, *, plural: bool) -> Moment | None:
    """Read "Fridays", "every Monday morning"."""
    every = _EVERY.search(text, max(floor, day.start - 6), day.start)
    if not (plural or every):
        return None
    part = _PART_AFTER.match(text, day.end)
    start = every.start() if every else day.start
    value = f"XXXX-WXX-{day.number + 1}"
    return Moment(start, part.end() if part else day.end, value, "recurring weekday")


def _of_week(text: str, day: _Weekday, published: date | None) -> Moment | None:
    """Read "Tuesday of next week"."""
    found = _OF_WEEK.match(text, day.end)
    if found is None or published is None:
        return None
    steps = {"last": -1, "next": 1}.get(found["rel"].lower(), 0)
    on = values.shifted(published, day.number - published.weekday() + 7 * steps)
    return Moment(day.before.start, found.end(), values.iso(on), "weekday of a week")


def _alone(text: str, day: _Weekday, published: date | None) -> Moment:
    """Read "Saturday", "late Friday", "next Tuesday", "Thursday morning"."""
    on = values.iso(_weekday_date(text, day, published))
    part = _PART_AFTER.match(text, day.end)
    if part is None:
        return Moment(day.start_with_relative, day.end, on, "weekday")
    name = DAY_PARTS[part["part"].lower().split(" ")[-1]]
    value = f"{on}T{name}" if on else None
    return Moment(day.start_with_relative, part.end(), value, "weekday and part of day", True)


def _short_weekday_fits(text: str, at: int, end: int, relative: str) -> bool:
    """Tell whether "Mon", "Sat", "Sun" means the day: capital letter and a sign of a date."""
    if not text[at].isupper() or text[at : at + 2].isupper():
        return False
    if relative in ("last", "next", "this", "coming", "past"):
        return True
    if text[max(0, at - 3) : at].lower() == "on ":
        return True
    return bool(_AFTER_SHORT_NAME.match(text, end)) or text[max(0, at - 5) : at].endswith(
        (" or ", "week ")
    )


def _weekday_date(text: str, day: _Weekday, published: date | None) -> date | None:
    """Return the day that a weekday's name means, with the small word before it."""
    if published is None:
        return None
    relative = day.before.relative
    ahead = (day.number - published.weekday()) % 7
    if relative in ("next", "coming", "following"):
        return values.shifted(published, ahead or 7)
    if relative in ("last", "past", "previous"):
        return values.shifted(published, -((published.weekday() - day.number) % 7 or 7))
    if relative == "this":
        return values.shifted(published, ahead)
    return values.weekday(day.number, published, tense_around(text, day.start, day.end))


def _weekday_of_month(number: int, of_month: int, published: date) -> str | None:
    """Return the nearest date that is this weekday and this day of a month."""
    for distance in range(200):
        for days in (-distance, distance):
            on = values.shifted(published, days)
            if on and on.weekday() == number and on.day == of_month:
                return values.iso(on)
    return None
