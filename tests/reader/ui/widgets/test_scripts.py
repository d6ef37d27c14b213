"""In every script the span that is selected, by mouse or by keys, is the one that is drawn."""

import random
import unicodedata

import pytest
from rich.cells import split_graphemes
from textual.geometry import Region

from reader.article import Article, normal_text
from reader.display import display
from reader.view.text.page import Page

SCRIPTS = {
    "Latin": ["harbour", "naïve", "“quote”", "4,120", "İstanbul"],
    "Chinese and Japanese": ["谈判将继续", "かな", "「それは」", "漢", "ｶﾅ"],
    "Korean": ["한국어", "문장도", "\u1112\u1161\u11ab"],
    "joined emoji": ["👩‍👩‍👧‍👦", "🇳🇴🇺🇦", "❤️", "👩🏽‍🚀", "word", "🏴"],
    "combining marks": ["e\u0301\u0323", "z\u0335\u0321\u0322al\u0335go", "a\u20dd", "cafe\u0301"],
    "Arabic": ["العربية", "المحادثات", "شَدَّة", "٣٩٬٣٢٤", "قال"],
    "Hebrew": ["שלום", "עִבְרִית", "אמר", "(120)"],
    "Thai": ["ข่าวภาษาไทย", "ผู้เสียชีวิต", "น้ำ", "ก็"],
    "Devanagari": ["क्षि", "हिन्दी", "समाचार"],
}
MIXED = [word for words in SCRIPTS.values() for word in words]


def generated(words: list[str], seed: str) -> str:
    """A text of a few lines of these words, the same for the same seed."""
    chance = random.Random(seed)
    pieces = [chance.choice(words) + chance.choice([" ", " ", "", "\n"]) for _ in range(24)]
    return normal_text("".join(pieces).strip() or words[0])


WORDS = normal_text(
    "harbour naïve Ada’s 4,120 İstanbul 한국어 cafe\u0301 z\u0335\u0321\u0322al\u0335go a\u20dd "
    "العربية شَدَّة قال می\u200cخواهم שָׁלוֹם עִבְרִית ผู้เสียชีวิต ที่ประชุม น้ำ प्रधानमंत्री क्षि हिन्दी क्\u200dष "
    "l\u0300’eau"
).split()
"""Words of many scripts, with marks above, below and between their letters."""

Cell = tuple[int, int, str]
"""A cluster as it is drawn: its column and row on the view, and its characters."""


def drawn_clusters(view) -> list[Cell]:
    """Return what stands in the text's columns of the screen, in the order of reading."""
    found = []
    for row, strip in enumerate(view.render_lines(Region(0, 0, *view.size))):
        if not view.page.text_from <= row < view.page.height:
            continue
        column = 0
        for start, end, cells in split_graphemes(strip.text)[0]:
            if view.page.left <= column < view.page.left + view.page.layout.width:
                found.append((column, row, strip.text[start:end]))
            column += cells
    return found


def drawn_as_selected(view) -> str:
    """Return the words that have the look of a selection, with the caret's among them."""
    runs = [
        run
        for row in range(view.page.text_from, view.page.height)
        for run in view.page.runs(row, view.selection)
    ]
    return "".join(run.words for run in runs if "selection" in run.looks)


def told(words: str) -> str:
    """Return words as they are drawn, without what ends lines."""
    return display(words.replace("\n", ""))


async def _drag(session, one: Cell, other: Cell) -> None:
    await session.pilot.mouse_down(session.text, offset=one[:2])
    await session.pilot.hover(session.text, offset=other[:2])
    await session.pilot.mouse_up(session.text, offset=other[:2])


@pytest.mark.parametrize("columns", [24, 40, 80])
@pytest.mark.parametrize("script", [*SCRIPTS, "all of them"])
async def test_what_is_selected_is_what_is_drawn(opened, script, columns):
    async with opened(columns, 40) as session:
        await session.read()
        view, words = session.text, SCRIPTS.get(script, MIXED)
        for number in range(2):
            text = generated(words, f"{script} {columns} {number}")
            view.show(Page(Article(path="a.txt", text=text, title="T")), ())
            await session.pilot.pause()
            cells = [cell for cell in drawn_clusters(view) if cell[2].strip()]
            assert "".join(cell[2] for cell in cells) == told("".join(text.split()))
            first, last = sorted(random.Random(number).sample(range(len(cells)), 2))
            between = "".join(cell[2] for cell in cells[first:last])
            await _drag(session, cells[first], cells[last])
            assert "".join(told(session.selected).split()) == between
            assert drawn_as_selected(view) == told(session.selected)
            await _by_keys(session, cells[first], view.selection.span)


async def _by_keys(session, begin: Cell, by_mouse) -> None:
    """Select the same by keys: as many steps as there are clusters, and back again."""
    view = session.text
    await session.pilot.click(view, offset=begin[:2])
    assert view.selection.caret == by_mouse.start
    steps = 0
    while view.selection.caret < by_mouse.end and steps < 200:
        view.action_step("character", 1, True)
        steps += 1
    assert view.selection.span == by_mouse
    assert not unicodedata.combining(view.page.layout.text[by_mouse.start])
    for _ in range(steps):
        await session.pilot.press("shift+left") if steps < 6 else view.action_step(
            "character", -1, True
        )
    assert view.selection.caret == by_mouse.start
    assert view.selection.span is None


def _cell(view, place: int) -> tuple[int, int]:
    """Return the column and the row on the view at which a character is drawn."""
    number = view.page.row_number(place)
    row = view.page.text_row(number)
    return view.page.left + view.page.layout.column(row, place + 1) - 1, number - view.top


async def test_a_word_of_any_script_is_selected_whole(opened):
    async with opened(60, 40) as session:
        await session.read()
        view = session.text
        text = " ".join(WORDS)
        view.show(Page(Article(path="a.txt", text=text, title="T")), ())
        await session.pilot.pause()
        ends = [sum(len(one) + 1 for one in WORDS[:number]) for number in range(len(WORDS) + 1)]
        for word, start, end in zip(WORDS, ends, ends[1:], strict=False):
            for column, row in {_cell(view, place) for place in (start, end - 2)}:
                await session.pilot.click(view, offset=(column, row), times=2)
                assert session.selected == word
        await session.press("g")
        stops = [view.selection.caret]
        while view.selection.caret < ends[-2]:
            await session.pilot.press("w")
            stops.append(view.selection.caret)
        assert stops == ends[:-1]
        for start in reversed(ends[:-2]):
            await session.pilot.press("b")
            assert view.selection.caret == start
