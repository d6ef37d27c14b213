"""Where the sentences of a passage end."""

from collections.abc import Sequence

from reader.detectors.quotes.quotation import Region
from reader.detectors.quotes.vocabulary import TITLES, listed
from reader.detectors.quotes.words import QUOTED, Token

_LONGEST = 300
"""Words after which a sentence is cut, so that the time for a text grows with its length."""
_STOPS = frozenset(".!?…")
_MAY_END = _STOPS | frozenset(")]") | {QUOTED[-1]}
"""Last characters of words, marks and quotes after which a sentence may end."""
_OPENERS = listed(
    "the a an he she they it we i in on at but and for if when while after as this that these"
    " those his her their its there according however meanwhile some many most one asked"
)
"""Words that, with a capital after an abbreviation, begin a sentence rather than a name."""


def sentences(
    text: str, tokens: Sequence[Token], regions: Sequence[Region]
) -> list[tuple[int, int]]:
    """Return the sentences as half-open ranges of word indices.

    A sentence ends at a full stop, or after a quote that ends with one, before a word that
    begins anew: `“Never.” He left.` are two, `“Never.” said he.` is one. The stop of an
    abbreviation ends it only before a word that opens sentences: `in the U.S. He left.`
    """
    found: list[tuple[int, int]] = []
    start = 0
    last = len(tokens) - 1
    for index, token in enumerate(tokens[:-1]):
        if token.text[-1] not in _MAY_END and index - start < _LONGEST:
            continue
        ends = index - start >= _LONGEST
        if token.text[-1] in _STOPS:
            ends = ends or _stops(token, tokens[index + 1])
        elif token.region >= 0:
            inner = regions[token.region].inner
            ends = ends or (text[inner.end - 1] in _STOPS and _begins(tokens[index + 1]))
        elif token.text in ")]" and index and tokens[index - 1].text in _STOPS:
            ends = ends or _begins(tokens[index + 1])
        if ends:
            found.append((start, index + 1))
            start = index + 1
    if start <= last:
        found.append((start, last + 1))
    return found


def _stops(token: Token, after: Token) -> bool:
    """Tell whether the sentence ends at a word with a stop at its end."""
    if token.text[0] in _STOPS:
        return _begins(after)
    if len(token.text) <= 2 or token.lower in TITLES:
        return False
    return after.text[0].isupper() and after.lower in _OPENERS


def _begins(token: Token) -> bool:
    return (
        token.region >= 0
        or token.text[0].isupper()
        or token.text[0].isdigit()
        or token.text in "([•*-–—"
    )
