"""A title for an article that came without one: its first sentence, shortened at a word."""

import re

TITLE_LENGTH = 90
"""Code points; chosen so that a title fills one row of a wide terminal's list."""

_SENTENCE_END = re.compile(r"(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})[.!?]+[”’\"')]*\s")


def title_from(paragraph: str) -> str:
    """Return the first sentence of a paragraph, without its full stop, shortened at a word.

    >>> title_from("The mayor resigned on Monday. Nobody was surprised.")
    'The mayor resigned on Monday'
    """
    paragraph = " ".join(paragraph.split())
    end = _SENTENCE_END.search(paragraph + " ")
    sentence = paragraph[: end.start()] if end else paragraph
    return shortened(sentence, TITLE_LENGTH)


def shortened(words: str, length: int) -> str:
    """Return `words` cut after a whole word, with “…”, in at most `length` code points."""
    if len(words) <= length:
        return words
    kept = words[: length - 1]
    if words[length - 1] != " ":
        kept = kept.rpartition(" ")[0] or kept
    return kept.rstrip(" ,;:–—-") + "…"
