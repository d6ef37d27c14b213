"""A passage read into the scene that the rules look at."""

from reader.detectors.quotes.quotation import Passage
from reader.detectors.quotes.scene import Scene
from reader.detectors.quotes.sentences import sentences
from reader.detectors.quotes.words import read_words

_HEADLINE = 160
"""Characters a headline has at most."""


def scene_of(text: str, passage: Passage, *, double_marked: bool) -> Scene:
    """Return the passage as words, quotes and sentences, nobody having been given a quote yet."""
    words = read_words(text, passage)
    return Scene(
        text,
        passage.regions,
        words,
        sentences(text, words.tokens, passage.regions),
        is_headline=_may_be_headline(text, passage),
        double_marked=double_marked,
    )


def is_double_marked(text: str) -> bool:
    """Tell whether the text uses double quotation marks anywhere."""
    return any(mark in text for mark in ("“", '"', "«", "''"))


def _may_be_headline(text: str, passage: Passage) -> bool:
    """Tell whether the passage is a short first line without quotes in double marks."""
    span = passage.span
    return (
        span.end - span.start < _HEADLINE
        and span.start < _HEADLINE
        and not text[: span.start].strip()
        and all(text[region.span.start] in "‘'" for region in passage.regions)
    )
