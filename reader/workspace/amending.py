"""What a person says of claims that are there, taken into each of them."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from annotations.claim import Claim, Evidence
from annotations.codebook import Codebook
from annotations.errors import InvalidClaimError
from reader.article import normal_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """What to say of a claim; what is None or empty stays as it is.

    An empty text takes away what was said. Each of `evidence` is an address that is added
    where it does not stand yet; an empty one takes away all that stands there.
    """

    verdict: str | None = None
    claimant: str | None = None
    note: str | None = None
    evidence: tuple[str, ...] = ()
    tag: tuple[str, ...] = ()
    untag: tuple[str, ...] = ()

    def of(self, claim: Claim, codebook: Codebook) -> Claim:
        """Return the claim with what is said of it.

        Raises:
            InvalidClaimError: The verdict is on no scale, nothing would be left said, or a tag to
                take away is not there.
        """
        if self.verdict is not None:
            verdict = codebook.verdict(self.verdict) if self.verdict.strip() else None
            claim = replace(claim, verdict=verdict)
        if self.claimant is not None:
            claim = replace(claim, claimant=" ".join(normal_text(self.claimant).split()))
        if self.note is not None:
            claim = replace(claim, note=normal_text(self.note).strip())
        claim = replace(claim, evidence=_with(claim.evidence, self.evidence))
        return self._tagged(claim)

    def _tagged(self, claim: Claim) -> Claim:
        for name in self.untag:
            if name not in claim.tags:
                raise InvalidClaimError(f"The claim {claim.id} has no tag “{name}”.")
        kept = [name for name in claim.tags if name not in self.untag]
        changed = replace(claim, tags=tuple(dict.fromkeys((*kept, *self.tag))))
        if not changed.says_something:
            raise InvalidClaimError(
                f"The claim {claim.id} would have no tag left. Give it another, or remove it."
            )
        return changed


def _with(present: tuple[Evidence, ...], addresses: Collection[str]) -> tuple[Evidence, ...]:
    kept = list(present)
    for address in (normal_text(one).strip() for one in addresses):
        if not address:
            kept = []
        elif address not in (one.url for one in kept):
            kept.append(Evidence(url=address))
    return tuple(kept)
