"""The word *one* where it counts nothing: "one of the oldest", "at one point", "that one"."""

import re

from reader.detectors.figures.patterns import Pattern

_ONE_BEFORE = Pattern(
    r"(?<![A-Za-z])(?:no|any|every|some|the|this|that|another|other|each|which|new|big|only|last"
    r"|next|good|little|loved|not|old|young|former|latter|right|wrong|same|number|day|first)[ -]$",
    re.IGNORECASE,
)
_ONE_OF_THE_BEST = Pattern(
    r"[ ]of[ ](?:(?:the|its|his|her|their|our|my|your|a)[ ])?(?:(?:world|country|nation|city"
    r"|town|state"
    r"|region|year|area|continent|industry|league|game|team|company|party)[’']s[ ])?"
    r"(?:(?:very|dozens|scores|hundreds|thousands|millions|all-time|only|few|many|several|some"
    r"|two|three|four|five|six|seven|eight|nine"
    r"|ten|\d+"
    r"|most|least|best|worst|top|main|major|key|leading|largest|more|better|less|those|these"
    r"|them|us"
    r"|you|its|his|her|their|which|whom|said)\b|[a-z]{2,}(?:est|iest)\b)",
    re.IGNORECASE,
)
"""What makes "one of" a way of speaking: "one of the oldest parks", "one of only three"."""
_ONE_AS_A_PHRASE = Pattern(
    r"[ ](?:another|thing|way|example|reason|by one|or more|or another|or the other"
    r"|and all|and the same|day|more time|last time|bit|could|can|may|might|must|would|should|has"
    r"|is|was|who|that|which|where|'s|can't|of)(?![A-Za-z])"
    r"(?<!of)"
)
_AT_BEFORE = Pattern(r"(?<![A-Za-z])(?:on|at)(?: the)?[ ]$", re.IGNORECASE)
_POINT_AFTER = Pattern(r"[ ](?:hand|side|point|time|stage|end|level|extreme)(?![A-Za-z])")


def is_pronoun(text: str, start: int, end: int) -> bool:
    """Tell whether the *one* of a text is no number."""
    of_some = text.startswith(" of ", end)
    return bool(
        (not of_some and _ONE_BEFORE.search(text, max(0, start - 10), start))
        or _ONE_OF_THE_BEST.match(text, end)
        or _ONE_AS_A_PHRASE.match(text, end)
        or _is_at_one_point(text, start, end)
    )


def _is_at_one_point(text: str, start: int, end: int) -> bool:
    """Tell whether somebody speaks of "at one point", "on the one hand"."""
    return bool(_POINT_AFTER.match(text, end) and _AT_BEFORE.search(text, max(0, start - 8), start))
