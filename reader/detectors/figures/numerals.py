"""Reading the numeral that starts at a place, in digits or in words.

Numerals are read where one may start, never searched for.
"""

from reader.detectors.figures.digit_numerals import FRACTION_SIGNS, read_digits
from reader.detectors.figures.number_words import STARTERS
from reader.detectors.figures.numeral import Numeral
from reader.detectors.figures.word_numerals import VAGUE_WORDS, read_words

NUMBER_WORDS = frozenset((*STARTERS, *VAGUE_WORDS, "half", "third", "quarter"))
"""The words a number may start with."""


def read_numeral(text: str, start: int) -> Numeral | None:
    """Read the numeral that starts at `start`; None when no number stands there."""
    sign = text[start : start + 1]
    if sign.isdecimal() or sign == "." or sign in FRACTION_SIGNS:
        return read_digits(text, start)
    return read_words(text, start)
