"""Dates told from the day of publication: "tomorrow night", "last week", "a year ago"."""

import re
from datetime import date

from reader.detectors.figures.approximators import approximator_before
from reader.detectors.figures.dates import values
from reader.detectors.figures.dates.calendar_words import DAY_PARTS, RECURRENCES, RELATIVE_DAYS
from reader.detectors.figures.dates.moment import ITS_PART, Moment, part_of_year
from reader.detectors.figures.dates.tenses import tense_around
from reader.detectors.figures.patterns import Pattern

_DAY = Pattern(
    r"(?P<day>today|yesterday|tomorrow|tonight|tonite)(?:[’']s)?(?:[ ](?P<part>(?:early "
    r"|late )?(?:morning|afternoon|evening|night))(?![A-Za-z]))?",
    re.IGNORECASE,
)
_TITLE_BEFORE = Pattern(
    r"(?<![.!?:;”\"] )(?<![\n])(?:[A-Z]{2,}|[a-z]|[A-Z][a-z]+)[’']?s?[ ][“\"]?$"
)
"""Words in mid-sentence, so that a capital behind them is that of a title: "USA Today"."""
_BEFORE_DAY = Pattern(
    r"(?<![A-Za-z])(?:earlier|later|late|early|the day before|the day after)[ ](?:in[ ])?$",
    re.IGNORECASE,
)
_BEFORE_PERIOD = Pattern(
    r"(?<![A-Za-z])(?P<all>"
    r"(?P<edge>(?:the[ ])?(?:beginning|start|end|middle|first half|second half|early part"
    r"|latter part|latter half|rest|turn)[ ]of[ ]|(?:early|late|earlier|later|mid)(?:[ ]in)?[ -])?"
    r"(?:the[ ])?(?:very[ ])?"
    r"(?P<rel>this|that|last|next|past|previous|coming|following|same|current|recent|each"
    r"|every|any|all|whole|entire|the|an?|one|another|working|business|upcoming|ensuing"
    r"|latest|prior)[ ]"
    r"(?P<more>(?:coming|past|last|next|same|other|business|working|fiscal|calendar|whole"
    r"|entire|current|following|previous)[ ])?)$",
    re.IGNORECASE,
)
_ONE_AGO = Pattern(
    r"[ ](?P<dir>ago|earlier|later|prior|from now|hence|previously)(?![A-Za-z])", re.IGNORECASE
)
_WITHIN = Pattern(r"(?<![A-Za-z])in[ ]$", re.IGNORECASE)
_STEPS = {
    "this": 0,
    "last": -1,
    "past": -1,
    "previous": -1,
    "prior": -1,
    "next": 1,
    "coming": 1,
    "upcoming": 1,
    "following": 1,
    "current": 0,
    "that": None,
    "same": None,
    "ensuing": 1,
    "latest": None,
}
_CLOCK_WORD = Pattern(r"(?:noon|midnight|midday|noonish|mid night)(?![A-Za-z])", re.IGNORECASE)
_NEWSPAPER = Pattern(r"[A-Z][a-z]+ [A-Z]")
_RECUR = Pattern(
    r"(?:bi-?)?(?:daily|weekly|monthly|quarterly|yearly|nightly|everyday)(?![A-Za-z])",
    re.IGNORECASE,
)
_NOUN_AFTER = Pattern(
    r"[ ](?!(?:in|on|at|by|for|from|to|and|or|but|as|with|over|until|since|through|between"
    r"|because|if"
    r"|when|while|after|before|during|without|within|under|basis)[ ])[a-z]"
)
"""What shows that "daily" or "weekly" only says of what kind a thing is: "quarterly dividend"."""
_ONE = frozenset(("a", "an", "one", "another"))
_FROM_ANOTHER_DAY = frozenset(("same", "that", "following", "next", "previous"))
"""Words that tell a day from one named before: "the following morning"."""
PAST_PERIOD = "past period"
"""The rule of "the past year", which is a length of time: up to now, not the year before."""
_PAST_LENGTHS = frozenset(("week", "month", "quarter", "year", "decade"))
_AFTER_THE = Pattern(
    r"[ ](?:before|after|after next|before last|to date)(?=[.,;!?]|$|[ ]last| next)", re.IGNORECASE
)
_PHRASE_END = Pattern(r"[.,;:!?)]|$|\n")


def read_relative_day(text: str, at: int, floor: int, published: date | None) -> Moment | None:
    """Read "today", "yesterday afternoon", "tonight", "later today"."""
    found = _DAY.match(text, at)
    if found is None:
        return None
    end = found.end()
    if text[at].isupper() and _TITLE_BEFORE.search(text, max(0, at - 14), at):
        return None
    if text[end - 2 : end] in ("'s", "’s"):
        end -= 2
    word = found["day"].lower()
    on = values.shifted(published, RELATIVE_DAYS[word]) if published else None
    value = values.iso(on)
    part = found["part"]
    if word in ("tonight", "tonite"):
        value = f"{value}TNI" if value else None
    elif part and value:
        value = f"{value}T{DAY_PARTS[part.lower().split(' ')[-1]]}"
    before = _BEFORE_DAY.search(text, max(floor, at - 16), at)
    start = before.start() if before else at
    return Moment(start, end, value, "relative day", bool(part) or word.startswith("ton"))


def read_period(text: str, at: int, end: int, floor: int, published: date | None) -> Moment | None:
    """Read "last week", "this year", "the end of the month", "a year ago", "every day"."""
    period = text[at:end].lower()
    if text[end : end + 1] == "-" or text[at - 1 : at] not in (" ", "-", "\n"):
        return None
    found = _BEFORE_PERIOD.search(text, max(floor, at - 40), at)
    if found is None:
        return None
    relative = found["rel"].lower()
    if text[at].isupper() and found["rel"][0].isupper():
        return None
    more = (found["more"] or "").strip().lower()
    if relative == "one" and more in ("last", "next"):
        begin = found.start("more")
        moment = _relative_period(text, found, end, period, more, published)
        return moment and moment._replace(start=begin)
    if relative in _ONE:
        return _one_ago(text, found, end, period, published)
    if relative in ("each", "every"):
        return Moment(found.start(), end, RECURRENCES.get(period), "recurring period")
    if relative in ("any", "all"):
        return Moment(found.start(), end, None, "period") if _of_all(relative, period) else None
    if relative in ("the", "whole", "entire") and more in _STEPS:
        relative = more
    if relative not in _STEPS:
        return _the_period(text, found, end, period, published)
    return _relative_period(text, found, end, period, relative, published)


def _of_all(relative: str, period: str) -> bool:
    """Tell whether "all day", "any weekend" say when; "any day" seldom does."""
    return relative == "all" or period == "weekend"


def _relative_period(
    text: str, found: re.Match[str], end: int, period: str, relative: str, published: date | None
) -> Moment | None:
    """Read "last week", "this past year", "next year's first half", "the past decade"."""
    start = found.start("all")
    short = period in ("hour", "minute", "millennium", "semester", "daytime")
    if short and not found["edge"] and relative not in ("next", "last", "past"):
        return None
    if relative == "past" and period in _PAST_LENGTHS:
        return Moment(start, end, RECURRENCES[period], PAST_PERIOD)
    steps = _STEPS[relative]
    if period in ("day", "morning", "evening", "afternoon") and relative in _FROM_ANOTHER_DAY:
        steps = None
    value = values.period_shifted(period, steps, published) if steps is not None else None
    part = ITS_PART.match(text, end) if period == "year" else None
    if part:
        named = f"{value}-{part_of_year(part)}" if value else None
        return Moment(start, part.end(), named, "part of a year")
    return Moment(start, end, value, "relative period", period in DAY_PARTS)


def _one_ago(
    text: str, found: re.Match[str], end: int, period: str, published: date | None
) -> Moment | None:
    """Read "a year ago", "a week later" behind a period word."""
    after = _ONE_AGO.match(text, end)
    if after is None or found["edge"]:
        within = _WITHIN.search(text, max(0, found.start("all") - 8), found.start("all"))
        if within and period in ("week", "fortnight", "month") and found["rel"].lower() == "a":
            return Moment(found.start("all"), end, shifted_by(period, 1, published), "period ago")
        return None
    if period in ("morning", "night"):
        return None
    direction = after["dir"].lower()
    told = steps_in_direction(direction, 1, period)
    value = shifted_by(period, told, published) if told else None
    start = found.start("all")
    about = approximator_before(text, start, max(0, start - 24))
    return Moment(about.start if about else start, after.end(), value, "period ago")


def _the_period(
    text: str, found: re.Match[str], end: int, period: str, published: date | None
) -> Moment | None:
    """Read "the end of the year", "the weekend", "later in the day", "in the morning"."""
    start = found.start("all")
    if found["edge"]:
        if period == "war":
            return None
        return Moment(start, end, values.period_shifted(period, 0, published), "part of a period")
    if _NEWSPAPER.match(text, found.end("all")):
        return None
    following = _AFTER_THE.match(text, end)
    if following:
        return Moment(start, following.end(), None, "relative period")
    if period in ("weekend", "morning", "afternoon", "evening", "night") or (
        period in ("week", "month", "quarter", "year", "summer", "fortnight", "daytime")
        and _PHRASE_END.match(text, end)
    ):
        value = None if period in DAY_PARTS else values.period_shifted(period, 0, published)
        if period == "weekend" and published and published.weekday() < 4:
            ahead = tense_around(text, start, end) == "future"
            value = values.period_shifted(period, 0 if ahead else -1, published)
        return Moment(start, end, value, "the period", period in DAY_PARTS)
    return None


def steps_in_direction(direction: str, count: int, period: str) -> int | None:
    """Return how far "ago" or "from now" leads; None when told from another day.

    "Two days later" is later than something the text told before, not than today; only "a
    year earlier" is nearly always a year before the news.
    """
    if direction in ("ago", "from now", "hence", "from today", "before today"):
        return -count if direction in ("ago", "before today") else count
    if direction in ("earlier", "prior", "previously") and period in ("year", "quarter"):
        return -count
    return None


def shifted_by(unit: str, steps: int, published: date | None) -> str | None:
    """Return the date so many units from the day of publication: "2019", "2024-05"."""
    if published is None or abs(steps) > 10_000:
        return None
    if unit == "decade":
        return values.year_shifted(published, 10 * steps)
    if unit == "century":
        return values.year_shifted(published, 100 * steps)
    if unit in ("week", "fortnight", "weekend"):
        return values.week(values.shifted(published, 7 * steps * (2 if unit == "fortnight" else 1)))
    if unit in ("day", "night", "month", "year", "quarter"):
        return values.period_shifted("day" if unit == "night" else unit, steps, published)
    return values.iso(published) if unit in ("hour", "minute", "second") else None


def read_day_word(text: str, at: int, published: date | None) -> Moment | None:
    """Read "noon", "midnight", and how often: "daily", "weekly"."""
    found = _CLOCK_WORD.match(text, at)
    if found:
        clock = "12:00" if found.group().lower().startswith(("noon", "midday")) else "00:00"
        value = f"{published.isoformat()}T{clock}" if published else f"T{clock}"
        return Moment(at, found.end(), value, "noon or midnight", True)
    found = _RECUR.match(text, at)
    if found and text[at].isupper() and _TITLE_BEFORE.search(text, max(0, at - 14), at):
        return None
    if found and not _NEWSPAPER.match(text, at) and not _NOUN_AFTER.match(text, found.end()):
        return Moment(at, found.end(), RECURRENCES.get(found.group().lower()), "how often")
    return None
