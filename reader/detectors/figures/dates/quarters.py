"""Numbered parts of a year or century: "the third quarter", "Q1 2024", "20th century"."""

import re
from datetime import date

from reader.detectors.figures.dates import values
from reader.detectors.figures.dates.calendar_words import WEEKDAYS
from reader.detectors.figures.dates.digit_dates import read_digit_date
from reader.detectors.figures.dates.moment import Moment, with_the
from reader.detectors.figures.dates.months import read_month
from reader.detectors.figures.dates.periods import read_period
from reader.detectors.figures.dates.tenses import tense_around
from reader.detectors.figures.number_words import ORDINALS, read_number_words
from reader.detectors.figures.patterns import Pattern

_QUARTER = Pattern(
    r"(?P<n>first|second|third|fourth|final|last)[ -](?:fiscal[- ])?(?P<what>quarter"
    r"|half)(?:[ ](?:of[ ])?(?:(?:fiscal[ ](?:year[ ])?)?(?P<year>(?:19|20)\d\d)(?!\d)"
    r"|(?P<rel>this|last|next)[ ]year|(?P<the>the[ ](?:fiscal[ ])?year)))?(?![A-Za-z])",
    re.IGNORECASE,
)
_QUARTER_LETTER = Pattern(
    r"Q(?P<n>[1-4])(?:[ ](?:of[ ])?(?:(?P<year>(?:19|20)\d\d)|FY ?(?P<short>\d\d)))?(?!\w)"
)
_NUMBERED_PERIOD = Pattern(
    r"(?P<n>first|second|third|fourth|fifth|last|final)[ ](?P<period>day|week|weekend|month"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday)s?[ ](?:of|in)[ ]",
    re.IGNORECASE,
)
_ORDINAL_CENTURY = Pattern(r"(?P<n>[a-z]+(?:[ -][a-z]+)?)[ -]century(?![A-Za-z])", re.IGNORECASE)
_FISCAL = Pattern(
    r"(?:fiscal|financial)[ ](?:year[ ])?(?P<year>(?:19|20)\d\d)(?:[-–/](?P<b>\d\d))?(?![\d])"
    r"|FY ?(?P<short>(?:20)?\d\d)(?!\w)",
    re.IGNORECASE,
)
_WHOLE = Pattern(r"(?:(?:the|this|last|next|each|every) )?([A-Za-z]+)")
_FISCAL_BEFORE = Pattern(
    r"(?<![A-Za-z])(?:the )?(?:fiscal|year-ago|year-earlier|latest|current|this year[’']s"
    r"|last year[’']s|next year[’']s)[ ]$",
    re.IGNORECASE,
)


def read_ordinal_period(text: str, at: int, floor: int, published: date | None) -> Moment | None:
    """Read "third quarter of 2018", "the first half", "the first week of May", "20th century"."""
    found = _QUARTER.match(text, at)
    if found and not (
        found["n"].lower() == "last" and found["what"].lower() == "quarter" and not found["year"]
    ):
        return _quarter(text, at, floor, found, published)
    found = _NUMBERED_PERIOD.match(text, at)
    if found:
        rest = _rest_of(text, found.end(), published)
        if rest:
            value = _nth(found["n"].lower(), found["period"].lower(), rest.value)
            return Moment(with_the(text, at, floor), rest.end, value, "numbered period")
    century = _ORDINAL_CENTURY.match(text, at)
    if century:
        number = read_number_words(text, at)
        if number and number.end == century.end("n"):
            return Moment(
                with_the(text, at, floor), century.end(), f"{int(number.value) - 1:02d}", "century"
            )
        size = ORDINALS.get(century["n"].lower())
        if size and size < 30:
            return Moment(with_the(text, at, floor), century.end(), f"{size - 1:02d}", "century")
    return None


def _rest_of(text: str, at: int, published: date | None) -> Moment | None:
    """Read what "the first week of" is a week of."""
    if text[at : at + 1].isdecimal():
        return read_digit_date(text, at, at, published)
    found = _WHOLE.match(text, at)
    if found is None:
        return None
    if found.group().lower() == found[1].lower():
        return read_month(text, at, at, published)
    period = read_period(text, found.start(1), found.end(1), at, published)
    return period or read_month(text, found.start(1), at, published)


def _nth(which: str, period: str, whole: str | None) -> str | None:
    """Return the value of "the first week of 2024-05" and the like, where ISO has one."""
    number = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}.get(which)
    if whole is None or not re.fullmatch(r"\d{4}(-\d\d)?", whole):
        return None
    if len(whole) == 4 and period == "month" and number:
        return f"{whole}-{number:02d}"
    if len(whole) == 4 and period == "week" and number:
        return f"{whole}-W{number:02d}"
    if len(whole) == 7 and number:
        year, month = int(whole[:4]), int(whole[5:])
        if period == "day":
            return f"{whole}-{number:02d}"
        if period in WEEKDAYS:
            first = date(year, month, 1).weekday()
            return values.day(year, month, 1 + (WEEKDAYS[period] - first) % 7 + 7 * (number - 1))
        if period == "week":
            return values.week(date(year, month, min(28, 1 + 7 * (number - 1))))
    return None


_GAME_AFTER = Pattern(
    r"[ ](?:of[ ](?:the|a|their|its|his)[ ](?:game|match|win|loss|victory|defeat|final|opener"
    r"|playoff)"
    r"|(?:after|with|when|as|on|before)[ ](?:a|an|the|his|their)[ ](?:\w+[ ]){0,2}(?:foul|tackle"
    r"|collision|knock|injury"
    r"|touchdown"
    r"|goal|run|lead|timeout|score|shot|play|basket|sack|hit|fumble|tie|knee|ankle))"
)
_GAME = Pattern(
    r"(?<![A-Za-z])(?:points?|scor(?:e|es|ed|ing)|lead|led|trail(?:s|ed|ing)|touchdowns?|yards?"
    r"|baskets?|rebounds?|turnovers?|halftime|overtime|coach|game|playoffs?|foul(?:s|ed)?"
    r"|quarterback"
    r"|three-pointers?|jumper|lay-?up|interceptions?|goals?|win|season|minutes|outscored)"
    r"(?![A-Za-z])|(?<!\d)\d{1,2}:\d\d (?:left|remaining|to|into|in)|\d-pointer"
)
_MONEY_NEAR = Pattern(
    r"(?<![A-Za-z])(?:earnings?|profits?|sales|revenues?|net|income|loss(?:es)?|shares?|results"
    r"|growth"
    r"|econom\w+|GDP|fiscal|percent|per cent|analysts?|investors?|compan(?:y|ies)|dividends?"
    r"|orders)"
    r"(?![A-Za-z])|[$€£%]"
)


def _is_of_a_game(text: str, start: int, end: int) -> bool:
    """Tell the quarter of a game from that of a year by the words around it."""
    if _GAME_AFTER.match(text, end):
        return True
    back, ahead = _sentence_around(text, start, end)
    if _MONEY_NEAR.search(text, back, ahead):
        return False
    return _GAME.search(text, back, ahead) is not None


def _sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence begins and ends, at most a line's length away."""
    back, ahead = max(0, start - 120), min(len(text), end + 100)
    stops = [text.rfind(stop, back, start) for stop in (". ", "\n", "; ")]
    ends = [text.find(stop, end, ahead) for stop in (". ", "\n", "; ")]
    return max(back, *stops), min([stop for stop in ends if stop >= 0], default=ahead)


def _quarter(
    text: str, at: int, floor: int, found: re.Match[str], published: date | None
) -> Moment | None:
    what = found["what"].lower()
    dated = found["year"] or found["rel"] or found["the"]
    if what == "quarter" and not dated and _is_of_a_game(text, at, found.end()):
        return None
    if (
        what == "half"
        and not (found["year"] or found["rel"] or found["the"])
        and not text.startswith(" of the year", found.end())
    ):
        return None
    number = {"first": 1, "second": 2, "third": 3}.get(
        found["n"].lower(), 4 if what == "quarter" else 2
    )
    letter = "Q" if what == "quarter" else "H"
    year: int | None = None
    if found["year"]:
        year = int(found["year"])
    elif published:
        steps = {"last": -1, "next": 1}.get((found["rel"] or "").lower(), 0)
        year = published.year + steps
        if (
            not found["rel"]
            and not found["the"]
            and letter == "Q"
            and number > (published.month - 1) // 3 + 1
            and tense_around(text, at, at) != "future"
        ):
            year -= 1
    adjective = text[found.start("what") - 1] == "-"
    start = at if adjective else with_the(text, at, floor)
    fiscal = _FISCAL_BEFORE.search(text, max(floor, at - 20), at)
    if fiscal:
        start = fiscal.start()
        year_before = "year-" in fiscal.group() or "last" in fiscal.group()
        year = year - 1 if year and year_before else year
    value = f"{year}-{letter}{number}" if year else None
    return Moment(start, found.end(), value, "quarter")


def read_quarter_letter(text: str, at: int, published: date | None) -> Moment | None:
    """Read "Q3", "Q1 2024" and the fiscal year "FY2019", "fiscal 2020"."""
    found = _QUARTER_LETTER.match(text, at)
    if found:
        year = found["year"] or (
            "20" + found["short"] if found["short"] else str(published.year) if published else None
        )
        return Moment(at, found.end(), f"{year}-Q{found['n']}" if year else None, "quarter")
    fiscal = _FISCAL.match(text, at)
    if fiscal is None:
        return None
    year = fiscal["year"] or (
        fiscal["short"] if len(fiscal["short"]) == 4 else "20" + fiscal["short"]
    )
    return Moment(at, fiscal.end(), year, "fiscal year")
