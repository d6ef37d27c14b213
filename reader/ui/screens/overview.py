"""A list of all there is of one kind, filtered as words are typed and changed with undo."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widget import Widget

from reader.ui.keys import hints
from reader.ui.saving import NotSaved, Saved
from reader.ui.terminal.leaving import Leavable
from reader.ui.widgets.ask_bar import AskBar
from reader.ui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from textual.suggester import Suggester

Result = TypeVar("Result")


class OverviewScreen(Leavable, Screen[Result | None]):
    """A list over the line that asks and the status line.

    A subclass makes the list, reads what it holds, and shows what fits `filter`, which is
    what was typed. `hint_ids` names its keys that matter, the last of them always.
    """

    hint_ids: Sequence[str] = ()
    filter = ""

    def made_list(self) -> Widget:
        """Return the list, not yet mounted."""
        raise NotImplementedError

    def refresh_claims(self) -> object:
        """Read anew what the list holds, in a thread."""
        raise NotImplementedError

    def show_fitting(self) -> None:
        """Show what fits the filter."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Put the list over the line that asks and the status line."""
        self._overview = self.made_list()
        yield self._overview
        yield AskBar(id="ask")
        yield StatusLine(id="status")

    def on_mount(self) -> None:
        """Read what the list holds."""
        self.set_focus(self._overview)
        self.refresh_claims()

    def on_descendant_focus(self) -> None:
        """Show the keys that work where the focus is."""
        self.call_after_refresh(self._show_hints)

    @property
    def status(self) -> StatusLine:
        """The last two rows."""
        return self.query_one(StatusLine)

    def say(self, sentence: str) -> None:
        """Show a sentence in the status line."""
        self.status.message = sentence

    def _show_hints(self) -> None:
        self.status.hints = hints(self, self.hint_ids)

    @on(Saved)
    def _say_saved(self, message: Saved) -> None:
        self.say(message.sentence)
        self.refresh_claims()

    @on(NotSaved)
    def _say_not_saved(self, message: NotSaved) -> None:
        self.say(message.sentence)

    # The filter

    @on(StatusLine.Pressed)
    async def action_filter(self) -> None:
        """Ask what to show."""
        await self.query_one(AskBar).ask("filter", "Show:", self.filter, shows=self.completion())

    def completion(self) -> "Suggester | None":
        """Return what completes the filter while it is typed, if anything does."""
        return None

    @on(AskBar.Typed)
    @on(AskBar.Entered)
    def _filter_by(self, message: AskBar.Typed | AskBar.Entered) -> None:
        if message.purpose != "filter":
            if isinstance(message, AskBar.Entered):
                self.set_focus(self._overview)
                self.answered(message.purpose, message.words)
            return
        self.filter = message.words
        self.show_fitting()
        if isinstance(message, AskBar.Entered):
            self.set_focus(self._overview)

    def answered(self, purpose: str, words: str) -> None:
        """Take the answer to a question of the subclass."""

    @on(AskBar.Left)
    def _leave_question(self, message: AskBar.Left) -> None:
        if message.purpose == "filter":
            self._take_filter_away()
        else:
            self.set_focus(self._overview)

    def _take_filter_away(self) -> None:
        self.filter = ""
        self.show_fitting()
        self.set_focus(self._overview)

    def action_let_go(self) -> None:
        """Let go of the filter; the screen stays."""
        if self.filter:
            self._take_filter_away()

    def action_leave(self) -> None:
        """Go back to where the screen was opened."""
        self.dismiss(None)
