"""The last line of defence: nothing but printable text leaves the app.

Text that others wrote passes `display` on its way into a widget. This filter is laid over
every strip of every widget, toasts and the palette included, for the case that some
widget was handed it raw. It takes out what takes no cell on the screen, so that the
layout stays, and links that a terminal would follow.
"""

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from reader.display import HARMFUL


class Guard(LineFilter):
    """Take controls, direction marks and links out of what is drawn."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments without anything that a terminal could obey."""
        del background
        if all(_is_harmless(segment) for segment in segments):
            return segments
        return [_harmless(segment) for segment in segments]


def _is_harmless(segment: Segment) -> bool:
    linked = segment.style is not None and segment.style.link is not None
    return not linked and (segment.text.isprintable() or not HARMFUL.search(segment.text))


def _harmless(segment: Segment) -> Segment:
    style = segment.style
    if style is not None and style.link is not None:
        style = style.update_link(None)
    words = HARMFUL.sub(lambda found: "\ufffd" * cell_len(found.group()), segment.text)
    return Segment(words, style, segment.control)
