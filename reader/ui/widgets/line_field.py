"""A field of one line that shows a key as soon as it is typed into it."""

from textual import events
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input

from reader.ui.widgets.frames import RowScreen


class LineField(Input):
    """A field in a row of its own, whose words never change where anything stands.

    Textual lays the screen out anew for each letter, since a field may be as wide as its
    words; this one must not be.
    """

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)

    async def _on_key(self, event: events.Key) -> None:
        if event.is_printable:
            await super()._on_key(event)
            if isinstance(self.screen, RowScreen):
                self.screen.show_at_once()
