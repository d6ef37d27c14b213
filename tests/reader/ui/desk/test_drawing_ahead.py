"""Rows that are drawn before they are seen, so that a page key finds them ready."""

import pytest
from textual import events
from textual.geometry import Region

from reader.ui.widgets.article_table import ArticleTable
from reader.ui.widgets.article_view import ArticleView
from reader.view.text.layout import TextLayout

WORDS = "“It rained in {}, and {} people stayed at home,” Mayor Lena Osk said on Monday.\n\n"


def rows(view) -> list[str]:
    """What a view shows, with the codes of colours and weights."""
    strips = view.render_lines(Region(0, 0, *view.size))
    return [strip.render(view.app.console) for strip in strips]


def rows_drawn_anew(view) -> list[str]:
    view.redraw()
    return rows(view)


@pytest.fixture
def drawn(monkeypatch) -> list[int]:
    """The rows that are drawn, in their order."""
    numbers = []

    def counted(plain):
        def row_runs(view, row):
            numbers.append(row)
            return plain(view, row)

        return row_runs

    for kind in (ArticleTable, ArticleView):
        monkeypatch.setattr(kind, "row_runs", counted(kind.row_runs))
    return numbers


async def ready(session, view, drawn) -> None:
    """Wait until a view has drawn ahead of what it shows, and forget which rows it drew."""
    await session.settle()
    await session.until(lambda: view._drawn_ahead_of == view.top and not view._will_draw_ahead)
    drawn.clear()


async def test_a_page_of_a_text_is_ready_when_it_is_turned_to(opened, folder, drawn):
    (folder / "harbour.txt").write_text("".join(WORDS.format(n, n * 7) for n in range(300)))
    async with opened() as session:
        await session.read()
        for key in ("space", "space", "pageup", "space"):
            await ready(session, session.text, drawn)
            top = session.text.top
            await session.app.on_event(events.Key(key, None))
            at_caret = session.text.page.row_number(session.text.selection.caret)
            assert abs(session.text.top - top) > 10
            on_screen = range(session.text.top, session.text.top + session.text.size.height)
            assert [row for row in drawn if row in on_screen and abs(row - at_caret) > 3] == []
            assert rows(session.text) == rows_drawn_anew(session.text)


async def test_rows_that_were_drawn_ahead_show_what_was_found_since(opened, folder, drawn):
    (folder / "harbour.txt").write_text("".join(WORDS.format(n, n * 7) for n in range(300)))
    async with opened() as session:
        await session.read()
        await ready(session, session.text, drawn)
        await session.press("slash", *"mayor", "enter")
        await ready(session, session.text, drawn)
        await session.press("space", "space")
        assert rows(session.text) == rows_drawn_anew(session.text)
        assert session.desk.has_class("-reading")


async def test_a_page_of_the_list_is_ready_when_it_is_turned_to(opened, folder, drawn):
    for number in range(100):
        (folder / f"{number}.txt").write_text(WORDS.format(number, 4), encoding="utf-8")
    async with opened() as session:
        table = session.desk.query_one(ArticleTable)
        await session.until(lambda: len(table.items) == 102)
        for key in ("space", "space", "ctrl+b", "space"):
            await ready(session, table, drawn)
            cursor = table.cursor
            await session.app.on_event(events.Key(key, None))
            assert [row for row in drawn if row not in (cursor, table.cursor)] == []
            assert rows(table) == rows_drawn_anew(table)


async def test_what_is_read_stays_where_it_is_while_rows_above_are_counted(
    opened, folder, monkeypatch
):
    counts, measure = [], TextLayout.measure

    def slowly(layout, seconds):
        return bool(counts) and measure(layout, 0.0)

    monkeypatch.setattr(TextLayout, "measure", slowly)
    (folder / "harbour.txt").write_text("".join(WORDS.format(n, n * 7) for n in range(1000)))
    async with opened() as session:
        await session.read()
        await session.press("percent_sign", *"50", "enter")
        before = [row[:-20] for row in rows(session.text)[:-1]]
        layout = session.text.page.layout
        counts.append(layout.height)
        while layout._measured < len(layout._lines):
            await session.pilot.pause(0.01)
            assert [row[:-20] for row in rows_drawn_anew(session.text)[:-1]] == before
            counts.append(layout.height)
        assert len(set(counts)) > 5
