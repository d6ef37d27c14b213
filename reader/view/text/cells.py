"""How many terminal cells characters take, and which of them are one to the eye.

A cluster is what the caret steps over as one: a letter with its combining marks, an emoji
with its joiners. Everything is measured after `display`, as that is what is drawn.
"""

import re
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size, split_graphemes

from reader.display import display

_PERHAPS_WIDE = re.compile(
    "[^\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e"
    "\u20a0-\u20bf\u2190-\u21ff\u2500-\u25fc]"
)
"""Anything that is not surely one cell wide and a cluster of its own."""


class Cluster(NamedTuple):
    """Characters from `start` up to `end` that are drawn as one, `cells` wide."""

    start: int
    end: int
    cells: int


def is_plain(words: str) -> bool:
    """Tell whether every character is one cluster, one cell wide."""
    return _PERHAPS_WIDE.search(words) is None


def clusters(words: str, offset: int = 0) -> list[Cluster]:
    """Return the clusters of `words` in order; their offsets begin at `offset`."""
    if is_plain(words):
        return [Cluster(place, place + 1, 1) for place in range(offset, offset + len(words))]
    return [
        Cluster(offset + start, offset + end, cells)
        for start, end, cells in split_graphemes(display(words))[0]
    ]


def width(words: str) -> int:
    """Return how many cells `words` take."""
    return len(words) if is_plain(words) else cell_len(display(words))


def gist(words: str, characters: int) -> str:
    """Return `words` made harmless and on one line, what is too long left out in the middle.

    >>> gist("a very long sentence indeed", 16)
    'a very l … ndeed'
    """
    line = display(" ".join(words.split()))
    if len(line) <= characters:
        return line
    end = characters // 3
    return f"{line[: characters - end - 3].rstrip()} … {line[-end:].lstrip()}"


def fitted(words: str, cells: int, *, right: bool = False) -> str:
    """Return `words` made harmless, on one line and just `cells` wide, cut with “…”.

    >>> fitted("Norvale", 5), fitted("7", 3, right=True)
    ('Norv…', '  7')
    """
    if cells <= 0:
        return ""
    shown = display(words.replace("\n", " "))
    taken = cell_len(shown)
    if taken > cells:
        return set_cell_size(shown, cells - 1) + "…"
    space = " " * (cells - taken)
    return space + shown if right else shown + space
