"""Groups as JSON objects, the form that `copydesk compare --json` prints."""

from typing import TypeAlias

from reader.comparison.groups import Group, Member

Record: TypeAlias = dict[str, object]


def as_record(group: Group) -> Record:
    """Return a group as one object."""
    return {
        "kind": group.kind,
        "relation": group.relation,
        "independent": group.independent,
        "members": [_member(member) for member in group.members],
    }


def _member(member: Member) -> Record:
    record: Record = {"article": member.article}
    if member.span is None:
        return record
    record |= {
        "start": member.span.start,
        "end": member.span.end,
        "text": member.words,
    }
    if member.printed is None:
        return record | {"speaker": member.speaker or None, "version": member.version}
    printed = member.printed
    return record | {
        "value": printed.value,
        "low": printed.low,
        "high": printed.high,
        "unit": printed.unit,
        "approximator": printed.approximator,
        "counts": printed.counts,
        "published": member.published.isoformat() if member.published else None,
        "version": member.version,
    }
