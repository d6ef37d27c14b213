"""What a terminal program owes its terminal and its shell, seen from outside."""

import base64
import re
import termios
from pathlib import Path

import pytest

ARTICLE = """---
title: Norvale builds a harbour
source: Harbour Times
date: 2031-05-04
url: https://example.org/harbour
---
The harbour is late.

“The harbour will open in spring,” Mayor Lena Osk said on Monday.

At least 4,120 people work there, the port authority said.
"""
LEAVES_SCREEN, TAKES_SCREEN = b"\x1b[?1049l", b"\x1b[?1049h"
SHOWS_CURSOR, HIDES_CURSOR = b"\x1b[?25h", b"\x1b[?25l"
SGR = re.compile(rb"\x1b\[([0-9;:]*)m")

LITTLE_SHELL = """
import os, signal, sys

signal.signal(signal.SIGTTOU, signal.SIG_IGN)
child = os.fork()
if child == 0:
    os.setpgid(0, 0)
    os.tcsetpgrp(0, os.getpgrp())
    signal.signal(signal.SIGTTOU, signal.SIG_DFL)
    os.execv(sys.executable, [sys.executable, "-m", "reader", *sys.argv[1:]])
while True:
    _, status = os.waitpid(child, os.WUNTRACED)
    os.tcsetpgrp(0, os.getpgrp())
    if not os.WIFSTOPPED(status):
        sys.exit(os.waitstatus_to_exitcode(status))
    print("[1]+  Stopped", flush=True)
    while sys.stdin.readline().strip() != "fg":
        pass
    os.tcsetpgrp(0, child)
    os.killpg(child, signal.SIGCONT)
"""


@pytest.fixture
def library(tmp_path) -> Path:
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "harbour.md").write_text(ARTICLE, encoding="utf-8")
    return folder


@pytest.fixture
def reading(terminal, library):
    """Start reading the article, in a terminal of 80 by 24 unless told otherwise."""

    def start(*arguments, **options):
        session = terminal(library, *arguments, **options)
        session.wait_for("1 of 1")
        session.press("\r")
        session.wait_for("Mayor Lena Osk", "n next", "“ “The harbour")
        return session

    return start


@pytest.fixture
def fake(tmp_path, monkeypatch):
    """Put a program on the path that writes down its arguments and waits for a line."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder), prepend=":")

    def make(name: str) -> Path:
        written = tmp_path / f"{name}.txt"
        program = folder / name
        program.write_text(
            f'#!/bin/sh\nprintf "%s\\n" "$@" > "{written}"\necho "This is {name}."\nread line\n',
            encoding="utf-8",
        )
        program.chmod(0o755)
        return written

    return make


def modes(session) -> tuple[bool, bool, bool]:
    """Whether the terminal gathers lines, shows what is typed, and makes signals of keys."""
    flags = termios.tcgetattr(session._master)[3]
    return tuple(bool(flags & one) for one in (termios.ICANON, termios.ECHO, termios.ISIG))


def test_a_citation_is_copied_through_the_terminal(reading):
    session = reading()
    session.press("ny")
    session.wait_for("Copied with the citation.")
    (copied,) = re.findall(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07", session.received)
    assert base64.b64decode(copied).decode() == (
        "“The harbour will open in spring,” — Lena Osk. In: Norvale builds a harbour,"
        " Harbour Times, 2031-05-04, https://example.org/harbour"
    )


@pytest.mark.parametrize(("variable", "key"), [("PAGER", "P"), ("EDITOR", "E")])
def test_an_article_is_opened_in_the_persons_program(
    reading, fake, library, monkeypatch, variable, key
):
    written = fake("shower")
    monkeypatch.setenv(variable, "shower --plain '+two words'")
    session = reading()
    begun = len(session.received)
    session.press(key)
    session.wait_for("This is shower.")
    given_up = session.received[begun:].split(b"This is shower.")[0]
    assert LEAVES_SCREEN in given_up
    assert SHOWS_CURSOR in given_up
    assert modes(session) == (True, True, True)
    session.press("\r")
    session.wait_for("Back from shower.", "Mayor Lena Osk")
    back = session.received.split(b"This is shower.")[1]
    assert TAKES_SCREEN in back
    assert b"Harbour Times" in back  # all of it is drawn again
    assert modes(session) == (False, False, False)
    assert written.read_text() == f"--plain\n+two words\n{library / 'harbour.md'}\n"
    assert session.leave() == 0


def test_the_browser_gets_the_articles_address(reading, fake, monkeypatch):
    written = fake("browser")
    monkeypatch.setenv("BROWSER", "browser")
    session = reading()
    session.press("o")
    session.wait_for("This is browser.")
    session.press("\r")
    session.wait_for("Opened in the browser.", "Mayor Lena Osk")
    assert written.read_text() == "https://example.org/harbour\n"


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("no-such-program", "no-such-program could not be started: No such file or directory."),
        ("less 'half", "$PAGER is not understood: a quotation mark is missing in it."),
    ],
)
def test_a_pager_that_cannot_be_started_is_one_sentence(reading, monkeypatch, value, sentence):
    monkeypatch.setenv("PAGER", value)
    session = reading(columns=120)
    session.press("P")
    session.wait_for(sentence)
    assert session.leave() == 0


def test_an_interrupt_in_the_pager_ends_the_pager_alone(reading, fake, monkeypatch):
    fake("shower")
    monkeypatch.setenv("PAGER", "shower")
    session = reading()
    session.press("P")
    session.wait_for("This is shower.")
    session.press("\x03")
    session.wait_for("Back from shower.", "Mayor Lena Osk")
    session.press("n")
    session.wait_for("speaker Lena Osk")
    assert session.leave() == 0


def test_suspended_it_gives_the_terminal_back_and_draws_itself_again(reading, tmp_path):
    shell = tmp_path / "little_shell.py"
    shell.write_text(LITTLE_SHELL, encoding="utf-8")
    session = reading(program=(shell,))
    begun = len(session.received)
    session.press("\x1a")
    session.wait_for("[1]+  Stopped")
    given_back = session.received[begun:].split(b"[1]+  Stopped")[0]
    assert LEAVES_SCREEN in given_back
    assert SHOWS_CURSOR in given_back
    assert b"\x1b[?1003l" in given_back  # the mouse is the terminal's own again
    assert modes(session) == (True, True, True)
    session.press("fg\r")
    stopped = session.received.index(b"[1]+  Stopped")
    session.wait_for_bytes(TAKES_SCREEN, after=stopped)
    session.wait_for_bytes(b"Harbour Times", after=stopped)
    session.press("n")
    session.wait_for("speaker Lena Osk")
    drawn = session.received.split(b"[1]+  Stopped")[1]
    assert TAKES_SCREEN in drawn
    assert HIDES_CURSOR in drawn
    assert b"Harbour Times" in drawn  # all of it, not only what the key changed
    assert session.leave() == 0
    assert modes(session) == (True, True, True)


TOUR = (
    "n", "e", "\x1b", "t", "\x1b", "v", "l", "\x1b", "/", "harbour\r", "\x1b", "%", "\x1b", "q",
    "/", "zz\r", "\x1b", "s", "c", "b", "q", "T", "q", "!", "q", "?", " ", "q", "\x10", "\x1b",
    "X", "\x1b",
)  # fmt: skip
"""Keys that lead through every screen and box."""


def test_no_color_means_no_colour_at_all(reading, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    session = reading()
    session.press("n2t")
    session.wait_for("another tag")
    session.press("toll\r")
    session.wait_for("Saved as toll")
    for keys in TOUR:
        session.press(keys)
        session.settle(0.15)  # Escape may begin another key
    session.press("\x11")
    assert session.wait_for_end() == 0
    used = {
        int(number)
        for found in SGR.findall(session.received)
        for number in re.split(rb"[;:]", found)
        if number
    }
    weights = {0, 1, 2, 3, 4, 5, 7, 9, 21, 22, 23, 24, 27, 29}
    the_terminals_own = {39, 49}
    assert used <= weights | the_terminals_own
    assert {1, 3, 4, 7} <= used


def test_a_terminal_that_shows_no_screens_is_told_what_there_is(terminal, library):
    session = terminal(library, program=("-c", DUMB))
    session.wait_for("This terminal cannot show screens")
    assert session.wait_for_end() == 1
    assert TAKES_SCREEN not in session.received


DUMB = (
    "import os, sys; os.environ['TERM'] = 'dumb';from reader.__main__ import main; sys.exit(main())"
)


def test_a_resized_terminal_is_drawn_anew(reading):
    session = reading()
    session.resize(40, 24)
    session.wait_for("n next  ⏎ accept", "? help")
    session.resize(160, 45)
    session.wait_for("Articles by published", "Mayor Lena Osk", "X export")
    assert session.leave() == 0


def test_the_place_and_the_claims_are_there_after_a_restart(reading, terminal, library):
    session = reading()
    session.press("n\r")
    session.wait_for("another tag")
    session.press("toll\r")
    session.wait_for("Saved as toll")
    session.press("f")
    session.wait_for("4,120", "at least")
    assert session.leave() == 0
    again = terminal(library)
    again.wait_for("1 of 1", "◦")
    again.press("\r")
    again.wait_for("at least", "1 claim")
    again.press("u")
    again.wait_for("Undone: ")
    assert again.leave() == 0
