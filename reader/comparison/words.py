"""The words of a text as numbers, and where they stand; read once for a whole text."""

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from operator import itemgetter

from reader.comparison.word_numbers import LETTERS, NUMBERS

WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
_LONGEST = 0xFFFF
"""Letters of a word that are counted: more is no word."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a stretch of text: their numbers, and the rest of what is known of them.

    `sound` tells equal words by their numbers. `rest` has, one row of bytes after the other,
    the numbers of the words as printed, where they begin, how long they are, and names.
    A contraction is two words at one place.
    """

    sound: bytes
    rest: bytes

    def __len__(self) -> int:
        return len(self.sound) // 4

    @property
    def numbers(self) -> "array[int]":
        """The numbers of the words."""
        return array("I", self.sound)

    @property
    def letters(self) -> "array[int]":
        """The numbers of the words as printed, case aside."""
        return array("I", self.rest[: 4 * len(self)])

    @property
    def starts(self) -> "array[int]":
        """Where the words begin."""
        return array("I", self.rest[4 * len(self) : 8 * len(self)])

    @property
    def ends(self) -> "array[int]":
        """Where the words end."""
        lengths = array("H", self.rest[8 * len(self) : 10 * len(self)])
        return array("I", map(int.__add__, self.starts, lengths))

    @property
    def names(self) -> "array[int]":
        """The numbers of the words with a content that have a capital."""
        return array("I", self.rest[10 * len(self) :])


class TextWords:
    """All words of a text, each read once."""

    def __init__(self, text: str) -> None:
        found = list(WORD.finditer(text))
        self.printed: list[str] = list(map(itemgetter(0), found))
        self._starts = list(map(re.Match.start, found))
        self.letters = list(map(LETTERS.__getitem__, self.printed))
        self._numbers = list(map(NUMBERS.__getitem__, self.printed))

    def numbers(self) -> Iterator[int]:
        """Yield the numbers of all words."""
        return chain.from_iterable(self._numbers)

    def within(self, start: int, end: int, most: int | None = None) -> Words:
        """Return the words of a stretch of text, at most so many and one."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        if most is not None:
            last = min(last, first + most)
        printed = self.printed[first:last]
        several = self._numbers[first:last]
        letters = self.letters[first:last]
        starts = self._starts[first:last]
        lengths = list(map(len, printed))
        if last > first and starts[-1] + lengths[-1] > end:  # a stretch that ends in a word
            lengths[-1] = end - starts[-1]
        if max(lengths, default=0) > _LONGEST:
            lengths = [min(length, _LONGEST) for length in lengths]
        names = [
            numbers[0]
            for numbers, word in zip(several, printed, strict=True)
            if word[0] >= "A" and numbers[0] & 1 and word[0].isupper() and len(word) > 1
        ]
        numbers = list(chain.from_iterable(several))
        if len(numbers) > len(letters):
            letters, starts, lengths = (
                [value for value, two in zip(values, several, strict=True) for _ in two]
                for values in (letters, starts, lengths)
            )
        return Words(
            array("I", numbers).tobytes(),
            b"".join(
                (
                    array("I", letters).tobytes(),
                    array("I", starts).tobytes(),
                    array("H", lengths).tobytes(),
                    array("I", names).tobytes(),
                )
            ),
        )
