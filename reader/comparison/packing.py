"""Readings as bytes: a table of them is small, and can be kept in a file.

What is packed has a checksum of its own, in the byte order of the machine: what was damaged,
or made on another kind of machine, is not believed. Nothing in it can do anything but be read.
"""

import json
import struct
from array import array
from collections.abc import Sequence
from datetime import date
from typing import TypeAlias
from zlib import crc32

from annotations.span import Span
from reader.comparison.reading import (
    Bag,
    FigureReading,
    Printed,
    QuoteReading,
    Reading,
    Sentence,
)
from reader.comparison.values import Value
from reader.comparison.words import Words

_HEAD = struct.Struct("=II")
Plain: TypeAlias = "Sequence[Plain] | str | float | None"
"""What stands in a packed list: JSON as it is."""


class DamagedError(Exception):
    """What was packed is not whole any more."""


def sealed(content: bytes) -> bytes:
    """Return bytes with their checksum before them."""
    return _HEAD.pack(crc32(content), len(content)) + content


def unsealed(packed: object) -> bytes:
    """Return the bytes that were sealed.

    Raises:
        DamagedError: They are not what was sealed.
    """
    if not isinstance(packed, bytes) or len(packed) < _HEAD.size:
        raise DamagedError("too short")
    checksum, length = _HEAD.unpack_from(packed)
    content = packed[_HEAD.size :]
    if len(content) != length or crc32(content) != checksum:
        raise DamagedError("another checksum")
    return content


def pack_list(content: Plain) -> bytes:
    """Return a list of plain values as bytes."""
    return sealed(json.dumps(content, separators=(",", ":")).encode())


def unpack_list(packed: object):  # type: ignore[no-untyped-def] # it is what was packed
    """Return the list that was packed.

    Raises:
        DamagedError: It is not what was packed.
    """
    return json.loads(unsealed(packed))


def pack(reading: Reading) -> bytes:
    """Return a reading as bytes."""
    sentences: dict[int, int] = {}
    of_sentences: list[Plain] = []
    parts = [reading.bag.words.tobytes(), reading.bag.counts, reading.runs.tobytes()]
    quotes: list[Plain] = []
    for quote in reading.quotes:
        parts += (quote.words.sound, quote.words.rest)
        quotes.append(
            [
                len(quote.words.sound), len(quote.words.rest), quote.span.start, quote.span.end,
                quote.text, quote.speaker, quote.speaker_name, quote.form, quote.is_title,
            ]
        )  # fmt: skip
    figures: list[Plain] = []
    for figure in reading.figures:
        at = sentences.get(id(figure.sentence))
        if at is None:
            at = sentences[id(figure.sentence)] = len(sentences)
            sentence = figure.sentence
            parts += (sentence.sound, sentence.names)
            of_sentences.append([len(sentence.sound), len(sentence.names)])
        printed = figure.printed
        figures.append(
            [
                figure.span.start, figure.span.end, figure.form, list(figure.value), at,
                figure.first, figure.last, list(figure.counted), figure.is_leading, figure.text,
                [
                    printed.relation, printed.value, printed.low, printed.high, printed.unit,
                    printed.approximator, printed.counts,
                ],
                figure.around,
            ]
        )  # fmt: skip
    head: list[Plain] = [
        reading.id,
        reading.published.isoformat() if reading.published else None,
        reading.source,
        list(reading.agencies),
        len(reading.bag.words),
        len(reading.runs),
        quotes,
        of_sentences,
        figures,
    ]
    plain = json.dumps(head, separators=(",", ":")).encode()
    return sealed(b"".join((_HEAD.pack(0, len(plain)), plain, *parts)))


class _Rest:
    """The bytes that are not taken yet."""

    def __init__(self, content: bytes, at: int) -> None:
        self._content = content
        self._at = at

    def take(self, length: int) -> bytes:
        """Return the next bytes."""
        begin, self._at = self._at, self._at + length
        return self._content[begin : self._at]


def unpack(packed: object) -> Reading:
    """Return the reading that was packed.

    Raises:
        DamagedError: It is not what was packed.
    """
    content = unsealed(packed)
    _, length = _HEAD.unpack_from(content)
    begin = _HEAD.size
    head = json.loads(content[begin : begin + length])
    article, published, source, agencies, words, runs, quotes, of_sentences, figures = head
    rest = _Rest(content, begin + length)
    bag = Bag(array("I", rest.take(4 * words)), rest.take(words))
    of_runs = array("I", rest.take(4 * runs))
    unpacked = tuple(_quote(fields, rest) for fields in quotes)
    sentences = [Sentence(rest.take(words), rest.take(names), []) for words, names in of_sentences]
    return Reading(
        article,
        date.fromisoformat(published) if published else None,
        source,
        tuple(agencies),
        bag,
        of_runs,
        unpacked,
        tuple(_figure(fields, sentences) for fields in figures),
    )


def _quote(fields, rest: _Rest) -> QuoteReading:  # type: ignore[no-untyped-def] # as packed
    sound, size, start, end, *others = fields
    text, speaker, name, form, is_title = others
    words = Words(rest.take(sound), rest.take(size))
    return QuoteReading(Span(start, end), text, words, speaker, name, form, is_title)


def _figure(fields, sentences: list[Sentence]) -> FigureReading:  # type: ignore[no-untyped-def]
    # Its checksum was looked at: the types are those of what was packed.
    start, end, form, of_value, at, first, last, counted, is_leading, text, *rest = fields
    printed, around = rest
    value = Value(*of_value)
    key = (value.low, value.high, value.kin)
    sentence = sentences[at]
    sentence.values.append(key)
    return FigureReading(
        Span(start, end),
        form,
        value,
        key,
        sentence,
        first,
        last,
        tuple(counted),
        is_leading,
        text,
        Printed(*printed),
        around,
    )
