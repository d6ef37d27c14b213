"""Claims as tags on words, one a word: what IOB2 can hold of them.

Words are runs of letters and digits, or single signs, cut where a claim begins or ends.
Of claims that overlap the one that begins first is held, the longest of those; of a
claim's tags the first.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeVar

from annotations.claim import Claim
from annotations.span import Span

_WORD = re.compile(r"\w+(?:[’'.,-]\w+)*|[^\w\s]")
_SENTENCE_END = re.compile(r"[.!?…]+[”’\"')\]]*\Z")

_Thing = TypeVar("_Thing")


class Word(NamedTuple):
    """A word and where it stands; `begins` tells whether a sentence begins with it."""

    text: str
    span: Span
    begins: bool


def held(placed: Iterable[tuple[_Thing, Span]]) -> list[tuple[_Thing, Span]]:
    """Return those of the claims in a text that do not overlap one that comes before."""
    kept: list[tuple[_Thing, Span]] = []
    for thing, span in sorted(placed, key=lambda one: (one[1].start, -one[1].end)):
        if not kept or span.start >= kept[-1][1].end:
            kept.append((thing, span))
    return kept


def words_in(text: str, spans: Sequence[Span]) -> Iterator[Word]:
    """Yield the words of a text, none of which reaches over an end of the spans."""
    cuts = sorted({place for span in spans for place in (span.start, span.end)})
    begins, before, number = True, 0, 0
    for match in _WORD.finditer(text):
        between = text[before : match.start()]
        begins = begins or "\n" in between
        while number < len(cuts) and cuts[number] <= match.start():
            number += 1
        inner = []
        while number < len(cuts) and cuts[number] < match.end():
            inner.append(cuts[number])
            number += 1
        for start, end in pairwise([match.start(), *inner, match.end()]):
            yield Word(text[start:end], Span(start, end), begins)
            begins = False
        before = match.end()
        begins = bool(_SENTENCE_END.search(match[0])) and text[before : before + 1].isspace()


def name_of(tag: str) -> str:
    """Return a tag as one column of a line can hold it."""
    return "_".join(tag.split()) or "_"


def first_tag(claim: Claim) -> str:
    """Return the tag of a claim that is held."""
    return claim.tags[0]
