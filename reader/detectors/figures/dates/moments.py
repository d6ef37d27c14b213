"""Dates and times as marks: which reader to ask, and what belongs to one mark.

A date and the time beside it are one mark ("Friday at 6pm", "9 a.m. on Monday").
"""

import re
from datetime import date

from reader.detectors.figures.approximators import Approximation
from reader.detectors.figures.dates.calendar_words import (
    DAY_PARTS,
    MONTHS,
    PERIODS,
    RECURRING,
    RELATIVE_DAYS,
    SEASONS,
    WEEKDAYS,
)
from reader.detectors.figures.dates.clock_times import clock_moment, read_clock_words, read_time
from reader.detectors.figures.dates.digit_dates import read_cued_day, read_digit_date
from reader.detectors.figures.dates.holiday_names import FIRST_WORDS
from reader.detectors.figures.dates.holidays import read_holiday, read_season
from reader.detectors.figures.dates.moment import Moment
from reader.detectors.figures.dates.months import read_month, read_ordinal_date
from reader.detectors.figures.dates.periods import (
    PAST_PERIOD,
    read_day_word,
    read_period,
    read_relative_day,
)
from reader.detectors.figures.dates.quarters import read_ordinal_period, read_quarter_letter
from reader.detectors.figures.dates.weekdays import read_weekday
from reader.detectors.figures.dates.years import read_spoken_year
from reader.detectors.figures.draft import Draft
from reader.detectors.figures.number_words import ORDINALS, STARTERS
from reader.detectors.figures.patterns import Pattern
from reader.detectors.figures.word_sets import word_set
from reader.detectors.marks import FigureForm

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
        *FIRST_WORDS,
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
_JOINT = Pattern(
    r"(?:[ ]?,)?[ \n](?:at |on |around |about |by |in the |the |of )?(?:early "
    r"|late )?(?=[\w])|, ?(?=\d)|-(?=\d)"
)


def read_moment(text: str, at: int, word: str, floor: int, published: date | None) -> Draft | None:
    """Read the date or time that `word` (lower case; "" for digits) at `at` gives away."""
    moment = _read(text, at, word, floor, published)
    if moment is None:
        return None
    moment = _joined(text, moment, published)
    if moment.rule == PAST_PERIOD:
        unit = text[moment.start : moment.end].rsplit(None, 1)[-1].lower()
        return Draft(moment.start, moment.end, "duration", moment.rule, value=1, unit=unit)
    form: FigureForm = "time" if _is_clock(moment) else "date"
    draft = Draft(moment.start, moment.end, form, moment.rule, date=moment.value)
    if _is_clock(moment) or moment.rule in _DAY_RULES:
        about = _ABOUT.search(text, max(floor, moment.start - 16), moment.start)
        if about:
            span = about.span(1)
            draft.approximate(Approximation("~", *span))
    return draft


_ABOUT = Pattern(
    r"(?<![A-Za-z])(around|about|approximately|roughly|circa|shortly after|shortly before"
    r"|just after"
    r"|just before|nearly|almost)[ ]$",
    re.IGNORECASE,
)


def _read(text: str, at: int, word: str, floor: int, published: date | None) -> Moment | None:
    if not word:
        return (
            (read_holiday(text, at, floor, published) if text.startswith("9/11", at) else None)
            or read_time(text, at, published)
            or read_digit_date(text, at, floor, published)
            or read_cued_day(text, at, published)
        )
    end = at + len(word)
    if word in FIRST_WORDS:
        holiday = read_holiday(text, at, floor, published)
        if holiday:
            return holiday
    if word in MONTHS:
        return read_month(text, at, floor, published)
    if word in WEEKDAYS:
        return read_weekday(text, at, floor, published)
    if word in RELATIVE_DAYS:
        return read_relative_day(text, at, floor, published)
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
        return clock_moment(clock, published) if clock else read_spoken_year(text, at)
    return None


_NEXT = Pattern(r"(?:(?:this|last|next|tomorrow|yesterday|every|each)[ ]){0,2}?([A-Za-z]+|\d)")


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
        combined = _combined(text, moment, after, joint.group())
        if combined is None:
            return moment
        moment = combined
    return moment


_DAY_RULES = frozenset(
    (
        "relative day",
        "weekday",
        "weekday and date",
        "weekday and day",
        "weekday of a week",
        "weekday and part of day",
        "recurring weekday",
        "recurring period",
        "month and day",
        "day and month",
        "date in digits",
        "holiday",
    )
)
"""Rules whose moments are days, or parts of days, that can have a time of day."""


def _combined(text: str, first: Moment, second: Moment, joint: str) -> Moment | None:
    """Return both as one moment when one is a day and the other a time of it."""
    part = first.rule == "the period" and first.is_time and joint == " of "
    if part and second.rule in _DAY_RULES and not second.is_time:
        name = DAY_PARTS.get(text[first.start : first.end].rsplit(None, 1)[-1].lower())
        value = f"{second.value}T{name}" if second.value and name else None
        return Moment(first.start, second.end, value, "part of a day", True)
    if _is_clock(first) != _is_clock(second):
        day, clock = (second, first) if _is_clock(first) else (first, second)
        part_of_day = day.rule in ("relative period", "the period") and day.is_time
        if day.rule not in _DAY_RULES and not part_of_day:
            return None
        if not _is_clock(first) and joint.strip() in ("of", "the", "by"):
            return None
        value = None
        if day.value and clock.value and len(day.value.partition("T")[0]) == 10:
            on, _, part_name = day.value.partition("T")
            clock = _in_that_part(text, clock, part_name)
            value = "/".join(on + time[time.index("T") :] for time in str(clock.value).split("/"))
        return Moment(first.start, second.end, value, "day and time", True)
    week, day = (first, second) if first.rule == "relative period" else (second, first)
    if day.rule == "weekday" and text[week.start : week.end].lower().endswith("week"):
        value = None
        if week.value and day.value and re.fullmatch(r"\d{4}-W\d\d", week.value):
            number = date.fromisoformat(day.value).isoweekday()
            value = date.fromisocalendar(
                int(week.value[:4]), int(week.value[6:]), number
            ).isoformat()
        return Moment(first.start, second.end, value, "weekday of a week")
    return None


def _in_that_part(text: str, clock: Moment, part: str) -> Moment:
    """Return nine o'clock as 21:00 when the day's part is the evening."""
    words = text[clock.start : clock.end].lower()
    hour = (clock.value or "T00").partition("T")[2][:2]
    if part not in ("AF", "EV", "NI") or "m" in words or hour >= "12" or "/" in str(clock.value):
        return clock
    later = str(clock.value).replace(f"T{hour}", f"T{int(hour) + 12}")
    return clock._replace(value=later)


def _is_clock(moment: Moment) -> bool:
    return moment.rule in ("time of day", "noon or midnight")


_DAY_AHEAD = Pattern(r"(?:(?:the|this|last|next|coming)[ ])?(?P<word>[A-Za-z]+|\d)")


def read_moment_after(
    text: str, at: int, published: date | None, *, whole: bool = False
) -> Draft | None:
    """Read the day that starts at `at`: "two days after Christmas"; with `whole` a period."""
    found = _DAY_AHEAD.match(text, at)
    if found is None:
        return None
    word = found["word"].lower()
    word = "" if word.isdecimal() else word
    if word and word not in MOMENT_WORDS:
        return None
    moment = _read(text, found.start("word"), word, at, published)
    if moment is None or moment.start != at or _is_clock(moment):
        return None
    if not whole and moment.rule not in _DAY_RULES:
        return None
    return Draft(moment.start, moment.end, "date", moment.rule, date=moment.value)
