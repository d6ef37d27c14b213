"""Dates all in digits: "2024-07-28", "10/12/2020", and "22/04" where a day is expected."""

import re
from datetime import date

from reader.detectors.figures.dates import values
from reader.detectors.figures.dates.moment import Moment
from reader.detectors.figures.dates.months import read_day_first
from reader.detectors.figures.dates.tenses import tense_around
from reader.detectors.figures.dates.years import full_year, read_year
from reader.detectors.figures.patterns import Pattern

_ISO = Pattern(
    r"(?P<y>\d{4})(?P<sep>[-/. ])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d)(?:T(?P<h>\d\d):"
    r"(?P<min>\d\d)\S{0,10})?"
)
_SLASHED = Pattern(
    r"(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4}|\d\d)(?![\d/]|[.,]\d|-\d\d-)"
)
_SHORT_SLASHED = Pattern(
    r"(?P<a>\d{1,2})/(?P<b>\d{1,2})(?![\d/%]|[.,]\d|[ ](?:of|[a-z]+s\b|inch|mile|cup))"
)


_PARTS = frozenset("/.-")
"""What parts day, month and year."""


def read_digit_date(text: str, at: int, floor: int, published: date | None) -> Moment | None:
    """Read a date that starts with digits; None when the digits are no date."""
    four = text[at : at + 4].isdecimal()
    found = _ISO.match(text, at) if four else None
    if (
        found
        and 1 <= int(found["m"]) <= 12
        and 1 <= int(found["d"]) <= 31
        and 1000 <= int(found["y"]) < 2100
    ) and not (found["sep"] == " " and not found["m"].startswith(("0", "1"))):
        value = values.day(int(found["y"]), int(found["m"]), int(found["d"]))
        if found["h"]:
            return Moment(
                at,
                found.end(),
                f"{value}T{found['h']}:{found['min']}" if value else None,
                "date in digits",
                True,
            )
        return Moment(at, found.end(), value, "date in digits")
    slashed = not four and not _PARTS.isdisjoint(text[at + 1 : at + 3])
    found = _SLASHED.match(text, at) if slashed else None
    if found:
        value = _slashed_value(int(found["a"]), int(found["b"]), full_year(found["y"]))
        if value and not (found["sep"] == "." and len(found["y"]) == 2 and int(found["b"]) > 12):
            return Moment(at, found.end(), value, "date in digits")
    three = text[at : at + 3].isdecimal()
    day = None if three else read_day_first(text, at, floor, published)
    return day or (None if three and not four else read_year(text, at, floor))


def _slashed_value(first: int, second: int, year: int) -> str | None:
    """Return month/day/year, the American order, or day/month/year when only that is a date."""
    return values.day(year, first, second) or values.day(year, second, first)


_SLASH_CUE = Pattern(
    r"(?<![A-Za-z])(?:on|by|from|until|till|since|to|next|this|last|starting|dated|before|after"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?)[ ]$",
    re.IGNORECASE,
)


def read_cued_day(text: str, at: int, published: date | None) -> Moment | None:
    """Read "22/04" after "on", "by", "Friday" as a day."""
    if "/" in text[at + 1 : at + 3] and _SLASH_CUE.search(text, max(0, at - 12), at):
        return _short_slashed(text, at, published)
    return None


def _short_slashed(text: str, at: int, published: date | None) -> Moment | None:
    """Read "6/4" or "22/04" as a day; only callers that know a date is meant ask."""
    found = _SHORT_SLASHED.match(text, at)
    if found is None:
        return None
    first, second = int(found["a"]), int(found["b"])
    if published is None or not (1 <= first <= 31 and 1 <= second <= 31):
        return None
    month, of_month = (first, second) if first <= 12 else (second, first)
    if not 1 <= month <= 12:
        return None
    year = values.year_of(month, of_month, published, tense_around(text, at, at))
    value = values.day(year, month, of_month) if year else None
    return Moment(at, found.end(), value, "date in digits")
