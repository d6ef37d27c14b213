"""How a text is laid out: its blocks, its section heads and its pull quotes."""

import re
from collections.abc import Iterator

from annotations.span import Span
from reader.article import Part

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_PROSE_LINE = 100
"""A line longer than this is a paragraph of its own, not a hard-wrapped piece of one."""

_HEAD_LENGTH = 70
_HEAD_WORDS = 10
_HEAD = re.compile(r"[^\W_a-z][^\n]*[^\s.,;:!?…\-–—\"”’')\]]")
_HEADLINE_LENGTH = 150
_HEADLINE = re.compile(r"[“‘\"']?[^\W_a-z][^\n]*[^\s.,;:…\-–—]")
_PULL_QUOTE_LENGTH = 800
_PULL_QUOTE = re.compile(r"[“\"«„].+[”\"»“][.,]?\s*[–—-]{1,2}\s*[^\W\d_][^.“”\"]{1,100}", re.DOTALL)


def blocks(text: str) -> tuple[Span, ...]:
    """Return the paragraphs, heads and set-off lines of `text`, without the space around them.

    Blank lines part them. Where there is none, each line is a block of its own if any
    line is as long as a paragraph.
    """
    if _BLANK_LINE.search(text.strip()) is None and any(
        len(line) > _PROSE_LINE for line in text.split("\n")
    ):
        return tuple(_trimmed(text, re.compile("\n")))
    return tuple(_trimmed(text, _BLANK_LINE))


def _trimmed(text: str, separator: re.Pattern[str]) -> Iterator[Span]:
    start = 0
    for found in [*separator.finditer(text), None]:
        end = found.start() if found else len(text)
        piece = text[start:end]
        bare = piece.strip()
        if bare:
            first = start + piece.index(bare)
            yield Span(first, first + len(bare))
        start = found.end() if found else end


def is_head(words: str) -> bool:
    """Tell whether a block reads like a head: one short line without a full stop.

    >>> is_head("Key Role"), is_head("He left.")
    (True, False)
    """
    return (
        len(words) <= _HEAD_LENGTH
        and len(words.split()) <= _HEAD_WORDS
        and _HEAD.fullmatch(words) is not None
    )


def is_headline(words: str) -> bool:
    """Tell whether a block could be an article's title: like a head, but longer.

    >>> is_headline("“We will rebuild”: Norvale counts the cost of the flood")
    True
    """
    return (
        len(words) <= _HEADLINE_LENGTH
        and _HEADLINE.fullmatch(words) is not None
        and not is_pull_quote(words)
    )


def is_pull_quote(words: str) -> bool:
    """Tell whether a block is a quotation with its speaker after a dash.

    >>> is_pull_quote("“We will rebuild.” – Mayor Ada Brandt")
    True
    """
    return len(words) <= _PULL_QUOTE_LENGTH and _PULL_QUOTE.fullmatch(words) is not None


def parts_of(text: str, found: tuple[Span, ...]) -> Iterator[Part]:
    """Yield the heads and pull quotes among the blocks, in reading order.

    A head has a block before and after it.
    """
    for place, span in enumerate(found):
        words = span.of(text)
        if is_pull_quote(words):
            yield Part(span, "pull quote")
        elif 0 < place < len(found) - 1 and is_head(words):
            yield Part(span, "section")
