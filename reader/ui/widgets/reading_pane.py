"""The text of one article with its inspector, and all that is done while reading it."""

import re
from collections.abc import Iterable
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.worker import get_current_worker

from annotations.anchoring import Orphan, Placed
from annotations.citation import citation
from annotations.claim import Claim
from annotations.errors import AnnotationsError
from annotations.span import Span
from reader.article import Article
from reader.detectors.marks import Mark
from reader.errors import ReaderError
from reader.library import ListedArticle
from reader.progress import Place
from reader.ui import describing, outside
from reader.ui.places import Places
from reader.ui.reading_keys import READING_KEYS
from reader.ui.resting import CalledOffError, Hands, Rest
from reader.ui.tagger import Tagger
from reader.ui.widgets.article_view import ArticleView
from reader.ui.widgets.ask_bar import AskBar
from reader.ui.widgets.inspector import Inspector
from reader.workspace import PlacedClaim, Workspace

_MOST_HITS = 10_000
"""Hits of a search that are shown; a search for “e” in a long text has no use for more."""

_NOTHING_CHOSEN = "Nothing is selected. Go to a mark with n, or select words with v."
_NO_CLAIM = "There is no claim at the caret. Go to one with ]."


class ReadingPane(Vertical):
    """One article to read, tag and review."""

    BINDINGS: ClassVar[list[BindingType]] = [*READING_KEYS]

    class Said(Message):
        """There is something to tell the person."""

        def __init__(self, sentence: str) -> None:
            super().__init__()
            self.sentence = sentence

    class Moved(Message):
        """The place in the text, or what is shown there, changed."""

    class _Opened(Message):
        def __init__(
            self,
            listed: ListedArticle,
            article: Article,
            claims: tuple[PlacedClaim, ...],
            place: Place,
        ) -> None:
            super().__init__()
            self.listed, self.article, self.claims = listed, article, claims
            self.place = place

    class _NotOpened(Message):
        def __init__(self, listed: ListedArticle, sentence: str) -> None:
            super().__init__()
            self.listed, self.sentence = listed, sentence

    class _MarksFound(Message):
        def __init__(self, listed: ListedArticle, marks: Places[Mark]) -> None:
            super().__init__()
            self.listed, self.marks = listed, marks

    class _ClaimsRead(Message):
        def __init__(self, listed: ListedArticle, claims: tuple[PlacedClaim, ...]) -> None:
            super().__init__()
            self.listed, self.claims = listed, claims

    class _HitsFound(Message):
        def __init__(self, words: str, hits: tuple[Span, ...]) -> None:
            super().__init__()
            self.words, self.hits = words, hits

    def __init__(
        self,
        workspace: Workspace,
        tagger: Tagger,
        hands: Hands,
        *,
        id: str | None = None,  # noqa: A002 (Textual's name)
    ) -> None:
        super().__init__(id=id)
        self._hands = hands
        self._workspace = workspace
        self._tagger = tagger
        self.listed: ListedArticle | None = None
        self.article: Article | None = None
        self.placed: tuple[PlacedClaim, ...] = ()
        self.orphan: Claim | None = None
        self._place = Place()
        self._goal: int | None = None
        self._searched_from = 0

    def compose(self) -> ComposeResult:
        """Put the text over the inspector."""
        yield ArticleView(self._workspace.settings.measure, id="text")
        yield Inspector(id="inspector")

    @property
    def text(self) -> ArticleView:
        """The text."""
        return self.query_one(ArticleView)

    def _say(self, sentence: str) -> None:
        self.post_message(self.Said(sentence))

    # Opening

    def open(self, listed: ListedArticle, goal: int | None = None) -> None:
        """Read an article and show it, at an offset or where the person stopped."""
        if listed == self.listed and self.article is not None:
            if goal is not None:
                self.text.go_to(goal)
            return
        self.keep_place()
        self.listed, self.article, self._goal = listed, None, goal
        self.text.await_marks()
        self._read(listed)

    def keep_place(self) -> None:
        """Remember where the person stopped, once they moved in the text."""
        caret = self.text.selection.caret
        if self.listed is None or self.article is None or not caret:
            return
        progress = "begun" if self._place.progress == "unread" else self._place.progress
        self._keep(Place(progress, caret))

    def _keep(self, place: Place) -> None:
        if self.listed is not None and place != self._place:
            self._place = place
            self._tagger.keep_place(self.listed, place)

    @work(thread=True, exclusive=True, group="read")
    def _read(self, listed: ListedArticle) -> None:
        worker = get_current_worker()
        try:
            article = self._workspace.read(listed)
            claims = self._workspace.placed_claims(listed, article)
        except (ReaderError, AnnotationsError) as error:
            self.post_message(self._NotOpened(listed, str(error)))
            return
        if worker.is_cancelled:
            return
        try:
            place = self._workspace.articles.place(listed)
        except ReaderError:
            place = Place()
        self.post_message(self._Opened(listed, article, claims, place))
        try:
            marks = self._workspace.suggestions(listed, article, rest=Rest(worker, self._hands))
        except CalledOffError:
            return
        self.post_message(self._MarksFound(listed, _placed(marks)))

    @on(_Opened)
    def _show_article(self, message: _Opened) -> None:
        if message.listed != self.listed:
            return
        self.article, self.placed = message.article, message.claims
        self._place = message.place
        caret = message.place.position if self._goal is None else self._goal
        self.text.show(message.article, message.claims, caret=caret)

    @on(_NotOpened)
    def _show_unreadable(self, message: _NotOpened) -> None:
        if message.listed == self.listed:
            self.listed = None
            self.text.clear()
            self._say(message.sentence)

    @on(_MarksFound)
    def _show_marks(self, message: _MarksFound) -> None:
        if message.listed == self.listed:
            self.text.show_marks(message.marks)

    @work(thread=True, exclusive=True, group="claims")
    def refresh_claims(self) -> None:
        """Read the claims and suggestions of the article again."""
        listed, article = self.listed, self.article
        if listed is None or article is None:
            return
        try:
            claims = self._workspace.placed_claims(listed, article)
        except AnnotationsError as error:
            self._say(str(error))
            return
        self.post_message(self._ClaimsRead(listed, claims))
        marks = self._workspace.suggestions(listed, article)
        if len(marks) != len(self.text.marks):
            self.post_message(self._MarksFound(listed, _placed(marks)))

    def action_reported_speech(self) -> None:
        """Show or hide reported speech, here and in every article."""
        shown = self._workspace.reported_speech = not self._workspace.reported_speech
        self._say(f"Reported speech is {'shown' if shown else 'hidden'}.")
        self.refresh_claims()

    @on(_ClaimsRead)
    def _show_claims(self, message: _ClaimsRead) -> None:
        if message.listed == self.listed:
            self.placed = message.claims
            self.text.show_claims(message.claims)

    @on(ArticleView.CaretMoved)
    def _inspect(self, message: ArticleView.CaretMoved) -> None:
        message.stop()
        text, article = self.text, self.article
        if article is None:
            return
        groups = []
        if text.claim:
            groups.append(describing.claim_facts(text.claim))
        if text.mark:
            groups.append(describing.mark_facts(text.mark, article.text))
        self.query_one(Inspector).show(*groups)
        self.post_message(self.Moved())

    @on(ArticleView.FoundNone)
    def _say_end(self) -> None:
        self._say("There is no further one this way.")

    # Tagging

    def action_tag(self) -> None:
        """Tag the selection or the mark at the caret, or change the claim that is there."""
        claim = self._claim_meant()
        if claim is not None:
            self._tagger.ask_and_change(claim)
            return
        span, article, listed = self.text.chosen, self.article, self.listed
        if span is None or article is None or listed is None:
            self._say(_NOTHING_CHOSEN)
            return
        self._tagger.ask_and_tag(listed, article, span, self.text.action_let_go)

    def action_tag_key(self, key: str) -> None:
        """Give the tag of a key, or take it from the claim that has it."""
        tag = self._tagger.tag_for_key(key)
        claim = self._claim_meant()
        span, article, listed = self.text.chosen, self.article, self.listed
        if tag is None:
            self._say(f"No tag has the key {key} yet.")
        elif claim is not None:
            self._tagger.toggle(claim, tag)
        elif span is None or article is None or listed is None:
            self._say(_NOTHING_CHOSEN)
        else:
            self._tagger.tag(listed, article, span, (tag,))
            self.text.action_let_go()

    def action_accept(self) -> None:
        """Tag the suggestion like the last one and go on; the first time, ask for the tags."""
        span, article, listed = self.text.chosen, self.article, self.listed
        if span is None or article is None or listed is None or self._claim_meant() is not None:
            self.text.action_suggestion(1)
        elif self._tagger.last:
            self._tagger.tag(listed, article, span, self._tagger.last)
            self.text.action_suggestion(1)
        else:
            self._tagger.ask_and_tag(listed, article, span, lambda: self.text.action_suggestion(1))

    def action_dismiss(self) -> None:
        """Never suggest the mark at the caret again, and go on."""
        mark, article, listed = self.text.mark, self.article, self.listed
        if mark is None or article is None or listed is None:
            self._say("There is no suggestion at the caret. Go to one with n.")
            return
        self._tagger.dismiss(listed, article, mark)
        self.text.action_suggestion(1)
        self.text.show_marks(self.text.marks.without(mark.span, mark))

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
        kept, span = self.text.claim, self.text.chosen
        if kept:
            self._tagger.edit(kept.claim, people=self.text.people, first=first)
        elif span is None or self.article is None or self.listed is None:
            self._say(_NOTHING_CHOSEN)
        else:
            article, listed, then = self.article, self.listed, self.text.action_let_go
            people = self.text.people
            await self._tagger.correct(listed, article, span, then, people=people, first=first)

    @on(Inspector.Chosen)
    async def _edit_fact(self, message: Inspector.Chosen) -> None:
        message.stop()
        await self.action_edit(describing.FIELD_OF.get(message.fact, ""))

    def action_remove(self) -> None:
        """Remove the claim at the caret."""
        kept = self.text.claim
        if kept:
            self._tagger.remove(kept.claim)
        else:
            self._say(_NO_CLAIM)

    def action_attach(self) -> None:
        """Let the waiting orphan, or the one claim in the selection, stand on these words."""
        span, article = self.text.chosen, self.article
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

    def orphans(self) -> tuple[Claim, ...]:
        """Return the claims whose words no longer stand in the article."""
        return tuple(kept.claim for kept in self.placed if isinstance(kept.placement, Orphan))

    # Searching

    def _bar(self) -> AskBar:
        return self.screen.query_one(AskBar)

    async def action_search(self) -> None:
        """Ask for words and show all their places."""
        self._searched_from = self.text.selection.caret
        await self._bar().ask("search", "Search:")

    async def action_go_to_percent(self) -> None:
        """Ask how far down to go."""
        await self._bar().ask("percent", "Go to per cent:")

    def search(self, words: str) -> None:
        """Show every place of the words, upper or lower case."""
        if words:
            self._find(words)
        else:
            self.text.show_hits(())

    @work(thread=True, exclusive=True, group="search")
    def _find(self, words: str) -> None:
        article = self.article
        if article is None:
            return
        pattern = re.compile(re.escape(words).replace(r"\ ", r"\s+"), re.IGNORECASE)
        hits = []
        for found in pattern.finditer(article.text):
            hits.append(Span(found.start(), found.end()))
            if len(hits) == _MOST_HITS:
                break
        if not get_current_worker().is_cancelled:
            self.post_message(self._HitsFound(words, tuple(hits)))

    @on(_HitsFound)
    def _show_hits(self, message: _HitsFound) -> None:
        self.text.show_hits(message.hits, near=self._searched_from)
        count = len(message.hits)
        if not count:
            self._say(f"“{message.words}” does not stand in this article.")
        else:
            more = "at least " if count == _MOST_HITS else ""
            places = "place" if count == 1 else "places"
            self._say(f"“{message.words}”: {more}{count} {places}. Esc ends the search.")

    def go_to_percent(self, words: str) -> None:
        """Put the caret some way down the article."""
        try:
            percent = min(100.0, max(0.0, float(words.strip().rstrip("%"))))
        except ValueError:
            self._say(f"“{words}” is no number from 0 to 100.")
            return
        if self.article is not None:
            self.text.go_to(int(len(self.article.text) * percent / 100))

    # Elsewhere

    def action_copy(self) -> None:
        """Copy the chosen words with where they are from."""
        kept, article = self.text.claim, self.article
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
        """Open the article's file in the editor."""
        self._try(lambda _, listed: outside.open_in(self.app, "EDITOR", "vi", listed.file))

    def _try(self, action: outside.Action) -> None:
        if self.article is not None and self.listed is not None:
            self._say(action(self.article, self.listed))

    def action_done(self) -> None:
        """Mark the article as done, or as not done after all."""
        done = self._place.progress == "done"
        self._keep(Place("begun" if done else "done", self.text.selection.caret))
        self._say("Marked as begun." if done else "Marked as done.")

    def facts(self) -> Iterable[str]:
        """Yield what the status line says of the place in the text, what matters most first."""
        count, lost = len(self.placed), len(self.orphans())
        yield f"{self.text.percent}%"
        if self.text.hits:
            yield f"{len(self.text.hits)} found"
        if count:
            yield f"{count} claim{'s' * (count != 1)}"
        if lost:
            yield f"{lost} orphan{'s' * (lost != 1)}"


def _placed(marks: Iterable[Mark]) -> Places[Mark]:
    return Places((mark.span, mark) for mark in marks)
