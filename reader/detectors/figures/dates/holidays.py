"""Holidays and seasons: "Christmas Eve", "Easter", "the summer of 2019", "this fall"."""

import re
from datetime import date

from reader.detectors.figures.dates import values
from reader.detectors.figures.dates.calendar_words import SEASONS, YEAR_PATTERN
from reader.detectors.figures.dates.holiday_names import HOLIDAY_PATTERN, HOLIDAYS, holiday
from reader.detectors.figures.dates.moment import Moment, modifiers_before
from reader.detectors.figures.dates.tenses import tense_around
from reader.detectors.figures.dates.years import full_year
from reader.detectors.figures.patterns import Pattern

_APOSTROPHES = "'’"
_SEASON_YEAR = Pattern(
    rf"(?:[ ](?:of[ ])?|,[ ])(?P<year>{YEAR_PATTERN}|[’']\d\d)(?!\d)"
    r"|[ ]of[ ](?P<rel>this|last|next)[ ]year"
)
_HOLIDAY = Pattern(
    rf"(?P<name>{HOLIDAY_PATTERN})(?:,?[ ](?P<year>{YEAR_PATTERN})(?!\d))?(?![A-Za-z])",
    re.IGNORECASE,
)
_GOES_ON = Pattern(r"[ ](?!eve)[a-z]")
_LAST_MONTHS = {"spring": 6, "summer": 9, "fall": 11, "autumn": 11, "winter": 12}
"""The month in which a season of the northern half ends.

"Last spring" is this year's when it is over.
"""


def read_season(text: str, at: int, end: int, floor: int, published: date | None) -> Moment | None:
    """Read "summer 2019", "last winter", "the spring of 1999", "this fall"."""
    season = text[at:end].lower()
    start, relative, _ = modifiers_before(text, at, floor)
    followed = _SEASON_YEAR.match(text, end)
    if followed:
        if followed["year"]:
            value: str | None = (
                f"{full_year(followed['year'].lstrip(_APOSTROPHES))}-{SEASONS[season]}"
            )
        else:
            steps = {"last": -1, "next": 1}.get(followed["rel"], 0)
            value = values.period_shifted(season, steps, published)
        return Moment(start, followed.end(), value, "season")
    if relative:
        steps = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get(relative, 0)
        if published and steps:
            ends = _LAST_MONTHS[season]
            over, to_come = published.month > ends, published.month < ends - 3
            steps = 0 if (over if steps < 0 else to_come) else steps
        return Moment(start, end, values.period_shifted(season, steps, published), "season")
    return None


def read_holiday(text: str, at: int, floor: int, published: date | None) -> Moment | None:
    """Read a holiday with a known date: "Christmas Eve", "Easter", "Labor Day 2021"."""
    found = _HOLIDAY.match(text, at)
    if found is None:
        return None
    name = found["name"].lower().replace("’", "'")
    if name == "new year" and _GOES_ON.match(text, found.end()):
        return None
    start, relative, _ = modifiers_before(text, at, floor)
    if not relative:
        start = at
    year = int(found["year"]) if found["year"] else None
    if year is None and published:
        year = _year(text, at, name, relative, published)
    day = holiday(name, year or (published.year if published else _ANY_YEAR))
    known = year is not None or HOLIDAYS[name].startswith("2001")
    return Moment(start, found.end(), values.iso(day) if known else None, "holiday")


_ANY_YEAR = 2000


def _year(text: str, at: int, name: str, relative: str, published: date) -> int | None:
    """Return the year in which a holiday is meant that has none beside it."""
    if relative == "this":
        return published.year
    day = holiday(name, published.year)
    tense = tense_around(text, at, at)
    if relative in ("last", "previous", "past"):
        tense = "past"
    elif relative in ("next", "coming", "following"):
        tense = "future"
    if day is None:
        return None
    return values.year_of(day.month, day.day, published, tense)
