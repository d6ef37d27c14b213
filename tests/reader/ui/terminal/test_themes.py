"""A theme that is chosen on the screen is there at the next start."""

import json
from pathlib import Path

import pytest

CONFIG = '# my eyes\ntheme = "dracula"  # for the evening\n'


@pytest.fixture
def library(tmp_path) -> Path:
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "harbour.txt").write_text("Norvale builds a harbour.\n", encoding="utf-8")
    return folder


@pytest.fixture
def config(home) -> Path:
    file = home / ".config" / "copydesk" / "config.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    return file


@pytest.fixture
def choose(terminal, library):
    """Choose a theme in the command palette, and leave."""

    def choose(name: str) -> None:
        screen = terminal(library)
        screen.wait_for("1 of 1", "X export")
        screen.press("\x10")
        screen.wait_for("Search for commands")
        screen.press("theme")
        screen.wait_for("Choose colours")
        screen.settle()
        screen.press("\r")
        screen.wait_for("Search for themes")
        screen.press(name)
        screen.settle()
        screen.press("\r")
        screen.settle()
        assert screen.leave() == 0

    return choose


def theme_in_use(copydesk) -> str:
    return json.loads(copydesk("config", "--json").stdout)["theme"]


def ground(screen) -> str:
    """Return the colour behind the list's names of columns, as six hexadecimal digits."""
    return screen._screen.buffer[0][0].bg


def test_it_is_on_the_screen_from_the_first_moment_on(terminal, library, choose, monkeypatch):
    monkeypatch.setenv("COLORTERM", "truecolor")
    before = terminal(library)
    before.wait_for("1 of 1")
    assert before.leave() == 0
    choose("solarized-light")
    after = terminal(library)
    after.wait_for("1 of 1", "X export")
    assert ground(after) == "fdf6e3"
    assert ground(after) != ground(before)
    page = after.received.partition(b"\x1b[?1000h")[0]
    assert b"Norvale builds" in page
    assert b"48;2;253;246;227" in page


def test_it_wins_over_the_settings_which_stay_as_they_were_written(copydesk, choose, config):
    config.write_text(CONFIG, encoding="utf-8")
    choose("solarized-light")
    assert theme_in_use(copydesk) == "solarized-light"
    assert config.read_text(encoding="utf-8") == CONFIG
    config.unlink()
    assert theme_in_use(copydesk) == "solarized-light"


def test_a_theme_that_is_written_in_the_settings_later_wins(copydesk, choose, config):
    choose("solarized-light")
    config.write_text("measure = 70\n", encoding="utf-8")
    assert theme_in_use(copydesk) == "solarized-light"
    config.write_text(CONFIG, encoding="utf-8")
    assert theme_in_use(copydesk) == "dracula"


@pytest.mark.parametrize("kept", ["", "[]", '{"theme": 5}', '{"instead_of": ""}'])
def test_what_is_kept_of_it_may_be_damaged(copydesk, home, kept):
    file = home / ".local" / "state" / "copydesk" / "theme.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(kept, encoding="utf-8")
    assert theme_in_use(copydesk) == ""
