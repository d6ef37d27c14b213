"""Where nearly the same words stand in a text, for words long enough to be told apart.

Words are compared as words first, in a window that slides over the text, then letter by
letter where a window has most of them. Languages written without spaces are not searched:
an orphan is better than a guess.
"""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher

from annotations.span import Span

LONG = 40
"""Code points from which words are looked for in a changed form; chosen by trying on news
articles, where shorter quotes turned up in sentences that had nothing to do with them."""

FEWEST_WORDS = 6
CLOSE = 0.8
"""The share of letters that have to agree. With 0.8, four words of twenty can differ."""

NOT_ALONE = 0.7
"""A second place this close makes it a guess which one is meant."""

_SHARED = 0.6
"""The share of words that a window must have to be looked at letter by letter."""


def close_places(text: str, words: str) -> list[Span]:
    """Return where something close to `words` stands, the closest first.

    The list has one place, if that is close enough and no other is nearly as close; none
    if nothing is close or `words` are too short; several if it would be a guess.
    """
    sought = _words(words)
    if len(words) < LONG or len(sought) < FEWEST_WORDS:
        return []
    found = sorted(
        ((_likeness(words, span.of(text)), span) for span in _windows(text, sought)),
        key=lambda pair: (-pair[0], pair[1]),
    )
    if not found or found[0][0] < CLOSE:
        return []
    return [span for likeness, span in found if likeness >= NOT_ALONE]


def _words(text: str) -> list[tuple[str, Span]]:
    return [
        (match[0].casefold(), Span(match.start(), match.end()))
        for match in re.finditer(r"\w+", text)
    ]


def _windows(text: str, sought: list[tuple[str, Span]]) -> Iterator[Span]:
    """Yield the stretches of text that share most words with those sought, none twice."""
    there = _words(text)
    names = [name for name, _ in there]
    wanted = [name for name, _ in sought]
    length = len(wanted)
    shared = list(_shared(names, Counter(wanted), length))
    order = sorted(range(len(shared)), key=lambda start: (-shared[start], start))
    taken: list[range] = []
    for start in order:
        if shared[start] < _SHARED * length:
            break
        if any(start < other.stop and other.start < start + length for other in taken):
            continue
        taken.append(range(start, start + length))
        first, last = _fitted(names, wanted, start)
        yield Span(there[first][1].start, there[last][1].end)


def _shared(names: list[str], wanted: Counter[str], length: int) -> Iterator[int]:
    """Yield how many of the wanted words are among the `length` words from each place on."""
    window: Counter[str] = Counter()
    shared = 0
    for place, name in enumerate(names):
        window[name] += 1
        shared += window[name] <= wanted[name]
        if place >= length:
            gone = names[place - length]
            shared -= window[gone] <= wanted[gone]
            window[gone] -= 1
        if place >= length - 1:
            yield shared


def _fitted(names: list[str], wanted: list[str], start: int) -> tuple[int, int]:
    """Return the first and the last word of the stretch that fits best around a window."""
    room = len(wanted) // 4
    low = max(0, start - room)
    near = names[low : start + len(wanted) + room]
    blocks = SequenceMatcher(None, wanted, near, autojunk=False).get_matching_blocks()[:-1]
    before = blocks[0].a  # words at the beginning that were changed
    after = len(wanted) - (blocks[-1].a + blocks[-1].size)
    first = max(0, low + blocks[0].b - before)
    last = min(len(names) - 1, low + blocks[-1].b + blocks[-1].size - 1 + after)
    return first, last


def _likeness(words: str, others: str) -> float:
    return SequenceMatcher(None, words.casefold(), others.casefold(), autojunk=False).ratio()
