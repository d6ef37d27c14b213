"""Long work shows how far it is, and is stopped and taken up again by key or mouse."""

import threading
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
import textual.screen

from reader.index.steps import Step
from reader.ui import running
from reader.ui.desk import library_work
from reader.ui.desk.library_work import LibraryWork, Worked
from reader.ui.widgets.article_table import ArticleTable
from reader.ui.widgets.status_line import StatusLine
from reader.view.headway import Headway

_MOMENT = 0.01
"""Seconds between two steps of work that waits to be let go on; nothing is decided by it."""


@pytest.fixture
def counting(workspace) -> threading.Event:
    """Counting that goes no further than a quarter until the event is set."""
    go_on = threading.Event()
    count = workspace.articles.list.count

    def slowly(ids=None) -> Iterator[Step]:
        while ids is None and not go_on.wait(_MOMENT):
            yield Step(stage="counts", done=1, total=4)
        yield from () if ids is not None else count()

    workspace.articles.list.count = slowly
    return go_on


def uncounted(session) -> int:
    table = session.desk.query_one(ArticleTable)
    rows = [session.app.shelf.row_now(number) for number in table.items]
    return sum(row.quotes is None for row in rows if row)


async def test_counting_is_told_stopped_and_taken_up_again_by_key(opened, counting):
    async with opened(settled=False) as session:
        await session.until(lambda: "counting █▎░░░ 25% (z stops)" in session.shown)
        await session.pilot.press("z")
        await session.until(lambda: "counting stopped (Z goes on)" in session.shown)
        assert session.said == "Stopped counting. What is done stays."
        assert uncounted(session) == 2
        counting.set()
        await session.pilot.press("Z")
        await session.until(lambda: uncounted(session) == 0)
        assert "counting" not in session.shown


async def test_counting_is_stopped_and_taken_up_again_by_mouse(opened, counting):
    async with opened(160, 24, settled=False) as session:
        await session.until(lambda: "counting █████░░░░░░░░░░░░░░░ 25% (z stops)" in session.shown)
        await session.pilot.click(StatusLine, offset=(150, 0))
        await session.until(lambda: "counting stopped (Z goes on)" in session.shown)
        counting.set()
        await session.pilot.click(StatusLine, offset=(150, 0))
        await session.until(lambda: uncounted(session) == 0)


async def test_reading_that_is_stopped_keeps_what_was_read(opened, workspace):
    update = workspace.articles.list.update
    go_on = threading.Event()

    def slowly() -> Iterator[Step]:
        for step in update():
            yield step
            while step.changed and not go_on.wait(_MOMENT):
                yield Step(stage="files", done=1)

    workspace.articles.list.update = slowly
    async with opened(settled=False) as session:
        await session.until(lambda: "reading ███░░ 1 (z stops)" in session.shown)
        await session.until(lambda: len(session.desk.query_one(ArticleTable).items) > 0)
        await session.pilot.press("z")
        await session.until(lambda: "reading stopped (Z goes on)" in session.shown)
        go_on.set()
        await session.pilot.press("Z")
        await session.until(lambda: len(session.desk.query_one(ArticleTable).items) == 2)
        await session.until(lambda: "reading" not in session.shown)


async def test_looking_again_finds_what_is_new_and_names_a_problem_once(opened, folder):
    (folder / "empty.txt").write_bytes(b"")
    async with opened(settled=False) as session:
        await session.until(lambda: "1 problem (!)" in session.shown)
        (folder / "new.txt").write_text("Something new happened.\n", encoding="utf-8")
        await session.pilot.press("Z")
        await session.until(lambda: len(session.desk.query_one(ArticleTable).items) == 3)
        await session.until(lambda: "1 problem (!)" in session.shown)


async def test_news_of_work_that_come_while_the_app_is_left_are_let_go(opened, counting):
    async with opened(settled=False) as session:
        await session.until(lambda: "counting" in session.shown)
        worker = next(one for one in session.app.workers if one.group == "files")
    session.app._show_work(Worked(worker, None))
    session.app._refresh_claims()
    session.app._redraw_rows()
    counting.set()


async def test_stopping_when_nothing_runs_says_so(opened):
    async with opened() as session:
        await session.pilot.press("z")
        assert session.said == "Nothing runs that could be stopped."


@pytest.mark.parametrize(
    ("headway", "told"),
    [
        (Headway("a", 0, 8), "a ░░░░░ 0%"),
        (Headway("a", 1, 8), "a ▋░░░░ 12%"),
        (Headway("a", 8, 8), "a █████ 100%"),
        (Headway("a", 9, 8), "a █████ 100%"),
        (Headway("a", 0), "a ███░░ 0"),
        (Headway("a", 50), "a ░███░ 50"),
        (Headway("a", 100), "a ░░███ 100"),
        (Headway("a", 150), "a ░███░ 150"),
    ],
)
def test_a_bar_is_as_long_as_what_is_done(headway, told):
    assert headway.told(5) == told


async def test_a_frame_need_not_wait_long_for_the_one_before(opened, monkeypatch):
    monkeypatch.setattr(textual.screen, "UPDATE_PERIOD", 1 / 60)
    running.draw_without_delay()
    async with opened() as session:
        assert session.desk._update_timer._interval == running.FRAME


@pytest.mark.parametrize(("idle_for", "told"), [(0.0, [4, 69]), (1.0, list(range(4, 80, 4)))])
def test_news_of_work_wait_while_keys_are_pressed(monkeypatch, idle_for, told):
    clock = 0.0

    class Activity:
        def idle_for(self) -> float:
            return idle_for

        def stand_back(self) -> None:
            nonlocal clock
            clock += 1 / 32

    steps = (Step(stage="files", done=done) for done in range(80))
    articles = SimpleNamespace(list=SimpleNamespace(update=lambda: steps))
    monkeypatch.setattr(library_work, "monotonic", lambda: clock)
    news = []
    LibraryWork(
        SimpleNamespace(articles=articles),
        SimpleNamespace(total=0, problems=[]),
        Activity(),
        SimpleNamespace(is_cancelled=False),
        news.append,
    ).read()
    assert [one.work.done for one in news if one.work] == told
