"""A list of any length with a cursor; only the rows on the screen are drawn."""

from collections.abc import Iterable, Sequence
from typing import ClassVar, Generic, TypeVar

from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.reactive import reactive

from reader.ui.actions import bindings
from reader.ui.widgets.line_view import LineView
from reader.view.text.runs import Run
from reader.view.text.wrapping import wrapped

Item = TypeVar("Item")


class LineList(LineView, Generic[Item]):
    """Items in rows, each `lines_each` rows high.

    Subclasses draw a row in `row_runs` (see `item_at`). `show` swaps the items. Until a
    person moves the cursor or chooses an item, `was_moved` is off.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"line-view--cursor"}
    BINDINGS: ClassVar[list[BindingType]] = bindings("list")

    cursor: reactive[int] = reactive(0, repaint=False)
    """The number of the item that keys act on."""

    instead: reactive[str] = reactive("", repaint=False, init=False)
    """A sentence to show while there are no items."""

    lines_each = 1
    shows_cursor = True

    class News(Message):
        """Something happened at an item of `control`."""

        def __init__(self, sender: LineView, number: int) -> None:
            super().__init__()
            self.sender = sender
            self.number = number

        @property
        def control(self) -> LineView:
            """The list."""
            return self.sender

    class Chosen(News):
        """Enter or a click chose the item at the cursor."""

    class CursorMoved(News):
        """The cursor stands on another item, or the item under it was swapped."""

    def __init__(self, items: Sequence[Item] = (), *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.items: Sequence[Item] = items
        self.was_moved = False
        self._sentence: list[str] = []

    @property
    def current(self) -> Item | None:
        """The item at the cursor, None in an empty list."""
        return self.items[self.cursor] if self.cursor < len(self.items) else None

    @property
    def seen(self) -> list[Item]:
        """The items on the screen."""
        first = self.top // self.lines_each
        return list(self.items[first : first + self.size.height // self.lines_each + 1])

    def show(self, items: Sequence[Item], *, cursor: int | None = None) -> None:
        """Show other items; the cursor stays on its number unless another is given."""
        before = self.current
        self.items = items
        wanted = self.cursor if cursor is None else cursor
        self.cursor = max(0, min(wanted, len(items) - 1))
        self.redraw()
        self.show_row(self.cursor * self.lines_each, rows=self.lines_each)
        if self.current != before:
            self.post_message(self.CursorMoved(self, self.cursor))

    def row_count(self) -> int:
        """Return the rows of all items, or of the sentence that stands in their place."""
        if not self.items:
            return len(self._sentence)
        return len(self.items) * self.lines_each

    def drawn_row(self, row: int) -> Iterable[Run]:
        """Return a row of an item, or of the sentence."""
        return self.row_runs(row) if self.items else [Run(f"  {self._sentence[row]}", ())]

    def watch_instead(self, sentence: str) -> None:
        """Wrap the sentence that stands in the place of items."""
        self._sentence = wrapped(sentence, max(10, self.size.width - 5))
        self.redraw()

    def on_resize(self) -> None:
        """Draw for the new size."""
        self.watch_instead(self.instead)
        self.show_row(self.cursor * self.lines_each, rows=self.lines_each)

    def item_at(self, row: int) -> tuple[Item, int]:
        """Return the item that a row belongs to, and which of its rows it is."""
        number, line = divmod(row, self.lines_each)
        return self.items[number], line

    def row_key(self, row: int) -> object | None:
        """Return what the drawing of a row depends on."""
        number = row // self.lines_each
        if number >= len(self.items):
            return None
        return row, number == self.cursor

    def row_looks(self, row: int) -> tuple[str, ...]:
        """Return the look of the row at the cursor."""
        if not self.shows_cursor or not self.items:
            return ()
        return ("cursor",) if row // self.lines_each == self.cursor else ()

    def redraw_item(self, number: int) -> None:
        """Draw one item anew, since what it shows has changed."""
        rows = range(number * self.lines_each, (number + 1) * self.lines_each)
        for row in rows:
            self._strips.pop((row, True), None)
            self._strips.pop((row, False), None)
        self.redraw_rows(*rows)

    def watch_cursor(self, before: int, now: int) -> None:
        """Draw the two items that changed places."""
        each = self.lines_each
        for number in {before, now}:
            self.redraw_rows(*range(number * each, (number + 1) * each))
        self.show_row(now * each, rows=each)
        self.post_message(self.CursorMoved(self, now))

    def validate_cursor(self, number: int) -> int:
        """Keep the cursor in the list."""
        return max(0, min(number, len(self.items) - 1))

    def action_move(self, items: int) -> None:
        """Move the cursor up or down; a list that shows none is scrolled."""
        self.was_moved = True
        if self.shows_cursor:
            self.cursor += items
        else:
            self.top += items * self.lines_each

    def action_page(self, pages: int) -> None:
        """Move the cursor by a page."""
        self.action_move(pages * max(1, self.page_size // self.lines_each))

    def action_first(self) -> None:
        """Move the cursor to the first item."""
        self.action_move(-len(self.items))

    def action_last(self) -> None:
        """Move the cursor to the last item."""
        self.action_move(len(self.items))

    def action_choose(self) -> None:
        """Choose the item at the cursor."""
        if self.items:
            self.was_moved = True
            self.post_message(self.Chosen(self, self.cursor))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Move the cursor to the item under the mouse, or the page to the rail's place."""
        if self.grabs_rail(event):
            return
        number = (self.top + event.y) // self.lines_each
        if number < len(self.items):
            self.was_moved = True
            self.cursor = number

    def on_click(self, event: events.Click) -> None:
        """Choose the item under the mouse."""
        number = (self.top + event.y) // self.lines_each
        if event.x < self.size.width - 1 and number < len(self.items):
            self.action_choose()
