"""Which characters of a text have which look: quotes, figures, claims, search hits, parts.

A look is a name; the style sheet says what it is like, in colour and without.
"""

import re
from collections.abc import Iterable
from typing import Literal, TypeAlias

from annotations.anchoring import Placed
from annotations.span import Span
from reader.article import Part
from reader.detectors.marks import Figure, Offer, Quote, Statement
from reader.view.text.places import Places
from reader.workspace import PlacedClaim

Look: TypeAlias = Literal[
    "title",
    "standfirst",
    "subheading",
    "item",
    "table-row",
    "caption",
    "pull-quote",
    "block-quote",
    "quote",
    "reported",
    "figure",
    "date",
    "statement",
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


def of_parts(parts: Iterable[Part], text: str) -> Places[Look]:
    """Return the looks of the paragraphs of a text that are set apart.

    An item of a list that begins with its bullet or number needs no other sign.
    """
    return Places(
        (part.span, _PART_LOOKS[part.kind])
        for part in parts
        if not (part.kind == "list" and _BULLET.match(text, part.span.start))
    )


_BULLET = re.compile(r"• |\d+\. ")


_PART_LOOKS: dict[str, Look] = {
    "title": "title",
    "standfirst": "standfirst",
    "heading": "subheading",
    "pull quote": "pull-quote",
    "block quote": "block-quote",
    "list": "item",
    "table": "table-row",
    "caption": "caption",
}


def look_of(mark: Offer) -> Look:
    """Return the look of one mark."""
    if isinstance(mark, Statement):
        return "statement"
    if isinstance(mark, Quote):
        return "reported" if mark.form == "indirect" else "quote"
    return "date" if mark.form in {"date", "time"} else "figure"


def of_current(mark: Offer | None) -> Places[Look]:
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
        case Statement(span=span):
            looks = [(span, "current")]
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
