"""Dates and times as marks: which reader to ask, and what belongs to one mark.

A date and the time beside it are one mark ("Friday at 6pm", "9 a.m. on Monday").
"""

import re
from datetime import date

from reader.detectors.figures.calendar_words import (
    MONTHS,
    PERIODS,
    RECURRING,
    RELATIVE_DAYS,
    SEASONS,
    WEEKDAYS,
)
from reader.detectors.figures.clock_times import read_clock_words
from reader.detectors.figures.dates import (
    Moment,
    clock_moment,
    read_digit_date,
    read_holiday,
    read_month,
    read_ordinal_date,
    read_season,
    read_time,
    read_weekday,
)
from reader.detectors.figures.draft import Draft
from reader.detectors.figures.number_words import ORDINALS, STARTERS
from reader.detectors.figures.relative_dates import (
    read_day_word,
    read_ordinal_period,
    read_period,
    read_quarter_letter,
    read_relative_day,
)
from reader.detectors.figures.word_sets import word_set

_HOLIDAY_WORDS = word_set(
    "christmas easter good thanksgiving halloween boxing new valentine independence labor",
    "labour memorial juneteenth fourth",
)
_CLOCK_WORDS = word_set(
    "noon midnight midday noonish mid",
)
_LETTER_WORDS = word_set(
    "q fiscal financial fy",
)
MOMENT_WORDS = frozenset(
    (
        *MONTHS,
        *WEEKDAYS,
        *PERIODS,
        *RELATIVE_DAYS,
        *RECURRING,
        *_HOLIDAY_WORDS,
        *_CLOCK_WORDS,
        *_LETTER_WORDS,
        *(word for word in ORDINALS),
        "final",
        "last",
        "half",
        "quarter",
        *(word for word in STARTERS if STARTERS[word] < 31),
    )
)
_JOINT = re.compile(
    r"(?:[ ]?,)?[ \n](?:at |on |around |about |by |in the |the |of )?(?:early "
    r"|late )?(?=[\w])|, ?(?=\d)|-(?=\d)"
)
_TIME_OF_DAY_BEFORE = re.compile(
    r"[ ]in[ ]the[ ](?P<part>morning|afternoon|evening)(?![A-Za-z])|[ ]at[ ]night(?![A-Za-z])"
)


def read_moment(text: str, at: int, word: str, floor: int, published: date | None) -> Draft | None:
    """Read the date or time that `word` (lower case; "" for digits) at `at` gives away."""
    moment = _read(text, at, word, floor, published)
    if moment is None:
        return None
    moment = _joined(text, moment, published)
    form = "time" if moment.is_time and not _has_date(moment) else "date"
    return Draft(moment.start, moment.end, form, moment.rule, date=moment.value)  # type: ignore[arg-type]


def _has_date(moment: Moment) -> bool:
    return moment.rule != "time of day" and moment.rule != "noon or midnight"


def _read(text: str, at: int, word: str, floor: int, published: date | None) -> Moment | None:
    if not word:
        return read_time(text, at, published) or read_digit_date(text, at, floor, published)
    end = at + len(word)
    if word in MONTHS:
        return read_month(text, at, floor, published)
    if word in WEEKDAYS:
        return read_weekday(text, at, floor, published)
    if word in RELATIVE_DAYS:
        return read_relative_day(text, at, floor, published)
    if word in _HOLIDAY_WORDS:
        holiday = read_holiday(text, at, floor, published)
        if holiday:
            return holiday
    if word in ORDINALS or word in ("final", "last"):
        found = read_ordinal_date(text, at, floor, published) or read_ordinal_period(
            text, at, floor, published
        )
        if found:
            return found
    if word in SEASONS:
        return read_season(text, at, end, floor, published) or (
            read_period(text, at, end, floor, published) if word != "fall" else None
        )
    if word in PERIODS:
        return read_period(text, at, end, floor, published)
    if word in _LETTER_WORDS:
        return read_quarter_letter(text, at, published)
    if word in _CLOCK_WORDS or word in RECURRING:
        return read_day_word(text, at, published)
    if word in STARTERS or word in ("half", "quarter"):
        clock = read_clock_words(text, at)
        return clock_moment(clock, published) if clock else None
    return None


_NEXT = re.compile(r"(?:(?:this|last|next|tomorrow|yesterday|every|each)[ ]){0,2}?([A-Za-z]+|\d)")


def _joined(text: str, moment: Moment, published: date | None) -> Moment:
    """Take in the time after a date and the date after a time."""
    for _ in range(3):
        joint = _JOINT.match(text, moment.end)
        if joint is None:
            return moment
        found = _NEXT.match(text, joint.end())
        if found is None:
            return moment
        word = found[1].lower()
        if word.isdecimal():
            word = ""
        elif word not in MOMENT_WORDS or word in ("final", "second", "half", "fall", "spring"):
            return moment
        after = _read(text, found.start(1), word, moment.end, published)
        if after is None or after.start > joint.end():
            return moment
        combined = _combined(moment, after, joint.group())
        if combined is None:
            return moment
        moment = combined
    return moment


def _combined(first: Moment, second: Moment, joint: str) -> Moment | None:
    """Return both as one moment when one is a day and the other a time of it."""
    if first.is_time == second.is_time:
        return None
    day, clock = (second, first) if first.is_time else (first, second)
    if "T" not in (clock.value or "T") or day.rule in (
        "year",
        "month",
        "span of years",
        "decade",
        "month and year",
        "part of a period",
    ):
        return None
    if not first.is_time and joint.strip() in ("of", "the", "by"):
        return None
    value = None
    if day.value and clock.value and len(day.value) == 10:
        value = day.value + clock.value[clock.value.index("T") :]
    return Moment(first.start, second.end, value, "day and time", True)
