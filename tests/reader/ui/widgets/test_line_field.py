"""The field in which a filter or a search is typed."""

from textual.widgets import Input

LONG = "a filter of many words that is wider than the field in which it is typed "


def field_row(session) -> str:
    (row,) = [row for row in session.shown.split("\n") if "Show:" in row]
    return row


async def test_the_end_of_what_is_typed_is_seen_and_so_is_its_beginning_from_there(opened):
    async with opened(40, 24) as session:
        await session.press("slash")
        await session.type(LONG)
        assert "in which it is typed" in field_row(session)
        assert "a filter" not in field_row(session)
        await session.press("home")
        assert "a filter of many" in field_row(session)
        await session.press("end", *["backspace"] * 10)
        assert "the field in which it " in field_row(session)


async def test_no_letter_makes_the_screen_lay_itself_out_anew(opened, monkeypatch):
    async with opened() as session:
        await session.press("slash", "a")
        laid_out = []
        plain = session.desk._compositor.reflow
        monkeypatch.setattr(
            session.desk._compositor,
            "reflow",
            lambda *given: laid_out.append(given) or plain(*given),
        )
        await session.type("bc")
        assert session.desk.query_one(Input).value == "abc"
        assert not laid_out
