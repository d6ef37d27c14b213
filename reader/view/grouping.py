"""Claims under the names that a person groups them by, and what a filter looks into."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from annotations.claim import Claim
from annotations.codebook import Parents, tags_in_full
from annotations.folding import searched


@dataclass(frozen=True, slots=True)
class Group:
    """The name over some claims, how many there are, and how many in the largest group."""

    name: str
    count: int
    most: int


Row = Group | Claim

_NONE = {
    "tag": "no tag",
    "source": "no source",
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
    "source": lambda claim: [claim.article.source or _NONE["source"]],
}


NO_PARENTS: Parents = {}


def names_of(claim: Claim, grouping: str, parents: Parents) -> Iterable[str]:
    """Return the groups that a claim belongs to; a tag's parents take it in as well."""
    names = GROUPINGS[grouping](claim)
    if grouping != "tag" or not parents:
        return names
    return tags_in_full(names, parents)


def sought_in(claim: Claim, parents: Parents = NO_PARENTS) -> str:
    """Return all that a claim says, its tags' parents included, as words are looked for in it."""
    verdict = claim.verdict.value if claim.verdict else ""
    said = (
        claim.anchor.exact,
        claim.claimant,
        claim.statement,
        claim.note,
        verdict,
        claim.annotator,
    )
    article = claim.article
    tags = names_of(claim, "tag", parents) if claim.tags else ()
    return searched(" ".join((*said, *tags, article.title, article.path, article.source)))


def groups(counts: Mapping[str, int], grouping: str) -> list[Group]:
    """Return the groups of so many claims, the largest first."""
    most = max(counts.values(), default=0)
    found = [Group(name, count, most) for name, count in Counter(counts).most_common()]
    return sorted(found, key=lambda group: group.name == _NONE.get(grouping))


def in_reading_order(claims: Iterable[Claim]) -> list[Claim]:
    """Return claims by their article and their place in it."""
    return sorted(
        claims, key=lambda claim: (claim.article.path, claim.anchor.start, claim.anchor.end)
    )
