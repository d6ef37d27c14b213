"""However the app ends, the terminal is as before and what was saved is kept."""

import os
import signal
import termios

import pytest

LEAVES_SCREEN = b"\x1b[?1049l"


@pytest.fixture
def session(terminal, tmp_path):
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "a.txt").write_text("“It is done,” Ada Brandt said.\n", encoding="utf-8")
    screen = terminal(folder)
    screen.wait_for("1 of 1")
    screen.settle()
    return screen


def test_two_keys_at_once_leave_the_text_and_the_app(session):
    session.press("\r")
    session.wait_for("Ada Brandt")
    session.press("qq")
    assert session.wait_for_end() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_in_good_order(session, number):
    os.kill(session._child, number)
    assert session.wait_for_end() == 0
    assert LEAVES_SCREEN in session.received


def test_a_terminal_that_is_closed_ends_it_in_good_order(session):
    session.press("\r")
    session.wait_for("Ada Brandt")
    assert session.hang_up() == 0


FAILING = """
import sys
from pathlib import Path
from reader.settings import Settings
from reader.ui import app, running
from reader.workspace import Workspace
def fail(self):
    {again}
    raise RuntimeError('boom')
app.CopydeskApp.action_keys = fail
with Workspace([Path(sys.argv[1])], settings=Settings(annotator='')) as workspace:
    sys.exit(running.run(workspace))
"""
"""A program whose help fails, and what it does before."""


def test_an_action_that_fails_is_told_and_the_app_goes_on(terminal, tmp_path):
    script = tmp_path / "fail.py"
    script.write_text(FAILING.format(again=""), encoding="utf-8")
    (tmp_path / "a.txt").write_text("It is done.\n", encoding="utf-8")
    screen = terminal(tmp_path / "a.txt", program=(script,))
    screen.wait_for("1 of 1")
    screen.press("?")
    screen.wait_for("That could not be done")
    screen.press("q")
    assert screen.wait_for_end() == 0
    assert b"boom" not in screen.received


def test_a_crash_is_one_sentence_and_the_log_has_the_rest(terminal, tmp_path, home):
    script = tmp_path / "crash.py"
    # A failure seldom comes alone.
    script.write_text(FAILING.format(again="self.call_next(fail, self)"), encoding="utf-8")
    (tmp_path / "a.txt").write_text("It is done.\n", encoding="utf-8")
    screen = terminal(tmp_path / "a.txt", program=(script,))
    screen.wait_for("1 of 1")
    screen.press("?")
    assert screen.wait_for_end() == 1
    said = screen.received.split(LEAVES_SCREEN)[-1]
    assert b"\x1b[?25h" in screen.received  # the cursor is seen
    flags = termios.tcgetattr(screen._master)[3]
    assert flags & termios.ICANON
    assert flags & termios.ECHO
    assert b"copydesk failed and had to stop." in said
    assert b"Traceback" not in said
    assert b"errors shown" not in said
    (log,) = home.rglob("copydesk.log")
    assert "RuntimeError: boom" in log.read_text(encoding="utf-8")
