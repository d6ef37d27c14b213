"""What comes from the terminal: pastes are text and never keys, split keys are one key."""

import pytest
from textual import events

from reader.ui.terminal.incoming import Incoming

START, END = "\x1b[200~", "\x1b[201~"


def said(parser: Incoming, *pieces: str) -> list[str]:
    """Return the keys and pastes of some pieces that come one after the other."""
    messages = [message for piece in pieces for message in parser.feed(piece)]
    return [_said(message) for message in messages]


def _said(message: events.Event) -> str:
    if isinstance(message, events.Paste):
        return f"paste {message.text!r}"
    assert isinstance(message, events.Key)
    return message.key


@pytest.mark.parametrize(
    "text",
    [
        "one line",
        "alpha\nbeta\n\tgamma",
        "colour \x1b[31mdd\x1b[0m",
        "\x1b",
        "dd\x1bd\x1b[5~",
        "\x1b[20",
        "\x1b[200~ again",
        "",
    ],
)
def test_a_paste_is_its_text_and_nothing_else(text):
    whole = f"{START}{text}{END}q"
    assert said(Incoming(), whole) == [f"paste {text!r}", "q"]
    for cut in range(1, len(whole)):
        assert said(Incoming(), whole[:cut], whole[cut:]) == [f"paste {text!r}", "q"], cut
    assert said(Incoming(), *whole) == [f"paste {text!r}", "q"]


@pytest.fixture
def clock(monkeypatch):
    """A clock that is set by hand, for the parser and for Textual's."""
    now = [100.0]
    monkeypatch.setattr("reader.ui.terminal.incoming.monotonic", lambda: now[0])
    monkeypatch.setattr("textual._parser.get_time", lambda: now[0])
    return now


def after_escape(parser: Incoming, clock: list[float]) -> list[str]:
    """Let an ESC come alone, and nothing for a while; return what is known then."""
    assert said(parser, "\x1b") == []
    clock[0] += 0.2
    return [_said(message) for message in parser.tick()]


@pytest.mark.parametrize(
    ("pieces", "keys"),
    [
        (["[5~"], ["pageup"]),
        (["[", "5", "~"], ["pageup"]),
        (["[B", "d"], ["down", "d"]),
        (["OA"], ["up"]),
        (["x"], ["x"]),
        (["dd"], ["d", "d"]),
    ],
)
def test_the_rest_of_a_key_that_a_slow_line_split_is_that_key(clock, pieces, keys):
    parser = Incoming()
    assert after_escape(parser, clock) == ["escape"]
    assert said(parser, *pieces) == keys


def test_a_bracket_after_escape_is_a_key_once_nothing_follows(clock):
    parser = Incoming()
    assert after_escape(parser, clock) == ["escape"]
    assert said(parser, "[") == []
    clock[0] += 1.0
    assert [_said(message) for message in parser.tick()] == ["left_square_bracket"]
    assert said(parser, "[") == ["left_square_bracket"]


def test_long_after_escape_keys_are_what_they_are(clock):
    parser = Incoming()
    assert after_escape(parser, clock) == ["escape"]
    clock[0] += 1.5
    assert said(parser, "[5~") == ["left_square_bracket", "5", "tilde"]


def test_the_time_after_escape_can_be_none(clock):
    parser = Incoming()
    parser.rest = 0
    assert after_escape(parser, clock) == ["escape"]
    assert said(parser, "[5~") == ["left_square_bracket", "5", "tilde"]
