"""The project's tags with their descriptions, keys and colours, and its verdict scales."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, TypeAlias

from annotations.errors import InvalidClaimError, InvalidCodebookError

if TYPE_CHECKING:  # a list is shown before any claim is
    from annotations.claim import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """One name that claims can carry.

    `key` is the one character that gives the tag in the app, `colour` a CSS colour name
    or `#rrggbb`, `parent` the name of the tag it is a kind of; each may be empty.
    """

    name: str
    description: str = ""
    key: str = ""
    colour: str = ""
    parent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictScale:
    """A named rating scale; `values` run from worst to best, but for the `unordered` ones."""

    name: str
    values: tuple[str, ...]
    description: str = ""
    unordered: tuple[str, ...] = ()


DEFAULT_SCALE = VerdictScale(
    name="truth",
    values=("false", "mostly false", "mixed", "mostly true", "true", "unproven"),
    description="How well the claim stands up to the evidence.",
    unordered=("unproven",),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook:
    """The tags in the order they are offered, and the verdict scales."""

    tags: tuple[Tag, ...] = ()
    scales: tuple[VerdictScale, ...] = (DEFAULT_SCALE,)

    def tag(self, name: str) -> Tag | None:
        """Return the tag of that name, or None."""
        return next((tag for tag in self.tags if tag.name == name), None)

    def verdict(self, words: str) -> "Verdict":
        """Return the verdict of a scale that the words name, or alone begin.

        Raises:
            InvalidClaimError: None is meant, or several may be.
        """
        from annotations.claim import Verdict
        from annotations.folding import folded

        wanted = folded(words)
        found = [
            Verdict(value=value, scale=scale.name)
            for scale in self.scales
            for value in scale.values
        ]
        named = [verdict for verdict in found if folded(verdict.value) == wanted]
        begun = [verdict for verdict in found if folded(verdict.value).startswith(wanted)]
        if named or (len(begun) == 1 and wanted):
            return (named or begun)[0]
        known = ", ".join(verdict.value for verdict in found)
        raise InvalidClaimError(f"“{words}” is no verdict. Choose one of: {known}.")


def with_tag(codebook: Codebook, tag: Tag, *, instead_of: str = "") -> Codebook:
    """Return the codebook with a tag added, or in the place of another, whose name it takes over.

    Raises:
        InvalidCodebookError: The name is missing or taken, or the codebook would not hold
            together.
    """
    if not tag.name.strip():
        raise InvalidCodebookError("A tag needs a name.")
    if tag.name != instead_of and codebook.tag(tag.name):
        instead = f" Merge “{instead_of}” into it instead." if instead_of else ""
        raise InvalidCodebookError(f"There is a tag “{tag.name}” already.{instead}")
    if instead_of:
        former = [] if tag.name == instead_of else [instead_of]
        named = renamed_tags(codebook.tags, former, tag.name)
        tags = tuple(tag if known.name == tag.name else known for known in named)
    else:
        tags = (*codebook.tags, tag)
    changed = replace(codebook, tags=tags)
    check(changed)
    return changed


def changed_over(present: Tag, changed: Tag, was: Tag) -> Tag:
    """Return the present tag with all that `changed` says otherwise than `was`."""
    return replace(present, **differences(changed, was))


def differences(changed: Tag, was: Tag) -> dict[str, str]:
    """Return what `changed` says otherwise than `was`, by field."""
    names = (field.name for field in fields(Tag))
    said = ((name, getattr(changed, name), getattr(was, name)) for name in names)
    return {name: now for name, now, before in said if now != before}


def nested(tags: Iterable[Tag]) -> Iterator[tuple[int, Tag]]:
    """Yield each tag and how many stand above it, those below a tag right after it."""
    known = {tag.name: tag for tag in tags}
    below: dict[str, list[Tag]] = {}
    for tag in known.values():
        is_top = tag.parent not in known or any(
            above.parent == tag.name for above in _ancestors(known, tag.name)
        )
        below.setdefault("" if is_top else tag.parent, []).append(tag)
    waiting = [(0, tag) for tag in reversed(below.get("", []))]
    while waiting:
        depth, tag = waiting.pop()
        yield depth, tag
        waiting += [(depth + 1, child) for child in reversed(below.get(tag.name, []))]


def neighbour(tags: Iterable[Tag], name: str, places: int) -> Tag | None:
    """Return the tag so many places further among those beside one, None where there is none.

    Those with the same parent stand beside each other, in the order of the codebook.
    """
    known = {tag.name: tag for tag in tags}
    beside = [tag for tag in known.values() if _place(known, tag) == _place(known, known[name])]
    place = beside.index(known[name]) + places
    return beside[place] if 0 <= place < len(beside) else None


def _place(known: Mapping[str, Tag], tag: Tag) -> str:
    """Return the parent under which a tag stands, empty for one that stands at the top."""
    return tag.parent if tag.parent in known else ""


def moved_tag(tags: Iterable[Tag], moved: Tag, *, past: Tag, up: bool) -> tuple[Tag, ...]:
    """Return the tags with one moved up or down past another, unless it is past it already."""
    order = list(tags)
    names = [tag.name for tag in order]
    place, goal = names.index(moved.name), names.index(past.name)
    if up == (goal < place):
        order.insert(goal, order.pop(place))
    return tuple(order)


def renamed_tags(tags: Iterable[Tag], names: Collection[str], into: str) -> tuple[Tag, ...]:
    """Return the tags with `into` in the place of the first of `names`, the others gone.

    A tag of the name `into` that is there already keeps its place and what it says; one
    that was below a tag of `names` comes to stand where that one stood.
    """
    found = {tag.name: tag for tag in tags}
    renamed: dict[str, Tag] = {}
    for tag in found.values():
        if tag.name not in names:
            renamed[tag.name] = tag
        elif into not in found:
            renamed.setdefault(into, replace(tag, name=into))
    above = [tag.name for tag in _ancestors(found, into)]
    if gone := [name for name in above if name in names]:
        renamed[into] = replace(renamed[into], parent=found[gone[-1]].parent)
    return tuple(
        replace(tag, parent=into) if tag.parent in names and tag.name != into else tag
        for tag in renamed.values()
    )


def without_tag(tags: Iterable[Tag], gone: Tag) -> tuple[Tag, ...]:
    """Return the tags but one; those below it come to stand where it stood."""
    return tuple(
        replace(tag, parent=gone.parent) if tag.parent == gone.name else tag
        for tag in tags
        if tag.name != gone.name
    )


def _ancestors(tags: Mapping[str, Tag], name: str) -> Iterator[Tag]:
    """Yield the tags above one, the nearest first, each once."""
    seen = {name}
    while name in tags and (name := tags[name].parent) in tags and name not in seen:
        seen.add(name)
        yield tags[name]


def with_parents(tags: Iterable[Tag], names: Iterable[str]) -> tuple[str, ...]:
    """Return some names of tags and those of all tags above them, each once.

    >>> book = (Tag(name="cost"), Tag(name="wages", parent="cost"))
    >>> with_parents(book, ["wages"])
    ('wages', 'cost')
    """
    known = {tag.name: tag for tag in tags}
    found: dict[str, None] = {}
    for name in names:
        above = name
        while above and above not in found:
            found[above] = None
            above = known[above].parent if above in known else ""
    return tuple(found)


Parents: TypeAlias = Mapping[str, Sequence[str]]
"""The tags above each tag that has any."""


def parents_in(tags: Collection[Tag]) -> Parents:
    """Return the tags above each tag that has any.

    >>> parents_in((Tag(name="cost"), Tag(name="wages", parent="cost")))
    {'wages': ('cost',)}
    """
    return {tag.name: with_parents(tags, [tag.name])[1:] for tag in tags if tag.parent}


def tags_in_full(tags: Iterable[str], parents: Parents) -> tuple[str, ...]:
    """Return tags and those above them, each once.

    >>> tags_in_full(["wages", "tax"], {"wages": ("cost",)})
    ('wages', 'tax', 'cost')
    """
    named = tuple(tags)
    return tuple(dict.fromkeys([*named, *(up for tag in named for up in parents.get(tag, ()))]))


def with_children(tags: Iterable[Tag], name: str) -> tuple[str, ...]:
    """Return the name of a tag and those of all tags below it.

    >>> book = (Tag(name="cost"), Tag(name="wages", parent="cost"))
    >>> with_children(book, "cost")
    ('cost', 'wages')
    """
    known = tuple(tags)
    below = (tag.name for tag in known if name in with_parents(known, [tag.name])[1:])
    return name, *below


def combined(present: Codebook, other: Codebook) -> Codebook:
    """Return the present codebook with the other's tags and scales, which win by name."""
    tags = {tag.name: tag for tag in (*present.tags, *other.tags)}
    scales = {scale.name: scale for scale in (*present.scales, *other.scales)}
    return Codebook(tags=tuple(tags.values()), scales=tuple(scales.values()))


def joined(books: Iterable[Codebook]) -> Codebook:
    """Return one codebook with the tags and scales of several, of which the first win.

    A key that two books give to different tags is the first one's.
    """
    tags: dict[str, Tag] = {}
    scales: dict[str, VerdictScale] = {}
    keys: set[str] = set()
    for book in books:
        for tag in book.tags:
            if tag.name not in tags:
                tags[tag.name] = replace(tag, key="") if tag.key in keys else tag
                keys |= {tag.key} - {""}
        for scale in book.scales:
            scales.setdefault(scale.name, scale)
    return Codebook(tags=tuple(tags.values()), scales=tuple(scales.values()))


def check(codebook: Codebook) -> None:
    """Prove that the codebook holds together.

    Raises:
        InvalidCodebookError: A name is missing or given twice, a key is no single character
            or given twice, a parent is no tag or its own ancestor, a scale has no values.
    """
    names = [tag.name for tag in codebook.tags]
    keys = [tag.key for tag in codebook.tags if tag.key]
    scales = [scale.name for scale in codebook.scales]
    if not all(name.strip() for name in (*names, *scales)):
        raise InvalidCodebookError("A tag or a scale of the codebook has no name.")
    if twice := _twice(names):
        raise InvalidCodebookError(f"The tag “{twice}” stands twice in the codebook.")
    if twice := _twice(scales):
        raise InvalidCodebookError(f"The scale “{twice}” stands twice in the codebook.")
    if twice := _twice(keys):
        raise InvalidCodebookError(f"The key “{twice}” is given to two tags.")
    if long := next((key for key in keys if len(key) != 1), ""):
        raise InvalidCodebookError(f"A key is one character, not “{long}”.")
    if empty := next((scale for scale in codebook.scales if not scale.values), None):
        raise InvalidCodebookError(f"The scale “{empty.name}” has no values.")
    _check_ancestors({tag.name: tag for tag in codebook.tags})


def _check_ancestors(tags: Mapping[str, Tag]) -> None:
    sound: set[str] = set()  # those whose way to the top was walked before
    for tag in tags.values():
        way: dict[str, None] = {}
        child = tag
        while child.parent and child.name not in sound:
            way[child.name] = None
            if child.parent not in tags:
                raise InvalidCodebookError(
                    f"The tag “{child.name}” is below “{child.parent}”, which is no tag."
                )
            if child.parent in way:
                raise InvalidCodebookError(f"The tag “{child.parent}” is below itself.")
            child = tags[child.parent]
        sound.update(way)


def _twice(names: Iterable[str]) -> str:
    return next((name for name, times in Counter(names).items() if times > 1), "")
