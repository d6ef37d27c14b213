"""Relations a figure takes over from the one before it.

A conversion in brackets means what the sum before it means: "more than 7 million crowns
($1 million)". A share told with a bare "by" moves the way the last one did: "Ross was down
2.3%, Burlington by 2.6%".
"""

from reader.detectors.figures.draft import Draft
from reader.detectors.figures.patterns import Pattern

_CONVERSION = Pattern(r"[ ]?\([ ]?(?:[A-Z]{2,3}[ ])?|[ ]?/[ ]?")
_BY = Pattern(r"[^.!?\n]{0,60} by ")
_CONVERTED = frozenset(("money", "measure"))
_FARTHEST = 64
"""Characters between the two figures; conversions and ellipses stand close by."""


def take_over_relation(text: str, before: Draft, draft: Draft) -> None:
    """Give `draft` the relation of the figure before it where the words say no other."""
    if before.relation == "=" or draft.relation != "=" or draft.start - before.end > _FARTHEST:
        return
    between = text[before.end : draft.start]
    converted = draft.form in _CONVERTED and before.form in _CONVERTED
    if converted and _CONVERSION.fullmatch(between):
        draft.relation = before.relation
        return
    moved = draft.form == before.form == "percent" and before.relation in ("up", "down")
    if moved and _BY.fullmatch(between):
        draft.relation = before.relation
