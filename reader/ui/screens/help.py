"""Every key that works on the screen, as the person has set it, and what signs mean."""

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from reader.ui.keys import hints
from reader.ui.page import Run
from reader.ui.widgets.line_list import LineList
from reader.ui.widgets.status_line import StatusLine

_SIGNS = (
    ("“", "a quote begins in this line; its words are underlined"),
    ("#", "a figure; its words are bold"),
    ("›", "reported speech, without quotation marks"),
    ("·", "a date or a time"),
    ("▌", "a claim: words that were tagged; the margin names its tags"),
    ("§", "a section head"),
    ("┃", "a pull quote"),
)


class HelpList(LineList[tuple[str, str]]):
    """Pairs of a key and what it does."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"line-view--{look}" for look in ("key", "hint", "heading")
    }

    shows_cursor = False

    def row_runs(self, row: int) -> Iterable[Run]:
        """Return a key and its meaning; a heading has no key."""
        key, words = self.items[row]
        if not key:
            return [Run(f" {words}", ("heading",))]
        return [Run(f"   {key:<22} ", ("key",)), Run(words, ("hint",))]


class HelpScreen(Screen[None]):
    """The keys of the screen it was called from."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,escape,question_mark,backspace", "dismiss", "Back", id="help.back")
    ]

    def __init__(self, about: Screen[object]) -> None:
        super().__init__()
        self._rows = list(_rows(about))

    def compose(self) -> ComposeResult:
        """Put the keys over the status line."""
        yield HelpList(self._rows, id="help")
        yield StatusLine(id="status")

    def on_mount(self) -> None:
        """Show how to go back."""
        self.query_one(StatusLine).message = "Keys"
        self.call_after_refresh(self._show_hints)

    def _show_hints(self) -> None:
        self.query_one(StatusLine).hints = hints(self, ("help.back", "list.page-down"))


def _rows(screen: Screen[object]) -> Iterable[tuple[str, str]]:
    keys: dict[str, tuple[list[str], str]] = {}
    for found in screen.active_bindings.values():
        binding = found.binding
        if binding.id and binding.description:
            named, _ = keys.setdefault(binding.id, ([], binding.description))
            display = screen.app.get_key_display(binding)
            if display not in named:
                named.append(display)
    yield "", "Keys"
    for named, words in keys.values():
        yield " ".join(named), words
    yield " ", ""
    yield "", "Signs beside the text"
    yield from _SIGNS
