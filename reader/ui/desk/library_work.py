"""Going through the library in a thread: reading files, following claims, counting marks."""

from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from time import monotonic
from typing import TYPE_CHECKING

from textual.message import Message
from textual.worker import Worker

from reader.ui.terminal.activity import Activity, stop_if_called_off
from reader.view.headway import Headway
from reader.view.shelf import Shelf

if TYPE_CHECKING:
    from reader.index.steps import Step
    from reader.workspace import Workspace

_NEWS_EVERY = 0.1
"""Seconds between two messages of a running scan; ten a second look like steady work."""

_STILL, _UNTOLD = 0.15, 2.0
"""Seconds after a key in which no news but the first are told, as drawing them would hold
up the next key of a quick hand; and those after which they are told all the same."""


class Worked(Message):
    """Background work went on: rows may have changed; `done` when all files are read."""

    def __init__(
        self,
        worker: Worker[None],
        work: Headway | None,
        *,
        changed: bool = True,
        done: bool = False,
    ) -> None:
        super().__init__()
        self.worker, self.work = worker, work
        self.changed, self.done = changed, done


class LibraryWork:
    """One pass through the library, by `worker`; news of it go to `report`.

    Each part raises `CalledOffError` when the worker is cancelled.
    """

    def __init__(
        self,
        workspace: "Workspace",
        shelf: Shelf,
        activity: Activity,
        worker: Worker[None],
        report: Callable[[Message], object],
    ) -> None:
        self._workspace = workspace
        self._shelf = shelf
        self._activity = activity
        self._worker = worker
        self._report = report

    def read(self) -> None:
        """Bring the list up to date with the files."""
        articles, known = self._workspace.articles.list, self._shelf.total
        self._go_through(articles.update(), "reading", known=known)
        self._report(Worked(self._worker, None, done=True))

    def count(self, first: Sequence[int]) -> None:
        """Count the marks of articles that were not counted yet, these before the others."""
        articles = self._workspace.articles.list
        self._go_through(articles.count(first), "")
        self._go_through(articles.count(), "counting")

    def end(self) -> None:
        """Tell that it is over."""
        self._report(Worked(self._worker, None))

    def _go_through(self, steps: "Generator[Step]", doing: str, *, known: int = 0) -> None:
        """Take the steps, and tell of them ten times a second; `known` pieces are expected."""
        changed, told, has_told = False, monotonic(), False
        with closing(steps):
            for step in steps:
                stop_if_called_off(self._worker)
                changed |= step.changed
                self._shelf.problems.extend(step.problems)
                amid_keys = has_told and self._activity.idle_for() < _STILL
                if monotonic() - told > (_UNTOLD if amid_keys else _NEWS_EVERY):
                    total = step.total or (known if step.done <= known else None)
                    work = Headway(doing, step.done, total) if doing else None
                    self._report(Worked(self._worker, work, changed=changed))
                    changed, told, has_told = False, monotonic(), True
                self._activity.stand_back()
