"""A tag that one side renamed, or merged into another: the other side's claims follow.

Nobody wrote down that a tag was renamed; it is told from the claims. A tag that one side has
no longer, in its codebook and on its claims, while all the claims that had it carry one other
instead, has become that other.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from annotations.together.outlines import tags_in


class State:
    """One claim as both sides began with it, and as each has it now; None where it is not.

    `mine_at` and `theirs_at` are the numbers of its documents, `tags` what it carries in
    each of the three.
    """

    __slots__ = ("base", "mine", "mine_at", "tags", "theirs", "theirs_at")

    def __init__(
        self,
        base: bytes | None,
        mine: bytes | None,
        theirs: bytes | None,
        mine_at: tuple[str, ...],
        theirs_at: tuple[str, ...],
    ) -> None:
        self.base = base
        self.mine = mine
        self.theirs = theirs
        self.mine_at = mine_at
        self.theirs_at = theirs_at
        before = () if base is None else tags_in(base)
        ours = () if mine is None else before if mine == base else tags_in(mine)
        others = () if theirs is None else before if theirs == base else tags_in(theirs)
        self.tags = before, ours, others


def state_at(number: str, base: bytes | None, mine: bytes | None, theirs: bytes | None) -> State:
    """Return the state of a claim whose document has one number on both sides."""
    at = (number,)
    return State(base, mine, theirs, () if mine is None else at, () if theirs is None else at)


@dataclass(slots=True)
class _Traces:
    """What the claims of one side that had a tag carry now."""

    carried: set[str]
    gained: set[str]


def renames_between(
    states: Collection[State],
    alike: Iterable[bytes],
    base_tags: Collection[str],
    my_tags: Collection[str],
    their_tags: Collection[str],
) -> dict[str, str]:
    """Return the new name of every tag that one side renamed and the other did not.

    `alike` are the claims that are the same everywhere; the tags are those of the codebooks.
    """
    mine = _renamed([(it.tags[0], it.tags[1]) for it in states], base_tags, my_tags)
    theirs = _renamed([(it.tags[0], it.tags[2]) for it in states], base_tags, their_tags)
    if not mine and not theirs:
        return {}
    still = {tag for raw in alike for tag in tags_in(raw)}
    found = {
        name: new
        for name, new in {**theirs, **mine}.items()
        if name not in still and mine.get(name, new) == theirs.get(name, new)
    }
    return {name: last for name in found if (last := _last(found, name)) != name}


def followed(tags: Iterable[str], renames: Mapping[str, str]) -> list[str]:
    """Return tags under their new names, each once."""
    return list(dict.fromkeys(renames.get(tag, tag) for tag in tags))


def _renamed(
    claims: Collection[tuple[tuple[str, ...], tuple[str, ...]]],
    base_tags: Collection[str],
    tags: Collection[str],
) -> dict[str, str]:
    lost: dict[str, _Traces] = {}
    for before, after in claims:
        if not after or before is after or before == after:
            continue
        gained = {tag for tag in after if tag not in before}
        for tag in before:
            if tag not in after and tag not in tags:
                traces = lost.setdefault(tag, _Traces(set(after), set()))
                traces.carried &= set(after)
                traces.gained |= gained
    if not lost:
        return {}
    for _, after in claims:
        for tag in after:
            lost.pop(tag, None)
    renamed = {}
    for tag, traces in lost.items():
        into = traces.carried & traces.gained
        if len(into) > 1:
            into = {name for name in into if name in tags and name not in base_tags}
        if len(into) == 1:
            renamed[tag] = into.pop()
    return renamed


def _last(renames: Mapping[str, str], name: str) -> str:
    """Return the name that a tag has after every rename; its own where they go in a circle."""
    seen = {name}
    new = renames[name]
    while new in renames:
        if new in seen:
            return name
        seen.add(new)
        new = renames[new]
    return new
