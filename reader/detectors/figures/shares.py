"""Figures of few words: "half of the voters", "a quarter-point", "sixfold", "a handful of"."""

import re

from reader.detectors.figures.counting import read_counted
from reader.detectors.figures.draft import Draft
from reader.detectors.figures.number_words import STARTERS
from reader.detectors.figures.patterns import Pattern
from reader.detectors.figures.ratios import read_share
from reader.detectors.figures.relations import add_relation
from reader.detectors.figures.wholes import read_whole

_HANDFUL = Pattern(
    r"(?<![A-Za-z])a (?P<word>handful|couple) of(?=[ ])(?! (?:hundred|thousand|million|billion"
    r"|dozen)\b)",
    re.IGNORECASE,
)


def read_handful(text: str, at: int, floor: int) -> Draft | None:
    """Read "a handful of" and "a couple of" with what they count; only a couple has a value."""
    found = _HANDFUL.match(text, at - 2) if at - 2 >= floor else None
    counted = read_counted(text, found.end() - 3) if found else None
    if found is None or counted is None:
        return None
    draft = Draft(found.start(), found.end() - 3, "number", "handful", relation="~")
    draft.value = 2 if found["word"].lower() == "couple" else None
    draft.counts, draft.unit = counted.span, counted.unit
    return draft


def read_multiple(text: str, at: int, end: int, floor: int) -> Draft | None:
    """Read "sixfold" and "hundredfold"; the "-fold" behind digits is read with them."""
    size = STARTERS.get(text[at : end - len("fold")].lower())
    if size is None:
        return None
    draft = Draft(at, end, "number", "multiple", value=size)
    add_relation(text, draft, floor)
    return draft


def read_share_of(text: str, at: int, floor: int) -> Draft | None:
    """Read "half of the voters", "nearly a third" with what it is a share of."""
    point = _PART_OF_A_POINT.match(text, at)
    if point:
        start = at - 2 if text[max(floor, at - 2) : at].lower() == "a " else at
        draft = Draft(start, point.end(), "percent", "percent", unit="percentage point")
        draft.value = 0.5 if point["part"].lower() == "half" else 0.25
        add_relation(text, draft, floor)
        return draft
    share = read_share(text, at, floor)
    if share is None:
        return None
    draft = Draft(share.start, share.end, "number", "share", value=share.value)
    percent = _OF_A_PERCENT.match(text, share.end)
    if percent:
        draft.form, draft.unit, draft.end = "percent", "percent", percent.end()
        add_relation(text, draft, floor)
        return draft
    draft.counts = read_whole(text, share.end)
    add_relation(text, draft, floor)
    return draft


_PART_OF_A_POINT = Pattern(
    r"(?P<part>half|quarter)(?:[- ](?:of[ ])?an?)?[- ](?:percentage[- ])?point(?![A-Za-z])"
    r"(?![ ](?:guard|lead|deficit|margin|play|game))",
    re.IGNORECASE,
)
_OF_A_PERCENT = Pattern(
    r"(?:(?:[ ]of)?[ ](?:a|an|one|1)[ ]|[ -])(?:percent|per cent|%)(?:age point)?(?![A-Za-z])"
)
