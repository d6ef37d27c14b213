"""The review queue: who did which article, what differs, what is to be checked."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message

from annotations.errors import AnnotationsError
from annotations.folding import folded
from annotations.together.review import Reviewed, State
from reader.ui.actions import bindings
from reader.ui.dialogs.memo import write_memo
from reader.ui.saving import NotSaved, Saver
from reader.ui.screens.comparison import ComparisonScreen
from reader.ui.screens.overview import OverviewScreen
from reader.ui.widgets.ask_bar import AskBar
from reader.ui.widgets.line_list import LineList
from reader.ui.widgets.line_view import LineView
from reader.view.text.cells import fitted
from reader.view.text.cells import width as cell_width
from reader.view.text.runs import Run
from reader.workspace import Workspace

_CLAIMS, _DAY, _TIME = 7, 12, 18
"""Cells of how many claims there are, and of a day without and with the time."""

_WHO, _STATE, _TITLE = 24, 30, 60
"""Cells that people, a state and a title have at most."""

_NOTHING = "Nobody began an article yet, and none is assigned."


class QueueList(LineList[Reviewed], inherit_bindings=False):
    """Articles, a line each."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "list.down", "list.up", "list.page-down", "list.page-up", "list.first", "list.last"
    )
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"line-view--{look}" for look in ("headline", "meta", "claimed", "taken")
    }

    titles: Mapping[str, str] = MappingProxyType({})
    _who = _state = 0

    def show(self, items: Sequence[Reviewed], *, cursor: int | None = None) -> None:
        """Show other articles, in columns as wide as they need."""
        self._who = min(_WHO, 2 + max((cell_width(_people(it)) for it in items), default=0))
        self._state = min(_STATE, 2 + max((cell_width(it.told) for it in items), default=0))
        super().show(items, cursor=cursor)

    @property
    def heading(self) -> str:
        """The names of the columns, each over its own."""
        title, since = self._widths()
        return (
            f"  {fitted('article', title)}{fitted('  who', self._who)}"
            f"{fitted('  state', self._state)}{fitted('claims', _CLAIMS, right=True)}"
            f"{fitted('  since', since)}"
        )

    def row_runs(self, row: int) -> Iterable[Run]:
        """Return the line of an article."""
        one, (title, since) = self.items[row], self._widths()
        pointer = "▶" if row == self.cursor else " "
        day = one.since[: since - 2].replace("T", " ")
        return [
            Run(f"{pointer} ", ("taken",)),
            Run(fitted(self.titles.get(one.article) or one.article, title), ("headline",)),
            Run(fitted(f"  {_people(one)}", self._who), ("meta",)),
            Run(fitted(f"  {one.told}", self._state), ("claimed",)),
            Run(fitted(str(one.claims or "–"), _CLAIMS, right=True), ()),
            Run(fitted(f"  {day}", since), ("meta",)),
        ]

    def _widths(self) -> tuple[int, int]:
        """Return the cells of a title, and of a day."""
        width = self.size.width - 1
        since = _TIME if width >= 100 else _DAY if width >= 60 else 0
        rest = max(8, width - 2 - self._who - self._state - _CLAIMS - since)
        return min(rest, _TITLE), since


class QueueHeading(LineView, can_focus=False):
    """The names of the queue's columns."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"line-view--column"}

    def __init__(self, queue: QueueList) -> None:
        super().__init__()
        self._queue = queue

    def row_count(self) -> int:
        """Return one: the names stand in one row."""
        return 1

    def row_runs(self, row: int) -> Iterable[Run]:
        """Return the names, none over an empty list."""
        del row
        return [Run(self._queue.heading, ("column",))] if self._queue.items else ()


class ReviewScreen(OverviewScreen[None]):
    """The queue; Enter compares the annotators of an article."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("review")

    hint_ids = (
        "ask.leave", "review.compare", "review.assign", "review.done", "review.checked",
        "review.send-back", "review.filter", "review.back", "app.help",
    )  # fmt: skip

    class _Read(Message):
        def __init__(self, queue: tuple[Reviewed, ...], titles: Mapping[str, str]) -> None:
            super().__init__()
            self.queue, self.titles = queue, titles

    def __init__(self, workspace: Workspace, saver: Saver) -> None:
        super().__init__()
        self._workspace = workspace
        self._saver = saver
        self._queue: tuple[Reviewed, ...] = ()

    def made_list(self) -> QueueList:
        """Return the list of articles."""
        return QueueList(id="queue")

    def compose(self) -> ComposeResult:
        """Put the names of the columns over the list."""
        below = list(super().compose())
        assert isinstance(below[0], QueueList)
        yield QueueHeading(below[0])
        yield from below

    @property
    def _list(self) -> QueueList:
        return self.query_one(QueueList)

    def on_screen_resume(self) -> None:
        """Show what was decided on the screen above."""
        if self.is_mounted:
            self.refresh_claims()

    @work(thread=True, exclusive=True, group="review")
    def refresh_claims(self) -> None:
        """Read who did what."""
        try:
            found = self._workspace.reviewing.queue()
            titles = self._workspace.reviewing.titles(it.article for it in found)
        except AnnotationsError as error:
            self.post_message(NotSaved(str(error)))
            return
        self.post_message(self._Read(found, titles))

    @on(_Read)
    def _take(self, message: _Read) -> None:
        self._queue, self._list.titles = message.queue, message.titles
        self.show_fitting()

    def show_fitting(self) -> None:
        """Show the articles that fit the filter."""
        words = folded(self.filter).split()
        titles = self._list.titles
        shown = [
            one
            for one in self._queue
            if all(_fits(one, titles.get(one.article, ""), word) for word in words)
        ]
        self._list.instead = _NOTHING
        self._list.show(shown)
        self._list.redraw()
        self.query_one(QueueHeading).redraw()
        self.status.about = f"Review with “{self.filter}”" if self.filter else "Review"
        checked = sum(one.state == "checked" for one in shown)
        self.status.facts = (f"{len(shown) - checked} to do", f"{checked} checked")

    @on(LineList.Chosen)
    def action_compare(self) -> None:
        """Compare the annotators of the article at the cursor."""
        one = self._list.current
        if one is not None:
            screen = ComparisonScreen(self._workspace, self._saver, article=one.article)
            self.app.push_screen(screen)

    async def action_assign(self) -> None:
        """Ask to whom the article at the cursor is given."""
        if self._list.current is not None:
            await self.query_one(AskBar).ask("assign", "Assign to:")

    def action_memo(self) -> None:
        """Show the memo on the article at the cursor, to be written."""
        one = self._list.current
        if one is not None:
            write_memo(self.app, self._workspace, self._saver, "article", one.article)

    async def action_send_back(self) -> None:
        """Ask for the word with which the article goes back."""
        if self._list.current is not None:
            await self.query_one(AskBar).ask("send back", "Back, because:")

    def answered(self, purpose: str, words: str) -> None:
        """Assign the article, or send it back."""
        if purpose == "assign" and words.strip():
            self._mark("assigned", who=words.strip())
        elif purpose == "send back":
            self._mark("back", word=words.strip())

    def action_mark(self, state: str) -> None:
        """Mark the article at the cursor as done or checked by this person."""
        self._mark("done" if state == "done" else "checked")

    def _mark(self, state: State, *, who: str = "", word: str = "") -> None:
        one = self._list.current
        if one is not None:
            self._saver.make(
                lambda: self._workspace.reviewing.mark([one.article], state, who=who, word=word)
            )

    def action_undo(self) -> None:
        """Take the last change back."""
        self._saver.make(self._workspace.history.undo)

    def action_redo(self) -> None:
        """Do the last undone change again."""
        self._saver.make(self._workspace.history.redo)


def _people(one: Reviewed) -> str:
    return " ".join(one.people)


def _fits(one: Reviewed, title: str, word: str) -> bool:
    if word.startswith("annotator:"):
        return word.removeprefix("annotator:") in folded(" ".join(one.people))
    if word.startswith("state:"):
        return one.state.startswith(word.removeprefix("state:"))
    return word in folded(f"{title} {one.article} {one.told} {_people(one)}")
