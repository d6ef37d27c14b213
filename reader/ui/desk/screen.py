"""The main screen: the list of articles, and beside it or in its place the text.

The side where an article is read is made right after the first page of the list is drawn,
which it would hold up; keys and the mouse wait for it.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from inspect import isawaitable
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.geometry import Size
from textual.message import Message
from textual.timer import Timer
from textual.worker import get_current_worker

from reader.display import display
from reader.library.scan import ListedArticle
from reader.samples import SAMPLES
from reader.state.layout import COLUMNS, Layout
from reader.ui.actions import ACTIONS, bindings
from reader.ui.desk.list_side import ListSide
from reader.ui.desk.next_article import NextFound, ReviewTold, find_next, tell_review
from reader.ui.keys import hints, with_keys
from reader.ui.saving import NotSaved, Saved, Saver
from reader.ui.terminal.activity import Activity
from reader.ui.widgets.article_table import ArticleTable
from reader.ui.widgets.ask_bar import AskBar
from reader.ui.widgets.frames import RowScreen
from reader.ui.widgets.line_list import LineList
from reader.ui.widgets.status_line import StatusLine
from reader.view import desk_foot
from reader.view.shelf import Shelf
from reader.view.text.cells import gist
from reader.workspace import Workspace

if TYPE_CHECKING:
    from annotations.claim import Claim
    from reader.comparison.groups import Member
    from reader.index.suggested import SuggestedMark
    from reader.ui.desk.article_pane import ArticlePane
    from reader.ui.desk.commands import Commands
    from reader.ui.desk.reading_pane import ReadingPane
    from reader.ui.tagger import Tagger, Undone
    from reader.ui.widgets.article_view import ArticleView
    from reader.ui.widgets.verdict_strip import VerdictStrip
    from reader.view.scopes import Scope
    from reader.workspace.everywhere import WordPlace

WIDE_FROM = 120
"""The width from which list and text stand side by side."""

_LOW = 20
"""A height below which the inspector gives its rows to the text."""

_SPLITS = (25, 38, 50, 65)
"""Per cent of the screen that the list can have."""

_TUTORIAL = "New here? “copydesk read --samples” begins with first steps."

_FULL = 10_000
"""Cells that no terminal has."""

_PREVIEW_AFTER = 0.08
"""Seconds the cursor must rest on an article before its text is shown beside the list."""


class DeskScreen(RowScreen[None]):
    """Choosing an article, and reading it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("desk")

    class Ready(Message):
        """The desk stands: articles can be looked for and shown."""

    class Left(Message):
        """The person wants to leave, and their place is kept."""

    class _ReadingSideLoaded(Message):
        def __init__(self, is_ready_then: bool) -> None:
            super().__init__()
            self.is_ready_then = is_ready_then

    def __init__(
        self, workspace: Workspace, shelf: Shelf, saver: Saver, activity: Activity
    ) -> None:
        super().__init__()
        self._shelf = shelf
        self.side = ListSide(shelf, activity)
        self._activity = activity
        self._workspace = workspace
        self._saver = saver
        self._tagger: Tagger
        self._reading: ReadingPane
        self._is_listed, self._is_whole = asyncio.Event(), asyncio.Event()
        self._preview: Timer | None = None
        self._is_at_text = False
        self.is_left = False
        self._shows_hits = False
        self._hinted: tuple[str, ...] = ()
        self._undone = ""
        self._layout = Layout.load()
        self._review: ReviewTold | None = None
        self._review_of: ListedArticle | None = None

    def compose(self) -> ComposeResult:
        """Put the list, the line that asks and the status line in place."""
        with Horizontal(id="desk"):
            yield self.side
            yield Vertical(id="text-side")
        yield AskBar(id="ask")
        yield StatusLine(id="status")

    def on_mount(self) -> None:
        """Begin at the list, with what is known from last time on the first page."""
        self._fit(self.app.size)
        self._list.show_first_page()
        self.side.show_columns()
        self.show_facts()
        self.set_focus(self._list)
        self.show_hints()
        self._is_listed.set()
        self.call_after_refresh(self._go_on, is_known=bool(self._list.shown))

    def _go_on(self, *, is_known: bool) -> None:
        """Make the side of the text; at a first start articles are looked for meanwhile."""
        if not is_known:
            self.post_message(self.Ready())
        self._load_reading_side(is_known)

    @work(thread=True, group="load")
    def _load_reading_side(self, is_ready_then: bool) -> None:
        from reader.ui.desk.reading_pane import ReadingPane  # noqa: F401 - mounted soon
        from reader.ui.tagger import Tagger

        self._tagger = Tagger(self.app, self._workspace, self._saver)
        self.post_message(self._ReadingSideLoaded(is_ready_then))

    @on(_ReadingSideLoaded)
    async def _make_reading_side(self, message: _ReadingSideLoaded) -> None:
        from reader.ui.desk.reading_pane import ReadingPane

        self._reading = ReadingPane(self._workspace, self._tagger, self._activity)
        await self.query_one("#text-side").mount(self._reading)
        self._is_whole.set()
        self._show_layout()
        self._list.find()
        self._rest_on_article()
        if message.is_ready_then:
            self.post_message(self.Ready())

    async def until_listed(self) -> None:
        """Wait until the list has the keys."""
        await self._is_listed.wait()

    async def until_whole(self) -> None:
        """Wait until an article can be opened, which is soon after the first page."""
        await self._is_whole.wait()

    def first_rows(self, ids: Sequence[int]) -> list[str]:
        """Return what the next start draws first while the list holds `ids`, if it is known."""
        from reader.ui.desk.first_rows import first_rows

        return first_rows(self, ids)

    # The parts

    @property
    def _list(self) -> ArticleTable:
        return self.side.table

    @property
    def _status(self) -> StatusLine:
        return self.query_one(StatusLine)

    @property
    def _bar(self) -> AskBar:
        return self.query_one(AskBar)

    def say(self, sentence: str) -> None:
        """Show a sentence in the status line."""
        self._status.message = sentence

    @on(ListSide.Said)
    def _say_of_list(self, message: ListSide.Said) -> None:
        self.say(message.sentence)

    @property
    def _text(self) -> "ArticleView":
        return self._reading.text

    def on_article_pane_said(self, message: "ArticlePane.Said") -> None:
        """Show what the side of the text has to tell."""
        self.say(message.sentence)

    # The list

    def redraw_counts(self) -> None:
        """Show counts that have changed."""
        self.side.redraw()
        self.show_facts()

    @on(ArticleTable.Arranged)
    def _tell_how_many(self) -> None:
        self.show_facts()

    def action_sort(self) -> None:
        """Sort the list by the next column."""
        self.side.sort_by_next()

    def action_turn_order(self) -> None:
        """Turn the order of the list round."""
        self.side.turn_order()

    async def action_filter(self) -> None:
        """Ask which articles to show."""
        self.turn_to_list()
        from reader.ui.widgets.completing import FilterCompletion

        completion = FilterCompletion(self._workspace)
        await self._bar.ask("filter", "Show:", self.side.filter, shows=completion)
        self.side.say_example()

    def action_let_go(self) -> None:
        """Take the filter away while the list has the focus."""
        if self.side.filter and self.focused is self._list:
            self.side.take_filter_away()

    @on(LineList.CursorMoved)
    def _rest_on_article(self) -> None:
        """Show the text beside the list when the cursor rests."""
        self.show_facts()
        if self._preview:
            self._preview.stop()
        if self._is_whole.is_set() and self.is_wide and not self._is_at_text:
            self._preview = self.set_timer(_PREVIEW_AFTER, self._open_current)

    @on(LineList.Chosen)
    def _read_chosen(self) -> None:
        self.say("")
        self._open_current()
        self._turn_to_text()

    def _open_current(self) -> None:
        number = self._list.current
        row = self._shelf.row(number) if number is not None else None
        if row is not None:
            self._reading.open(row.listed)

    def load_format(self) -> None:
        """Load, in a thread, what reads the article at the cursor, before it is opened."""
        items, cursor = self._list.items, self._list.cursor
        for number in items[cursor : cursor + 1]:  # either may change meanwhile
            row = self._shelf.row_now(number)
            if row is not None:
                self._workspace.articles.load_format_of(row.listed)

    def open_at(self, listed: ListedArticle, offset: int | None) -> None:
        """Open an article and put the caret at an offset, when there is one."""
        number = self._workspace.articles.list.id_of(listed)
        if number in self._list.items:
            self._list.cursor = self._list.items.index(number)
        self._turn_to_text()
        self._reading.open(listed, offset)

    # Going on into the next article

    def on_article_view_all_reviewed(self) -> None:
        """Look for the next article with something to decide."""
        ids, here = self._list.items, self._list.cursor
        self.say("Looking for the next suggestion.")
        self._find_next(ids[here + 1 :])

    @work(thread=True, exclusive=True, group="next")
    def _find_next(self, numbers: "Sequence[int]") -> None:
        find_next(self._workspace, numbers, get_current_worker(), self.post_message)

    @on(NextFound)
    def _open_next(self, message: NextFound) -> None:
        if message.listed is None:
            self.say(message.sentence)
            return
        self.say("")
        self.open_at(message.listed, None)
        self._text.action_suggestion_or_article()

    def _tell_review(self, listed: ListedArticle) -> None:
        self._review_of = listed
        self._find_review(listed)

    @work(thread=True, exclusive=True, group="review")
    def _find_review(self, listed: ListedArticle) -> None:
        tell_review(self._workspace, listed, get_current_worker(), self.post_message)

    @on(ReviewTold)
    def _show_review(self, message: ReviewTold) -> None:
        self._review = message
        self.show_facts()

    # The line that asks

    @on(AskBar.Typed)
    def _show_while_typing(self, message: AskBar.Typed) -> None:
        if message.purpose == "search":
            self._reading.search.look_for(message.words)
        elif message.purpose == "filter":
            self.side.filter_by(message.words)

    @on(AskBar.Entered)
    def _go_where_entered(self, message: AskBar.Entered) -> None:
        if message.purpose == "search":
            self.set_focus(self._text)
            self._reading.search.look_for(message.words)
        elif message.purpose == "percent":
            self.set_focus(self._text)
            self._reading.search.go_to_percent(message.words)
        elif message.purpose == "filter":
            self.turn_to_list()
            self.side.keep_filter(message.words)
        elif message.purpose == "command":
            self.set_focus(self._text if self._is_at_text else self._list)
            self.call_later(self._run_command, message.words)

    @on(AskBar.Left)
    def _leave_question(self, message: AskBar.Left) -> None:
        if message.purpose == "filter":
            self.side.take_filter_away()
            self.set_focus(self._list)
            return
        self.say("")
        if message.purpose == "search":
            self._reading.search.look_for("")
        self.set_focus(self._text if self._is_at_text else self._list)

    # Claims

    def action_undo(self) -> None:
        """Take the last change back."""
        self._tagger.undo()

    def action_redo(self) -> None:
        """Do the last undone change again."""
        self._tagger.redo()

    @on(Saved)
    def _say_saved(self, message: Saved) -> None:
        self.say(self._undone or message.sentence)
        self._undone = ""
        self._reading.pane.refresh_claims()
        self._review_of = None
        self.show_facts()
        self.show_hints()

    # The layout, and commands

    def _lay_out(self, layout: "Layout", *, said: str = "") -> None:
        """Show the desk as it is laid out now, and remember it."""
        self._layout = layout
        self._saver.keep(layout.keep)
        self._show_layout()
        if said:
            self.say(said)

    def _show_layout(self) -> None:
        layout = self._layout
        self.side.columns = layout.columns
        self.side.show_columns()
        if layout.split != Layout().split:
            self.side.styles.width = f"{layout.split}%" if self.is_wide else "1fr"
            self.side.styles.max_width = "80%" if self.is_wide else "100%"
        if self._is_whole.is_set():
            measure = self._workspace.settings.measure
            cells = measure if layout.measure is None else layout.measure
            self._text.measure = cells or _FULL

    def first_words(self, usual: str) -> str:
        """Return what a newcomer is told; at the very first start, where the tutorial is.

        Whoever looks at the samples has it before their eyes.
        """
        if self._layout.tutorial or SAMPLES in self._workspace.paths:
            return usual
        self._layout = replace(self._layout, tutorial=True)
        self._saver.keep(self._layout.keep)
        return _TUTORIAL

    def action_measure(self, cells: int) -> None:
        """Make the text wider or narrower, up to the width of its side."""
        widest = max(20, self._text.size.width)
        wanted = max(20, min(self._text.measure, widest) + cells)
        if wanted >= widest:
            self._lay_out(replace(self._layout, measure=0), said="The text is as wide as can be.")
        else:
            layout = replace(self._layout, measure=wanted)
            self._lay_out(layout, said=f"The text is at most {wanted} cells wide.")

    def action_split(self) -> None:
        """Give the list another share of the screen."""
        split = next((one for one in _SPLITS if one > self._layout.split), _SPLITS[0])
        self._lay_out(replace(self._layout, split=split), said=f"The list has {split} %.")

    async def action_command(self) -> None:
        """Ask for a command."""
        commands, past = self._commands(), self._layout.commands
        await self._bar.ask("command", ":", complete=commands.complete, past=past)

    @on(AskBar.Offered)
    def _say_offers(self, message: AskBar.Offered) -> None:
        self.say(display(self._commands().told(message.offers)))

    async def _run_command(self, typed: str) -> None:
        if not typed.strip():
            return
        self._layout = self._layout.typed(typed.strip())
        self._saver.keep(self._layout.keep)
        try:
            done = self._commands().run(typed)
        except ValueError as error:
            self.say(display(str(error)))
            return
        if isawaitable(done):
            await done

    def _commands(self) -> "Commands":
        from reader.ui.desk.commands import Command, Commands

        tags, verdicts = self._tagger.names_of_tags, self._tagger.names_of_verdicts
        themes, reading = sorted(self.app.available_themes), self._reading

        def act(name: str) -> Callable[[str], object]:
            return lambda _: self.app.run_action(name, self)

        def lay(change: Callable[[str], Layout]) -> Callable[[str], object]:
            return lambda words: self._lay_out(change(words))

        return Commands(
            {
                Command("tag", tags): reading.tag_as,
                Command("verdict", verdicts): reading.judge_as,
                Command("search"): reading.search.look_for,
                Command("go"): reading.search.go_to_percent,
                Command("filter"): self.side.keep_filter,
                Command("save-filter"): self.side.save_filter,
                Command("sort", lambda: self._shelf.columns): self.side.sort_by,
                Command("columns", lambda: COLUMNS): lay(lambda it: self._layout.with_columns(it)),
                Command("split"): lay(lambda it: self._layout.with_split(it)),
                Command("measure", lambda: ("full",)): lay(
                    lambda it: self._layout.with_measure(it)
                ),
                Command("theme", lambda: themes): self._choose_theme,
                Command("claims"): act("claims"),
                Command("codebook"): act("app.codebook"),
                Command("export"): act("app.export"),
                Command("undo"): act("undo"),
                Command("redo"): act("redo"),
                Command("help"): act("app.keys"),
                Command("quit"): act("app.quit"),
            },
            self._actions_now,
        )

    def _choose_theme(self, name: str) -> None:
        if name not in self.app.available_themes:
            raise ValueError(f"There is no theme “{name}”. Tab names those there are.")
        self.app.theme = name

    def _actions_now(self) -> dict[str, Callable[[], object]]:
        """Return what the keys at this desk do, by the names of the actions."""
        reading = self._reading
        places = {"text": self._text, "read": reading, "list": self._list, "desk": self}
        return {
            action.name: partial(self.app.run_action, action.does, node)
            for action in ACTIONS.values()
            if (node := places.get(action.name.partition(".")[0])) is not None
        }

    def on_verdict_strip_given(self, message: "VerdictStrip.Given") -> None:
        """Give the words that were asked about their verdict."""
        self._reading.judge(message.verdict, message.evidence)

    def on_reading_pane_places_wanted(self, message: "ReadingPane.PlacesWanted") -> None:
        """Show all places of some words."""
        from reader.ui.screens.places import PlacesScreen

        screen = PlacesScreen(
            self._workspace,
            self._tagger,
            self._activity,
            message.opened,
            message.words,
            message.tags,
        )
        self.app.push_screen(screen, self._jump_to_place)

    def _jump_to_place(self, place: "WordPlace | None") -> None:
        if place is not None:
            self.open_at(place.opened.listed, place.span.start)

    def on_undone(self, message: "Undone") -> None:
        """Show what an undo changed, where it is not in sight."""
        message.stop()  # it came from the app, and would go there again without end
        claim = message.claim
        if self.app.screen is self and self._is_at_text and not self._reading.sees(claim):
            self.open_at(message.listed, claim.anchor.start)
            self._undone = message.sentence

    def acted(self) -> None:
        """Let a key have acted on the text."""
        if self._is_whole.is_set():
            self._reading.acted()

    @on(NotSaved)
    def _say_not_saved(self, message: NotSaved) -> None:
        self.say(message.sentence)

    def refresh_claims(self) -> None:
        """Show claims that changed elsewhere."""
        if self._is_whole.is_set():
            self._reading.pane.refresh_claims()

    def look_at_text_again(self) -> None:
        """Show the open article as its file is now."""
        if self._is_whole.is_set():
            self._reading.pane.look_again()

    def action_claims(self) -> None:
        """Show all claims."""
        from reader.ui.screens.claims import ClaimsScreen

        self.app.push_screen(ClaimsScreen(self._workspace, self._tagger), self.jump_to_claim)

    def jump_to_claim(self, claim: "Claim | None") -> None:
        """Open the article of a claim that another screen gave back."""
        if claim is not None:
            self._opens_home_of(claim)

    def _opens_home_of(self, claim: "Claim") -> bool:
        """Open the article of a claim at its words, and tell whether it is still listed."""
        listed = self._shelf.home_of(claim)
        if listed is None:
            self.say(f"{claim.article.path} is not in the list any more.")
            return False
        self.open_at(listed, claim.anchor.start)
        return True

    def wait_for_words(self, claim: "Claim") -> None:
        """Open an orphan's article and wait for the words that it is to stand on."""
        if not self._opens_home_of(claim):
            return
        self._reading.orphan = claim
        words = gist(claim.anchor.exact.strip("“”\"‘’' "), 40)
        told = with_keys(self.app, "now ({v:text.select}, or drag) and press {a:read.attach}.")
        self.say(f"Select where “{words}” stands {told}")

    def scopes(self) -> "Sequence[Scope]":
        """Return which claims can be exported, what is most likely meant first."""
        from reader.view import scopes

        here = self._article_here
        found = [scopes.of_article(self._workspace, here)] if here else []
        if self._shelf.is_filtered:
            found.append(scopes.of_shown_articles(self._workspace, self._shelf, self._list.items))
        found.append(scopes.of_everything(self._workspace))
        return found if self.focused is self._text else found[::-1]

    @property
    def _article_here(self) -> "ListedArticle | None":
        """The article that is read, or that the list is at."""
        if self.focused is self._text:
            return self._reading.pane.listed
        row = self._shelf.row(self._list.current) if self._list.current is not None else None
        return row.listed if row else None

    def action_memo(self) -> None:
        """Show the memo on the article that is read, or that the list is at, to be written."""
        from reader.ui.dialogs.memo import write_memo

        if (here := self._article_here) is not None:
            write_memo(self.app, self._workspace, self._saver, "article", here.path)

    def action_suggestions(self) -> None:
        """Show the suggestions of all articles."""
        from reader.ui.screens.suggestions import SuggestionsScreen

        screen = SuggestionsScreen(self._workspace, self._tagger, self._saver)
        self.app.push_screen(screen, self._jump_to_suggestion)

    def _jump_to_suggestion(self, mark: "SuggestedMark | None") -> None:
        if mark is not None:
            self.open_at(mark.listed, mark.place.span.start)

    def action_groups(self) -> None:
        """Show the group at the caret, or all groups of the library."""
        from reader.ui.screens.groups import GroupScreen, GroupsScreen

        group = self._reading.pane.group if self._is_whole.is_set() and self._is_at_text else None
        if group is not None:
            self.app.push_screen(
                GroupScreen(self._workspace, self._tagger, group), self._after_groups
            )
        else:
            self.app.push_screen(GroupsScreen(self._workspace, self._tagger), self._after_groups)

    def _after_groups(self, member: "Member | None") -> None:
        if self._is_whole.is_set():
            self._reading.pane.refresh_groups()
        self._jump_to_member(member)

    def _jump_to_member(self, member: "Member | None") -> None:
        if member is None:
            return
        listed = self._workspace.comparing.listed(member.article)
        if listed is None:
            self.say("This article is not in the list any more.")
        else:
            self.open_at(listed, member.span.start if member.span else None)

    def action_problems(self) -> None:
        """Show the sentences about files that could not be read."""
        from reader.ui.screens.problems import ProblemsScreen

        screen = ProblemsScreen(self._shelf.notices, self._shelf.problems)
        self.app.push_screen(screen, self._after_problems)

    def _after_problems(self, _: None) -> None:
        self._workspace.libraries.look_at()
        self._shelf.troubles = self._workspace.libraries.troubles()
        self.show_facts()

    # Moving between the sides

    @property
    def is_wide(self) -> bool:
        """Whether list and text stand side by side."""
        return self.has_class("-wide")

    def on_resize(self, event: events.Resize) -> None:
        """Put list and text side by side where there is room."""
        self._fit(event.size)

    def _fit(self, size: Size) -> None:
        self.set_class(size.width >= WIDE_FROM, "-wide")
        self.set_class(size.height < _LOW, "-low")
        self._show_layout()

    def on_descendant_focus(self) -> None:
        """Show the keys and the facts of the side that has the focus, or that asks."""
        if self.focused is self._list:
            self._is_at_text = False
        elif self._is_whole.is_set() and self.focused is self._text:
            self._is_at_text = True
        self.show_facts()
        self.call_after_refresh(self.show_hints)

    def _turn_to_text(self) -> None:
        self.add_class("-reading")
        self.set_focus(self._text)

    def turn_to_list(self) -> None:
        """Leave the text for the list."""
        self._reading.pane.keep_place()
        self.remove_class("-reading")
        self.set_focus(self._list)

    def action_other_side(self) -> None:
        """Go from the list to the text, or back."""
        if self.focused is self._text:
            self.turn_to_list()
        else:
            self._open_current()
            self._turn_to_text()

    def action_back(self) -> None:
        """Go from the text to the list, from the list out of the app."""
        if self.focused is self._text:
            self.turn_to_list()
        else:
            self.leave()

    def leave(self) -> None:
        """Remember the place and end the app."""
        self.is_left = True
        if self._is_whole.is_set():
            self._reading.pane.keep_place()
        self.post_message(self.Left())

    def look_as_at_start(self) -> None:
        """Show the list, whatever was read or asked, for the next start to begin with it."""
        self._bar.display = self._is_at_text = False
        self.remove_class("-reading")
        self.set_focus(self._list)
        self.show_facts()
        self.show_hints()

    def action_inspector(self) -> None:
        """Show or hide the inspector."""
        self.toggle_class("-bare")

    # The status line

    @property
    def _accepted_as(self) -> tuple[str, ...]:
        """The tags that Enter would give, none before the first."""
        return self._reading.would_accept_as if self._is_whole.is_set() else ()

    def show_hints(self) -> None:
        """Show the keys that matter for the side that has the focus."""
        self._hinted = self._accepted_as
        ids, said = desk_foot.keys_at(
            text=self._is_at_text,
            hits=self._shows_hits,
            redo=self._workspace.history.can_redo,
            last=self._hinted,
        )
        self._status.hints = hints(self, ids, said)

    @on(StatusLine.Pressed)
    async def _ask_about_shown(self) -> None:
        """Ask which articles to show, or what to search in the text."""
        if self._is_at_text:
            await self._reading.action_search()
        else:
            await self.action_filter()

    def on_article_pane_moved(self) -> None:
        """Show where the caret is."""
        self.show_facts()

    def show_facts(self) -> None:
        """Show where the person is, and what runs beside the screen."""
        at_hits = self._is_at_text and bool(self._text.hits)
        if at_hits != self._shows_hits or self._hinted != self._accepted_as:
            self._shows_hits = at_hits
            self.show_hints()
        told = (
            *desk_foot.trouble_facts(self._shelf),
            *desk_foot.conflict_facts(self._shelf),
            *desk_foot.problem_facts(self._shelf),
        )
        problems = [with_keys(self.app, fact) for fact in told]
        if self._is_at_text:
            here = self._reading.pane.listed
            if here is not None and here != self._review_of:
                self._tell_review(here)
            reviewed = self._review.facts if self._review and self._review.listed == here else ()
            facts = [*self._reading.facts(), *problems, *reviewed]
        else:
            table = self._list
            where = desk_foot.list_facts(self._shelf, table.cursor, table.shown)
            facts = [*problems, *where]
        article = self._reading.pane.article if self._is_at_text else None
        self._status.about = article.title if article else self._shelf.name
        self._status.facts = tuple(facts)
        self._status.work = with_keys(self.app, desk_foot.work_told(self._shelf, wide=self.is_wide))

    @on(StatusLine.WorkPressed)
    async def _end_or_resume_work(self) -> None:
        resumes = self._shelf.work is None
        await self.app.run_action("app.look_again" if resumes else "app.call_off")
