"""Places in a row: "21st", "twenty-first", "the last", "penultimate"."""

import re

from reader.detectors.figures.draft import Draft
from reader.detectors.figures.number_words import ORDINALS

_DIGITS = re.compile(r"(\d{1,3}(?:,\d{3})*|\d{1,9})(?:st|nd|rd|th|ST|ND|RD|TH)(?![A-Za-z])")


def read_digit_ordinal(text: str, at: int) -> Draft | None:
    """Read "21st" or "1,000th"; None for other digits."""
    found = _DIGITS.match(text, at)
    if found is None or (at and (text[at - 1].isalnum() or text[at - 1] in "_.")):
        return None
    value = int(found[1].replace(",", ""))
    return Draft(at, found.end(), "ordinal", "ordinal in digits", value=value)


_NOT_A_PLACE_AFTER = re.compile(
    r"[- ](?:team|hand|handed|party|parties|class|rate|rated|aid|person|degree|world|guess|guessed"
    r"|guessing|in-command|lady|ladies|minister|name|names|responders?)(?![A-Za-z])|-(?:up|come)\b",
    re.IGNORECASE,
)
_TIME_UNIT_BEFORE = re.compile(
    r"(?:\d[ -]?|(?<![A-Za-z])(?:a|per|split|each|every|one|any|this|last)[ -])$", re.IGNORECASE
)


def read_word_ordinal(text: str, at: int, word: str) -> Draft | None:
    """Read "first" to "thousandth"; None for "first lady", "third-party", "a second"."""
    end = at + len(word)
    if _NOT_A_PLACE_AFTER.match(text, end):
        return None
    if word == "second" and _TIME_UNIT_BEFORE.search(text, max(0, at - 6), at):
        return None
    return Draft(at, end, "ordinal", "ordinal in words", value=ORDINALS[word])
