"""Which keys do what: for the status line and the help, as the person has set them."""

from collections.abc import Iterable
from typing import TypeVar

from textual.screen import Screen

from reader.ui.widgets.status_line import Hint

Result = TypeVar("Result")

_SHORT = {
    "text.next-mark": "next mark",
    "text.select": "select",
    "claims.choose": "choose",
    "read.remove": "remove",
    "codebook.key-1": "… 9 its key",
    "list.open": "open",
}


def hints(screen: Screen[Result], ids: Iterable[str]) -> tuple[Hint, ...]:
    """Return the keys of these bindings that work on the screen now."""
    active = {
        found.binding.id: found.binding for found in reversed(screen.active_bindings.values())
    }
    return tuple(
        (
            screen.app.get_key_display(active[name]),
            _SHORT.get(name, active[name].description.lower()),
            active[name].key,
        )
        for name in ids
        if name in active
    )
