"""What keys do in the text beyond one tag at a time: counts, again, verdicts, every place."""

import pytest

from reader.settings import Settings
from reader.ui.app import CopydeskApp
from reader.ui.screens.places import PlacesScreen
from reader.workspace import Workspace


async def _tagged(session, workspace, *keys: str) -> None:
    before = len(workspace.claims.find())
    await session.press(*keys)
    await session.until(lambda: len(workspace.claims.find()) > before)


async def test_a_digit_off_marks_begins_a_count_of_moves(opened):
    async with opened() as session:
        await session.read()
        await session.press("g", "3", "w")
        text = session.text.page.article.text
        assert text[session.text.selection.caret :].startswith("harbour")
        await session.press("1", "0", "b")
        assert session.text.selection.caret == 0
        await session.press("2", "n")
        assert "Lena Osk" not in session.text.mark.span.of(text)
        assert session.text.mark.span.of(text).startswith("At least") or session.text.mark


async def test_a_count_is_used_up_by_the_next_key_whatever_it_does(opened):
    async with opened() as session:
        await session.read()
        await session.press("g", "5")
        assert "5 times" in session.shown
        await session.press("y", "w")
        text = session.text.page.article.text
        assert text[session.text.selection.caret :].startswith("builds")


async def test_a_digit_counts_on_marks_too_where_the_settings_say_so(opened, folder):
    settings = Settings(annotator="ada", digits="count")
    with Workspace([folder], settings=settings) as workspace:
        async with opened(over=workspace) as session:
            await session.read()
            await _tagged(session, workspace, "n", "t", *"port", "enter")
            await session.press("n", "1", "j")
            assert len(workspace.claims.find()) == 1


async def test_the_last_tags_are_given_again_with_one_key(opened, workspace):
    async with opened() as session:
        await session.read()
        await session.press("g", "full_stop")
        assert "No tag was given yet" in session.said
        await _tagged(session, workspace, "n", "t", *"port,new", "enter")
        await _tagged(session, workspace, "g", "v", "w", "full_stop")
        assert {claim.tags for claim in workspace.claims.find()} == {("port", "new")}


async def test_the_key_line_says_what_enter_would_give(opened, workspace):
    async with opened(120, 30) as session:
        await session.read()
        await _tagged(session, workspace, "n", "t", *"toll", "enter")
        await session.until(lambda: "accept as toll" in session.shown)


async def test_edit_right_after_enter_opens_what_was_saved(opened, workspace):
    async with opened(100, 30) as session:
        await session.read()
        await _tagged(session, workspace, "n", "t", *"toll", "enter")
        await _tagged(session, workspace, "f", "enter", "e")
        box = session.app.screen.query_one("#words")
        kept = {claim.anchor.exact for claim in workspace.claims.find()}
        assert str(box.render()) in kept
        assert session.app.screen.query_one("#field-tags").value == "toll"


async def test_a_new_tag_is_told_and_how_to_take_it_back(opened, workspace):
    async with opened(120, 30) as session:
        await session.read()
        await _tagged(session, workspace, "n", "t", *"toll", "enter")
        await _tagged(session, workspace, "f", "t", *"freight", "enter")
        await session.until(lambda: "new tag “freight”, u takes it back" in session.said)


async def test_a_word_that_nearly_is_a_tag_is_asked_about(opened, workspace):
    async with opened(100, 30) as session:
        await session.read()
        await _tagged(session, workspace, "n", "t", *"freight", "enter")
        await session.press("f", "t", *"frieght", "enter")
        assert "There is “freight”" in session.shown
        await _tagged(session, workspace, "down", "enter")
        assert {claim.tags for claim in workspace.claims.find()} == {("freight",)}


async def test_a_verdict_is_given_in_one_line_and_taken_away(opened, workspace):
    async with opened(100, 30) as session:
        await session.read()
        await _tagged(session, workspace, "f", "V", "2", "enter")
        (claim,) = workspace.claims.find()
        assert (claim.verdict.value, claim.tags) == ("mostly false", ())
        await session.until(lambda: session.text.claim is not None)
        await session.press("t", *"size", "enter")
        await session.until(lambda: bool(workspace.claims.find()[0].tags))
        await session.press("V", "0", "enter")
        await session.until(lambda: workspace.claims.find()[0].verdict is None)
        await session.press("V", "escape")
        assert session.text.has_focus


@pytest.mark.parametrize(("more", "count"), [((), 2), (("v",), 1)])
async def test_all_places_of_the_same_words_are_tagged_in_one_action(
    opened, workspace, folder, more, count
):
    async with opened(100, 30) as session:
        await session.read()
        await session.press("/", *"people", "enter", "escape", "v", "w", "h", "asterisk")
        assert isinstance(session.app.screen, PlacesScreen)
        await session.press("escape", "a")
        await session.until(lambda: "all articles" in session.shown)
        await session.press("q")
        (folder / "more.txt").write_text("People came. Some people stayed.\n", encoding="utf-8")
        await session.press("Z")
        await session.settle()
        await session.press("asterisk", "a")
        await session.until(lambda: "3 of 3 places" in session.shown)
        await session.press(*more, "enter", *"crowd", "enter")
        wanted = count + 1
        await session.until(lambda: len(workspace.claims.find()) == wanted)
        assert {claim.tags for claim in workspace.claims.find()} == {("crowd",)}
        await session.press("u")
        await session.until(lambda: workspace.claims.find() == ())


async def test_an_undo_out_of_sight_says_where_and_shows_it(opened, workspace):
    async with opened(100, 30) as session:
        await session.read()
        await _tagged(session, workspace, "n", "t", *"toll", "enter")
        await session.press("q")
        await session.read("storm")
        await session.press("u")
        await session.until(lambda: "here in Norvale builds a harbour" in session.said)
        await session.until(lambda: session.text.page.article.path == "harbour.txt")
        assert workspace.claims.find() == ()


async def test_an_undo_is_told_of_once(opened, workspace, monkeypatch):
    told = []
    as_it_was = CopydeskApp.on_undone

    def counted(app, message):
        told.append(message)
        if len(told) < 5:  # a message that goes round would go on without end
            as_it_was(app, message)

    monkeypatch.setattr(CopydeskApp, "on_undone", counted)
    async with opened(100, 30) as session:
        await session.read()
        await _tagged(session, workspace, "n", "t", *"toll", "enter")
        await session.press("q")
        await session.read("storm")
        await session.press("u")
        await session.until(lambda: session.text.page.article.path == "harbour.txt")
        for _ in range(5):
            await session.pilot.pause()
    assert len(told) == 1
