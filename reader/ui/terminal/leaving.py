"""Leaving a screen that may be gone already, or lie under another."""

from contextlib import suppress
from typing import Any

from textual.await_complete import AwaitComplete
from textual.command import CommandPalette
from textual.css.query import NoMatches


class Leavable:
    """A screen that is left only while it is on top; name it before the screen's own kind.

    Textual would take away whichever screen is on top, as when Enter is pressed twice.
    """

    is_active: bool

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Leave this screen with a result, unless it lies under another or was left before."""
        if not self.is_active:
            return AwaitComplete()
        done: AwaitComplete = super().dismiss(result)  # type: ignore[misc]
        return done


class Commands(Leavable, CommandPalette):
    """Every action by name."""

    def _action_command_list(self, action: str) -> None:
        """Go through the list, if it is laid out: Textual looks for its lines before."""
        with suppress(KeyError):
            super()._action_command_list(action)

    def _watch__list_visible(self) -> None:
        """Show the list, if it is still there: what was searched for is found after leaving."""
        with suppress(NoMatches):
            super()._watch__list_visible()
