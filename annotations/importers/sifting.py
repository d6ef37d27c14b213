"""Which imported claims are new here, so that importing twice adds nothing."""

from collections.abc import Iterable
from dataclasses import dataclass

from annotations.claim import Claim


@dataclass(frozen=True, slots=True)
class Sifted:
    """Imported claims by what saving them would do.

    `added` have ids that are not here; `changed` differ from the claim of the same id;
    `same` are here already, under their id or as the same tags by the same person on the
    same words.
    """

    added: tuple[Claim, ...]
    changed: tuple[Claim, ...]
    same: tuple[Claim, ...]


def sift(imported: Iterable[Claim], here: Iterable[Claim]) -> Sifted:
    """Compare imported claims with those that are here."""
    present = {claim.id: claim for claim in here}
    alike = {_likeness(claim) for claim in present.values()}
    added: list[Claim] = []
    changed: list[Claim] = []
    same: list[Claim] = []
    for claim in imported:
        if claim.id in present:
            (same if present[claim.id] == claim else changed).append(claim)
        elif _likeness(claim) in alike:
            same.append(claim)
        else:
            added.append(claim)
    return Sifted(tuple(added), tuple(changed), tuple(same))


def _likeness(claim: Claim) -> tuple[object, ...]:
    anchor = claim.anchor
    return (
        claim.article.path,
        anchor.start,
        anchor.end,
        anchor.exact,
        claim.kind,
        frozenset(claim.tags),
        claim.annotator,
        claim.note,
    )
