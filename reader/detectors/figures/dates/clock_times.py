"""Times of day: "10:30 a.m. EST", "5pm", "noon", "half past seven", "six o'clock"."""

import re
from datetime import date
from typing import NamedTuple

from reader.detectors.figures.dates.moment import Moment
from reader.detectors.figures.number_words import ONES, TEENS, TENS
from reader.detectors.figures.patterns import Pattern

_SMALL = {**ONES, **TEENS, **TENS}
_ZONE = (
    r"(?:[ ]?(?:GMT|UTC|EST|EDT|ET|CST|CDT|CT|MST|MDT|PST|PDT|PT|BST|CET|CEST|IST|AEST|AEDT"
    r"|JST|HKT|SGT)\b"
    r"(?:[+-]\d{1,2})?|[ ](?:local|Eastern|Pacific|Central|Moscow"
    r"|London)(?:[ ]time)?(?![A-Za-z])|Z\b)?"
)
_MERIDIEM = r"(?:[ \u00a0\u202f]?(?P<m>[aApP])(?:\.[ ]?[mM]\.|\.[mM]\.?|[mM](?![A-Za-z])))"
_PART = r"(?:[ ]in[ ]the[ ](?P<part>morning|afternoon|evening)|[ ]at[ ]night)"
_PART_AFTER = Pattern(_PART + r"(?![A-Za-z])", re.IGNORECASE)
_HOUR_OF_PART = Pattern(rf"(?P<h>1[0-2]|[1-9]){_PART}(?![A-Za-z])", re.IGNORECASE)
_TO = Pattern(r"[ ]?(?:[-–—]|(?<=[ ])(?:to|until|till)(?=[ ]))[ ]?")
_FOUR_DIGITS = Pattern(
    r"(?P<h>[01]\d|2[0-3])(?P<min>[0-5]\d)[ ]?"
    r"(?:GMT|UTC|EST|EDT|BST|CET|hours|hrs|local time)(?!\w)"
)
_BARE_HOUR = Pattern(
    r"(?P<h>1[0-2]|[1-9])(?:[:.](?P<min>[0-5]\d))?[ ]?(?:[-–—]|to|until"
    r"|till)[ ]?(?=\d)"
)
_CLOCK = Pattern(
    rf"(?P<h>[01]?\d|2[0-4])(?P<sep>[:.hH])(?P<min>[0-5]\d)(?::(?P<s>[0-5]\d))?(?![\d%])"
    rf"(?P<mer>{_MERIDIEM})?(?P<zone>{_ZONE})"
)
_HOUR = Pattern(rf"(?P<h>1[0-2]|0?[1-9])(?P<mm>[0-5]\d)?{_MERIDIEM}(?P<zone>{_ZONE})")
_OCLOCK = Pattern(
    r"(?P<h>1[0-2]|[1-9]|one|two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve)[ ]?o[’']?[ ]?clock(?![A-Za-z])",
    re.IGNORECASE,
)
_WORD_HOUR = Pattern(
    rf"(?P<h>one|two|three|four|five|six|seven|eight|nine|ten|eleven"
    rf"|twelve)(?:[ ](?P<half>thirty|fifteen|forty[- ]five))?{_MERIDIEM}",
    re.IGNORECASE,
)
_PAST = Pattern(
    r"(?P<what>half|(?:a )?quarter|\d{1,2}|five|ten|fifteen|twenty"
    r"|twenty[- ]five)(?:[ ]min(?:ute)?s?)?[ ](?P<dir>past|after|to|before)[ ]"
    r"(?P<h>1[0-2]|[1-9]|one|two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve)(?:[ ]o[’']?clock)?(?![A-Za-z\d])",
    re.IGNORECASE,
)


_MAY_BE_A_TIME = Pattern(
    r"\d{1,4}(?:[:.hH]\d|[ \u00a0\u202f]?[aApP](?:\.|[mM](?![a-z]))|[ ]?[-–—]|[ ](?:to|until"
    r"|till|past"
    r"|after|before|in the|at night|min|[oO][’'c ])|[ ]?(?:GMT|UTC|EST|EDT|BST|CET|hours|hrs|local)"
    r"|[ ]?o[’'])"
)
"""What follows the digits of a time; asked first, for most digits are none."""
_CLOCK_OF_A_GAME = Pattern(
    r"[ ](?:left|to play|to go|remaining|into the|into overtime|in the (?:first|second|third"
    r"|fourth|final"
    r"|last|opening|half|period|game)|of (?:the )?(?:first|second|third|fourth|overtime|added"
    r"|extra)"
    r"|mark\b)(?![A-Za-z])"
)
_CLOCK_BEFORE = Pattern(r"(?<![A-Za-z])(?:final|last|first|opening|with just|time of) $")
"""What shows that a clock tells how long, not when: "2:41 to play"."""


class ClockTime(NamedTuple):
    """A time of day as "09:30", and where it stands."""

    value: str
    start: int
    end: int


def read_clock(text: str, at: int) -> ClockTime | None:
    """Read the time whose digits start at `at`: "10:30", "5 p.m.", "1140 a.m.", "1-3 pm".

    A span of time has both its ends in `value`, with "/" between.
    """
    if not _MAY_BE_A_TIME.match(text, at):
        return None
    first = _read_one(text, at)
    if first is None:
        return _from_bare_hour(text, at)
    if _CLOCK_OF_A_GAME.match(text, first.end) or _CLOCK_BEFORE.search(text, max(0, at - 12), at):
        return None
    part = _PART_AFTER.match(text, first.end)
    if part:
        return ClockTime(_in_part(first.value, part["part"]), at, part.end())
    to = _TO.match(text, first.end)
    second = _read_one(text, to.end()) if to and text[to.end() : to.end() + 1].isdecimal() else None
    if second is None:
        return first
    return ClockTime(f"{first.value}/{second.value}", at, second.end)


def _from_bare_hour(text: str, at: int) -> ClockTime | None:
    """Read "5 to 6pm", "1-3 pm" and "3 in the morning", where the first hour stands bare."""
    part = _HOUR_OF_PART.match(text, at)
    if part:
        return ClockTime(_in_part(f"{int(part['h']):02d}:00", part["part"]), at, part.end())
    bare = _BARE_HOUR.match(text, at)
    second = _read_one(text, bare.end()) if bare else None
    if bare is None or second is None or text[second.end - 1].isdecimal():
        return None
    hour = int(bare["h"]) % 12
    if second.value >= "12:00" and hour + 12 <= int(second.value[:2]):
        hour += 12
    return ClockTime(f"{hour:02d}:{bare['min'] or '00'}/{second.value}", at, second.end)


def _in_part(value: str, part: str | None) -> str:
    """Return the time moved into the afternoon when "in the afternoon" follows it."""
    hour = int(value[:2])
    if (part or "night").lower() != "morning" and hour < 12:
        hour += 12
    return f"{hour:02d}{value[2:]}"


def _read_one(text: str, at: int) -> ClockTime | None:
    """Read one time of day in digits."""
    found = _CLOCK.match(text, at)
    if found:
        if found["sep"] != ":" and not found["mer"]:
            return None
        if (
            text[found.end() : found.end() + 1] in (":", "/", ".")  # 3:58.21 is a race's time
            and text[found.end() + 1 : found.end() + 2].isdecimal()
        ):
            return None
        hour = _hour(int(found["h"]), found["m"])
        return None if hour is None else ClockTime(f"{hour:02d}:{found['min']}", at, found.end())
    found = _FOUR_DIGITS.match(text, at)
    if found:
        return ClockTime(f"{found['h']}:{found['min']}", at, found.end())
    found = _HOUR.match(text, at)
    if found:
        hour = _hour(int(found["h"]), found["m"])
        return (
            None
            if hour is None
            else ClockTime(f"{hour:02d}:{found['mm'] or '00'}", at, found.end())
        )
    return _read_spoken(text, at)


def read_clock_words(text: str, at: int) -> ClockTime | None:
    """Read a time that starts with a number word: "six o'clock", "half past seven"."""
    spoken = _read_spoken(text, at)
    part = _PART_AFTER.match(text, spoken.end) if spoken else None
    if spoken and part:
        return ClockTime(_in_part(spoken.value, part["part"]), at, part.end())
    found = _WORD_HOUR.match(text, at)
    if found:
        hour = _hour(_SMALL[found["h"].lower()], found["m"])
        minutes = {"thirty": 30, "fifteen": 15}.get(
            (found["half"] or "").lower(), 45 if found["half"] else 0
        )
        return ClockTime(f"{hour:02d}:{minutes:02d}", at, found.end())
    return spoken


def _read_spoken(text: str, at: int) -> ClockTime | None:
    found = _OCLOCK.match(text, at)
    if found:
        return ClockTime(f"{_number(found['h']):02d}:00", at, found.end())
    found = _PAST.match(text, at)
    if found is None:
        return None
    words = found["what"].lower().removeprefix("a ")
    if (
        words.isdecimal()
        and found["dir"].lower() in ("to", "before", "after")
        and "min" not in found.group()
        and "clock" not in found.group()
    ):
        return None
    if (
        not words.isdecimal()
        and words not in ("half", "quarter")
        and found["dir"].lower() != "past"
        and "clock" not in found.group()
    ):
        return None
    minutes = {"half": 30, "quarter": 15}.get(words)
    if minutes is None:
        minutes = sum(_number(part) for part in re.split(r"[ -]", words))
    hour = _number(found["h"])
    if found["dir"].lower() in ("to", "before"):
        hour, minutes = (hour - 1) % 24, 60 - minutes
    if minutes > 59 or minutes < 0:
        return None
    return ClockTime(f"{hour:02d}:{minutes:02d}", at, found.end())


def _hour(hour: int, meridiem: str | None) -> int | None:
    if meridiem is None:
        return hour if hour < 24 else 0
    if not 1 <= hour <= 12:
        return hour if hour < 24 else None
    return hour % 12 + (12 if meridiem in "pP" else 0)


def _number(word: str) -> int:
    return int(word) if word.isdecimal() else _SMALL[word.lower()]


def read_time(text: str, at: int, published: date | None) -> Moment | None:
    """Read a time of day that starts with digits; it stands on the day of publication."""
    clock: ClockTime | None = read_clock(text, at)
    return clock_moment(clock, published) if clock else None


def clock_moment(clock: ClockTime, published: date | None) -> Moment:
    """Return the moment of a clock time on the day of publication."""
    day = published.isoformat() if published else ""
    value = "/".join(f"{day}T{time}" for time in clock.value.split("/"))
    return Moment(clock.start, clock.end, value, "time of day", True)
