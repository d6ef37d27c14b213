"""Running the app: what the process is set to before, and its exit code after."""

import contextlib
import gc
import logging
import sys
from pathlib import Path

import textual.screen

from reader.first_page import FirstPage
from reader.settings import log_file
from reader.ui.app import CopydeskApp
from reader.workspace import Workspace

_LARGEST_LOG = 1_000_000
"""Bytes from which the log begins anew."""

_SWITCH_INTERVAL = 0.0005
"""Seconds a thread computes before another may; ten times shorter than Python's own.

Background work would otherwise hold up a key for 5 ms at each of its steps.
"""

FRAME = 0.005
"""Seconds from a frame to the next one at the least; a third of Textual's own.

A key pressed right after a frame that tells of background work would wait for two of them.
"""

_YOUNG_ONLY = (2000, 10, 1_000_000)
"""Objects, then rounds, after which each generation is looked over: the oldest one never."""


def run(workspace: Workspace, page: FirstPage | None = None) -> int:
    """Show the app until the person leaves it, and return the exit code.

    `page` may stand on the screen already; it is remembered for the next start.
    Every change that was asked for is on disk when this returns.
    """
    sys.setswitchinterval(_SWITCH_INTERVAL)
    draw_without_delay()
    keep_log(log_file())
    _collect_young_garbage_only()
    app = CopydeskApp(workspace, page)
    app.run()
    return app.return_code or 0


def draw_without_delay() -> None:
    """Let screens draw a frame as soon as there is one.

    Textual takes this number for constant, so a test watches that it is asked for.
    """
    textual.screen.UPDATE_PERIOD = FRAME  # type: ignore[misc]


def _collect_young_garbage_only() -> None:
    """Keep Python from looking over all objects while a person types.

    With the marks of a long text that takes tenths of a second, in which nothing else
    runs. What is loaded is never looked over again; the rest is in long pauses.
    """
    gc.freeze()
    gc.set_threshold(*_YOUNG_ONLY)
    gc.enable()


def keep_log(file: Path) -> None:
    """Write warnings of the program to a file; one that cannot be written is no loss."""
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.exists() and file.stat().st_size > _LARGEST_LOG:
            file.unlink()
        handler = logging.FileHandler(file, encoding="utf-8", errors="backslashreplace")
        handler.setFormatter(logging.Formatter("%(asctime)s %(name)s %(levelname)s %(message)s"))
        for name in ("reader", "annotations"):
            logging.getLogger(name).addHandler(handler)
            logging.getLogger(name).propagate = False
