"""Which keys do what: for the status line, the help and sentences, as the person has set them."""

import re
from collections.abc import Iterable, Mapping
from typing import TypeVar

from textual.app import App
from textual.binding import Binding
from textual.screen import Screen

from reader.ui.actions import ACTIONS

Hint = tuple[str, str, str]
"""A key as it is shown, the one or two words that say what it does, and Textual's name of it."""

Result = TypeVar("Result")

_IN_SENTENCES = {"enter": "Enter", "escape": "Esc", "tab": "Tab", "ctrl": "Ctrl"}


def hints(
    screen: Screen[Result], ids: Iterable[str], said: Mapping[str, str] | None = None
) -> tuple[Hint, ...]:
    """Return the keys of these bindings that work on the screen now.

    `said` has other words for what some of them do at the moment.
    """
    words, names = said or {}, tuple(ids)
    active = {
        found.binding.id: found.binding
        for found in reversed(screen.active_bindings.values())
        if found.binding.id in names and not _would_be_typed(screen, found.binding)
    }
    return tuple(
        (
            screen.app.get_key_display(active[name]),
            words.get(name, ACTIONS[name].hint),
            active[name].key,
        )
        for name in names
        if name in active
    )


def with_keys(app: App[Result], sentence: str) -> str:
    """Return a sentence with the keys that it names as the person has set them.

    In "Go to a mark with {n:text.next-mark}." stand the usual key of an action, as Textual
    calls it, and the action's name. The action need not work on the screen now.
    """
    return re.sub(
        r"\{([a-z0-9_+]+):([a-z]+\.[a-z0-9-]+)\}",
        lambda named: _said(app, app._keymap.get(named[2], named[1])),
        sentence,
        flags=re.IGNORECASE,
    )


def _said(app: App[Result], keys: str) -> str:
    """Return the first of some keys as a sentence names it."""
    *modifiers, key = keys.split(",")[0].strip().split("+")
    shown = _IN_SENTENCES.get(key) or app.get_key_display(Binding(key, ""))
    if modifiers and len(shown) == 1:
        shown = shown.upper()
    return "+".join([*(_IN_SENTENCES.get(name, name) for name in modifiers), shown])


def _would_be_typed(screen: Screen[Result], binding: Binding) -> bool:
    """Tell whether a key goes into the field that has the focus; Textual forgets the slash."""
    if screen.focused is None:
        return False
    character = screen.app.get_key_display(binding)
    return (
        len(character) == 1
        and character.isascii()
        and screen.focused.check_consume_key(binding.key, character)
    )
