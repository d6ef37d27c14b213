"""What an export could not carry over: counted, listed, and returned as a value.

Losses are what a person would miss: a claim that has no place in the target, a note, a
verdict, a character the target counts differently. The bookkeeping of an anchor (its
neighbours, the text's hash) is no loss where a report for people leaves it out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from annotations.claim import Claim
from annotations.wording import many


@dataclass(frozen=True, slots=True)
class Loss:
    """One thing that the format cannot hold, and the ids of the claims that had it.

    `what` is the object of the sentence "The format cannot hold …".
    """

    what: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """How many claims were written, and what the format could not hold of them.

    `thing` is what was written instead where it was no claims; `remarks` are sentences on
    what to look out for in the other program, where nothing is lost in the file.
    """

    written: int
    losses: tuple[Loss, ...] = ()
    thing: str = "claim"
    remarks: tuple[str, ...] = ()

    def sentences(self, format_name: str) -> Iterator[str]:
        """Yield the report for the person at the desk, one line each."""
        yield f"Wrote {many(self.written, self.thing)} as {format_name}."
        for loss in self.losses:
            listed = ", ".join(loss.claims[:_LISTED])
            more = len(loss.claims) - _LISTED
            listed += f" and {more:,} more" if more > 0 else ""
            number = many(len(loss.claims), "claim")
            yield f"{format_name} cannot hold {loss.what} ({number}): {listed}"
        yield from self.remarks


_LISTED = 20
"""Ids that a sentence names before it counts the rest."""

FIELDS = {
    "claimant": "the claimant",
    "statement": "the statement in one's own words",
    "verdict": "the verdict",
    "evidence": "the evidence",
    "note": "the note",
    "annotator": "the annotator",
    "quote": "the details of a quote",
    "figure": "the details of a figure",
    "guess": "what the mark said before it was put right",
    "unknown": "fields of another program",
}
"""The fields of a claim that may be empty, and what they are called in a loss."""


class LossList:
    """Collects losses while an exporter writes; each claim is listed once per loss."""

    def __init__(self) -> None:
        self._claims: dict[str, dict[str, None]] = {}

    def add(self, what: str, claim: Claim) -> None:
        """Note that the format cannot hold this of the claim."""
        self._claims.setdefault(what, {})[claim.id] = None

    def add_fields(self, claim: Claim, *names: str) -> None:
        """Note those of the fields that the claim has something in."""
        for name in names:
            if getattr(claim, name):
                self.add(FIELDS[name], claim)

    def report(self, written: int, *, thing: str = "claim", remarks: Iterable[str] = ()) -> Report:
        """Return what was noted, in the order in which it first came up."""
        losses = tuple(Loss(what, tuple(claims)) for what, claims in self._claims.items())
        return Report(written, losses, thing, tuple(remarks))
