"""A picture of the app, drawn without a terminal: for a manual, a report, a bug."""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import SVG_EXPORT_THEME, TerminalTheme
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from reader.errors import ReaderError
from reader.settings import log_file
from reader.ui.app import CopydeskApp
from reader.ui.running import keep_log
from reader.workspace import Workspace

_ROUNDS, _SETTLED = 4, 0.15
"""How often one piece of work begins the next, and seconds after which it has begun."""

_DARK_ON_LIGHT = TerminalTheme(
    (255, 255, 255),
    (0, 0, 0),
    [
        *((0, 0, 0), (205, 0, 0), (0, 160, 0), (225, 205, 0)),
        *((0, 0, 238), (165, 0, 165), (0, 190, 190), (229, 229, 229)),
    ],
)
"""Paper, ink and eight colours, near those of xterm, a little darker where they are letters."""

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
    keep_log(log_file())
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
        pictures.append(_WEB_FONT.sub("", _picture(app)))
        pilot.app.exit()

    app.run(headless=True, size=size, auto_pilot=look)
    try:
        file.write_text("".join(pictures), encoding="utf-8")
    except OSError as error:
        raise ReaderError(f"{file} cannot be written: {error.strerror}.") from error


def _picture(app: CopydeskApp) -> str:
    """Return the screen as an SVG; what takes the terminal's colours is dark on light in it.

    A theme of sixteen colours has no ground of its own, and Textual draws all on a dark one.
    """
    width, height = app.size
    console = Console(
        width=width,
        height=height,
        file=StringIO(),
        force_terminal=True,
        color_system="truecolor",
        record=True,
        legacy_windows=False,
        safe_box=False,
    )
    under = app._background_screens
    console.print(app.screen._compositor.render_update(full=True, screen_stack=under))
    colours = SVG_EXPORT_THEME if app.current_theme.dark else _DARK_ON_LIGHT
    return console.export_svg(title="copydesk", theme=colours)


async def _settle(pilot: Pilot[object]) -> None:
    for _ in range(_ROUNDS):
        with suppress(WorkerCancelled):  # a newer one has taken its place
            await pilot.app.workers.wait_for_complete()
        await pilot.pause(_SETTLED)


def pressed(keys: str) -> Sequence[str]:
    """Return the keys that a line of names means, as Textual calls them."""
    found: list[str] = []
    for word in keys.split():
        name = _NAMES.get(word.lower(), word)
        found += [name.lower()] if _KEY.fullmatch(name) else name
    return found
