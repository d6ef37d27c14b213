"""Where words stand in a text of any length."""

from collections.abc import Callable, Iterator

from annotations.folding import Sought
from annotations.span import Span

_STRETCH = 20_000
"""Characters searched at once: less than a millisecond, in which nothing else runs."""


def places_of(
    words: str, text: str, start: int, rest: Callable[[], object] = lambda: None
) -> Iterator[Span]:
    r"""Yield where words stand from `start` on, then where they stand before it.

    Words and text are compared as `annotations.folding` says. `rest` is called after each
    stretch of the text.

    >>> [span.start for span in places_of("the", "The sea, the ship, the sky", 5)]
    [9, 19, 0]
    """
    sought = Sought(words)
    for first, last in ((start, len(text)), (0, start)):
        place = first
        for end in range(first + _STRETCH, last + _STRETCH, _STRETCH):
            end = min(end, last)
            # A place may begin in one stretch and end in the next.
            ahead = text[place : end + 2 * len(words) + _STRETCH // 10]
            base = place
            for found in sought.places(ahead):
                if base + found.start >= end:
                    break
                place = base + found.end
                yield Span(base + found.start, place)
            place = max(place, end)
            rest()
