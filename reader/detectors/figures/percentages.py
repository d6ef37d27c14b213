"""Percentages and percentage points: "4.6%", "five per cent", "2 percentage points"."""

import re

from reader.detectors.figures.patterns import Pattern
from reader.detectors.figures.units import Unit

_AFTER = Pattern(
    r"[ \u00a0\n-]{0,2}(?:of (?:an?|one|1) )?(?:(?P<points>(?:%"
    r"|per[ -]?cent(?:age)?)[ -]?(?:points?|pts?)(?![A-Za-z]))"
    r"|(?:%|per[ -]?cents?(?:age)?s?(?![A-Za-z])|(?:pc|pct|p\.c\.)(?![A-Za-z])))",
    re.IGNORECASE,
)
_BEFORE = Pattern(
    r"(?<![A-Za-z\d%] )(?<![A-Za-z])(?:percents?|per[ -]?cents?|percentages?|%) of $", re.IGNORECASE
)


def percent_after(text: str, end: int) -> Unit | None:
    """Read the percent sign or word after a number; points are a unit of their own."""
    if text[end : end + 1] not in ("%", " ", "-", "p", "P", "\u00a0", "\n"):
        return None
    found = _AFTER.match(text, end)
    if found is None:
        return None
    return Unit("percentage point" if found["points"] else "percent", found.end())


def percent_before(text: str, start: int, floor: int) -> int | None:
    """Return where "percent of" before a number begins, when no number stands before it."""
    if text[start - 4 : start].lower() != " of ":
        return None
    found = _BEFORE.search(text, max(floor, start - 16), start)
    return found.start() if found else None
