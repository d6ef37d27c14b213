"""A field of a box, and the row of values that it can hold.

What stands in a field on the screen was made harmless; what it gives back is as it is kept.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.message import Message

from annotations.folding import folded
from reader.display import display
from reader.ui.widgets.line_view import LineView
from reader.view.text.cells import fitted
from reader.view.text.cells import width as cell_width
from reader.view.text.runs import Run

_LONGEST = 30
"""Cells of an offered value that are shown."""


@dataclass(frozen=True, slots=True)
class Field:
    """A line to type in; one of the `choices`, or with `many` several, can be picked.

    With `many`, commas part the values on the screen, and line ends those that are kept: a
    choice may hold a comma itself.

    What stands in it on the screen was made harmless by `display`; `meant` undoes that. With
    `has_lines` it can have several lines, which are pasted. `hint` is said of one that is empty.
    """

    name: str
    value: str = ""
    choices: tuple[str, ...] = ()
    many: bool = False
    has_lines: bool = False
    hint: str = ""

    @property
    def id(self) -> str:
        """The field's id among widgets."""
        return "field-" + self.name.replace(" ", "-")

    def meant(self, words: str) -> str:
        """Return what was typed, with line ends and a picked choice as they are kept."""
        words = typed_over(self.value, words, has_lines=self.has_lines)
        kept = {display(choice): choice for choice in self.choices}
        if self.many:
            return "\n".join(kept.get(piece, piece) for piece in self._pieces(words))
        return kept.get(words.strip(), words)

    def taken(self, words: str) -> tuple[str, ...]:
        """Return the values that stand in the field."""
        return tuple(self._pieces(words)) if self.many else (words.strip(),)

    def offered(self, words: str) -> tuple[str, ...]:
        """Return the choices that fit what is typed; all when it is one, or none fits."""
        typed = words.rpartition(",")[2] if self.many else words
        wanted, shown = folded(typed.strip()), tuple(map(display, self.choices))
        if any(folded(choice) == wanted for choice in shown):
            return shown
        fitting = [choice for choice in shown if wanted in folded(choice)]
        fitting.sort(key=lambda choice: not folded(choice).startswith(wanted))
        return tuple(fitting) or shown

    def picked(self, words: str, choice: str) -> str:
        """Return what stands in the field once a choice was picked, or let go of."""
        taken = self.taken(words)
        if not self.many:
            return "" if taken == (choice,) else choice
        if choice in taken:
            return ", ".join(name for name in taken if name != choice)
        *whole, last = self._pieces(words + ",") or [""]
        if last in map(display, self.choices) or folded(last) not in folded(choice):
            whole.append(last)
        return ", ".join([*filter(None, whole), choice])

    def _pieces(self, words: str) -> list[str]:
        """Return the values that stand in a field, a choice that holds commas as one."""
        shown = [display(choice) for choice in self.choices if "," in choice]
        whole = {_parted(choice): choice for choice in shown}
        sizes = sorted(set(map(len, whole)), reverse=True)
        left, pieces = _parted(words), []
        while left:
            size = next((size for size in sizes if left[:size] in whole), 1)
            pieces.append(whole.get(left[:size], left[0]))
            left = left[size:]
        return pieces


def typed_over(before: str, words: str, *, has_lines: bool = False) -> str:
    r"""Return what was typed over `before`, whose line ends have a sign on the screen.

    >>> typed_over("one\ntwo", "one␊two, three")
    'one\ntwo, three'
    """
    if words == display(before):
        return before
    for character in "\n\t":
        sign = display(character)
        if character in before or (has_lines and sign not in before):
            words = words.replace(sign, character)
    return words


def _parted(words: str) -> tuple[str, ...]:
    return tuple(piece for part in words.split(",") if (piece := part.strip()))


class Choices(LineView, can_focus=False):
    """The values that a field can hold, one after the other in a few rows."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"line-view--value", "line-view--taken"}

    class Picked(Message):
        """A value was clicked."""

        def __init__(self, choice: str) -> None:
            super().__init__()
            self.choice = choice

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__(id=id)
        self._offered: tuple[str, ...] = ()
        self._taken: tuple[str, ...] = ()
        self._rows: list[list[str]] = []

    def show(self, offered: Sequence[str], taken: Sequence[str]) -> None:
        """Offer these values, and mark those that stand in the field."""
        if tuple(offered) != self._offered:
            self.top = 0
        self._offered, self._taken = tuple(offered), tuple(taken)
        self.on_resize()

    def on_resize(self) -> None:
        """Flow the values into rows."""
        room = max(10, self.size.width - 1)
        self._rows = []
        left = 0
        for choice in self._offered:
            needed = self._cells(choice)
            if needed > left:
                self._rows.append([])
                left = room
            self._rows[-1].append(choice)
            left -= needed
        self.redraw()

    def row_count(self) -> int:
        """Return the rows that the values take."""
        return len(self._rows)

    def row_runs(self, row: int) -> Iterable[Run]:
        """Return a row of values; a sign says which are taken."""
        for choice in self._rows[row]:
            taken = choice in self._taken
            words = fitted(choice, self._cells(choice) - 3)
            yield Run(f"{'✓' if taken else '·'}{words}  ", ("taken" if taken else "value",))

    def on_click(self, event: events.Click) -> None:
        """Pick the value under the mouse."""
        row, place = self.top + event.y, event.x
        for choice in self._rows[row] if row < len(self._rows) else ():
            if place < self._cells(choice):
                self.post_message(self.Picked(choice))
                return
            place -= self._cells(choice)

    @staticmethod
    def _cells(choice: str) -> int:
        return min(_LONGEST, cell_width(choice)) + 3
