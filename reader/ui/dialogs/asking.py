"""The box that asks one question, with a button for each answer."""

from collections.abc import Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from reader.display import display
from reader.ui.actions import bindings
from reader.ui.keys import with_keys
from reader.ui.terminal.leaving import Leavable
from reader.ui.widgets.veil import Veiled

_KEYS = (
    "{left:asking.previous} {right:asking.next} choose   Enter take it   "
    "{escape:asking.leave} cancel"
)


class QuestionDialog(Leavable, Veiled, ModalScreen[str]):
    """Gives back the name of the answer, empty where Escape or Cancel was pressed."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("asking")

    def __init__(self, question: str, answers: Mapping[str, str]) -> None:
        super().__init__()
        self._question = question
        self._answers = dict(answers)

    def compose(self) -> ComposeResult:
        """Make the box: the question, and under it the answers."""
        with Vertical(id="box"):
            yield Static(Content(display(self._question)), id="question")
            with Horizontal(id="buttons"):
                for name, words in self._answers.items():
                    yield Button(Content(display(words)), id=name, compact=True)
                yield Button("Cancel", id="cancel", compact=True)
            yield Static(Content(with_keys(self.app, _KEYS)), id="keys")

    def on_mount(self) -> None:
        """Begin at the answer that changes nothing."""
        self.query_one("#cancel").focus()

    @on(Button.Pressed)
    def _answer(self, message: Button.Pressed) -> None:
        name = message.button.id or ""
        self.dismiss(name if name in self._answers else "")

    def action_leave(self) -> None:
        """Close the box without an answer."""
        self.dismiss("")
