"""The app: it owns the workspace, the shelf and the saver, and shows the desk."""

import asyncio
import contextlib
import gc
import logging
import signal
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, Protocol, runtime_checkable

import rich
import textual
from rich.text import Text
from textual import events, on, work
from textual.actions import ActionParseResult
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.dom import DOMNode, NoScreen
from textual.driver import Driver
from textual.filter import LineFilter, Monochrome
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.worker import get_current_worker

from annotations.errors import AnnotationsError
from reader.display import display
from reader.errors import ReaderError
from reader.first_page import FirstPage
from reader.querying import parse_query
from reader.settings import config_file, last_file, log_file, remember_theme, theme_file
from reader.ui.colours import page_colours
from reader.ui.frames import RowScreen
from reader.ui.guard import Guard
from reader.ui.keys import with_keys
from reader.ui.leaving import Commands
from reader.ui.library_work import LibraryWork, Worked
from reader.ui.resting import CalledOffError, Hands
from reader.ui.saving import Kept, NotSaved, Saved, Saver
from reader.ui.screens.desk import DeskScreen
from reader.ui.shelf import Shelf
from reader.ui.themes import MONOCHROME, THEMES, WithoutColours, theme_named
from reader.ui.widgets.article_table import ArticleTable
from reader.workspace import Workspace

if TYPE_CHECKING:
    from reader.ui.screens.claims import ClaimsScreen

_LOOK_EVERY = 1.0
"""Seconds between two looks at what other windows did."""

_PAUSE = 20.0
"""Seconds without a key after which the person will not notice some work on the screen."""

_OPENING_LOOKS, _OPENING_PAUSE = 200, 0.005
"""How often, and after how many seconds each, it is looked whether a screen has opened."""

_FIRST_WORDS = (
    "{enter:list.open} opens an article. In it, {n:text.next-mark} goes to a mark and {t:read.tag} "
    "tags it."
)

_CLICKS = (events.MouseDown, events.MouseUp, events.MouseScrollUp, events.MouseScrollDown)

_LONGEST_WAIT = 0.5
"""Seconds after which a key or a click that is not done yet holds up the next no more."""


@runtime_checkable
class ShowsClaims(Protocol):
    """A screen that shows claims or their tags."""

    def refresh_claims(self) -> object:
        """Show what changed elsewhere."""


def _driver(usual: type[Driver], page: FirstPage | None) -> type[Driver]:
    """Return our own in place of Textual's, where the system has a terminal of that kind."""
    if usual.__name__ != "LinuxDriver":
        return usual
    from reader.ui.terminal_drivers import TerminalDriver, driver_over

    return driver_over(page) if page and page.is_shown else TerminalDriver


def _remember(page: FirstPage, rows: list[str], columns: int) -> None:
    drawing = (textual.__file__, rich.__file__)
    page.remember(
        rows,
        columns=columns,
        needs=[str(config_file()), str(theme_file()), *drawing],
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
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,f1", "keys", "Help", id="app.help"),
        Binding("X", "export", "Export", id="app.export"),
        Binding("T", "codebook", "Codebook", id="app.codebook"),
        Binding("z", "call_off", "Stop the work that runs", show=False, id="app.call-off"),
        Binding("Z", "look_again", "Look at the files again", show=False, id="app.look-again"),
        Binding("ctrl+p", "command_palette", "Commands", show=False, id="app.palette"),
        Binding("ctrl+q", "quit", "Quit", show=False, priority=True, id="app.quit"),
        Binding("ctrl+z", "suspend_process", "Suspend", show=False, id="app.suspend"),
    ]

    class ClaimsChanged(Message):
        """Another window changed claims, or claims followed their articles."""

    class FirstPageKnown(Message):
        """The next start will show these articles first."""

        def __init__(self, ids: Sequence[int], *, leaving: bool) -> None:
            super().__init__()
            self.ids, self.leaving = ids, leaving

    def __init__(self, workspace: Workspace, page: FirstPage | None = None) -> None:
        super().__init__(driver_class=_driver(self.get_driver_class(), page))
        self.workspace = workspace
        self._page = page
        self.shelf = Shelf(workspace)
        self.saver = Saver(self.post_message)
        self._hands = Hands()
        self._when_left = contextlib.ExitStack()
        self._is_tidy = False
        self._is_leaving = False
        self._desk = DeskScreen(workspace, self.shelf, self.saver, self._hands)
        self._guard = Guard()
        self._no_colour = WithoutColours()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Lay the guard over everything that is drawn, and take colours out if asked to."""
        filters = super().get_line_filters()
        if self.has_class("-plain"):
            # Textual's own filter for NO_COLOR leaves greys.
            kept = [found for found in filters if not isinstance(found, Monochrome)]
            return [*kept, self._no_colour, self._guard]
        return [*filters, self._guard]

    def get_css_variables(self) -> dict[str, str]:
        """Add the colours of the page to those of the theme."""
        given = super().get_css_variables()
        return {**page_colours(given, dark=self.current_theme.dark), **given}

    def get_default_screen(self) -> Screen[None]:
        """Begin at the desk."""
        return self._desk

    def on_mount(self) -> None:
        """Begin to read the library."""
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = theme_named(self.workspace.settings.theme, self.available_themes)
        self.watch(self, "theme", self._remember_theme, init=False)
        self._leave_when_told()
        self.app_resume_signal.subscribe(self, self._draw_again)
        self.set_keymap(dict(self.workspace.settings.keys))

    def _leave_when_told(self) -> None:
        """End in good order when the system or a closed terminal says so."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(number, self._desk.leave)

        def interrupt(*_: object) -> None:
            loop.call_soon_threadsafe(self._desk.leave)

        # The loop's own way would hear an interrupt that is meant for a pager.
        with contextlib.suppress(ValueError):
            before = signal.signal(signal.SIGINT, interrupt)
            self._when_left.callback(signal.signal, signal.SIGINT, before)

    def _draw_again(self, _: object) -> None:
        """Draw everything, since the terminal has forgotten it while the app was suspended."""
        self.screen.refresh(layout=True)

    def _fatal_error(self) -> None:
        """Say in one sentence that the program failed; the log tells the rest.

        Textual would print the traceback with all values, among them text that others
        wrote. This takes the place of a private method: the crash test watches it.
        """
        _log.critical("The app failed.", exc_info=True)
        self._desk.is_left = True
        # Textual would say of a second failure, on its way out, how to see it with its tools.
        self._exit_renderables[:] = [
            Text(f"copydesk failed and had to stop. What was saved is kept. See {log_file()}.")
        ]
        self._close_messages_no_wait()

    def action_command_palette(self) -> None:
        """Offer every action by name."""
        if not isinstance(self.screen, Commands):
            self.push_screen(Commands(id="--command-palette"))

    async def run_action(
        self,
        action: "str | ActionParseResult",
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Perform an action; of one that fails the person is told, and the app goes on."""
        await self._until_mounted()
        if isinstance(default_namespace, Widget) and self._is_left(default_namespace):
            return True
        try:
            return await super().run_action(action, default_namespace, namespaces)
        except Exception:  # noqa: BLE001 - whatever a widget has missed
            _log.exception("An action failed: %s", action)
            sentence = f"That could not be done; why is in {log_file()}."
            self.notify(display(sentence), severity="error", markup=False)
            return True

    def _is_left(self, widget: Widget) -> bool:
        """Tell whether a widget is part of a screen that was just left."""
        try:
            return widget.screen not in self.screen_stack
        except NoScreen:
            return True

    async def on_unmount(self) -> None:
        """Wait for the last change to be saved."""
        self._when_left.close()
        self.saver.close()

    def _watch_theme(self, theme_name: str) -> None:
        super()._watch_theme(theme_name)
        self.set_class(theme_name == MONOCHROME or self.no_color, "-plain")

    def _remember_theme(self, name: str) -> None:
        self.saver.keep(partial(remember_theme, name))

    async def on_event(self, event: events.Event) -> None:
        """Let background work give way to the person, and a key act before the next.

        Textual would send each key through the widget that has the focus and back. Of keys
        that come at once, as when a person types ahead, one would be taken for a box that
        is not there yet, or not any more.
        """
        if not isinstance(event, events.InputEvent):
            await super().on_event(event)
            return
        if self._desk.is_left:  # what is typed now is for the shell
            return
        await self._desk.until_listed()
        if not self._only_moves(event):
            await self._desk.until_whole()
        self._hands.move()
        self._is_tidy = False
        if event.is_forwarded:
            await super().on_event(event)
            return
        await self._until_mounted()
        if isinstance(event, events.Key):
            place, before = self.focused, self.screen
            await self._act_on(event)
            if self.screen is before and isinstance(before, RowScreen):
                before.show_at_once()
        else:
            await super().on_event(event)
            place = self.mouse_over if isinstance(event, _CLICKS) else None
        await self._until_done(place)

    async def _act_on(self, event: events.Key) -> None:
        """Do what a key does, or let the field that it is typed into have it."""
        field = self.focused
        if field is not None and field.check_consume_key(event.key, event.character):
            await super().on_event(event)
            return
        for priority in (True, False):
            if await self._check_bindings(event.key, priority=priority):
                return
        await super().on_event(event)

    async def _until_done(self, place: DOMNode | None) -> None:
        """Wait, though not for long, until a widget and those around it did what they were sent."""
        until = monotonic() + _LONGEST_WAIT
        while isinstance(place, Widget):
            done = asyncio.Event()
            if place.call_later(done.set):
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(done.wait(), max(0, until - monotonic()))
            place = place.parent

    def _only_moves(self, event: events.InputEvent) -> bool:
        """Tell whether a key goes up or down the list, for which no article need be shown."""
        if not isinstance(event, events.Key) or not isinstance(self.focused, ArticleTable):
            return False
        found = self.screen.active_bindings.get(event.key)
        return found is not None and found.binding.action.startswith(("move(", "page("))

    async def _until_mounted(self) -> None:
        """Wait, though not for long, until the screen that was opened can take keys."""
        for _ in range(_OPENING_LOOKS):
            if self.screen.is_mounted:
                return
            await asyncio.sleep(_OPENING_PAUSE)

    # The library

    @on(DeskScreen.Ready)
    def _begin(self) -> None:
        self._look_at_files()
        self.set_interval(_LOOK_EVERY, self._look_for_news)
        self.set_interval(_PAUSE, self._tidy_up)

    def _tidy_up(self) -> None:
        """Collect the garbage that typing put off, once in each pause."""
        if self._hands.still_for() > _PAUSE and not self._is_tidy:
            gc.collect()
            self._is_tidy = True

    @work(thread=True, exclusive=True, group="files")
    def _look_at_files(self) -> None:
        """Bring the list up to date, count marks, and let claims follow renamed articles."""
        work = LibraryWork(
            self.workspace, self.shelf, self._hands, get_current_worker(), self.post_message
        )
        try:
            work.read()
            self._tell_first_page()
            self._follow()
            _load_boxes()
            work.count(self._desk.seen)
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
        if message.changed and not (message.work and self._desk.is_searching):
            self._desk.find()
        self._desk.show_facts()

    def action_call_off(self) -> None:
        """Stop the work that runs beside the screen; what is done stays."""
        stopped = self.shelf.searching or self.shelf.work
        if stopped is None:
            self._desk.say("Nothing runs that could be stopped.")
            return
        if stopped is self.shelf.searching:
            self._desk.stop_searching()
        else:
            self.workers.cancel_group(self, "files")
            self.shelf.work = None
        self.shelf.stopped = stopped.doing
        self._desk.say(f"Stopped {stopped.doing}. What is done stays.")
        self._desk.show_facts()

    def action_look_again(self) -> None:
        """Look at the files again, and go on with what was stopped."""
        self.shelf.problems.clear()
        self.shelf.stopped = ""
        self._desk.say("Looking at the files.")
        self._desk.find_anew()
        self._look_at_files()

    def _say_first_words(self) -> None:
        """Say why there is nothing, or, to a newcomer, what to do."""
        rows = self.workspace.articles.find(limit=1)
        if not rows:
            self.shelf.nothing = self.workspace.nothing_to_read(self.shelf.problems)
        elif not (
            self._desk.has_class("-reading")
            or self.workspace.articles.find(parse_query("-unread"), limit=1)
        ):
            self._desk.say(with_keys(self, _FIRST_WORDS))

    def _follow(self) -> None:
        sentences = self.workspace.follow()
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
            self.post_message(self.ClaimsChanged())

    @on(ClaimsChanged)
    def _refresh_claims(self) -> None:
        if not self.is_running:
            return
        for screen in self.screen_stack:
            if isinstance(screen, ShowsClaims):
                screen.refresh_claims()
        self._desk.redraw_counts()

    @on(Kept)
    def _redraw_rows(self) -> None:
        if self.is_running:
            self._desk.redraw_counts()

    def _show_notices(self) -> None:
        """Say once what the person should know of how their claims are kept."""
        for sentence in self.workspace.notices():
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
            ids = self.workspace.articles.find()
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
        for screen in self.screen_stack:
            screen.post_message(Saved(message.sentence))
        self._desk.redraw_counts()

    @on(NotSaved)
    def _pass_on_not_saved(self, message: NotSaved) -> None:
        if not self.is_running:
            return
        for screen in self.screen_stack:
            screen.post_message(NotSaved(message.sentence))
        self.notify(display(message.sentence), severity="error", markup=False)

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
                ExportDialog(self.workspace, screen.scopes(), self._hands),
                lambda said: screen.say(said) if said else None,
            )

    def action_codebook(self) -> None:
        """Show the tags."""
        from reader.ui.screens.claims import ClaimsScreen
        from reader.ui.screens.codebook import CodebookScreen

        if isinstance(self.screen, DeskScreen | ClaimsScreen):
            self.push_screen(CodebookScreen(self.workspace, self.saver))

    def action_keys(self) -> None:
        """Show every key."""
        from reader.ui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer every action of the screen in the command palette."""
        yield SystemCommand("Theme", "Choose colours", self.action_change_theme)
        offered = set()
        for found in screen.active_bindings.values():
            binding = found.binding
            if binding.id is None or binding.id in offered or not binding.description:
                continue
            offered.add(binding.id)
            keys = self.get_key_display(binding)

            async def act(action: str = binding.action, node: object = found.node) -> None:
                await self.run_action(action, node)  # type: ignore[arg-type]

            yield SystemCommand(binding.description, f"key {keys}", act)
