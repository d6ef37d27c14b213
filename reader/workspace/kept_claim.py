"""A claim together with the library that it was read from.

A copy of a library has the same claims under the same ids, so an id alone does not tell
which of them a change is meant for.
"""

from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

from annotations.claim import Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptClaim(Claim):
    """A claim that is kept in the store of the library folder `library`."""

    library: Path


_NAMES = Claim.__slots__
_values = attrgetter(*_NAMES)


def kept_in(library: Path, claim: Claim) -> KeptClaim:
    """Return the claim as one of this library."""
    return KeptClaim(**dict(zip(_NAMES, _values(claim), strict=True)), library=library)


def library_of(claim: Claim) -> Path | None:
    """Return the library that the claim was read from, None where nobody knows."""
    return claim.library if isinstance(claim, KeptClaim) else None
