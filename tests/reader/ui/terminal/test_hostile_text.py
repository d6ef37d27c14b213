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


ESCAPE = "\x1b"
TOUR = (
    ("", "OWNED"),
    ("\r", "There were 4,120 people."),
    ("]", "claimant"),
    ("e", "Claim ─"), (ESCAPE, "There were"),
    ("t", "Change claim"), (ESCAPE, "There were"),
    ("/OWNED", "Search:"), (ESCAPE, "There were"),
    ("X", "Write to"), (ESCAPE, "There were"),
    ("\x10", "Search for commands"), ("OWN", "▔▔▔▔"), (ESCAPE, "There were"),
    ("c", "by article"), ("s", "by tag"), ("b", "▆"), ("b", "▌"), ("s", "by claimant"),
    ("s", "by verdict"),
    ("e", "Claim ─"), (ESCAPE, "by verdict"),
    ("t", "Change claim"), (ESCAPE, "by verdict"),
    ("/OWNED", "Show:"), ("\r", "Claims with"),
    ("X", "Write to"), (ESCAPE, "Claims with"),
    (ESCAPE, "All claims"), ("q", "There were"),
    ("]d", "Removed"), ("u", "Undone"), ("\x12", "Done again"),
    ("T", "tag"), ("q", "There were"),
    ("q", "Nothing else"),
    ("!", "Problems"), ("q", "Nothing else"),
    ("?", "Signs"), ("q", "Nothing else"),
    ("/OWNED", "Show:"), (ESCAPE, "Nothing else"),
    ("j\r", "Nothing else."), ("q", "Nothing else"),
)  # fmt: skip
"""Keys that lead to every screen and box, and what stands on each; Escape takes off the last."""


def press(screen, keys: str, words: str, was: str) -> None:
    """Press keys and wait for words; Escape might begin another key, so wait until it acted."""
    screen.press(keys)
    screen.wait_for(words)
    if keys == ESCAPE:
        screen.wait_until_gone(was)


@pytest.mark.parametrize(("columns", "rows"), [(40, 36), (80, 24), (200, 50)])
def test_every_screen_and_box_shows_hostile_text_made_harmless(terminal, library, columns, rows):
    screen = terminal(library, columns=columns, rows=rows)
    screen.wait_for("OWNED", "Enter opens")  # which the first page, drawn early, does not say
    was = ""
    for keys, words in TOUR:
        cut = words[: columns // 4]
        press(screen, keys, cut, was)
        was = cut
        assert "OWNED" not in screen._screen.title
    received = re.sub(rb"\x1b]22;\w+\x07", b"", screen.received)  # the shape of the pointer
    for harmful in NEVER:
        place = received.find(harmful)
        assert place < 0, received[max(0, place - 60) : place + 20]
    assert b"OWNED" in received
    assert screen.leave() == 0


LISTS = (
    ("\r", "There were"),
    ("e", "Claim ─"), ("\t\x0e", "Claim ─"), (ESCAPE, "There were"),
    ("T", "m merge"), ("m", "no other tag"),
    ("d", "Take it off"), (ESCAPE, "m merge"), ("q", "There were"),
    ("q", "Nothing else"), ("j\r", "Nothing else."), ("y", "Nothing is selected"), ("q", "filter"),
    ("/[bold]", "[bold]"),
)  # fmt: skip
"""Keys that go through what completes, and through the codebook."""


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (160, 45)])
def test_nothing_but_printable_text_reaches_the_terminal(terminal, library, columns, rows):
    screen = terminal(library, columns=columns, rows=rows)
    screen.wait_for("OWNED", "Enter opens")
    was = ""
    for keys, words in LISTS:
        press(screen, keys, words, was)
        was = words
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
