"""Holidays with a date that can be told, one line each: `name | when | other names`.

When: a day ("12-25"), a weekday of a month ("11 thursday 4" is the fourth, "5 monday -1" the
last), days from Western Easter ("easter -2"), or one day for good ("2001-09-11"). Holidays that
follow the moon are left out: their days are proclaimed, not counted.

Source: the calendars of the United States, the United Kingdom, Ireland, Canada, Australia, New
Zealand and India as their governments publish them, and the days that newspapers name.
"""

import re
from datetime import date, timedelta

_TABLE = """
new year's day | 01-01 | new year's, new years day, new year
new year's eve | 12-31 | new years eve
epiphany | 01-06 |
burns night | 01-25 |
australia day | 01-26 |
groundhog day | 02-02 |
waitangi day | 02-06 |
valentine's day | 02-14 | valentines day
saint patrick's day | 03-17 | patrick's day
april fools' day | 04-01 | april fool's day
earth day | 04-22 |
anzac day | 04-25 |
cinco de mayo | 05-05 |
juneteenth | 06-19 |
canada day | 07-01 |
independence day | 07-04 | fourth of july
bastille day | 07-14 |
halloween | 10-31 |
all saints' day | 11-01 | all saints day
all souls' day | 11-02 | all souls day
guy fawkes night | 11-05 | guy fawkes day, bonfire night
veterans day | 11-11 | armistice day, veterans' day
saint andrew's day | 11-30 |
christmas | 12-25 | christmas day
christmas eve | 12-24 |
boxing day | 12-26 |
9/11 | 2001-09-11 |
martin luther king day | 1 monday 3 | martin luther king jr. day, mlk day
presidents day | 2 monday 3 | presidents' day
mother's day | 5 sunday 2 | mothers' day
memorial day | 5 monday -1 |
father's day | 6 sunday 3 | fathers' day
labor day | 9 monday 1 | labour day
columbus day | 10 monday 2 | indigenous peoples' day
remembrance sunday | 11 sunday 2 |
thanksgiving | 11 thursday 4 | thanksgiving day
black friday | 11 thursday 4 +1 |
cyber monday | 11 thursday 4 +4 |
shrove tuesday | easter -47 | mardi gras
ash wednesday | easter -46 |
palm sunday | easter -7 |
maundy thursday | easter -3 |
good friday | easter -2 |
holy saturday | easter -1 |
easter | easter 0 | easter sunday, easter day
easter monday | easter 1 |
ascension day | easter 39 |
whit sunday | easter 49 | pentecost
whit monday | easter 50 |
corpus christi | easter 60 |
"""
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _read_table() -> dict[str, str]:
    """Return when each holiday is, by every name it has."""
    days: dict[str, str] = {}
    for line in _TABLE.strip().split("\n"):
        name, when, others = (part.strip() for part in line.split("|"))
        days.update(dict.fromkeys((name, *filter(None, others.split(", "))), when))
    return days


HOLIDAYS = _read_table()
FIRST_WORDS = frozenset(re.split(r"[ ']", name, maxsplit=1)[0] for name in HOLIDAYS) - {"9/11"}
HOLIDAY_PATTERN = "|".join(
    re.escape(name).replace("'", "[’']").replace(r"\ ", " ")
    for name in sorted(HOLIDAYS, key=len, reverse=True)
)


def holiday(name: str, year: int) -> date | None:
    """Return the day of a holiday in a year; its name has straight apostrophes."""
    kind, *rest = HOLIDAYS[name].split(" ")
    if kind == "easter":
        month, of_month = easter(year)
        return date(year, month, of_month) + timedelta(int(rest[0]))
    if rest:
        day = _weekday_of_month(year, int(kind), _DAYS.index(rest[0]), int(rest[1]))
        return day + timedelta(int(rest[2]) if len(rest) > 2 else 0)
    if len(kind) == len("2001-09-11"):
        return date.fromisoformat(kind)
    return date.fromisoformat(f"{year:04d}-{kind}")


def _weekday_of_month(year: int, month: int, weekday: int, place: int) -> date:
    """Return the first, second … weekday of a month, or with -1 the last."""
    if place > 0:
        first = date(year, month, 1)
        return first + timedelta((weekday - first.weekday()) % 7 + 7 * (place - 1))
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(1)
    return last - timedelta((last.weekday() - weekday) % 7)


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
