"""What the learned part sees of a word: numbers, each standing for one thing about it.

A sentence is read once for what its words are, and again for each cue in it: where a word
stands beside the cue, what parts the two, and what the rules said of it. Every feature is
hashed to a number below `SIZE`, so that the table of weights has no words in it.
"""

from collections.abc import Sequence
from typing import NamedTuple
from zlib import crc32

from reader.detectors.quotes.cues import CUE_NOUNS, CUES
from reader.detectors.quotes.phrases import is_adverb
from reader.detectors.quotes.vocabulary import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    MONTHS,
    PEOPLE,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    ROLES,
    TIMES,
    TITLES,
)
from reader.detectors.quotes.words import Token

BITS = 17
SIZE = 1 << BITS
"""How many features are told apart; two that share a number share a weight."""
_MASK = SIZE - 1
BEFORE, AFTER = 60, 60
"""Words looked at on either side of a cue."""
_EDGE = 0
_CLASSES: tuple[frozenset[str], ...] = (
    PRONOUNS,
    POSSESSIVES,
    DETERMINERS,
    AUXILIARIES,
    CONJUNCTIONS,
    PREPOSITIONS,
    TIMES,
    MONTHS,
    TITLES,
    ROLES,
    PEOPLE,
    CUE_NOUNS,
)
_FORMS = ("base", "s", "past", "ing", "participle")
_QUOTED, _DIGITS, _NAME = 20, 21, 22
_VERB = 23
_ADVERB, _LIKE_PAST, _LIKE_ING, _PLURAL, _WORD = 29, 30, 31, 32, 33
_MARK = 40
_CLASS_OF = {
    **{verb: _VERB + _FORMS.index(cue.form) for verb, cue in CUES.items()},
    **{word: number for number, words in reversed(list(enumerate(_CLASSES, 1))) for word in words},
    "who": 18,
    "that": 19,
    "not": 17,
    "n't": 17,
    "to": 16,
}
VERB_KINDS = frozenset(range(_VERB, _VERB + 5)) | {4, _LIKE_PAST}
_STOPS = frozenset((4, 5, 16, 18, 19))
# Only these bits of a sum are looked at, and sums of small numbers are made faster.
SPREAD = tuple(crc32(f"number {number}".encode()) & _MASK for number in range(128))
"""Numbers that have nothing in common, in place of small ones, for sums that seldom meet."""
_T = tuple(crc32(f"feature {number}".encode()) & _MASK for number in range(31))
"""A number for each kind of feature."""
_NEAR = (0, 1, 2, 3, 4, 5, 5, 6, 6, 6, 7, 7, 7, 7, 7, 7)
"""The distance between word and cue, the longer the coarser."""


class Seen(NamedTuple):
    """The features of words beside a cue, but for those that are the words' own.

    `sides` has those that all words before the cue share, the cue, and all after it; `rows`
    those of each word from `first` on. Words are counted from the sentence's beginning.
    """

    first: int
    cue: int
    sides: Sequence[tuple[int, ...]]
    rows: Sequence[tuple[int, ...]]


class Beside(NamedTuple):
    """What the rules say for one cue: a label for each word, and the rule's number."""

    labels: Sequence[int]
    rule: int


def class_of(token: Token) -> int:
    """Return the number of the kind of word, or of the mark."""
    word = token.lower
    if token.region >= 0:
        return _QUOTED
    first = token.text[0]
    if not first.isalnum():
        return _MARK + crc32(word.encode()) % 23
    known = _CLASS_OF.get(word)
    if known is not None:
        return known
    if first.isdecimal():
        return _DIGITS
    if first.isupper():
        return _NAME
    if is_adverb(word):
        return _ADVERB
    if word.endswith("ed"):
        return _LIKE_PAST
    if word.endswith("ing"):
        return _LIKE_ING
    return _PLURAL if word.endswith("s") else _WORD


class SentenceFeatures:
    """The words of one sentence from `low` to `high` as features."""

    def __init__(self, tokens: Sequence[Token], low: int, high: int) -> None:
        """Read what each word is, whatever the cue."""
        self.low, self.high = low, high
        self._tokens = tokens
        self.words = [crc32(tokens[at].lower.encode()) & _MASK for at in range(low, high)]
        self.classes = [class_of(tokens[at]) for at in range(low, high)]
        self.kinds = [SPREAD[kind] for kind in self.classes]
        words = [_EDGE, *self.words, _EDGE]
        kinds = [_EDGE, _EDGE, *self.kinds, _EDGE, _EDGE]
        self.own: list[tuple[int, ...]] = []
        for at in range(high - low):
            before, word, after = words[at], words[at + 1], words[at + 2]
            k1, k2, k3, k4, k5 = kinds[at : at + 5]
            token = tokens[low + at]
            ending = crc32(token.lower[-3:].encode()) & _MASK if token.region < 0 else _EDGE
            shape = SPREAD[token.text[0].isupper() + 2 * (at == 0) + 4 * (at == high - low - 1)]
            self.own.append(
                (
                    (word + _T[0]) & _MASK,
                    (before * 3 + _T[1]) & _MASK,
                    (after * 3 + _T[2]) & _MASK,
                    (before * 5 + word * 3 + _T[3]) & _MASK,
                    (word * 5 + after * 3 + _T[4]) & _MASK,
                    (k2 * 5 + k3 * 3 + k4 + _T[5]) & _MASK,
                    (ending * 3 + shape + _T[6]) & _MASK,
                    (k1 * 5 + k2 * 3 + k3 + _T[7]) & _MASK,
                    (k3 * 5 + k4 * 3 + k5 + _T[8]) & _MASK,
                    (k3 * 3 + shape + _T[9]) & _MASK,
                )
            )

    def beside(self, cue: int, said: Beside, others: Sequence[int]) -> "Seen":
        """Return what is seen of the words around a cue.

        `cue` counts from the sentence's beginning; `others` are the labels that the rules
        give the words for the sentence's other cues.
        """
        size = self.high - self.low
        first, end = max(0, cue - BEFORE), min(size, cue + AFTER)
        words, kinds = self.words, self.kinds
        told = CUES.get(self._tokens[self.low + cue].lower)
        verb = crc32(told.verb.encode()) & _MASK if told else words[cue]
        takes = crc32(f"{told.takes}/{told.form}".encode()) & _MASK if told else kinds[cue]
        after = words[cue + 1] if cue + 1 < size else _EDGE
        after_kind = kinds[cue + 1] if cue + 1 < size else _EDGE
        after_next = kinds[cue + 2] if cue + 2 < size else _EDGE
        before_kind = kinds[cue - 1] if cue else _EDGE
        before_next = kinds[cue - 2] if cue > 1 else _EDGE
        before = words[cue - 1] if cue else _EDGE
        found = SPREAD[80 + said.rule]
        labels = [SPREAD[100 + label] for label in said.labels]
        others = [SPREAD[100 + label] for label in others]
        marks_of_sides = SPREAD[95:98]
        sides = [
            (
                (verb * 3 + s + _T[10]) & _MASK,
                (takes * 5 + s * 3 + after_kind + _T[11]) & _MASK,
                (s * 5 + after_kind * 3 + after_next + _T[12]) & _MASK,
                (s * 5 + before_kind * 3 + before_next + _T[13]) & _MASK,
                (s * 3 + after + _T[14]) & _MASK,
                (s * 3 + found + _T[15]) & _MASK,
                (s * 5 + verb * 3 + after + _T[16]) & _MASK,
                (s * 5 + verb * 3 + before + _T[17]) & _MASK,
            )
            for s in marks_of_sides
        ]
        between = _between(self.classes, words, cue, first, end)
        rows: list[tuple[int, ...]] = []
        of_sides = [_of_side(s, verb) for s in marks_of_sides]
        of_rule = (found * 3 + _T[23]) & _MASK
        for at in range(first, end):
            s0, s5, s5v, s7, s9 = of_sides[0 if at < cue else 1 if at == cue else 2]
            distance = abs(at - cue)
            near = SPREAD[_NEAR[distance] if distance < 16 else 8]
            kind, word = kinds[at], words[at]
            commas, verbs, marks, last = between[at - first]
            label = labels[at]
            back = labels[at - 1] if at else _EDGE
            forth = labels[at + 1] if at + 1 < size else _EDGE
            near3, label3, label5 = near * 3, label * 3, label * 5
            rows.append(
                (
                    (s5 + near3 + kind + _T[18]) & _MASK,
                    (s5v + kind + _T[19]) & _MASK,
                    (s5v + near + _T[20]) & _MASK,
                    (s5 + commas * 3 + kind + _T[21]) & _MASK,
                    (s9 + commas * 7 + verbs * 5 + marks * 3 + near + _T[22]) & _MASK,
                    (of_rule + label) & _MASK,
                    (back * 7 + label5 + forth * 3 + s0 + _T[24]) & _MASK,
                    (label5 + kind * 3 + s0 + _T[25]) & _MASK,
                    (s5 + word * 3 + near + _T[26]) & _MASK,
                    (s5 + last * 3 + kind + _T[27]) & _MASK,
                    (s7 + last * 5 + label3 + verbs + _T[28]) & _MASK,
                    (others[at] * 5 + label3 + s0 + _T[29]) & _MASK,
                    (label5 + back * 3 + word + _T[30]) & _MASK,
                )
            )
        return Seen(first, cue, sides, rows)


def _of_side(side: int, verb: int) -> tuple[int, int, int, int, int]:
    """Return the parts of sums that all words on one side of the cue share."""
    return side, side * 5, side * 5 + verb * 3, side * 7, side * 9


def _between(
    kinds: Sequence[int], words: Sequence[int], cue: int, first: int, end: int
) -> list[tuple[int, int, int, int]]:
    """Return what parts each word from the cue.

    Commas, verbs and quotes up to three of each, and the last word that opens a clause.
    """
    comma = _MARK + crc32(b",") % 23
    found = [(0, 0, 0, 0)] * (end - first)
    for step, stop in ((1, end), (-1, first - 1)):
        commas = verbs = marks = last = 0
        for at in range(cue + step, stop, step):
            found[at - first] = SPREAD[commas], SPREAD[verbs], SPREAD[marks], last
            kind = kinds[at]
            if kind == comma:
                commas = min(3, commas + 1)
                last = words[at]
            elif kind in VERB_KINDS:
                verbs = min(3, verbs + 1)
            elif kind == _QUOTED:
                marks = min(2, marks + 1)
            if kind in _STOPS or kind >= _MARK:
                last = words[at]
    return found
