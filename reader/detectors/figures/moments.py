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
    read_short_slashed,
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


def read_moment(text: str, at: int, word: str, floor: int, published: date | None) -> Draft | None:
    """Read the date or time that `word` (lower case; "" for digits) at `at` gives away."""
    moment = _read(text, at, word, floor, published)
    if moment is None:
        return None
    moment = _joined(text, moment, published)
    form = "time" if _is_clock(moment) else "date"
    return Draft(moment.start, moment.end, form, moment.rule, date=moment.value)  # type: ignore[arg-type]


def _read(text: str, at: int, word: str, floor: int, published: date | None) -> Moment | None:
    if not word:
        return (
            read_time(text, at, published)
            or read_digit_date(text, at, floor, published)
            or _cued_slash(text, at, published)
        )
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
        return clock_moment(clock, published) if clock else _spoken_year(text, at)
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
    if _is_clock(first) != _is_clock(second):
        day, clock = (second, first) if _is_clock(first) else (first, second)
        part_of_day = day.rule in ("relative period", "the period") and day.is_time
        if day.rule not in _DAY_RULES and not part_of_day:
            return None
        if not _is_clock(first) and joint.strip() in ("of", "the", "by"):
            return None
        value = None
        if day.value and clock.value and len(day.value.partition("T")[0]) == 10:
            on = day.value.partition("T")[0]
            value = "/".join(on + time[time.index("T") :] for time in clock.value.split("/"))
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


def _is_clock(moment: Moment) -> bool:
    return moment.rule in ("time of day", "noon or midnight")


_SPOKEN_YEAR = re.compile(
    r"(?P<c>eighteen|nineteen|twenty)[ ](?P<t>twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    r"|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
    r"(?:[ -](?P<o>one|two|three|four|five|six|seven|eight|nine))?(?![A-Za-z-])"
    r"|two thousand(?:[ ]and[ ](?P<n>[a-z]+))?(?![ ]?[A-Za-z])",
    re.IGNORECASE,
)
_YEAR_BEFORE = re.compile(
    rf"(?<![A-Za-z])(?:in|since|until|by|of|year|{'|'.join(MONTHS)})[ ]$", re.IGNORECASE
)


def _spoken_year(text: str, at: int) -> Moment | None:
    """Read "nineteen ninety-six", "two thousand and fifteen" after "in" or a month."""
    found = _SPOKEN_YEAR.match(text, at)
    if found is None or not _YEAR_BEFORE.search(text, max(0, at - 12), at):
        return None
    if found["c"]:
        year = STARTERS[found["c"].lower()] * 100 + STARTERS[found["t"].lower()]
        year += STARTERS[found["o"].lower()] if found["o"] else 0
    else:
        year = 2000 + STARTERS.get((found["n"] or "zero").lower(), 0)
    return Moment(at, found.end(), str(year), "year in words")


_SLASH_CUE = re.compile(
    r"(?<![A-Za-z])(?:on|by|from|until|till|since|to|next|this|last|starting|dated|before|after"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?)[ ]$",
    re.IGNORECASE,
)


def _cued_slash(text: str, at: int, published: date | None) -> Moment | None:
    """Read "22/04" after "on", "by", "Friday" as a day."""
    if _SLASH_CUE.search(text, max(0, at - 12), at):
        return read_short_slashed(text, at, published)
    return None


_DAY_AHEAD = re.compile(r"(?:(?:the|this|last|next|coming)[ ])?(?P<word>[A-Za-z]+|\d)")


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
