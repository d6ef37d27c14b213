"""The list of articles: a table where there is room, two lines for each where there is not."""

from collections.abc import Iterable
from typing import ClassVar

from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from reader.index import Row
from reader.schema import Column
from reader.ui.cells import fitted
from reader.ui.runs import Run
from reader.ui.shelf import Shelf
from reader.ui.widgets.line_list import LineList
from reader.ui.widgets.line_view import LineView

TABLE_FROM = 70
"""The width from which the list is a table; chosen so that a title keeps 20 cells."""

_PROGRESS_SIGNS = {"unread": "•", "begun": "◦", "done": "✓"}

_DATE, _SOURCE, _WORDS, _NUMBER = 10, 14, 6, 4


class ArticleTable(LineList[int]):
    """The articles of the library, by the ids of their rows."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"line-view--{look}" for look in ("headline", "meta", "claimed")
    }

    def __init__(self, shelf: Shelf, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._shelf = shelf

    def on_resize(self) -> None:
        """Choose between the table and two lines for each article."""
        self._fit()
        super().on_resize()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the strips of a region; the first page is drawn before `on_resize` is called."""
        self._fit()
        return super().render_lines(crop)

    def _fit(self) -> None:
        self.lines_each = 1 if self.size.width >= TABLE_FROM else 2

    def row_runs(self, row: int) -> Iterable[Run]:
        """Return a row of the table, or one of an article's two lines."""
        number, line = self.item_at(row)
        entry = self._shelf.row(number)
        if entry is None:
            return []
        width = self.size.width - 1
        at_cursor = row // self.lines_each == self.cursor and line == 0
        sign = ("▶" if at_cursor else " ") + _PROGRESS_SIGNS[entry.progress]
        if self.lines_each == 1:
            return [Run(sign, ()), *_table_row(entry, width - 2)]
        if line == 0:
            return [Run(sign, ()), Run(fitted(entry.listed.title, width - 2), ("headline",))]
        return [Run("  ", ()), *_second_line(entry, width - 2)]


class ListHeader(LineView, can_focus=False):
    """The names of the table's columns."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"line-view--column"}

    sorted_by: reactive[tuple[Column, bool]] = reactive(("published", False))
    """The column the list is sorted by, and whether it falls."""

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
        width = self.size.width - 3
        column, falling = self.sorted_by
        arrow = "▾" if falling else "▴"
        if width + 3 < TABLE_FROM:
            words = f"  Articles by {column} {arrow}"
            return [Run(fitted(words, width + 2), ("column",))]
        cells = [
            fitted((arrow if name == column else "") + words, cells, right=cells <= _WORDS)
            for name, words, cells in _columns(width)
        ]
        return [Run("  " + " ".join(cells), ("column",))]

    def on_click(self, event: events.Click) -> None:
        """Sort by the column under the mouse."""
        place = event.x - 2
        for name, _, cells in _columns(self.size.width - 3):
            if 0 <= place <= cells:
                self.post_message(self.ColumnChosen(name))
                return
            place -= cells + 1


def _columns(width: int) -> Iterable[tuple[Column, str, int]]:
    """Yield each column's name, the words over it and its width."""
    yield "published", "published", _DATE
    yield "source", "source or file", _SOURCE
    yield "title", "title", _title_width(width)
    yield "words", "words", _WORDS
    yield "quotes", "“”", _NUMBER
    yield "figures", "#", _NUMBER
    yield "claims", "▌", _NUMBER


def _title_width(width: int) -> int:
    return max(4, width - _DATE - _SOURCE - _WORDS - 3 * _NUMBER - 6)


def _table_row(entry: Row, width: int) -> Iterable[Run]:
    listed = entry.listed
    quotes, figures = _numbers(entry)
    yield Run(fitted(_date(entry), _DATE) + " ", ("meta",))
    yield Run(fitted(listed.source or listed.path, _SOURCE) + " ", ("meta",))
    yield Run(fitted(listed.title, _title_width(width)) + " ", ("headline",))
    yield Run(fitted(str(listed.words), _WORDS, right=True) + " ", ("meta",))
    yield Run(fitted(quotes, _NUMBER, right=True) + " ", ("meta",))
    yield Run(fitted(figures, _NUMBER, right=True) + " ", ("meta",))
    yield Run(fitted(str(entry.claims or "·"), _NUMBER, right=True), ("claimed",))


def _second_line(entry: Row, width: int) -> Iterable[Run]:
    listed = entry.listed
    quotes, figures = _numbers(entry)
    numbers = f"{listed.words} w  “{quotes}  #{figures}"
    claims = f"  ▌{entry.claims}" if entry.claims else ""
    room = width - len(numbers) - len(claims) - 2
    place = " ".join(filter(None, (_date(entry), listed.source or listed.path)))
    yield Run(fitted(place, room) + "  " + numbers, ("meta",))
    yield Run(claims, ("claimed",))


def _date(entry: Row) -> str:
    return entry.listed.published.isoformat() if entry.listed.published else ""


def _numbers(entry: Row) -> tuple[str, str]:
    """Return the counts of quotes and figures, dots until they are known."""
    if entry.quotes is None:
        return "…", "…"
    return str(entry.quotes), str(entry.figures)
