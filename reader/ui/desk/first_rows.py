"""The rows of the first page as the next start will draw them, for it to show at once."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from reader.ui.widgets.article_table import ArticleTable, ListHeader
from reader.ui.widgets.status_line import StatusLine


def first_rows(screen: Screen[None], ids: Sequence[int]) -> list[str]:
    """Return the rows of the desk while its list shows `ids` from the first on.

    They are empty where the desk does not look as it does at a start: while a text is read
    in the list's place, or words are asked for.
    """
    header, table = screen.query_one(ListHeader), screen.query_one(ArticleTable)
    status, side = screen.query_one(StatusLine), screen.query_one("#text-side")
    drawn_anew = [header, status] if table.items == ids else [header, status, table]
    with (
        _for_now(header, sorted_by=("published", False)),
        _for_now(status, message="", facts=(f"1 of {len(ids)}",), work=""),
        _for_now(table, items=ids, cursor=0, top=0),
    ):
        for widget in drawn_anew:
            widget.redraw()
        strips = [strip for widget in (header, table) for strip in _drawn(widget)]
        if side.region.width:
            strips = [Strip.join(pair) for pair in zip(strips, _drawn(side), strict=False)]
        strips += _drawn(status)
        rows = [strip.render(screen.app.console) for strip in strips]
    for widget in drawn_anew:
        widget.redraw()
    is_whole = all(strip.cell_length == screen.size.width for strip in strips)
    return rows if is_whole and table.has_focus and len(rows) == screen.size.height else []


def _drawn(widget: Widget) -> list[Strip]:
    """Return what a widget draws itself, without what lies on it."""
    return widget.render_lines(Region(0, 0, widget.region.width, widget.region.height))


@contextmanager
def _for_now(widget: Widget, **values: object) -> Iterator[None]:
    """Give attributes other values, which nobody is told of."""
    kept = {name: getattr(widget, name) for name in values}
    _set(widget, values)
    try:
        yield
    finally:
        _set(widget, kept)


def _set(widget: Widget, values: dict[str, object]) -> None:
    for name, value in values.items():
        if name in type(widget)._reactives:
            widget.set_reactive(getattr(type(widget), name), value)
        else:
            setattr(widget, name, value)
