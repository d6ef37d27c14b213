"""What a share is a share of: "24 per cent of adults", "a 40 per cent risk of loss"."""

import re

from annotations.span import Span
from reader.detectors.figures.nouns import STOP, WORD, is_plural
from reader.detectors.figures.patterns import Pattern
from reader.detectors.figures.word_sets import word_set

_A_BEFORE = Pattern(
    r"(?:(?<![A-Za-z])|(?=[’']s))(?:an?|the|[’']s|its|their|his|her|about an?"
    r"|over an?)[ ](?:[a-z]+[ ])?$",
    re.IGNORECASE,
)
_CHANGES = word_set(
    "increase rise gain jump growth drop fall decline cut decrease surge hike slump dip loss raise",
    "higher lower more less up down annually yearly stronger weaker faster slower",
)


def read_risk(text: str, start: int, end: int) -> Span | None:
    """Read the noun behind a percentage with an article: "a 40 per cent risk of loss"."""
    if not _A_BEFORE.search(text, max(0, start - 20), start):
        return None
    first = last = None
    at = end
    for _ in range(4):
        found = WORD.match(text, at)
        if found is None:
            break
        lowered = found[1].lower()
        if lowered == "of" and last is not None:
            at = found.end()
            continue
        if lowered in STOP or lowered.endswith(("ed", "ly")):
            break
        if first is None and lowered in _CHANGES:
            return None
        if last is not None and lowered.endswith("s") and not lowered.endswith("ss"):
            break
        first, last, at = first or found, found, found.end()
    return Span(first.start(1), last.end(1)) if first and last else None


_WHOLE = Pattern(
    r"[ ](?:of(?:[ ](?:all|the|its|their|his|her|our|these|those|my|your|every)){0,2}|the|its"
    r"|their)(?=[ ])"
)


def read_whole(text: str, end: int) -> Span | None:
    """Read what a share is a share of: "adults" in "24 per cent of adults saying"."""
    whole = _WHOLE.match(text, end)
    if whole is None:
        return None
    first = last = None
    at = whole.end()
    for _ in range(5):
        found = WORD.match(text, at)
        if found is None:
            break
        word = found[1]
        lowered = word.lower()
        if lowered in STOP or (first is not None and lowered.endswith(("ed", "ing"))):
            break
        first, last, at = first or found, found, found.end()
        if is_plural(word, lowered):
            break
    return Span(first.start(1), last.end(1)) if first and last else None
