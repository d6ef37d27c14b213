"""What a figure takes over from the one before it: a relation, a unit, what is counted.

A conversion in brackets means what the sum before it means: "more than 7 million crowns
($1 million)". A share told with a bare "by" moves the way the last one did: "Ross was down
2.3%, Burlington by 2.6%". A noun is not said twice: "22 points, and Lee had 9".
"""

import re

from reader.detectors.figures.draft import Draft
from reader.detectors.figures.patterns import Pattern

_CONVERSION = Pattern(r"[ ]?\([ ]?(?:[A-Z]{2,3}[ ])?|[ ]?/[ ]?")
_SAME_CHANGE = Pattern(r",?[ ](?:or|and|a|or about|or nearly|or roughly|or almost)[ ]|[ ]?[(/][ ]?")
_BY = Pattern(r"[^.!?\n]{0,60} by ")
_CHANGED = frozenset(("money", "measure", "percent", "number"))
_CONVERTED = frozenset(("money", "measure"))
_FARTHEST = 64
"""Characters between the two figures; conversions and ellipses stand close by."""


def take_over_relation(text: str, before: Draft, draft: Draft) -> None:
    """Give `draft` the relation of the figure before it where the words say no other."""
    if before.relation == "=" or draft.relation != "=" or draft.start - before.end > _FARTHEST:
        return
    between = text[before.end : draft.start]
    moved = before.relation in ("up", "down")
    between_counted = before.counts.end - before.end if before.counts else 0
    changes = moved and draft.form in _CHANGED and before.form in _CHANGED
    if changes and _SAME_CHANGE.fullmatch(between[max(0, between_counted) :]):
        draft.relation = before.relation
        return
    converted = draft.form in _CONVERTED and before.form in _CONVERTED
    if converted and _CONVERSION.fullmatch(between):
        draft.relation = before.relation
        return
    if moved and draft.form == before.form == "percent" and _BY.fullmatch(between):
        draft.relation = before.relation


_TO_OF_A_CHANGE = Pattern(r"(?:[ ,][^.;:!?\n$€£%]{0,40})?[ ](?:to|from|at)[ ](?:[a-z]+[ ]){0,2}$")
_ELLIPSIS = Pattern(
    r"(?:^|[ ,(])(?:and|but|or|to|from|than|with|versus|against|had|has|have|added|scored|got|made"
    r"|took|won|lost|gave|including|includes?|while|compared (?:with|to)|up from|down from|while"
    r"|of (?:which|whom|them|those)|only|just|the other|another|,|\()[ ]?(?:the |its |his )?$",
    re.IGNORECASE,
)
_WHERE_IT_STOPS = Pattern(
    r"[.,;:!?)\n]|$|[ ](?:in|on|at|by|for|from|to|of|and|or|but|last|this|next|during|while|who"
    r"|that|which|were|was|are|is|had|have|has|as|with|since|the|a|between|before|after|when|more"
    r"|others?|each|per|yesterday|today|because|though|under|over|died|came|went|left)(?![A-Za-z-])"
)
_NO_NOUN = re.compile(r"[.;:!?\n][ \n“\"]|[.;!?]$|\n")
_MAY_ECHO = frozenset(("number", "range"))


def take_over_what(text: str, before: Draft, draft: Draft) -> None:
    """Give a bare number the unit or the noun of the figure before it, where the words say so.

    "fell 88.4 points to 16,900.3", "from 21 mpg to 23", "310 guests, including 14 of …".
    """
    if draft.form not in _MAY_ECHO or draft.unit or draft.counts or draft.rule in _NO_COUNT:
        return
    if draft.rule.startswith("vague"):
        return
    said = max(before.end, before.counts.end if before.counts else 0)
    if not 0 <= draft.start - said <= _FARTHEST:
        return
    if before.form == "percent" and draft.form == "number":
        _take_over_percent(text, before, draft)
        return
    if before.form != "measure" and before.counts is None:
        return
    between = text[said : draft.start]
    points = before.counts is not None and before.counts.of(text) == "points"
    if points and isinstance(draft.value, float) and _AT_THE_END.search(between):
        draft.counts, draft.rule = before.counts, "noun said before"
        return
    if _NO_NOUN.search(between) or not _WHERE_IT_STOPS.match(text, draft.end):
        return
    if before.form == "measure":
        if _TO_OF_A_CHANGE.fullmatch(between):
            draft.form, draft.unit, draft.rule = "measure", before.unit, "unit said before"
        return
    if before.form in _MAY_ECHO and before.rule not in _NO_COUNT and _ELLIPSIS.search(between):
        anew = _OF_ANOTHER.search(between) is not None
        draft.counts = (anew and before.first_counts) or before.counts
        draft.unit, draft.rule = before.unit, "noun said before"


_AT_THE_END = Pattern(
    r"[ ](?:end|ended|close|closed|stand|stood|finish|finished)[ ](?:[a-z]+[ ])?at[ ]$"
)
_MOVED_BY = Pattern(
    r"[ ](?:and|but|while|,)[ ][^.!?;\n]{0,40}(?:ris|rose|fell|fall|increas|decreas|gain|declin"
    r"|drop|climb"
    r"|down|up|grew|grow|lost)[a-z]*[ ]by[ ]$",
    re.IGNORECASE,
)


def _take_over_percent(text: str, before: Draft, draft: Draft) -> None:
    """Read the per cent that is not said twice: "rose by 2 percent but exports fell by 1"."""
    value = draft.value
    if value is None or not 0 < value < _MOST_PERCENT:
        return
    if _MOVED_BY.fullmatch(text[before.end : draft.start]) and _WHERE_IT_STOPS.match(
        text, draft.end
    ):
        draft.form, draft.unit, draft.rule = "percent", "percent", "unit said before"


_MOST_PERCENT = 100
_OF_ANOTHER = Pattern(r"(?:had|has|have|scored|got|made|took|finished with|with)[ ](?:[a-z]+[ ])?$")
_IN_A_ROW = Pattern(r",?[ ](?:and[ ])?(?:[a-z]+[ ]){0,2}")


def note_first_of_row(text: str, before: Draft, draft: Draft) -> None:
    """Remember what the first of some counts in a row is of."""
    if before.counts is None or draft.counts is None or draft.rule != "count":
        return
    if 0 < draft.start - before.counts.end < _FARTHEST and _IN_A_ROW.fullmatch(
        text[before.counts.end : draft.start]
    ):
        draft.first_counts = before.first_counts or before.counts


_NO_COUNT = frozenset(("score", "share", "ratio", "handful"))
