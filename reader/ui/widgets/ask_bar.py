"""One line at the foot of the screen that asks for words: a search, a filter, a number.

Its field is made right after the first page is drawn, which it would hold up.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from textual import events
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.css.query import NoMatches
from textual.message import Message

from reader.ui.actions import bindings

if TYPE_CHECKING:
    from textual.suggester import Suggester
    from textual.widgets import Input


Complete: TypeAlias = Callable[[str], Sequence[str]]
"""From what was typed to all that it can become."""


def common_beginning(words: Sequence[str]) -> str:
    """Return the letters with which all of these words begin.

    >>> common_beginning(["codebook", "columns"])
    'co'
    """
    low, high = min(words), max(words)
    same = next((n for n, (a, b) in enumerate(zip(low, high, strict=False)) if a != b), len(low))
    return low[:same]


def _field() -> "type[Input]":
    from textual.widgets import Input

    return Input


class _News(Message):
    def __init__(self, purpose: str, words: str) -> None:
        super().__init__()
        self.purpose, self.words = purpose, words


class AskBar(Horizontal):
    """A label, a field, and signs to click for Enter and Escape; it is seen only while it asks."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("ask")

    class Typed(_News):
        """The words changed."""

    class Entered(_News):
        """Enter was pressed."""

    class Left(_News):
        """Escape was pressed."""

    class Offered(Message):
        """Tab was pressed where several completions fit; these are they."""

        def __init__(self, offers: Sequence[str]) -> None:
            super().__init__()
            self.offers = offers

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__(id=id)
        self._purpose = ""
        self._complete: Complete | None = None
        self._past: Sequence[str] = ()
        self._place = 0
        self.display = False

    def on_mount(self) -> None:
        """Make the field once the first page is there."""
        self.call_after_refresh(self._make_early)

    async def _make_early(self) -> None:
        with suppress(NoMatches):  # the screen is being left, and takes no field any more
            await self._made()

    async def _made(self) -> "Input":
        from textual.widgets import Input, Label

        from reader.ui.widgets.line_field import LineField

        if not self.children:
            await self.mount(
                Label(id="ask-label"),
                LineField(id="ask-field"),
                Label(" ⏎ ", id="ask-enter"),
                Label(" ✕ ", id="ask-leave"),
            )
        return self.query_one(Input)

    async def ask(
        self,
        purpose: str,
        label: str,
        words: str = "",
        *,
        complete: "Complete | None" = None,
        past: Sequence[str] = (),
        shows: "Suggester | None" = None,
    ) -> None:
        """Ask for words; messages carry the purpose.

        `complete` gives what the words can become, which Tab puts in as far as all begin
        alike; `past` are words of before, which up and down bring back. `shows` is shown as
        what may follow, which the right arrow takes.
        """
        self._complete, self._past, self._place = complete, past, len(past)
        from textual.widgets import Label

        field = await self._made()
        self._purpose = purpose
        field.suggester = shows
        self.query_one(Label).update(Content(f" {label} "))
        self.display = True
        with field.prevent(type(field).Changed):
            field.value = words
        self.screen.set_focus(field)

    def on_input_changed(self, message: "Input.Changed") -> None:
        """Tell what is typed."""
        message.stop()
        if self.display:
            self.post_message(self.Typed(self._purpose, message.input.value))

    def on_input_submitted(self, message: "Input.Submitted") -> None:
        """Tell that it was all."""
        message.stop()
        self._enter(message.value)

    def _enter(self, words: str) -> None:
        self.display = False
        self.post_message(self.Entered(self._purpose, words))

    async def on_click(self, event: events.Click) -> None:
        """Do what Enter or Escape does, where their signs are clicked."""
        sign = event.widget.id if event.widget else None
        if sign == "ask-enter":
            self._enter((await self._made()).value)
        elif sign == "ask-leave":
            self.action_leave()

    def action_past(self, direction: int) -> None:
        """Put words of before into the field."""
        if not self._past:
            return
        self._place = max(0, min(self._place + direction, len(self._past)))
        self._put(self._past[self._place] if self._place < len(self._past) else "")

    def action_complete(self) -> None:
        """Complete the words as far as they can only go on in one way."""
        if self._complete is None:
            return
        field = self.query_one(_field())
        offers = self._complete(field.value)
        if offers:
            begin = common_beginning(offers)
            self._put(f"{begin} " if len(offers) == 1 else max(begin, field.value, key=len))
        if len(offers) != 1:
            self.post_message(self.Offered(offers))

    def _put(self, words: str) -> None:
        field = self.query_one(_field())
        field.value = words
        field.cursor_position = len(words)

    def action_leave(self) -> None:
        """Stop asking and leave things as they were."""
        self.display = False
        self.post_message(self.Left(self._purpose, ""))
