"""A picture of the app, drawn without a terminal: for a manual, a report, a bug."""

from pathlib import Path

from textual.pilot import Pilot

from reader.errors import ReaderError
from reader.ui.app import CopydeskApp
from reader.workspace import Workspace

_ROUNDS, _SETTLED = 4, 0.15
"""How often one piece of work begins the next, and seconds after which it has begun."""


def draw(workspace: Workspace, file: Path, *, size: tuple[int, int] = (120, 36)) -> None:
    """Write an SVG of the first screen to `file`; `size` is its columns and rows.

    Raises:
        ReaderError: The file cannot be written.
    """
    app = CopydeskApp(workspace)
    pictures: list[str] = []

    async def look(pilot: Pilot[object]) -> None:
        for _ in range(_ROUNDS):
            await pilot.app.workers.wait_for_complete()
            await pilot.pause(_SETTLED)
        pictures.append(pilot.app.export_screenshot(title="copydesk"))
        pilot.app.exit()

    app.run(headless=True, size=size, auto_pilot=look)
    try:
        file.write_text("".join(pictures), encoding="utf-8")
    except OSError as error:
        raise ReaderError(f"{file} cannot be written: {error.strerror}.") from error
