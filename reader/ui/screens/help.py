"""Every key that works on the screen, as the person has set it, and what signs mean."""

import itertools
from collections.abc import Iterable, Sequence
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from reader.ui.cells import fitted, width
from reader.ui.keys import hints
from reader.ui.runs import Run
from reader.ui.widgets.line_list import LineList
from reader.ui.widgets.status_line import StatusLine
from reader.ui.wrapping import wrapped

_SIGNS = (
    ("“", "a quote begins in this line; its words are underlined"),
    ("#", "a figure; its words are bold"),
    ("›", "reported speech, without quotation marks"),
    ("·", "a date or a time"),
    ("▌", "a claim: words that were tagged; the margin names its tags"),
    ("§", "a section head"),
    ("┃", "a pull quote"),
)


_WAYS = (
    ("n ⏎ ⏎ x", "go through the suggestions: accept, accept, dismiss"),
    ("n e … ⏎", "correct a mark's speaker or value, and tag it"),
    ("v w w t", "tag words that no mark covers"),
)

_WIDE = 78
"""Cells from which a key, its meaning and its name stand in one row."""


class HelpRow(NamedTuple):
    """A key and what it does; `name` is what the settings call it. A heading has no key."""

    key: str
    words: str
    name: str = ""


class HelpList(LineList[HelpRow]):
    """Keys with what they do; where it is narrow, names stand under them."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"line-view--{look}" for look in ("key", "hint", "heading", "meta")
    }

    shows_cursor = False

    def __init__(self, rows: Sequence[HelpRow], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._rows = tuple(rows)

    def on_resize(self) -> None:
        """Put names beside or under the keys."""
        if self.size.width >= _WIDE:
            self.show(self._rows)
        else:
            self.show(list(_narrow(self._rows, max(10, self.size.width - 22))))

    def row_runs(self, row: int) -> Iterable[Run]:
        """Return a key, its meaning and its name."""
        key, words, name = self.items[row]
        if not key and not name:
            return [Run(f" {words}", ("heading",))]
        if not key:
            return [Run(f"     {name}", ("meta",))]
        shown = [Run(f"   {fitted(key, max(16, width(key)))} ", ("key",))]
        if not name:
            return [*shown, Run(words, ("hint",))]
        room = self.size.width - 1 - width(shown[0].words) - width(name) - 1
        return [*shown, Run(fitted(words, room), ("hint",)), Run(f" {name}", ("meta",))]


def _narrow(rows: Iterable[HelpRow], room: int) -> Iterable[HelpRow]:
    for row in rows:
        first, *others = wrapped(row.words, room if row.key else room + 18) or [""]
        yield HelpRow(row.key, first)
        for words in others:
            yield HelpRow(row.key and " ", words)
        if row.name:
            yield HelpRow("", "", row.name)


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


def _rows(screen: Screen[object]) -> Iterable[HelpRow]:
    keys: dict[str, tuple[list[str], str]] = {}
    for found in screen.active_bindings.values():
        binding = found.binding
        if binding.id and binding.description:
            named, _ = keys.setdefault(binding.id, ([], binding.description))
            display = screen.app.get_key_display(binding)
            if display not in named:
                named.append(display)
    yield HelpRow("", "Ways to work")
    yield from itertools.starmap(HelpRow, _WAYS)
    yield HelpRow("", "")
    yield HelpRow("", "Keys, and the names by which [keys] in config.toml changes them")
    for name, (named, words) in keys.items():
        yield HelpRow(" ".join(named), words, name)
    yield HelpRow("", "")
    yield HelpRow("", "Signs beside the text")
    yield from itertools.starmap(HelpRow, _SIGNS)
