"""A field of one line that shows a key as soon as it is typed into it."""

from typing import Any

from textual import events
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input

from reader.display import display
from reader.ui.widgets.frames import RowScreen


class LineField(Input):
    """A field in a row of its own, whose words never change where anything stands.

    With `has_lines` a line end that is pasted stands in it as a sign (`display`).

    Textual lays the screen out anew for each letter, since a field may be as wide as its
    words; this one must not be.
    """

    def __init__(self, *arguments: Any, has_lines: bool = False, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._has_lines = has_lines

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)

    async def _on_key(self, event: events.Key) -> None:
        if event.is_printable:
            await super()._on_key(event)
            if isinstance(self.screen, RowScreen):
                self.screen.show_at_once()

    def _on_paste(self, event: events.Paste) -> None:
        """Take in all that is pasted: lines stay lines where the field has any, else one line."""
        event.stop()
        event.prevent_default()
        lines = event.text.splitlines()
        if self._has_lines:
            pasted = display("\n".join(lines))
        else:
            pasted = display(" ".join(filter(None, map(str.strip, lines))))
        self.replace(pasted, *self.selection)
