"""What the person should know: files that could not be read, and where claims are kept."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen

from reader.ui.actions import bindings
from reader.ui.keys import hints
from reader.ui.terminal.leaving import Leavable
from reader.ui.widgets.line_list import LineList
from reader.ui.widgets.status_line import StatusLine
from reader.view.text.runs import Run
from reader.view.text.wrapping import wrapped


class SentenceList(LineList[str]):
    """Sentences, each wrapped into as many rows as it needs."""

    shows_cursor = False

    def __init__(self, sentences: Sequence[str], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._sentences = tuple(sentences)

    def on_resize(self) -> None:
        """Wrap the sentences anew."""
        self.show(list(self._rows(max(10, self.size.width - 4))))

    def _rows(self, width: int) -> Iterable[str]:
        for sentence in self._sentences:
            for number, row in enumerate(wrapped(sentence, width)):
                yield ("  " if number else "• ") + row

    def row_runs(self, row: int) -> Iterable[Run]:
        """Return one row of a sentence."""
        return [Run(" " + self.items[row], ())]


class ProblemsScreen(Leavable, Screen[None]):
    """All notices and problems, one sentence each."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("problems")

    def __init__(self, notices: Sequence[str], problems: Sequence[str]) -> None:
        super().__init__()
        self._sentences = [*notices, *problems] or ["Every file could be read."]

    def compose(self) -> ComposeResult:
        """Put the sentences over the status line."""
        yield SentenceList(self._sentences, id="sentences")
        yield StatusLine(id="status")

    def on_mount(self) -> None:
        """Show how to go back."""
        status = self.query_one(StatusLine)
        status.message = "Problems and notices"
        self.call_after_refresh(self._show_hints)

    def _show_hints(self) -> None:
        self.query_one(StatusLine).hints = hints(self, ("problems.back", "app.help"))
