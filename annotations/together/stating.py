"""A merge told to a person: how many claims came, changed and went, in sentences."""

from collections.abc import Mapping
from typing import NamedTuple

from annotations.claim import JSONValue
from annotations.together.conflicts import Conflict, Library, documents_of
from annotations.together.merge import Merge


class Counted(NamedTuple):
    """How many claims a merge brought, changed and removed here."""

    new: int
    changed: int
    removed: int


def counted(before: Library, after: Library) -> Counted:
    """Return what is different after a merge."""
    was, is_now = documents_of(before, "claims"), documents_of(after, "claims")
    return Counted(
        new=len(is_now.keys() - was.keys()),
        changed=sum(was[key] != is_now[key] for key in was.keys() & is_now.keys()),
        removed=len(was.keys() - is_now.keys()),
    )


def sentences(merged: Merge, numbers: Counted, what: str) -> tuple[str, ...]:
    """Return what a merge did with `what`, the most important first."""
    told = [
        f"Merged with {what}: {numbers.new:,} new, {numbers.changed:,} changed, "
        f"{numbers.removed:,} removed."
    ]
    if merged.conflicts:
        many = len(merged.conflicts)
        told.append(
            f"{many:,} conflict{'s' * (many != 1)} to be decided: yours stands meanwhile, and "
            "“copydesk merge” lists them."
        )
    return (*told, *(notice.sentence() for notice in merged.told))


def record(merged: Merge, numbers: Counted) -> Mapping[str, JSONValue]:
    """Return a merge as JSON values."""
    return {
        "new": numbers.new,
        "changed": numbers.changed,
        "removed": numbers.removed,
        "conflicts": [conflict_record(one) for one in merged.conflicts],
        "told": [notice.record() for notice in merged.told],
    }


def conflict_record(conflict: Conflict) -> dict[str, JSONValue]:
    """Return a conflict as JSON values, with what kind of one it is."""
    return {**conflict.record(), "kind": conflict.kind}
