"""Every suggestion of all articles in one list: found as words are typed, decided in place."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.message import Message
from textual.worker import get_current_worker

from annotations.errors import AnnotationsError
from annotations.wording import many
from reader.index.suggested import MarkGroup, SuggestedMark
from reader.ui.actions import bindings
from reader.ui.keys import with_keys
from reader.ui.saving import NotSaved, Saver
from reader.ui.screens.overview import OverviewScreen
from reader.ui.tagger import Tagger
from reader.ui.widgets.completing import FilterCompletion
from reader.ui.widgets.line_list import LineList
from reader.ui.widgets.suggestion_list import SuggestionList
from reader.view.suggesting import Row, SuggestionChoice
from reader.workspace import Workspace

_FIRST = 120
"""Rows that are found first: more than any screen has."""

_LOOK_EVERY = 2.0
"""Seconds between two looks at what was found meanwhile in articles not looked through."""


class SuggestionsScreen(OverviewScreen[SuggestedMark]):
    """The list of suggestions; Enter gives one back, to be shown in its article."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("suggestions")

    hint_ids = (
        "ask.leave", "list.open", "suggestions.tag", "suggestions.dismiss", "suggestions.group",
        "suggestions.filter", "suggestions.choose", "suggestions.back", "suggestions.undo",
        "app.help",
    )  # fmt: skip

    class _Found(Message):
        def __init__(self, rows: Sequence[Row], asked: int, *, is_whole: bool) -> None:
            super().__init__()
            self.rows, self.asked, self.is_whole = rows, asked, is_whole

    class _Decided(Message):
        def __init__(self, decided: frozenset[int], unfound: int) -> None:
            super().__init__()
            self.decided, self.unfound = decided, unfound

    def __init__(self, workspace: Workspace, tagger: Tagger, saver: Saver) -> None:
        super().__init__()
        self._workspace = workspace
        self._tagger = tagger
        self._saver = saver
        self._choice = SuggestionChoice(workspace)
        self._asked = 0
        self._knows_decided = False

    def on_mount(self) -> None:
        """Look now and then at what the app finds meanwhile."""
        self.set_interval(_LOOK_EVERY, self._look_again)

    def made_list(self) -> SuggestionList:
        """Return the list of suggestions."""
        return SuggestionList(self._choice, id="suggestions")

    @property
    def _list(self) -> SuggestionList:
        return self.query_one(SuggestionList)

    # Finding

    def refresh_claims(self) -> None:
        """Find out what is decided, and what is left."""
        if not self._knows_decided:
            self._read_decided()
        else:
            self._find_anew()

    @work(thread=True, exclusive=True, group="decided")
    def _read_decided(self) -> None:
        suggested = self._workspace.suggested
        try:
            decided = suggested.decided()
        except AnnotationsError as error:
            self.app.call_from_thread(self.say, str(error))
            decided = frozenset()
        self.post_message(self._Decided(decided, len(suggested.unfound(self._choice.query))))

    @on(_Decided)
    def _take_decided(self, message: _Decided) -> None:
        self._knows_decided = True
        self._choice.decided, self._choice.unfound = message.decided, message.unfound
        self._find_anew()

    def _look_again(self) -> None:
        if self._choice.unfound:
            self._read_decided()

    def _find_anew(self) -> None:
        self._asked += 1
        self._find(self._asked)

    @work(thread=True, exclusive=True, group="find")
    def _find(self, asked: int) -> None:
        """Find the first rows, then all."""
        worker = get_current_worker()

        def is_wanted() -> bool:
            return not worker.is_cancelled

        if not self._choice.shows_groups:
            rows = self._choice.find(_FIRST, is_wanted)
            whole = len(rows) < _FIRST
            if is_wanted():
                self.post_message(self._Found(rows, asked, is_whole=whole))
            if whole:
                return
        rows = self._choice.find(None, is_wanted)
        if is_wanted():
            self.post_message(self._Found(rows, asked, is_whole=True))

    @on(_Found)
    def _show_found(self, message: _Found) -> None:
        if message.asked != self._asked:
            return
        here = self._list.current
        self._choice.shown, self._choice.is_whole = message.rows, message.is_whole
        self._choice.forget_marks()
        place = self._list.cursor
        if here in message.rows[:_FIRST]:
            place = message.rows.index(here)
        self._show(place)

    def _show(self, cursor: int | None = None) -> None:
        choice = self._choice
        self._list.lines_each = 1 if choice.shows_groups else 2
        if choice.unfound:
            self._list.instead = "Suggestions are being found."
        elif self.filter or choice.group:
            self._list.instead = with_keys(
                self.app, "No suggestion fits. {escape:suggestions.let-go} shows the others."
            )
        else:
            self._list.instead = "Nothing is left to decide: there is no suggestion in any article."
        self._list.show(choice.shown, cursor=cursor)
        self._show_facts()

    def _show_facts(self) -> None:
        self.status.about = self._choice.about()
        self.status.facts = self._choice.facts()

    # Choosing what is shown

    def completion(self) -> FilterCompletion:
        """Return what completes the filter while it is typed."""
        return FilterCompletion(self._workspace)

    def show_fitting(self) -> None:
        """Show the suggestions that the filter finds."""
        self._choice.query = self._workspace.suggested.query(self.filter)
        self._choice.chosen = frozenset()
        self.say(self._choice.query.hint if self.filter else "")
        self._find_anew()

    def action_group(self) -> None:
        """Group by the next thing: article, speaker, value and thing counted, or by none."""
        self._choice.group_by_next()
        self._choice.shown = ()
        self._find_anew()

    def action_let_go(self) -> None:
        """Let go of the choice, of the group, of the filter, then of the screen."""
        if self._choice.chosen:
            self._choice.chosen = frozenset()
            self._list.redraw()
            self._show_facts()
        elif self._choice.group is not None:
            self._choice.group = None
            self._choice.shown = ()
            self._find_anew()
        else:
            super().action_let_go()

    def action_choose_one(self) -> None:
        """Choose the suggestion at the cursor for a change of many, or let go of it."""
        row = self._list.current
        if isinstance(row, int):
            self._choice.chosen ^= {row}
            self._list.action_move(1)
            self._list.redraw()
            self._show_facts()

    def action_choose_all(self) -> None:
        """Choose every suggestion that is shown."""
        self._choice.chosen = frozenset(row for row in self._choice.shown if isinstance(row, int))
        self._list.redraw()
        self._show_facts()

    @on(LineList.Chosen)
    def _jump(self) -> None:
        row = self._list.current
        if isinstance(row, MarkGroup):
            self._choice.group = row
            self._choice.shown = ()
            self._find_anew()
        elif row is not None and (mark := self._choice.mark(row)) is not None:
            self.dismiss(mark)

    # Deciding

    def action_tag(self) -> None:
        """Ask for tags, and give them to the suggestion at the cursor, or to all chosen."""
        marks = self._choice.meant(self._list.current)
        if marks:
            words = marks[0].place.words if len(marks) == 1 else many(len(marks), "suggestion")
            self._tagger.ask_for_tags(words, (), lambda tags: self._tag(marks, tuple(tags)))

    def action_tag_key(self, key: str) -> None:
        """Give the tag of a key in the codebook to the suggestion at the cursor, or to all."""
        tag = self._tagger.tag_for_key(key)
        if tag is None:
            self.say(f"No tag has the key {key}. The codebook gives keys to tags.")
            return
        self._tag(self._choice.meant(self._list.current), (tag,))

    def _tag(self, marks: Sequence[SuggestedMark], tags: tuple[str, ...]) -> None:
        self._tagger.last = tags
        self._decide(marks, lambda: self._workspace.suggested.tag(marks, tags))

    def action_suggest_no_more(self) -> None:
        """Suggest the one at the cursor, or all that are chosen, no more."""
        marks = self._choice.meant(self._list.current)
        self._decide(marks, lambda: self._workspace.suggested.dismiss(marks))

    def _decide(self, marks: Sequence[SuggestedMark], change: Callable[[], str]) -> None:
        if not marks:
            return
        self._choice.drop([mark.id for mark in marks])
        self._asked += 1  # what is being found now still has them
        self._show(self._list.cursor)
        self._saver.make(change)

    @on(NotSaved)
    def _bring_back(self) -> None:
        self._read_decided()

    def action_undo(self) -> None:
        """Take the last change back."""
        self._knows_decided = False
        self._tagger.undo()

    def action_redo(self) -> None:
        """Do the last undone change again."""
        self._knows_decided = False
        self._tagger.redo()
