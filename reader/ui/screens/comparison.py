"""What sides say differently, side by side: conflicts of a merge first, then annotators."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.message import Message

from annotations.claim import Claim
from annotations.errors import AnnotationsError
from annotations.together.adjudication import PARTS
from annotations.together.conflicts import Side
from annotations.wording import many
from reader.ui.actions import bindings
from reader.ui.keys import with_keys
from reader.ui.saving import NotSaved, Saver
from reader.ui.screens.overview import OverviewScreen
from reader.ui.widgets.line_list import LineList
from reader.view.side_by_side import Beside, Item, annotator_at, beside, fitting
from reader.view.text.cells import fitted
from reader.view.text.cells import width as cell_width
from reader.view.text.runs import Run
from reader.workspace import Workspace
from reader.workspace.reviewing import Compared
from reader.workspace.together import OpenConflict

_NOTHING = "Nothing is said differently. {a:compare.all} shows also what is the same or decided."


class BesideList(LineList[Beside], inherit_bindings=False):
    """Two sides in two columns, four lines each; `first` is the annotator in the left one."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "list.down", "list.up", "list.page-down", "list.page-up", "list.first", "list.last"
    )
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"line-view--{look}" for look in ("headline", "meta", "claimed", "heading", "taken", "lost")
    }
    lines_each = 4
    first = 0

    def row_runs(self, row: int) -> Iterable[Run]:
        """Return one of the four lines of an item."""
        item, line = self.item_at(row)
        width = self.size.width - 1
        if line == 0:
            sign = "▶" if row // self.lines_each == self.cursor else " "
            differs = min(cell_width(item.differs), width // 2)
            room = max(0, width - 4 - differs)
            where = min(cell_width(item.where), room // 2 if item.around else room)
            return [
                Run(f"{sign} ", ("taken",)),
                Run(fitted(item.where, where), ("heading",)),
                Run(fitted(f"  {item.around}", room - where) + "  ", ("meta",)),
                Run(fitted(item.differs, differs), ("lost",)),
            ]
        if line == 3:
            return []
        half = (width - 3) // 2
        runs = []
        for place in (self.first, self.first + 1):
            side = item.sides[place] if place < len(item.sides) else None
            if side is None:
                text, look = "", "meta"
            elif line == 1:
                stands = " ✓" if side.stands else ""
                number = f"{place + 1} " if len(item.sides) > 2 else ""
                text, look = f"  {number}{side.who}{stands}: {side.words}", "headline"
            else:
                text, look = f"    {side.said}", "claimed"
            runs += [
                Run(fitted(text, half), (look,)),
                Run("│" if place == self.first else "", ("meta",)),
            ]
        return runs


class ComparisonScreen(OverviewScreen[Claim]):
    """Decides one difference a key; Enter gives a claim back, to be shown in its article."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("compare")

    hint_ids = (
        "ask.leave", "compare.take-left", "compare.take-right", "compare.both", "compare.none",
        "compare.agreed", "compare.filter", "compare.back", "compare.undo", "app.help",
    )  # fmt: skip

    class _Read(Message):
        def __init__(self, shown: tuple[Beside, ...], titles: Mapping[str, str]) -> None:
            super().__init__()
            self.shown, self.titles = shown, titles

    def __init__(self, workspace: Workspace, saver: Saver, *, article: str = "") -> None:
        super().__init__()
        self._workspace = workspace
        self._saver = saver
        self._article = article
        self._all: tuple[Beside, ...] = ()
        self._titles: Mapping[str, str] = {}
        self._is_blind = False
        self._shows_all = False
        self._went_on = False
        self._parts: frozenset[str] = frozenset()

    def made_list(self) -> BesideList:
        """Return the list of differences."""
        return BesideList(id="beside")

    @property
    def _list(self) -> BesideList:
        return self.query_one(BesideList)

    @work(thread=True, exclusive=True, group="comparison")
    def refresh_claims(self) -> None:
        """Read the conflicts, and compare the annotators."""
        try:
            conflicts = self._workspace.together.conflicts()
            compared = self._workspace.reviewing.comparisons()
            titles = self._workspace.reviewing.titles(it.comparison.article for it in compared)
        except AnnotationsError as error:
            self.post_message(NotSaved(str(error)))
            return
        items: tuple[Item, ...] = (*conflicts, *compared)
        self.post_message(self._Read(_beside(items, titles, blind=self._is_blind), titles))

    @on(_Read)
    def _take(self, message: _Read) -> None:
        self._all, self._titles = message.shown, message.titles
        self.show_fitting()

    def show_fitting(self) -> None:
        """Show what differs, or all, as far as it fits the filter."""
        shown = fitting((one for one in self._all if self._is_shown(one.item)), self.filter)
        self._list.instead = with_keys(self.app, _NOTHING)
        self._list.show(shown)
        self._list.redraw()
        self.status.about = "All that was tagged" if self._shows_all else "Said differently"
        facts = [many(len(shown), "to be seen" if self._shows_all else "difference")]
        conflicts = sum(isinstance(it.item, OpenConflict) for it in shown)
        if conflicts:
            facts.append(many(conflicts, "conflict"))
        self.status.facts = tuple(facts)

    def _is_shown(self, item: Item) -> bool:
        if isinstance(item, OpenConflict):
            return not self._article
        one = item.comparison
        if self._article and one.article != self._article:
            return False
        return self._shows_all or (bool(one.differs) and one.is_open and len(one.annotators) > 1)

    # Deciding

    def _decide(self, shown: Beside, decision: Callable[[], str]) -> None:
        """Make a decision, and go on to the next difference at once."""
        self._saver.make(decision)
        if not self._shows_all:
            self._went_on = True
            self._all = tuple(one for one in self._all if one is not shown)
            self.show_fitting()

    @on(NotSaved)
    def _show_again(self) -> None:
        if self._went_on:
            self._went_on = False
            self.refresh_claims()

    def action_take(self, column: int) -> None:
        """Decide for the side in the left or the right column."""
        first = self._list.first
        self._hold(first + column, first + 1 - column)

    def action_take_one(self, number: int) -> None:
        """Decide for a side by its number, in a column or not; the first is 1."""
        first = self._list.first
        self._hold(number - 1, first + 1 if number - 1 == first else first)

    def _hold(self, place: int, other_place: int) -> None:
        """Decide for the side at a place; parts that are wanted come from another's."""
        item = self._list.current
        if item is None:
            return
        if isinstance(item.item, OpenConflict):
            conflict = item.item
            if place > 1:
                self.say("A conflict of a merge has two sides.")
                return
            side: Side = "theirs" if place else "mine"
            self._decide(item, lambda: self._workspace.together.decide({conflict: side}))
            return
        compared = item.item
        who = annotator_at(compared, place, blind=self._is_blind)
        if who is None:
            self.say(with_keys(self.app, "No claim is on that side. {0:compare.none}: none holds."))
        elif self._may_decide(compared):
            other = annotator_at(compared, other_place, blind=self._is_blind)
            parts = dict.fromkeys(self._parts, other) if other is not None else {}
            self._parts = frozenset()
            self._decide(item, lambda: self._workspace.reviewing.take([compared], who, parts))

    def action_part(self, part: str) -> None:
        """Take a part from the other side than the one that is taken next, or not after all."""
        self._parts ^= {part}
        named = " and ".join(it for it in PARTS if it in self._parts)
        self.say(f"From the other side: the {named}." if named else "All from one side.")

    def action_both(self) -> None:
        """Decide that both hold, their tags united."""
        item, compared = self._list.current, self._compared()
        if item is not None and compared is not None and self._may_decide(compared):
            self._decide(item, lambda: self._workspace.reviewing.take_both([compared]))

    def action_neither(self) -> None:
        """Decide that none of the claims holds."""
        item, compared = self._list.current, self._compared()
        if item is not None and compared is not None and self._may_decide(compared):
            self._decide(item, lambda: self._workspace.reviewing.take_none([compared]))

    def action_agreed(self) -> None:
        """Decide all that everyone agrees on, in one step."""
        chosen = [
            item
            for item in (one.item for one in self._all)
            if isinstance(item, Compared)
            and (not self._article or item.comparison.article == self._article)
        ]
        self._saver.make(lambda: self._workspace.reviewing.take_agreed(chosen))

    def _compared(self) -> Compared | None:
        item = self._list.current
        if item is None:
            return None
        if isinstance(item.item, OpenConflict):
            self.say("A conflict of a merge is decided for one side: ← mine, → theirs.")
            return None
        return item.item

    def _may_decide(self, compared: Compared) -> bool:
        if not compared.comparison.is_open:
            self.say("This is decided. Undo takes the decision back.")
        return compared.comparison.is_open

    # What is shown

    def action_others(self, columns: int) -> None:
        """Show the next annotators, where there are more than two."""
        most = max((len(it.sides) for it in self._list.items), default=2)
        self._list.first = max(0, min(self._list.first + columns, most - 2))
        self._list.redraw()

    def action_blind(self) -> None:
        """Hide who is who, or show it."""
        self._is_blind = not self._is_blind
        items = [one.item for one in self._all]
        self._all = _beside(items, self._titles, blind=self._is_blind)
        self.show_fitting()

    def action_all(self) -> None:
        """Show also what is the same or decided, or what differs alone."""
        self._shows_all = not self._shows_all
        self.show_fitting()

    def action_open(self) -> None:
        """Give back the claim at the cursor, to be shown in its article."""
        item = self._list.current
        if item is not None and isinstance(item.item, Compared):
            self.dismiss(item.item.comparison.first)

    def action_undo(self) -> None:
        """Take the last change back."""
        self._saver.make(self._workspace.history.undo)

    def action_redo(self) -> None:
        """Do the last undone change again."""
        self._saver.make(self._workspace.history.redo)


def _beside(items: Sequence[Item], titles: Mapping[str, str], *, blind: bool) -> tuple[Beside, ...]:
    """Return how items are shown, each under its article's title."""
    paths = ("" if isinstance(it, OpenConflict) else it.comparison.article for it in items)
    return tuple(
        beside(item, blind=blind, title=titles.get(path, ""))
        for item, path in zip(items, paths, strict=True)
    )
