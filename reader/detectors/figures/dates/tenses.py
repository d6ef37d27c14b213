"""Whether the words around a date speak of what was or of what will be."""

from typing import Literal, TypeAlias

from reader.detectors.figures.patterns import Pattern
from reader.detectors.figures.word_sets import word_set

Tense: TypeAlias = Literal["past", "future", "unknown"]
_PAST = word_set(
    "said was were had did told met killed announced since reported wrote went came took made",
    "began won lost left fell rose ended held sent saw found got gave kept led called",
    "according spoke broke grew shot struck hit ago has have been earlier last after",
)
_FUTURE = word_set(
    "will ll shall scheduled due expected expects planned upcoming deadline intends would",
    "going must could might coming slated ahead begins starts opens meets faces kicks expires",
    "takes happens",
)
_FUTURE_RIGHT_BEFORE = word_set(
    "by until till",
)
"""Words that point ahead only right before the date: "by Friday", not "by gunmen on Friday"."""
_WORDS = Pattern(r"[A-Za-z]+|[.!?\n](?=\s|$)")


def tense_around(text: str, start: int, end: int) -> Tense:
    """Tell from the words around a date, in its sentence, whether it lies ahead.

    The nearest word before it that shows a tense decides, else the nearest after it.
    """
    before = _WORDS.findall(text, max(0, start - 90), start)
    if before and before[-1].lower() in _FUTURE_RIGHT_BEFORE:
        return "future"
    following = ""
    for word in reversed(before):
        if word in ".!?\n":
            break
        tense = _tense_of(word.lower(), following)
        if tense:
            return tense
        following = word.lower()
    for word in _WORDS.findall(text, end, end + 70):
        if word in ".!?\n":
            break
        tense = _tense_of(word.lower(), "")
        if tense:
            return tense
    return "unknown"


def _tense_of(word: str, following: str) -> Tense | None:
    if word in _FUTURE or (word in ("set", "is", "are") and following in ("for", "to")):
        return "future"
    if word in _PAST or (word.endswith("ed") and len(word) > 4):
        return "past"
    return None
