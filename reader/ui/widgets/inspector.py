"""What is known of the words at the caret, under the text."""

from collections.abc import Iterable
from typing import ClassVar

from reader.display import display
from reader.ui.cells import width as cell_width
from reader.ui.describing import Facts
from reader.ui.page import Run
from reader.ui.widgets.line_view import LineView


class Inspector(LineView, can_focus=False):
    """Facts about the mark and the claim at the caret, in a few rows."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"line-view--{look}" for look in ("rule", "name", "value")
    }

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


def _flowed(facts: Facts, width: int) -> Iterable[list[Run]]:
    """Yield rows of facts, beginning a new one when a fact does not fit."""
    row: list[Run] = []
    taken = 0
    for name, value in facts:
        words = display(value.replace("\n", " "))
        needed = cell_width(name) + cell_width(words) + 4
        if row and taken + needed > width:
            yield row
            row, taken = [], 0
        row += [Run(f"{name} ", ("name",)), Run(f"{words}   ", ("value",))]
        taken += needed
    if row:
        yield row
