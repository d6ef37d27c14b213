"""What an article is compared by: its words, its runs of five words, its quotes and figures.

It is read once from the text and the marks; after that the text is needed no more.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from annotations.span import Span
from reader.comparison.values import Value, value_of
from reader.comparison.words import (
    LETTERS,
    NUMBERS,
    STATE_NUMBERS,
    WORD,
    Words,
    number_of,
    read_words,
)
from reader.detectors.marks import Figure, Mark, Number, Quote

_SENTENCE_END = re.compile(r"[.!?]+[\"”’']*\s+(?=[\"“‘A-Z(])|\n+")
_UNCOMPARED = frozenset(("date", "time", "ordinal"))
_RUN = 5
"""Words of a run. Five are rarely the same by chance; source: the pairs that were judged."""
_LONGEST_QUOTE = 400
"""Words of a quote that are compared: an alignment takes time with their square."""
_STATE_NEAR = 4
"""Words within which "killed" or "injured" says what became of those that are counted."""
_NAME_NEAR = 4
"""Words within which a name is that of the one who is counted, or so old."""
_LEAD = 300
"""Characters of an article's beginning, which has the figures that its news is about."""
_TITLE = 9
"""Words a title has at most."""


Key: TypeAlias = tuple[float, float, str]
"""A value as printed and what it measures."""


@dataclass(frozen=True, slots=True)
class QuoteReading:
    """A quote by its words.

    `speaker` is the number of the last word of a name, 0 where no name is known. `is_title`
    tells that all its words begin with capitals.
    """

    span: Span
    words: Words
    speaker: int
    speaker_name: str
    form: str
    is_title: bool


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """A sentence with figures in it: its words, and the ones with a content as a set."""

    words: Words
    content: frozenset[int]
    values: list["Key"]

    def siblings(self, key: "Key") -> set["Key"]:
        """Return the values of the other figures in the sentence."""
        return {value for value in self.values if value != key}


@dataclass(frozen=True, slots=True, eq=False)
class FigureReading:
    """A figure by its value and what stands around it.

    `place` is the index of the first word after it in its sentence; `near` has the sentence's words with a content, the more the nearer. `state` is what
    became of those that are counted ("killed"), `head` the noun they are counted by; 0
    where it is not said. `names` stand close to it; `is_leading` tells that it stands where
    the article begins. Equal `key` is an equal value in print.
    """

    span: Span
    form: str
    value: Value
    key: Key
    sentence: Sentence
    place: int
    near: dict[int, float]
    just_before: tuple[int, ...]
    just_after: tuple[int, ...]
    state: int
    head: int
    names: frozenset[int]
    is_leading: bool
    printed: "Printed"


@dataclass(frozen=True, slots=True)
class Printed:
    """What the answer tells of a figure."""

    value: Number | None
    low: Number | None
    high: Number | None
    unit: str | None
    approximator: str | None
    counts: str | None


@dataclass(frozen=True, slots=True)
class Reading:
    """An article as far as it is compared.

    `bag` counts its words with a content, `runs` are checksums of its runs of five words.
    `source` and `agencies` are empty where they are not known.
    """

    id: str
    published: date | None
    source: str
    agencies: tuple[str, ...]
    bag: dict[int, int]
    runs: frozenset[int]
    quotes: tuple[QuoteReading, ...]
    figures: tuple[FigureReading, ...] = field(repr=False)


def read(
    article: str,
    text: str,
    marks: Iterable[Mark],
    *,
    published: date | None = None,
    source: str = "",
    agencies: tuple[str, ...] = (),
) -> Reading:
    """Return what an article is compared by."""
    printed = WORD.findall(text)
    bag: dict[int, int] = {}
    for word, count in Counter(printed).items():
        for number in NUMBERS[word]:
            if number & 1:
                bag[number] = bag.get(number, 0) + count
    letters = [LETTERS[word] for word in printed]
    runs = frozenset(map(hash, zip(*(letters[k:] for k in range(_RUN)), strict=False)))
    quotes: list[QuoteReading] = []
    sentences = _Sentences(text)
    figures: list[FigureReading] = []
    for mark in marks:
        if isinstance(mark, Quote):
            if mark.form != "indirect" and (quote := _quote(text, mark)):
                quotes.append(quote)
        elif mark.form not in _UNCOMPARED and (figure := _figure(text, mark, sentences)):
            figures.append(figure)
    return Reading(article, published, source, agencies, bag, runs, tuple(quotes), tuple(figures))


def _quote(text: str, mark: Quote) -> QuoteReading | None:
    words = read_words(text, mark.inner.start, mark.inner.end)
    if len(words.numbers) < 2:
        return None
    if len(words.numbers) > _LONGEST_QUOTE:
        numbers, starts, ends = (part[:_LONGEST_QUOTE] for part in words[:3])
        words = Words(numbers, starts, ends, words.names)
    name = mark.speaker.name if mark.speaker else ""
    last = name.split()[-1] if name[:1].isupper() else ""
    content = [
        text[start] for number, start in zip(words.numbers, words.starts, strict=True) if number & 1
    ]
    is_title = (
        len(content) >= 2
        and len(words.numbers) <= _TITLE
        and all(letter.isupper() for letter in content)
    )
    return QuoteReading(
        mark.span,
        words,
        number_of(last.lower()) if last else 0,
        name,
        mark.form,
        is_title,
    )


class _Sentences:
    """The sentences of a text that hold figures, each read once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends: list[int] | None = None
        self._read: dict[tuple[int, int], Sentence] = {}

    def around(self, span: Span) -> Sentence:
        """Return the sentence that a figure stands in."""
        if self._ends is None:
            found = _SENTENCE_END.finditer(self._text)
            self._ends = [0, *(end.end() for end in found), len(self._text)]
        place = bisect_right(self._ends, span.start) - 1
        start = self._ends[place]
        end = max(span.end, self._ends[min(place + 1, len(self._ends) - 1)])
        sentence = self._read.get((start, end))
        if sentence is None:
            words = read_words(self._text, start, end)
            content = frozenset(number for number in words.numbers if number & 1)
            sentence = Sentence(words, content, [])
            self._read[start, end] = sentence
        return sentence


def _names_near(words: Words, first: int, last: int) -> frozenset[int]:
    around = words.numbers[max(0, first - _NAME_NEAR) : first]
    return words.names.intersection(around + words.numbers[last : last + _NAME_NEAR])


def _figure(text: str, mark: Figure, sentences: _Sentences) -> FigureReading | None:
    value = value_of(mark, text)
    if value is None:
        return None
    sentence = sentences.around(mark.span)
    numbers = sentence.words.numbers
    first, last = sentence.words.at(mark.span.start), sentence.words.at(mark.span.end)
    near: dict[int, float] = {}
    before: list[int] = []
    after: list[int] = []
    state, state_at = 0, _STATE_NEAR + 1
    for side, places in ((before, range(first - 1, -1, -1)), (after, range(last, len(numbers)))):
        for distance, place in enumerate(places, 1):
            number = numbers[place]
            if number & 1:
                side.append(number)
                weight = 5 / (5 + distance)
                if near.get(number, 0.0) < weight:
                    near[number] = weight
                if distance < state_at and number in STATE_NUMBERS:
                    state, state_at = number, distance
    counted: list[int] = []
    if mark.counts:
        of_counts = read_words(text, mark.counts.start, mark.counts.end).numbers
        counted = [number for number in of_counts if number & 1]
        state = next((number for number in counted if number in STATE_NUMBERS), state)
        counted = [number for number in counted if number not in STATE_NUMBERS]
    form = "number" if mark.form == "range" and not value.kin else mark.form
    head = counted[-1] if counted else after[0] if after and form == "number" else 0
    key = (value.low, value.high, value.kin)
    sentence.values.append(key)
    return FigureReading(
        mark.span,
        form,
        value,
        key,
        sentence,
        first,
        near,
        tuple(before[:2]),
        tuple(after[:2]),
        state,
        head,
        _names_near(sentence.words, first, last),
        mark.span.start < _LEAD,
        Printed(
            mark.value,
            mark.low,
            mark.high,
            mark.unit,
            mark.approximator.of(text) if mark.approximator else None,
            mark.counts.of(text) if mark.counts else None,
        ),
    )
