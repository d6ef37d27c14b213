"""A day's work in a real terminal: with the keyboard alone, and with the mouse alone.

Words are typed into fields in both; with the mouse no key does anything else.
"""

import csv
import io
import json

import pytest

ARTICLE = """date 2031-05-04 By Harbour Times Staff

Norvale builds a harbour.

“The harbour will open in spring,” Mayor Lena Osk said on Monday.

At least 4,120 people work there, the port authority said.
"""


SIGN = "“ “The harbour"
"""Stands where the marks of the article are known, and keys go to them."""


@pytest.fixture
def session(terminal, tmp_path):
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "harbour.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "storm.txt").write_text("A storm came. It left 9,000 homes dark.\n", "utf-8")
    screen = terminal(folder, columns=100, rows=30)
    screen.wait_for("1 of 2", "X export")
    return screen


def exported(tmp_path) -> list[tuple[str, str]]:
    (file,) = tmp_path.glob("*-claims.csv")
    rows = csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig")))
    return [(row["words"], row["tags"]) for row in rows]


class Mouse:
    """Clicks and drags, as a terminal tells them."""

    def __init__(self, screen) -> None:
        self._screen = screen

    def place(self, words: str) -> tuple[int, int]:
        """Return the column and row, from 1, at which words begin on the screen."""
        self._screen.wait_for(words)
        lines = enumerate(self._screen.lines, 1)
        return next((line.index(words) + 1, row) for row, line in lines if words in line)

    def _send(self, button: int, column: int, row: int, end: str) -> None:
        self._screen.press(f"\x1b[<{button};{column};{row}{end}")

    def click(self, words: str) -> None:
        column, row = self.place(words)
        self._send(0, column, row, "M")
        self._send(0, column, row, "m")
        self._screen.settle()

    def focus(self, words: str) -> None:
        """Click on the name of a field, and wait until the field looks as one that is typed in."""
        buffer = self._screen._screen.buffer
        row = self.place(words)[1] - 1
        before = [buffer[row][column] for column in sorted(buffer[row])]
        self.click(words)
        self._screen.wait_until(
            lambda: [buffer[row][column] for column in sorted(buffer[row])] != before,
            f"“{words}” never was in focus",
        )

    def drag(self, words: str) -> None:
        column, row = self.place(words)
        self._send(0, column, row, "M")
        self._send(32, column + len(words) // 2, row, "M")
        self._send(32, column + len(words), row, "M")
        self._send(0, column + len(words), row, "m")
        self._screen.settle()


def test_the_keyboard_alone_is_enough(session, tmp_path):
    session.press("\r")
    session.wait_for("Mayor Lena Osk", SIGN)
    session.press("n\r")  # to the first suggestion, and accept it
    session.wait_for("another tag")
    session.press("promise\r")
    session.wait_for("Saved as promise")
    session.press("gwvwwt")  # from the second word, two words more
    session.wait_for("another tag")
    session.press("harbour,new\r")
    session.wait_for("Saved as harbour, new")
    session.press("u")
    session.wait_for("Undone: ")
    session.press("q/title:norvale\r")
    session.wait_for("1 of 1 (of 2)")
    session.press("X")
    session.wait_for("will be written", "columns in all.")
    session.press("\r")
    session.wait_for("Wrote 1 claim as csv", "Enter or Esc close")
    session.press("\r")
    session.wait_for("library-claims.csv")
    assert exported(tmp_path) == [("“The harbour will open in spring,”", "promise")]
    assert session.leave() == 0


def test_the_keyboard_alone_corrects_before_tagging_and_after(session, copydesk):
    session.press("\r")
    session.wait_for("Mayor Lena Osk", SIGN)
    session.press("ne")
    session.wait_for("claimant", "Ctrl+N value")
    session.press("Leonora Osk\t" + "promise\r")
    session.wait_for("Saved as promise", "claimant Leonora Osk")
    session.press("ffe")
    session.wait_for("relation", "at least")
    session.press("\x1b[A" * 5)  # from the tags, which were edited last, up to the value
    session.press("5000\t\x0e\r")  # and the next of the relations
    session.wait_for("Saved: put right", "2 claims")
    session.press("e")
    session.wait_for("up by")
    session.press("\x1b")
    figure, quote = json.loads(copydesk("claims", "library", "--json").stdout)[::-1]
    assert quote["claimant"] == "Leonora Osk"
    assert (figure["figure"]["value"], figure["figure"]["relation"]) == (5000, "up")


def test_the_keyboard_alone_searches_undoes_and_does_again(session):
    session.press("\r")
    session.wait_for("Mayor Lena Osk", SIGN)
    session.press("/harbour\r")
    session.wait_for("“harbour”: 2 places", "next place")
    session.press("n")
    session.press("\x1b")
    session.wait_for("n next  ")
    session.press("st")
    session.wait_for("another tag")
    session.press("harbour\r")
    session.wait_for("Saved as harbour", "1 claim")
    session.press("u")
    session.wait_for("Undone: ")
    session.press("\x12")
    session.wait_for("Done again: ", "1 claim")


def test_keys_that_come_in_one_burst_reach_the_box_that_the_first_opens(session):
    session.press("/title:storm\r")
    session.wait_for("1 of 1 (of 2)", "A storm came")
    session.press("\r")
    session.wait_for("# A storm came", "n next")
    session.press("gvwwtwind\r")
    session.wait_for("Saved as wind")


def test_the_mouse_alone_is_enough(terminal, tmp_path, copydesk):
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "harbour.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "storm.txt").write_text("A storm came. It left 9,000 homes dark.\n", "utf-8")
    copydesk("tag", folder / "storm.txt", "--words", "A storm came", "--tag", "promise")
    session = terminal(folder, columns=160, rows=45)
    session.wait_for("1 of 2", "X export")
    mouse = Mouse(session)
    mouse.click("Norvale builds")
    session.wait_for("Mayor Lena Osk", SIGN)
    mouse.click("n next")
    session.wait_for("speaker Lena Osk")
    mouse.click("accept")
    session.wait_for("another tag")
    mouse.click("1   promise")
    mouse.click("Save")
    session.wait_for("Saved as promise")
    mouse.drag("port authority")
    mouse.click("t tag")
    session.wait_for("another tag")
    mouse.click("Save")
    session.wait_for("2 claims")
    mouse.click("u undo")
    session.wait_for("Undone: ")
    mouse.click("X export")
    session.wait_for("will be written", "columns in all.")
    mouse.click("Export   ")
    session.wait_for("Wrote 1 claim as csv")
    mouse.click("Done")
    session.wait_until_gone("Enter or Esc close")
    assert exported(tmp_path) == [("“The harbour will open in spring,”", "promise")]
    assert session.leave() == 0


@pytest.fixture
def mouse(session):
    """The mouse over the opened article about the harbour."""
    found = Mouse(session)
    found.click("Norvale builds")
    session.wait_for("Mayor Lena Osk", "t tag", SIGN)
    return found


def test_the_mouse_alone_corrects_before_tagging_and_after(session, mouse, copydesk):
    mouse.click("n next")
    session.wait_for("speaker Lena Osk")
    mouse.click("Lena Osk (")
    session.wait_for("claimant", "Ctrl+N value")
    session.press("Leonora Osk")
    mouse.focus("tags ")
    session.press("promise")
    mouse.click("verdict ")
    mouse.click("·mixed")
    session.wait_for("✓mixed")
    mouse.click("Save")
    session.wait_for("Saved as promise", "claimant Leonora Osk", "verdict mixed")
    mouse.click("verdict mixed")
    mouse.click("·true")
    session.wait_for("✓true")
    mouse.click("Save")
    session.wait_for("verdict true")
    mouse.click("e edit")
    mouse.click("Cancel")
    session.wait_for("claimant Leonora Osk", "verdict true")
    told = copydesk("claims", "library", "--json").stdout
    assert '"claimant": "Leonora Osk"' in told


def test_the_mouse_alone_undoes_and_does_again(session, mouse):
    mouse.drag("port authority")
    mouse.click("t tag")
    session.wait_for("another tag")
    session.press("harbour")
    mouse.click("Save")
    session.wait_for("Saved as harbour", "1 claim")
    mouse.click("u undo")
    session.wait_for("Undone: ", "redo")
    mouse.click("redo")
    session.wait_for("Done again: ", "1 claim")


def test_the_mouse_alone_searches_and_goes_from_place_to_place(session, mouse):
    mouse.click("/ search")
    session.wait_for("Search:")
    session.press("harbour")
    mouse.click("⏎")
    session.wait_for("“harbour”: 2 places", "next place")
    mouse.click("next place")
    mouse.click("previous place")
    mouse.click("end the search")
    session.wait_for("n next")


def test_the_mouse_alone_filters_and_takes_the_filter_away(session):
    mouse = Mouse(session)
    mouse.click("1 of 2")
    session.wait_for("Show:")
    session.press("title:norvale")
    mouse.click("⏎")
    session.wait_for("1 of 1 (of 2)")
    mouse.click("1 of 1")
    mouse.click("✕")
    session.wait_for("1 of 2")


def test_the_mouse_alone_reaches_every_command(session, mouse):
    mouse.click("≡")
    session.wait_for("Search for commands")
    session.press("codebook")
    session.wait_until(  # each letter makes the palette's list anew
        lambda: (
            mouse.place("codebook")[1] + 2 == mouse.place("Codebook")[1]
            and not any("Agreement" in line for line in session.lines)
        ),
        "the codebook never was the first command",
    )
    mouse.click("Codebook")
    session.wait_for("There is no tag yet")
    mouse.click("a add  ")
    session.wait_for("New tag")
    session.press("toll")
    mouse.click("colour ")
    mouse.click("·red")
    session.wait_for("✓red")
    mouse.click("Save")
    session.wait_for("Added the tag “toll”", "■ toll")
    mouse.click("q back")
    session.wait_for("n next")
