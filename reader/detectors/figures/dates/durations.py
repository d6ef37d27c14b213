"""Durations that say when: "two years ago", "the past three months", "a few days later".

A duration counted from a known day is a date; "the past three months" stays a duration, and
takes in the words before it.
"""

import re
from datetime import date

from reader.detectors.figures.approximators import approximator_before
from reader.detectors.figures.dates import values
from reader.detectors.figures.dates.calendar_words import MONTH_STEPS
from reader.detectors.figures.dates.moments import read_moment_after
from reader.detectors.figures.dates.periods import shifted_by, steps_in_direction
from reader.detectors.figures.draft import Draft
from reader.detectors.figures.patterns import Pattern

_AGO = Pattern(
    r"[ ](?P<dir>ago|earlier|later|prior|from now|hence|previously|from today|before today)"
    r"(?![A-Za-z])",
    re.IGNORECASE,
)
_FROM_A_DAY = Pattern(r"[ ](?P<dir>before|after|from|prior to|following)(?=[ ])", re.IGNORECASE)
_UP_TO_NOW = Pattern(
    r"(?<![A-Za-z])(?:the[ ])?(?P<which>last|past|next|previous|coming|first|final|following"
    r"|preceding|these|those)[ ]$",
    re.IGNORECASE,
)
_VAGUE = Pattern(
    r"(?P<n>few|several|couple(?:[ ]of)?|many|some)[ ](?:(?:past|more|short|long|last|of)[ ])?"
    r"(?P<unit>second|minute|hour|day|night|week|weekend|month|year|decade|centurie)s(?![A-Za-z])",
    re.IGNORECASE,
)
_ONE_BEFORE = Pattern(
    r"(?<![A-Za-z])(?:(?:a[ ])?(?P<part>half|quarter)(?:[ ]of)?(?:-|[ ](?:an?[ ])?)|an?[ ])$",
    re.IGNORECASE,
)
_OR_TWO = Pattern(r"[ ]or[ ]two(?![A-Za-z-])")
_AND_A_HALF = Pattern(r"[ ]and a half(?![A-Za-z])", re.IGNORECASE)
_A_BEFORE = Pattern(r"(?<![A-Za-z])a[ ]$", re.IGNORECASE)
VAGUE_DURATION_WORDS = frozenset(("few", "several", "couple", "some", "handful"))


def read_vague_duration(text: str, at: int, floor: int) -> Draft | None:
    """Read "a few hours", "several weeks", "a couple of days"; only a couple has a value."""
    found = _VAGUE.match(text, at)
    if found is None:
        return None
    count = found["n"].lower()
    article = _A_BEFORE.search(text, max(floor, at - 3), at)
    if count == "couple of" and article is None:
        return None
    unit = found["unit"].lower().replace("centurie", "century")
    start = article.start() if article else at
    draft = Draft(start, found.end(), "duration", "vague duration", unit=unit, relation="~")
    draft.value = 2 if count.startswith("couple") else None
    return draft


def read_one_period(text: str, at: int, end: int, floor: int) -> Draft | None:
    """Read "nearly a decade", "half an hour", "more than a year": one, with a word about it.

    A bare "a year" is left alone: it is as often a rate ("$3 a year") as a length of time.
    """
    found = _ONE_BEFORE.search(text, max(floor, at - 14), at)
    if found is None:
        return None
    period = text[at:end].lower()
    draft = Draft(found.start(), end, "duration", "one period", value=1, unit=period)
    some = _OR_TWO.match(text, end)
    if some and not found["part"]:
        draft.value, draft.low, draft.high, draft.relation = None, 1, 2, "~"
        draft.end = some.end()
        return draft
    part = (found["part"] or "").lower()
    if part:
        draft.value = 0.5 if part == "half" else 0.25
    about = approximator_before(text, draft.start, floor)
    if about:
        draft.approximate(about)
    if about and text[about.start : about.end].lower() == "over" and not part:
        return None
    half = _AND_A_HALF.match(text, draft.end)
    if half:
        draft.value, draft.end = 1.5, half.end()
    return draft if about or part or half else None


def with_its_date(text: str, draft: Draft, floor: int, published: date | None) -> Draft:
    """Turn a duration into a date when the words around it say so: "two years ago"."""
    found = _AGO.match(text, draft.end)
    if found:
        return _as_date(draft, found.end(), found["dir"].lower(), published)
    counted = _FROM_A_DAY.match(text, draft.end)
    if counted and draft.unit in _DAYS_OR_WEEKS:
        day = read_moment_after(text, counted.end() + 1, published)
        if day:
            known = date.fromisoformat(day.date) if day.date and len(day.date) == 10 else None
            return _as_date(draft, day.end, counted["dir"].lower(), known, counted=True)
    before = _UP_TO_NOW.search(text, max(floor, draft.start - 22), draft.start)
    if before is None:
        return _with_article(text, draft, floor)
    draft.start, draft.rule = before.start(), "duration up to now"
    if text.startswith(" of ", draft.end):
        whole = read_moment_after(text, draft.end + 4, published, whole=True)
        if whole:
            _of_a_year(draft, before["which"].lower(), whole)
    return draft


_DAYS_OR_WEEKS = frozenset(("day", "week", "night", "fortnight"))
"""Lengths from which a day can be counted; "ten years after" it is no longer about a day."""
_ARTICLE = Pattern(
    r"(?<![A-Za-z])(?:the|these|those)[ ](?:(?:latest|entire|whole|full|same|other|current|year-ago"
    r"|year-earlier|intervening|remaining)[ ])?$",
    re.IGNORECASE,
)


def _with_article(text: str, draft: Draft, floor: int) -> Draft:
    """Take in the article of "the nine months ended …", as other dates have theirs."""
    if draft.rule != "duration" or draft.approximator or "-" in text[draft.start : draft.end]:
        return draft
    article = _ARTICLE.search(text, max(floor, draft.start - 24), draft.start)
    if article and text[draft.end - 1] == "s":
        draft.start = article.start()
    return draft


def _as_date(
    draft: Draft, end: int, direction: str, known: date | None, *, counted: bool = False
) -> Draft:
    """Return the duration as the date so far before or after a known one."""
    draft.end, draft.form, draft.rule = end, "date", "period ago"
    value, unit = draft.value, draft.unit
    if value is not None and unit and value == int(value):
        if counted:
            steps = -int(value) if direction in ("before", "prior to") else int(value)
            draft.date = (
                values.iso(values.shifted(known, 7 * steps))
                if unit == "week" and known
                else shifted_by(unit, steps, known)
            )
        else:
            told = steps_in_direction(direction, int(value), unit)
            draft.date = shifted_by(unit, told, known) if told is not None else None
    draft.value = draft.low = draft.high = draft.unit = draft.counts = None
    return draft


def _of_a_year(draft: Draft, which: str, whole: Draft) -> None:
    """Make "the first nine months of 2019" a date: from its first month to its ninth."""
    draft.end, draft.form, draft.rule = whole.end, "date", "part of a year"
    months = MONTH_STEPS.get(draft.unit or "", 0) * (draft.value or 0)
    year = whole.date
    if year and len(year) == 4 and 0 < months <= 12 and months == int(months):
        if which == "first":
            draft.date = f"{year}-01/{year}-{int(months):02d}"
        elif which in ("last", "final"):
            draft.date = f"{year}-{13 - int(months):02d}/{year}-12"
    draft.value = draft.low = draft.high = draft.unit = draft.counts = None
