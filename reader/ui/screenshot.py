"""A picture of the app, drawn without a terminal: for a manual, a report, a bug."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from textual.pilot import Pilot

from reader.errors import ReaderError
from reader.ui.app import CopydeskApp
from reader.workspace import Workspace

_ROUNDS, _SETTLED = 4, 0.15
"""How often one piece of work begins the next, and seconds after which it has begun."""

_WEB_FONT = re.compile(r"\s*@font-face\s*\{[^}]*\}")
"""A font that would be fetched; without it a picture is set in the reader's own."""

_NAMES = {"esc": "escape", "pgup": "pageup", "pgdn": "pagedown", "del": "delete"}
_KEY = re.compile(
    r"(?:(?:ctrl|alt|shift)\+)+\S+|f\d{1,2}"
    r"|enter|escape|tab|space|up|down|left|right|home|end|pageup|pagedown|backspace|delete",
    re.IGNORECASE,
)


def draw(
    workspace: Workspace,
    file: Path,
    *,
    keys: str = "",
    size: tuple[int, int] = (120, 36),
    theme: str = "",
) -> None:
    """Write an SVG of the screen that is there after some keys; `size` is columns and rows.

    `keys` are parted by spaces and named as on a keyboard ("Enter n Ctrl+P"); a word that
    names none is typed letter by letter. The theme is for this picture alone.

    Raises:
        ReaderError: The file cannot be written, or there is no such theme.
    """
    if theme:
        workspace.settings = replace(workspace.settings, theme=theme)
    app = CopydeskApp(workspace)
    if theme and theme not in app.available_themes:
        known = ", ".join(sorted(app.available_themes))
        raise ReaderError(f"There is no theme “{theme}”. Choose one of: {known}.")
    pictures: list[str] = []

    async def look(pilot: Pilot[object]) -> None:
        await _settle(pilot)
        for key in pressed(keys):
            await pilot.press(key)
            await _settle(pilot)
        picture = pilot.app.export_screenshot(title="copydesk")
        pictures.append(_WEB_FONT.sub("", picture))
        pilot.app.exit()

    app.run(headless=True, size=size, auto_pilot=look)
    try:
        file.write_text("".join(pictures), encoding="utf-8")
    except OSError as error:
        raise ReaderError(f"{file} cannot be written: {error.strerror}.") from error


async def _settle(pilot: Pilot[object]) -> None:
    for _ in range(_ROUNDS):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause(_SETTLED)


def pressed(keys: str) -> Sequence[str]:
    """Return the keys that a line of names means, as Textual calls them."""
    found: list[str] = []
    for word in keys.split():
        name = _NAMES.get(word.lower(), word)
        found += [name.lower()] if _KEY.fullmatch(name) else name
    return found
