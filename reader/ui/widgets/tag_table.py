"""The list of tags: each with its key, its colour, how many claims carry it, what it means."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style

from annotations.codebook import Tag
from annotations.exporters.colours import hex_colour
from annotations.wording import many
from reader.ui.widgets.line_list import LineList
from reader.view.text.cells import fitted
from reader.view.text.runs import Run

_TABLE_FROM = 70
"""The width from which a tag takes one row; below it, what it means stands under it."""

_NAME, _NUMBER = 26, 11


@dataclass(frozen=True, slots=True)
class TagRow:
    """A tag, how many tags stand above it, how many claims carry it, and it or one below."""

    tag: Tag
    depth: int
    claims: int
    within: int = 0


class TagTable(LineList[TagRow]):
    """The tags, those below another set in under it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"line-view--{look}" for look in ("headline", "meta", "claimed", "key")
    }

    def on_resize(self) -> None:
        """Give a tag one row or two."""
        self.lines_each = 1 if self.size.width >= _TABLE_FROM else 2
        super().on_resize()

    def look(self, *names: str) -> Style:
        """Return the style of looks; one that begins with “#” is a colour."""
        known = tuple(name for name in names if not name.startswith("#"))
        colours = [name for name in names if name.startswith("#")]
        style = super().look(*known)
        return style + Style(color=colours[-1]) if colours else style

    def row_runs(self, row: int) -> Iterable[Run]:
        """Return the row of a tag, or one of its two."""
        item, line = self.item_at(row)
        tag, width = item.tag, self.size.width - 1
        if line == 1:
            return [Run("      " + fitted(_meaning(tag), width - 6), ("meta",))]
        sign = "▶" if row // self.lines_each == self.cursor else " "
        colour = hex_colour(tag.colour)
        runs = [
            Run(f"{sign}{fitted(tag.key, 1) or ' '} ", ("key",)),
            Run("■ " if colour else "  ", (colour,) if colour else ()),
        ]
        total = max(item.claims, item.within)
        number = many(total, "claim") if total else "·"
        rest = width - 5 - _NUMBER
        name = _NAME if self.lines_each == 1 else rest
        indent = min(2 * item.depth, name // 2)
        runs.append(Run(" " * indent + fitted(tag.name, name - indent), ("headline",)))
        runs.append(Run(fitted(number, _NUMBER, right=True), ("claimed",)))
        if self.lines_each == 1:
            runs.append(Run("  " + fitted(_meaning(tag), rest - name - 2), ("meta",)))
        return runs


def _meaning(tag: Tag) -> str:
    return " · ".join(filter(None, (tag.colour, tag.description)))
