"""Text that others wrote reaches the terminal as printable text only, on every screen."""

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest

from annotations.claim import Evidence, Verdict
from annotations.span import Span
from reader.settings import Settings
from reader.workspace import Workspace
from reader.workspace.open_article import OpenArticle

HARMFUL = {
    "a window title": "\x1b]0;OWNED\x07",
    "the clipboard": "\x1b]52;c;T1dORUQ=\x07",
    "a link": "\x1b]8;;https://evil.example\x1b\\here\x1b]8;;\x1b\\",
    "a device string": "\x1bPqOWNED\x1b\\",
    "a colour": "\x1b[38;5;201mOWNED",
    "a C1 control": "\x9b38;5;201mOWNED",
    "a question to the terminal": "\x1b[>q\x1b[c",
    "nothing": "\x00",
    "a backspace": "\x08\x08\x08",
    "reordering": "\u202eOWNED\u2066",
    "zero width": "\u200b\u2060\ufeff",
    "hidden tags": "\U000e0041\U000e0042",
    "half a pair": "\\ud800",
    "markup": "[bold]bold[/bold][/nope]",
    "an action": "[@click=app.quit]quit[/]",
}
ALL = "".join(HARMFUL.values())
NEVER = [
    b"\x1b]0;OWNED", b"\x1b]52;c;T1dORUQ=", b"\x1b]8;", b"\x1bP", b"\x1b[38;5;201m", b"\x1b[>q",
    b"\x1b[c", b"\x00", b"\x08", b"\x07",
    *("\x9b\u202e\u2066\u200b\u2060\ufeff".encode()[i : i + n] for i, n in
      ((0, 2), (2, 3), (5, 3), (8, 3), (11, 3), (14, 3))),
    "\U000e0041".encode(),
]  # fmt: skip


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/host\x1b]0;OWNED\x07\xffile"))
    folder.mkdir()
    escaped = "".join(rf"\U{ord(character):08x}" for character in ALL if character != "\\")
    (folder / "a.md").write_text(
        f'---\ntitle: "Title {escaped}"\nsource: "Source {escaped}"\nauthor: "By {escaped}"\n'
        f"---\n“It is {ALL} done,” Ada Brandt {ALL} said.\n\nThere were 4,120 people.\n",
        encoding="utf-8",
    )
    name = os.fsencode(folder) + b"/b\x1b]0;OWNED\x07\xff[bold].txt"
    Path(os.fsdecode(name)).write_text("Nothing else.\n", encoding="utf-8")
    (folder / "c\u202e[@click=app.quit].txt").write_bytes(b"")
    with Workspace([folder], settings=Settings(annotator="ada")) as workspace:
        listed = next(row for row in workspace.articles.scan().articles if row.path == "a.md")
        article = workspace.articles.read(listed)
        claim = workspace.claims.tag(
            OpenArticle(listed, article), Span(0, 20), [f"tag {ALL}"], note=f"note {ALL}"
        )
        assert claim.note
        said = replace(
            claim,
            claimant=f"claimant {ALL}",
            statement=f"statement {ALL}",
            verdict=Verdict(value=f"verdict {ALL}", scale=f"scale {ALL}"),
            evidence=(Evidence(url=f"url {ALL}", title=ALL, quotation=ALL),),
        )
        workspace.claims.change(said, was=claim)
    return folder


TOUR = (
    ("", "OWNED"),
    ("\r", "There were 4,120 people."),
    ("]", "claim"),
    ("e", "Claim"), ("\x1b", "There were"),
    ("t", "another tag"), ("\x1b", "There were"),
    ("/OWNED", "places"), ("\x1b", "There were"),
    ("X", "Write to"), ("\x1b", "There were"),
    ("\x10", "Search for commands"), ("OWN", "OWN"), ("\x1b", "There were"),
    ("c", "by article"), ("s", "by tag"), ("b", "▆"), ("b", "▌"), ("s", "by claimant"),
    ("s", "by verdict"),
    ("e", "Claim"), ("\x1b", "by verdict"),
    ("t", "another tag"), ("\x1b", "by verdict"),
    ("/OWNED", "Show:"), ("\r", "Claims with"),
    ("X", "Write to"), ("\x1b", "1 claim"),
    ("\x1b", "All claims"), ("q", "There were"),
    ("]d", "Removed"), ("u", "Undone"), ("\x12", "Done again"),
    ("T", "tag"), ("q", "There were"),
    ("q", "Nothing else"),
    ("!", "Problems"), ("q", "Nothing else"),
    ("?", "Signs"), ("q", "Nothing else"),
    ("/OWNED", "Show:"), ("\x1b", "Nothing else"),
    ("j\r", "Nothing else."), ("q", "Nothing else"),
)  # fmt: skip
"""Keys that lead to every screen and box, and what stands on each."""


@pytest.mark.parametrize(("columns", "rows"), [(40, 24), (80, 24), (200, 50)])
def test_every_screen_and_box_shows_hostile_text_made_harmless(terminal, library, columns, rows):
    screen = terminal(library, columns=columns, rows=rows)
    screen.wait_for("OWNED", "Enter opens")  # which the first page, drawn early, does not say
    screen.settle()
    for keys, words in TOUR:
        screen.press(keys)
        screen.wait_for(words[: columns // 4])
        if keys.endswith("\x1b"):
            screen.settle(0.4)  # Escape may begin another key
        assert "OWNED" not in screen._screen.title
    received = re.sub(rb"\x1b]22;\w+\x07", b"", screen.received)  # the shape of the pointer
    for harmful in NEVER:
        place = received.find(harmful)
        assert place < 0, received[max(0, place - 60) : place + 20]
    assert b"OWNED" in received
    assert screen.leave() == 0


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (160, 45)])
def test_nothing_but_printable_text_reaches_the_terminal(terminal, library, columns, rows):
    screen = terminal(library, columns=columns, rows=rows)
    screen.wait_for("Nothing else")
    screen.settle()
    for keys in (
        "\r", "n", "e", "\t\x0e", "\x1b", "t", "\x1b", "nt\x1b", "/", "[bold]\r", "\x1b",
        "c", "s", "s", "s", "t", "\x1b", "q", "!", "q", "?", "q", "\x10", "\x1b",
        "T", "\r", "\x0e", "\x1b", "m", "\x0e", "\x1b", "d", "\x1b", "1", "\x10", "\x1b", "q",
        "q", "j\r", "y", "q", "/", "[bold]\r",
    ):  # fmt: skip
        screen.press(keys)
        if keys.endswith("\x1b"):
            screen.settle(0.12)  # Escape may begin another key
    assert "[bold]" in "".join(screen.lines)  # it still runs, and shows what was typed
    received = re.sub(rb"\x1b]22;\w+\x07", b"", screen.received)  # the shape of the pointer
    for harmful in NEVER:
        place = received.find(harmful)
        assert place < 0, received[max(0, place - 60) : place + 20]


def test_the_first_page_of_the_next_start_is_printable_text_too(terminal, library):
    for _ in range(2):
        screen = terminal(library)
        screen.wait_for("Title", "1 problem")
        screen.settle()
        assert screen.leave() == 0
    page = screen.received.partition(b"\x1b[?1000h")[0]
    assert b"OWNED" in page  # the title, with what was to harm made visible
    for harmful in NEVER:
        assert harmful not in page
    entering = rb"\x1b\[\?1049h\x1b\[\?25l"
    shown = re.sub(rb"\x1b\[[0-9;]*[mH]", b"", re.sub(entering, b"", page, count=1))
    assert shown.decode().isprintable()


def test_the_names_of_several_libraries_are_printable_text(terminal, library):
    other = library.parent / "[bold]other\u202e"
    other.mkdir()
    (other / "d.txt").write_text("Nothing at all.\n", encoding="utf-8")
    screen = terminal(library, other, columns=100)
    screen.wait_for(" library ", "Nothing at all", "host")
    screen.press("/library:host\r")
    screen.wait_for("2 (of 3)")
    received = re.sub(rb"\x1b]22;\w+\x07", b"", screen.received)  # the shape of the pointer
    for harmful in NEVER:
        assert harmful not in received
    assert screen.leave() == 0


async def test_markup_in_titles_and_tags_is_shown_as_it_is(opened, library):
    with Workspace([library], settings=Settings(annotator="ada")) as workspace:
        async with opened(160, 40, over=workspace) as session:
            await session.until(lambda: "[bold]bold[/bold][/nope]" in session.shown)
            await session.press("c")
            await session.until(lambda: "tag" in session.shown)
            assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\u200b]", session.shown)


async def test_a_line_of_a_megabyte_is_read_like_any_other(opened, tmp_path):
    folder = tmp_path / "long"
    folder.mkdir()
    (folder / "long.txt").write_text("word " * 200_000 + "end", encoding="utf-8")
    with Workspace([folder], settings=Settings(annotator="ada")) as workspace:
        async with opened(over=workspace) as session:
            await session.until(lambda: "long.txt" in session.shown)
            await session.press("enter")
            await session.until(lambda: session.text.page is not None)
            await session.press("G")
            await session.until(lambda: "end" in session.shown)
