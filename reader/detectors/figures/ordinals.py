"""Places in a row: "21st", "twenty-first", "the last", "penultimate"."""

import re

from reader.detectors.figures.draft import Draft
from reader.detectors.figures.names import is_adverb, is_ordinal_of_a_name
from reader.detectors.figures.number_words import ORDINALS
from reader.detectors.figures.patterns import Pattern
from reader.detectors.figures.word_sets import word_set

_DIGITS = Pattern(r"(\d{1,3}(?:,\d{3})*|\d{1,9})(st|nd|rd|th|ST|ND|RD|TH)(?![A-Za-z])")


def _ending(value: int) -> str:
    """Return the letters of a place in a row; "12st" has others, and is a weight in stones."""
    if value % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")


def read_digit_ordinal(text: str, at: int) -> Draft | None:
    """Read "21st" or "1,000th"; None for other digits."""
    found = _DIGITS.match(text, at)
    if found is None or (at and (text[at - 1].isalnum() or text[at - 1] in "_.")):
        return None
    value = int(found[1].replace(",", ""))
    if found[2].lower() != _ending(value):
        return None
    draft = Draft(at, found.end(), "ordinal", "ordinal in digits", value=value)
    if is_ordinal_of_a_name(text, at, found.end()):
        draft.wanted, draft.rule = False, "ordinal in a name"
    return draft


_NOT_A_PLACE_AFTER = Pattern(
    r"[- ](?:team|hand|handed|party|parties|class|rate|rated|aid|person|degree"
    r"|world(?! (?-i:[A-Z]))|guess|guessed"
    r"|guessing|in-command|lady|ladies|minister|name|names|responders?)(?![A-Za-z])|-(?:up|come)\b",
    re.IGNORECASE,
)
_TIME_UNIT_BEFORE = Pattern(
    r"(?:\d[ -]?|(?<![A-Za-z])(?:a|per|split|each|every|one|any|this|last)[ -])$", re.IGNORECASE
)
_PART_OF_A_GAME = Pattern(r"[ -](?:quarter|half)(?![A-Za-z])", re.IGNORECASE)
"""What is no quarter of a year, or it would have been read as a date."""
_PERIODS_AFTER = Pattern(
    r"[ ](?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|few|couple)[ ]"
    r"(?:[a-z]+[ ])?(?:second|minute|hour|day|week|weekend|month|quarter|year|decade)s(?![A-Za-z])",
    re.IGNORECASE,
)


def read_word_ordinal(text: str, at: int, word: str) -> Draft | None:
    """Read "first" to "thousandth"; None for "first lady", "third-party", "a second".

    "the first nine months" is left to the duration that follows.
    """
    end = at + len(word)
    if _PERIODS_AFTER.match(text, end):
        return None
    if word == "second" and _TIME_UNIT_BEFORE.search(text, max(0, at - 6), at):
        return None
    draft = Draft(at, end, "ordinal", "ordinal in words", value=ORDINALS[word])
    if is_ordinal_of_a_name(text, at, end):
        draft.wanted, draft.rule = False, "ordinal in a name"
    elif _PART_OF_A_GAME.match(text, end):
        draft.wanted, draft.rule = False, "part of a game"
    elif _NOT_A_PLACE_AFTER.match(text, end) or is_adverb(text, at, end):
        draft.wanted, draft.rule = False, "fixed phrase"
    return draft


_IN_A_SERIES = word_set(
    "one ones item items sentence sentences paragraph page line word chapter book books volume",
    "version versions edition issue episode series season round stage step phase match game",
    "race entry row column question answer message mail email note task generation semester",
    "term session meeting election president minister student owner tenant holder champion",
    "winner speaker person place position number song track album film movie photo picture",
    "slide stop station exit",
)
"""Things that come one after the other, so that "the last" of them is a place in a row."""
_RELATIVE = Pattern(
    r"(?:next[ ]to[ ]last|(?:antepenultimate|penultimate)(?![A-Za-z])"
    r"|(?P<which>last|next|previous|current)(?:[ ]\d{1,2})?[ ](?P<noun>[a-z]+)(?![A-Za-z-]))",
    re.IGNORECASE,
)
_BEFORE_THE_LAST = Pattern(r"(?<![A-Za-z])the one before the $", re.IGNORECASE)
RELATIVE_ORDINAL_WORDS = word_set(
    "last next previous current penultimate antepenultimate",
)


def read_relative_ordinal(text: str, at: int, floor: int) -> Draft | None:
    """Read "penultimate", "the last sentence", "the next 3 books".

    They have no value, and hardly anybody wants "last" and "next" as figures.
    """
    found = _RELATIVE.match(text, at)
    if found is None:
        return None
    if found["which"] is None:
        return Draft(at, found.end(), "ordinal", "place in a row")
    noun = found["noun"].lower()
    if noun not in _IN_A_SERIES:
        return None
    before = _BEFORE_THE_LAST.search(text, max(floor, at - 18), at)
    end = found.end() if noun == "one" else found.end("which")
    start = before.start() if before else at
    return Draft(start, end, "ordinal", "place in a row", wanted=False)
