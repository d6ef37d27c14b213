"""How changes are told of: the phrases that undo, redo and errors repeat."""

from annotations.claim import Claim


def words_of(claim: Claim) -> str:
    """Return the beginning of a claim's words, in quotation marks."""
    words = " ".join(claim.anchor.exact.split())
    return f"“{words if len(words) <= 40 else words[:39].rstrip() + '…'}”"


def named(claim: Claim) -> str:
    """Return how a claim is called in a sentence."""
    return f"the claim {words_of(claim)}"
