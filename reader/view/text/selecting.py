"""The caret and the selection, and where words, sentences and paragraphs begin.

Keyboard and mouse share this one model. Every function takes time that depends on the
length of a word or a sentence, never on that of the text.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from annotations.span import Span
from reader.view.text.cells import Cluster, clusters

_WORD = re.compile(r"\w+(?:[’'\-.,]\w+)*")
_IN_WORD = frozenset("’'-.,")
"""What stands inside a word, between letters."""
_SENTENCE_END = re.compile(r"[.!?…]+[\"”’»)\]]*\s+(?=[^\W_a-z]|[\"“‘«(\[])|\n+")
_PARAGRAPH_END = re.compile(r"\n\s*\n+|\n+")
_CLUSTER = 40
"""Characters that a letter with its marks, or a joined emoji, hardly ever exceeds."""

_WORD_REACH = 200
"""Characters to either side in which nearly every word ends."""

_REACH = 4000
"""Characters looked at to either side; a longer sentence is taken in pieces."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The caret, and the other end of the selection while there is one."""

    caret: int = 0
    anchor: int | None = None

    @property
    def span(self) -> Span | None:
        """The selected characters, None when there are none."""
        if self.anchor is None or self.anchor == self.caret:
            return None
        return Span(min(self.anchor, self.caret), max(self.anchor, self.caret))

    def moved(self, caret: int, *, extend: bool = False) -> "Selection":
        """Return the selection with the caret elsewhere; `extend` keeps its other end."""
        if not extend:
            return Selection(caret)
        return Selection(caret, self.caret if self.anchor is None else self.anchor)

    @classmethod
    def of(cls, span: Span) -> "Selection":
        """Return the selection of `span`, the caret at its end."""
        return cls(span.end, span.start)


Move = Callable[[str, int], int]
"""From a text and the caret's offset to its new offset."""


def next_character(text: str, caret: int) -> int:
    """Return the end of the cluster at the caret."""
    return next((found.end for found in _clusters_around(text, caret) if found.end > caret), caret)


def previous_character(text: str, caret: int) -> int:
    """Return the start of the cluster before the caret."""
    before = [found.start for found in _clusters_around(text, caret) if found.start < caret]
    return before[-1] if before else 0


def _clusters_around(text: str, caret: int) -> list[Cluster]:
    """Return clusters on both sides of the caret, none cut, however long they are."""
    reach = _CLUSTER
    while True:
        start, end = max(0, caret - reach), min(len(text), caret + reach)
        found = clusters(text[start:end], start)
        if start:
            del found[:1]
        if end < len(text):
            del found[-1:]
        if reach > _REACH or (
            found
            and (found[0].start < caret or not start)
            and (found[-1].end > caret or end == len(text))
        ):
            return found
        reach *= 4


def next_word(text: str, caret: int) -> int:
    """Return the start of the next word."""
    here = word_at(text, caret)
    found = _WORD.search(text, here.end if here else caret)
    return found.start() if found else len(text)


def _words(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the words between two places of a text, those at the edges perhaps cut.

    In many scripts marks stand on letters or between them. They belong to the word, as do
    joiners, and what comes after them without a space.
    """
    begun = -1
    ended = start
    for found in _WORD.finditer(text, start, end):
        first, last = found.span()
        if begun >= 0 and not _joins(text, ended, first):
            yield Span(begun, ended)
            begun = -1
        if begun < 0:
            begun = first
        ended = last
        while ended < end and _is_mark(text[ended]):
            ended += 1
    if begun >= 0:
        yield Span(begun, ended)


def _joins(text: str, ended: int, first: int) -> bool:
    """Tell whether a word that ended in a mark goes on where the next letters begin."""
    return ended == first or (
        first == ended + 1 and text[ended] in _IN_WORD and _is_mark(text[ended - 1])
    )


def _is_mark(character: str) -> bool:
    return character > "\u02ff" and (
        character in "\u200c\u200d" or unicodedata.category(character)[0] == "M"
    )


def previous_word(text: str, caret: int) -> int:
    """Return the start of the word before the caret."""
    for reach in (_WORD_REACH, _REACH):
        start = max(0, caret - reach)
        words = [found.start for found in _words(text, start, caret)]
        if len(words) > 1:  # the first may begin before the reach
            break
    return words[-1] if words else start


def next_sentence(text: str, caret: int) -> int:
    """Return the start of the next sentence."""
    return _next(_SENTENCE_END, text, caret)


def previous_sentence(text: str, caret: int) -> int:
    """Return the start of this sentence, or of the one before when the caret stands there."""
    return _previous(_SENTENCE_END, text, caret)


def next_paragraph(text: str, caret: int) -> int:
    """Return the start of the next paragraph."""
    return _next(_PARAGRAPH_END, text, caret)


def previous_paragraph(text: str, caret: int) -> int:
    """Return the start of this paragraph, or of the one before when the caret stands there."""
    return _previous(_PARAGRAPH_END, text, caret)


def word_at(text: str, offset: int) -> Span | None:
    """Return the word at `offset`, None between words."""
    for reach in (_WORD_REACH, _REACH):
        start, end = max(0, offset - reach), min(len(text), offset + reach)
        here = next((word for word in _words(text, start, end) if offset < word.end), None)
        if here is None or here.start > offset:
            return None
        if (here.start > start or not start) and (here.end < end or end == len(text)):
            break
    return here


def sentence_at(text: str, offset: int) -> Span | None:
    """Return the sentence at `offset` without the space around it."""
    return _bare(text, previous_sentence(text, offset + 1), next_sentence(text, offset))


def trimmed(text: str, span: Span) -> Span | None:
    """Return the span without the space at its ends, None when nothing is left."""
    return _bare(text, span.start, span.end)


def _next(end: re.Pattern[str], text: str, caret: int) -> int:
    found = end.search(text, caret, caret + _REACH)
    return found.end() if found else min(len(text), caret + _REACH)


def _previous(end: re.Pattern[str], text: str, caret: int) -> int:
    start = max(0, caret - _REACH)
    starts = [found.end() for found in end.finditer(text, start, caret) if found.end() < caret]
    return starts[-1] if starts else start


def _bare(text: str, start: int, end: int) -> Span | None:
    words = text[start:end]
    bare = words.strip()
    if not bare:
        return None
    first = start + words.index(bare)
    return Span(first, first + len(bare))
