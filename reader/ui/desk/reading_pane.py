"""One article to read, tag and review, and all that can be done with it."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from annotations.anchoring import Placed
from annotations.claim import Claim
from annotations.wording import citation, many
from reader.library.scan import ListedArticle
from reader.ui.actions import bindings
from reader.ui.desk.article_pane import ArticlePane
from reader.ui.desk.search import Search
from reader.ui.keys import with_keys
from reader.ui.tagger import Tagger
from reader.ui.terminal import outside
from reader.ui.terminal.activity import Activity
from reader.ui.widgets.article_view import ArticleView
from reader.ui.widgets.ask_bar import AskBar
from reader.ui.widgets.inspector import Inspector
from reader.view.text import facts
from reader.workspace import Workspace

_NOTHING_CHOSEN = (
    "Nothing is selected. Go to a mark with {n:text.next-mark}, or select words with "
    "{v:text.select}."
)
_NO_CLAIM = "There is no claim at the caret. Go to one with {right_square_bracket:text.next-claim}."
_NO_SUGGESTION = "There is no suggestion at the caret. Go to one with {n:text.next-mark}."


class ReadingPane(Vertical):
    """One article to read, tag and review: what the keys do with the article in its pane."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("read")
    orphan: Claim | None = None
    """The orphan of the open article that waits for words to stand on."""

    def __init__(self, workspace: Workspace, tagger: Tagger, activity: Activity) -> None:
        super().__init__()
        self._tagger = tagger
        self.pane = ArticlePane(workspace, tagger, activity)
        self.text = self.pane.text
        self.search = Search(self.pane, activity)

    def compose(self) -> ComposeResult:
        """Show the article."""
        yield self.pane

    def open(self, listed: ListedArticle, goal: int | None = None) -> None:
        """Read an article and show it; an orphan of another one waits no more."""
        if not self.pane.is_open(listed):
            self.orphan = None
        self.pane.open(listed, goal)

    def _say(self, sentence: str) -> None:
        self.post_message(ArticlePane.Said(with_keys(self.app, sentence)))

    # Going to a place

    async def action_search(self) -> None:
        """Ask for words and show all their places."""
        self.search.begin()
        await self.screen.query_one(AskBar).ask("search", "Search:")

    async def action_go_to_percent(self) -> None:
        """Ask how far down to go."""
        await self.screen.query_one(AskBar).ask("percent", "Go to per cent:")

    @on(ArticleView.SearchEnded)
    def _end_search(self) -> None:
        self.search.look_for("")

    def action_done(self) -> None:
        """Mark the article as done, or as not done after all."""
        self.pane.turn_done()

    def action_reported_speech(self) -> None:
        """Show or hide reported speech, here and in every article."""
        self.pane.turn_reported_speech()

    # Tagging

    def action_tag(self) -> None:
        """Tag the selection or the mark at the caret, or change the claim that is there."""
        claim = self._claim_meant()
        if claim is not None:
            self._tagger.ask_and_change(claim)
            return
        span, opened = self.text.chosen, self.pane.opened
        if span is None or opened is None:
            self._say(_NOTHING_CHOSEN)
            return
        self._tagger.ask_and_tag(opened, span, self.text.action_let_go)

    def action_tag_key(self, key: str) -> None:
        """Give the tag of a key, or take it from the claim that has it."""
        tag = self._tagger.tag_for_key(key)
        claim = self._claim_meant()
        span, opened = self.text.chosen, self.pane.opened
        if tag is None:
            self._say(f"No tag has the key {key} yet.")
        elif claim is not None and opened is not None:
            self._tagger.toggle(opened.listed, claim, tag)
        elif span is None or opened is None:
            self._say(_NOTHING_CHOSEN)
        else:
            self._tagger.turn(opened, span, tag)
            self.text.action_let_go()

    def action_accept(self) -> None:
        """Tag the suggestion like the last one and go on; the first time, ask for the tags."""
        span, opened = self.text.chosen, self.pane.opened
        if span is None or opened is None or self._claim_meant() is not None:
            self.text.action_suggestion(1)
        elif self._tagger.last:
            self._tagger.tag(opened, span, self._tagger.last)
            self.text.action_suggestion(1)
        else:
            self._tagger.ask_and_tag(opened, span, lambda: self.text.action_suggestion(1))

    def action_dismiss(self) -> None:
        """Never suggest the mark at the caret again, and go on."""
        mark, opened = self.text.mark, self.pane.opened
        if mark is None or opened is None:
            self._say(_NO_SUGGESTION)
            return
        self._tagger.dismiss(opened, mark)
        self.text.action_suggestion(1)
        self.text.show_marks(self.text.marks.without(mark.span))

    def _claim_meant(self) -> Claim | None:
        """Return the claim at the caret, unless something smaller in it is chosen."""
        kept, chosen = self.text.claim, self.text.chosen
        if kept is None or not isinstance(kept.placement, Placed):
            return None
        place = kept.placement.span
        if chosen is None or chosen == place:
            return kept.claim
        return kept.claim if self.text.selection.span is None and chosen.contains(place) else None

    async def action_edit(self, first: str = "") -> None:
        """Ask for all that can be said of the claim at the caret, or to be made of the mark.

        `first` names the field to begin at.
        """
        kept, span, opened = self.text.claim, self.text.chosen, self.pane.opened
        if kept:
            self._tagger.edit(kept.claim, people=self.text.people, first=first)
        elif span is None or opened is None:
            self._say(_NOTHING_CHOSEN)
        else:
            people, then = self.text.people, self.text.action_let_go
            await self._tagger.correct(opened, span, then, people=people, first=first)

    @on(Inspector.Chosen)
    async def _edit_fact(self, message: Inspector.Chosen) -> None:
        message.stop()
        await self.action_edit(facts.FIELD_OF.get(message.fact, ""))

    def action_remove(self) -> None:
        """Remove the claim at the caret."""
        kept = self.text.claim
        if kept:
            self._tagger.remove(kept.claim)
        else:
            self._say(_NO_CLAIM)

    def action_attach(self) -> None:
        """Let the waiting orphan, or the one claim in the selection, stand on these words."""
        span, article = self.text.chosen, self.pane.article
        if span is None or article is None:
            self._say("Select the words on which the claim is to stand.")
            return
        touched = {
            kept.claim.id: kept.claim for _, kept in self.text.claims.within(span.start, span.end)
        }
        claim = self.orphan or (next(iter(touched.values())) if len(touched) == 1 else None)
        if claim is None:
            self._say("Select words that touch one claim, or choose an orphan among the claims.")
            return
        self.orphan = None
        self._tagger.attach(claim, article, span)
        self.text.action_let_go()

    @on(ArticleView.NothingHeld)
    def _let_orphan_go(self) -> None:
        if self.orphan is not None:
            self.orphan = None
            self._say("The orphan stays as it is.")

    # Elsewhere

    def action_copy(self) -> None:
        """Copy the chosen words with where they are from."""
        kept, article = self.text.claim, self.pane.article
        place = kept.placement.span if kept and isinstance(kept.placement, Placed) else None
        span = self.text.chosen or place
        if span is None or article is None:
            self._say(_NOTHING_CHOSEN)
            return
        claim = self._claim_meant()
        words = citation(claim) if claim else outside.cited(article, span, self.text.mark)
        self.app.copy_to_clipboard(words)
        self._say("Copied with the citation.")

    def action_browser(self) -> None:
        """Open the article's page in the browser."""
        self._try(lambda article, _: outside.open_in_browser(self.app, article))

    def action_pager(self) -> None:
        """Open the article's file in the pager."""
        self._try(lambda _, listed: outside.open_in(self.app, "PAGER", "less", listed.file))

    def action_editor(self) -> None:
        """Open the article's file in the editor, then show what became of it."""
        self._try(lambda _, listed: outside.open_in(self.app, "EDITOR", "vi", listed.file))
        self.pane.look_again()

    def _try(self, action: outside.Action) -> None:
        if self.pane.opened is not None:
            self._say(action(self.pane.opened.article, self.pane.opened.listed))

    def facts(self) -> Iterable[str]:
        """Yield what the status line says of the place in the text, what matters most first."""
        count, lost = len(self.pane.placed), len(self.pane.orphans())
        if self.text.is_selecting:
            yield "selecting"
        yield f"{self.text.percent}%"
        if self.text.hits:
            yield f"{len(self.text.hits)} found"
        if count:
            yield many(count, "claim")
        if lost:
            yield many(lost, "orphan")
        if self.text.marks.percent < 100:
            yield f"marks {self.text.marks.percent}%"
