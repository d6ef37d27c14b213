"""The last two rows of the screen: what has happened, and the keys that matter now."""

from collections.abc import Iterable
from typing import ClassVar

from textual import events
from textual.reactive import reactive

from reader.ui.cells import fitted
from reader.ui.cells import width as cell_width
from reader.ui.runs import Run
from reader.ui.widgets.line_view import LineView

Hint = tuple[str, str, str]
"""A key as it is shown, the one or two words that say what it does, and Textual's name of it."""


class StatusLine(LineView, can_focus=False):
    """A message and some facts, and under them the keys."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"line-view--{look}" for look in ("status", "key", "hint")
    }

    message: reactive[str] = reactive("")
    """What was done last, as a sentence."""
    facts: reactive[str] = reactive("")
    """Where the reader is, at the right."""
    hints: reactive[tuple[Hint, ...]] = reactive(())

    def row_count(self) -> int:
        """Return two."""
        return 2

    def row_looks(self, row: int) -> tuple[str, ...]:
        """Set the upper row apart."""
        return ("status",) if row == 0 else ()

    def row_runs(self, row: int) -> Iterable[Run]:
        """Return the message and the facts, or the keys."""
        width = self.size.width - 1
        if row == 1:
            return self._hint_runs(width)
        facts = fitted(self.facts, min(cell_width(self.facts), width // 2))
        return [Run(" " + fitted(self.message, width - cell_width(facts) - 2) + " " + facts, ())]

    def on_click(self, event: events.Click) -> None:
        """Press the key whose hint was clicked."""
        if event.y != 1:
            return
        left, room = 1, self.size.width - 1
        for shown, words, key in self.hints:
            left, room = left + len(shown) + len(words) + 3, room - len(shown) - len(words) - 3
            if event.x < left and room >= 0:
                self.app.simulate_key(key)
                return

    def _hint_runs(self, width: int) -> list[Run]:
        runs = [Run(" ", ())]
        for key, words, _ in self.hints:
            width -= len(key) + len(words) + 3
            if width < 0:
                break
            runs += [Run(key, ("key",)), Run(f" {words}  ", ("hint",))]
        return runs
