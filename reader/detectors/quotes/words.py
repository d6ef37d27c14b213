"""The words of a passage.

A quoted region counts as one word, so that rules read a sentence as if the quote were a
single thing in it: `Lavrov said “” on Sunday .`
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from annotations.span import Span
from reader.detectors.quotes.quotation import Passage
from reader.detectors.quotes.vocabulary import listed

QUOTED = "“”"
"""What a quoted region reads as."""
CALLED = "“A”"
"""What one or two words with capitals in quotation marks read as; they may be a nickname."""
_CALLED = re.compile(r"[^\W\d_a-z][\w’'-]*(?: [^\W\d_a-z][\w’'-]*)?")
_NICKNAME = 24
"""Characters of the longest nickname."""

_JOINED = r"(?:(?:[-’'&/]|\.(?=[a-z]{2}))[^\W_]+)*(?:(?<=s)[’'](?!\w))?"
"""What may follow inside one word: `well-known`, `AT&T`, `copydesk.org`, `workers’`."""
_TOKEN = re.compile(
    rf"[^\W\d_]{{2}}[^\W_]*{_JOINED}"  # most words, tried first
    r"|<[^<>\n]{0,300}>"
    r"|(?:[^\W\d_]\.){2,}(?![^\W\d_]{2})"  # U.S.
    r"|[@#]\w+"
    r"|[$€£]?\d+(?:[.,]\d+)*(?:[-’'/&][^\W_]+|[^\W\d_][^\W_]*)*%?"
    rf"|[^\W_]+{_JOINED}"
    r"|\.{2,}|…|-{2,}"
    r"|\S"
)
_WORDS_TOO = listed("ill wash mass ore ind mar no fla sat ala mt co est")
"""Abbreviations that in lower case are words at a sentence's end."""
_NEAR = 16
"""Characters looked back over, for a bracket or for words that are all in capitals."""
ABBREVIATIONS = listed(
    "mr mrs ms mx dr sen rep gov gen lt col sgt st jr sr inc co corp ltd no vs prof rev hon"
    " pres jan feb mar apr aug sept sep oct nov dec capt sec reps sens cmdr adm maj brig det"
    " supt insp ariz calif fla pa ala tenn conn wis mich ga va mass minn ill ind ore wash colo"
    " tex md etc i.e e.g ph.d p.m a.m approx dept est fr messrs mme mlle bros mt ft u.s u.k u.n"
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
    """The words of a passage, and the index at which each quoted region stands."""

    tokens: list[Token]
    quoted: list[int]


def read_words(text: str, passage: Passage) -> Words:
    """Cut a passage into words."""
    tokens: list[Token] = []
    quoted: list[int] = []
    at = passage.span.start
    for index, region in enumerate(passage.regions):
        _add_words(text, at, region.span.start, tokens)
        quoted.append(len(tokens))
        inner = region.inner.end - region.inner.start
        may_name = inner <= _NICKNAME and _CALLED.fullmatch(region.inner.of(text))
        word = CALLED if may_name else QUOTED
        tokens.append(Token(word, word, region.span.start, region.span.end, index))
        at = region.span.end
    _add_words(text, at, passage.span.end, tokens)
    return Words(tokens, quoted)


def _add_words(text: str, start: int, end: int, tokens: list[Token]) -> None:
    # Half the time of this loop would go into making tokens by their names, a sixth into
    # asking matches for their places: between two words there is nothing but white space.
    add, new, place = tokens.append, tuple.__new__, text.index
    last = start
    for word in _TOKEN.findall(text, start, end):
        first = place(word, last)
        last = first + len(word)
        if last - first == 1:
            if word == "." and tokens and tokens[-1].end == first:
                before = tokens[-1]
                if _abbreviated(before) or _ends_bracket(text, start, last):
                    tokens[-1] = Token(
                        f"{before.text}.", f"{before.lower}.", before.start, last, -1
                    )
                    continue
            add(new(Token, (word, word.lower() if word != "’" else "'", first, last, -1)))
            continue
        if word[0] == "<":
            continue
        lower = word.lower()
        if "’" in lower:
            lower = lower.replace("’", "'")
        elif lower == "who" and word == "WHO" and _stands_out(text, start, first):
            lower = "w.h.o."
        add(new(Token, (word, lower, first, last, -1)))


def _stands_out(text: str, start: int, at: int) -> bool:
    """Tell whether capitals at `at` are an abbreviation: what stands before is not all in them."""
    return not text[max(start, at - _NEAR) : at].isupper()


def _ends_bracket(text: str, start: int, at: int) -> bool:
    """Tell whether a stop is the last thing in a short bracket: `(R-Ky.)`, `(Lab.)`."""
    return text[at : at + 1] == ")" and "(" in text[max(start, at - _NEAR) : at]


def _abbreviated(token: Token) -> bool:
    if token.lower in _WORDS_TOO and token.text[0].islower():
        return False
    return token.lower in ABBREVIATIONS or (
        len(token.text) == 1 and token.text.isupper() and token.text != "I"
    )


def covering(tokens: Sequence[Token], start: int, end: int) -> Span:
    """Return the span from the word at `start` to the one before `end`."""
    return Span(tokens[start].start, tokens[end - 1].end)
