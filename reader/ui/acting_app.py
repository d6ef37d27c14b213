"""The app as it acts: on one key or click after the other, each on what the last one left."""

import asyncio
import contextlib
import logging
from collections.abc import Iterable, Mapping
from time import monotonic

from textual import events
from textual.actions import ActionParseResult
from textual.app import SystemCommand
from textual.dom import DOMNode, NoScreen
from textual.screen import Screen
from textual.widget import Widget

from reader.display import display
from reader.settings import log_file
from reader.ui.terminal.leaving import Commands
from reader.ui.terminal.terminal_app import TerminalApp
from reader.ui.widgets.frames import RowScreen

_OPENING_LOOKS, _OPENING_PAUSE = 200, 0.005
"""How often, and after how many seconds each, it is looked whether a screen has opened."""

_CLICKS = (events.MouseDown, events.MouseUp, events.MouseScrollUp, events.MouseScrollDown)

_LONGEST_WAIT = 0.5
"""Seconds after which a key or a click that is not done yet holds up the next no more."""

_log = logging.getLogger(__name__)


class ActingApp(TerminalApp):
    """An app whose keys never overtake each other, and which no failing action ends."""

    async def may_act(self, event: events.InputEvent) -> bool:
        """Wait until there is something to act on; tell whether the event is to act at all."""
        del event
        return True

    async def on_event(self, event: events.Event) -> None:
        """Let a key or a click act before the next one is looked at.

        Textual would send each key through the widget that has the focus and back. Of keys
        that come at once, as when a person types ahead, one would be taken for a box that
        is not there yet, or not any more.
        """
        if not isinstance(event, events.InputEvent):
            await super().on_event(event)
            return
        if self._has_failed or not await self.may_act(event):
            return
        if event.is_forwarded:
            await super().on_event(event)
            return
        await self._until_mounted()
        if isinstance(event, events.Key):
            place, before = self.focused, self.screen
            await self._act_on(event)
            if self.screen is before and isinstance(before, RowScreen):
                before.show_at_once()
        else:
            await super().on_event(event)
            place = self.mouse_over if isinstance(event, _CLICKS) else None
        await self._until_done(place)

    async def _act_on(self, event: events.Key) -> None:
        """Do what a key does, or let the field that it is typed into have it."""
        field = self.focused
        if field is not None and field.check_consume_key(event.key, event.character):
            await super().on_event(event)
            return
        for priority in (True, False):
            if await self._check_bindings(event.key, priority=priority):
                return
        await super().on_event(event)

    async def _until_done(self, place: DOMNode | None) -> None:
        """Wait, though not for long, until a widget and those around it did what they were sent."""
        until = monotonic() + _LONGEST_WAIT
        while isinstance(place, Widget):
            done = asyncio.Event()
            if place.call_later(done.set):
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(done.wait(), max(0, until - monotonic()))
            place = place.parent

    async def _until_mounted(self) -> None:
        """Wait, though not for long, until the screen that was opened can take keys."""
        for _ in range(_OPENING_LOOKS):
            if self.screen.is_mounted:
                return
            await asyncio.sleep(_OPENING_PAUSE)

    async def run_action(
        self,
        action: "str | ActionParseResult",
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Perform an action; of one that fails the person is told, and the app goes on."""
        await self._until_mounted()
        if isinstance(default_namespace, Widget) and self._is_left(default_namespace):
            return True
        try:
            return await super().run_action(action, default_namespace, namespaces)
        except Exception:  # noqa: BLE001 - whatever a widget has missed
            _log.exception("An action failed: %s", action)
            sentence = f"That could not be done; why is in {log_file()}."
            self.notify(display(sentence), severity="error", markup=False)
            return True

    def _is_left(self, widget: Widget) -> bool:
        """Tell whether a widget is part of a screen that was just left."""
        try:
            return widget.screen not in self.screen_stack
        except NoScreen:
            return True

    def action_command_palette(self) -> None:
        """Offer every action by name."""
        if not isinstance(self.screen, Commands):
            self.push_screen(Commands(id="--command-palette"))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer every action of the screen in the command palette."""
        yield SystemCommand("Theme", "Choose colours", self.action_change_theme)
        offered = set()
        for found in screen.active_bindings.values():
            binding = found.binding
            if binding.id is None or binding.id in offered or not binding.description:
                continue
            offered.add(binding.id)
            keys = self.get_key_display(binding)

            async def act(action: str = binding.action, node: object = found.node) -> None:
                await self.run_action(action, node)  # type: ignore[arg-type]

            yield SystemCommand(binding.description, f"key {keys}", act)
