"""Finding a claim's words again, also after the article's text has changed.

Rungs, most certain first: same words at the same place; the only place with the same
words; the same words chosen by their neighbours. When no rung holds, the claim is an
orphan: kept and shown, never guessed.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from annotations.claim import Anchor
from annotations.span import Span

CONTEXT = 32
"""Code points kept on either side, the length Hypothesis uses in its quote selector."""

Certainty: TypeAlias = Literal["exact", "moved", "changed"]


@dataclass(frozen=True, slots=True)
class Placed:
    """The claim's words stand at `span`.

    `certainty` is "exact" for the same words at the same place, "moved" for the same
    words elsewhere, "changed" for nearly the same words.
    """

    span: Span
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Orphan:
    """The claim's words cannot be found, for this reason."""

    reason: str


Placement: TypeAlias = Placed | Orphan


def describe(text: str, span: Span) -> Anchor:
    """Return the anchor of the words at `span`."""
    return Anchor(
        exact=span.of(text),
        prefix=text[max(0, span.start - CONTEXT) : span.start],
        suffix=text[span.end : span.end + CONTEXT],
        start=span.start,
        end=span.end,
    )


def locate(text: str, anchor: Anchor) -> Placement:
    """Return where the anchor's words stand in `text`, or why they do not."""
    if text[anchor.start : anchor.end] == anchor.exact:
        return Placed(Span(anchor.start, anchor.end), "exact")
    places = _places(text, anchor.exact)
    if not places:
        return Orphan("The words no longer stand in the article.")
    if len(places) == 1:
        return Placed(places[0], "moved")
    fitting = [span for span in places if _neighbours_match(text, anchor, span)]
    if len(fitting) == 1:
        return Placed(fitting[0], "moved")
    return Orphan(f"The words stand in {len(places)} places of the article now.")


def _places(text: str, words: str) -> list[Span]:
    places = []
    start = text.find(words)
    while start >= 0:
        places.append(Span(start, start + len(words)))
        start = text.find(words, start + 1)
    return places


def _neighbours_match(text: str, anchor: Anchor, span: Span) -> bool:
    before = text[max(0, span.start - CONTEXT) : span.start]
    after = text[span.end : span.end + CONTEXT]
    return before == anchor.prefix and after == anchor.suffix
