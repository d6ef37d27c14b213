"""The list of articles: a table where there is room, two lines for each where there is not."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from time import monotonic
from typing import ClassVar

from textual import events, on, work
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.worker import Worker, get_current_worker

from reader.index import Row
from reader.index.schema import Column
from reader.state.layout import COLUMNS
from reader.ui.keys import with_keys
from reader.ui.terminal.activity import Activity, Breather, CalledOffError
from reader.ui.widgets.line_list import LineList
from reader.ui.widgets.line_view import LineView
from reader.view.shelf import Shelf
from reader.view.text.cells import fitted
from reader.view.text.runs import Run

TABLE_FROM = 70
"""The width from which the list is a table; chosen so that a title keeps 18 cells."""

_FIRST_ROWS = 200
"""Rows that are found before the first page is drawn: more than any screen has."""

_FINDING_SHARE = 8
"""For how many times as long as it took to find rows they then stay, when others come in."""

_SHORTEST_STAY = 0.05
"""Seconds; at least three frames."""

_NO_FIT = "No article fits the filter. {escape:desk.let-go} takes it away."

_PROGRESS_SIGNS = {"unread": "•", "begun": "◦", "done": "✓"}

_SIGNS, _DATE, _SOURCE, _WORDS, _NUMBER = 3, 10, 14, 6, 4
_LIBRARY, _SOURCE_BESIDE = 10, 11
"""Cells of a library's name, and of what stands beside it."""

_LOOKS = {"title": "headline", "claims": "claimed"}


class ArticleTable(LineList[int]):
    """The articles of the library that the shelf chooses, by the ids of their rows."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"line-view--{look}" for look in ("headline", "meta", "claimed")
    }

    class Arranged(Message):
        """The rows are others, or in another order."""

    class _Found(Message):
        def __init__(
            self,
            ids: Sequence[int],
            worker: Worker[None],
            *,
            taken: float,
        ) -> None:
            super().__init__()
            self.ids, self.worker, self.taken = ids, worker, taken

    columns: reactive[tuple[str, ...]] = reactive(COLUMNS)
    """The columns that are shown."""

    def __init__(self, shelf: Shelf, activity: Activity, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._shelf = shelf
        self._activity = activity
        self._is_first_page = True
        self._is_finding = self._has_news = False
        self._goes_to_end = self._waits_for_one = False

    @property
    def shown(self) -> int:
        """How many articles are shown, also those that are not found yet at the start."""
        return self._shelf.total if self._is_first_page else len(self.items)

    # Finding the rows

    def show_first_page(self) -> None:
        """Show the first rows at once; `find` soon gives the others."""
        ids = self._shelf.find(limit=_FIRST_ROWS)
        self._shelf.total = max(len(ids), self._shelf.workspace.articles.list.total())
        self._shelf.name_libraries()
        self.show(ids)

    def find(self) -> None:
        """Find the rows that are chosen, in place of any search that runs, and show them."""
        self._is_finding, self._has_news = True, False
        self._find(beside_keys=False)

    def find_news(self) -> None:
        """Find the rows anew, as articles have changed; a search that runs goes on."""
        if self._is_finding:
            self._has_news = True
        else:
            self._is_finding, self._has_news = True, False
            self._find(beside_keys=True)

    def _end_finding(self) -> None:
        self._is_finding = False
        if self._has_news:
            self.find_news()

    @work(thread=True, exclusive=True, group="find")
    def _find(self, *, beside_keys: bool) -> None:
        """Find the rows; with `beside_keys`, nobody waits for them and keys go first."""
        worker, began = get_current_worker(), monotonic()
        rest = Breather(worker, self._activity)

        def is_wanted() -> bool:
            with suppress(CalledOffError):
                if beside_keys:
                    rest()
                return not worker.is_cancelled
            return False

        with suppress(CalledOffError):
            ids = self._shelf.find(wanted=is_wanted)
            self.post_message(self._Found(ids, worker, taken=monotonic() - began))

    @on(_Found)
    def _show_found(self, message: _Found) -> None:
        message.stop()
        if message.worker.is_cancelled:
            return
        ids, here, place = message.ids, self.current, self.cursor
        drawn_from = self._drawn_from()
        self._is_first_page = False
        self._shelf.forget_rows()
        self.forget_rows()
        # Rows that come in above would take the cursor along before anybody has used it.
        is_same = place < len(ids) and ids[place] == here
        if self._goes_to_end:
            place, self._goes_to_end = len(ids) - 1, False
        elif here is not None and self.was_moved and not is_same:
            with suppress(ValueError):
                place = ids.index(here)
        self._shelf.name_libraries()
        no_fit = self._shelf.is_filtered and not ids
        self.instead = with_keys(self.app, _NO_FIT) if no_fit else self._shelf.nothing
        pause = max(_SHORTEST_STAY, message.taken * _FINDING_SHARE)
        self.set_timer(pause, self._end_finding)
        self._show_what_changed(ids, place, drawn_from)
        if not self._shelf.is_filtered:
            self._shelf.total = len(ids)
        self.post_message(self.Arranged())
        if self._waits_for_one and self.items:
            self._waits_for_one = False
            if self.has_focus:
                self.action_choose()

    def _show_what_changed(self, ids: Sequence[int], place: int, drawn_from: object) -> None:
        """Show other rows, without drawing anew what is the same on the screen."""
        before, self.items = self.items, ids
        if place != self.cursor or self._drawn_from() != drawn_from:
            self.items = before
            self.show(ids, cursor=place)

    def _drawn_from(self) -> object:
        """Return what the drawing of the screen depends on."""
        rows = [self._shelf.row(number) for number in self.seen]
        return self.current, self._thumb(), self._shelf.library_names, rows

    # Acting before all rows are found

    def action_move(self, items: int) -> None:
        """Move the cursor, which then goes no further by itself."""
        self._goes_to_end = False
        super().action_move(items)

    def action_last(self) -> None:
        """Move the cursor to the last article, also of those that are not found yet."""
        super().action_last()
        self._goes_to_end = self._is_first_page

    def action_choose(self) -> None:
        """Choose the article at the cursor; at a first start, as soon as there is one."""
        self._waits_for_one = not self.items and not self._shelf.is_filtered
        super().action_choose()

    # Drawing

    def row_count(self) -> int:
        """Return the rows of all articles, also of those that are not found yet."""
        return self.shown * self.lines_each if self.items else super().row_count()

    def on_resize(self) -> None:
        """Choose between the table and two lines for each article."""
        self._fit()
        super().on_resize()

    def pieces(self, ys: Iterable[int]) -> list[tuple[Strip, Strip]]:
        """Return rows of the screen; the first page is drawn before `on_resize` is called."""
        self._fit()
        return super().pieces(ys)

    def watch_columns(self) -> None:
        """Draw anew."""
        self.redraw()

    def filled(self) -> frozenset[str]:
        """Return the columns that hold anything in the rows that are seen."""
        rows = [row for number in self.seen if (row := self._shelf.row(number))]
        empty = set()
        if rows and not any(row.listed.published for row in rows):
            empty.add("published")
        return frozenset(COLUMNS) - empty

    def _fit(self) -> None:
        self.lines_each = 1 if self.size.width >= TABLE_FROM else 2

    def row_runs(self, row: int) -> Iterable[Run]:
        """Return a row of the table, or one of an article's two lines."""
        if row >= len(self.items) * self.lines_each:
            return []
        number, line = self.item_at(row)
        entry = self._shelf.row(number)
        if entry is None:
            return []
        width = self.size.width - 1
        at_cursor = row // self.lines_each == self.cursor and line == 0
        sign = f"{'▶' if at_cursor else ' '}{_PROGRESS_SIGNS[entry.progress]} "
        if self.lines_each == 1:
            return [Run(sign, ()), *self._table_row(entry, width - _SIGNS)]
        if line == 0:
            return [Run(sign, ()), Run(fitted(entry.listed.title, width - _SIGNS), ("headline",))]
        return [Run(" " * _SIGNS, ()), *self._second_line(entry, width - _SIGNS)]

    def _table_row(self, entry: Row, width: int) -> Iterable[Run]:
        listed, names = entry.listed, self._shelf.library_names
        quotes, figures = _numbers(entry)
        cells = {
            "published": _date(entry),
            "library": names.get(listed.library, ""),
            "source": listed.source or listed.path,
            "title": listed.title,
            "words": str(listed.words),
            "quotes": quotes,
            "figures": figures,
            "claims": str(entry.claims or "·"),
        }
        for name, _, cell_width in _columns(width, self.columns, names_libraries=bool(names)):
            words = fitted(cells[name], cell_width, right=cell_width <= _WORDS)
            yield Run(words if name == "claims" else words + " ", (_LOOKS.get(name, "meta"),))

    def _second_line(self, entry: Row, width: int) -> Iterable[Run]:
        listed = entry.listed
        quotes, figures = _numbers(entry)
        numbers = f"{listed.words} w  “{quotes}  #{figures}"
        claims = f"  ▌{entry.claims}" if entry.claims else ""
        room = width - len(numbers) - len(claims) - 2
        library = self._shelf.library_names.get(listed.library)
        named = f"{library}: " if library else ""
        place = f"{_date(entry)} {named}{listed.source or listed.path}".strip()
        yield Run(fitted(place, room) + "  " + numbers, ("meta",))
        yield Run(claims, ("claimed",))


class ListHeader(LineView, can_focus=False):
    """The names of the table's columns."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"line-view--column"}

    sorted_by: reactive[tuple[Column, bool]] = reactive(("published", False))
    """The column the list is sorted by, and whether it falls."""
    columns: reactive[tuple[str, ...]] = reactive(COLUMNS)
    """The columns that are shown."""
    names_libraries: reactive[bool] = reactive(False)
    """Whether the list has a column for the library."""

    class ColumnChosen(Message):
        """A column's name was clicked."""

        def __init__(self, column: Column) -> None:
            super().__init__()
            self.column = column

    def row_count(self) -> int:
        """Return one: the names stand in one row."""
        return 1

    def row_runs(self, row: int) -> Iterable[Run]:
        """Return the names, each where its column is."""
        del row
        width = self.size.width - 1 - _SIGNS
        column, falling = self.sorted_by
        arrow = "▾" if falling else "▴"
        if self.size.width < TABLE_FROM:
            words = f"Articles by {column} {arrow}"
            return [Run(" " * _SIGNS + fitted(words, width), ("column",))]
        cells = [
            fitted((arrow if name == column else "") + words, cells, right=cells <= _WORDS)
            for name, words, cells in _columns(
                width, self.columns, names_libraries=self.names_libraries
            )
        ]
        return [Run(" " * _SIGNS + " ".join(cells), ("column",))]

    def on_click(self, event: events.Click) -> None:
        """Sort by the column under the mouse."""
        place = event.x - _SIGNS
        width = self.size.width - 1 - _SIGNS
        names_libraries = self.names_libraries
        for name, _, cells in _columns(width, self.columns, names_libraries=names_libraries):
            if 0 <= place <= cells:
                self.post_message(self.ColumnChosen(name))
                return
            place -= cells + 1


def _columns(
    width: int, wanted: Sequence[str], *, names_libraries: bool
) -> Iterable[tuple[Column, str, int]]:
    """Yield each column's name, the words over it and its width; the title takes the rest."""
    source = _SOURCE_BESIDE if names_libraries else _SOURCE
    columns: list[tuple[Column, str, int]] = [
        ("published", "published", _DATE),
        ("library", "library", _LIBRARY),
        ("source", "source or file" if source == _SOURCE else "source", source),
        ("title", "title", 0),
        ("words", "words", _WORDS),
        ("quotes", "“”", _NUMBER),
        ("figures", "#", _NUMBER),
        ("claims", "▌", _NUMBER),
    ]
    shown = [
        one for one in columns if one[0] in wanted or (one[0] == "library" and names_libraries)
    ]
    others = sum(cells for _, _, cells in shown) + len(shown) - 1
    for name, words, cells in shown:
        yield name, words, max(4, width - others) if name == "title" else cells


def _date(entry: Row) -> str:
    return entry.listed.published.isoformat() if entry.listed.published else ""


def _numbers(entry: Row) -> tuple[str, str]:
    """Return the counts of quotes and figures, dots until they are known."""
    return _number(entry.quotes), _number(entry.figures)


def _number(count: int | None) -> str:
    if count is None:
        return "…"
    return str(count) if count >= 0 else "?"
