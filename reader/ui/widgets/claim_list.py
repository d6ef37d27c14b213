"""The list of claims, under the groups they belong to."""

from collections.abc import Iterable
from typing import ClassVar

from annotations.claim import Claim
from reader.ui.cells import fitted
from reader.ui.cells import width as cell_width
from reader.ui.grouping import Group, Row
from reader.ui.runs import Run
from reader.ui.widgets.line_list import LineList

_BAR = 24
"""Cells of the longest bar that shows how many claims a group has."""


class ClaimList(LineList[Row]):
    """Claims, two lines each: the words, and under them the tags, the claimant, the place."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"line-view--{look}" for look in ("headline", "meta", "claimed", "heading", "taken", "lost")
    }
    lines_each = 2

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__(id=id)
        self.chosen: frozenset[str] = frozenset()
        self.lost: frozenset[str] = frozenset()

    def row_runs(self, row: int) -> Iterable[Run]:
        """Return one of a claim's two lines, or of a group's."""
        item, line = self.item_at(row)
        width = self.size.width - 1
        if isinstance(item, Group):
            return _group_line(item, line, width)
        at_cursor = row // 2 == self.cursor and line == 0
        sign = ("▶" if at_cursor else " ") + ("✓" if item.id in self.chosen else " ")
        if line == 0:
            return [Run(sign, ("taken",)), Run(fitted(item.anchor.exact, width - 2), ("headline",))]
        return _second_line(item, item.id in self.lost, width)


def _group_line(group: Group, line: int, width: int) -> Iterable[Run]:
    if line == 0:
        return
    bar = "█" * max(1, round(group.count * _BAR / max(1, group.most)))
    number = f" {group.count} "
    room = max(8, width - _BAR - len(number) - 2)
    yield Run(" " + fitted(group.name, room), ("heading",))
    yield Run(number, ("meta",))
    yield Run(bar, ("claimed",))


def _second_line(claim: Claim, lost: bool, width: int) -> Iterable[Run]:
    tags = ", ".join(claim.tags)
    named = "  ▌" + fitted(tags, min(cell_width(tags), width // 2)) + "  "
    gone = "orphan: its words are gone  " if lost else ""
    yield Run(named, ("claimed",))
    yield Run(gone, ("lost",))
    verdict = claim.verdict.value if claim.verdict else ""
    place = claim.article.title or claim.article.path
    note = f"“{claim.note}”" if claim.note else ""
    rest = " · ".join(filter(None, (verdict, claim.claimant, note, place)))
    yield Run(fitted(rest, width - cell_width(named) - len(gone)), ("meta",))
