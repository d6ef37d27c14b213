"""The list of articles: a table where there is room, two lines for each where there is not."""

from collections.abc import Iterable
from typing import ClassVar

from reader.ui.cells import fitted
from reader.ui.page import Run
from reader.ui.shelf import Entry
from reader.ui.widgets.line_list import LineList
from reader.ui.widgets.line_view import LineView

TABLE_FROM = 70
"""The width from which the list is a table; chosen so that a title keeps 20 cells."""

_DATE, _SOURCE, _WORDS, _NUMBER = 10, 14, 6, 4


class ArticleList(LineList[Entry]):
    """The articles of the library."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"line-view--{look}" for look in ("headline", "meta", "claimed")
    }

    def on_resize(self) -> None:
        """Choose between the table and two lines for each article."""
        self.lines_each = 1 if self.size.width >= TABLE_FROM else 2
        super().on_resize()

    def row_runs(self, row: int) -> Iterable[Run]:
        """Return a row of the table, or one of an article's two lines."""
        entry, line = self.item_at(row)
        width = self.size.width - 1
        sign = "▶ " if row // self.lines_each == self.cursor and line == 0 else "  "
        if self.lines_each == 1:
            return [Run(sign, ()), *_table_row(entry, width - 2)]
        if line == 0:
            return [Run(sign, ()), Run(fitted(entry.listed.title, width - 2), ("headline",))]
        return [Run("  ", ()), *_second_line(entry, width - 2)]


class ListHeader(LineView, can_focus=False):
    """The names of the table's columns."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"line-view--column"}

    def row_count(self) -> int:
        """Return one: the names stand in one row."""
        return 1

    def row_runs(self, row: int) -> Iterable[Run]:
        """Return the names, each where its column is."""
        del row
        width = self.size.width - 3
        if width + 3 < TABLE_FROM:
            return [Run(fitted("  Articles", width + 2), ("column",))]
        cells = [
            fitted("published", _DATE),
            fitted("source or file", _SOURCE),
            fitted("title", _title_width(width)),
            fitted("words", _WORDS, right=True),
            fitted("“”", _NUMBER, right=True),
            fitted("#", _NUMBER, right=True),
            fitted("▌", _NUMBER, right=True),
        ]
        return [Run("  " + " ".join(cells), ("column",))]


def _title_width(width: int) -> int:
    return max(4, width - _DATE - _SOURCE - _WORDS - 3 * _NUMBER - 6)


def _table_row(entry: Entry, width: int) -> Iterable[Run]:
    listed = entry.listed
    quotes, figures = _numbers(entry)
    yield Run(fitted(_date(entry), _DATE) + " ", ("meta",))
    yield Run(fitted(listed.source or listed.path, _SOURCE) + " ", ("meta",))
    yield Run(fitted(listed.title, _title_width(width)) + " ", ("headline",))
    yield Run(fitted(str(listed.words), _WORDS, right=True) + " ", ("meta",))
    yield Run(fitted(quotes, _NUMBER, right=True) + " ", ("meta",))
    yield Run(fitted(figures, _NUMBER, right=True) + " ", ("meta",))
    yield Run(fitted(str(entry.claims or "·"), _NUMBER, right=True), ("claimed",))


def _second_line(entry: Entry, width: int) -> Iterable[Run]:
    listed = entry.listed
    quotes, figures = _numbers(entry)
    numbers = f"{listed.words} w  “{quotes}  #{figures}"
    claims = f"  ▌{entry.claims}" if entry.claims else ""
    room = width - len(numbers) - len(claims) - 2
    place = " ".join(filter(None, (_date(entry), listed.source or listed.path)))
    yield Run(fitted(place, room) + "  " + numbers, ("meta",))
    yield Run(claims, ("claimed",))


def _date(entry: Entry) -> str:
    return entry.listed.published.isoformat() if entry.listed.published else ""


def _numbers(entry: Entry) -> tuple[str, str]:
    """Return the counts of quotes and figures, dots until they are known."""
    if entry.counts is None:
        return "…", "…"
    return str(entry.counts.quotes), str(entry.counts.figures)
