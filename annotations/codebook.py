"""The project's tags with their descriptions, keys and colours, and its verdict scales."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace


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
    """A named rating scale; `values` run from worst to best."""

    name: str
    values: tuple[str, ...]
    description: str = ""


DEFAULT_SCALE = VerdictScale(
    name="truth",
    values=("false", "mostly false", "mixed", "mostly true", "true", "unproven"),
    description="How well the claim stands up to the evidence.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook:
    """The tags in the order they are offered, and the verdict scales."""

    tags: tuple[Tag, ...] = ()
    scales: tuple[VerdictScale, ...] = (DEFAULT_SCALE,)

    def tag(self, name: str) -> Tag | None:
        """Return the tag of that name, or None."""
        return next((tag for tag in self.tags if tag.name == name), None)


def renamed_tags(tags: Iterable[Tag], names: Collection[str], into: str) -> tuple[Tag, ...]:
    """Return the tags with `into` in the place of the first of `names`, the others gone.

    A tag of the name `into` that is there already keeps its place and what it says.
    """
    found = list(tags)
    there = any(tag.name == into for tag in found)
    renamed: dict[str, Tag] = {}
    for tag in found:
        if tag.name not in names:
            renamed[tag.name] = tag
        elif not there:
            renamed.setdefault(into, replace(tag, name=into))
    return tuple(
        replace(tag, parent=into) if tag.parent in names and tag.name != into else tag
        for tag in renamed.values()
    )
