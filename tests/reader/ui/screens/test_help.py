"""The help: every key of the screen it was called from, as the person has set it."""

import pytest

from reader.index.filter import EVERYTHING
from reader.index.query import parse_query
from reader.settings import Settings
from reader.ui.screens.help import HelpList
from reader.workspace import Workspace


async def help_rows(session) -> list[str]:
    await session.press("question_mark")
    shown = session.app.screen.query_one(HelpList)
    return [
        "".join(run.words for run in shown.row_runs(row)).rstrip()
        for row in range(shown.row_count())
    ]


def row_of(rows: list[str], name: str) -> list[str]:
    return next(row for row in rows if row.endswith(f" {name}")).split()


async def test_remapped_keys_stand_in_the_help(opened, folder):
    settings = Settings(annotator="ada", keys={"text.next-mark": "z", "read.remove": "Q,delete"})
    with Workspace([folder], settings=settings) as workspace:
        async with opened(over=workspace) as session:
            await session.read()
            rows = await help_rows(session)
            assert row_of(rows, "text.next-mark") == ["z", "Next", "mark", "text.next-mark"]
            assert row_of(rows, "read.remove")[:2] == ["Q", "del"]
            assert any(row.split()[:4] == ["z", "⏎", "⏎", "x"] for row in rows)


@pytest.mark.parametrize("columns", [40, 80])
async def test_every_binding_of_the_screen_stands_in_the_help_once(opened, columns):
    async with opened(columns, 24) as session:
        await session.read()
        ids = {
            found.binding.id
            for found in session.app.screen.active_bindings.values()
            if found.binding.id
        }
        rows = await help_rows(session)
        for name in ids:
            assert sum(row.split()[-1:] == [name] for row in rows) == 1, name


async def test_every_term_of_the_filter_that_the_help_names_is_well_written(opened):
    async with opened() as session:
        rows = await help_rows(session)
        first = rows.index(" What / in the list can ask for") + 1
        terms = [row[3:19].strip() for row in rows[first:]]
        assert "source:tass" in terms
        for term in terms:
            query = parse_query(term)
            assert query.hint == ""
            assert query != EVERYTHING


@pytest.mark.parametrize("columns", [40, 80])
@pytest.mark.parametrize("place", ["list", "text"])
async def test_no_row_of_the_help_is_cut(opened, columns, place):
    async with opened(columns, 24) as session:
        if place == "text":
            await session.read()
        rows = await help_rows(session)
        assert [row for row in rows if len(row) >= columns] == []
        assert not any("…" in row and "⏎" not in row for row in rows)


async def test_what_is_typed_leaves_the_rows_that_have_it(opened):
    async with opened() as session:
        await session.read()
        await help_rows(session)
        await session.press(*"undo")
        shown = session.app.screen.query_one(HelpList)
        await session.until(lambda: [row.name for row in shown.items if row.key] == ["desk.undo"])
        assert shown.items[0].words == "List and text"
        await session.press(*"nothing")
        await session.until(lambda: "No key and no sign fits." in session.shown)
        await session.press("escape")
        await session.until(lambda: len(shown.items) > 50)
        await session.press("q")
        await session.until(lambda: session.app.screen is session.desk)


@pytest.mark.parametrize("columns", [80, 160])
async def test_the_name_of_a_key_stands_near_what_it_does(opened, columns):
    async with opened(columns, 45) as session:
        rows = [row for row in await help_rows(session) if row.endswith(" app.help")]
        (row,) = rows
        assert 3 <= row.index("app.help") - row.index("Help") < 45
