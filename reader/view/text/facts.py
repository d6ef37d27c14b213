"""What is known of a mark or a claim, as pairs of a name and a value."""

import re

from annotations.anchoring import Orphan, Placed
from annotations.claim import Claim, FigureDetails
from annotations.exporters.wording import evidence_words
from annotations.wording import RELATIONS, named_tags
from reader.detectors.marks import Figure, Offer, Quote, Statement
from reader.workspace import PlacedClaim

_BEGINNING = 30
"""Characters with which the quote is named that a mark is a part of."""
Facts = list[tuple[str, str]]


FIELD_OF = {
    "speaker": "claimant",
    "cue": "claimant",
    "claim": "tags",
    "evidence": "evidence url",
    **{
        name: name
        for name in "value relation unit counts date claimant statement verdict note".split()
    },
}
"""The field of a claim that says otherwise what a fact says."""


def mark_facts(mark: Offer, text: str) -> Facts:
    """Return what the detector, or a model, says of a mark."""
    if isinstance(mark, Statement):
        said = [("predicted", mark.label), ("model", mark.model)]
        if mark.score is not None:
            said.append(("score", f"{mark.score:.2f}"))
        return [(name, value) for name, value in said if value]
    facts = _quote_facts(mark, text) if isinstance(mark, Quote) else _figure_facts(mark, text)
    return [*facts, ("rule", mark.rule)]


def _quote_facts(mark: Quote, text: str) -> Facts:
    facts: Facts = [("quote", mark.form)]
    if mark.speaker is None:
        facts.append(("speaker", "not found"))
    else:
        words = mark.speaker.span.of(text)
        name = mark.speaker.name
        facts.append(("speaker", name if words == name else f"{name} (“{words}”)"))
    if mark.cue:
        facts.append(("cue", mark.cue.of(text)))
    if mark.part_of is not None:
        begins = text[mark.part_of : mark.part_of + _BEGINNING].replace("\n", " ")
        facts.append(("part of", f"{begins}…"))
    return facts


def _figure_facts(mark: Figure, text: str) -> Facts:
    facts: Facts = [("figure", mark.form)]
    if mark.value is not None:
        facts.append(("value", number(mark.value)))
    elif mark.low is not None or mark.high is not None:
        low = number(mark.low) if mark.low is not None else ""
        high = number(mark.high) if mark.high is not None else ""
        facts.append(("value", f"{low} to {high}".strip()))
    if mark.relation != "=":
        words = f" (“{mark.approximator.of(text)}”)" if mark.approximator else ""
        facts.append(("relation", RELATIONS[mark.relation] + words))
    if mark.unit:
        facts.append(("unit", mark.unit))
    if mark.counts:
        facts.append(("counts", mark.counts.of(text)))
    if mark.date:
        facts.append(("date", mark.date))
    return facts


def claim_facts(kept: PlacedClaim) -> Facts:
    """Return all that a claim holds, what a person said first; and whether its words stand."""
    facts = claim_said(kept.claim)
    match kept.placement:
        case Placed(certainty="changed"):
            facts.append(("words", "changed since they were tagged"))
        case Placed(certainty="moved"):
            facts.append(("words", "moved since they were tagged"))
        case Orphan(reason=reason):
            facts.append(("words", reason))
    return facts


def claim_said(claim: Claim) -> Facts:
    """Return all that a claim holds, and apart from it what the mark said otherwise."""
    facts = [("claim", named_tags(claim))]
    facts += [(name, value) for name, value in _said(claim) if value]
    return facts + [("guessed", f"{name} {_guessed(value)}") for name, value in claim.guess.items()]


def around(claim: Claim) -> tuple[str, str, str]:
    """Return the words of a claim between those before and after them in their sentence."""
    anchor = claim.anchor
    words = " ".join(anchor.exact.split())
    if words in claim.statement:
        before, _, after = claim.statement.partition(words)
        return before, words, after
    before, after = anchor.prefix, anchor.suffix
    for end in _ENDS.finditer(anchor.prefix):
        before = anchor.prefix[end.end() :]
    if found := _ENDS.search(anchor.suffix):
        after = anchor.suffix[: found.end()].rstrip()
    elif len(anchor.suffix) >= _WHOLE:
        after += "…"
    if before == anchor.prefix and len(before) >= _WHOLE:
        before = f"…{before}"
    return before.replace("\n", " "), words, after.replace("\n", " ")


_ENDS = re.compile(r"[.!?…]+[\"”’»)\]]*\s+|\n+")
_WHOLE = 30
"""Characters that an anchor keeps of what is before and after, if there is so much."""


def _said(claim: Claim) -> Facts:
    verdict, figure = claim.verdict, claim.figure
    tagged = f"{claim.created.astimezone():%Y-%m-%d %H:%M}"
    if claim.modified != claim.created:
        tagged += f", changed {claim.modified.astimezone():%Y-%m-%d %H:%M}"
    return [
        ("claimant", claim.claimant),
        *(_amount_facts(figure) if figure else ()),
        ("statement", claim.statement),
        ("verdict", verdict.value if verdict else ""),
        *(("evidence", evidence_words(found)) for found in claim.evidence),
        ("note", claim.note),
        ("by", f"{claim.annotator} {tagged}".strip()),
    ]


def _amount_facts(figure: FigureDetails) -> Facts:
    ends = [number(end) if end is not None else "" for end in (figure.low, figure.high)]
    value = number(figure.value) if figure.value is not None else " to ".join(ends).strip()
    return [
        ("value", "" if value == "to" else value),
        ("relation", RELATIONS.get(figure.relation, "") if figure.relation != "=" else ""),
        ("unit", figure.unit),
        ("counts", figure.counts),
        ("date", figure.date),
    ]


def _guessed(value: object) -> str:
    return number(value) if isinstance(value, int | float) else f"“{value}”" if value else "nothing"


def said_instead(claim: Claim) -> str:
    """Return what the margin says of a claim without a tag: what a person found or put right."""
    if claim.verdict is not None:
        return claim.verdict.value
    if "claimant" in claim.guess or claim.figure is None:
        return f"✎ {claim.claimant}".rstrip()
    return f"✎ {' '.join(value for _, value in _amount_facts(claim.figure)[:3] if value)}"


def number(value: float) -> str:
    """Return a number with its thousands apart.

    >>> number(39324.0), number(4.6)
    ('39,324', '4.6')
    """
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"
