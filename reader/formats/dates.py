"""The day an article was published, in the forms in which files write it.

Numbers alone are read only where their order is plain: year first, or with full stops
(day first). “03/04/2025” means two days to two readers, so it is left alone.
"""

import re
from datetime import date
from pathlib import PurePosixPath

_MONTHS = (
    "january february march april may june july august september october november december"
).split()
_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_TIME = r"(?:(?:T|,? (?:at )?)\d{1,2}[:.]\d{2}[^\n]{0,30})?"
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,? )?"
_FORMS = tuple(
    re.compile(_WEEKDAY + form + _TIME, re.ASCII | re.IGNORECASE)
    for form in (
        rf"{_YEAR}([-/])(?P<month>\d{{1,2}})\2{_DAY}",
        rf"{_DAY}\.(?P<month>\d{{1,2}})\.{_YEAR}",
        rf"{_DAY}\.? {_MONTH},? {_YEAR}",
        rf"{_MONTH} {_DAY},? {_YEAR}",
    )
)
_LABEL = re.compile(r"(?:date|published|posted|publication date)(?: on)?(?:: ?| )", re.IGNORECASE)
_IN_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})(?!\d)", re.ASCII)
_LONGEST = 80
"""Code points; no line that holds a date and nothing else is longer."""


def date_from(words: str) -> date | None:
    """Return the day that these words name and nothing else, None where they do not.

    >>> date_from("Sunday, 28 July 2024, 10:15 GMT")
    datetime.date(2024, 7, 28)
    """
    words = words.strip()
    if len(words) > _LONGEST:
        return None
    for form in _FORMS:
        if found := form.fullmatch(words):
            return _day(found["year"], found["month"], found["day"])
    return None


def date_from_line(line: str) -> date | None:
    """Return the day of a line that says nothing else, with or without “Published:”."""
    line = line.strip()
    label = _LABEL.match(line)
    return date_from(line[label.end() :] if label else line)


def date_from_name(path: str) -> date | None:
    """Return the day with which a file's name begins, as site generators name their posts.

    >>> date_from_name("floods/2025-03-26-inquiry.txt")
    datetime.date(2025, 3, 26)
    """
    found = _IN_NAME.match(PurePosixPath(path).name)
    return date_from(found[1]) if found else None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month) if month.isdigit() else _month(month), int(day))
    except ValueError:
        return None


def _month(name: str) -> int:
    """Return the number of a month by its English name, whole or shortened, 0 for none."""
    name = "sep" if name.lower() == "sept" else name.lower()
    return next((place for place, whole in enumerate(_MONTHS, 1) if whole.startswith(name)), 0)
