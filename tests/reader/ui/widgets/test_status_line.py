"""What the last two rows say, and what they leave out where it is narrow."""

import pytest


def rows(session) -> tuple[str, str]:
    """The status line's two rows, the second without the sign that opens the palette."""
    first, second = session.shown.rstrip("\n").split("\n")[-2:]
    return first.strip(), second.strip().removesuffix("≡").strip()


@pytest.mark.parametrize("columns", [40, 80, 160])
async def test_the_key_of_the_help_is_always_there(opened, columns):
    async with opened(columns, 24) as session:
        assert rows(session)[1].endswith("? help")
        await session.read()
        assert rows(session)[1].endswith("? help")
        await session.press("c")
        assert rows(session)[1].endswith("? help")


async def test_eighty_columns_name_every_key_of_reviewing(opened):
    async with opened() as session:
        await session.read()
        words = rows(session)[1].split("  ")
        for hint in ("n next", "⏎ accept", "x dismiss", "t tag", "e edit", "u undo", "q back"):
            assert hint in words


async def test_a_message_is_told_whole_before_any_fact(opened):
    async with opened() as session:
        await session.until(lambda: "1 of 2" in rows(session)[0])
        assert rows(session)[0].startswith(
            "Enter opens an article. In it, n goes to a mark and t tags it."
        )
        await session.press("slash")
        assert rows(session)[0] == (
            "For example: tag:disputed source:tass quote:lavrov figures>5 unread 2024-07"
        )


async def test_where_nothing_is_said_the_article_is_named(opened):
    async with opened() as session:
        await session.read("storm")
        assert rows(session)[0].startswith("A storm cut power to 9,000 homes")
        await session.press("q")
        await session.until(lambda: rows(session)[0].startswith("library"))


async def test_how_far_the_page_is_read_is_right_from_the_start(opened):
    async with opened(80, 14) as session:
        await session.read()
        told = rows(session)[0]
        assert f" {session.text.percent}%" in told
        assert session.text.percent > 20


async def test_a_key_that_would_be_typed_is_no_hint(opened):
    async with opened() as session:
        await session.read()
        await session.press("slash")
        await session.until(lambda: rows(session)[1] == "esc leave  f1 help")


async def test_a_click_on_the_last_hint_presses_its_key_where_others_were_left_out(opened):
    async with opened(40, 24) as session:
        await session.read()
        row = session.shown.rstrip("\n").split("\n")[-1]
        await session.pilot.click(session.desk, offset=(row.index("? help"), 23))
        await session.until(lambda: "Ways to work" in session.shown)
