"""The box that asks for tags is made once, and asks anew each time."""

from textual.widgets import Input

from annotations.codebook import Codebook, Tag
from reader.ui.dialogs.tagging import TagDialog

TAGS = tuple(Tag(name=f"tag {number:02}") for number in range(30))


async def made(session) -> TagDialog:
    """Wait until the box is ready, and return it."""
    await session.until(lambda: bool(session.app._installed_screens))
    (box,) = session.app._installed_screens.values()
    await session.until(lambda: box.is_ready)
    return box


def values(box) -> list[str]:
    return [field.value for field in box.query(Input)]


async def test_the_box_that_was_made_ahead_is_the_one_that_opens(opened):
    async with opened() as session:
        await session.read()
        box = await made(session)
        for _ in range(3):
            await session.press("n", "t")
            assert session.app.screen is box
            await session.press("escape")
            assert session.app.screen is session.desk
            assert box.is_ready


async def test_nothing_is_left_in_the_box_of_what_was_asked_before(opened, workspace):
    workspace.tags.save_codebook(Codebook(tags=TAGS))
    async with opened() as session:
        await session.read()
        box = await made(session)
        await session.press("n", "t", *["down"] * 20, *"tag", "tab", *"a note", "escape")
        await session.press("n", "t")
        assert values(box) == ["", ""]
        assert (box._offers.cursor, box._offers.top, len(box._offers.items)) == (0, 0, 30)
        assert "no tag yet" in session.shown
        assert box.focused.id == "tag"
        await session.press(*"toll,", "tab", *"seen", "enter")
        assert [(claim.tags, claim.note) for claim in workspace.claims.find()] == [
            (("toll",), "seen")
        ]
        await session.press("n", "t")
        assert (values(box), box._tags) == (["", ""], ())


async def test_the_box_shows_the_tags_and_the_note_of_the_claim_that_it_changes(opened, workspace):
    async with opened() as session:
        await session.read()
        box = await made(session)
        await session.press("n", "t", *"toll", "tab", *"seen", "enter", "t")
        assert session.app.screen is box
        assert "Change claim" in session.shown
        assert values(box) == ["", "seen"]
        assert "toll" in session.shown


async def test_a_box_that_the_end_of_the_app_overtakes_is_left_unmade(opened):
    async with opened() as session:
        box = TagDialog(in_parts=True)
        await session.app.push_screen(box)
        await box.query_one("#box").remove()
        await box.make_parts()
        assert not box.is_ready
