"""Number words and ordinals that are a part of a name or of a phrase, and count nothing.

"the Four Tops", "the Second World War", "Final Four", "at first", "the number eight".
"""

import re

from reader.detectors.figures.counting import read_counted
from reader.detectors.figures.patterns import Pattern
from reader.detectors.figures.word_sets import word_set

_CAPITALS_AFTER = Pattern(r"[ -][A-Z][a-zé’'-]+(?:[ -][A-Z][a-z]+)*")
_BEGINS = Pattern(r"(?:^|[.!?:;\n][ \n“\"‘'(]*|[–—-][ ]?|\n[ \t*•·–-]*)$")
_OPENED = Pattern(r"[a-z,][ ][“\"‘']$")
_CAPITAL_BEFORE = Pattern(r"(?<![\w’'])([A-Z][a-z]+|of)[ -]$")
_NUMBER_WORD_BEFORE = Pattern(
    r"(?<![A-Za-z])(?:number|numbers|no\.?|chapter|volume|grade|channel|phase|level|gate|day"
    r"|round|game|week|section|article|part|lot|size|hangar|flight|route)[ ]$",
    re.IGNORECASE,
)
_NAME_IN_MARKS = Pattern(
    r"(?<![A-Za-z])(?:the|a|an|its|his|her|their|our|this|that|called|named|dubbed|[’']s)[ ]"
    r"[“\"‘](?:(?!(?:I|we|you|he|she|it|they|is|are|was|were|has|have"
    r"|will)\b)[^“”\"‘’.!?\n]){0,30}$",
    re.IGNORECASE,
)
_CLOSES_SOON = Pattern(r"[^“”\"‘’.!?\n$€£%\d]{0,26}[,.]?[”\"’]")
_NO_PLACE = word_set(
    "January February March April May June July August September October November December",
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
)

_RANKS_BEFORE = Pattern(r"(?<![A-Za-z])(?:top|bottom)[ ]$|baker[’']s[ ]$", re.IGNORECASE)


def is_word_of_a_name(text: str, start: int, end: int) -> bool:
    """Tell whether a number word is part of a name: "Four Tops", "Final Four", "number eight"."""
    if text[start - 1 : start] in "-‐‑":
        return False
    if _NUMBER_WORD_BEFORE.search(text, max(0, start - 12), start):
        return read_counted(text, end) is None
    if _RANKS_BEFORE.search(text, max(0, start - 8), start) and read_counted(text, end) is None:
        return True
    if text[start].isupper() and not _is_headline(text, start) and _is_name(text, start, end):
        return True
    back = max(0, start - 44)
    if all(text.find(mark, back, start) < 0 for mark in '“"‘'):
        return False
    marked = _NAME_IN_MARKS.search(text, back, start)
    return marked is not None and _CLOSES_SOON.match(text, end) is not None


_LONG_WORD = Pattern(r"[A-Za-z]{4,}")


def _is_headline(text: str, start: int) -> bool:
    """Tell whether most long words of the line have capitals, so that one says nothing."""
    begin = text.rfind("\n", max(0, start - 120), start) + 1 or max(0, start - 120)
    end = text.find("\n", start, start + 120)
    words = _LONG_WORD.findall(text, begin, end if end >= 0 else start + 120)
    return len(words) > 2 and sum(word[0].isupper() for word in words) > 0.7 * len(words)


def _is_name(text: str, start: int, end: int) -> bool:
    """Tell whether a capital that no sentence begins with makes a name of the words."""
    back = max(0, start - 12)
    after = _CAPITALS_AFTER.match(text, end)
    if _OPENED.search(text, back, start):
        return after is not None and text[after.end() : after.end() + 1] in ("”", '"', "’", "'")
    if _BEGINS.search(text, back, start):
        return False
    return after is not None or _CAPITAL_BEFORE.search(text, max(0, start - 24), start) is not None


_BRACKETED = Pattern(r"\)(?![ ]?(?:per|%))")
_OPENING = Pattern(r"[a-z][ ]\($")


def is_in_brackets_alone(text: str, start: int, end: int) -> bool:
    """Tell whether one or two digits stand alone in brackets behind a word: "the guard (4)"."""
    return bool(
        end - start <= 2
        and _BRACKETED.match(text, end)
        and _OPENING.search(text, max(0, start - 3), start)
    )


_PHRASES_BEFORE = Pattern(r"(?<![A-Za-z])(?:at|safety)[ ]$", re.IGNORECASE)
_ADVERB_AFTER = Pattern(
    r"[ ](?:of all\b|and foremost|things first|will\b|must\b|(?:met|came|saw|began|took|made"
    r"|became|went|got"
    r"|heard|told|spoke|known|seen|rose|hit|broke|ran|brought|sought|thought|wrote|said|put|built"
    r"|gave|fell|drew|arose|arises|came up|[a-z]{2,}ed)(?![A-Za-z-]))|,[ ]|[ -]ever\b|-hand|-rate"
)
_BEFORE_A_NOUN = Pattern(
    r"(?<![A-Za-z])(?:the|a|an|its|his|her|their|our|my|your|this|that|[’']s)[ ]$", re.IGNORECASE
)


_NUMBERED_PLACE = Pattern(
    r"[ ](?:[A-Z][a-z]+[ ])?(?:Street|St|Avenue|Ave|Road|Rd|Airborne|Infantry|Division|Regiment"
    r"|Battalion|Brigade|Squadron|Cavalry|Amendment|Circuit|District|Precinct|Ward|Fleet|Army|Corps"
    r"|Wing|Arrondissement|Fighter|Battalion)(?![A-Za-z])"
)
"""What makes a number with an ending a name; the 57th Summit is still a count."""


def is_ordinal_of_a_name(text: str, start: int, end: int) -> bool:
    """Tell whether an ordinal is in a name: "the First Amendment", "42nd Street"."""
    after = _CAPITALS_AFTER.match(text, end)
    if after is None or after.group().strip(" -") in _NO_PLACE:
        return False
    if text[start].isdecimal():
        return _NUMBERED_PLACE.match(text, end) is not None
    back = max(0, start - 12)
    return text[start].isupper() and not _BEGINS.search(text, back, start)


def is_adverb(text: str, start: int, end: int) -> bool:
    """Tell whether *first* is no place in a row: "at first", "first reported", "First, …"."""
    if _PHRASES_BEFORE.search(text, max(0, start - 10), start):
        return True
    after = _ADVERB_AFTER.match(text, end)
    if after is None:
        return False
    begins = _BEGINS.search(text, max(0, start - 12), start) is not None
    if after.group().startswith(","):
        return begins
    if after.group().startswith("-"):
        return after.group() != "-ever"
    if after.group() in (" ever", "-ever"):
        return False
    return _BEFORE_A_NOUN.search(text, max(0, start - 8), start) is None


_TITLE_BEFORE = Pattern(
    r"(?<![A-Za-z])(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Dame|Lady|Lord|Sen|Rep|Gov|Judge|Justice|Prof"
    r"|Professor|President|Senator|Minister|Officer|Detective|Sgt|Capt|Captain|Col|Gen|Lt|Rev|Saint"
    r"|St|Hurricane|Storm|Aunt|Uncle|Queen|King|Prince|Princess|Madam|Baroness)\.?[ ]$"
)
_SURNAME_AFTER = Pattern(r"[ ](?!(?:I|A|The)\b)[A-Z][a-zé’'-]+(?![.]?[ ]?\d)")
_TIME_BEFORE = Pattern(
    r"(?<![A-Za-z])(?:in|since|until|till|last|this|next|of|from|during|early|late|mid|through|to"
    r"|between|every|each|before|after|on|the|for|is|was|that|[’']s|\d{1,2}(?:st|nd|rd|th)?)[ -]$",
    re.IGNORECASE,
)
_FIRST_NAME_BEFORE = Pattern(r"[A-Z][a-zé]+[ ]$")
_AGE_AFTER = Pattern(r",[ ]\d{2},")


def is_calendar_name(text: str, start: int, end: int) -> bool:
    """Tell whether a month or weekday is a name: "Ms May", "April Tull", "Joe Friday, 44,".

    A month with a surname behind it is a first name, where nothing before it tells of time.
    """
    if not text[start].isupper():
        return False
    if _TITLE_BEFORE.search(text, max(0, start - 12), start):
        return True
    if _AGE_AFTER.match(text, end) and _FIRST_NAME_BEFORE.search(text, max(0, start - 16), start):
        return True
    if text[start:end] not in _FIRST_NAMES or not _SURNAME_AFTER.match(text, end):
        return False
    after = _CAPITALS_AFTER.match(text, end)
    if after and after.group().strip() in _NO_PLACE:
        return False
    return _TIME_BEFORE.search(text, max(0, start - 10), start) is None


_FIRST_NAMES = frozenset(("April", "May", "June", "August", "Augustus"))
