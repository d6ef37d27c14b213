"""A date or time found in the text, and the small words before it that belong to it."""

import re
from typing import NamedTuple

from reader.detectors.figures.patterns import Pattern


class Moment(NamedTuple):
    """A date or time in the text, its ISO 8601 value where known, and the rule's name."""

    start: int
    end: int
    value: str | None
    rule: str
    is_time: bool = False


_MODIFIER = Pattern(
    r"(?<![A-Za-z])(?P<all>(?:(?:the|The)[ ])?(?P<edge>(?:(?:very[ ])?(?:early|late|earlier|later"
    r"|mid|middle|beginning|start|end|Early|Late|Mid|Earlier|Later)(?:[ -]|[ ](?:of"
    r"|in)[ ](?:the[ ])?))(?:(?:to|and)[ ](?:mid|late)[- ])?)?(?:(?P<rel>this|last|next|past"
    r"|previous|coming|following|that|same|This|Last|Next)[ ])?)$"
)


class Modifiers(NamedTuple):
    """Small words before a date: "the", "early", "last"."""

    start: int
    """Where they begin; the date's own start when there are none."""
    relative: str
    """ "last", "next", "this" and the like in lower case, or ""."""
    edge: bool
    """Whether a part of the date is meant: "early", "late", "the end of"."""


def modifiers_before(text: str, at: int, floor: int) -> Modifiers:
    """Read the words before a date that belong to it, back to `floor` at most."""
    if text[at - 1 : at] not in (" ", "-"):
        return Modifiers(at, "", False)
    found = _MODIFIER.search(text, max(floor, at - 32), at)
    if found is None or not found["all"]:
        return Modifiers(at, "", False)
    return Modifiers(found.start(), (found["rel"] or "").lower(), found["edge"] is not None)


def with_the(text: str, at: int, floor: int) -> int:
    """Return where "the" before a date begins, or `at`."""
    return at - 4 if at - 4 >= floor and text[at - 4 : at].lower() == "the " and at - 4 >= 0 else at


ITS_PART = Pattern(
    r"[’']s (?P<n>first|second|third|fourth)[ -](?P<what>quarter|half)(?![A-Za-z])", re.IGNORECASE
)
"""What may follow a year: "1989's third quarter", "next year's first half"."""


def part_of_year(found: re.Match[str]) -> str:
    """Return "Q3" for "'s third quarter", "H1" for "'s first half"."""
    number = {"first": 1, "second": 2, "third": 3}.get(found["n"].lower(), 4)
    return f"{'Q' if found['what'].lower() == 'quarter' else 'H'}{number}"
