"""What lies under a box, darkened.

Textual sends the whole screen below through Rich, segment by segment and twice for each box
that opens: that was half of the work until a box stood there. Here its rows are taken as
they are, and each style is darkened once.
"""

from functools import lru_cache
from typing import Any

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.css.styles import RulesMap
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import Screen
from textual.strip import Strip
from textual.style import Style as VisualStyle
from textual.visual import RenderOptions, Visual


class Veil(Visual):
    """A screen seen through a colour that lets some of it through."""

    def __init__(self, screen: Screen[object], color: Color) -> None:
        self._screen = screen
        self._color = color

    def render_strips(
        self,
        width: int,
        height: int | None,
        style: VisualStyle,  # noqa: ARG002 - the screen below has its own
        options: RenderOptions,  # noqa: ARG002
    ) -> list[Strip]:
        """Return the rows of the screen below, darkened, as many and as wide as are asked for."""
        rows = self._screen._compositor.render_strips()
        seen = rows if height is None else rows[:height]
        strips = [self._darkened(row).adjust_cell_length(width) for row in seen]
        missing = 0 if height is None else height - len(strips)
        return strips + [Strip.blank(width) for _ in range(missing)]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002
        """Return the width of the screen below."""
        return self._screen.size.width

    def get_height(self, rules: RulesMap, width: int) -> int:  # noqa: ARG002
        """Return the height of the screen below."""
        return self._screen.size.height

    def _darkened(self, row: Strip) -> Strip:
        color = self._color
        return Strip(
            [Segment(text, _darkened(style, color)) for text, style, _ in row], row.cell_length
        )


class Veiled:
    """A box through whose surroundings the screen below is seen; name it before its own kind."""

    def render(self) -> Any:
        """Return what is drawn around the box."""
        drawn = super().render()  # type: ignore[misc]
        return Veil(drawn.screen, drawn.color) if isinstance(drawn, BackgroundScreen) else drawn


@lru_cache(maxsize=1024)
def _darkened(style: Style | None, color: Color) -> Style:
    """Return a style as Textual would darken it, without its links."""
    (drawn,) = BackgroundScreen.process_segments([Segment(" ", style)], color)
    return drawn.style or Style()
