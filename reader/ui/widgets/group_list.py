"""The lists of groups of articles that say the same, and of the members of one."""

from collections.abc import Iterable
from typing import ClassVar

from reader.comparison.groups import Group, Member
from reader.comparison.wording import word_by_word
from reader.ui.widgets.line_list import LineList
from reader.view import comparing
from reader.view.text.cells import fitted
from reader.view.text.cells import width as cell_width
from reader.view.text.runs import Run

_WIDE = 70
"""Cells from which a chart has room for names."""

_NEAR = 110
"""Cells within which it is said how many articles a group has, so that the eye finds it."""


class GroupList(LineList[Group]):
    """Groups, two lines each: what it is about, and how its members agree."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"line-view--{look}" for look in ("headline", "meta", "claimed", "lost")
    }
    lines_each = 2

    def row_runs(self, row: int) -> Iterable[Run]:
        """Return one of a group's two lines."""
        group, line = self.item_at(row)
        width = self.size.width - 1
        if line == 0:
            pointer = "▶" if row // self.lines_each == self.cursor else " "
            sign = comparing.sign(group)
            look = "lost" if sign == "!" else "claimed"
            return [
                Run(f"{pointer}{sign} ", (look,)),
                Run(fitted(comparing.gist(group), width - 3), ("headline",)),
            ]
        counted = comparing.counted(group)
        room = max(0, min(width, _NEAR) - cell_width(counted) - 6)
        differs = " differs:" if comparing.sign(group) == "!" else ""
        words = f"{group.kind}{differs} {comparing.summary(group)}"
        return [Run(f"   {fitted(words, room)}", ("meta",)), Run(f"   {counted}", ("meta",))]


class MemberList(LineList[Member]):
    """The members of a group, two lines each: the words, and where they stand.

    Each wording is laid against `base`, the one at the top until another is chosen.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"line-view--{look}" for look in ("headline", "meta", "dropped", "added", "claimed")
    }
    lines_each = 2
    base: Member | None = None

    def row_runs(self, row: int) -> Iterable[Run]:
        """Return one of a member's two lines."""
        member, line = self.item_at(row)
        width = self.size.width - 1
        if line:
            said = [comparing.name(member), comparing.day(member)]
            if member.speaker:
                said.append(member.speaker)
            return [Run(fitted("    " + " · ".join(said), width), ("meta",))]
        pointer = "▶" if row // self.lines_each == self.cursor else " "
        head = Run(f"{pointer}{member.version:>2} ", ("claimed",))
        return [head, *self._words(member, width - 4)]

    def _words(self, member: Member, room: int) -> Iterable[Run]:
        base = self.base
        if base is None or base is member or not member.words or base.version == member.version:
            yield Run(fitted(member.words or comparing.name(member), room), ("headline",))
            return
        for words, became in word_by_word(base.words, member.words):
            shown, look = words, "headline"
            if became == "dropped":
                shown, look = f"[-{words}-]", "dropped"
            elif became == "new":
                shown, look = f"{{+{words}+}}", "added"
            if room <= 0:
                return
            fits = fitted(shown, room) if cell_width(shown) > room else shown
            yield Run(fits, (look,))
            yield Run(" ", ("headline",))
            room -= cell_width(fits) + 1


class TimeLine(LineList[comparing.Point]):
    """A figure over time: a line a place in the order of print, on one axis of values."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"line-view--{look}" for look in ("headline", "meta", "claimed")
    }
    shows_cursor = False

    def row_runs(self, row: int) -> Iterable[Run]:
        """Return the line of one place."""
        point = self.items[row]
        width = self.size.width - 1
        names = 24 if width >= _WIDE else 0
        day = point.when.isoformat() if point.when else "undated"
        said = fitted(point.words, min(20, width // 4))
        room = max(8, width - 13 - names - cell_width(said) - 3)
        top, _, _ = comparing.axis(self.items)
        start = round(abs(point.start) / top * (room - 1))
        end = max(start, round(abs(point.end) / top * (room - 1)))
        bar = ("·" * start + point.sign + "─" * (end - start)).ljust(room)
        yield Run(f" {day:<10} ", ("meta",))
        yield Run(bar[:room], ("claimed",))
        yield Run(f" {said} ", ("headline",))
        if names:
            yield Run(fitted(point.name, names), ("meta",))
