"""A passage read into the scene that the rules look at."""

from collections.abc import Sequence

from reader.detectors.quotes.cues import CUES, NOUN_LIKE
from reader.detectors.quotes.quotation import Passage
from reader.detectors.quotes.scene import Scene
from reader.detectors.quotes.sentences import sentences
from reader.detectors.quotes.vocabulary import AUXILIARIES, CONJUNCTIONS, PREPOSITIONS
from reader.detectors.quotes.words import Token, Words, read_words

_FEWEST, _MOST, _LONG = 4, 30, 3
"""Words of a headline, and how many of them must be longer than three letters."""
_HEADLINE = 160
"""Characters a headline has at most."""


def scene_of(text: str, passage: Passage, *, double_marked: bool) -> Scene:
    """Return the passage as words, quotes and sentences, nobody having been given a quote yet."""
    words = read_words(text, passage)
    if _is_in_title_case(words.tokens):
        words = Words([_as_in_a_sentence(token) for token in words.tokens], words.quoted)
    return Scene(
        text,
        passage.regions,
        words,
        sentences(text, words.tokens, passage.regions),
        is_headline=_may_be_headline(text, passage),
        double_marked=double_marked,
    )


def _is_in_title_case(tokens: Sequence[Token]) -> bool:
    """Tell whether a line is a headline with capitals: `Mayor Says He Has Left the City`."""
    if not _FEWEST <= len(tokens) <= _MOST or tokens[-1].text == ".":
        return False
    long = 0
    for token in tokens:
        if len(token.text) > 3 and token.text.isalpha():
            if not token.text[0].isupper() or token.text.isupper():
                return False
            long += 1
    return long >= _LONG


def _as_in_a_sentence(token: Token) -> Token:
    """Return a word of a headline as it would stand in a sentence, where it is a verb."""
    word = token.lower
    cue = CUES.get(word)
    verb = cue is not None and cue.form in ("s", "past") and word not in NOUN_LIKE
    small = word in AUXILIARIES or word in PREPOSITIONS or word in CONJUNCTIONS
    return token._replace(text=word) if verb or small else token


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
