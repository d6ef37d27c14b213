"""What a terminal shows from the first moment on, at a second start: the list is known."""

import shutil
import signal
import termios

import pyte
import pytest

from reader.settings import Settings
from reader.workspace import Workspace

TEXT = "date 2031-05-04 Norvale builds a harbour.\n\nAt least 4,120 people work there.\n"
APP_BEGINS = b"\x1b[?1000h"
"""The first that Textual writes when the terminal is its own: a wish to hear of the mouse."""

STOPS_AFTER_FIRST_FRAME = """
from reader.__main__ import main
from reader.ui.desk.screen import DeskScreen
DeskScreen._go_on = lambda desk, **known: None
main()
"""

LOADS_FOREVER = """
import sys, time
import reader.cli.starting
from reader.cli.entrance import run
def load(words, page):
    print("loading", file=open("loading", "w"))
    while True:  # a pause without end would not end by a signal that came just before it
        time.sleep(0.1)
reader.cli.starting.read_paths = load
sys.exit(run())
"""

NEVER_SHOWS_ARTICLES = """
import sys
from reader.cli.entrance import run
from reader.ui.desk.screen import DeskScreen
DeskScreen._load_reading_side = lambda *_: None
sys.exit(run())
"""


@pytest.fixture
def folder(terminal, tmp_path):
    """A library that was opened before, in a terminal of 80 columns."""
    library = tmp_path / "library"
    library.mkdir()
    (library / "harbour.txt").write_text(TEXT, encoding="utf-8")
    first = terminal(library)
    wait_for_counts(first)
    assert first.leave() == 0
    return library


def wait_for_counts(screen) -> None:
    """Wait until the app shows how many quotes and figures there are; dots stand for them."""
    screen.wait_for_bytes(APP_BEGINS)
    screen.wait_for("Norvale builds")
    screen.wait_until(
        lambda: not any("…" in line for line in screen.lines[1:3]), "nothing was counted"
    )


def first_page(received: bytes) -> bytes:
    """Return what came before the app had the terminal."""
    before, app, _ = received.partition(APP_BEGINS)
    assert app
    return before


def drawn(received: bytes, columns: int, rows: int) -> list[list[pyte.screens.Char]]:
    """Return each cell of the screen with its colours."""
    screen = pyte.Screen(columns, rows)
    pyte.ByteStream(screen).feed(received)
    return [[screen.buffer[row][column] for column in range(columns)] for row in range(rows)]


def shows_keys(attributes) -> bool:
    return bool(attributes[3] & termios.ECHO)


def wait_for_file(screen, file) -> None:
    screen.wait_until(file.exists, f"{file} never came")


def test_the_page_of_last_time_comes_before_the_app(terminal, folder):
    screen = terminal(folder)
    screen.wait_for("1 of 1", "X export")
    assert screen.leave() == 0
    page = first_page(screen.received)
    assert b"Norvale builds a harbour" in page
    assert b"1 of 1" in page
    assert screen.received.count(b"\x1b[?1049h") == 1
    assert b"\x1b[2J" not in screen.received


@pytest.mark.parametrize(
    ("columns", "rows", "keys"),
    [(40, 20, "GsSl]q"), (80, 24, ""), (80, 24, "Gl]/x\x11"), (160, 45, "GsSl]q")],
)
def test_the_apps_first_frame_changes_nothing_of_the_page(terminal, folder, columns, rows, keys):
    first = terminal(folder, columns=columns, rows=rows)
    wait_for_counts(first)
    for key in keys:
        first.press(key)
        first.settle(0.2)
    assert first.leave() == 0
    program = ("-c", STOPS_AFTER_FIRST_FRAME)
    second = terminal(folder, columns=columns, rows=rows, program=program)
    second.wait_for_bytes(APP_BEGINS)
    page = first_page(second.received)
    assert "⏎".encode() in page  # it stands in the last row
    second.wait_for_bytes("⏎".encode(), after=len(page))
    second.settle()
    assert drawn(second.received, columns, rows) == drawn(page, columns, rows)


@pytest.mark.parametrize(
    ("columns", "keys"),
    [
        (80, "l"), (80, "?"), (80, "/"), (80, "cT"),
        (160, "c"), (160, "X"), (160, "\x10"), (160, "l/"),
    ],
)  # fmt: skip
def test_the_page_is_renewed_wherever_one_leaves(terminal, folder, columns, keys):
    first = terminal(folder, columns=columns)
    wait_for_counts(first)
    first.settle(1)  # until a page is kept that does not know yet what follows
    first.press("lD")
    first.wait_for("done")
    first.press("q")
    first.settle()
    for key in keys:
        first.press(key)
        first.settle(0.2)
    first.press("\x11")
    assert first.wait_for_end() == 0
    second = terminal(folder, columns=columns)
    second.wait_for("1 of 1", "X export")
    assert second.leave() == 0
    assert "▶✓".encode() in first_page(second.received)


def test_the_page_names_libraries_where_there_are_several(terminal, folder, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "storm.txt").write_text("A storm came.\n", encoding="utf-8")
    first = terminal(folder, other, columns=100)
    first.wait_for("▶• 2031-05-04 library")
    wait_for_counts(first)
    assert first.leave() == 0
    second = terminal(folder, other, columns=100, program=("-c", STOPS_AFTER_FIRST_FRAME))
    second.wait_for_bytes(APP_BEGINS)
    page = first_page(second.received)
    second.wait_for_bytes("⏎".encode(), after=len(page))
    second.settle()
    assert drawn(second.received, 100, 24) == drawn(page, 100, 24)


def test_keys_that_are_typed_before_anything_is_shown_act(terminal, folder):
    screen = terminal(folder)
    screen.press("l")
    screen.wait_for("At least 4,120 people")
    assert screen.leave() == 0


def test_the_list_can_be_gone_through_before_an_article_can_be_shown(terminal, folder):
    (folder / "storm.txt").write_text("date 2031-06-01 A storm came.\n", encoding="utf-8")
    first = terminal(folder)
    first.wait_for("A storm came")
    assert first.leave() == 0
    screen = terminal(folder, program=("-c", NEVER_SHOWS_ARTICLES))
    screen.wait_for("▶• 2031-05-04")
    screen.press("j")
    screen.wait_for("▶• 2031-06-01", "2 of 2")


def test_the_first_page_of_a_start_without_paths_is_that_of_the_last_one(terminal, folder):
    screen = terminal()
    screen.wait_for("1 of 1", "X export")
    assert screen.leave() == 0
    assert b"Norvale builds a harbour" in first_page(screen.received)


def test_the_samples_have_a_first_page_which_is_not_that_of_the_last_one(terminal, folder):
    for _ in range(2):
        samples = terminal("--samples")
        samples.wait_for_bytes(APP_BEGINS)
        samples.wait_for("Harrowmere votes", "X export")
        assert samples.leave() == 0
    assert b"Harrowmere votes" in first_page(samples.received)
    screen = terminal()
    screen.wait_for("Norvale builds a harbour", "X export")
    assert screen.leave() == 0
    page = first_page(screen.received)
    assert b"Norvale builds a harbour" in page
    assert b"Harrowmere" not in page


def test_a_terminal_of_another_size_has_another_first_page(terminal, folder):
    screen = terminal(folder, columns=81)
    screen.wait_for("1 of 1")
    assert screen.leave() == 0
    assert b"Norvale" not in first_page(screen.received)


def test_other_settings_have_another_first_page(terminal, folder, home):
    settings = home / ".config" / "copydesk" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('theme = "textual-light"\n', encoding="utf-8")
    screen = terminal(folder)
    screen.wait_for("1 of 1")
    assert screen.leave() == 0
    assert b"Norvale" not in first_page(screen.received)


def test_without_colours_the_first_page_has_none(terminal, folder, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    for _ in range(2):
        screen = terminal(folder)
        screen.wait_for("1 of 1")
        assert screen.leave() == 0
    page = first_page(screen.received)
    assert b"Norvale" in page
    assert b"38;2" not in page
    assert b"48;2" not in page


def test_a_terminal_that_can_nothing_gets_no_first_page(terminal, folder):
    program = "import os; os.environ['TERM'] = 'dumb'; from reader.__main__ import main; main()"
    screen = terminal(folder, program=("-c", program))
    assert screen.wait_for_end() == 1
    assert b"Norvale" not in screen.received
    assert b"\x1b" not in screen.received


def test_a_pipe_gets_no_first_page(copydesk, folder):
    assert copydesk(folder).stdout == ""


def test_a_library_that_is_gone_is_said_where_it_can_be_read(terminal, folder):
    shutil.rmtree(folder)
    screen = terminal(folder)
    assert screen.wait_for_end() == 1
    page, _, said = screen.received.partition(b"\x1b[?1049l")
    assert b"Norvale" in page
    assert b"does not exist" in said
    assert shows_keys(screen.attributes)


@pytest.mark.parametrize(
    ("how", "code"),
    [(signal.SIGTERM, -signal.SIGTERM), (signal.SIGHUP, -signal.SIGHUP), ("\x03", 130)],
)
def test_whoever_ends_it_while_the_app_loads_gets_the_terminal_back(
    terminal, folder, tmp_path, how, code
):
    screen = terminal(folder, program=("-c", LOADS_FOREVER))
    wait_for_file(screen, tmp_path / "loading")
    screen.wait_for("Norvale builds a harbour")
    assert not shows_keys(screen.attributes)
    if isinstance(how, str):
        screen.press(how)
    else:
        screen.tell(how)
    assert screen.wait_for_end() == code
    assert screen.received.endswith(b"\x1b[?1049l\x1b[?25h")
    assert shows_keys(screen.attributes)


def test_a_crash_while_the_app_loads_is_told_on_the_usual_screen(terminal, folder):
    program = LOADS_FOREVER.replace("time.sleep(0.1)", "raise RuntimeError('boom')")
    screen = terminal(folder, program=("-c", program))
    assert screen.wait_for_end() == 1
    assert b"RuntimeError: boom" in screen.received.partition(b"\x1b[?1049l")[2]
    assert shows_keys(screen.attributes)


def test_the_terminal_is_as_before_after_the_app(terminal, folder):
    screen = terminal(folder)
    screen.wait_for("1 of 1", "X export")
    assert not shows_keys(screen.attributes)
    assert screen.leave() == 0
    assert shows_keys(screen.attributes)


async def test_settings_that_cannot_be_meant_are_told_at_the_start(opened, folder):
    settings = Settings(annotator="ada", theme="purple", unknown=("[x]",), keys={"read.x": "y"})
    with Workspace([folder], settings=settings) as workspace:
        async with opened(100, 40, over=workspace) as session:
            await session.until(lambda: len(session.app.shelf.notices) == 3)
            await session.press("exclamation_mark")
            assert "In config.toml, “[x]” is no setting." in session.shown
            assert "There is no theme “purple”" in session.shown
            assert "[keys] names “read.x”, which is no action." in session.shown
