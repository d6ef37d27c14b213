"""Every key that works on the screen, as the person has set it, and what signs mean."""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar, NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen

from annotations.folding import folded
from reader.ui.actions import SECTIONS, bindings
from reader.ui.keys import hints
from reader.ui.terminal.leaving import Leavable
from reader.ui.widgets.ask_bar import AskBar
from reader.ui.widgets.line_field import LineField
from reader.ui.widgets.line_list import LineList
from reader.ui.widgets.status_line import StatusLine
from reader.view.text.cells import fitted, width
from reader.view.text.runs import Run
from reader.view.text.wrapping import wrapped

_SIGNS = (
    ("“", "a quote begins in this line; its words are underlined"),
    ("#", "a figure; its words are bold"),
    ("›", "reported speech, without quotation marks"),
    ("·", "a date or a time; ^ what a model predicted"),
    ("▌", "a claim: words that were tagged; the margin names its tags"),
    ("§", "a section head"),
    ("┃", "a pull quote; │ a block quotation"),
    ("•", "an item of a list; ┊ a row of a table; ▫ a caption"),
)


_WAYS = (
    (("text.next-mark", "read.accept", "read.accept", "read.dismiss"),
     "go through the suggestions: accept, accept, dismiss"),
    (("text.next-mark", "read.edit", "…", "read.accept"),
     "correct a mark's speaker or value, and tag it"),
    (("text.select", "text.word", "text.word", "read.tag"), "tag words that no mark covers"),
    (("read.tag-1",), "tag at once; so do all digits that are keys in the codebook"),
    (("read.tag", "…", "read.accept"), "tag; type a name, or the letter that is the tag's key"),
)  # fmt: skip
"""Keys that are pressed one after the other, by their names, and what comes of it."""

_TERMS = (
    ("dam", "in the title, the source or the path"),
    ('"no people"', "exact words of the text"),
    ("source:tass", "in it; so too title: path: by: agency: library: (folder)"),
    ("quote:brandt", "who is quoted"),
    ("tag:to tagged", "a claim with a tag that begins so; verdict: annotator:"),
    ("figure>1000", "a figure of that value; unit:EUR counts:killed date:"),
    ("speaker:brandt", "a quote of theirs; form:indirect kind:quote"),
    ("figures>5", "that many; also words, quotes, claims; words:100..500"),
    ("unread", "how far it was read; also begun and done"),
    ("2024-07", "published then; 2024-05..2024-07, ..2023"),
    ("-unread", "not so; all terms must hold"),
    ("(a OR b)", "one of the two; @name is a saved filter"),
)
"""What a filter of the list can ask for, as the README tells it at length."""

_TUTORIAL = "“copydesk read --samples” opens first steps, of two minutes."
_CHANGING = "The name beside a key changes it under [keys] in config.toml."

_WIDE = 78
"""Cells from which a key, its meaning and its name stand in one row."""

_KEYS, _NARROW_KEYS = 16, 9
"""Cells of the column of keys, where there is room and where there is not."""


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
        self._all = self._fitting = tuple(rows)
        self._longest = max((width(row.words) for row in self._all if row.name), default=0)

    def show_fitting(self, words: str) -> None:
        """Show the rows that have all of these words, under their headings."""
        self._fitting = tuple(_fitting(self._all, words))
        self.instead = "" if self._fitting else "No key and no sign fits."
        self.on_resize()

    def on_resize(self) -> None:
        """Put names beside or under the keys."""
        if self._is_wide:
            self.show(self._fitting)
        else:
            self.show(list(_narrow(self._fitting, max(10, self.size.width - _NARROW_KEYS - 5))))

    @property
    def _is_wide(self) -> bool:
        return self.size.width >= _WIDE

    def row_runs(self, row: int) -> Iterable[Run]:
        """Return a key, its meaning and its name."""
        key, words, name = self.items[row]
        if not key:
            return [Run(f"     {name}", ("meta",)) if name else Run(f" {words}", ("heading",))]
        keys = _KEYS if self._is_wide else _NARROW_KEYS
        shown = [Run(f"   {fitted(key, max(keys, width(key)))} ", ("key",))]
        if not name:
            return [*shown, Run(words, ("hint",))]
        # Names stand in a column near what the keys do, a long one before it where it must.
        room = self.size.width - 1 - width(shown[0].words) - width(name) - 2
        words = fitted(words, min(room, self._longest))
        return [*shown, Run(words, ("hint",)), Run(f"  {name}", ("meta",))]


def _fitting(rows: Iterable[HelpRow], words: str) -> Iterable[HelpRow]:
    """Yield the rows that have all of the words, each heading before the first of its own."""
    wanted = folded(words).split()
    heading: HelpRow | None = None
    for row in rows:
        if not row.key and wanted:
            heading = row if row.words else heading
        elif all(word in folded(" ".join(row)) for word in wanted):
            if heading is not None:
                yield heading
                heading = None
            yield row


def _narrow(rows: Iterable[HelpRow], room: int) -> Iterable[HelpRow]:
    """Yield each row in as many as it needs, its name under it."""
    for row in rows:
        key = row.key
        if width(key) > _NARROW_KEYS:
            yield HelpRow(key, "")
            key = " "
        for number, words in enumerate(wrapped(row.words, room if key else room + 10)):
            yield HelpRow(" " if key and number else key, words)
        if not row.words and not row.name:
            yield row
        for name in wrapped(row.name, room + 6):
            yield HelpRow("", "", name)


class HelpScreen(Leavable, Screen[None]):
    """The keys of the screen it was called from; letters that are typed leave what has them."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("help")

    def __init__(self, about: Screen[object]) -> None:
        super().__init__()
        self._rows = list(_rows(about))

    def compose(self) -> ComposeResult:
        """Put the keys over the line that asks and the status line."""
        yield HelpList(self._rows, id="help")
        yield AskBar(id="ask")
        yield StatusLine(id="status")

    def on_mount(self) -> None:
        """Show how to go back."""
        self.query_one(StatusLine).message = "Keys. Type what you look for."
        self.call_after_refresh(self._show_hints)

    def _show_hints(self) -> None:
        names = ("help.back", "list.page-down", "help.filter")
        self.query_one(StatusLine).hints = hints(self, names)

    async def on_key(self, event: events.Key) -> None:
        """Begin to filter with a letter that is no key here."""
        if event.character and event.is_printable and not isinstance(self.focused, LineField):
            event.stop()
            await self.query_one(AskBar).ask("filter", "Show:", event.character)

    async def action_filter(self) -> None:
        """Ask which rows to show."""
        await self.query_one(AskBar).ask("filter", "Show:")

    @on(AskBar.Typed)
    @on(AskBar.Entered)
    def _filter_by(self, message: AskBar.Typed | AskBar.Entered) -> None:
        shown = self.query_one(HelpList)
        shown.show_fitting(message.words)
        if isinstance(message, AskBar.Entered):
            self.set_focus(shown)

    @on(AskBar.Left)
    def _show_all(self) -> None:
        shown = self.query_one(HelpList)
        shown.show_fitting("")
        self.set_focus(shown)


def _rows(screen: Screen[object]) -> Iterable[HelpRow]:
    keys: dict[str, tuple[list[str], str]] = {}
    for found in screen.active_bindings.values():
        binding = found.binding
        if binding.id and binding.description:
            named, _ = keys.setdefault(binding.id, ([], binding.description))
            display = screen.app.get_key_display(binding)
            if display not in named:
                named.append(display)
    yield HelpRow("", "", _TUTORIAL)
    yield HelpRow("", "")
    ways = list(_ways({name: named[0] for name, (named, _) in keys.items()}))
    if ways:
        yield HelpRow("", "Ways to work")
        yield from ways
        yield HelpRow("", "")
    yield HelpRow("", "Signs beside the text")
    yield from itertools.starmap(HelpRow, _SIGNS)
    left = {name: HelpRow(" ".join(named), words, name) for name, (named, words) in keys.items()}
    yield HelpRow("", "")
    yield HelpRow("", "", _CHANGING)
    for section in SECTIONS:
        here = [left[action.name] for action in section.actions if action.name in left]
        if here:
            yield HelpRow("", "")
            yield HelpRow("", section.heading)
            yield from here
    if "desk.filter" in keys:
        yield HelpRow("", "")
        yield HelpRow("", f"What {keys['desk.filter'][0][0]} in the list can ask for")
        yield from itertools.starmap(HelpRow, _TERMS)


def _ways(key_of: Mapping[str, str]) -> Iterable[HelpRow]:
    """Yield the ways that work on this screen, with the keys as the person has set them."""
    for names, words in _WAYS:
        if all(name in key_of or name == "…" for name in names):
            yield HelpRow(" ".join(key_of.get(name, name) for name in names), words)
