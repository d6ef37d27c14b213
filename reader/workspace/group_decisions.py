"""What people decided of groups: that two places say the same, or do not.

Each decision is a document of the library's file, by the two places it is about: it is merged,
taken back and done again like what is said of claims.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from reader.workspace.history import History
from reader.workspace.libraries import Libraries

if TYPE_CHECKING:  # a list is shown before anything is compared
    from annotations.claim import JSONValue
    from reader.comparison.groups import Group, Member

GROUPS = "groups"
"""The table of the library's file that decisions are in."""
Decision: TypeAlias = Literal["the same", "not the same"]
Place: TypeAlias = tuple[str, str, str]
"""What a decision is about: a kind of group, an article's path, words of it."""


@dataclass(frozen=True, slots=True)
class Decided:
    """Places that are the same as others, and places that are not the same as others."""

    same: dict[Place, set[Place]]
    apart: dict[Place, set[Place]]

    def __bool__(self) -> bool:
        return bool(self.same or self.apart)


class GroupDecisions:
    """Decisions about groups, in the files of the libraries."""

    def __init__(self, libraries: Libraries, history: History) -> None:
        self._libraries = libraries
        self._history = history

    def split_off(self, group: "Group", member: "Member") -> str:
        """Keep that a member does not say the same as the others.

        Raises:
            StoreError: It could not be written; the store is as before.
        """
        others = [other for other in group.members if other is not member]
        pairs = [(place_of(group, member), place_of(group, other)) for other in others]
        self._keep("not the same", pairs, member, "split a place off its group")
        return "Split off: it is not the same as the others."

    def merge(self, group: "Group", other: "Group") -> str:
        """Keep that two groups are one, also when one of their places is split off later.

        Raises:
            StoreError: It could not be written; the store is as before.
        """
        first = place_of(group, group.members[0]), place_of(other, other.members[0])
        pairs = [
            *((first[0], place_of(other, member)) for member in other.members),
            *((place_of(group, member), first[1]) for member in group.members[1:]),
        ]
        self._keep("the same", pairs, group.members[0], "merged two groups")
        return "Merged: both are one group now."

    def _keep(
        self,
        relation: Decision,
        pairs: Iterable[tuple[Place, Place]],
        member: "Member",
        what: str,
    ) -> None:
        from annotations.claim import now
        from annotations.records import written_time

        records: dict[str, dict[str, JSONValue]] = {}
        for pair in pairs:
            records[_number(pair)] = {
                "relation": relation,
                "kind": pair[0][0],
                "places": [{"article": path, "exact": words} for _, path, words in pair],
                "by": self._libraries.settings.annotator,
                "at": written_time(now()),
            }
        with self._libraries.lock:
            store = self._libraries.stores.of(parted(member.article)[0])
            store.keep(GROUPS, records, what)
            self._history.note(store)

    def all(self) -> Decided:
        """Return what was decided in all libraries.

        Raises:
            StoreError: It cannot be read.
        """
        decided = Decided(defaultdict(set), defaultdict(set))
        with self._libraries.lock:
            stores = dict.fromkeys(store for store, _ in self._libraries.every())
        for store in stores:
            for record in store.records(GROUPS).values():
                places = list(_places(record))
                if len(places) == 2 and record.get("relation") == "the same":
                    decided.same[places[0]].add(places[1])
                    decided.same[places[1]].add(places[0])
                elif len(places) == 2:
                    decided.apart[places[0]].add(places[1])
        return decided


def _places(record: "dict[str, JSONValue]") -> Iterator[Place]:
    places = record.get("places")
    for place in places if isinstance(places, list) else ():
        if isinstance(place, dict):
            yield str(record.get("kind")), str(place.get("article")), str(place.get("exact"))


def _number(pair: tuple[Place, Place]) -> str:
    """Return the same number for two places, whichever is named first."""
    import hashlib  # loads slowly, and few groups are decided

    both = "\0".join("\0".join(place) for place in sorted(pair))
    return hashlib.sha256(both.encode("utf-8", "replace")).hexdigest()[:16]


def as_decided(
    groups: "Iterable[Group]",
    decided: Decided,
    independent: "Callable[[Sequence[Member]], int]",
) -> "list[Group]":
    """Return groups as people decided that they are."""
    found = list(groups)
    if not decided:
        return found
    if decided.same:
        found = list(_merged(found, decided.same, independent))
    return [kept for group in found if (kept := _without(group, decided.apart, independent))]


def _merged(
    groups: "Sequence[Group]",
    same: dict[Place, set[Place]],
    independent: "Callable[[Sequence[Member]], int]",
) -> "Iterator[Group]":
    from reader.comparison.remaking import together

    where: dict[Place, list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        for member in group.members:
            if (place := place_of(group, member)) in same:
                where[place].append(number)
    first = list(range(len(groups)))

    def root(number: int) -> int:
        while first[number] != number:
            number = first[number]
        return number

    for place, numbers in where.items():
        for other in same[place]:
            for one in numbers:
                for two in where.get(other, ()):
                    a, b = sorted((root(one), root(two)))
                    first[b] = a
    parts: dict[int, list[Group]] = defaultdict(list)
    for number, group in enumerate(groups):
        parts[root(number)].append(group)
    for some in parts.values():
        if len(some) == 1:
            yield some[0]
        else:
            yield together(some, independent([m for group in some for m in group.members]))


def _without(
    group: "Group",
    apart: dict[Place, set[Place]],
    independent: "Callable[[Sequence[Member]], int]",
) -> "Group | None":
    """Return a group without what was split off, None where one article is left."""
    from reader.comparison.remaking import without

    places = [place_of(group, member) for member in group.members]
    members = tuple(
        member
        for member, place in zip(group.members, places, strict=True)
        if apart.get(place, set()).isdisjoint(places)
    )
    if members == group.members:
        return group
    if len({member.article for member in members}) < 2:
        return None
    return without(group, members, independent(members))


def place_of(group: "Group", member: "Member") -> Place:
    """Return what a decision about a member is known by."""
    return group.kind, parted(member.article)[1], member.words


def parted(name: str) -> tuple[Path, str]:
    """Return the library and the path in it of an article that is named in a group."""
    library, _, path = name.partition("\0")
    return Path(library), path
