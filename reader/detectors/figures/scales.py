"""Scales after a number: "2.5 million", "4 hundred million", "10k", "£3bn", "$13.6M"."""

import re

from reader.detectors.figures.number_words import SCALES
from reader.detectors.figures.numeral import Numeral, exact
from reader.detectors.figures.patterns import Pattern
from reader.detectors.figures.word_sets import word_set

_SCALE_WORD = Pattern(
    r"(?:[ \t\u00a0\u202f\n]{1,2}|[ ]?[-‐‑][ \n]?|&nbsp;)?"
    r"(hundred|thousand|million|billion|trillion|quadrillion|dozen|lakh|lac|crore"
    r"|(?:[mb]il|tril)-\nlion|thou-\nsand|hun-\ndred)s?(?![A-Za-z])",
    re.IGNORECASE,
)
"""A scale word, also one that is broken over a line end."""
_AND_A_HALF = Pattern(r"[ ]and[ ]a[ ]half(?![A-Za-z]|[ ](?:million|billion|trillion))")
_SCALE_LETTERS = {
    "k": 10**3,
    "K": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "mln": 10**6,
    "mil": 10**6,
    "mm": 10**6,
    "M": 10**6,
    "MM": 10**6,
    "b": 10**9,
    "B": 10**9,
    "bn": 10**9,
    "BN": 10**9,
    "Bn": 10**9,
    "bln": 10**9,
    "G": 10**9,
    "tn": 10**12,
    "trn": 10**12,
    "T": 10**12,
    "t": 10**12,
}
_SCALE_LETTER = Pattern(
    r"[ ]?(mln|mil|bln|trn|[Bb]n|BN|mn|tn|MM|mm|[kKmMbBGtT])(?![\w/²³]|\.[A-Za-z])"
)
_SAFE_LETTERS = word_set(
    "k bn Bn BN mn mln bln tn trn",
)
"""Scale letters that are never a unit; "m", "b", "t", "G", "K" and "M" wait for money."""


def with_scale(text: str, numeral: Numeral) -> Numeral:
    """Multiply by the scale words that follow, or by letters that are never a unit."""
    value, end, scale = numeral.value or 0, numeral.end, 1
    word = _SCALE_WORD.match(text, end)
    while word:
        scale, end = scale * SCALES[word[1].lower().replace("-\n", "")], word.end()
        word = _SCALE_WORD.match(text, end) if scale < 10**12 else None
    if scale > 1:
        value *= scale
        half = _AND_A_HALF.match(text, end)
        if half and scale >= 1000:
            value, end = value + scale / 2, half.end()
        return numeral._replace(end=end, value=exact(value), scale=scale, plain=False)
    letters = _SCALE_LETTER.match(text, end)
    if letters and numeral.style == "digits" and _is_scale(text, letters, numeral):
        return _multiplied(numeral, letters)
    return numeral._replace(value=exact(value))


def with_scale_letter(text: str, numeral: Numeral) -> Numeral:
    """Read the letter that stands for a scale after a sum of money: "$13.6M", "£2b"."""
    found = _SCALE_LETTER.match(text, numeral.end)
    if found is None or numeral.value is None or numeral.style != "digits":
        return numeral
    if text[found.start()] == " " and len(found[1]) == 1 and found[1] not in "MBk":
        return numeral
    return _multiplied(numeral, found)


def _multiplied(numeral: Numeral, letters: re.Match[str]) -> Numeral:
    scale = _SCALE_LETTERS[letters[1]]
    value = exact((numeral.value or 0) * scale)
    return numeral._replace(end=letters.end(), value=value, scale=scale, plain=False)


def _is_scale(text: str, letters: re.Match[str], numeral: Numeral) -> bool:
    """Tell whether letters are a scale without money around: "10k", "3bn", "1.2b", "3m jobs"."""
    letter = letters[1]
    if letter in _SAFE_LETTERS:
        return True
    glued = letters.start() == letters.start(1)
    if letter in ("b", "B") and glued and not numeral.plain:
        return True
    if letter not in ("m", "M", "b", "B") or not (glued or letter == "B"):
        return False
    if _OF_A_NUMBER.match(text, letters.end()):
        return True
    noun = _NOUN_AFTER.match(text, letters.end())
    return noun is not None and not (numeral.plain and noun[1] in _OF_SOME_LENGTH)


_OF_A_NUMBER = Pattern(
    r"[ ]of[ ](?:the|its|their|his|her|our|those|these|them|us|you|[a-z]+s)(?![A-Za-z])"
)
_NOUN_AFTER = Pattern(
    r"[ ](?!(?:across|less|this|its|his|was|is|has|as|plus|versus|towards|besides)[ .,])"
    r"(?:(?!(?:and|or|to|in|on|at|from|by|for|of|with|above|below|away|long|wide|high|tall"
    r"|deep)[ ])"
    r"[a-z]{3,}[ ])?([a-z]{3,}s|people|women|men|children|barrels)(?![A-Za-z-])"
)
"""The noun that is counted: "customers", "active users"."""
_OF_SOME_LENGTH = word_set(
    "hurdles waves towers walls cliffs pools strips races runs sprints swims heats finals boats",
    "yachts ships trees turbines masts fences flags platforms blades cables pipes trenches",
    "ropes poles statues cranes tunnels bridges rows steps dives jumps lengths backstrokes",
    "records events relays titles semis semifinals trials sprinters swimmers runners",
)
"""Things told of by a length in metres, and races: "20m waves", "the 100m hurdles"."""
