"""The main screen: the list of articles, and beside it or in its place the text."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer
from textual.worker import get_current_worker

from annotations.anchoring import Placed
from annotations.claim import Claim
from annotations.errors import AnnotationsError
from reader.article import Article
from reader.detectors.marks import Mark
from reader.errors import ReaderError
from reader.ui import describing
from reader.ui.keys import hints
from reader.ui.saving import NotSaved, Saved, Saver
from reader.ui.shelf import Entry, Shelf
from reader.ui.widgets.article_list import ArticleList, ListHeader
from reader.ui.widgets.article_view import ArticleView
from reader.ui.widgets.inspector import Inspector
from reader.ui.widgets.line_list import LineList
from reader.ui.widgets.status_line import StatusLine
from reader.workspace import PlacedClaim, Workspace

if TYPE_CHECKING:
    from reader.ui.dialogs.tagging import Tagging

WIDE_FROM = 120
"""The width from which list and text stand side by side."""

_PREVIEW_AFTER = 0.08
"""Seconds the cursor must rest on an article before its text is shown beside the list."""

_LOW = 20
"""A height below which the inspector gives its rows to the text."""

_LIST_HINTS = ("list.open", "desk.claims", "desk.problems", "app.help", "app.palette", "desk.back")
_TEXT_HINTS = (
    "text.next-mark",
    "desk.tag",
    "desk.remove",
    "desk.undo",
    "text.select",
    "desk.claims",
    "app.help",
    "desk.back",
)


class DeskScreen(Screen[None]):
    """Reading and tagging."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,backspace", "back", "Back", id="desk.back"),
        Binding("tab,shift+tab", "other_side", "List or text", show=False, id="desk.other-side"),
        Binding("t", "tag", "Tag", id="desk.tag"),
        Binding("e", "change", "Change claim", show=False, id="desk.change"),
        Binding("d,delete", "remove", "Remove claim", id="desk.remove"),
        Binding("u", "undo", "Undo", id="desk.undo"),
        Binding("c", "claims", "Claims", id="desk.claims"),
        Binding("exclamation_mark", "problems", "Problems", id="desk.problems"),
    ]

    class Ready(Message):
        """The desk stands: articles can be shown."""

    class Opened(Message):
        """An article was read."""

        def __init__(self, entry: Entry, article: Article, claims: tuple[PlacedClaim, ...]) -> None:
            super().__init__()
            self.entry, self.article, self.claims = entry, article, claims

    class NotOpened(Message):
        """An article could not be read."""

        def __init__(self, entry: Entry, sentence: str) -> None:
            super().__init__()
            self.entry, self.sentence = entry, sentence

    class MarksFound(Message):
        """The marks of an article were found."""

        def __init__(self, entry: Entry, marks: tuple[Mark, ...]) -> None:
            super().__init__()
            self.entry, self.marks = entry, marks

    class ClaimsRead(Message):
        """The claims of an article were read again."""

        def __init__(self, entry: Entry, claims: tuple[PlacedClaim, ...]) -> None:
            super().__init__()
            self.entry, self.claims = entry, claims

    def __init__(self, workspace: Workspace, shelf: Shelf, saver: Saver) -> None:
        super().__init__()
        self._workspace = workspace
        self._saver = saver
        self._shelf = shelf
        self._entry: Entry | None = None
        self._article: Article | None = None
        self._placed: tuple[PlacedClaim, ...] = ()
        self._preview: Timer | None = None
        self._goal: int | None = None

    def compose(self) -> ComposeResult:
        """Put the list, the text with its inspector, and the status line in place."""
        with Horizontal(id="desk"):
            with Vertical(id="list-side"):
                yield ListHeader(id="header")
                yield ArticleList(id="articles")
            with Vertical(id="text-side"):
                yield ArticleView(self._workspace.settings.measure, id="text")
                yield Inspector(id="inspector")
        yield StatusLine(id="status")

    def on_mount(self) -> None:
        """Begin at the list."""
        self._list.focus()
        self.post_message(self.Ready())

    # The parts

    @property
    def _list(self) -> ArticleList:
        return self.query_one("#articles", ArticleList)

    @property
    def _text(self) -> ArticleView:
        return self.query_one("#text", ArticleView)

    @property
    def _status(self) -> StatusLine:
        return self.query_one("#status", StatusLine)

    def say(self, sentence: str) -> None:
        """Show a sentence in the status line."""
        self._status.message = sentence

    # The list

    def show_shelf(self) -> None:
        """Show the articles that were found so far."""
        articles = self._list
        first = not articles.items
        articles.show(self._shelf.entries)
        if first and articles.items:
            articles.post_message(LineList.CursorMoved(articles, 0))
        self._show_facts()

    def show_nothing(self, sentence: str) -> None:
        """Say in the place of the list why there is none."""
        self._list.instead = sentence

    def redraw_counts(self) -> None:
        """Show counts that have changed."""
        self._list.redraw()
        self._show_facts()

    @on(LineList.CursorMoved, "#articles")
    def _rest_on_article(self) -> None:
        """Show the text beside the list when the cursor rests."""
        self._show_facts()
        if self._preview:
            self._preview.stop()
        if self._is_wide and self._list.has_focus:
            self._preview = self.set_timer(_PREVIEW_AFTER, self._open_current)

    @on(LineList.Chosen, "#articles")
    def _read_chosen(self) -> None:
        self._open_current()
        self._turn_to_text()

    def _open_current(self) -> None:
        entry = self._list.current
        if entry is not None and entry is not self._entry:
            self._goal = None
            self._open(entry)

    def open_at(self, entry: Entry, offset: int | None) -> None:
        """Open an article and put the caret at an offset, when there is one."""
        self._list.cursor = self._shelf.entries.index(entry)
        self._turn_to_text()
        if entry is self._entry and self._article is not None:
            if offset is not None:
                self._text.go_to(offset)
        else:
            self._goal = offset
            self._open(entry)

    # Reading

    def _open(self, entry: Entry) -> None:
        self._entry = entry
        self._article = None
        self._read(entry)

    @work(thread=True, exclusive=True, group="read")
    def _read(self, entry: Entry) -> None:
        worker = get_current_worker()
        try:
            article = self._workspace.read(entry.listed)
            claims = self._workspace.placed_claims(entry.listed, article)
        except (ReaderError, AnnotationsError) as error:
            self.post_message(self.NotOpened(entry, str(error)))
            return
        if worker.is_cancelled:
            return
        self.post_message(self.Opened(entry, article, claims))
        self.post_message(self.MarksFound(entry, self._workspace.marks(article)))

    @on(Opened)
    def _show_article(self, message: Opened) -> None:
        if message.entry is self._entry:
            self._article, self._placed = message.article, message.claims
            self._text.show(message.article, message.claims)
            if self._goal is not None:
                self._text.go_to(self._goal)

    @on(NotOpened)
    def _show_unreadable(self, message: NotOpened) -> None:
        if message.entry is self._entry:
            self._entry = None
            self._text.clear()
            self.say(message.sentence)

    @on(MarksFound)
    def _show_marks(self, message: MarksFound) -> None:
        if message.entry is self._entry:
            self._text.show_marks(message.marks)

    @work(thread=True, exclusive=True, group="claims")
    def read_claims(self) -> None:
        """Read the claims of the open article again."""
        entry, article = self._entry, self._article
        if entry is None or article is None:
            return
        try:
            claims = self._workspace.placed_claims(entry.listed, article)
        except AnnotationsError as error:
            self.app.call_from_thread(self.say, str(error))
            return
        self.post_message(self.ClaimsRead(entry, claims))

    @on(ClaimsRead)
    def _show_claims(self, message: ClaimsRead) -> None:
        if message.entry is self._entry:
            self._placed = message.claims
            self._text.show_claims(message.claims)

    @on(ArticleView.CaretMoved)
    def _inspect(self) -> None:
        text, article = self._text, self._article
        if article is None:
            return
        groups = []
        if text.claim:
            groups.append(describing.claim_facts(text.claim))
        if text.mark:
            groups.append(describing.mark_facts(text.mark, article.text))
        self.query_one("#inspector", Inspector).show(*groups)
        self._show_facts()

    # Tagging

    def action_tag(self) -> None:
        """Tag the selection, or the mark at the caret; or change the claim that is there."""
        text, article, entry = self._text, self._article, self._entry
        if article is None or entry is None or not self._text_is_seen:
            return
        span, kept = text.chosen, text.claim
        if kept and isinstance(kept.placement, Placed):
            place = kept.placement.span
            if span is None or place == span or span.contains(place):
                self._ask_for_change(kept.claim)
                return
        if span is None:
            self.say("Nothing is selected. Go to a mark with n, or select words with v.")
            return

        def tag(given: "Tagging | None") -> None:
            if given is None:
                return
            tags = ", ".join(given.tags)
            self._saver.make(
                lambda: self._workspace.tag(
                    entry.listed, article, span, given.tags, note=given.note
                ),
                f"Saved as {tags}.",
            )
            text.action_let_go()

        self._ask(span.of(article.text), (), "", tag)

    def action_change(self) -> None:
        """Change the tags and the note of the claim at the caret."""
        kept = self._text.claim
        if kept:
            self._ask_for_change(kept.claim)
        else:
            self.say("There is no claim at the caret. Go to one with ].")

    def _ask_for_change(self, claim: Claim) -> None:
        def change(given: "Tagging | None") -> None:
            if given is not None:
                changed = replace(claim, tags=given.tags, note=given.note)
                self._saver.make(lambda: self._workspace.change(changed), "Saved the change.")

        self._ask(claim.anchor.exact, claim.tags, claim.note, change)

    def _ask(
        self,
        words: str,
        tags: tuple[str, ...],
        note: str,
        answer: "Callable[[Tagging | None], None]",
    ) -> None:
        from reader.ui.dialogs.tagging import TagDialog

        try:
            known = self._workspace.known_tags()
        except AnnotationsError as error:
            self.say(str(error))
            return
        self.app.push_screen(TagDialog(words, known, tags=tags, note=note), answer)

    def action_remove(self) -> None:
        """Remove the claim at the caret."""
        kept = self._text.claim
        if kept and self._text_is_seen:
            claim_id = kept.claim.id
            self._saver.make(
                lambda: self._workspace.remove(claim_id), "Removed the claim. Undo brings it back."
            )
        else:
            self.say("There is no claim at the caret. Go to one with ].")

    def action_undo(self) -> None:
        """Take the last change back."""
        self._saver.make(self._workspace.undo)

    @on(Saved)
    def _say_saved(self, message: Saved) -> None:
        self.say(message.sentence)
        self.read_claims()

    @on(NotSaved)
    def _say_not_saved(self, message: NotSaved) -> None:
        self.say(message.sentence)

    # Moving between the screens and the sides

    @property
    def _is_wide(self) -> bool:
        return self.has_class("-wide")

    @property
    def _text_is_seen(self) -> bool:
        return self._is_wide or self.has_class("-reading")

    def on_resize(self, event: events.Resize) -> None:
        """Put list and text side by side where there is room."""
        self.set_class(event.size.width >= WIDE_FROM, "-wide")
        self.set_class(event.size.height < _LOW, "-low")

    def on_descendant_focus(self) -> None:
        """Show the keys of the side that has the focus."""
        self.call_after_refresh(self._show_hints)

    def _turn_to_text(self) -> None:
        self.add_class("-reading")
        self._text.focus()

    def _turn_to_list(self) -> None:
        self.remove_class("-reading")
        self._list.focus()

    def action_other_side(self) -> None:
        """Go from the list to the text, or back."""
        if self._text.has_focus:
            self._turn_to_list()
        else:
            self._open_current()
            self._turn_to_text()

    def action_back(self) -> None:
        """Go from the text to the list, from the list out of the app."""
        if self._text.has_focus:
            self._turn_to_list()
        else:
            self.app.exit()

    def action_problems(self) -> None:
        """Show the sentences about files that could not be read."""
        from reader.ui.screens.problems import ProblemsScreen

        self.app.push_screen(ProblemsScreen(self._workspace.notices(), self._shelf.problems))

    def action_claims(self) -> None:
        """Show all claims."""
        from reader.ui.screens.claims import ClaimsScreen

        self.app.push_screen(
            ClaimsScreen(self._workspace, self._shelf, self._saver), self._jump_to_claim
        )

    def _jump_to_claim(self, claim: Claim | None) -> None:
        if claim is None:
            return
        entry = self._shelf.home_of(claim, self._workspace)
        if entry is None:
            self.say(f"{claim.article.path} is not in the list any more.")
        else:
            self.open_at(entry, claim.anchor.start)

    # The status line

    def _show_hints(self) -> None:
        ids = _TEXT_HINTS if self._text.has_focus else _LIST_HINTS
        self._status.hints = hints(self, ids)

    def _show_facts(self) -> None:
        self._status.facts = " · ".join(filter(None, self._facts()))

    def _facts(self) -> list[str]:
        problems = len(self._shelf.problems)
        facts = []
        if self._text.has_focus and self._article is not None:
            count = len(self._placed)
            facts.append(f"{count} claim{'s' * (count != 1)}" if count else "")
            facts.append(f"{self._text.percent}%")
        else:
            total = len(self._shelf.entries)
            facts.append(f"{self._list.cursor + 1} of {total}" if total else "")
        if problems:
            facts.append(f"{problems} problem{'s' * (problems != 1)} (!)")
        return facts
