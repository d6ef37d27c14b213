"""The last two rows of the screen: what has happened, and the keys that matter now."""

from collections.abc import Iterable
from itertools import chain
from typing import ClassVar

from textual import events
from textual.message import Message
from textual.reactive import reactive

from reader.ui.keys import Hint
from reader.ui.widgets.line_view import LineView
from reader.view.text.cells import fitted
from reader.view.text.cells import width as cell_width
from reader.view.text.runs import Run

_MENU = "≡ "
"""Stands at the right end of the keys; a click on it shows every command."""

_LEAST = 16
"""Cells that what the screen is about keeps beside the facts."""


class StatusLine(LineView, can_focus=False):
    """A message and some facts, and under them the keys.

    The message comes first: facts that do not fit beside it are left out, the last one
    before the others. Of the hints the last one always has its place.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"line-view--{look}" for look in ("status", "said", "about", "key", "hint")
    }

    class Pressed(Message):
        """The upper row was clicked, to ask for what is shown in it."""

    class WorkPressed(Message):
        """What tells of the work beside the screen was clicked."""

    message: reactive[str] = reactive("", repaint=False)
    """What was done last, as a sentence."""
    about: reactive[str] = reactive("", repaint=False)
    """What the screen shows; it stands where there is no message."""
    facts: reactive[tuple[str, ...]] = reactive((), repaint=False)
    """Where the reader is, and what else there is to know; the most important first."""
    work: reactive[str] = reactive("", repaint=False)
    """How far the work beside the screen is, at the right end."""
    hints: reactive[tuple[Hint, ...]] = reactive((), repaint=False)

    def watch_message(self) -> None:
        """Draw the upper row anew."""
        self.redraw_rows(0)

    watch_about = watch_facts = watch_work = watch_message

    def watch_hints(self) -> None:
        """Draw the keys anew."""
        self.redraw_rows(1)

    def row_count(self) -> int:
        """Return two."""
        return 2

    def row_looks(self, row: int) -> tuple[str, ...]:
        """Set the upper row apart."""
        return ("status",) if row == 0 else ()

    def row_runs(self, row: int) -> Iterable[Run]:
        """Return the message and the facts, or the keys."""
        width = self.size.width - 1
        if row == 0:
            return self._message_runs(width)
        fitting = self._fitting(width - cell_width(_MENU))
        keys = ((Run(key, ("key",)), Run(f" {words}  ", ("hint",))) for key, words, _ in fitting)
        rest = width - 1 - sum(map(_taken, fitting)) - cell_width(_MENU)
        return [Run(" ", ()), *chain.from_iterable(keys), Run(" " * rest, ()), Run(_MENU, ("key",))]

    def _message_runs(self, width: int) -> list[Run]:
        work = f" {self.work} " if self.work else ""
        width -= cell_width(work)
        facts = list(self.facts)
        room = width - 2 - (cell_width(self.message) if self.message else _LEAST)
        while facts and cell_width(_joined(facts)) > room:
            facts.pop()
        shown = _joined(facts)
        words, look = (self.message, "said") if self.message else (self.about, "about")
        left = fitted(words, width - 2 - cell_width(shown))
        return [Run(f" {left} ", (look,)), Run(shown, ("said",)), Run(work, ("key",))]

    def on_click(self, event: events.Click) -> None:
        """Press the key whose hint was clicked, or show every command."""
        width = self.size.width - 1 - cell_width(_MENU)
        if event.y != 1:
            at_work = self.work and event.x >= self.size.width - 2 - cell_width(self.work)
            self.post_message(self.WorkPressed() if at_work else self.Pressed())
            return
        if event.x >= width:
            self.app.action_command_palette()
            return
        right = 1
        for hint in self._fitting(width):
            right += _taken(hint)
            if event.x < right:
                self.app.simulate_key(hint[2])
                return

    def _fitting(self, width: int) -> list[Hint]:
        """Return the hints that fit: the first ones, and always the last one."""
        if not self.hints:
            return []
        *others, last = self.hints
        fitting, room = [], width - 1 - _taken(last)
        for hint in others:
            room -= _taken(hint)
            if room < 0:
                break
            fitting.append(hint)
        return [*fitting, last]


def _taken(hint: Hint) -> int:
    return cell_width(hint[0]) + cell_width(hint[1]) + 3


def _joined(facts: Iterable[str]) -> str:
    return " · ".join(facts)
