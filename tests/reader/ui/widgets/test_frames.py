"""What is sent to the terminal row by row leaves the screen that Textual would draw whole."""

from pathlib import Path
from time import monotonic

import pyte
import pytest
from textual import events
from textual._ansi_sequences import SYNC_END, SYNC_START

from annotations.codebook import Codebook, Tag
from reader.ui.app import CopydeskApp
from reader.ui.terminal.drivers import TerminalDriver
from reader.ui.widgets.frames import RowsUpdate

ROOT = Path(__file__).parents[4]
KEYS = (
    *"jkGgsS", "slash", *"harbour", "ctrl+u", *"storm", "escape",
    *"gj", "enter", *"jjlllwwvjj", "escape", *"nnNn", "space", "b", "g", "i", "i",
    "slash", *"the", "enter", "n", "escape", *"n1nxu", "t", *"mo", "escape", "tab", "tab", "q",
)  # fmt: skip
FEW = (
    *"jG", "enter", *"jlwvj", "escape", *"n", "slash", *"the", "enter", "escape",
    *"xut", *"mo", "escape", "tab", "q",
)  # fmt: skip
"""Enough for a wide screen, which shows the list and the article side by side."""

_HANG = 60
"""Seconds after which a screen will not become what it should be."""


class WatchedApp(CopydeskApp):
    """The app, and a terminal that gets its frames."""

    CSS_PATH = ROOT / "reader" / "ui" / "copydesk.tcss"
    terminal: pyte.Screen
    sent_by_rows = 0

    def _display(self, screen, renderable):
        super()._display(screen, renderable)
        if renderable is not None:
            self.sent_by_rows += isinstance(renderable, RowsUpdate)
            pyte.Stream(self.terminal).feed(renderable.render_segments(self.console))

    def drawn_whole(self) -> pyte.Screen:
        """Return a terminal that gets the whole screen as Textual draws it."""
        terminal = pyte.Screen(*self.size)
        rows = [strip.render(self.console) for strip in self.screen._compositor.render_strips()]
        pyte.Stream(terminal).feed("".join(f"\x1b[{y}H{row}" for y, row in enumerate(rows, 1)))
        return terminal


@pytest.mark.parametrize(("size", "keys"), [((80, 24), KEYS), ((160, 45), FEW)], ids=str)
async def test_rows_that_are_sent_alone_leave_the_screen_that_is_drawn_whole(workspace, size, keys):
    workspace.tags.save_codebook(Codebook(tags=(Tag(name="money", key="1"),)))
    app = WatchedApp(workspace)
    app.terminal = pyte.Screen(*size)
    async with app.run_test(size=size) as pilot:
        await app.workers.wait_for_complete()
        for key in keys:
            if key == "x":
                app.notify("A toast lies over the last rows.")
            await pilot.press(key)
            until = monotonic() + _HANG
            while True:
                await app.workers.wait_for_complete()
                await pilot.pause(0.02)
                whole = app.drawn_whole()
                if app.terminal.buffer == whole.buffer or monotonic() > until:
                    break
            assert app.terminal.display == whole.display, key
            assert app.terminal.buffer == whole.buffer, key
    assert app.sent_by_rows > len(keys)


async def test_a_key_is_answered_on_the_screen_before_anything_else_is_done(workspace):
    app = WatchedApp(workspace)
    app.terminal = pyte.Screen(80, 24)
    async with app.run_test(size=(80, 24)) as pilot:
        while not any("storm" in row for row in app.terminal.display):
            await pilot.pause(0.02)
        await pilot.pause(0.1)
        before = [row[0] for row in app.terminal.display]
        await app.on_event(events.Key("j", "j"))
        after = [row[0] for row in app.terminal.display]
    assert after.index("▶") == before.index("▶") + 1


class Sender:
    """Takes what a driver sends."""

    def __init__(self) -> None:
        self.sent: list[str] = []

    def write(self, data: str) -> None:
        self.sent.append(data)


async def test_a_frame_is_handed_to_the_terminal_in_one_piece(opened):
    async with opened() as session:
        driver = TerminalDriver(session.app)
        driver._writer_thread = sender = Sender()
        for piece in ("\x1b[?25l", SYNC_START, "two ", "words", SYNC_END, "\a"):
            driver.write(piece)
    assert sender.sent == ["\x1b[?25l", f"{SYNC_START}two words{SYNC_END}", "\a"]
