"""Which characters of a text have which look: quotes, figures, claims, search hits, parts.

A look is a name; the style sheet says what it is like, in colour and without.
"""

from collections.abc import Iterable
from typing import Literal, TypeAlias

from annotations.anchoring import Placed
from annotations.span import Span
from reader.article import Part
from reader.detectors.marks import Figure, Mark, Quote
from reader.ui.places import Places
from reader.workspace import PlacedClaim

Look: TypeAlias = Literal[
    "title",
    "section",
    "pull-quote",
    "block-quote",
    "quote",
    "reported",
    "figure",
    "date",
    "speaker",
    "cue",
    "counted",
    "claim",
    "changed-claim",
    "current",
    "hit",
    "selection",
    "caret",
]
LAYERED: tuple[Look, ...] = Look.__args__  # type: ignore[attr-defined]
"""The looks in the order in which they are laid over each other."""


def of_parts(parts: Iterable[Part]) -> Places[Look]:
    """Return the looks of titles, section heads and quotations that are set apart."""
    return Places((part.span, _PART_LOOKS[part.kind]) for part in parts)


_PART_LOOKS: dict[str, Look] = {
    "title": "title",
    "section": "section",
    "pull quote": "pull-quote",
    "block quote": "block-quote",
}


def look_of(mark: Mark) -> Look:
    """Return the look of one mark."""
    if isinstance(mark, Quote):
        return "reported" if mark.form == "indirect" else "quote"
    return "date" if mark.form in {"date", "time"} else "figure"


def of_current(mark: Mark | None) -> Places[Look]:
    """Return the looks of the mark at the caret and of the words that belong to it."""
    match mark:
        case Quote(span=span, speaker=speaker, cue=cue):
            looks: list[tuple[Span | None, Look]] = [
                (span, "current"),
                (speaker.span if speaker else None, "speaker"),
                (cue, "cue"),
            ]
        case Figure(span=span, counts=counts):
            looks = [(span, "current"), (counts, "counted")]
        case None:
            looks = []
    return Places((span, look) for span, look in looks if span is not None)


def of_claims(claims: Iterable[PlacedClaim]) -> Places[Look]:
    """Return the looks of the claims whose words stand in the text."""
    return Places(
        (
            kept.placement.span,
            "changed-claim" if kept.placement.certainty == "changed" else "claim",
        )
        for kept in claims
        if isinstance(kept.placement, Placed)
    )
