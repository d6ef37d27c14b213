"""What is known of the words at the caret, under the text; a click corrects it."""

from collections.abc import Iterable
from typing import ClassVar

from textual import events
from textual.message import Message

from reader.display import display
from reader.ui.widgets.line_view import LineView
from reader.view.text.cells import fitted
from reader.view.text.cells import width as cell_width
from reader.view.text.facts import Facts
from reader.view.text.runs import Run


class Inspector(LineView, can_focus=False):
    """Facts about the mark and the claim at the caret, in a few rows."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"line-view--{look}" for look in ("rule", "name", "value")
    }

    class Chosen(Message):
        """A fact was clicked, to be corrected; its name is empty where there is none."""

        def __init__(self, fact: str) -> None:
            super().__init__()
            self.fact = fact

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._groups: tuple[Facts, ...] = ()
        self._rows: list[list[Run]] = []

    def show(self, *groups: Facts) -> None:
        """Show these facts, each group beginning a row."""
        if groups != self._groups:
            self._groups = groups
            self.on_resize()

    def on_resize(self) -> None:
        """Flow the facts into rows."""
        width = max(10, self.size.width - 2)
        self._rows = [row for group in self._groups for row in _flowed(group, width)]
        self.redraw()

    def row_count(self) -> int:
        """Return the rows of facts and the line above them."""
        return 1 + len(self._rows)

    def row_runs(self, row: int) -> Iterable[Run]:
        """Return a row of facts."""
        if row == 0:
            return [Run("─" * self.size.width, ("rule",))]
        return [Run(" ", ()), *self._rows[row - 1]]

    def on_click(self, event: events.Click) -> None:
        """Choose the fact under the mouse."""
        number, place = self.top + event.y - 1, event.x - 1
        fact = ""
        if 0 <= number < len(self._rows):
            for words, looks in self._rows[number]:
                if place < 0:
                    break
                fact = words.strip() if looks == ("name",) else fact
                place -= cell_width(words)
        if self._rows and event.chain == 1:
            self.post_message(self.Chosen(fact))


def _flowed(facts: Facts, width: int) -> Iterable[list[Run]]:
    """Yield rows of facts, beginning a new one when a fact does not fit; a long one is cut."""
    row: list[Run] = []
    taken = 0
    for name, value in facts:
        words = display(value.replace("\n", " "))
        room = width - cell_width(name) - 1
        if cell_width(words) > room:
            words = fitted(words, room)
        needed = cell_width(name) + cell_width(words) + 4
        if row and taken + needed > width:
            yield row
            row, taken = [], 0
        row += [Run(f"{name} ", ("name",)), Run(f"{words}   ", ("value",))]
        taken += needed
    if row:
        yield row
