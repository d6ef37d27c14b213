"""A text cut where claims begin and end, so that overlapping claims can be drawn in place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from annotations.span import Span


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a text and the numbers of the spans that cover all of them."""

    words: str
    covering: tuple[int, ...]


def stretches(text: str, spans: Sequence[Span]) -> Iterator[Stretch]:
    """Yield the whole text in pieces, left to right; numbers are places in `spans`.

    Line breaks are pieces of their own.
    """
    cuts = {0, len(text)}
    for span in spans:
        cuts.update((span.start, span.end))
    for place, letter in enumerate(text):
        if letter == "\n":
            cuts.update((place, place + 1))
    opening: dict[int, list[int]] = {}
    for number, span in enumerate(spans):
        opening.setdefault(span.start, []).append(number)
    edges = sorted(cuts)
    covering: list[int] = []
    for start, end in pairwise(edges):
        covering = [number for number in covering if spans[number].end > start]
        covering = sorted(covering + opening.get(start, []))
        yield Stretch(text[start:end], tuple(covering))
