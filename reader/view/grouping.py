"""Claims under the names that a person groups them by, and which of them a filter leaves."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from annotations.claim import Claim
from annotations.codebook import Parents, tags_in_full
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


def fits(claim: Claim, words: str, parents: Parents = NO_PARENTS) -> bool:
    """Tell whether every word stands somewhere in a claim, its tags' parents included."""
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
    article = claim.article
    tags = names_of(claim, "tag", parents) if claim.tags else ()
    everything = " ".join((*said, *tags, article.title, article.path, article.source))
    low = searched(everything)
    return all(word in low for word in folded(words).split())


def groups(claims: Sequence[Claim], grouping: str, parents: Parents = NO_PARENTS) -> list[Group]:
    """Return the groups, the largest first."""
    counts = Counter(name for claim in claims for name in names_of(claim, grouping, parents))
    most = max(counts.values(), default=0)
    found = [Group(name, count, most) for name, count in counts.most_common()]
    return sorted(found, key=lambda group: group.name == _NONE.get(grouping))


def grouped(claims: Sequence[Claim], grouping: str, parents: Parents = NO_PARENTS) -> Iterable[Row]:
    """Yield the groups, each with its claims in reading order."""
    ordered = sorted(
        claims, key=lambda claim: (claim.article.path, claim.anchor.start, claim.anchor.end)
    )
    members: dict[str, list[Claim]] = {}
    for claim in ordered:
        for name in names_of(claim, grouping, parents):
            members.setdefault(name, []).append(claim)
    for group in groups(claims, grouping, parents):
        yield group
        yield from members[group.name]
