"""How the desk is laid out, and commands that are typed; both are remembered."""

import pytest

from reader.settings import Settings, layout_file
from reader.state.layout import COLUMNS, Layout
from reader.ui.widgets.article_table import ArticleTable
from reader.ui.widgets.ask_bar import AskBar
from reader.workspace import Workspace


async def _typed(session, words: str) -> None:
    await session.press("colon")
    session.app.screen.query_one("#ask-field").value = words
    await session.press("enter")


async def test_a_command_tags_what_is_chosen_and_the_next_start_knows_it(opened, workspace):
    async with opened(120, 30) as session:
        await session.read()
        await session.press("n")
        await _typed(session, "tag port, new")
        await session.until(lambda: len(workspace.claims.find()) == 1)
        assert workspace.claims.find()[0].tags == ("port", "new")
        await _typed(session, "verdict mostly true https://norvale.example/a")
        await session.until(lambda: workspace.claims.find()[0].verdict is not None)
        (claim,) = workspace.claims.find()
        assert (claim.verdict.value, claim.evidence[0].url) == (
            "mostly true",
            "https://norvale.example/a",
        )
    async with opened(120, 30) as session:
        await session.press("colon", "up", "up")
        assert session.app.screen.query_one("#ask-field").value == "tag port, new"
        await session.press("down", "down", "escape")
        assert not session.desk.query_one(AskBar).display


async def test_a_command_is_completed_as_far_as_it_goes_in_one_way(opened, workspace):
    async with opened(120, 30) as session:
        await session.press("colon", *"col", "tab")
        field = session.app.screen.query_one("#ask-field")
        assert field.value == "columns "
        await session.press(*"q", "tab", "enter")
        await session.until(lambda: session.desk.side.columns == ("title", "quotes"))
        await session.press("colon", *"text.next-q", "tab")
        assert session.app.screen.query_one("#ask-field").value == "text.next-quote "


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("nonsense", "“nonsense” is no command"),
        ("columns colour", "“colour” is no column"),
        ("split 5", "20 to 80 per cent"),
        ("measure wide", "or “full”"),
        ("verdict perhaps", "begins with no verdict"),
        ("theme plaid", "There is no theme “plaid”"),
    ],
)
async def test_a_command_that_is_not_understood_is_one_sentence(opened, typed, said):
    async with opened(160, 30) as session:
        await _typed(session, typed)
        assert said in session.said


async def test_a_filter_is_saved_by_a_name_and_used_by_it(opened, workspace):
    async with opened(160, 30) as session:
        await _typed(session, "save-filter power")
        assert "Nothing is filtered" in session.said
        await _typed(session, "filter title:storm")
        await _typed(session, "save-filter power")
        await session.until(lambda: "“@power” stands for: title:storm" in session.said)
        await _typed(session, "save-filter power")
        assert "is there already" in session.said
        await _typed(session, "filter -@power")
        await session.until(lambda: session.desk.side.table.shown == 1)
        assert "Norvale" in session.shown


async def test_the_measure_grows_to_the_full_width_and_is_remembered(opened, workspace):
    async with opened(160, 30) as session:
        await session.read()
        before = session.text.measure
        await session.press("plus")
        assert session.text.measure == before + 8
        await _typed(session, "measure full")
        await session.until(lambda: session.text.measure > session.text.size.width)
        await _typed(session, "split 50")
        await session.until(lambda: session.desk.side.size.width == 80)
    assert (Layout.load().measure, Layout.load().split) == (0, 50)


def test_what_is_wrong_in_the_file_is_as_at_first(home):
    layout_file().parent.mkdir(parents=True, exist_ok=True)
    layout_file().write_text('{"measure": "wide", "split": 99, "columns": 3, "commands": {}}')
    assert Layout.load() == Layout(), "none of it is as it must be"
    layout_file().write_text('{"columns": ["words", "colour"]}')
    assert Layout.load().columns == ("title", "words")
    assert Layout().with_columns("").columns == COLUMNS


async def test_the_tutorial_is_offered_once(opened):
    layout_file().unlink()
    async with opened(120, 30) as session:
        await session.until(lambda: "begins with first steps" in session.said)
    async with opened(120, 30) as session:
        await session.until(lambda: "goes to a mark" in session.said)


async def test_the_tutorial_is_found_again_in_the_help_and_among_the_commands(opened):
    async with opened(80, 24) as session:
        await session.press("question_mark")
        await session.until(lambda: "copydesk read --samples" in session.shown)
        await session.press("escape", "ctrl+p")
        await session.type("first steps")
        await session.until(lambda: "The tutorial" in session.shown)
        await session.press("enter")
        await session.until(
            lambda: any("--samples" in it.message for it in session.app._notifications)
        )


@pytest.mark.parametrize("theme", ["ansi-light", "ansi-dark"])
async def test_both_rows_of_the_open_article_are_not_underlined(opened, folder, theme):
    with Workspace([folder], settings=Settings(annotator="ada", theme=theme)) as over:
        async with opened(160, 30, over) as session:
            await session.read()
            table = session.desk.query_one(ArticleTable)
            assert not table.has_focus
            style = table.get_component_rich_style("line-view--cursor")
            assert (style.bold, bool(style.underline)) == (True, False)
