"""One line that asks for a verdict and the evidence, while the words stay in sight."""

from collections.abc import Sequence
from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, Label

from annotations.claim import Verdict
from annotations.codebook import VerdictScale
from reader.display import display
from reader.ui.actions import bindings
from reader.ui.widgets.ask_bar import AskBar
from reader.ui.widgets.line_field import LineField

Result = TypeVar("Result")

_NONE = "0"
"""The digit that takes a verdict away."""


class VerdictStrip(Horizontal):
    """The values of the scales with their digits, then a field for the evidence.

    A digit that comes first is the verdict; what is typed or pasted then is the address or
    the title of the evidence. It lies over the line that asks, and is gone when it was
    answered.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings("verdict")

    class Given(Message):
        """A verdict was given, None where it is taken away, and perhaps evidence."""

        def __init__(self, verdict: Verdict | None, evidence: str) -> None:
            super().__init__()
            self.verdict, self.evidence = verdict, evidence

    class Left(Message):
        """Escape was pressed."""

    def __init__(self, scales: Sequence[VerdictScale], now: Verdict | None) -> None:
        super().__init__(id="verdict")
        values = [Verdict(value=value, scale=one.name) for one in scales for value in one.values]
        self._values: dict[str, Verdict | None] = {}
        self._values.update((str(number), value) for number, value in enumerate(values, 1))
        self._values[_NONE] = None
        self._now = now
        self._chosen: str | None = None
        self._asked_from: Widget | None = None

    @classmethod
    async def ask(
        cls, screen: Screen[Result], scales: Sequence[VerdictScale], now: Verdict | None
    ) -> None:
        """Ask on a screen, at its foot."""
        if screen.query(cls):
            return
        strip = cls(scales, now)
        strip._asked_from = screen.focused
        await screen.mount(strip, before=screen.query_one(AskBar))

    def compose(self) -> ComposeResult:
        """Put the values before the field."""
        yield Label(Content(self._offer()), id="values")
        yield LineField(placeholder="evidence: paste the address", id="evidence")

    def on_mount(self) -> None:
        """Take the keys."""
        self.query_one(Input).focus()

    def _offer(self) -> str:
        """Return the values with their digits, those of digits first; or the one chosen."""
        if self._chosen is not None:
            value = self._values[self._chosen]
            return f" {display(value.value) if value else 'no verdict'} "
        shown = [
            f"{digit} {display(value.value)}"
            for digit, value in self._values.items()
            if value and len(digit) == 1
        ]
        gone = [f"{_NONE} none"] if self._now else []
        return f" {'  '.join([*shown, *gone])} "

    def _choose(self, digit: str) -> None:
        self._chosen = digit
        self.query_one("#values", Label).update(Content(self._offer()))

    def action_choice(self, direction: int) -> None:
        """Choose the next or previous verdict."""
        names = list(self._values)
        here = names.index(self._chosen) if self._chosen else (-1 if direction > 0 else 0)
        self._choose(names[(here + direction) % len(names)])

    @on(Input.Changed)
    def _take_digit(self, message: Input.Changed) -> None:
        message.stop()
        field = message.input
        if self._chosen is None and field.value in self._values:
            self._choose(field.value)
            with field.prevent(Input.Changed):
                field.value = ""

    @on(Input.Submitted)
    def _give(self, message: Input.Submitted) -> None:
        message.stop()
        verdict = self._now if self._chosen is None else self._values[self._chosen]
        evidence = message.input.value.strip()
        if self._chosen is None and not evidence:
            self.action_leave()
        else:
            self._go(self.Given(verdict, evidence))

    def action_leave(self) -> None:
        """Leave everything as it was."""
        self._go(self.Left())

    def _go(self, news: Message) -> None:
        self.post_message(news)
        self.display = False
        if self._asked_from is not None and self._asked_from.is_attached:
            self.screen.set_focus(self._asked_from)
        self.screen.call_later(self.remove)
