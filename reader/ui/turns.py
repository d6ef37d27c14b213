"""How keys and clicks act: one after the other, each on what the last one left."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Iterable
from time import monotonic

from textual import events
from textual.app import App, SystemCommand
from textual.dom import DOMNode, NoScreen
from textual.screen import Screen
from textual.widget import Widget

from reader.display import display
from reader.settings import log_file
from reader.ui.widgets.frames import RowScreen

_OPENING_LOOKS, _OPENING_PAUSE = 200, 0.005
"""How often, and after how many seconds each, it is looked whether a screen has opened."""

_CLICKS = (events.MouseDown, events.MouseUp, events.MouseScrollUp, events.MouseScrollDown)

_LONGEST_WAIT = 0.5
"""Seconds after which a key or a click that is not done yet holds up the next no more."""

_log = logging.getLogger(__name__)


class Turns:
    """Lets keys and clicks act in turn, so that none overtakes another.

    `usual` is what Textual does with an event, `check` what it does with the key of a
    binding; `may_act` waits until there is something to act on, and tells whether an event
    is to act at all.
    """

    def __init__(
        self,
        app: App[None],
        usual: Callable[[events.Event], Awaitable[None]],
        check: Callable[..., Awaitable[bool]],
        may_act: Callable[[events.InputEvent], Awaitable[bool]],
    ) -> None:
        self._app = app
        self._usual = usual
        self._check = check
        self._may_act = may_act

    async def take(self, event: events.InputEvent) -> None:
        """Let a key or a click act before the next one is looked at.

        Textual would send each key through the widget that has the focus and back. Of keys
        that come at once, as when a person types ahead, one would be taken for a box that
        is not there yet, or not any more.
        """
        if not await self._may_act(event):
            return
        if event.is_forwarded:
            await self._usual(event)
            return
        await self.until_mounted()
        if isinstance(event, events.Key):
            place, before = self._app.focused, self._app.screen
            await self._act_on(event)
            if self._app.screen is before and isinstance(before, RowScreen):
                before.show_at_once()
        else:
            await self._usual(event)
            place = self._app.mouse_over if isinstance(event, _CLICKS) else None
        await self._until_done(place)

    async def _act_on(self, event: events.Key) -> None:
        """Do what a key does, or let the field that it is typed into have it."""
        field = self._app.focused
        if field is not None and field.check_consume_key(event.key, event.character):
            await self._usual(event)
            return
        for priority in (True, False):
            if await self._check(event.key, priority=priority):
                return
        await self._usual(event)

    async def _until_done(self, place: DOMNode | None) -> None:
        """Wait, though not for long, until a widget and those around it did what they were sent."""
        until = monotonic() + _LONGEST_WAIT
        while isinstance(place, Widget):
            done = asyncio.Event()
            if place.call_later(done.set):
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(done.wait(), max(0, until - monotonic()))
            place = place.parent

    async def until_mounted(self) -> None:
        """Wait, though not for long, until the screen that was opened can take keys."""
        for _ in range(_OPENING_LOOKS):
            if self._app.screen.is_mounted:
                return
            await asyncio.sleep(_OPENING_PAUSE)

    async def do(
        self, action: object, place: DOMNode | None, act: Callable[[], Awaitable[bool]]
    ) -> bool:
        """Perform an action at a place; of one that fails the person is told, the app goes on."""
        await self.until_mounted()
        if isinstance(place, Widget) and self._is_left(place):
            return True
        try:
            return await act()
        except Exception:  # noqa: BLE001 - whatever a widget has missed
            _log.exception("An action failed: %s", action)
            sentence = f"That could not be done; why is in {log_file()}."
            self._app.notify(display(sentence), severity="error", markup=False)
            return True

    def _is_left(self, widget: Widget) -> bool:
        """Tell whether a widget is part of a screen that was just left."""
        try:
            return widget.screen not in self._app.screen_stack
        except NoScreen:
            return True

    def commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Yield every action of a screen, for the command palette."""
        offered = set()
        for found in screen.active_bindings.values():
            binding = found.binding
            if binding.id is None or binding.id in offered or not binding.description:
                continue
            offered.add(binding.id)
            keys = self._app.get_key_display(binding)

            async def act(action: str = binding.action, node: object = found.node) -> None:
                await self._app.run_action(action, node)  # type: ignore[arg-type]

            yield SystemCommand(binding.description, f"key {keys}", act)
