"""Ages: "a 50-year-old man", "Senard, 65,", "aged 21", "three weeks old"."""

import re

from reader.detectors.figures.patterns import Pattern
from reader.detectors.figures.units import Unit

_AFTER = Pattern(
    r"(?:[ \n]|[ ]?[-‐‑][ ]?|[ ]?)(?P<unit>years?|months?|weeks?|days?|yrs?)[ '’]?[-‐‑ \n]"
    r"(?P<old>olds?|of age|of[- ]age)(?![A-Za-z])|[ -]?(?:yo|y/o)(?![A-Za-z])",
    re.IGNORECASE,
)
_AGED_BEFORE = Pattern(
    r"(?<![A-Za-z])(?P<words>aged?|ages|age of|age[ds]? (?:between|from|over|under|just|about"
    r"|only)"
    r"|turn(?:s|ed|ing)?|age:|(?:died|dead|married|retired) at)[ ]$",
    re.IGNORECASE,
)
_AGES_BEFORE = Pattern(
    r"(?<![A-Za-z])(?:aged|ages)[ ](?:\d{1,3}(?:,[ ](?:and[ ]|or[ ])?|[ ](?:and|or)[ ])){1,6}$",
    re.IGNORECASE,
)
_NAME_COMMA = Pattern(r"(?:[A-Z][\w’'.-]+|[a-z]{2,}|\)),[ ]$")
_AND_AN_AGE = Pattern(r"[ ]and[ ]\d{1,2}[,.;)]")
_AGE_BEFORE_AND = Pattern(r"[A-Z][\w’'-]+,[ ]\d{1,2}[ ]and[ ]$")
_ROLE_COMMA = Pattern(
    r"(?<![A-Za-z])(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir"
    r"|[’']s)[ ](?:[a-z-]+[ ]){0,2}[a-z]{4,},[ ]$"
)
_ROLE_GOES_ON = Pattern(
    r",[ ](?:said|says|was|who|is|had|has|told|from|died|won|will|whose|also|added|became|left)\b"
)
_RELATIVE_COMMA = Pattern(
    r"(?<![A-Za-z])(?:son|daughter|wife|husband|brother|sister|mother|father|girl|boy|man|woman"
    r"|cousin|nephew|niece|partner|widow|girlfriend|boyfriend|teenager),[ ]$"
)
_WILL_BE = Pattern(
    r"(?<![A-Za-z])(?:[Hh]e|[Ss]he|who|I)(?:[’'](?:s|m|ll be)|[ ](?:is|was|will be|am"
    r"|would be)(?: now| just| only)?)[ ]$"
)
_AGE_IS = Pattern(
    r"(?<![A-Za-z])(?:life expectancy|(?:average|median|mean|retirement|voting|legal|minimum"
    r"|pension"
    r"|drinking) age)(?:[ ](?:for|of|in)[ ](?:the )?[A-Za-z]+){0,3}[ ](?:is|was|at|to|from|reached"
    r"|rose to|fell to)[ ](?:now |about |around |just |only |still |nearly )?$",
    re.IGNORECASE,
)
_WORDS_BEFORE_AN_AGE = (
    *(
        " is ",
        " was ",
        " at ",
        " to ",
        " from ",
        "reached ",
        " now ",
        " about ",
        "around ",
        " just ",
    ),
    *(" only ", " still ", "nearly "),
)
_PHRASE_END = Pattern(
    r"[.,;!?)]|[ ](?:and|by|when|now|at the|but|next|this|or|in the|in \d{4})\b|$"
)
OLDEST = 122
"""Years; the oldest age ever proven (Jeanne Calment's). A lone number above is no age."""


def age_after(text: str, end: int) -> Unit | None:
    """Read "years old", "-year-old", "of age" after a number; the unit is "year of age"."""
    found = _AFTER.match(text, end)
    if found is None:
        return None
    period = (found["unit"] or "year").lower().rstrip("s")
    return Unit(f"{'year' if period == 'yr' else period} of age", found.end())


def is_age_in_row(text: str, start: int) -> bool:
    """Tell whether the number carries on a row of ages: 23 in "aged 19 and 23"."""
    if not text[max(0, start - 5) : start].endswith((", ", " and ", " or ")):
        return False
    return bool(
        _AGES_BEFORE.search(text, max(0, start - 40), start)
        or _AGE_BEFORE_AND.search(text, max(0, start - 30), start)
    )


def age_word_before(text: str, start: int, floor: int) -> int | None:
    """Return where "aged", "age of" or "turned" before a number begins, or None."""
    if text[start - 1 : start] != " ":
        return None
    found = _AGED_BEFORE.search(text, max(floor, start - 16), start)
    return found.start() if found else None


def is_age_in_apposition(text: str, start: int, end: int) -> bool:
    """Tell whether a lone number between commas after a name is an age: "Senard, 65, said"."""
    if text[start - 2 : start] != ", ":
        return False
    if text[end : end + 1] not in (",", ".", ";", ")") and not _AND_AN_AGE.match(text, end):
        return False
    if _RELATIVE_COMMA.search(text, max(0, start - 14), start):
        return True
    if _ROLE_COMMA.search(text, max(0, start - 40), start) and _ROLE_GOES_ON.match(text, end):
        return True
    found = _NAME_COMMA.search(text, max(0, start - 24), start)
    return found is not None and not found.group()[0].islower()


def is_age_of_person(text: str, start: int, end: int) -> bool:
    """Tell whether "he is 35" stands here: a person, a form of be, a lone number."""
    if text[start - 1 : start] != " ":
        return False
    before = text[max(0, start - 9) : start]
    if before.endswith(_WORDS_BEFORE_AN_AGE) and _AGE_IS.search(text, max(0, start - 90), start):
        return True
    return bool(_WILL_BE.search(text, max(0, start - 20), start)) and bool(
        _PHRASE_END.match(text, end)
    )
