"""Claims under the names that a person groups them by, and which of them a filter leaves."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from annotations.claim import Claim
from annotations.folding import folded, searched


@dataclass(frozen=True, slots=True)
class Group:
    """The name over some claims, how many there are, and how many in the largest group."""

    name: str
    count: int
    most: int


Row = Group | Claim

_NONE = {
    "tag": "no tag",
    "claimant": "no claimant",
    "verdict": "no verdict",
    "annotator": "no annotator",
}
"""The names over claims of which this was not said; they stand last."""

GROUPINGS: dict[str, Callable[[Claim], Iterable[str]]] = {
    "article": lambda claim: [claim.article.title or claim.article.path],
    "tag": lambda claim: claim.tags or [_NONE["tag"]],
    "claimant": lambda claim: [claim.claimant or _NONE["claimant"]],
    "verdict": lambda claim: [claim.verdict.value if claim.verdict else _NONE["verdict"]],
    "annotator": lambda claim: [claim.annotator or _NONE["annotator"]],
}


def fits(claim: Claim, words: str) -> bool:
    """Tell whether every word stands somewhere in a claim."""
    if not words.strip():
        return True
    verdict = claim.verdict.value if claim.verdict else ""
    said = (
        claim.anchor.exact,
        claim.claimant,
        claim.statement,
        claim.note,
        verdict,
        claim.annotator,
    )
    everything = " ".join((*said, *claim.tags, claim.article.title, claim.article.path))
    low = searched(everything)
    return all(word in low for word in folded(words).split())


def groups(claims: Sequence[Claim], grouping: str) -> list[Group]:
    """Return the groups, the largest first."""
    counts = Counter(name for claim in claims for name in GROUPINGS[grouping](claim))
    most = max(counts.values(), default=0)
    found = [Group(name, count, most) for name, count in counts.most_common()]
    return sorted(found, key=lambda group: group.name == _NONE.get(grouping))


def grouped(claims: Sequence[Claim], grouping: str) -> Iterable[Row]:
    """Yield the groups, each with its claims in reading order."""
    ordered = sorted(
        claims, key=lambda claim: (claim.article.path, claim.anchor.start, claim.anchor.end)
    )
    members: dict[str, list[Claim]] = {}
    for claim in ordered:
        for name in GROUPINGS[grouping](claim):
            members.setdefault(name, []).append(claim)
    for group in groups(claims, grouping):
        yield group
        yield from members[group.name]
