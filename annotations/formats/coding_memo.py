"""What is said of a claim as one text, for programs whose codings have a memo and no more.

The note comes first, then a line for each other point, which are read back by their names:

    The press office did not answer.

    Statement: The tunnel costs £1.2bn.
    Claimant: the city council
    Verdict: mostly false
    Evidence: https://audit.example/report.pdf
"""

import re
from dataclasses import replace

from annotations.claim import Claim, Verdict

_LINE = re.compile(r"(Statement|Claimant|Verdict|Evidence): (.*)")


def memo_of(claim: Claim) -> str:
    """Return the memo of a claim, empty where there is nothing to say."""
    return "\n\n".join(part for part in (claim.note, "\n".join(_points(claim))) if part)


def read_memo(memo: str, claim: Claim) -> Claim:
    """Return the claim with what its memo says now: the note, statement, claimant, verdict.

    Evidence stays as it is: a memo has its addresses only.
    """
    lines = memo.split("\n")
    points: dict[str, str] = {}
    while lines and (match := _LINE.fullmatch(lines[-1])):
        points[match[1]] = match[2]
        lines.pop()
    was = dict(line.split(": ", 1) for line in _points(claim))
    note = "\n".join(lines)
    claim = replace(claim, note=note.rstrip("\n") if points else note)
    if points.get("Statement", "") != was.get("Statement", ""):
        claim = replace(claim, statement=points.get("Statement", ""))
    if points.get("Claimant", "") != was.get("Claimant", ""):
        claim = replace(claim, claimant=points.get("Claimant", ""))
    if (value := points.get("Verdict", "")) != was.get("Verdict", ""):
        scale = claim.verdict.scale if claim.verdict else ""
        claim = replace(claim, verdict=Verdict(value=value, scale=scale) if value else None)
    return claim


def _points(claim: Claim) -> list[str]:
    evidence = "; ".join(source.url or source.title for source in claim.evidence)
    points = (
        ("Statement", claim.statement),
        ("Claimant", claim.claimant),
        ("Verdict", claim.verdict.value if claim.verdict else ""),
        ("Evidence", evidence),
    )
    return [f"{name}: {' '.join(words.split())}" for name, words in points if words.strip()]


def note_name(note: str) -> str:
    """Return what a note of its own is called: its first words."""
    return " ".join(note.split())[:40]
