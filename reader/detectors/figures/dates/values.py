"""What a date is worth: ISO 8601, in the forms TIMEX3 uses for longer stretches of time.

A day is "2024-07-28", a month "2024-07", a year "2024", a decade "202", a week "2024-W30", a
quarter "2024-Q3", a summer "2024-SU", a morning "2024-07-28TMO", a time "2024-07-28T09:30". A
stretch from one to another has both with "/" between. Everything relative needs the day on
which the article was published; without it the value is None.

Source of the forms: TimeML annotation guidelines 1.2.1, section on TIMEX3 values.
"""

from datetime import MAXYEAR, date, timedelta

from reader.detectors.figures.dates.calendar_words import DAY_PARTS, SEASONS
from reader.detectors.figures.dates.tenses import Tense


def day(year: int, month: int, of_month: int) -> str | None:
    """Return the day as ISO 8601, or None when the calendar has no such day."""
    try:
        return date(year, month, of_month).isoformat()
    except ValueError:
        return None


def year_of(
    month: int,
    of_month: int | None,
    published: date | None,
    tense: Tense,
    *,
    ended: bool = False,
) -> int | None:
    """Return the year a date without one most likely means.

    For a day the nearest, unless it is far and the tense of the words around points the other
    way: news tells of what is near in any tense. For a month the last one that has come when
    the sentence is about the past, the next one when it is about what is to come, else the
    nearest. What has `ended` on the day has come.
    """
    if published is None:
        return None
    if of_month is None:
        year = _year_of(month, None, published, tense)
    else:
        year = _nearest_year(month, of_month, published, tense)
        if ended and (month, of_month) > (published.month, published.day):
            year = published.year - 1
    return year if 0 < year <= MAXYEAR else None


def _nearest_year(month: int, of_month: int, published: date, tense: Tense) -> int:
    """Return the year whose day is the fewest days away, where the tense does not forbid it."""
    ahead = (month - published.month) * 30.4 + of_month - published.day
    year = published.year + (ahead < -_HALF_A_YEAR) - (ahead > _HALF_A_YEAR)
    ahead += 365 * (year - published.year)
    if tense == "past" and ahead > _FAR:
        return year - 1
    return year + 1 if tense == "future" and ahead < -_FAR else year


_HALF_A_YEAR = 182.6
_FAR = 60
"""Days from which the tense of the words around is a better witness than nearness; chosen by
trying, on half of the TimeBank texts."""


def _year_of(month: int, of_month: int | None, published: date, tense: Tense) -> int:
    here = (published.month, published.day if of_month is not None else 0)
    there = (month, of_month or 0)
    year = published.year
    if tense == "past":
        return year if there <= here else year - 1
    if tense == "future":
        return year if there >= here else year + 1
    ahead = (month - published.month) % 12
    if there == here or ahead == 0:
        return year
    return year if (there > here) == (ahead <= 3) else year + (1 if there < here else -1)


def weekday(number: int, published: date | None, tense: Tense) -> date | None:
    """Return the day a weekday's name means; the day of publication counts as past."""
    if published is None:
        return None
    if tense == "future":
        return shifted(published, (number - published.weekday()) % 7)
    return shifted(published, -((published.weekday() - number) % 7))


def shifted(day_: date, days: int) -> date | None:
    """Return the date so many days on, or None when it is off the calendar."""
    try:
        return day_ + timedelta(days)
    except OverflowError:
        return None


def iso(day_: date | None) -> str | None:
    """Return the day as ISO 8601; None stays None."""
    return day_.isoformat() if day_ else None


def week(day_: date | None) -> str | None:
    """Return the ISO week of a day: "2024-W30"."""
    if day_ is None:
        return None
    year, number, _ = day_.isocalendar()
    return f"{year}-W{number:02d}"


def month_shifted(published: date, months: int) -> str | None:
    """Return the month so many months on: "2024-06"."""
    count = published.year * 12 + published.month - 1 + months
    year, month = divmod(count, 12)
    return f"{year:04d}-{month + 1:02d}" if 1 <= year <= MAXYEAR else None


def year_shifted(published: date, years: int) -> str | None:
    """Return the year so many years on, four digits."""
    year = published.year + years
    return f"{year:04d}" if 0 < year <= MAXYEAR else None


def period_shifted(period: str, steps: int, published: date | None) -> str | None:
    """Return the value of "this" (0), "last" (-1) or "next" (1) week, month or summer."""
    if published is None:
        return None
    if period in ("day", "night", "morning", "afternoon", "evening", "daytime"):
        on = shifted(published, steps)
        part = DAY_PARTS.get(period)
        return None if on is None else iso(on) if part is None else f"{iso(on)}T{part}"
    if period in ("week", "weekend", "fortnight"):
        name = week(shifted(published, 7 * steps * (2 if period == "fortnight" else 1)))
        return f"{name}-WE" if name and period == "weekend" else name
    if period == "month":
        return month_shifted(published, steps)
    if period == "quarter":
        count = published.year * 4 + (published.month - 1) // 3 + steps
        return f"{count // 4:04d}-Q{count % 4 + 1}" if 0 < count // 4 <= MAXYEAR else None
    if period == "year":
        return year_shifted(published, steps)
    if period == "decade":
        decade = published.year // 10 + steps
        return f"{decade:03d}" if 0 < decade <= 999 else None
    if period == "century":
        century = published.year // 100 + steps
        return f"{century:02d}" if 0 < century <= 99 else None
    if period in SEASONS:
        year = year_shifted(published, steps)
        return f"{year}-{SEASONS[period]}" if year else None
    return None
