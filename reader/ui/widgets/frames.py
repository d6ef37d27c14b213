"""How a frame is put together: rows that nothing covers are sent without a detour.

For a frame Textual asks every widget near a change for its rows, cuts them where any
widget begins or ends, and then picks those that changed. Most changes are rows of one
widget that lies on top: to send these as they are takes a fifth of the time.
"""

import time
from collections.abc import Iterable
from typing import Any, NamedTuple

from rich.console import Console
from textual._compositor import ChopsUpdate, Compositor, CompositorUpdate
from textual.constants import MAX_FPS
from textual.geometry import Region
from textual.screen import Screen, ScreenResultType
from textual.strip import Strip
from textual.widget import Widget

from reader.ui.widgets.line_view import LineView


class _Change(NamedTuple):
    """Strips that follow each other from one cell of the screen on."""

    x: int
    y: int
    strips: tuple[Strip, ...]


class RowsUpdate(CompositorUpdate):
    """What changed on the screen."""

    def __init__(self, changes: list[_Change]) -> None:
        self._changes = changes

    def render_segments(self, console: Console) -> str:
        """Return what is sent to the terminal."""
        return "".join(
            f"\x1b[{y + 1};{x + 1}H{''.join([strip.render(console) for strip in strips])}"
            for x, y, strips in self._changes
        )


class RowCompositor(Compositor):
    """Textual's compositor, with a short way for rows that nothing covers.

    This takes the place of a private class: a test compares both ways cell by cell.
    """

    def render_partial_update(self) -> ChopsUpdate | RowsUpdate | None:  # type: ignore[override]
        """Return what changed since the last frame."""
        changes = self._changes()
        if changes is None:
            return super().render_partial_update()
        self._dirty_regions.clear()
        return RowsUpdate(changes) if changes else None

    def _changes(self) -> list[_Change] | None:
        """Return what changed, None where a row of it is not all of one widget."""
        rows: dict[tuple[Widget, Region], list[tuple[int, int, int]]] = {}
        for y, left, right in self._regions_to_spans(self._dirty_regions):
            for widget, seen, region in self.layers_visible[y]:
                if seen.x <= left and right <= seen.right:
                    changed = y - region.y, left - region.x, right - region.x
                    rows.setdefault((widget, region), []).append(changed)
                    break
                if seen.x < right and left < seen.right:
                    return None
        return [
            _Change(region.x + left, region.y + y, strips)
            for (widget, region), changed in rows.items()
            for (y, left, _), strips in zip(changed, _drawn(widget, region, changed), strict=True)
        ]


class RowScreen(Screen[ScreenResultType]):
    """A screen whose rows are sent without a detour, and at once when a key changed them."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._compositor = RowCompositor()
        self._shown_at = 0.0

    def show_at_once(self) -> None:
        """Show the rows that a key changed now, not after some turns of the event loop.

        What needs a layout or other styles is left to Textual, and so are the frames of
        keys that come faster than frames do.
        """
        widgets = self._compositor.visible_widgets
        if (
            self.app.screen is not self
            or self.app._batch_count
            or self._repaint_required
            or time.monotonic() - self._shown_at < 1 / MAX_FPS
            or any(one._layout_required or one._refresh_styles_required for one in widgets)
        ):
            return
        changed = {widget for widget in widgets if widget._repaint_required}
        if changed:
            self._compositor.update_widgets(changed | self._dirty_widgets)
            self._compositor_refresh()
            self._shown_at = time.monotonic()


def _drawn(
    widget: Widget, region: Region, rows: list[tuple[int, int, int]]
) -> Iterable[tuple[Strip, ...]]:
    """Yield the strips of rows of a widget, each from one column to another."""
    is_whole = all(right - left == region.width for _, left, right in rows)
    if is_whole and isinstance(widget, LineView):
        yield from widget.pieces([y for y, _, _ in rows])
        return
    for y, left, right in rows:
        yield tuple(widget.render_lines(Region(left, y, right - left, 1)))
