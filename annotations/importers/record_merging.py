"""Two records of a claim and what both began as, merged field by field."""

import json
from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from annotations.claim import JSONValue
from annotations.formats.given_out import PARTS, SETS

Record: TypeAlias = Mapping[str, JSONValue]


class Disagreement(NamedTuple):
    """A field that both sides changed, and not to the same; mine stands."""

    field: str


def merged_record(
    base: Record | None, mine: Record, theirs: Record
) -> tuple[dict[str, JSONValue], list[Disagreement]]:
    """Return the merged record and the fields in which mine stands against theirs."""
    merged: dict[str, JSONValue] = {}
    disagreements: list[Disagreement] = []
    for name in dict.fromkeys((*mine, *theirs)):
        was, ours, others = ((side or {}).get(name) for side in (base, mine, theirs))
        if ours == others or was == others:
            value = ours
        elif was == ours:
            value = others
        elif name in SETS and isinstance(ours, list) and isinstance(others, list):
            value, found = _merged_set(name, was if isinstance(was, list) else [], ours, others)
            disagreements += found
        elif name in PARTS and isinstance(ours, dict) and isinstance(others, dict):
            value, inner = merged_record(was if isinstance(was, dict) else {}, ours, others)
            disagreements += [Disagreement(f"{name}.{one.field}") for one in inner]
        else:
            value = ours
            disagreements.append(Disagreement(name))
        if value is not None:
            merged[name] = value
    return merged, disagreements


def _merged_set(
    name: str, was: list[JSONValue], ours: list[JSONValue], others: list[JSONValue]
) -> tuple[list[JSONValue], list[Disagreement]]:
    """Return what neither side removed, and what either added."""
    before, mine, theirs = (
        {json.dumps(element, sort_keys=True): element for element in side}
        for side in (was, ours, others)
    )
    union = {**mine, **theirs}
    kept = [key for key in union if (key in mine and key in theirs) or key not in before]
    added_apart = (mine.keys() ^ theirs.keys()) - before.keys()
    if name == "tags" and (
        not kept
        or (
            before.keys() - mine.keys() - theirs.keys()
            and added_apart - mine.keys()
            and added_apart - theirs.keys()
        )
    ):
        return ours, [Disagreement(name)]
    return [union[key] for key in kept], []
