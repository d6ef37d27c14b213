"""The list of articles on the screen: what it shows while rows come in and go."""

from reader.ui.widgets.article_table import ArticleTable


async def test_the_cursor_stays_at_the_top_until_somebody_moves_it(opened, folder):
    async with opened() as session:
        table = session.desk.query_one(ArticleTable)
        (folder / "oldest.txt").write_text("date 2019-01-01 The oldest.\n", encoding="utf-8")
        session.app._look_at_files()
        await session.until(lambda: table.shown == 3)
        assert table.cursor == 0
        await session.press("j")
        here = table.current
        (folder / "older.txt").write_text("date 2018-01-01 Older still.\n", encoding="utf-8")
        session.app._look_at_files()
        await session.until(lambda: table.shown == 4)
        assert (table.current, table.cursor) == (here, 2)


async def test_letters_typed_fast_show_what_the_last_one_asks_for(opened):
    async with opened() as session:
        await session.press("slash")
        await session.pilot.press(*"source:nobody", *["backspace"] * 13, *"storm")
        await session.until(lambda: "1 of 1 (of 2)" in session.shown)
        assert "storm" in session.shown


async def test_exact_words_are_found_in_the_texts_and_the_rest_is_left_out(opened):
    async with opened() as session:
        await session.press("slash")
        await session.type('"eleven years')
        await session.until(lambda: "1 of 1 (of 2)" in session.shown)
        assert "Harbour Times" in session.shown


async def test_a_mistake_in_the_filter_is_told_and_goes_when_it_is_mended(opened):
    async with opened() as session:
        await session.press("slash")
        await session.type("figurs>5")
        assert session.said == "There is no “figurs” to ask for. Is “figures” meant?"
        assert "No article fits the filter." in session.shown
        await session.press(*["backspace"] * 4)
        await session.type("res>1")
        assert session.said == ""
        await session.until(lambda: "1 of 1 (of 2)" in session.shown)
