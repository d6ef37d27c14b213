"""One article that is open: its text with its inspector, and its marks and claims as they come."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.worker import get_current_worker

from annotations.anchoring import Orphan
from annotations.claim import Claim
from annotations.errors import AnnotationsError
from annotations.span import Span
from reader.article import Article
from reader.detectors.found_marks import FoundMarks
from reader.detectors.suggestions import Suggestions
from reader.errors import ReaderError
from reader.library.files import state_of
from reader.library.scan import ListedArticle
from reader.processes import give_back
from reader.state.progress import Place
from reader.ui.tagger import Tagger
from reader.ui.terminal.activity import Activity, Breather, CalledOffError, stop_if_called_off
from reader.ui.widgets.article_view import ArticleView
from reader.ui.widgets.inspector import Inspector
from reader.view import comparing
from reader.view.text import facts
from reader.view.text.page import Page
from reader.workspace import LONG, PlacedClaim, Workspace
from reader.workspace.comparing import name_of
from reader.workspace.open_article import OpenArticle

if TYPE_CHECKING:  # an article is shown before anything is compared
    from reader.comparison.groups import Group

_NEWS_EVERY = 0.1
"""Seconds between two messages about marks of a long text."""

_BOX_AFTER = 0.3
"""Seconds after an article has opened until the box that asks for tags is made."""

_AROUND = range(-2_000, 6_000)
"""Characters from a place in which looking around it once more would find nothing new."""

_BACK = 8_000
"""Characters before a place that are looked at for a mark before it."""


def _state_of(listed: ListedArticle) -> object:
    """Return what differs once the article's file was written or is gone."""
    try:
        return state_of(listed.file) if listed.file else None
    except ReaderError as error:
        return str(error)


class ArticlePane(Vertical):
    """The text of one article and its inspector, and what of it is known by now."""

    class Said(Message):
        """There is something to tell the person."""

        def __init__(self, sentence: str) -> None:
            super().__init__()
            self.sentence = sentence

    class Moved(Message):
        """The place in the text, or what is shown there, changed."""

    class _Begun(Message):
        def __init__(self, listed: ListedArticle, page: Page) -> None:
            super().__init__()
            self.listed, self.page = listed, page

    class _Opened(Message):
        def __init__(
            self,
            opened: OpenArticle,
            page: Page,
            claims: tuple[PlacedClaim, ...],
            place: Place,
            state: object,
        ) -> None:
            super().__init__()
            self.opened, self.page, self.claims, self.place = opened, page, claims, place
            self.state = state

    class _NotOpened(Message):
        def __init__(self, listed: ListedArticle, sentence: str) -> None:
            super().__init__()
            self.listed, self.sentence = listed, sentence

    class _MarksFound(Message):
        def __init__(self, article: Article, marks: Suggestions) -> None:
            super().__init__()
            self.article, self.marks = article, marks

    class _AheadFound(Message):
        def __init__(self, article: Article, ahead: FoundMarks) -> None:
            super().__init__()
            self.article, self.ahead = article, ahead

    class _EvidenceChecked(Message):
        def __init__(
            self, article: Article, evidence: "Mapping[str, Sequence[tuple[str, str]]]"
        ) -> None:
            super().__init__()
            self.article, self.evidence = article, evidence

    class _GroupsFound(Message):
        def __init__(self, opened: OpenArticle, groups: "Sequence[Group]") -> None:
            super().__init__()
            self.opened, self.groups = opened, groups

    class _ClaimsRead(Message):
        def __init__(self, article: Article, claims: tuple[PlacedClaim, ...]) -> None:
            super().__init__()
            self.article, self.claims = article, claims

    def __init__(
        self,
        workspace: Workspace,
        tagger: Tagger,
        activity: Activity,
        *,
        id: str | None = None,  # noqa: A002 (Textual's name)
    ) -> None:
        super().__init__(id=id)
        self._activity = activity
        self._workspace = workspace
        self._tagger = tagger
        self.text = ArticleView(workspace.settings.measure, id="text")
        self._inspector = Inspector(id="inspector")
        self.listed: ListedArticle | None = None
        """The row of the article that is open, or will be in a moment."""
        self.opened: OpenArticle | None = None
        self.placed: tuple[PlacedClaim, ...] = ()
        self._groups: Sequence[Group] = ()
        self._evidence: Mapping[str, Sequence[tuple[str, str]]] = {}
        self._place = Place()
        self._state: object = None
        self._goal: int | None = None
        self._begun = self._turns_done = False
        self._looked_around = -LONG
        self._told = 0.0

    def compose(self) -> ComposeResult:
        """Put the text over the inspector."""
        yield self.text
        yield self._inspector

    @property
    def article(self) -> Article | None:
        """The open article, None until it is read."""
        return self.opened.article if self.opened else None

    def orphans(self) -> tuple[Claim, ...]:
        """Return the claims whose words no longer stand in the article."""
        return tuple(kept.claim for kept in self.placed if isinstance(kept.placement, Orphan))

    def say(self, sentence: str) -> None:
        """Tell the person something."""
        self.post_message(self.Said(sentence))

    # Opening

    def open(self, listed: ListedArticle, goal: int | None = None) -> None:
        """Read an article and show it, at an offset or where the person stopped.

        The one that is open is read anew when its file was written since.
        """
        if self.is_open(listed) and self.opened is not None:
            if listed == self.listed and _state_of(listed) == self._state:
                if goal is not None:
                    self.text.go_to(goal)
                return
            if goal is None:
                goal = self.text.selection.caret
        self.keep_place()
        if not self.is_open(listed):
            self._turns_done = False
        self.listed, self.opened, self._goal = listed, None, goal
        self._begun = False
        self.text.await_article()
        self._read(listed)

    def is_open(self, listed: ListedArticle) -> bool:
        """Tell whether this is the open article, whatever its row said when it was opened."""
        here = self.listed
        return here is not None and (here.library, here.path) == (listed.library, listed.path)

    def look_again(self) -> None:
        """Show the open article as its file is now."""
        if self.opened is not None:
            self.open(self.opened.listed)

    def keep_place(self) -> None:
        """Remember where the person stopped, once they moved in the text.

        Where they left the caret behind it is the first row that they see. While the list has
        the whole screen it was kept already.
        """
        if self.opened is None or not self.text.size:
            return
        caret, seen = self.text.selection.caret, self.text.seen
        place = caret if seen.start <= caret <= seen.end else seen.start
        progress = self._place.progress
        if place or progress != "unread":
            self._keep(Place("begun" if progress == "unread" else progress, place))

    def _keep(self, place: Place) -> None:
        if self.listed is not None and place != self._place:
            self._place = place
            self._tagger.keep_place(self.listed, place)

    def turn_done(self) -> None:
        """Mark the article as done, or as not done after all, once it is there."""
        if self.opened is None:
            self._turns_done = not self._turns_done
            return
        done = self._place.progress == "done"
        self._keep(Place("begun" if done else "done", self.text.selection.caret))
        if self.listed is not None:
            self._tagger.keep_done(self.listed, done=not done)
        self.say("Marked as begun." if done else "Marked as done.")

    @work(thread=True, exclusive=True, group="read")
    def _read(self, listed: ListedArticle) -> None:
        worker = get_current_worker()
        with self._activity.awaiting():
            try:
                place = self._workspace.articles.list.place(listed)
            except ReaderError:
                place = Place()
            at_start = not (place.position if self._goal is None else self._goal)
            if at_start and (beginning := self._workspace.articles.beginning(listed)):
                self.post_message(self._Begun(listed, Page(beginning)))
            state = _state_of(listed)
            try:
                opened = self._workspace.articles.open(listed)
                claims = self._workspace.claims.placed(opened)
            except (ReaderError, AnnotationsError) as error:
                self.post_message(self._NotOpened(listed, str(error)))
                return
            if worker.is_cancelled:
                return
            self.post_message(self._Opened(opened, Page(opened.article), claims, place, state))
            if len(opened.text) > LONG:
                give_back()

    @on(_Begun)
    def _show_beginning(self, message: _Begun) -> None:
        if message.listed == self.listed and self.opened is None:
            self.text.show_beginning(message.page)
            self._begun = True

    @on(_Opened)
    def _show_article(self, message: _Opened) -> None:
        if message.opened.listed != self.listed:
            return
        self.opened, self.placed = message.opened, message.claims
        self._groups = ()
        self._place, self._state = message.place, message.state
        self._looked_around = -LONG
        self.set_timer(_BOX_AFTER, self._tagger.make_box_ready)
        if self._begun:
            self._begun = False
            self.text.show_rest(message.page, message.claims)
        else:
            caret = message.place.position if self._goal is None else self._goal
            self.text.show(message.page, message.claims, caret=caret)
        if self._turns_done:
            self._turns_done = False
            self.turn_done()
        self.call_after_refresh(self._look_further, message.opened)

    def _look_further(self, opened: OpenArticle) -> None:
        """Find the marks, and what other articles say, of a text that is seen by now."""
        if opened is self.opened:
            self._find_marks(opened)
            self.refresh_groups()

    @on(_NotOpened)
    def _show_unreadable(self, message: _NotOpened) -> None:
        if message.listed == self.listed:
            self.listed = None
            self.text.clear()
            self.say(message.sentence)

    # Marks

    @work(thread=True, exclusive=True, group="read")
    def _find_marks(self, opened: OpenArticle) -> None:
        rest = Breather(get_current_worker(), self._activity)
        news = partial(self._tell_marks, opened)
        with self._activity.awaiting(), suppress(CalledOffError):
            news(self._workspace.articles.marks(opened.article, rest=rest, news=news))

    def _tell_marks(self, opened: OpenArticle, found: FoundMarks) -> None:
        """Show what was found so far, now and then, and in the end all of it."""
        complete = found.through >= len(opened.text)
        if complete or monotonic() - self._told > _NEWS_EVERY:
            self._told = monotonic()
            marks = self._workspace.suggestions.of(opened, found)
            self.post_message(self._MarksFound(opened.article, marks))

    @on(_MarksFound)
    def _show_marks(self, message: _MarksFound) -> None:
        known = self.text.marks
        if message.article is self.article and message.marks.found.through >= known.found.through:
            self.text.show_marks(replace(message.marks, ahead=known.ahead))
            for failure in message.marks.found.failures[:1]:
                self.say(f"Here {failure}.")

    def _look_around(self, place: int) -> None:
        """Find the marks around a place of a long text before all that come before it."""
        article = self.article
        if (
            article is not None
            and len(article.text) > LONG
            and place - self._looked_around not in _AROUND
        ):
            self._looked_around = place
            self._find_around(place)

    @work(thread=True, exclusive=True, group="around")
    def _find_around(self, place: int) -> None:
        article = self.article
        if article is None:
            return
        rest = Breather(get_current_worker(), self._activity)
        try:
            ahead = self._workspace.articles.marks_around(
                article, Span(place, place + 1), rest=rest
            )
        except CalledOffError:
            return
        self.post_message(self._AheadFound(article, ahead))

    @on(_AheadFound)
    def _show_ahead(self, message: _AheadFound) -> None:
        if message.article is self.article:
            self.text.show_marks(replace(self.text.marks, ahead=message.ahead))

    @on(ArticleView.MarksWanted)
    def _find_wanted(self, message: ArticleView.MarksWanted) -> None:
        self._look_around(max(0, message.place - (0 if message.forward else _BACK)))

    @on(ArticleView.FoundNone)
    def _say_end(self) -> None:
        self.say("There is no further one this way.")

    # Claims

    @work(thread=True, exclusive=True, group="claims")
    def refresh_claims(self) -> None:
        """Read the claims of the article again, and what of its marks is offered."""
        opened = self.opened
        if opened is None:
            return
        go_on = partial(stop_if_called_off, get_current_worker())
        try:
            claims = self._workspace.claims.placed(opened, rest=go_on)
            go_on()
            self.post_message(self._ClaimsRead(opened.article, claims))
            evidence = self._workspace.evidence.of(kept.claim for kept in claims)
            self.post_message(self._EvidenceChecked(opened.article, evidence))
            marks = self._workspace.suggestions.of(opened, self.text.marks.found)
            go_on()
            self.post_message(self._MarksFound(opened.article, marks))
        except AnnotationsError as error:
            self.say(str(error))
        except CalledOffError:  # the article changed again, or is left
            return

    def turn_reported_speech(self) -> None:
        """Show or hide reported speech, here and in every article."""
        suggestions = self._workspace.suggestions
        shown = suggestions.reported_speech = not suggestions.reported_speech
        self.say(f"Reported speech is {'shown' if shown else 'hidden'}.")
        self.refresh_claims()

    @on(_EvidenceChecked)
    def _take_evidence(self, message: _EvidenceChecked) -> None:
        if message.article is self.article:
            self._evidence = message.evidence
            self._show_facts()

    @on(_ClaimsRead)
    def _show_claims(self, message: _ClaimsRead) -> None:
        if message.article is self.article:
            self.placed = message.claims
            self.text.show_claims(message.claims)

    # What other articles say

    @work(thread=True, exclusive=True, group="groups")
    def refresh_groups(self) -> None:
        """Look for what other articles say of the open one, as far as they were compared."""
        opened = self.opened
        if opened is not None:
            try:
                groups = self._workspace.comparing.groups_of(opened.listed)
            except AnnotationsError as error:
                self.post_message(self.Said(str(error)))
            else:
                self.post_message(self._GroupsFound(opened, groups))

    @on(_GroupsFound)
    def _take_groups(self, message: _GroupsFound) -> None:
        if message.opened is self.opened:
            self._groups = message.groups
            listed = message.opened.listed
            here = name_of(listed.library, listed.path)
            self.text.show_signs(comparing.signs(message.groups, here))
            self._show_facts()

    @property
    def group(self) -> "Group | None":
        """The group with the words at the caret, None where no other article has them."""
        if self.opened is None or not self._groups:
            return None
        caret, listed = self.text.selection.caret, self.opened.listed
        return self._workspace.comparing.at(self._groups, listed, caret)

    # What stands at the caret

    @on(ArticleView.CaretMoved)
    def _inspect(self, message: ArticleView.CaretMoved) -> None:
        message.stop()
        if self.article is None:
            return
        self._show_facts()
        self.post_message(self.Moved())
        seen = self.text.seen
        if not self.text.marks.knows(seen.start, seen.end):
            self._look_around(seen.start)

    def _show_facts(self) -> None:
        text, article = self.text, self.article
        if article is None:
            return
        groups = []
        if text.claim:
            groups.append(facts.claim_facts(text.claim))
            checked = self._evidence.get(text.claim.claim.id, ())
            groups.append([(title, found) for title, found in checked])
        if text.mark:
            groups.append(facts.mark_facts(text.mark, article.text))
        if self.group is not None and self.opened is not None:
            here = name_of(self.opened.listed.library, self.opened.listed.path)
            groups.append(comparing.facts(self.group, here, text.selection.caret))
        self._inspector.show(*groups)
