"""Groups with other members than were found: what people put together, or took apart."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from reader.comparison.groups import Group, GroupRelation, Member


def without(group: Group, members: Iterable[Member], independent: int) -> Group:
    """Return a group of these of its members; their versions are numbered anew."""
    numbers: dict[int, int] = {}
    made = tuple(
        replace(member, version=numbers.setdefault(member.version, len(numbers) + 1))
        for member in members
    )
    return replace(
        group, members=made, independent=independent, relation=_relation(group, made, len(numbers))
    )


def together(groups: Sequence[Group], independent: int) -> Group:
    """Return one group of the members of several; those of one version stay of one."""
    first, *others = groups
    members = list(first.members)
    known = {_said(member): member.version for member in members}
    last = max(known.values())
    for group in others:
        numbers = {
            member.version: known[_said(member)]
            for member in group.members
            if _said(member) in known
        }
        for member in group.members:
            if member.version not in numbers:
                last += 1
                numbers[member.version] = last
            members.append(replace(member, version=numbers[member.version]))
        known.update({_said(member): member.version for member in members})
    made = tuple(dict.fromkeys(members))
    versions = len({member.version for member in made})
    return replace(
        first, members=made, independent=independent, relation=_relation(first, made, versions)
    )


def _said(member: Member) -> object:
    """Return what is the same for members of one version."""
    if member.printed is not None:
        printed = member.printed
        return printed.value, printed.low, printed.high, printed.unit, printed.relation
    return "".join(letter for letter in member.words.casefold() if letter.isalnum())


def _relation(group: Group, members: Sequence[Member], versions: int) -> GroupRelation:
    if group.kind == "article":
        return group.relation
    if versions == 1:
        return "same"
    if group.kind == "quote":
        return "changed"
    return "changed" if len({member.published for member in members}) > 1 else "conflict"
