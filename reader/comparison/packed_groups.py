"""Groups as bytes, to be kept."""

from dataclasses import astuple
from datetime import date

from annotations.span import Span
from reader.comparison.groups import Group, Member
from reader.comparison.packing import pack_list, unpack_list
from reader.comparison.reading import Printed


def pack_group(group: Group) -> bytes:
    """Return a group as bytes."""
    return pack_list(
        [
            group.kind,
            group.relation,
            group.independent,
            [
                [
                    member.article,
                    member.published.isoformat() if member.published else None,
                    member.source,
                    [member.span.start, member.span.end] if member.span else None,
                    member.words,
                    member.version,
                    member.speaker,
                    astuple(member.printed) if member.printed else None,
                    member.around,
                ]
                for member in group.members
            ],
        ]
    )


def unpack_group(packed: object) -> Group:
    """Return the group that was packed.

    Raises:
        DamagedError: It is not what was packed.
    """
    kind, relation, independent, members = unpack_list(packed)
    return Group(
        kind,
        relation,
        independent,
        tuple(
            Member(
                article,
                date.fromisoformat(published) if published else None,
                source,
                Span(*span) if span else None,
                words,
                version,
                speaker,
                Printed(*printed) if printed else None,
                around,
            )
            for article, published, source, span, words, version, speaker, printed, around in (
                members
            )
        ),
    )
