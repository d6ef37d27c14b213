"""The app: it owns the workspace, the shelf and the saver, and shows the desk."""

import gc
import logging
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Protocol, runtime_checkable

import rich
import textual
from textual import events, on, work
from textual.actions import ActionParseResult
from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.dom import DOMNode
from textual.filter import LineFilter
from textual.message import Message
from textual.screen import Screen
from textual.worker import get_current_worker

from annotations.errors import AnnotationsError
from reader.display import display
from reader.errors import ReaderError
from reader.first_page import FirstPage
from reader.settings import (
    Settings,
    config_file,
    last_file,
    layout_file,
    remember_theme,
    theme_file,
)
from reader.ui.actions import bindings
from reader.ui.desk.library_work import LibraryWork, Worked
from reader.ui.desk.screen import DeskScreen
from reader.ui.desk.web_work import Fetched, WebWork
from reader.ui.keys import with_keys
from reader.ui.saving import Kept, NotSaved, Saved, Saver
from reader.ui.terminal.activity import Activity, CalledOffError
from reader.ui.terminal.incoming import Incoming
from reader.ui.terminal.leaving import Commands
from reader.ui.terminal.standing import Standing, driver_for
from reader.ui.terminal.themes import THEMES, theme_named
from reader.ui.turns import Turns
from reader.ui.widgets.article_table import ArticleTable
from reader.view.shelf import Shelf
from reader.workspace import Workspace

if TYPE_CHECKING:
    from reader.ui.screens.claims import ClaimsScreen
    from reader.ui.tagger import Undone

_LOOK_EVERY = 1.0
"""Seconds between two looks at what other windows did."""

_PAUSE = 20.0
"""Seconds without a key after which the person will not notice some work on the screen."""

_FIRST_WORDS = (
    "{enter:list.open} opens an article. In it, {n:text.next-mark} goes to a mark and {t:read.tag} "
    "tags it."
)


@runtime_checkable
class ShowsClaims(Protocol):
    """A screen that shows claims or their tags."""

    def refresh_claims(self) -> object:
        """Show what changed elsewhere."""


@runtime_checkable
class GoesToMarks(Protocol):
    """A text whose keys go to marks, also to such as are not found yet."""

    async def until_there(self) -> bool:
        """Wait until the caret is where the keys before went; tell whether it is."""


def _remember(page: FirstPage, rows: list[str], columns: int) -> None:
    drawing = (textual.__file__, rich.__file__)
    page.remember(
        rows,
        columns=columns,
        needs=[str(config_file()), str(theme_file()), str(layout_file()), *drawing],
        needs_without=str(last_file()),
    )


def _load_boxes() -> None:
    """Load the boxes that tag and edit, so that the first key for one need not wait for it."""
    import reader.ui.dialogs.editing
    import reader.ui.dialogs.tagging  # noqa: F401 - another module asks for them


_log = logging.getLogger(__name__)


class CopydeskApp(App[None]):
    """Reads articles and tags claims over a workspace, which the caller closes."""

    TITLE = "copydesk"
    CSS_PATH = "copydesk.tcss"
    ENABLE_COMMAND_PALETTE = True
    ALLOW_SELECT = False  # Textual's own way knows no keyboard, and fails where a screen goes
    BINDINGS: ClassVar[list[BindingType]] = bindings("app")

    class ClaimsChanged(Message):
        """Another window changed claims, or claims followed their articles."""

    class SettingsChecked(Message):
        """What the settings say in vain was found."""

        def __init__(self, faults: Sequence[str]) -> None:
            super().__init__()
            self.faults = faults

    class FirstPageKnown(Message):
        """The next start will show these articles first."""

        def __init__(self, ids: Sequence[int], *, leaving: bool) -> None:
            super().__init__()
            self.ids, self.leaving = ids, leaving

    def __init__(self, workspace: Workspace, page: FirstPage | None = None) -> None:
        self._standing = Standing(self, self.leave)  # Textual asks for colours while it is made
        super().__init__(driver_class=driver_for(self.get_driver_class(), page))
        self._turns = Turns(self, super().on_event, self._check_bindings, self.may_act)
        Incoming.rest = workspace.settings.escape_rest
        self.workspace = workspace
        self._page = page
        self.shelf = Shelf(workspace)
        self._unchecked: Settings | None = workspace.settings
        self.saver = Saver(self.post_message)
        self._activity = Activity()
        self._is_tidy = False
        self._is_leaving = False
        self._passed_over = 0.0  # keys that were typed before this time do nothing
        self._desk = DeskScreen(workspace, self.shelf, self.saver, self._activity)

    def get_default_screen(self) -> Screen[None]:
        """Begin at the desk."""
        return self._desk

    # In a terminal

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Guard everything that is drawn."""
        return self._standing.filters(super().get_line_filters())

    def get_css_variables(self) -> dict[str, str]:
        """Add the colours of the page to those of the theme."""
        return self._standing.variables(super().get_css_variables())

    def _watch_theme(self, theme_name: str) -> None:
        super()._watch_theme(theme_name)
        self._standing.show_theme(theme_name)

    def _fatal_error(self) -> None:
        # It takes the place of a private method: the crash test watches it.
        self._standing.fail()

    async def on_event(self, event: events.Event) -> None:
        """Let keys and clicks act in turn."""
        if not isinstance(event, events.InputEvent):
            await super().on_event(event)
        elif not self._standing.has_failed:
            await self._turns.take(event)

    async def run_action(
        self,
        action: "str | ActionParseResult",
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Perform an action; of one that fails the person is told, and the app goes on."""
        act = partial(super().run_action, action, default_namespace, namespaces)
        done = await self._turns.do(action, default_namespace, act)
        if self.screen is self._desk:
            self._desk.acted()
        return done

    def action_command_palette(self) -> None:
        """Offer every action by name."""
        if not isinstance(self.screen, Commands):
            self.push_screen(Commands(id="--command-palette"))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer every action of the screen in the command palette."""
        yield SystemCommand("Theme", "Choose colours", self.action_change_theme)
        yield SystemCommand("First steps", "The tutorial, in two minutes", self._tell_first_steps)
        yield from self._turns.commands(screen)

    def _tell_first_steps(self) -> None:
        self.notify("“copydesk read --samples” opens articles to try on: begin at the first.")

    def on_mount(self) -> None:
        """Listen to what the system says, and begin to read the library."""
        self._standing.listen()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = theme_named(self.workspace.settings.theme, self.available_themes)
        self.watch(self, "theme", self._remember_theme, init=False)
        self.set_keymap(dict(self.workspace.settings.keys))

    def on_unmount(self) -> None:
        """Wait for the last change to be saved, and listen no longer."""
        self.saver.close()
        self._standing.listen_no_longer()

    def _remember_theme(self, name: str) -> None:
        self.saver.keep(partial(remember_theme, name))

    # Leaving the first page behind

    async def may_act(self, event: events.InputEvent) -> bool:
        """Wait until the list is there, and for most keys the text; what comes last is dropped.

        Background work gives way to the person from now on.
        """
        if self._desk.is_left:  # what is typed now is for the shell
            return False
        await self._desk.until_listed()
        if not self._only_moves(event):
            await self._desk.until_whole()
        if event.time < self._passed_over or not await self._is_at_its_words(event):
            return False
        self._activity.move()
        self._is_tidy = False
        return True

    async def _is_at_its_words(self, event: events.InputEvent) -> bool:
        """Wait with a key that acts on the words at the caret while this is on its way to a mark.

        Where that takes too long, such a key does nothing, nor does what was typed after it:
        it was meant for other words than those at the caret.
        """
        text = self.focused
        if not isinstance(event, events.Key) or not isinstance(text, GoesToMarks):
            return True
        found = self.screen.active_bindings.get(event.key)
        if found is None or found.node is text or isinstance(found.node, Screen | App):
            return True
        if await text.until_there():
            return True
        self._passed_over = Message().time
        self._desk.say("The mark is still being looked for, so what was typed did nothing.")
        return False

    def _only_moves(self, event: events.InputEvent) -> bool:
        """Tell whether a key goes up or down the list, for which no article need be shown."""
        if not isinstance(event, events.Key) or not isinstance(self.focused, ArticleTable):
            return False
        found = self.screen.active_bindings.get(event.key)
        return found is not None and found.binding.action.startswith(("move(", "page("))

    def leave(self) -> None:
        """End the app as `q` does from the list."""
        self._desk.leave()

    # The library

    @on(DeskScreen.Ready)
    def _begin(self) -> None:
        self._look_at_files()
        self.set_interval(_LOOK_EVERY, self._look_for_news)
        self.set_interval(_PAUSE, self._tidy_up)

    def _tidy_up(self) -> None:
        """Collect the garbage that typing put off, once in each pause."""
        if self._activity.idle_for() > _PAUSE and not self._is_tidy:
            gc.collect()
            self._is_tidy = True

    @work(thread=True, exclusive=True, group="files")
    def _look_at_files(self) -> None:
        """Bring the list up to date, count marks, and let claims follow renamed articles."""
        work = LibraryWork(
            self.workspace, self.shelf, self._activity, get_current_worker(), self.post_message
        )
        try:
            work.read()
            self._tell_first_page()
            self._follow()
            self._count_conflicts()
            self._desk.load_format()
            _load_boxes()
            self._check_settings()
            work.count(self._desk.side.table.seen)
        except CalledOffError:
            return
        except (AnnotationsError, ReaderError, OSError) as error:
            _log.warning("The library could not be gone through.", exc_info=True)
            self.post_message(NotSaved(str(error)))
        work.end()
        self._tell_first_page()

    @on(Worked)
    def _show_work(self, message: Worked) -> None:
        if not self.is_running:  # it is being left, and the desk has no parts any more
            return
        if not message.worker.is_cancelled:
            self.shelf.work = message.work
            if message.done:
                self._say_first_words()
                self._show_notices()
                self._desk.look_at_text_again()
        if message.changed:
            self._desk.side.table.find_news()
        self._desk.show_facts()

    def action_call_off(self) -> None:
        """Stop the work that runs beside the screen; what is done stays."""
        self.workers.cancel_group(self, "web")
        stopped = self.shelf.work
        if stopped is None:
            self._desk.say("Nothing runs that could be stopped.")
            return
        self.workers.cancel_group(self, "files")
        self.shelf.work = None
        self.shelf.stopped = stopped.doing
        self._desk.say(f"Stopped {stopped.doing}. What is done stays.")
        self._desk.show_facts()

    # From the web

    def action_add_page(self) -> None:
        """Ask for an address, and fetch what is there."""
        from reader.ui.dialogs.address import AddressForm

        self.push_screen(AddressForm(), self._fetch)

    def _fetch(self, url: str | None) -> None:
        if url:
            self._desk.say(f"Fetching {display(url)}")
            self._fetch_page(url)

    @work(thread=True, group="web")
    def _fetch_page(self, url: str) -> None:
        WebWork(self.workspace, get_current_worker(), self.post_message).add(url)

    def action_update_feeds(self) -> None:
        """Fetch what is new in the feeds of the library."""
        self._desk.say("Looking at the feeds.")
        self._fetch_news()

    @work(thread=True, exclusive=True, group="web")
    def _fetch_news(self) -> None:
        with suppress(CalledOffError):
            WebWork(self.workspace, get_current_worker(), self.post_message).update()

    @on(Fetched)
    def _show_fetched(self, message: Fetched) -> None:
        if not self.is_running:
            return
        self._desk.say(display(message.sentence))
        if message.changed:
            self._look_at_files()

    def action_look_again(self) -> None:
        """Look at the files again, and go on with what was stopped."""
        self.shelf.problems.clear()
        self.shelf.stopped = ""
        self._desk.say("Looking at the files.")
        self._desk.side.table.find()
        self._look_at_files()

    def _say_first_words(self) -> None:
        """Say why there is nothing, or, to a newcomer, what to do."""
        from reader.index.query import parse_query

        rows = self.workspace.articles.list.find(limit=1)
        if not rows:
            self.shelf.nothing = self.workspace.articles.nothing_to_read(self.shelf.problems)
        elif not (
            self._desk.has_class("-reading")
            or self.workspace.articles.list.find(parse_query("-unread"), limit=1)
        ):
            self._desk.say(self._desk.first_words(with_keys(self, _FIRST_WORDS)))

    def _count_conflicts(self) -> None:
        """Count what is to be decided, for the line that stays until it is."""
        try:
            self.shelf.conflicts = len(self.workspace.together.conflicts())
        except AnnotationsError:
            self.shelf.conflicts = 0  # what is wrong with the store is told elsewhere
        self.shelf.troubles = self.workspace.libraries.troubles()

    def _follow(self) -> None:
        sentences = self.workspace.claims.follow()
        self.shelf.notices.extend(sentences)
        if sentences:
            self.post_message(self.ClaimsChanged())

    @work(thread=True, exclusive=True, group="news")
    def _look_for_news(self) -> None:
        """Take in what other windows did."""
        try:
            news = self.workspace.refresh()
        except (AnnotationsError, OSError):
            _log.warning("The store could not be read again.", exc_info=True)
            return
        if news:
            self._count_conflicts()
            self.post_message(self.ClaimsChanged())

    @on(ClaimsChanged)
    def _refresh_claims(self) -> None:
        if not self.is_running:
            return
        for screen in self.screen_stack:
            if isinstance(screen, ShowsClaims):
                screen.refresh_claims()
        self._show_notices()
        self._desk.redraw_counts()

    @on(Kept)
    def _redraw_rows(self) -> None:
        if self.is_running:
            self._desk.redraw_counts()

    def _check_settings(self) -> None:
        """Find what the settings say in vain, once, and after the list is there."""
        settings, self._unchecked = self._unchecked, None
        if settings is not None:
            from reader.ui.checking import faults_of

            self.post_message(self.SettingsChecked(faults_of(settings)))

    @on(SettingsChecked)
    def _show_faults(self, message: SettingsChecked) -> None:
        if self.is_running:
            self._tell_once(message.faults)

    def _show_notices(self) -> None:
        """Say once what the person should know of how their claims are kept."""
        self._tell_once(self.workspace.notices())

    def _tell_once(self, sentences: Sequence[str]) -> None:
        for sentence in sentences:
            self.shelf.notices.append(sentence)
            self.notify(display(sentence), markup=False, timeout=10)

    # Leaving, and the first page of the next start

    async def action_quit(self) -> None:
        """Leave from any screen, as `q` does from the list."""
        self._desk.leave()

    @on(DeskScreen.Left)
    def _leave(self) -> None:
        if self._page is None or self._is_leaving:
            self.exit()
        else:
            self._is_leaving = True
            while self.screen is not self._desk:
                self.pop_screen()
            self._desk.look_as_at_start()
            self._desk.call_after_refresh(self._find_first_page)

    @work(thread=True, group="page")
    def _find_first_page(self) -> None:
        self.saver.wait()  # how far articles were read is shown in the list
        self._tell_first_page(leaving=True)

    def _tell_first_page(self, *, leaving: bool = False) -> None:
        if self._page is not None:
            ids = self.workspace.articles.list.find()
            self.post_message(self.FirstPageKnown(ids, leaving=leaving))

    @on(FirstPageKnown)
    def _remember_first_page(self, message: FirstPageKnown) -> None:
        page, theme = self._page, theme_named(self.theme, self.available_themes)
        if page and message.ids and self.screen is self._desk and self.theme == theme:
            rows = self._desk.first_rows(message.ids)
            if rows:
                self.saver.keep(partial(_remember, page, rows, self.size.width))
        if message.leaving:
            self.exit()

    # Changes

    @on(Saved)
    def _pass_on_saved(self, message: Saved) -> None:
        if not self.is_running:  # the last change before the end is saved without a screen
            return
        if self.shelf.conflicts:
            self._count_conflicts()
        for screen in self.screen_stack:
            screen.post_message(Saved(message.sentence))
        self._desk.redraw_counts()

    @on(NotSaved)
    def _pass_on_not_saved(self, message: NotSaved) -> None:
        if not self.is_running:
            return
        for screen in self.screen_stack:
            screen.post_message(NotSaved(message.sentence))
        if self.screen.is_modal:  # its status line is covered
            self.notify(display(message.sentence), severity="error", markup=False)

    def on_undone(self, message: "Undone") -> None:
        """Let the desk show what an undo changed."""
        if self.is_running and self.screen is self._desk:
            self._desk.post_message(message)

    def on_claims_screen_attach_wanted(self, message: "ClaimsScreen.AttachWanted") -> None:
        """Let the person choose the words that an orphan is to stand on."""
        self._desk.wait_for_words(message.claim)

    # Export and help

    def action_export(self) -> None:
        """Ask what to export, and do it."""
        from reader.ui.dialogs.exporting import ExportDialog
        from reader.ui.screens.claims import ClaimsScreen

        screen = self.screen
        if isinstance(screen, DeskScreen | ClaimsScreen):
            self.push_screen(
                ExportDialog(self.workspace, screen.scopes(), self._activity),
                lambda said: screen.say(said) if said else None,
            )

    def action_codebook(self) -> None:
        """Show the tags."""
        from reader.ui.screens.claims import ClaimsScreen
        from reader.ui.screens.codebook import CodebookScreen

        if isinstance(self.screen, DeskScreen | ClaimsScreen):
            self.push_screen(CodebookScreen(self.workspace, self.saver))

    def action_compare(self) -> None:
        """Show what sides say differently: conflicts of a merge, then annotators."""
        from reader.ui.screens.claims import ClaimsScreen
        from reader.ui.screens.comparison import ComparisonScreen

        if isinstance(self.screen, DeskScreen | ClaimsScreen):
            screen = ComparisonScreen(self.workspace, self.saver)
            self.push_screen(screen, self._desk.jump_to_claim)

    def action_agreement(self) -> None:
        """Show how far annotators agree."""
        from reader.ui.screens.agreement import AgreementScreen
        from reader.ui.screens.claims import ClaimsScreen

        if isinstance(self.screen, DeskScreen | ClaimsScreen):
            self.push_screen(AgreementScreen(self.workspace))

    def action_review(self) -> None:
        """Show who did which article, and what is to be checked."""
        from reader.ui.screens.claims import ClaimsScreen
        from reader.ui.screens.review import ReviewScreen

        if isinstance(self.screen, DeskScreen | ClaimsScreen):
            self.push_screen(ReviewScreen(self.workspace, self.saver))

    def action_keys(self) -> None:
        """Show every key."""
        from reader.ui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))
