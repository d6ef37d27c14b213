"""Every field of a claim that is more than its words and tags, by name, for typed formats.

What UIMA features, TEI feature structures and REFI-QDA variables are filled from.
"""

import json
from typing import TypeAlias

from annotations.claim import Claim
from annotations.records import to_record, written_time

Detail: TypeAlias = str | int | float

TEXT_DETAILS = (
    "claimId",
    "kind",
    "claimant",
    "statement",
    "verdict",
    "verdictScale",
    "note",
    "annotator",
    "created",
    "modified",
    "quoteForm",
    "speaker",
    "cue",
    "figureForm",
    "approximator",
    "relation",
    "unit",
    "counts",
    "date",
    "guess",
    "more",
)
NUMBER_DETAILS = ("value", "low", "high")


def claim_details(claim: Claim) -> dict[str, Detail]:
    """Return the filled fields, named as in `TEXT_DETAILS` and `NUMBER_DETAILS`.

    Times are ISO 8601. `more` is a JSON object with the fields of another program.
    """
    details: dict[str, Detail | None] = {
        "claimId": claim.id,
        "kind": claim.kind,
        "claimant": claim.claimant,
        "statement": claim.statement,
        "note": claim.note,
        "annotator": claim.annotator,
        "created": written_time(claim.created),
        "modified": written_time(claim.modified),
    }
    if claim.verdict:
        details["verdict"] = claim.verdict.value
        details["verdictScale"] = claim.verdict.scale
    if claim.quote:
        details["quoteForm"] = claim.quote.form
        details["speaker"] = claim.quote.speaker
        details["cue"] = claim.quote.cue
    if figure := claim.figure:
        details["figureForm"] = figure.form
        details["value"] = figure.value
        details["low"] = figure.low
        details["high"] = figure.high
        details["approximator"] = figure.approximator
        details["relation"] = figure.relation
        details["unit"] = figure.unit
        details["counts"] = figure.counts
        details["date"] = figure.date
    if claim.guess:
        details["guess"] = json.dumps(dict(claim.guess), ensure_ascii=False, sort_keys=True)
    if claim.unknown:
        record = to_record(claim)
        more = {name: record[name] for name in claim.unknown if name in record}
        details["more"] = json.dumps(more, ensure_ascii=False, sort_keys=True)
    return {name: detail for name, detail in details.items() if detail not in (None, "")}
