"""A small library on disk and the app over it."""

import logging
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from reader.settings import Settings
from reader.state.layout import Layout
from reader.ui.app import CopydeskApp
from reader.ui.desk.screen import DeskScreen
from reader.ui.widgets.article_table import ArticleTable
from reader.ui.widgets.article_view import ArticleView
from reader.ui.widgets.status_line import StatusLine
from reader.workspace import Workspace

HARBOUR = """date 2031-05-04 By Harbour Times Staff

Norvale builds a harbour.

“The harbour will open in spring,” Mayor Lena Osk said on Monday.

At least 4,120 people work there, the port authority said. They load 35 ships a week.

Key Dates

“We waited eleven years,” said Tom Reyes, who owns the shop at the gate. It cost $12 million.
"""
STORM = """date 2031-06-01 A storm cut power to 9,000 homes, the grid operator said.

“Crews are out,” a spokesman said.
"""


@pytest.fixture(autouse=True)
def no_newcomer(home: Path) -> None:
    """Let the tutorial have been offered before."""
    assert home.is_dir()
    Layout(tutorial=True).keep()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    library = tmp_path / "library"
    library.mkdir()
    (library / "harbour.txt").write_text(HARBOUR, encoding="utf-8")
    (library / "storm.txt").write_text(STORM, encoding="utf-8")
    return library


@pytest.fixture
def workspace(folder: Path) -> Iterator[Workspace]:
    with Workspace([folder], settings=Settings(annotator="ada")) as opened:
        yield opened


@pytest.fixture(autouse=True)
def no_failed_action(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test in which an action failed: the app would only tell of it."""
    yield
    assert not [
        record
        for record in caplog.get_records("call")
        if record.exc_info and record.levelno >= logging.ERROR
    ]


HANG = 300
"""Seconds after which what is waited for will not come about."""


class Session:
    """The running app, with what tests look at."""

    def __init__(self, app: CopydeskApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def desk(self) -> DeskScreen:
        found = self.app.screen_stack[0]
        assert isinstance(found, DeskScreen)
        return found

    @property
    def text(self) -> ArticleView:
        return self.desk.query_one(ArticleView)

    @property
    def selected(self) -> str:
        span = self.text.selection.span
        return span.of(self.text.page.article.text) if span and self.text.page else ""

    @property
    def said(self) -> str:
        return self.desk.query_one(StatusLine).message

    @property
    def shown(self) -> str:
        """Everything on the screen, as text."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in strips)

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.settle()

    async def type(self, words: str) -> None:
        await self.press(*words)

    async def settle(self) -> None:
        """Wait for all work, and for what it begins."""
        while True:
            with suppress(WorkerCancelled):  # a newer one has taken its place
                await self.app.workers.wait_for_complete()
            await self.pilot.pause()
            if all(worker.is_finished for worker in self.app.workers):
                return

    async def until(self, holds: Callable[[], bool]) -> None:
        hangs = time.monotonic() + HANG
        while time.monotonic() < hangs:
            if holds():
                return
            await self.pilot.pause(0.02)
        raise AssertionError(f"It did not come about. The screen:\n{self.shown}")

    async def read(self, title: str = "harbour") -> None:
        """Open an article from the list and wait for its marks."""
        table = self.desk.query_one(ArticleTable)
        await self.until(lambda: len(table.items) == 2)
        await self.settle()
        rows = [self.app.shelf.row(number) for number in table.items]
        names = [row.listed.path for row in rows if row]
        await self.press("g", *["j"] * names.index(f"{title}.txt"), "enter")
        await self.until(lambda: self.text.marks.percent == 100)


Open = Callable[..., "object"]


@pytest.fixture
def opened(workspace: Workspace) -> Callable[..., "object"]:
    @asynccontextmanager
    async def session(
        width: int = 80, height: int = 24, over: Workspace | None = None, *, settled: bool = True
    ) -> AsyncIterator[Session]:
        app = CopydeskApp(over or workspace)
        async with app.run_test(size=(width, height)) as pilot:
            running = Session(app, pilot)
            if settled:
                await running.settle()
                await running.settle()
            yield running

    return session
