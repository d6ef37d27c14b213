"""Dates told from the day of publication: "last week", "two years ago", "tomorrow night"."""

import re
from datetime import date

from reader.detectors.figures import date_values as values
from reader.detectors.figures.calendar_words import DAY_PARTS, RECURRENCES, RELATIVE_DAYS
from reader.detectors.figures.dates import Moment

_DAY = re.compile(
    r"(?:today|yesterday|tomorrow|tonight|tonite)(?:[’']s)?(?:[ ](?P<part>(?:early "
    r"|late )?(?:morning|afternoon|evening|night))(?![A-Za-z]))?",
    re.IGNORECASE,
)
_BEFORE_DAY = re.compile(
    r"(?<![A-Za-z])(?:earlier|later|late|early|the day before|the day after)[ ](?:in[ ])?$",
    re.IGNORECASE,
)
_BEFORE_PERIOD = re.compile(
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
_EDGE_ONLY = re.compile(
    r"(?<![A-Za-z])(?P<all>(?:the[ ])?(?:end|beginning|start|middle)[ ]of[ ]|mid-|year-)$",
    re.IGNORECASE,
)
_AGO = re.compile(
    r"[ ](?P<dir>ago|earlier|later|prior|from now|hence|previously)(?![A-Za-z])", re.IGNORECASE
)
_WITHIN = re.compile(r"(?<![A-Za-z])(in|within)[ ]$", re.IGNORECASE)
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
_QUARTER = re.compile(
    r"(?P<n>first|second|third|fourth|final|last)[ -](?:fiscal[- ])?(?P<what>quarter"
    r"|half)(?:[ ](?:of[ ])?(?:(?:fiscal[ ](?:year[ ])?)?(?P<year>(?:19|20)\d\d)(?!\d)"
    r"|(?P<rel>this|last|next)[ ]year|(?P<the>the[ ](?:fiscal[ ])?year)))?(?![A-Za-z])",
    re.IGNORECASE,
)
_QUARTER_LETTER = re.compile(
    r"Q(?P<n>[1-4])(?:[ ](?:of[ ])?(?:(?P<year>(?:19|20)\d\d)|FY ?(?P<short>\d\d)))?(?!\w)"
)
_NUMBERED_PERIOD = re.compile(
    r"(?P<n>first|second|third|fourth|fifth|last|final)[ ](?P<period>day|week|weekend|month"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday)s?[ ](?:of|in)[ ]",
    re.IGNORECASE,
)
_CENTURY = re.compile(r"(?P<n>[a-z]+(?:[ -][a-z]+)?)[ -]century(?![A-Za-z])", re.IGNORECASE)
_FISCAL = re.compile(
    r"(?:fiscal|financial)[ ](?:year[ ])?(?P<year>(?:19|20)\d\d)(?:[-–/](?P<b>\d\d))?(?![\d])"
    r"|FY ?(?P<short>(?:20)?\d\d)(?!\w)",
    re.IGNORECASE,
)
_CLOCK_WORD = re.compile(r"(?:noon|midnight|midday|noonish|mid night)(?![A-Za-z])", re.IGNORECASE)
_NEWSPAPER = re.compile(r"[A-Z][a-z]+ [A-Z]")
_RECUR = re.compile(
    r"(?:bi-?)?(?:daily|weekly|monthly|quarterly|yearly|nightly|everyday)(?![A-Za-z])",
    re.IGNORECASE,
)
_PERIOD_DURATION = {"the": True}


def read_relative_day(text: str, at: int, floor: int, published: date | None) -> Moment | None:
    """Read "today", "yesterday afternoon", "tonight", "later today"."""
    found = _DAY.match(text, at)
    if found is None:
        return None
    end = found.end()
    if text[end - 2 : end] in ("'s", "’s"):
        end -= 2
    word = re.match(r"[A-Za-z]+", found.group()).group().lower()  # type: ignore[union-attr]
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
    more = (found["more"] or "").strip().lower()
    if relative in ("a", "an", "one", "another"):
        return _one_ago(text, found, end, period, published)
    if relative in ("each", "every", "any", "all"):
        if relative == "any" and period != "weekend":
            return None
        kind = "recurring period" if relative in ("each", "every") else "period"
        value = RECURRENCES.get(period) if kind == "recurring period" else None
        return Moment(found.start(), end, value, kind)
    if relative in ("the", "whole", "entire") and more in _STEPS:
        relative = more
    if relative == "the" or relative in ("whole", "entire", "working", "business", "recent"):
        return _the_period(text, found, end, period, published)
    if (
        period in ("hour", "minute", "millennium", "semester", "daytime")
        and not found["edge"]
        and relative not in ("next", "last", "past")
    ):
        return None
    steps = _STEPS.get(relative)
    if (
        period in ("day", "morning", "evening", "afternoon", "night")
        and relative in ("same", "that", "following", "next", "previous")
        and period != "night"
    ):
        steps = {"next": 1, "following": 1, "previous": -1}.get(relative)
    if relative == "last" and period in ("evening", "night", "afternoon"):
        steps = -1
    if relative in ("past", "this past") and period not in ("week", "weekend", "month", "year"):
        steps = -1
    value = values.period_shifted(period, steps, published) if steps is not None else None
    tail = re.compile(r"[’']s (?=(?:first|second|third|fourth) (?:quarter|half))").match(text, end)
    if tail:
        quarter = _QUARTER.match(text, tail.end())
        if quarter and value and quarter["what"].lower() == "quarter":
            number = {"first": 1, "second": 2, "third": 3}.get(quarter["n"].lower(), 4)
            return Moment(found.start("all"), quarter.end(), f"{value}-Q{number}", "quarter")
    is_time = period in DAY_PARTS
    return Moment(found.start("all"), end, value, "relative period", is_time)


def _one_ago(
    text: str, found: re.Match[str], end: int, period: str, published: date | None
) -> Moment | None:
    """Read "a year ago", "a week later" behind a period word."""
    after = _AGO.match(text, end)
    if after is None or found["edge"]:
        within = _WITHIN.search(text, max(0, found.start("all") - 8), found.start("all"))
        if within and period in ("week", "fortnight", "month") and found["rel"].lower() == "a":
            steps = 0 if within[1].lower() == "within" else 1
            return Moment(
                found.start("all"), end, shifted_by(period, steps, published), "period ago"
            )
        return None
    if period in ("morning", "night"):
        return None
    direction = after["dir"].lower()
    told = steps_in_direction(direction, 1, period)
    value = shifted_by(period, told, published) if told else None
    return Moment(found.start("all"), after.end(), value, "period ago")


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


def _the_period(
    text: str, found: re.Match[str], end: int, period: str, published: date | None
) -> Moment | None:
    """Read "the end of the year", "the weekend", "later in the day", "in the morning"."""
    start = found.start("all")
    if found["edge"]:
        if period == "war":
            return None
        return Moment(start, end, values.period_shifted(period, 0, published), "part of a period")
    following = _AFTER_THE.match(text, end)
    if following:
        return Moment(start, following.end(), None, "relative period")
    if period in ("weekend", "morning", "afternoon", "evening", "night") or (
        period in ("day", "week", "month", "quarter", "year", "summer", "fortnight", "daytime")
        and _PHRASE_END.match(text, end)
    ):
        value = None if period in DAY_PARTS else values.period_shifted(period, 0, published)
        return Moment(start, end, value, "the period", period in DAY_PARTS)
    return None


_AFTER_THE = re.compile(
    r"[ ](?:before|after|after next|before last|to date)(?=[.,;!?]|$|[ ]last| next)", re.IGNORECASE
)
_PHRASE_END = re.compile(r"[.,;:!?)]|$|\n")


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
            return Moment(_with_the(text, at, floor), rest.end, value, "numbered period")
    century = _CENTURY.match(text, at)
    if century:
        from reader.detectors.figures.number_words import read_number_words

        number = read_number_words(text, at)
        if number and number.end == century.end("n"):
            return Moment(
                _with_the(text, at, floor), century.end(), f"{int(number.value) - 1:02d}", "century"
            )
        from reader.detectors.figures.number_words import ORDINALS

        size = ORDINALS.get(century["n"].lower())
        if size and size < 30:
            return Moment(_with_the(text, at, floor), century.end(), f"{size - 1:02d}", "century")
    return None


def _rest_of(text: str, at: int, published: date | None) -> Moment | None:
    """Read what "the first week of" is a week of."""
    from reader.detectors.figures.dates import read_digit_date, read_month

    if text[at : at + 1].isdecimal():
        return read_digit_date(text, at, at, published)
    found = re.compile(r"(?:(?:the|this|last|next|each|every) )?([A-Za-z]+)").match(text, at)
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
        from reader.detectors.figures.calendar_words import WEEKDAYS

        if period in WEEKDAYS:
            first = date(year, month, 1).weekday()
            return values.day(year, month, 1 + (WEEKDAYS[period] - first) % 7 + 7 * (number - 1))
        if period == "week":
            return values.week(date(year, month, min(28, 1 + 7 * (number - 1))))
    return None


def _quarter(
    text: str, at: int, floor: int, found: re.Match[str], published: date | None
) -> Moment | None:
    what = found["what"].lower()
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
            and values.tense_before(text, at) != "future"
        ):
            year -= 1
    value = f"{year}-{letter}{number}" if year else None
    start = _with_the(text, at, floor)
    fiscal = re.compile(
        r"(?<![A-Za-z])(?:the )?(?:fiscal|year-ago|latest|current|this year[’']s"
        r"|last year[’']s|next year[’']s)[ ]$",
        re.IGNORECASE,
    ).search(text, max(floor, at - 18), at)
    if fiscal:
        start = fiscal.start()
    return Moment(start, found.end(), value, "quarter")


def _with_the(text: str, at: int, floor: int) -> int:
    return at - 4 if at - 4 >= floor and text[at - 4 : at].lower() == "the " else at


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


def read_day_word(text: str, at: int, published: date | None) -> Moment | None:
    """Read "noon", "midnight", and how often: "daily", "weekly"."""
    found = _CLOCK_WORD.match(text, at)
    if found:
        clock = "12:00" if found.group().lower().startswith(("noon", "midday")) else "00:00"
        value = f"{published.isoformat()}T{clock}" if published else f"T{clock}"
        return Moment(at, found.end(), value, "noon or midnight", True)
    found = _RECUR.match(text, at)
    if found and not _NEWSPAPER.match(text, at):
        return Moment(at, found.end(), RECURRENCES.get(found.group().lower()), "how often")
    return None
