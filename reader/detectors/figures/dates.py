"""Calendar dates written out: "October 7", "28 July 2024", "2024-07-28", "1948", "the 1990s".

Each reader is asked at the word or digits that give a date away and looks back a few words
for what belongs to it ("early", "the", "last"). See date_values.py for what comes out.
"""

import re
from datetime import date
from typing import NamedTuple

from reader.detectors.figures import date_values as values
from reader.detectors.figures.calendar_words import (
    ALSO_COMMON_WORDS,
    DAY_PARTS,
    FIXED_HOLIDAYS,
    MONTHS,
    SEASONS,
    WEEKDAYS,
)
from reader.detectors.figures.clock_times import ClockTime, read_clock
from reader.detectors.figures.number_words import ORDINALS
from reader.detectors.figures.word_sets import word_set


class Moment(NamedTuple):
    """A date or time in the text, its ISO 8601 value where known, and the rule's name."""

    start: int
    end: int
    value: str | None
    rule: str
    is_time: bool = False


_MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?"
    r"|aug(?:ust|\.)?"
    r"|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_WEEKDAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday|s)?|thu(?:r(?:s(?:day)?)?)?"
    r"|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
)
_ORDINAL_DAY = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh"
    r"|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth"
    r"|nineteenth|twentieth|twenty[- ](?:first|second|third|fourth|fifth|sixth"
    r"|seventh|eighth|ninth)|thirtieth|thirty[- ]first)"
)
_YEAR = r"(?:1\d{3}|20\d\d)"
_NOT_DAY = (
    r"(?![\d:%]|,\d{3}|\.\d|[ ](?:percent|per cent|million|billion|people)"
    r"|(?:st|nd|rd|th)?[ ]century)"
)

_MONTH_DAY = re.compile(
    rf"(?P<month>{_MONTH})(?:,?[ \u00a0\n]|[-/]|(?=\d))(?:the[ ])?(?P<day>(?:3[01]|[12]\d"
    rf"|0?[1-9])(?:st|nd|rd|th)?{_NOT_DAY}|{_ORDINAL_DAY}(?![A-Za-z-]))"
    rf"(?:[ ]?(?:[-–—]|to|through|until"
    rf"|till)[ ]?(?:(?P<month2>{_MONTH})[ ](?:the[ ])?)?(?P<day2>(?:3[01]|[12]\d"
    rf"|0?[1-9])(?:st|nd|rd|th)?(?![\d:%/]|,\d{{3}}|[ ]?[ap]\.?m)|{_ORDINAL_DAY}(?![A-Za-z-])))?"
    rf"(?:(?:[ ]?,[ ]?|[ -]|,?[ ]of[ ])(?P<year>{_YEAR})(?![\d:]|-\d))?",
    re.IGNORECASE,
)
_MONTH_YEAR = re.compile(
    rf"(?P<month>{_MONTH})(?:[ ]?[-–/][ ]?(?P<month2>{_MONTH}))?(?:,?[ \n](?:of[ ])?|[-/]"
    rf"| of[ ])(?:(?P<year>{_YEAR})(?![\d:])|(?:of[ ])?[’'](?P<short>\d\d)(?!\d)"
    rf"|(?P<rel>(?:of )?(?:this|last|next) year)(?![A-Za-z]))",
    re.IGNORECASE,
)
_DAY_MONTH = re.compile(
    rf"(?P<day>(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?)(?:[ \u00a0](?:day[ ])?(?:of[ ])?"
    rf"|[-–/. ](?=[A-Z]))(?P<month>{_MONTH})(?![A-Za-z])(?:(?:,?[ ]|[-/., ])(?P<year>{_YEAR}"
    rf"|[’']\d\d)(?![\d:]))?",
    re.IGNORECASE,
)
_DAYS_MONTH = re.compile(
    rf"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?[ ]?(?:[-–—]|to|and|or)[ ]?(?P<day2>3[01]"
    rf"|[12]\d|0?[1-9])(?:st|nd|rd"
    rf"|th)?[ ](?:of[ ])?(?P<month>{_MONTH})(?![A-Za-z])(?:,?[ ](?P<year>{_YEAR})(?!\d))?",
    re.IGNORECASE,
)
_ORDINAL_MONTH = re.compile(
    rf"(?P<day>{_ORDINAL_DAY})[ ](?:day[ ])?(?:of[ ])?(?P<month>{_MONTH})(?![A-Za-z])(?:,?[ ]"
    rf"(?P<year>{_YEAR})(?!\d))?",
    re.IGNORECASE,
)
_ISO = re.compile(
    r"(?P<y>\d{4})(?P<sep>[-/. ])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d)(?:T(?P<h>\d\d):"
    r"(?P<min>\d\d)\S{0,10})?"
)
_SLASHED = re.compile(
    r"(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4}|\d\d)(?![\d/]|[.,]\d|-\d\d-)"
)
_SHORT_SLASHED = re.compile(
    r"(?P<a>\d{1,2})/(?P<b>\d{1,2})(?![\d/%]|[.,]\d|[ ](?:of|[a-z]+s\b|inch|mile|cup))"
)
_YEARS = re.compile(rf"(?P<a>{_YEAR})[ ]?(?:[-–—/~])[ ]?(?P<b>{_YEAR}|\d\d)(?![\d,%]|-\d|\.\d)")
_YEAR_ALONE = re.compile(
    r"(?P<y>\d{4})(?![\d%:/²³$€£]|,\d|\.\d|-\d|[-–](?:year|mile|foot|metre|meter|page|strong"
    r"|seat|pound|degree|acre|square|odd|plus)|[ ]?(?:million|billion|thousand|sq|percent"
    r"|per cent|km|kg|mph|rpm|hp|m|ft|GB|MW|kW|°)(?![A-Za-z]))"
)
_DECADE = re.compile(r"(?P<c>1[1-9]|20)(?P<d>\d)0[’']?[ ]?s(?![A-Za-z])")
_SHORT_DECADE = re.compile(r"(?<=[’'])(?P<d>\d)0s(?![A-Za-z])|(?P<e>[2-9])0s(?![A-Za-z])")
_CENTURY = re.compile(
    r"(?P<n>\d{1,2})(?:st|nd|rd|th)[ -]{1,2}(?:century)(?![A-Za-z])", re.IGNORECASE
)
_MODIFIER = re.compile(
    r"(?<![A-Za-z])(?P<all>(?:(?:the|The)[ ])?(?:(?:(?:very[ ])?(?:early|late|earlier|later"
    r"|mid|middle|beginning|start|end|Early|Late|Mid|Earlier|Later)(?:[ -]|[ ](?:of"
    r"|in)[ ](?:the[ ])?))(?:(?:to|and)[ ](?:mid|late)[- ])?)?(?:(?P<rel>this|last|next|past"
    r"|previous|coming|following|that|same|This|Last|Next)[ ])?)$"
)
_YEAR_CUES = word_set(
    "in since by until till during before after from of between to through late early mid the",
    "its their his her our year fiscal summer winter spring autumn fall circa c for around",
    "and or january february march april may june july august september october november",
    "december",
)
_COUNT_AFTER = re.compile(
    r"[ ](?:[a-z]+[ ]){0,2}?(?:[a-z]{3,}s|people|men|women|children|soldiers|troops|pounds"
    r"|dollars|euros|calories|words|steps|votes|points)\b"
)
_SEASON_YEAR = re.compile(
    rf"(?:[ ](?:of[ ])?|,[ ])(?P<year>{_YEAR})(?!\d)|[ ]of[ ](?P<rel>this|last|next)[ ]year"
)
_PART_AFTER = re.compile(
    r"(?:[ ]|[ -]?at[ ])(?P<part>(?:early |late )?(?:morning|afternoon|evening"
    r"|night))s?(?![A-Za-z])",
    re.IGNORECASE,
)
_DATE_AFTER_WEEKDAY = re.compile(
    rf"\.?(?:,[ ]?|[ ]|\()(?:the[ ])?(?=(?:{_MONTH})[ ./]?\d|(?:{_MONTH})[ ]the"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[ ](?:of[ ])?{_MONTH}|\d{{4}}-\d{{1,2}}-|\d{{1,2}}/\d{{1,2}})",
    re.IGNORECASE,
)
_DAY_AFTER_WEEKDAY = re.compile(
    r",?[ ](?:the[ ])?(?P<day>(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th))(?![A-Za-z])"
    r"|[ ](?P<bare>1[3-9]|2\d|3[01])(?=[ ]at\b)",
    re.IGNORECASE,
)
_NAMED_DAY = re.compile(
    r"(?<![A-Za-z])(?:Super|Black|Cyber|Bloody|Fat|Ash|Palm|Good|Shrove|Ruby) $", re.IGNORECASE
)
"""What makes a weekday a name: "Super Tuesday", "Bloody Sunday"."""
_OF_WEEK = re.compile(r"(?:[ ]of)?[ ](?P<rel>this|next|last)[ ]week(?![A-Za-z])", re.IGNORECASE)
_NOT_BY_MONTH = re.compile(
    r"[ ](?:be|not|have|also|well|or|only|still|need|yet|then|soon|even|never|seem|take|come"
    r"|want|include|result|use|require|contain|on|to|in|through|against|toward|towards|past"
    r"|of|said|told)(?![A-Za-z])|[ ]?[a-z]+ed\b|[a-z’']"
)
_BEFORE_BARE_MONTH = re.compile(
    r"(?<![A-Za-z])(?:in|since|by|until|till|during|of|from|to|early|late|mid|last|next|this"
    r"|between|and|before|after|through|every|each|for|,|that)[ -]$",
    re.IGNORECASE,
)


def read_month(text: str, at: int, floor: int, published: date | None) -> Moment | None:
    """Read a date that starts with a month: "October 7", "Nov. 2, 1989", "May 2018", "March"."""
    found = _MONTH_DAY.match(text, at)
    if found:
        return _month_day(text, found, floor, published)
    found = _MONTH_YEAR.match(text, at)
    start, relative = _modifiers(text, at, floor)
    if found:
        month = MONTHS[found["month"].lower().rstrip(".")]
        if found["month2"]:
            second = MONTHS[found["month2"].lower().rstrip(".")]
            year = int(found["year"]) if found["year"] else None
            value = f"{year}-{month:02d}/{year}-{second:02d}" if year else None
            return Moment(start, found.end(), value, "months of a year")
        if found["year"]:
            return Moment(start, found.end(), f"{found['year']}-{month:02d}", "month and year")
        if found["short"]:
            return Moment(
                start, found.end(), f"{_century(int(found['short']))}-{month:02d}", "month and year"
            )
        steps = {"last": -1, "next": 1}.get(found["rel"].lower().split(" ")[-2], 0)
        value = f"{published.year + steps}-{month:02d}" if published else None
        return Moment(start, found.end(), value, "month and year")
    return _month_alone(text, at, start, relative, published)


def _month_day(
    text: str, found: re.Match[str], floor: int, published: date | None
) -> Moment | None:
    word = found["month"].lower().rstrip(".")
    if (
        word in ("march", "may", "mar", "sun", "sat")
        and found["month"].islower()
        and not found["year"]
    ):
        before = text[max(0, found.start() - 6) : found.start()]
        if not re.search(r"(?:on|from|of|\d) $|^$", before):
            return None
    month = MONTHS[word]
    of_month = day_number(found["day"])
    year = int(found["year"]) if found["year"] else None
    known = (
        year
        if year is not None
        else values.year_of(month, of_month, published, values.tense_before(text, found.start()))
    )
    value = values.day(known, month, of_month) if known else None
    rule = "month and day"
    if found["day2"] and known:
        month2 = MONTHS[found["month2"].lower().rstrip(".")] if found["month2"] else month
        ending = values.day(known + (month2 < month), month2, day_number(found["day2"]))
        value, rule = (f"{value}/{ending}" if value and ending else None), "days of a month"
    start, _ = _modifiers(text, found.start(), floor)
    if (
        not text[start : found.start()]
        .lower()
        .startswith(("early", "late", "mid", "the early", "the late"))
    ):
        start = found.start()
    return Moment(start, found.end(), value, rule)


def _month_alone(
    text: str, at: int, start: int, relative: str, published: date | None
) -> Moment | None:
    found = re.compile(_MONTH, re.IGNORECASE).match(text, at)
    if found is None:
        return None
    word = found.group().lower().rstrip(".")
    end = found.end()
    if text[end : end + 1].isalpha() or (
        text[end : end + 1] in ("-", "’", "'")
        and text[end + 1 : end + 2].isalpha()
        and text[end + 1 : end + 2] != "s"
    ):
        return None
    if word in ALSO_COMMON_WORDS:
        if text[at].islower():
            if not (relative and word not in ("may", "mar")) and not (
                word in ("dec", "jan", "sep", "apr") and text[max(0, at - 3) : at].lower() == "in "
            ):
                return None
        elif (not relative and not _BEFORE_BARE_MONTH.search(text, max(0, at - 9), at)) or (
            word in ("may", "march")
            and _NOT_BY_MONTH.match(text, end)
            and text[end : end + 1].isalpha()
        ):
            return None
    if (
        len(word) <= 4
        and word not in ("june", "july", "may")
        and not found.group().endswith(".")
        and not (text[at].isupper() or relative)
        and text[max(0, at - 5) : at].strip().lower() not in ("in", "of", "from", "to")
    ):
        return None
    if found.group().endswith(".") and word in ("june", "july", "may", "august", "march", "april"):
        end -= 1
    month = MONTHS[word]
    year = None
    if published:
        if relative in ("last", "previous", "past"):
            year = published.year - (month >= published.month)
        elif relative in ("next", "coming"):
            year = published.year + (month <= published.month)
        elif relative == "this":
            year = published.year
        else:
            year = values.year_of(month, None, published, values.tense_before(text, start))
    value = f"{year}-{month:02d}" if year else None
    return Moment(start, end, value, "month")


def read_weekday(text: str, at: int, floor: int, published: date | None) -> Moment | None:
    """Read a date that starts with a weekday: "Saturday", "last Friday night", "Tue May 9"."""
    found = re.compile(_WEEKDAY, re.IGNORECASE).match(text, at)
    if found is None or _NAMED_DAY.search(text, max(0, at - 7), at):
        return None
    word = found.group().lower()
    end = found.end()
    plural = text[end : end + 1] == "s" and word.endswith("day")
    end += plural
    if text[end : end + 1].isalnum() or (
        text[end : end + 1] == "-" and text[end + 1 : end + 2].islower() and word in ("sun", "sat")
    ):
        return None
    inside = _DATE_AFTER_WEEKDAY.match(text, end)
    if inside:
        rest = read_digit_date(text, inside.end(), at, published) or (
            read_month(text, inside.end(), inside.end(), published)
        )
        if rest and rest.start <= inside.end():
            start, relative = _modifiers(text, at, floor)
            closing = 1 if "(" in inside.group() and text[rest.end : rest.end + 1] == ")" else 0
            return Moment(
                start if relative else at,
                rest.end + closing,
                rest.value,
                "weekday and date",
                rest.is_time,
            )
    start, relative = _modifiers(text, at, floor)
    if (
        len(word) <= 5
        and not word.endswith("day")
        and not _short_weekday_fits(text, at, end, relative)
    ):
        return None
    number = WEEKDAYS[word]
    numbered = _DAY_AFTER_WEEKDAY.match(text, end)
    if numbered and published:
        of_month = day_number(numbered["day"] or numbered["bare"])
        return Moment(
            start if relative else at,
            numbered.end(),
            _weekday_of_month(number, of_month, published),
            "weekday and day",
        )
    every = re.compile(r"(?<![A-Za-z])(?:every|each)[ ]$", re.IGNORECASE).search(
        text, max(floor, at - 6), at
    )
    if plural or every:
        part = _PART_AFTER.match(text, end)
        return Moment(
            every.start() if every else at,
            part.end() if part else end,
            f"XXXX-WXX-{number + 1}",
            "recurring weekday",
        )
    on = _weekday_date(text, at, number, relative, published)
    of_week = _OF_WEEK.match(text, end)
    if of_week and published:
        steps = {"last": -1, "next": 1}.get(of_week["rel"].lower(), 0)
        on = values.shifted(published, number - published.weekday() + 7 * steps)
        return Moment(start, of_week.end(), values.iso(on), "weekday of a week")
    week_before = re.compile(
        r"(?<![A-Za-z])(?P<rel>this|next|last) week (?:on )?$", re.IGNORECASE
    ).search(text, max(0, at - 13), at)
    if week_before and published:
        steps = {"last": -1, "next": 1}.get(week_before["rel"].lower(), 0)
        on = values.shifted(published, number - published.weekday() + 7 * steps)
        if week_before.start() >= floor:
            start = week_before.start()
    part = _PART_AFTER.match(text, end)
    if not relative and not text[start:at].lower().startswith(
        ("early", "late", "the early", "next week", "this week", "last week")
    ):
        start = at
    if part:
        name = part["part"].lower().split(" ")[-1]
        value = f"{values.iso(on)}T{DAY_PARTS[name]}" if on else None
        return Moment(start, part.end(), value, "weekday and part of day", True)
    return Moment(start, end, values.iso(on), "weekday")


def _short_weekday_fits(text: str, at: int, end: int, relative: str) -> bool:
    """Tell whether "Mon", "Sat", "Sun" means the day: capital letter and a sign of a date."""
    if not text[at].isupper() or text[at : at + 2].isupper():
        return False
    if relative:
        return True
    if text[max(0, at - 3) : at].lower() == "on ":
        return True
    return bool(
        re.compile(r"(?:\.?,)?[ ](?:\d|at\b|or (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b)").match(text, end)
    ) or bool(re.search(r"(?:or|week) $", text[max(0, at - 5) : at]))


def _weekday_date(
    text: str, at: int, number: int, relative: str, published: date | None
) -> date | None:
    if published is None:
        return None
    ahead = (number - published.weekday()) % 7
    if relative in ("next", "coming", "following"):
        return values.shifted(published, ahead or 7)
    if relative in ("last", "past", "previous"):
        return values.shifted(published, -((published.weekday() - number) % 7 or 7))
    if relative == "this":
        return values.shifted(published, ahead)
    return values.weekday(number, published, values.tense_before(text, at))


def _weekday_of_month(number: int, of_month: int, published: date) -> str | None:
    """Return the nearest date that is this weekday and this day of a month."""
    for distance in range(200):
        for days in (-distance, distance):
            on = values.shifted(published, days)
            if on and on.weekday() == number and on.day == of_month:
                return values.iso(on)
    return None


def read_digit_date(text: str, at: int, floor: int, published: date | None) -> Moment | None:
    """Read a date that starts with digits; None when the digits are no date."""
    found = _ISO.match(text, at)
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
    found = _SLASHED.match(text, at)
    if found:
        value = _slashed_value(int(found["a"]), int(found["b"]), _full_year(found["y"]))
        if value and not (found["sep"] == "." and len(found["y"]) == 2 and int(found["b"]) > 12):
            return Moment(at, found.end(), value, "date in digits")
    found = _DAYS_MONTH.match(text, at)
    if found:
        return _day_month(text, found, published, at)
    found = _DAY_MONTH.match(text, at)
    if (
        found
        and not (found["month"] == "may" and not found["year"])
        and not (
            found["month"].lower() in ("march", "mar")
            and found["month"].islower()
            and " of " not in found.group()
        )
    ):
        return _day_month(text, found, published, _the(text, at, floor))
    return _read_year(text, at, floor)


def _day_month(
    text: str, found: re.Match[str], published: date | None, start: int
) -> Moment | None:
    month = MONTHS[found["month"].lower().rstrip(".")]
    of_month = day_number(found["day"])
    written = found["year"]
    year = _full_year(written.lstrip("’'")) if written else None
    known = (
        year
        if year is not None
        else values.year_of(month, of_month, published, values.tense_before(text, found.start()))
    )
    value = values.day(known, month, of_month) if known else None
    end = found.end()
    if not written and text[end - 1] == "." and len(found["month"]) > 4:
        end -= 1
    second = found.groupdict().get("day2")
    if second and known:
        ending = values.day(known, month, day_number(second))
        value = f"{value}/{ending}" if value and ending else None
        return Moment(start, end, value, "days of a month")
    return Moment(start, end, value, "day and month")


def read_ordinal_date(text: str, at: int, floor: int, published: date | None) -> Moment | None:
    """Read "second of August", "twenty-first of May 1990" where the ordinal word starts."""
    found = _ORDINAL_MONTH.match(text, at)
    if found is None:
        return None
    if (
        found["month"].lower() in ("may", "march", "mar")
        and found["month"].islower()
        and " of " not in found.group()
    ):
        return None
    return _day_month(text, found, published, _the(text, at, floor))


def _read_year(text: str, at: int, floor: int) -> Moment | None:
    """Read years, spans of years, decades and centuries."""
    previous = text[at - 1 : at]
    if previous and (previous.isalnum() or previous in "$€£#_./,+") and previous != "/":
        return None
    found = _YEARS.match(text, at)
    if found and previous not in "-/":
        first, second = found["a"], found["b"]
        second = second if len(second) == 4 else first[:2] + second
        if int(first) < int(second) <= int(first) + 150:
            return Moment(at, found.end(), f"{first}/{second}", "span of years")
    found = _DECADE.match(text, at)
    if found:
        start, _ = _modifiers(text, at, floor)
        return Moment(start, found.end(), f"{found['c']}{found['d']}", "decade")
    found = _SHORT_DECADE.match(text, at)
    if found and (previous in ("'", "’") or text[max(0, at - 4) : at].lower() == "the "):
        digit = found["d"] or found["e"]
        start, _ = _modifiers(text, at - (previous in ("'", "’")), floor)
        return Moment(start, found.end(), f"{20 if digit < '3' else 19}{digit}", "decade")
    found = _CENTURY.match(text, at)
    if found and 0 < int(found["n"]) < 100:
        start, _ = _modifiers(text, at, floor)
        return Moment(start, found.end(), f"{int(found['n']) - 1:02d}", "century")
    found = _YEAR_ALONE.match(text, at)
    if found is None or not 1000 <= int(found["y"]) <= 2200:
        return None
    return _year_alone(text, at, floor, found)


_BETWEEN_YEARS = re.compile(r"[ ]and[ ]\d{4}(?![\d,])")
_YEAR_BETWEEN = re.compile(r"between \d{4} and $", re.IGNORECASE)


def _year_alone(text: str, at: int, floor: int, found: re.Match[str]) -> Moment | None:
    year = int(found["y"])
    word = _word_before(text, at)
    before = text[at - 1 : at]
    likely = 1900 <= year <= 2060
    cue = word in _YEAR_CUES or (before == "-" and word in ("mid", "pre", "post", "early", "late"))
    if before == "-" and not cue:
        return None
    if year > 2060 and word in ("in", "by", "until", "since"):
        likely = True
    if _BETWEEN_YEARS.match(text, found.end()) and word == "between":
        likely = True
    if word == "and" and _YEAR_BETWEEN.search(text, max(0, at - 17), at):
        likely = True
    if not likely and word not in (
        "in",
        "since",
        "until",
        "by",
        "year",
        "circa",
        "before",
        "after",
        "from",
        "of",
        "to",
    ):
        return None
    counted = _COUNT_AFTER.match(text, found.end())
    if counted and not (
        likely and cue and not text[found.end() + 1 :].startswith(("people", "men ", "women"))
    ):
        return None
    if (
        not likely
        and re.compile(r"[ ][a-z]+s?\b").match(text, found.end())
        and word not in ("in", "since")
    ):
        return None
    start, _ = _modifiers(text, at, floor)
    if text[start:at].lower() in (
        "the ",
        "this ",
        "that ",
        "last ",
        "next ",
        "past ",
        "same ",
        "the same ",
    ):
        start = at
    if (
        text[start:at]
        .lower()
        .startswith(("the last", "last", "this", "next", "the next", "previous"))
    ):
        start = at
    return Moment(start, found.end(), found["y"], "year")


def read_season(text: str, at: int, end: int, floor: int, published: date | None) -> Moment | None:
    """Read "summer 2019", "last winter", "the spring of 1999", "this fall"."""
    season = text[at:end].lower()
    start, relative = _modifiers(text, at, floor)
    followed = _SEASON_YEAR.match(text, end)
    if followed:
        if followed["year"]:
            value: str | None = f"{followed['year']}-{SEASONS[season]}"
        else:
            steps = {"last": -1, "next": 1}.get(followed["rel"], 0)
            value = values.period_shifted(season, steps, published)
        return Moment(start, followed.end(), value, "season")
    if relative:
        steps = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get(relative, 0)
        return Moment(start, end, values.period_shifted(season, steps, published), "season")
    return None


def read_holiday(text: str, at: int, floor: int, published: date | None) -> Moment | None:
    """Read a holiday with a known date: "Christmas Eve", "Easter", "Labor Day 2021"."""
    found = _HOLIDAY.match(text, at)
    if found is None:
        return None
    name = found["name"].lower().replace("’", "'")
    start, relative = _modifiers(text, at, floor)
    if not relative:
        start = at
    year: int | None = None
    if found["year"]:
        year = int(found["year"])
    elif published:
        month, of_month = _holiday(name, published.year)
        tense = values.tense_before(text, at)
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


_HOLIDAY = re.compile(
    r"(?P<name>christmas(?:[ ](?:day|eve))?|easter(?:[ ](?:sunday|monday))?|good friday"
    r"|thanksgiving(?:[ ]day)?|halloween|boxing day"
    r"|new year[’']s(?:[ ](?:day|eve))?|new year(?=[.,;!?]|$)|valentine[’']s day"
    r"|independence day|labou?r day|memorial day|juneteenth|fourth of july)"
    rf"(?:,?[ ](?P<year>{_YEAR})(?!\d))?(?![A-Za-z])",
    re.IGNORECASE,
)


def _holiday(name: str, year: int) -> tuple[int, int]:
    if name.startswith(("easter", "good friday")):
        month, of_month = values.easter(year)
        shift = {"good friday": -2, "easter monday": 1}.get(name, 0)
        on = values.shifted(date(year, month, of_month), shift)
        return (on.month, on.day) if on else (month, of_month)
    if name.startswith("thanksgiving"):
        return 11, 22 + (3 - date(year, 11, 22).weekday()) % 7
    if name.startswith("labo"):
        return 9, 1 + (-date(year, 9, 1).weekday()) % 7
    if name == "memorial day":
        return 5, 31 - date(year, 5, 31).weekday()
    if name == "fourth of july":
        return 7, 4
    if name == "new year's":
        return 1, 1
    return FIXED_HOLIDAYS[name]


def day_number(written: str) -> int:
    """Return the number of a day: "7th" → 7, "twenty-first" → 21."""
    digits = re.match(r"\d+", written)
    if digits:
        return int(digits.group())
    total = 0
    for word in re.split(r"[ -]", written.lower()):
        total += {"twenty": 20, "thirty": 30}.get(word) or ORDINALS[word]
    return total


def _modifiers(text: str, at: int, floor: int) -> tuple[int, str]:
    """Return where "the", "early", "last" before a date begin, and "last" itself."""
    if text[at - 1 : at] not in (" ", "-"):
        return at, ""
    found = _MODIFIER.search(text, max(floor, at - 32), at)
    if found is None or not found["all"]:
        return at, ""
    return found.start(), (found["rel"] or "").lower()


def _the(text: str, at: int, floor: int) -> int:
    return at - 4 if at - 4 >= floor and text[at - 4 : at].lower() == "the " and at - 4 >= 0 else at


def _word_before(text: str, at: int) -> str:
    found = re.compile(r"([A-Za-z]+)[’']?[.,]?[ -]$").search(text, max(0, at - 14), at)
    return found[1].lower() if found else ""


def _slashed_value(first: int, second: int, year: int) -> str | None:
    """Return month/day/year, the American order, or day/month/year when only that is a date."""
    return values.day(year, first, second) or values.day(year, second, first)


def read_short_slashed(text: str, at: int, published: date | None) -> Moment | None:
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
    year = values.year_of(month, of_month, published, values.tense_before(text, at))
    value = values.day(year, month, of_month) if year else None
    return Moment(at, found.end(), value, "date in digits")


def _full_year(written: str) -> int:
    return int(written) if len(written) == 4 else _century(int(written))


def _century(short: int) -> int:
    return short + (2000 if short < 50 else 1900)


def read_time(text: str, at: int, published: date | None) -> Moment | None:
    """Read a time of day that starts with digits; it stands on the day of publication."""
    clock: ClockTime | None = read_clock(text, at)
    return clock_moment(clock, published) if clock else None


def clock_moment(clock: ClockTime, published: date | None) -> Moment:
    """Return the moment of a clock time on the day of publication."""
    day = published.isoformat() if published else ""
    value = "/".join(f"{day}T{time}" for time in clock.value.split("/"))
    return Moment(clock.start, clock.end, value, "time of day", True)
