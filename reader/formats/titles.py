"""A title for an article that came without one: its first sentence, shortened at a word."""

import re

TITLE_LENGTH = 90
"""Code points; chosen so that a title fills one row of a wide terminal's list."""

_LOOKED_AT = 10 * TITLE_LENGTH
"""Code points of the paragraph that are read at all, so that a long line costs nothing."""

_SENTENCE_END = re.compile(
    r"(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})(?:[!?]+|\.+)(?P<closing>[”’\"')]*) (?![a-z])"
)


def title_from(paragraph: str) -> str:
    """Return the first sentence of a paragraph, without its full stop, shortened at a word.

    A question or an exclamation keeps its mark.

    >>> title_from("The mayor resigned on Monday. Nobody was surprised.")
    'The mayor resigned on Monday'
    """
    words = " ".join(paragraph.lstrip()[:_LOOKED_AT].split())
    end = _SENTENCE_END.search(words + " ")
    sentence = _without_full_stop(words, end) if end else words
    return shortened(sentence or words, TITLE_LENGTH)


def _without_full_stop(words: str, end: re.Match[str]) -> str:
    if end.group().startswith("."):
        return words[: end.start()] + end["closing"]
    return words[: end.end()].rstrip()


def shortened(words: str, length: int) -> str:
    """Return `words` cut after a whole word, with “…”, in at most `length` code points."""
    if len(words) <= length:
        return words
    kept = words[: length - 1]
    if words[length - 1] != " ":
        kept = kept.rpartition(" ")[0] or kept
    return kept.rstrip(" ,;:–—-") + "…"
