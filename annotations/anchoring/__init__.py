"""Finding a claim's words again, also after the article's text has changed.

Rungs, most certain first: same words at the same place; the only place with the same
words, which few words need neighbours to tell; the same words chosen by their neighbours;
nearly the same words, long enough and alone in being close. When no rung holds, or it would
be a guess, the claim is an orphan: kept and shown.

Words that did not begin or end inside another word never do so later: “Ann” is not in
“Annual”.

    similarity.py where nearly the same words stand in a text
    quotation.py  words quoted from a source, held against it
"""

from dataclasses import dataclass
from itertools import takewhile
from typing import Literal, TypeAlias

from annotations.claim import Anchor, Claim
from annotations.span import Span

CONTEXT = 32
"""Code points kept on either side, the length Hypothesis uses in its quote selector."""

ALONE = 20
"""Code points from which words tell by themselves that they are the same. A figure that was
corrected may still stand elsewhere in the article and count other things there; chosen as
longer than most figures and names, and shorter than most quotes."""

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


@dataclass(frozen=True, slots=True)
class OrphanClaim:
    """A claim without a place in today's text, and why."""

    claim: Claim
    reason: str


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
    if (here := _unchanged(text, anchor)) is not None:
        return Placed(here, "exact")
    places = [span for span in _places(text, anchor.exact) if _cut_alike(text, anchor, span)]
    if len(places) == 1:
        if _is_among_its_neighbours(text, anchor, places[0]):
            return _placed(places[0], anchor)
        return Orphan("The words stand only among other words now.")
    if places:
        chosen = _by_neighbours(text, anchor, places)
        if chosen is None:
            return Orphan(f"The words stand in {len(places)} places of the article now.")
        return _placed(chosen, anchor)
    from annotations.anchoring.similarity import close_places  # only for articles that were changed

    close = close_places(text, anchor.exact)
    if len(close) == 1:
        return Placed(close[0], "changed")
    if close:
        return Orphan(f"Similar words stand in {len(close)} places of the article now.")
    return Orphan("The words no longer stand in the article.")


def _unchanged(text: str, anchor: Anchor) -> Span | None:
    """Return the anchor's own place where it has all the words and neighbours that it had.

    No other place would be chosen before it, so none has to be looked for.
    """
    before = anchor.start - len(anchor.prefix)
    is_known = anchor.exact and (anchor.prefix or anchor.suffix) and before >= 0
    if not is_known or not text.startswith(anchor.prefix + anchor.exact + anchor.suffix, before):
        return None
    here = Span(anchor.start, anchor.start + len(anchor.exact))
    return here if _cut_alike(text, anchor, here) else None


def _placed(span: Span, anchor: Anchor) -> Placed:
    return Placed(span, "exact" if span.start == anchor.start else "moved")


def _places(text: str, words: str) -> list[Span]:
    places = []
    start = text.find(words) if words else -1
    while start >= 0:
        places.append(Span(start, start + len(words)))
        start = text.find(words, start + 1)
    return places


def _cut_alike(text: str, anchor: Anchor, span: Span) -> bool:
    """Tell whether the words are cut out of longer ones only where they were before."""
    words = anchor.exact
    before, after = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 1]
    cut_before = words[0].isalnum() and before.isalnum()
    cut_after = words[-1].isalnum() and after.isalnum()
    was_cut_before = words[0].isalnum() and anchor.prefix[-1:].isalnum()
    was_cut_after = words[-1].isalnum() and anchor.suffix[:1].isalnum()
    return (not cut_before or was_cut_before) and (not cut_after or was_cut_after)


def _is_among_its_neighbours(text: str, anchor: Anchor, span: Span) -> bool:
    """Tell whether the only place with the words is the one that was meant.

    Of few words, a quarter of the neighbouring letters has to agree: all on one side of a
    sentence that was written anew on the other, with some to spare.
    """
    known = len(anchor.prefix[-CONTEXT:]) + len(anchor.suffix[:CONTEXT])
    return len(anchor.exact) >= ALONE or _agreeing(text, anchor, span) * 4 >= known


def _by_neighbours(text: str, anchor: Anchor, places: list[Span]) -> Span | None:
    """Return the place whose neighbours agree, None where that does not tell.

    At least half of the neighbouring letters have to agree, and more than twice as many as
    at any other place; chosen by trying on articles with repeated figures and names.
    """
    agreeing = {span: _agreeing(text, anchor, span) for span in places}
    best, second = sorted(places, key=lambda span: -agreeing[span])[:2]
    known = len(anchor.prefix) + len(anchor.suffix)
    if agreeing[best] == known > agreeing[second]:
        return best
    if agreeing[best] * 2 >= known > 0 and agreeing[best] > agreeing[second] * 2:
        return best
    here = Span(anchor.start, anchor.end) if anchor.end > anchor.start else best
    return here if here in agreeing and agreeing[here] == known else None


def _agreeing(text: str, anchor: Anchor, span: Span) -> int:
    """Return how many code points agree on both sides, counted from the words outwards."""
    before = text[max(0, span.start - CONTEXT) : span.start]
    after = text[span.end : span.end + CONTEXT]
    return _alike(before[::-1], anchor.prefix[::-1]) + _alike(after, anchor.suffix)


def _alike(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
