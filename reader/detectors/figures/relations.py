"""What a figure is to what it tells of: about, at least, a rise, a fall.

The words around it say so: an approximator, a verb that rises or falls, "higher" behind it.
"""

import re

from reader.detectors.figures.approximators import (
    Approximation,
    approximator_after,
    approximator_before,
    direction_after,
    direction_before,
)
from reader.detectors.figures.draft import Draft
from reader.detectors.figures.patterns import Pattern
from reader.detectors.figures.percentages import percent_before

_PLUS_SIGN = Pattern(r"(?<![\w)])\+$")
_OF_AGE = Pattern(r"(?:older|younger)(?: than)?$", re.IGNORECASE)


def _may_move(text: str, draft: Draft) -> bool:
    """Tell whether counted things can go up and down: points do, and all after "by"."""
    points = draft.counts is not None and draft.counts.of(text).endswith(("points", "places"))
    return points or text[max(0, draft.start - 3) : draft.start] == "by "


def add_relation(text: str, draft: Draft, floor: int) -> None:
    """Take in the approximator, or find out whether the figure is a rise or a fall."""
    if draft.form == "number":
        word = percent_before(text, draft.start, floor)
        if word is not None:
            draft.form, draft.unit, draft.start = "percent", "percent", word
            draft.rule = "percent before number"
    about = approximator_before(text, draft.start, floor) or approximator_after(text, draft.end)
    if about:
        draft.approximate(about)
        if draft.form == "number" and _OF_AGE.search(text[about.start : about.end]):
            draft.form, draft.unit, draft.rule = "age", "year of age", "aged"
    elif text[max(floor, draft.start - 4) : draft.start].lower() == "sub-":
        draft.approximate(Approximation("<", draft.start - 4, draft.start - 1))
    elif draft.form in ("percent", "money", "measure", "number"):
        _add_direction(text, draft, floor)


_SAID_IN_PERCENT = Pattern(
    r",?[ ](?:or|\()[ ]?(?:about |nearly |almost )?\d[\d.]*[ ]?(?:%|per ?cent)"
)
_MORE_THAN_ONE_SCORES = 100
_MARKET = Pattern(
    r"(?<![A-Za-z])(?:index|indices|shares?|stocks?|futures|gauge|average|benchmark|composite"
    r"|market|markets|bonds?|yields?|contracts?)(?![A-Za-z])[^.!?\n]{0,40}$",
    re.IGNORECASE,
)


def _is_of_a_market(text: str, draft: Draft, floor: int) -> bool:
    """Tell whether points are those of an index, which can be lost and added: "lost 3.4 points"."""
    if draft.counts is None or not draft.counts.of(text).endswith("points"):
        return False
    if _SAID_IN_PERCENT.match(text, draft.counts.end):
        return True
    if isinstance(draft.value, float) or (draft.value or 0) >= _MORE_THAN_ONE_SCORES:
        return True
    return _MARKET.search(text, max(floor, draft.start - 60), draft.start) is not None


def _add_direction(text: str, draft: Draft, floor: int) -> None:
    if _PLUS_SIGN.search(text, max(floor, draft.start - 2), draft.start):
        draft.start -= 1
        draft.relation = "up"
    elif draft.counts is None or _may_move(text, draft):
        share = draft.form == "percent"
        share = share or _is_of_a_market(text, draft, floor)
        scored = draft.counts is not None and not share
        draft.relation = (
            direction_before(text, draft.start, floor, share=share, scored=scored) or "="
        )
        if draft.relation == "=" and (share or draft.form == "money"):
            draft.relation = direction_after(text, draft.end) or "="
        elif draft.relation == "=" and draft.counts and draft.counts.of(text) == "points":
            draft.relation = direction_after(text, draft.counts.end) or "="
