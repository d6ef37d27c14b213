"""Ids for claims that come without one, the same whenever the same file is read."""

from dataclasses import replace
from hashlib import sha256

from annotations.claim import Claim

_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"


def stable_id(*parts: object) -> str:
    """Return 26 characters made of what tells the claim from others, and of nothing else."""
    written = "\x1f".join(map(str, parts)).encode(errors="backslashreplace")
    number = int.from_bytes(sha256(written).digest()[:17]) >> 6
    return "".join(_CROCKFORD[number >> shift & 31] for shift in range(125, -1, -5))


def person_part(*people: object) -> list[object]:
    """Return what an id says of who made a claim: the first that is named, or nothing."""
    return [next((person for person in people if person), None)] if any(people) else []


def add_beside(made: dict[str, Claim], claim: Claim) -> None:
    """Add a claim with such an id to others of a file, so that none takes another's place.

    One that says the same of the same words, but for the tags, is one with the claim there.
    """
    stem, number = claim.id, 1
    while (known := made.get(claim.id)) is not None:
        tags = tuple(dict.fromkeys((*known.tags, *claim.tags)))
        if replace(claim, tags=known.tags, created=known.created, modified=known.modified) == known:
            claim = replace(known, tags=tags)
            break
        number += 1
        claim = replace(claim, id=stable_id(stem, number))
    made[claim.id] = claim
