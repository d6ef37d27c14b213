"""What annotators say of the same words, side by side, and what is decided of it.

The annotators' claims are never changed. A decision is a claim of its own, whose annotator
is who decided and whose `decides` names the claims that it was made of; that none of them
holds is a document of the table `decisions`.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from annotations.claim import Claim, JSONValue, new_claim_id, now
from annotations.records import written_time
from annotations.together.conflicts import number_of
from annotations.together.units import Unit, marked, matched_pairs, units_of

DECISIONS = "decisions"
PARTS = ("words", "tags", "verdict")
"""What a claim can be parted into, to take each from another annotator."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The claims of several annotators on the same words of an article.

    `differs` names what they say differently: "words", "tags", "verdict", and "missing"
    where one who did the article has no claim. `decided` is the decision, if there is one,
    `rejected` that none of them holds.
    """

    article: str
    annotators: tuple[str, ...]
    claims: Mapping[str, Claim]
    differs: tuple[str, ...]
    decided: Claim | None = None
    rejected: bool = False

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the claims, in the order of the annotators."""
        return tuple(self.claims[who].id for who in self.annotators if who in self.claims)

    @property
    def is_open(self) -> bool:
        """Whether nobody decided it yet."""
        return self.decided is None and not self.rejected

    @property
    def drawn(self) -> tuple[str, ...]:
        """The annotators in an order by their claims' ids, which no name shows in."""
        claims = self.claims
        return tuple(
            sorted(self.annotators, key=lambda it: claims[it].id[::-1] if it in claims else "~")
        )

    @property
    def first(self) -> Claim:
        """The claim of the first annotator who has one."""
        return next(self.claims[who] for who in self.annotators if who in self.claims)


def comparisons(
    claims: Iterable[Claim],
    done: Mapping[str, Collection[str]],
    rejected: Collection[str] = (),
    *,
    annotators: Collection[str] = (),
) -> list[Comparison]:
    """Return what was tagged, by article and by words.

    `done` tells which articles each has done; who has not done one is missing nothing in it.
    `rejected` are the ids of claims of which it was decided that none holds.
    """
    by_article: dict[str, dict[str, list[Claim]]] = {}
    decisions: dict[str, Claim] = {}
    for claim in claims:
        for decided in claim.decides:
            decisions[decided] = claim
        if not claim.decides and (not annotators or claim.annotator in annotators):
            lists = by_article.setdefault(claim.article.path, {})
            lists.setdefault(claim.annotator, []).append(claim)
    found = []
    for path in sorted(by_article):
        own = by_article[path]
        readers = [
            who for who in done if path in done[who] and (not annotators or who in annotators)
        ]
        who = tuple(sorted({*own, *readers}))
        marks = {name: [marked(claim) for claim in own.get(name, ())] for name in who}
        for unit in units_of(own, marks, matched_pairs(own, marks, who)):
            ids = {claim.id for claim in unit.values()}
            decision = next((decisions[it] for it in ids if it in decisions), None)
            found.append(
                Comparison(
                    path, who, unit, _differing(unit, who), decision, not ids.isdisjoint(rejected)
                )
            )
    return found


def taken(
    comparison: Comparison, adjudicator: str, side: str, parts: Mapping[str, str] | None = None
) -> Claim:
    """Return the decision that one annotator's claim holds, some `parts` of it another's.

    `parts` names the annotator for each of PARTS that is not to be the side's.

    Raises:
        KeyError: That annotator has no claim there.
    """
    claim = comparison.claims[side]
    of = {part: comparison.claims[who] for part, who in (parts or {}).items()}
    words, tags, verdict = (of.get(part, claim) for part in PARTS)
    return _decision(
        replace(
            claim,
            anchor=words.anchor,
            article=words.article,
            tags=tags.tags,
            verdict=verdict.verdict,
            evidence=verdict.evidence,
        ),
        comparison,
        adjudicator,
    )


def both(comparison: Comparison, adjudicator: str) -> Claim:
    """Return the decision that all of them hold: the first claim, with the tags of all."""
    claims = [comparison.claims[who] for who in comparison.annotators if who in comparison.claims]
    tags = dict.fromkeys(tag for claim in claims for tag in claim.tags)
    verdict = next((claim.verdict for claim in claims if claim.verdict), None)
    evidence = dict.fromkeys(one for claim in claims for one in claim.evidence)
    united = replace(claims[0], tags=tuple(tags), verdict=verdict, evidence=tuple(evidence))
    return _decision(united, comparison, adjudicator)


def rejection(comparison: Comparison, adjudicator: str) -> tuple[str, dict[str, JSONValue]]:
    """Return the document, with its number, that none of these claims holds."""
    ids: list[JSONValue] = list(comparison.ids)
    number = number_of("\n".join(sorted(comparison.ids)))
    at = written_time(now())
    return number, {"decides": ids, "holds": "none", "by": adjudicator, "at": at}


def rejected_in(documents: Iterable[Mapping[str, JSONValue]]) -> set[str]:
    """Return the ids of the claims that documents of the table `decisions` reject."""
    found: set[str] = set()
    for document in documents:
        decides = document.get("decides")
        if document.get("holds") == "none" and isinstance(decides, list):
            found.update(map(str, decides))
    return found


def _decision(claim: Claim, comparison: Comparison, adjudicator: str) -> Claim:
    time = now()
    return replace(
        claim,
        id=new_claim_id(),
        annotator=adjudicator,
        created=time,
        modified=time,
        decides=comparison.ids,
    )


def _differing(unit: Unit, annotators: Collection[str]) -> tuple[str, ...]:
    claims = list(unit.values())
    found = []
    if len(unit) < len(annotators):
        found.append("missing")
    if len({marked(claim) for claim in claims}) > 1:
        found.append("words")
    if len({frozenset(claim.tags) for claim in claims}) > 1:
        found.append("tags")
    if len({claim.verdict for claim in claims}) > 1:
        found.append("verdict")
    return tuple(found)
