"""What an article is compared by: its words, its runs of five words, its quotes and figures.

It is read once from the text and the marks; after that the text is needed no more.
"""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from annotations.span import Span
from reader.comparison.values import Value, value_of
from reader.comparison.word_numbers import NUMBERS, number_of
from reader.comparison.words import WORD, TextWords, Words
from reader.detectors.marks import Figure, Mark, Number, Quote

_SENTENCE_END = re.compile(r"[.!?]+[\"”’']*\s+(?=[\"“‘A-Z(])|\n+")
_UNCOMPARED = frozenset(("date", "time", "ordinal"))
_RUN = 5
"""Words of a run. Five are rarely the same by chance; source: the pairs that were judged."""
_LONGEST_QUOTE = 400
"""Words of a quote that are compared: an alignment takes time with their square."""
_LEAD = 300
"""Characters of an article's beginning, which has the figures that its news is about."""
_TITLE = 9
"""Words a title has at most."""
_AROUND = 28
"""Letters on either side of a figure that say what it is of; chosen to fit a narrow line."""
_LOW = 0xFFFFFFFF
_MOST = 255


Key: TypeAlias = tuple[float, float, str]
"""A value as printed and what it measures."""


@dataclass(frozen=True, slots=True)
class QuoteReading:
    """A quote by its words.

    `speaker` is the number of the last word of a name, 0 where no name is known. `is_title`
    tells that all its words begin with capitals.
    """

    span: Span
    text: str
    words: Words
    speaker: int
    speaker_name: str
    form: str
    is_title: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of a sentence, by their numbers, and the values of the figures in it.

    `names` are the words with a content that have a capital.
    """

    sound: bytes
    names: bytes
    values: list[Key]

    @property
    def numbers(self) -> "array[int]":
        """The numbers of the words."""
        return array("I", self.sound)


@dataclass(frozen=True, slots=True)
class Printed:
    """What the answer tells of a figure."""

    relation: str
    value: Number | None
    low: Number | None
    high: Number | None
    unit: str | None
    approximator: str | None
    counts: str | None


@dataclass(frozen=True, slots=True)
class FigureReading:
    """A figure by its value and what stands around it.

    It stands in its sentence after the words before `first` and before the word at `last`.
    `counted` are the words that say what is counted. `is_leading` tells that it stands where
    the article begins. Equal `key` is an equal value in print.
    `around` are some words beside it where nothing is said to be counted.
    """

    span: Span
    form: str
    value: Value
    key: Key
    sentence: Sentence
    first: int
    last: int
    counted: tuple[int, ...]
    is_leading: bool
    text: str
    printed: Printed
    around: str = ""


@dataclass(frozen=True, slots=True)
class Bag:
    """The words with a content of an article, and how often it has each, at most 255 times."""

    words: "array[int]"
    counts: bytes


_EMPTY = Bag(array("I"), b"")


@dataclass(frozen=True, slots=True)
class Reading:
    """An article as far as it is compared.

    `runs` are checksums of its runs of five words, each once, in no order. `source` and `agencies`
    are empty where they are not known.
    """

    id: str
    published: date | None
    source: str
    agencies: tuple[str, ...]
    bag: Bag
    runs: "array[int]"
    quotes: tuple[QuoteReading, ...]
    figures: tuple[FigureReading, ...]

    def without_bag(self) -> "Reading":
        """Return it without its words, which are needed no more when its event is named."""
        return replace(self, bag=_EMPTY)


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
    words = TextWords(text)
    bag = {word: count for word, count in Counter(words.numbers()).items() if word & 1}
    letters = words.letters
    runs = set(map(hash, zip(*(letters[k:] for k in range(_RUN)), strict=False)))
    quotes: list[QuoteReading] = []
    sentences = _Sentences(text, words)
    figures: list[FigureReading] = []
    for mark in marks:
        if isinstance(mark, Quote):
            if mark.form != "indirect" and (quote := _quote(text, mark, words)):
                quotes.append(quote)
        elif not mark.wanted or mark.form in _UNCOMPARED:
            continue
        elif figure := _figure(text, mark, sentences):
            figures.append(figure)
    return Reading(
        article,
        published,
        source,
        agencies,
        Bag(array("I", bag), _counts(bag.values())),
        array("I", set(map(_LOW.__and__, runs))),
        tuple(quotes),
        tuple(figures),
    )


def _counts(counts: Collection[int]) -> bytes:
    most = max(counts, default=0)
    return bytes(counts) if most <= _MOST else bytes(min(count, _MOST) for count in counts)


def _quote(text: str, mark: Quote, all_words: TextWords) -> QuoteReading | None:
    words = all_words.within(mark.inner.start, mark.inner.end, _LONGEST_QUOTE)
    if len(words) < 2:
        return None
    name = mark.speaker.name if mark.speaker else ""
    last = name.split()[-1] if name[:1].isupper() else ""
    is_title = False
    if len(words) <= _TITLE:
        both = zip(words.numbers, words.starts, strict=True)
        content = [text[start] for number, start in both if number & 1]
        is_title = len(content) >= 2 and all(letter.isupper() for letter in content)
    speaker = number_of(last.lower()) if last else 0
    return QuoteReading(mark.span, mark.span.of(text), words, speaker, name, mark.form, is_title)


class _Sentences:
    """The sentences of a text that hold figures, each read once."""

    def __init__(self, text: str, words: TextWords) -> None:
        self._text = text
        self._words = words
        self._ends: list[int] | None = None
        self._read: dict[tuple[int, int], tuple[Sentence, array[int]]] = {}

    def around(self, span: Span) -> "tuple[Sentence, array[int]]":
        """Return the sentence that a figure stands in, and where its words begin."""
        if self._ends is None:
            ends = (end.end() for end in _SENTENCE_END.finditer(self._text))
            self._ends = [0, *ends, len(self._text)]
        place = bisect_right(self._ends, span.start) - 1
        start = self._ends[place]
        end = max(span.end, self._ends[min(place + 1, len(self._ends) - 1)])
        found = self._read.get((start, end))
        if found is None:
            words = self._words.within(start, end)
            sentence = Sentence(words.sound, words.names.tobytes(), [])
            found = self._read[start, end] = sentence, words.starts
        return found


def _figure(text: str, mark: Figure, sentences: _Sentences) -> FigureReading | None:
    value = value_of(mark, text)
    if value is None:
        return None
    sentence, starts = sentences.around(mark.span)
    counted: tuple[int, ...] = ()
    if mark.counts:
        words = WORD.findall(text, mark.counts.start, mark.counts.end)
        counted = tuple(n for word in words for n in NUMBERS[word] if n & 1)
    key = (value.low, value.high, value.kin)
    sentence.values.append(key)
    return FigureReading(
        mark.span,
        "number" if mark.form == "range" and not value.kin else mark.form,
        value,
        key,
        sentence,
        bisect_left(starts, mark.span.start),
        bisect_left(starts, mark.span.end),
        counted,
        mark.span.start < _LEAD,
        mark.span.of(text),
        Printed(
            mark.relation,
            mark.value,
            mark.low,
            mark.high,
            mark.unit,
            mark.approximator.of(text) if mark.approximator else None,
            mark.counts.of(text) if mark.counts else None,
        ),
        "" if mark.counts else _around(text, mark.span),
    )


def _around(text: str, span: Span) -> str:
    """Return some whole words on either side of a figure, in its paragraph."""
    before = text[max(0, span.start - _AROUND) : span.start].rpartition("\n")[2]
    after = text[span.end : span.end + _AROUND].partition("\n")[0]
    if span.start > _AROUND:
        before = before.partition(" ")[2] or before
    if span.end + _AROUND < len(text):
        after = after.rpartition(" ")[0] or after
    return f"{before}{span.of(text)}{after}".strip()
