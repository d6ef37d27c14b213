"""One line at the foot of the screen that asks for words: a search, a filter, a number."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Label


class _News(Message):
    def __init__(self, purpose: str, words: str) -> None:
        super().__init__()
        self.purpose, self.words = purpose, words


class AskBar(Horizontal):
    """A label and a field; it is seen only while it asks."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", show=False, id="ask.leave")
    ]

    class Typed(_News):
        """The words changed."""

    class Entered(_News):
        """Enter was pressed."""

    class Left(_News):
        """Escape was pressed."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__(id=id)
        self._purpose = ""
        self.display = False

    def compose(self) -> ComposeResult:
        """Put the label before the field."""
        yield Label(id="ask-label")
        yield Input(id="ask-field")

    def ask(self, purpose: str, label: str, words: str = "") -> None:
        """Ask for words; messages carry the purpose."""
        self._purpose = purpose
        self.query_one(Label).update(Content(f" {label} "))
        field = self.query_one(Input)
        self.display = True
        with field.prevent(Input.Changed):
            field.value = words
        field.focus()

    def close(self) -> None:
        """Stop asking."""
        self.display = False

    @on(Input.Changed)
    def _tell_typed(self, message: Input.Changed) -> None:
        message.stop()
        if self.display:
            self.post_message(self.Typed(self._purpose, self.query_one(Input).value))

    @on(Input.Submitted)
    def _tell_entered(self, message: Input.Submitted) -> None:
        message.stop()
        self.display = False
        self.post_message(self.Entered(self._purpose, message.value))

    def action_leave(self) -> None:
        """Stop asking and leave things as they were."""
        self.display = False
        self.post_message(self.Left(self._purpose, ""))
