"""What everything long is drawn with: a widget that draws only the rows on the screen.

Textual's own lists and texts draw or measure all they hold, so their cost grows with it.
Here a row becomes a strip when it is seen; strips are kept while the looks stay the same.
A line view has no border and no padding: it goes in a container that has them.
"""

from collections.abc import Iterable
from time import perf_counter
from typing import ClassVar, NamedTuple, Self

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.color import Color
from textual.filter import ANSIToTruecolor, LineFilter
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from reader.view.text.runs import Run

_KEPT_STRIPS = 2000
_AHEAD_AFTER, _AHEAD_SLICE, _AHEAD_PAUSE = 0.006, 0.002, 0.004
"""Seconds after a frame, of drawing rows that are not seen yet, and between two such times.

Chosen so that a page is ready when its key is held down, and no key waits for it.
"""

_WHEEL = 3
"""Rows that one notch of the mouse wheel turns, as in most terminals."""


class _Terms(NamedTuple):
    """What all that was drawn depends on."""

    size: Size
    ground: Color
    filters: tuple[LineFilter, ...]


class LineView(Widget, can_focus=True):
    """Rows of text with a rail at the right that shows which of them are seen.

    Subclasses say how many rows there are (`row_count`) and what stands in one
    (`row_runs`); each look in a run is a component class `line-view--LOOK` of theirs.
    `row_key` names what a row's drawing depends on, for rows that are worth keeping.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"line-view--rail", "line-view--thumb"}

    top: reactive[int] = reactive(0)
    """The first row that is seen."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__(id=id)
        self._strips: dict[object, Strip] = {}
        self._seen: dict[int, tuple[Strip, Strip]] = {}
        self._rails: dict[object, Strip] = {}
        self._terms: _Terms | None = None
        self._drawn_ahead_of: int | None = None
        self._will_draw_ahead = False
        self._styles: dict[tuple[str, ...], Style] = {}
        self._dragging_thumb = False

    # For subclasses

    def row_count(self) -> int:
        """Return how many rows there are."""
        raise NotImplementedError

    def row_runs(self, row: int) -> Iterable[Run]:
        """Return the words of one row and their looks."""
        raise NotImplementedError

    def drawn_row(self, row: int) -> Iterable[Run]:
        """Return what is drawn in a row, which need not be an item's."""
        return self.row_runs(row)

    def row_key(self, row: int) -> object | None:
        """Return what the drawing of a row depends on; None for a row not to be kept."""
        del row
        return None

    def row_looks(self, row: int) -> tuple[str, ...]:
        """Return the looks of the whole row, under those of its words."""
        del row
        return ()

    # Drawing

    @property
    def page_size(self) -> int:
        """The number of rows that a page key turns: all that are seen but one."""
        return max(1, self.size.height - 1)

    def forget_rows(self) -> None:
        """Draw rows anew when they are seen again, since what they show may have changed."""
        self._strips.clear()
        self._draw_ahead_soon()

    def redraw(self) -> None:
        """Draw everything anew, since what is shown has changed."""
        self.forget_rows()
        self.top = self.validate_top(self.top)
        self.refresh()

    def redraw_rows(self, *rows: int) -> None:
        """Draw some rows anew."""
        top, (width, height) = self.top, self.size
        seen = [Region(0, row - top, width, 1) for row in rows if 0 <= row - top < height]
        if seen:
            self.refresh(*seen)

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Draw the regions anew, or everything; other rows stay as they were drawn."""
        if not regions:
            self._seen.clear()
        for region in regions:
            for y in region.line_range:
                self._seen.pop(y, None)
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def validate_top(self, top: int) -> int:
        """Keep the last page full."""
        return max(0, min(top, self.row_count() - self.size.height))

    def show_row(self, row: int, *, rows: int = 1) -> None:
        """Scroll as little as needed to see a row and those after it."""
        if not self.size.height:
            return  # it is not laid out yet, and will be shown from its first row on
        if row < self.top:
            self.top = row
        elif row + rows > self.top + self.size.height:
            self.top = row + rows - self.size.height

    def notify_style_update(self) -> None:
        """Draw anew what was drawn with the old style, also where only a look has another."""
        self._styles.clear()
        self._terms = None
        super().notify_style_update()
        self.refresh()

    def on_resize(self) -> None:
        """Draw for the new size."""
        self.redraw()

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Take the width that there is."""
        del viewport
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Take the rows that there are, where the style sheet says `auto`."""
        del container, viewport, width
        return max(1, self.row_count())

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the strips of a region.

        Textual's own version keeps a second copy of every strip and fills in borders;
        without it a repaint takes half the time.
        """
        strips = [Strip.join(pair) for pair in self.pieces(crop.line_range)]
        if crop.column_span == (0, self.outer_size.width):
            return strips
        return [strip.crop(*crop.column_span) for strip in strips]

    def pieces(self, ys: Iterable[int]) -> list[tuple[Strip, Strip]]:
        """Return rows of the screen as they are sent to it: the words of each, and its rail.

        Textual asks for all rows of a widget when one has changed, so they are kept.
        """
        terms = self._come_to_terms()
        seen, thumb = self._seen, self._thumb()
        for y in ys:
            if y not in seen:
                seen[y] = self._strip(self.top + y, terms), self._rail(y, thumb, terms)
        if self._drawn_ahead_of != self.top:
            self._draw_ahead_soon()
        return [seen[y] for y in ys]

    def draw_ahead(self) -> None:
        """Draw what the page keys would show, in moments in which nothing else is done."""
        self._will_draw_ahead = False
        terms, height = self._terms, self.size.height
        if terms is None or not height:
            return
        until = perf_counter() + _AHEAD_SLICE
        for row in (*range(self.top + height, self.top + 2 * height), *range(self.top)[-height:]):
            key = self.row_key(row)
            if key is not None and key not in self._strips:
                self._strip(row, terms).render(self.app.console)
                if perf_counter() > until:
                    self._draw_ahead_soon(_AHEAD_PAUSE)
                    return
        self._drawn_ahead_of = self.top

    def _draw_ahead_soon(self, seconds: float = _AHEAD_AFTER) -> None:
        self._drawn_ahead_of = None
        is_longer = self.row_count() > self.outer_size.height
        if self._terms is not None and is_longer and not self._will_draw_ahead:
            self._will_draw_ahead = True
            self.set_timer(seconds, self.draw_ahead)

    def _come_to_terms(self) -> _Terms:
        """Return what drawing depends on, and forget what was drawn on other terms."""
        filters = tuple(
            line_filter
            for line_filter in self.get_line_filters()
            if not isinstance(line_filter, ANSIToTruecolor)
        )
        terms = _Terms(self.outer_size, self.background_colors[1], filters)
        if terms != self._terms:
            self._terms = terms
            self._seen.clear()
            self._strips.clear()
            self._rails.clear()
        return terms

    def _strip(self, row: int, terms: _Terms) -> Strip:
        key = self.row_key(row)
        strip = self._strips.get(key) if key is not None else None
        if strip is None:
            strip = _sent(self._drawn(row, max(0, terms.size.width - 1)), terms)
            if key is not None:
                if len(self._strips) > _KEPT_STRIPS:
                    self._strips.clear()
                self._strips[key] = strip
        return strip

    def _drawn(self, row: int, width: int) -> Strip:
        if row >= self.row_count():
            return Strip.blank(width, self.look())
        under = self.row_looks(row)
        segments = [
            Segment(words, self.look(*under, *looks)) for words, looks in self.drawn_row(row)
        ]
        return Strip(segments).adjust_cell_length(width, self.look(*under))

    def look(self, *names: str) -> Style:
        """Return the style of looks laid over each other, see-through colours blended.

        What is turned round twice stands upright again: the caret in a selection is seen.
        """
        style = self._styles.get(names)
        if style is None:
            background, colour = self.background_colors[1], self.colors[3]
            weight, turned = Style(), False
            for name in names:
                rules = self.get_component_styles(f"line-view--{name}")
                if rules.has_rule("background"):
                    background += rules.background
                if rules.has_rule("color"):
                    colour = rules.color
                weight += rules.text_style
                turned ^= bool(rules.text_style.reverse)
            colour = background + colour
            style = Style(color=colour.rich_color, bgcolor=background.rich_color) + weight
            style += Style(reverse=turned)
            self._styles[names] = style
        return style

    def _thumb(self) -> range | None:
        """Return the rows of the screen that the rail's thumb takes, None without a rail."""
        rows, seen = self.row_count(), self.size.height
        if rows <= seen:
            return None
        first = self.top * seen // rows
        return range(first, max(first + 1, (self.top + seen) * seen // rows))

    def _rail(self, y: int, thumb: range | None, terms: _Terms) -> Strip:
        part = y in thumb if thumb is not None else self.row_looks(self.top + y)
        rail = self._rails.get(part)
        if rail is None:
            match part:
                case True:
                    rail = Strip([Segment("█", self.look("thumb"))], 1)
                case False:
                    rail = Strip([Segment("│", self.look("rail"))], 1)
                case _:
                    rail = Strip([Segment(" ", self.look(*part))], 1)
            rail = self._rails[part] = _sent(rail, terms)
        return rail

    # Mouse

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Turn some rows down."""
        event.stop()
        self.top += _WHEEL

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Turn some rows up."""
        event.stop()
        self.top -= _WHEEL

    def grabs_rail(self, event: events.MouseEvent) -> bool:
        """Tell whether the mouse pressed the rail, and jump there when it did."""
        if event.x != self.size.width - 1 or self.row_count() <= self.size.height:
            return False
        self.top = event.y * self.row_count() // max(1, self.size.height - 1)
        return True


def _sent(strip: Strip, terms: _Terms) -> Strip:
    """Return a strip as it is sent to the terminal."""
    for line_filter in terms.filters:
        strip = strip.apply_filter(line_filter, terms.ground)
    return strip
