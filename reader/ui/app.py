"""The app: it owns the workspace, the shelf and the saver, and shows the desk."""

import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.filter import LineFilter
from textual.message import Message
from textual.screen import Screen
from textual.worker import get_current_worker

from annotations.errors import AnnotationsError
from reader.display import display
from reader.errors import ReaderError
from reader.library import ListedArticle, Problem
from reader.ui.guard import Guard
from reader.ui.saving import NotSaved, Saved, Saver
from reader.ui.screens.desk import DeskScreen
from reader.ui.shelf import Shelf
from reader.workspace import Workspace

_NEWS_EVERY = 0.1
"""Seconds between two messages of a running scan; ten a second look like steady work."""

_REST = 0.002
"""Seconds that background work sleeps after each article, so that keys are answered."""

_SWITCH_INTERVAL = 0.0005
"""Seconds a thread computes before another may; ten times shorter than Python's own.

Background work would otherwise hold up a key for 5 ms at each of its steps.
"""


def run(workspace: Workspace) -> int:
    """Show the app until the person leaves it, and return the exit code.

    Every change that was asked for is on disk when this returns.
    """
    sys.setswitchinterval(_SWITCH_INTERVAL)
    app = CopydeskApp(workspace)
    app.run()
    return app.return_code or 0


class CopydeskApp(App[None]):
    """Reads articles and tags claims over a workspace, which the caller closes."""

    TITLE = "copydesk"
    CSS_PATH = "copydesk.tcss"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,f1", "keys", "Help", id="app.help"),
        Binding("ctrl+p", "command_palette", "Commands", show=False, id="app.palette"),
        Binding("ctrl+q", "quit", "Quit", show=False, priority=True, id="app.quit"),
        Binding("ctrl+z", "suspend_process", "Suspend", show=False, id="app.suspend"),
    ]

    class Scanned(Message):
        """The scan found more articles and problems; `done` with the last of them."""

        def __init__(
            self, articles: Sequence[ListedArticle], problems: Sequence[str], *, done: bool
        ) -> None:
            super().__init__()
            self.articles, self.problems, self.done = articles, problems, done

    class Counted(Message):
        """Marks or claims were counted."""

        def __init__(self, claims: dict[tuple[Path, str], int] | None = None) -> None:
            super().__init__()
            self.claims = claims

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.shelf = Shelf()
        self.saver = Saver(self.post_message)
        self._desk = DeskScreen(workspace, self.shelf, self.saver)
        self._guard = Guard()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Lay the guard over everything that is drawn."""
        return [*super().get_line_filters(), self._guard]

    def get_default_screen(self) -> Screen[None]:
        """Begin at the desk."""
        return self._desk

    def on_mount(self) -> None:
        """Begin to read the library."""
        if self.workspace.settings.theme in self.available_themes:
            self.theme = self.workspace.settings.theme
        self.set_keymap(dict(self.workspace.settings.keys))

    @on(DeskScreen.Ready)
    def _begin(self) -> None:
        self._scan()

    async def on_unmount(self) -> None:
        """Wait for the last change to be saved."""
        self.saver.close()

    # The library

    @work(thread=True, exclusive=True, group="scan")
    def _scan(self) -> None:
        worker = get_current_worker()
        articles: list[ListedArticle] = []
        problems: list[str] = []
        told = time.monotonic()
        for found in self.workspace.iter_scan():
            if worker.is_cancelled:
                return
            if isinstance(found, Problem):
                problems.append(found.sentence)
            else:
                articles.append(found)
            if time.monotonic() - told > _NEWS_EVERY:
                self.post_message(self.Scanned(articles, problems, done=False))
                articles, problems = [], []
                told = time.monotonic()
                time.sleep(_REST)
        self.post_message(self.Scanned(articles, problems, done=True))

    @on(Scanned)
    def _shelve(self, message: Scanned) -> None:
        self.shelf.add(message.articles)
        self.shelf.problems.extend(message.problems)
        self._desk.show_shelf()
        if not message.done:
            self._desk.say(f"Reading the library: {len(self.shelf.entries)} articles so far.")
            return
        notices = self.workspace.notices()
        if not self.shelf.entries:
            self._desk.show_nothing(self.workspace.nothing_to_read(self.shelf.problems))
        else:
            self._desk.say(notices[0] if notices else "")
        self._count_claims()
        self._count_marks()

    @work(thread=True, exclusive=True, group="count marks")
    def _count_marks(self) -> None:
        worker = get_current_worker()
        told = time.monotonic()
        for entry in self.shelf.entries:
            if worker.is_cancelled:
                return
            try:
                entry.counts = self.workspace.counts(entry.listed)
            except ReaderError:
                continue
            if time.monotonic() - told > _NEWS_EVERY:
                self.post_message(self.Counted())
                told = time.monotonic()
            time.sleep(_REST)
        self.post_message(self.Counted())

    @work(thread=True, exclusive=True, group="count claims")
    def _count_claims(self) -> None:
        try:
            counts = self.workspace.claim_counts()
        except AnnotationsError as error:
            self.post_message(NotSaved(str(error)))
            return
        self.post_message(self.Counted(counts))

    @on(Counted)
    def _show_counts(self, message: Counted) -> None:
        if message.claims is not None:
            self.shelf.set_claims(message.claims)
            notices = self.workspace.notices()
            if notices and self.shelf.entries:
                self._desk.say(notices[0])
        self._desk.redraw_counts()

    # Changes

    @on(Saved)
    def _pass_on_saved(self, message: Saved) -> None:
        for screen in self.screen_stack:
            screen.post_message(Saved(message.sentence))
        self._count_claims()

    @on(NotSaved)
    def _pass_on_not_saved(self, message: NotSaved) -> None:
        for screen in self.screen_stack:
            screen.post_message(NotSaved(message.sentence))
        self.notify(display(message.sentence), severity="error", markup=False)

    # Help

    def action_keys(self) -> None:
        """Show every key."""
        from reader.ui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer every action of the screen in the command palette."""
        yield SystemCommand("Theme", "Choose colours", self.action_change_theme)
        offered = set()
        for found in screen.active_bindings.values():
            binding = found.binding
            if binding.id is None or binding.id in offered or not binding.description:
                continue
            offered.add(binding.id)
            keys = self.get_key_display(binding)

            async def act(action: str = binding.action, node: object = found.node) -> None:
                await self.run_action(action, node)  # type: ignore[arg-type]

            yield SystemCommand(binding.description, f"key {keys}", act)
