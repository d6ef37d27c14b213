"""Words and sentences of a passage.

A quoted region counts as one word, so that rules read a sentence as if the quote were a
single thing in it: `Lavrov said “” on Sunday .`
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from annotations.span import Span
from reader.detectors.quotes.quotation import Passage, Region
from reader.detectors.quotes.vocabulary import listed

QUOTED = "“”"
"""What a quoted region reads as."""

_TOKEN = re.compile(
    r"<[^<>\n]{0,300}>"
    r"|(?:[^\W\d_]\.){2,}(?![^\W\d_]{2})"
    r"|[@#]\w+"
    r"|[$€£]?\d[\d,]*(?:\.\d+)?(?:[-’'/]?[^\W_]+)*%?"
    r"|[^\W_]+(?:[-’'&/.][^\W_]+)*(?:(?<=s)[’'](?!\w))?"
    r"|\.{2,}|…|-{2,}"
    r"|\S"
)
ABBREVIATIONS = listed(
    "mr mrs ms mx dr sen rep gov gen lt col sgt st jr sr inc co corp ltd no vs prof rev hon"
    " pres jan feb mar apr aug sept sep oct nov dec capt sec reps sens cmdr adm maj brig det"
    " supt insp ariz calif fla pa ala tenn conn wis mich ga va mass minn ill ind ore wash colo"
    " tex md etc i.e e.g ph.d p.m a.m approx dept est fr messrs mme mlle bros mt ft u.s u.k u.n"
)
_TITLE_ABBREVIATIONS = listed(
    "mr mrs ms mx dr sen rep gov gen lt col sgt st prof rev hon pres capt sec reps sens cmdr"
    " adm maj brig det supt insp fr messrs mme mlle mt ft no vs"
)


class Token(NamedTuple):
    """One word, punctuation mark or quoted region (`region` is its index, else -1).

    `lower` is the word in lower case with a straight apostrophe.
    """

    text: str
    lower: str
    start: int
    end: int
    region: int


class Words(NamedTuple):
    """The words of a passage and its sentences, as half-open ranges of word indices."""

    tokens: list[Token]
    sentences: list[tuple[int, int]]
    quoted: dict[int, int]


def read_words(text: str, passage: Passage) -> Words:
    """Cut a passage into words and sentences."""
    tokens: list[Token] = []
    quoted: dict[int, int] = {}
    at = passage.span.start
    for index, region in enumerate(passage.regions):
        _add_words(text, at, region.span.start, tokens)
        quoted[index] = len(tokens)
        tokens.append(Token(QUOTED, QUOTED, region.span.start, region.span.end, index))
        at = region.span.end
    _add_words(text, at, passage.span.end, tokens)
    return Words(tokens, _sentences(text, tokens, passage.regions), quoted)


def _add_words(text: str, start: int, end: int, tokens: list[Token]) -> None:
    for found in _TOKEN.finditer(text, start, end):
        word = found.group()
        first, last = found.span()
        if word[0] == "<" and last - first > 1:
            continue
        lower = word.lower()
        if "’" in lower:
            lower = lower.replace("’", "'")
        if word == "." and tokens and tokens[-1].end == first and _abbreviated(tokens[-1]):
            before = tokens.pop()
            tokens.append(Token(before.text + ".", before.lower + ".", before.start, last, -1))
            continue
        tokens.append(Token(word, lower, first, last, -1))


def _abbreviated(token: Token) -> bool:
    return token.lower in ABBREVIATIONS or (
        len(token.text) == 1 and token.text.isupper() and token.text != "I"
    )


def _sentences(
    text: str, tokens: Sequence[Token], regions: Sequence[Region]
) -> list[tuple[int, int]]:
    """Cut at full stops, and after quotes that end with one, before a word that begins anew."""
    sentences: list[tuple[int, int]] = []
    start = 0
    last = len(tokens) - 1
    for index, token in enumerate(tokens):
        if index == last:
            break
        after = tokens[index + 1]
        if token.region >= 0:
            inner = regions[token.region].inner.end
            ends = text[inner - 1] in ".!?…" and _begins(after)
        elif token.text in ".!?…" or token.text[:2] == "..":
            ends = _begins(after) or (after.text in ")]" and index + 1 < last)
            if ends and after.text in ")]":
                ends = False
        elif token.text in ")]" and index and tokens[index - 1].text in ".!?":
            ends = _begins(after)
        elif token.text[-1] == "." and len(token.text) > 1:
            ends = (
                token.lower.rstrip(".") not in _TITLE_ABBREVIATIONS
                and len(token.text) > 2
                and _begins(after)
                and after.lower in _OPENERS
            )
        else:
            ends = token.text == ";" and False
        if ends and after.text not in ".!?…)]":
            sentences.append((start, index + 1))
            start = index + 1
    if start <= last:
        sentences.append((start, last + 1))
    return sentences


def _begins(token: Token) -> bool:
    return (
        token.region >= 0
        or token.text[0].isupper()
        or token.text[0].isdigit()
        or token.text in "([•*-–—"
    )


_OPENERS = listed(
    "the a an he she they it we i in on at but and for if when while after as this that these"
    " those his her their its there according however meanwhile some many most one asked"
)
"""Words that, with a capital after an abbreviation, begin a sentence rather than a name."""


def covering(tokens: Sequence[Token], start: int, end: int) -> Span:
    """Return the span from the word at `start` to the one before `end`."""
    return Span(tokens[start].start, tokens[end - 1].end)
