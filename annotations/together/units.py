"""What several annotators tagged of one article, brought together by its words.

A unit is one claim of each annotator, at most, on words that overlap; the most alike find
each other first.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from annotations.claim import Claim
from annotations.together import matching
from annotations.together.matching import Marked

Unit = dict[str, Claim]
"""A claim by its annotator."""


def told_apart(claims: Iterable[Claim]) -> list[Claim]:
    """Return claims whose annotators of one name are called by a part of their id as well."""
    claims = list(claims)
    ids: dict[str, set[str]] = {}
    for claim in claims:
        ids.setdefault(claim.annotator, set()).add(claim.annotator_id)
    return [
        replace(claim, annotator=f"{claim.annotator} ({claim.annotator_id[:4]})")
        if claim.annotator_id and len(ids[claim.annotator]) > 1
        else claim
        for claim in claims
    ]


def marked(claim: Claim) -> Marked:
    """Return where a claim's words stand, without white space around them."""
    return Marked(*matching.trimmed(claim.anchor.start, claim.anchor.exact))


def matched_pairs(
    claims: Mapping[str, Sequence[Claim]],
    marks: Mapping[str, Sequence[Marked]],
    annotators: Sequence[str],
) -> dict[tuple[str, str], list[tuple[int, int]]]:
    """Return for each pair of annotators which of their claims overlap, one to one.

    Of claims on words that are equally alike, those of the same tags are paired.
    """
    tagged = {
        who: [
            mark._replace(value=frozenset(claim.tags))
            for mark, claim in zip(marks[who], claims.get(who, ()), strict=True)
        ]
        for who in annotators
    }
    return {
        (first, second): matching.pairs(tagged[first], tagged[second], exact=False, valued=False)
        if marks[first] and marks[second]
        else []
        for first, second in combinations(annotators, 2)
    }


def units_of(
    claims: Mapping[str, Sequence[Claim]],
    marks: Mapping[str, Sequence[Marked]],
    matches: Mapping[tuple[str, str], Sequence[tuple[int, int]]],
) -> list[Unit]:
    """Return the units, those of one claim alone too, in the order of their words."""
    near: list[tuple[int, tuple[str, int], tuple[str, int]]] = []
    for (first, second), pairs in matches.items():
        for place, other in pairs:
            apart = abs(marks[first][place].start - marks[second][other].start)
            apart += abs(marks[first][place].end - marks[second][other].end)
            near.append((apart, (first, place), (second, other)))
    unit_of: dict[tuple[str, int], Unit] = {
        (who, place): {who: claim}
        for who, own in claims.items()
        if who in marks
        for place, claim in enumerate(own)
    }
    members = {id(unit): [key] for key, unit in unit_of.items()}
    for _, one, two in sorted(near):
        here, there = unit_of[one], unit_of[two]
        if here is not there and here.keys().isdisjoint(there):
            here.update(there)
            for key in members[id(there)]:
                unit_of[key] = here
            members[id(here)] += members[id(there)]
    every = {id(unit): unit for unit in unit_of.values()}
    return sorted(every.values(), key=_place)


def _place(unit: Unit) -> tuple[int, int]:
    return min((claim.anchor.start, claim.anchor.end) for claim in unit.values())
