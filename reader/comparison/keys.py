"""What an article is looked up by, to find those it may have something in common with.

A key that many articles have leads nowhere. The keys of all kinds are whole numbers of 64
bits, the same in every run.
"""

from enum import IntEnum
from itertools import pairwise

from reader.comparison.events import COMMON, COMMON_VALUE
from reader.comparison.rarity import Rarity
from reader.comparison.reading import QuoteReading, Reading


class KeyKind(IntEnum):
    """What a key is of, and so from how many articles on it leads nowhere."""

    EVENT = 0
    VALUE = 1
    QUOTE = 2
    RUN = 3


MOST = {KeyKind.EVENT: COMMON, KeyKind.VALUE: COMMON_VALUE, KeyKind.QUOTE: 48, KeyKind.RUN: 60}
"""Articles with a key from which on it leads to no other article, by its kind."""
KEYS_SHARED = 2
TERSE = 12
"""Words from which on a quote has more than one word with a content."""
SAMPLED = 7
"""A run is looked up when these bits of its checksum are nought: one in eight."""


def value_keys(reading: Reading, rarity: Rarity) -> set[int]:
    """Return the values of an article, each beside the words that few have."""
    return {
        hash((figure.key[:2], word))
        for figure in reading.figures
        for word in figure.sentence.numbers
        if word & 1 and rarity.is_rare(word)
    }


def quote_keys(quote: QuoteReading) -> set[int]:
    """Return what a quote is looked up by: its words with a content, and two in a row."""
    content = [number for number in quote.words.numbers if number & 1]
    return {hash(pair) for pair in pairwise(content)} | set(content)


def whole_key(quote: QuoteReading) -> int:
    """Return what quotes with the same words are looked up by."""
    return hash((0, *quote.words.numbers))


def enough_keys(shared: int, one: QuoteReading, other: QuoteReading) -> bool:
    """Tell whether two quotes share as many keys as two of one statement do.

    That is two words, or two in a row; the one word of a quote that has no more; all words.
    """
    return (
        shared >= KEYS_SHARED
        or _is_terse(one)
        or _is_terse(other)
        or one.words.sound == other.words.sound
    )


def _is_terse(quote: QuoteReading) -> bool:
    return len(quote.words) < TERSE and sum(n & 1 for n in quote.words.numbers) < KEYS_SHARED
