"""The list of articles on the screen: what it shows while rows come in and go."""

import threading

import pytest

from reader.samples import SAMPLES
from reader.settings import Settings
from reader.ui.widgets.article_table import ArticleTable
from reader.view.shelf import Shelf
from reader.workspace import Workspace


@pytest.fixture
def held(monkeypatch) -> threading.Event:
    """An event that must be set before more than the first page of the list is found."""
    go_on = threading.Event()
    find = Shelf.find

    def found_later(*arguments, limit=None, **options):
        if limit is None:
            go_on.wait(20)
        return find(*arguments, limit=limit, **options)

    monkeypatch.setattr(Shelf, "find", found_later)
    return go_on


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


@pytest.fixture
def libraries(tmp_path, folder):
    """Three libraries of one article each; two have the same name."""
    places = [tmp_path / name for name in ("north", "a/south", "b/south")]
    for place in places:
        place.mkdir(parents=True)
        (place / "rain.txt").write_text(f"It rained in the {place.name}.\n", encoding="utf-8")
    with Workspace(places, settings=Settings(annotator="ada")) as opened:
        yield opened


@pytest.mark.parametrize("width", [40, 80, 160])
async def test_several_libraries_are_told_apart(opened, libraries, width):
    async with opened(width, 24, over=libraries) as session:
        table = session.desk.query_one(ArticleTable)
        await session.until(lambda: len(table.items) == 3)
        end = " " if width == 80 else ": "
        assert all(f" {name}{end}" in session.shown for name in ("north", "a/south", "b/south"))
        assert (" library " in session.shown) == (width == 80)  # a table has a column for it
        await session.press("slash", *"library:b/s", "enter")
        await session.until(lambda: len(table.items) == 1)


async def test_the_list_is_sorted_by_library_when_there_are_several(opened, libraries):
    async with opened(100, 24, over=libraries) as session:
        await session.until(lambda: "1 of 3" in session.shown)
        await session.pilot.click("#header", offset=(5, 0))
        await session.settle()
        assert "Sorted by library, rising." in session.said
        await session.press("S")
        assert session.shown.split("\n")[1].split()[1] == "b/south"


async def test_the_samples_are_called_so(opened):
    with Workspace([SAMPLES], settings=Settings(annotator="ada")) as samples:
        async with opened(over=samples) as session:
            session.desk.say("")
            await session.until(lambda: " samples " in session.shown)


async def test_one_library_is_not_named_in_each_row(opened):
    async with opened() as session:
        assert "library " not in session.shown.split("\n")[0]
        await session.press(*["s"] * 8)
        assert session.said == "Sorted by published, rising."


@pytest.mark.parametrize(("keys", "row"), [("G", 230), ("Gk", 199), ("Gg", 1), ("j", 2)])
async def test_the_end_is_that_of_the_whole_list_also_in_the_first_moment(
    opened, folder, workspace, held, keys, row
):
    for number in range(3, 231):
        (folder / f"{number}.txt").write_text(f"It is told {number} times.\n", encoding="utf-8")
    list(workspace.articles.list.update())
    async with opened(settled=False) as session:
        await session.pilot.press(*keys)
        held.set()
        await session.until(lambda: f"{row} of 230" in session.shown)


async def test_an_article_that_is_opened_before_there_is_one_opens_as_soon_as_there_is(
    opened, held
):
    async with opened(settled=False) as session:
        await session.pilot.press("enter")
        held.set()
        await session.until(lambda: session.text.has_focus)
        await session.until(lambda: "Norvale builds a harbour" in session.shown)


async def test_it_does_not_open_once_words_are_typed(opened, held):
    async with opened(settled=False) as session:
        await session.pilot.press("enter", "slash")
        held.set()
        await session.until(lambda: "A storm cut" in session.shown)
        await session.settle()
        assert not session.text.has_focus


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
