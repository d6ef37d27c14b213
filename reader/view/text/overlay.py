"""What lies over a text: its marks, its claims and the places of a search, asked by place."""

from collections.abc import Collection, Iterable
from itertools import islice

from annotations.anchoring import Placed
from annotations.span import Span
from reader.detectors.found_marks import KINDS, Kind
from reader.detectors.marks import Offer, Quote
from reader.detectors.suggestions import Suggestions
from reader.view.text.highlighting import Look
from reader.view.text.places import Places
from reader.view.text.selecting import Selection
from reader.workspace import PlacedClaim

_AROUND = 20_000
"""Characters to either side in which speakers are looked for; some screens full."""


class Overlay:
    """What lies over a text of `length` characters, as far as it is known by now."""

    def __init__(self, length: int = 0, claims: Iterable[PlacedClaim] = ()) -> None:
        self.marks = Suggestions(length)
        self.claims: Places[PlacedClaim] = placed(claims)
        self.hits: Places[Look] = Places()
        """Where the words stand that are searched, none without a search."""

    def mark_at(self, offset: int) -> Offer | None:
        """Return the innermost mark at an offset."""
        return next(iter(self.marks.at(offset)), None)

    def claim_at(self, selection: Selection) -> PlacedClaim | None:
        """Return the innermost claim at the caret, or the one that is just the selection."""
        span = selection.span
        if span is None:
            return next(iter(self.claims.at(selection.caret)), None)
        within = self.claims.within(span.start, span.end)
        return next((kept for place, kept in within if place == span), None)

    def people_near(self, offset: int) -> tuple[str, ...]:
        """Return who is quoted around an offset, the nearest first."""
        near = self.marks.within(max(0, offset - _AROUND), offset + _AROUND)
        named = [
            (abs(mark.span.start - offset), mark.speaker.name)
            for mark in near
            if isinstance(mark, Quote) and mark.speaker
        ]
        return tuple(dict.fromkeys(name for _, name in sorted(named)))

    def next_mark(
        self,
        here: Span,
        direction: int,
        kinds: Collection[Kind] = KINDS,
        but: Collection[Span] = (),
        *,
        times: int = 1,
    ) -> Offer | None:
        """Return the mark so many further or back, of some kinds and with a span none of `but`."""
        further = self.marks.after if direction > 0 else self.marks.before
        found = (mark for mark in further(here, kinds) if mark.span not in but)
        return next(islice(found, times - 1, None), None)

    def next_claim(self, here: Span, direction: int, *, times: int = 1) -> Span | None:
        """Return the place of the claim so many further or back."""
        return _next(self.claims, here, direction, times)

    def next_hit(self, here: Span, direction: int, *, times: int = 1) -> Span | None:
        """Return the place of the search so many further or back."""
        return _next(self.hits, here, direction, times)

    def tagged(self) -> frozenset[Span]:
        """Return the places of the claims that have a tag."""
        return frozenset(span for span, kept in self.claims.pairs() if kept.claim.tags)


def placed(claims: Iterable[PlacedClaim]) -> Places[PlacedClaim]:
    """Return those of the claims whose words stand in the text, by place."""
    return Places(
        (kept.placement.span, kept) for kept in claims if isinstance(kept.placement, Placed)
    )


def _next(
    places: Places[Look] | Places[PlacedClaim], here: Span, direction: int, times: int
) -> Span | None:
    """Return the place so many further or back, the last one where there are fewer."""
    last: Span | None = None
    for _ in range(times):
        found = places.after(here) if direction > 0 else places.before(here)
        if found is None:
            break
        last = here = found[0]
    return last
