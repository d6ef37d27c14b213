"""The yardsticks: `python bare.py line` and `python bare.py screen`, bare Textual apps.

`j` updates one line of the first, or all words on the screen of the second.
"""

import sys

from textual.app import App, ComposeResult
from textual.widgets import Static

WORDS = "The harbour will open in spring, says the mayor of the town on the river. " * 2


class Bare(App[None]):
    """A number, and under it nothing or a screen full of words."""

    BINDINGS = (("j", "count", ""), ("ctrl+q", "quit", ""))
    CSS = "Static { width: 100%; height: 100%; }"
    number = 0
    lines = 1

    def compose(self) -> ComposeResult:
        """Show the first number."""
        yield Static(self.words())

    def words(self) -> str:
        """Return what stands on the screen: other words in each row than before."""
        rows = [f"READY {self.number}"]
        for row in range(1, self.lines):
            turn = (self.number * 7 + row * 13) % 70
            rows.append(WORDS[turn : turn + 90])
        return "\n".join(rows)

    def action_count(self) -> None:
        """Count."""
        self.number += 1
        self.query_one(Static).update(self.words())


class BareLine(Bare):
    """Only a number."""

    CSS = ""


class BareScreen(Bare):
    """A screen full of words."""

    lines = 29


if __name__ == "__main__":
    (BareScreen if sys.argv[1:] == ["screen"] else BareLine)().run()
