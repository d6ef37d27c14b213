"""The list of claims under the groups they belong to, or the groups alone as a bar chart."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import ClassVar

from annotations.claim import Claim
from annotations.wording import named_tags
from reader.display import display
from reader.ui.widgets.line_list import LineList
from reader.view.claim_choice import ClaimChoice, key_of
from reader.view.grouping import Group, Row
from reader.view.text import facts
from reader.view.text.cells import fitted
from reader.view.text.cells import width as cell_width
from reader.view.text.runs import Run

_BAR = 24
"""Cells of the longest bar that shows how many claims a group has, where there is room."""

_LONGEST_NAME = 60
"""Cells of a group's name, so that its bar stands near it on a wide screen."""

_AROUND = 12
"""Cells beside the words from which what stands around them is shown."""

_WIDE = 60
"""Cells from which bars have their length and orphans are explained."""


class ClaimList(LineList[Row]):
    """Claims, two lines each: the words, and under them the tags, the claimant, the place."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"line-view--{look}" for look in ("headline", "meta", "claimed", "heading", "taken", "lost")
    }
    lines_each = 2

    def __init__(self, choice: ClaimChoice, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._choice = choice
        self._longest = _LONGEST_NAME
        self._stops: Sequence[int] | None = None

    def action_move(self, items: int) -> None:
        """Move the cursor from claim to claim: the name over a group is no stop."""
        if self._choice.folded:
            super().action_move(items)
            return
        self.was_moved = True
        if self._stops is None:
            self._stops = [
                number for number, row in enumerate(self.items) if not isinstance(row, Group)
            ]
        claims = self._stops
        if claims:
            here = bisect_left(claims, self.cursor) + (self._on_group and items > 0) * -1
            self.cursor = claims[max(0, min(len(claims) - 1, here + items))]
            if self.cursor == claims[0]:
                self.top = 0

    @property
    def _on_group(self) -> bool:
        return isinstance(self.current, Group)

    def row_runs(self, row: int) -> Iterable[Run]:
        """Return one of a claim's two lines, or of a group's."""
        item, line = self.item_at(row)
        width = self.size.width - 1
        is_last_line = line == self.lines_each - 1
        pointer = "▶" if row // self.lines_each == self.cursor else " "
        if isinstance(item, Group):
            return self._group_line(item, pointer, width) if is_last_line else ()
        if not is_last_line:
            sign = pointer + ("✓" if key_of(item) in self._choice.chosen else " ")
            return [Run(sign, ("taken",)), *_sentence(item, width - 2)]
        return self._second_line(item, width)

    def show(self, items: Sequence[Row], *, cursor: int | None = None) -> None:
        """Show other claims and groups, whose bars stand near the longest name."""
        names = (cell_width(row.name) for row in items if isinstance(row, Group))
        self._longest = min(_LONGEST_NAME, max(names, default=0))
        self._stops = None
        super().show(items, cursor=cursor)

    def _group_line(self, group: Group, pointer: str, width: int) -> Iterable[Run]:
        longest = _BAR if width >= _WIDE else _BAR // 3
        bar = "▆" * max(1, round(group.count * longest / max(1, group.most)))
        number = f" {group.count:>{len(str(group.most))}} "
        room = min(self._longest, max(8, width - longest - len(number) - 2))
        yield Run(pointer, ("taken",))
        yield Run(fitted(group.name, room), ("heading",))
        yield Run(number, ("meta",))
        yield Run(bar, ("claimed",))

    def _second_line(self, claim: Claim, width: int) -> Iterable[Run]:
        tags = named_tags(claim)
        named = "  ▌" + fitted(tags, min(cell_width(tags), width // 2)) + "  "
        yield Run(named, ("claimed",))
        room = width - cell_width(named)
        if key_of(claim) in self._choice.lost:
            gone = "orphan: its words are gone  " if width >= _WIDE else "orphan  "
            yield Run(gone, ("lost",))
            room -= len(gone)
        yield Run(fitted(" · ".join(self._said(claim)), room), ("meta",))

    def _said(self, claim: Claim) -> Iterable[str]:
        """Yield what else is known, but for what the group's name says already."""
        grouping = self._choice.grouping
        if claim.verdict and grouping != "verdict":
            yield f"verdict {claim.verdict.value}"
        if claim.claimant and grouping != "claimant":
            yield claim.claimant
        if claim.note:
            yield f"“{claim.note}”"
        if claim.article.source and grouping != "source":
            yield claim.article.source
        if grouping != "article":
            yield claim.article.title or claim.article.path


def _sentence(claim: Claim, width: int) -> Iterable[Run]:
    """Yield the words of a claim, with what stands around them where there is room."""
    before, words, after = facts.around(claim)
    room = width - cell_width(words)
    if room < _AROUND:
        yield Run(fitted(claim.anchor.exact, width), ("headline",))
        return
    behind = min(cell_width(after), room - min(cell_width(before), room // 2))
    ahead = room - behind
    if cell_width(before) > ahead:
        before = f"…{before[-(ahead - 1) :]}"
    yield Run(display(before), ("meta",))
    yield Run(display(words), ("headline",))
    yield Run(fitted(after, room - cell_width(before)), ("meta",))
