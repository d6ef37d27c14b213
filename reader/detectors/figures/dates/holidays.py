"""Holidays and seasons: "Christmas Eve", "Easter", "the summer of 2019", "this fall"."""

import re
from datetime import date

from reader.detectors.figures.dates import values
from reader.detectors.figures.dates.calendar_words import FIXED_HOLIDAYS, SEASONS, YEAR_PATTERN
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
    r"(?P<name>christmas(?:[ ](?:day|eve))?|easter(?:[ ](?:sunday|monday))?|good friday"
    r"|thanksgiving(?:[ ]day)?|halloween|boxing day"
    r"|new year[’']s(?:[ ](?:day|eve))?|new year(?=[.,;!?]|$)|valentine[’']s day"
    r"|independence day|labou?r day|memorial day|juneteenth|fourth of july|9/11)"
    rf"(?:,?[ ](?P<year>{YEAR_PATTERN})(?!\d))?(?![A-Za-z])",
    re.IGNORECASE,
)


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
    start, relative, _ = modifiers_before(text, at, floor)
    if not relative:
        start = at
    year: int | None = None
    if name == "9/11":
        year = 2001
    elif found["year"]:
        year = int(found["year"])
    elif published:
        month, of_month = _holiday(name, published.year)
        tense = tense_around(text, at, at)
        if relative in ("last", "previous", "past"):
            tense = "past"
        elif relative in ("next", "coming", "following"):
            tense = "future"
        year = (
            published.year
            if relative == "this"
            else values.year_of(month, of_month, published, tense)
        )
    value = None
    if year:
        month, of_month = _holiday(name, year)
        value = values.day(year, month, of_month)
    return Moment(start, found.end(), value, "holiday")


def _holiday(name: str, year: int) -> tuple[int, int]:
    if name.startswith(("easter", "good friday")):
        month, of_month = easter(year)
        shift = {"good friday": -2, "easter monday": 1}.get(name, 0)
        on = values.shifted(date(year, month, of_month), shift)
        return (on.month, on.day) if on else (month, of_month)
    if name.startswith("thanksgiving"):
        return 11, 22 + (3 - date(year, 11, 22).weekday()) % 7
    if name.startswith("labo"):
        return 9, 1 + (-date(year, 9, 1).weekday()) % 7
    if name == "memorial day":
        return 5, 31 - date(year, 5, 31).weekday()
    if name == "9/11":
        return 9, 11
    if name == "fourth of july":
        return 7, 4
    if name == "new year's":
        return 1, 1
    return FIXED_HOLIDAYS[name]


def easter(year: int) -> tuple[int, int]:
    """Return the month and day of Western Easter.

    Source: the anonymous Gregorian computus as printed in Meeus, Astronomical Algorithms.
    """
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day_ = divmod(h + m - 7 * n + 114, 31)
    return month, day_ + 1
