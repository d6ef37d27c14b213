"""One article to read, tag and review, and all that can be done with it."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message

from annotations.anchoring import Placed
from annotations.claim import Claim, Verdict
from annotations.span import Span
from annotations.wording import citation, many
from reader.detectors.marks import Statement
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
from reader.ui.widgets.verdict_strip import VerdictStrip
from reader.view.text import facts
from reader.workspace import Workspace
from reader.workspace.open_article import OpenArticle

_NOTHING_CHOSEN = (
    "Nothing is selected. Go to a mark with {n:text.next-mark}, or select words with "
    "{v:text.select}."
)
_NO_CLAIM = "There is no claim at the caret. Go to one with {right_square_bracket:text.next-claim}."
_NO_SUGGESTION = "There is no suggestion at the caret. Go to one with {n:text.next-mark}."


class ReadingPane(Vertical):
    """One article to read, tag and review: what the keys do with the article in its pane."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("read")

    class PlacesWanted(Message):
        """All places of some words are to be tagged."""

        def __init__(self, opened: OpenArticle, words: str, tags: tuple[str, ...]) -> None:
            super().__init__()
            self.opened, self.words, self.tags = opened, words, tags

    orphan: Claim | None = None
    """The orphan of the open article that waits for words to stand on."""

    def __init__(self, workspace: Workspace, tagger: Tagger, activity: Activity) -> None:
        super().__init__()
        self._tagger = tagger
        self._digits_count = workspace.settings.digits == "count"
        self._judged: tuple[OpenArticle, Span, Claim | None] | None = None
        self._accepted: tuple[OpenArticle, Span] | None = None
        self._accepted_now = False
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
        """Ask how far down to go, unless a count says it."""
        if self.text.count:
            self.search.go_to_percent(str(self.text.count.number))
            return
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
            self._tagger.ask_and_change(claim, row=self.text.caret_row)
            return
        span, opened = self.text.chosen, self.pane.opened
        if span is None or opened is None:
            self._say(_NOTHING_CHOSEN)
            return
        row = self.text.caret_row
        self._tagger.ask_and_tag(opened, span, self.text.action_let_go, row=row)

    def action_tag_key(self, key: str) -> None:
        """Give the tag of a key, or take it from the claim that has it; or go on with a count."""
        nothing = self.text.chosen is None and self._claim_meant() is None
        if self.text.count or nothing or self._digits_count:
            self.text.count.add(key)
            self.pane.post_message(ArticlePane.Moved())
            return
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
        span, opened, claim = self.text.chosen, self.pane.opened, self._claim_meant()
        if span is None or opened is None or (claim is not None and claim.tags):
            self.text.action_suggestion(1)
            return

        def go_on() -> None:
            self._accepted = (opened, span)
            self._accepted_now = True
            self.text.action_suggestion(1)

        if label := self._label:
            last = self._tagger.last
            self._tagger.tag(opened, span, label)
            self._tagger.last = last  # the next one may have another label
            go_on()
        elif self._tagger.last:
            self._tagger.tag(opened, span, self._tagger.last)
            go_on()
        else:
            self._tagger.ask_and_tag(opened, span, go_on, row=self.text.caret_row)

    @property
    def would_accept_as(self) -> tuple[str, ...]:
        """The tags that accepting the suggestion at the caret would give, none before the first."""
        return self._label or self._tagger.last

    @property
    def _label(self) -> tuple[str, ...]:
        """The label that a model gave the words at the caret, where it is a tag of the codebook."""
        mark = self.text.mark
        if not isinstance(mark, Statement) or mark.span != self.text.chosen:
            return ()
        return (mark.label,) if mark.label in self._tagger.names_of_tags() else ()

    def action_repeat(self) -> None:
        """Give the last tags again: to the selection, the mark or the claim at the caret."""
        span, opened, claim = self.text.chosen, self.pane.opened, self._claim_meant()
        last = self._tagger.last
        if not last:
            self._say("No tag was given yet. {t:read.tag} gives one.")
        elif claim is not None and opened is not None:
            self._tagger.tag_more(opened.listed, claim, last)
        elif span is None or opened is None:
            self._say(_NOTHING_CHOSEN)
        else:
            self._tagger.tag(opened, span, last)
            self.text.action_let_go()

    def action_everywhere(self) -> None:
        """Show all places of the chosen words, to tag them in one action."""
        kept, span, opened = self.text.claim, self.text.chosen, self.pane.opened
        claim = self._claim_meant()
        if claim is not None and kept is not None and isinstance(kept.placement, Placed):
            span = kept.placement.span
        if span is None or opened is None:
            self._say(_NOTHING_CHOSEN)
            return
        tags = claim.tags if claim else self._tagger.last
        self.post_message(self.PlacesWanted(opened, span.of(opened.text), tags))

    async def action_verdict(self) -> None:
        """Ask for a verdict and evidence on the claim, the selection or the mark."""
        kept, span, opened = self.text.claim, self.text.chosen, self.pane.opened
        claim = self._claim_meant() or (kept.claim if kept and span is None else None)
        if claim is not None and kept is not None and isinstance(kept.placement, Placed):
            span = kept.placement.span
        if span is None or opened is None:
            self._say(_NOTHING_CHOSEN)
            return
        self._judged = (opened, span, claim)
        scales = self._tagger.scales
        await VerdictStrip.ask(self.screen, scales, claim.verdict if claim else None)
        self.text.call_after_refresh(self.text.see_caret_row)

    def tag_as(self, names: str) -> None:
        """Give the tags of a command to what is chosen."""
        tags = tuple(filter(None, map(str.strip, names.split(","))))
        claim, span, opened = self._claim_meant(), self.text.chosen, self.pane.opened
        if not tags:
            self.action_tag()
        elif claim is not None and opened is not None:
            self._tagger.tag_more(opened.listed, claim, tags)
        elif span is None or opened is None:
            self._say(_NOTHING_CHOSEN)
        else:
            self._tagger.tag(opened, span, tags)
            self.text.action_let_go()

    def judge_as(self, words: str) -> None:
        """Give the verdict and the evidence of a command to what is chosen.

        Raises:
            ValueError: The words begin with no verdict.
        """
        verdict, evidence = self._tagger.verdict_named(words)
        claim, span, opened = self._claim_meant(), self.text.chosen, self.pane.opened
        place = self.text.claim.placement if self.text.claim else None
        if claim is not None and isinstance(place, Placed):
            span = place.span
        if span is None or opened is None:
            self._say(_NOTHING_CHOSEN)
        else:
            self._tagger.judge(opened, span, claim, verdict, evidence)

    def sees(self, claim: Claim) -> bool:
        """Tell whether the words of a claim are on the screen."""
        listed, seen = self.pane.listed, self.text.seen
        return (
            listed is not None
            and self.text.has_focus
            and listed.path == claim.article.path
            and seen.start <= claim.anchor.start < seen.end
        )

    def judge(self, verdict: Verdict | None, evidence: str) -> None:
        """Give the words that were asked about a verdict and evidence."""
        if self._judged is not None:
            self._tagger.judge(*self._judged, verdict, evidence)
            self.text.action_let_go()

    def acted(self) -> None:
        """Let a key have acted: a count is used up, and what was accepted is no longer the last."""
        if self.text.count.passed():
            self.pane.post_message(ArticlePane.Moved())
        if not self._accepted_now:
            self._accepted = None
        self._accepted_now = False

    def action_dismiss(self) -> None:
        """Never suggest the mark at the caret again, and go on."""
        mark, opened = self.text.mark, self.pane.opened
        if mark is None or opened is None:
            self._say(_NO_SUGGESTION)
            return
        self._tagger.dismiss(opened, mark)
        self.text.action_suggestion(1)
        self.text.show_marks(self.text.marks.without(mark))

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
        people, row = self.text.people, self.text.caret_row
        if self._accepted is not None:
            opened, span = self._accepted
            self._accepted = None
            claim = await self._tagger.saved_at(opened, span)
            if claim is not None:
                self._tagger.edit(claim, people=people, first=first, opened=opened, place=span)
        elif kept:
            place = kept.placement.span if isinstance(kept.placement, Placed) else None
            self._tagger.edit(
                kept.claim, people=people, first=first, opened=opened, place=place, row=row
            )
        elif span is None or opened is None:
            self._say(_NOTHING_CHOSEN)
        else:
            then = self.text.action_let_go
            await self._tagger.correct(opened, span, then, people=people, first=first, row=row)

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
        if self.text.count:
            yield f"{self.text.count.number} times"
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
