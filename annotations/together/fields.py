"""One document in two states, and what both began as: merged field by field.

A field that one side changed takes that side's value. Where both changed it, and not to the
same, mine stands and the two values are a disagreement. Without a base nothing is removed:
a value that one side alone has is taken.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from annotations.claim import JSONValue
from annotations.journal.json_text import dumps
from annotations.records import read_time

Record: TypeAlias = Mapping[str, JSONValue]


class Disagreement(NamedTuple):
    """A field with its value on each side; `kept` tells which of them stands."""

    field: str
    base: JSONValue
    mine: JSONValue
    theirs: JSONValue
    kept: str = "mine"


@dataclass(frozen=True, slots=True)
class Rules:
    """How the fields of a kind of document are merged; any other field is one value.

    `parts` go by the fields inside them, `sets` by their elements, those of `never_empty`
    hold at least one, of `latest` the later time counts, and `lasting` ones never change.
    """

    parts: frozenset[str] = field(default_factory=frozenset)
    sets: frozenset[str] = field(default_factory=frozenset)
    never_empty: frozenset[str] = field(default_factory=frozenset)
    latest: frozenset[str] = field(default_factory=frozenset)
    lasting: frozenset[str] = field(default_factory=frozenset)


PLAIN = Rules()
OF_CLAIMS = Rules(
    parts=frozenset({"article", "quote", "figure", "guess"}),
    sets=frozenset({"tags", "evidence", "decides"}),
    never_empty=frozenset({"tags"}),
    latest=frozenset({"modified"}),
    lasting=frozenset({"annotator", "annotator_id", "created"}),
)

MOVED_BY_ITSELF = frozenset({"article", "modified"})
"""Fields of a claim that the program changes when an article was renamed."""


def merged_fields(
    rules: Rules, base: Record | None, mine: Record, theirs: Record
) -> tuple[dict[str, JSONValue], list[Disagreement]]:
    """Return the merged document and every disagreement in it."""
    merged: dict[str, JSONValue] = {}
    disagreements: list[Disagreement] = []
    earlier = _earlier_first(mine, theirs)
    for name in dict.fromkeys((*mine, *theirs)):
        values = (base or {}).get(name), mine.get(name), theirs.get(name)
        value, found = _merged(rules, name, *values, known=base is not None, earlier=earlier)
        disagreements += found
        if value is not None or (name in mine and mine[name] is None):
            merged[name] = value
    return merged, disagreements


def differing(one: Record, other: Record) -> frozenset[str]:
    """Return the names of the fields that two documents say differently."""
    names = one.keys() | other.keys()
    return frozenset(name for name in names if not _same(one.get(name), other.get(name)))


def _merged(
    rules: Rules,
    name: str,
    base: JSONValue,
    mine: JSONValue,
    theirs: JSONValue,
    *,
    known: bool,
    earlier: str,
) -> tuple[JSONValue, list[Disagreement]]:
    if known and name in rules.lasting and not _nothing(base):
        return base, list(_changed_in_vain(name, base, mine, theirs))
    if _same(mine, theirs):
        return (theirs if mine is None else mine), []
    if name in rules.latest and (later := _later(mine, theirs)):
        return later, []
    if _same(base, theirs):
        return mine, []
    if _same(base, mine):
        return theirs, []
    if name in rules.sets and isinstance(mine, list) and isinstance(theirs, list):
        return _merged_sets(rules, name, base, mine, theirs, earlier)
    if name in rules.parts and isinstance(mine, dict) and isinstance(theirs, dict):
        inner = base if isinstance(base, dict) else None if not known else {}
        merged, found = merged_fields(PLAIN, inner, mine, theirs)
        return dict(merged), [it._replace(field=f"{name}.{it.field}") for it in found]
    return mine, [Disagreement(name, base, mine, theirs)]


def _changed_in_vain(
    name: str, base: JSONValue, mine: JSONValue, theirs: JSONValue
) -> Iterator[Disagreement]:
    """Yield the disagreement of sides of which one changed what never changes."""
    if not _same(base, mine) and not _same(base, theirs):
        yield Disagreement(name, base, mine, theirs, "base")
    elif not _same(mine, theirs):
        yield Disagreement(name, base, mine, theirs, "mine" if _same(base, mine) else "theirs")


def _merged_sets(
    rules: Rules,
    name: str,
    base: JSONValue,
    mine: list[JSONValue],
    theirs: list[JSONValue],
    earlier: str,
) -> tuple[JSONValue, list[Disagreement]]:
    """Return what neither side removed, and what either added."""
    former = base if isinstance(base, list) else []
    before, ours, others = ({dumps(it): it for it in side} for side in (former, mine, theirs))
    if name in rules.never_empty:
        both_took = before.keys() - ours.keys() - others.keys()
        apart = (ours.keys() - before.keys()) ^ (others.keys() - before.keys())
        if both_took and apart - ours.keys() and apart - others.keys():
            return mine, [Disagreement(name, base, mine, theirs)]
    first, second = (ours, others) if earlier == "mine" else (others, ours)
    union = {**before, **first, **second}
    kept = [key for key in union if (key in ours and key in others) or key not in before]
    if not kept and name in rules.never_empty:
        return mine, [Disagreement(name, base, mine, theirs)]
    for side in (ours, others):  # where one side has it all, its order stands
        if side.keys() == set(kept):
            kept = list(side if ours.keys() != others.keys() else first)
            break
    return [union[key] for key in kept], []


def _earlier_first(mine: Record, theirs: Record) -> str:
    """Return the side whose additions to a set stand first, whoever merges."""
    ours, others = str(mine.get("modified", "")), str(theirs.get("modified", ""))
    if ours == others:
        ours, others = dumps(mine).decode(), dumps(theirs).decode()
    return "mine" if ours <= others else "theirs"


def _later(mine: JSONValue, theirs: JSONValue) -> JSONValue:
    if isinstance(mine, str) and isinstance(theirs, str):
        with suppress(ValueError):
            return max(mine, theirs, key=lambda time: (read_time(time), time))
    return None


def _nothing(value: JSONValue) -> bool:
    return value is None or value == ""


def _same(one: JSONValue, other: JSONValue) -> bool:
    """Tell whether two values are the same; an empty text says as little as none."""
    if type(one) is str and type(other) is str:
        return one == other
    if _nothing(one) or _nothing(other):
        return _nothing(one) and _nothing(other)
    return one == other and dumps(one) == dumps(other)  # 1 is not true, nor 1.0
