"""Whether the words around a date speak of what was or of what will be."""

import re
from typing import Literal, TypeAlias

from reader.detectors.figures.patterns import Pattern
from reader.detectors.figures.word_sets import word_set

Tense: TypeAlias = Literal["past", "future", "unknown"]
_PAST = word_set(
    "said was were had did told met killed announced since reported wrote went came took made",
    "began won lost left fell rose ended held sent saw found got gave kept led called",
    "according spoke broke grew shot struck hit ago has have been earlier last after",
    "hasn haven hadn wasn weren didn drew flew knew threw ran sat stood sold bought brought",
    "thought taught caught built dealt felt lent meant paid read heard sank sang swam wore chose",
)
_FUTURE = word_set(
    "will ll shall scheduled due expected expects upcoming deadline intends would plans plan",
    "going must could might coming slated ahead hopes aims seeks intend propose proposes may",
    "payable effective can should won",
)
_PRESENT = word_set(
    "begins starts opens meets faces kicks expires takes happens holds hosts leaves visits plays",
    "travels arrives returns heads launches goes ends closes decides releases",
    "appears testifies speaks presents unveils premieres airs debuts resumes tours concludes",
    "lands departs flies sails sits celebrates welcomes receives",
    "meet face play leave host hold begin start open travel gather convene",
)
"""The present of what is on a calendar: "holds a hearing Wednesday", "leaves on Tuesday"."""
_FUTURE_RIGHT_BEFORE = word_set(
    "by until till payable effective",
)
"""Words that point ahead only right before the date: "by Friday", not "by gunmen on Friday"."""
_LED_BY_HAD = frozenset(("due", "scheduled", "expected", "planned", "slated", "set"))
_WORDS = Pattern(r"[A-Za-z]+|[.!?\n](?=\s|$)")


_AS_SOON_AS = Pattern(r"(?<![A-Za-z])as (?:soon|early) as (?:[a-z]+ ){0,3}$", re.IGNORECASE)
_POSSESSIVE = Pattern(r"(?:[a-z]+ )?[’']s[ ]")


def tense_around(text: str, start: int, end: int) -> Tense:
    """Tell from the words around a date, in its sentence, whether it lies ahead.

    The nearest word before it that shows a tense decides, else the nearest after it. What
    is named by its day ("Wednesday's ruling") has come.
    """
    if _POSSESSIVE.match(text, end):
        return "past"
    if text.endswith((" ended ", " ended on "), 0, start):
        return "past"
    before = _WORDS.findall(text, max(0, start - 90), start)
    had = "had" in [word.lower() for word in before[-8:]]
    if before and before[-1].lower() in _FUTURE_RIGHT_BEFORE and not had:
        return "future"
    if _AS_SOON_AS.search(text, max(0, start - 40), start):
        return "future"
    following = ""
    for place, word in enumerate(reversed(before)):
        if word in ".!?\n":
            break
        lowered = word.lower()
        tense = None if word.istitle() and len(word) > 4 else _tense_of(lowered, following)
        if tense == "future" and lowered in _LED_BY_HAD and had:
            return "past"
        if tense:
            return tense
        if lowered in _PRESENT and place < _NEAR and following not in _NO_OBJECT:
            return "future"
        following = lowered
    for word in _WORDS.findall(text, end, end + 70):
        if word in ".!?\n":
            break
        tense = _tense_of(word.lower(), "")
        if tense:
            return tense
    return "future" if _is_of_the_calendar(before) else "unknown"


_NOUNS_TOO = word_set(
    "votes reports plays tours visits moves marks runs heads returns starts ends closes hears",
    "comes signs rules debates considers reviews rolls gets delivers unveils appears faces",
    "joins rejoins addresses tests tries competes chairs outlines discusses sets switches falls",
    "turns resume go come return vote speak release report play run decide debate consider hear",
    "appear",
)
"""Verbs in the present that are nouns too: they count in a sentence without any other tense."""


def _is_of_the_calendar(before: list[str]) -> bool:
    """Tell whether a sentence tells in the present what is to come: "Parliament votes Friday"."""
    following = ""
    for word in reversed(before):
        if word in ".!?\n":
            return False
        if word in _NOUNS_TOO and following not in _NO_OBJECT:
            return True
        following = word.lower()
    return False


_NO_OBJECT = frozenset(("by", "of", "and", "or", "was", "were", "had", "that", "who"))
_NEAR = 7
"""Words between a verb in the present and its date; chosen by trying, on the TimeBank texts."""


def _tense_of(word: str, following: str) -> Tense | None:
    if word in _FUTURE or (word in ("set", "is", "are", "planned") and following in ("for", "to")):
        return "future"
    if word == "to" and following == "be":
        return "future"
    if word in _PAST or (word.endswith("ed") and len(word) > 4 and word != "planned"):
        return "past"
    return None
