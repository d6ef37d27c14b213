"""Fetching in a thread, beside the screen: a page by its address, or what is new in feeds."""

from collections.abc import Callable
from time import monotonic, sleep
from typing import TYPE_CHECKING

from textual.message import Message
from textual.worker import Worker

from reader.errors import ReaderError
from reader.ui.terminal.activity import stop_if_called_off

if TYPE_CHECKING:
    from reader.workspace import Workspace

_STEP = 0.05


class Fetched(Message):
    """Something was fetched: what to say of it; with `changed` there are new articles."""

    def __init__(self, sentence: str, *, changed: bool = False) -> None:
        super().__init__()
        self.sentence, self.changed = sentence, changed


class WebWork:
    """What one worker fetches; news of it go to `report`."""

    def __init__(
        self, workspace: "Workspace", worker: Worker[None], report: Callable[[Message], object]
    ) -> None:
        self._workspace = workspace
        self._worker = worker
        self._report = report

    def add(self, url: str) -> None:
        """Fetch a page."""
        try:
            added = self._workspace.web.add(url)
        except ReaderError as error:
            self._report(Fetched(str(error)))
            return
        said = "Added" if added.is_new else "There already"
        self._report(Fetched(f"{said}: {added.article.title}", changed=added.is_new))

    def update(self) -> None:
        """Fetch what is new in the feeds, and tell of each article.

        Raises:
            CalledOffError: The worker is cancelled.
        """
        added, problems = 0, []
        try:
            if not self._workspace.web.feeds():
                sentence = "No feed is followed here. Follow one with: copydesk feeds add URL"
                self._report(Fetched(sentence))
                return
            for step in self._workspace.web.update(self._rest):
                stop_if_called_off(self._worker)
                if step.added is not None:
                    added += 1
                    self._report(Fetched(f"Added {added}: {step.added.article.title}"))
                if step.problem:
                    problems.append(step.problem)
        except ReaderError as error:
            problems.append(str(error))
        articles = "1 new article" if added == 1 else f"{added or 'no'} new articles"
        said = f"The feeds have {articles}."
        if problems:
            more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
            said = f"{said} {problems[0]}{more}"
        self._report(Fetched(said, changed=added > 0))

    def _rest(self, seconds: float) -> None:
        """Wait between two questions to a host, but not once the person calls it off."""
        until = monotonic() + seconds
        while monotonic() < until:
            stop_if_called_off(self._worker)
            sleep(_STEP)
