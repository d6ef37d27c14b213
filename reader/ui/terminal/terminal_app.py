"""The app as it stands in a terminal: how it is drawn, and how it ends, whatever happens."""

import asyncio
import contextlib
import logging
import signal
from collections.abc import Sequence

from rich.text import Text
from textual.app import App
from textual.driver import Driver
from textual.filter import LineFilter, Monochrome

from reader.first_page import FirstPage
from reader.settings import log_file
from reader.ui.terminal.colours import page_colours
from reader.ui.terminal.guard import Guard
from reader.ui.terminal.themes import MONOCHROME, WithoutColours

_log = logging.getLogger(__name__)


def _driver(usual: type[Driver], page: FirstPage | None) -> type[Driver]:
    """Return our own in place of Textual's, where the system has a terminal of that kind."""
    if usual.__name__ != "LinuxDriver":
        return usual
    from reader.ui.terminal.drivers import TerminalDriver, driver_over

    return driver_over(page) if page and page.is_shown else TerminalDriver


class TerminalApp(App[None]):
    """An app that takes over the first page, guards what it draws, and ends in good order."""

    def __init__(self, page: FirstPage | None) -> None:
        super().__init__(driver_class=_driver(self.get_driver_class(), page))
        self._when_left = contextlib.ExitStack()
        self._has_failed = False
        self._guard = Guard()
        self._no_colour = WithoutColours()

    def leave(self) -> None:
        """End the app, as the person or the system asked."""
        self.exit()

    # Drawing

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

    def _watch_theme(self, theme_name: str) -> None:
        super()._watch_theme(theme_name)
        self.set_class(theme_name == MONOCHROME or self.no_color, "-plain")

    # Ending

    def on_mount(self) -> None:
        """Listen to what the system says."""
        self._leave_when_told()
        self.app_resume_signal.subscribe(self, self._draw_again)

    def on_unmount(self) -> None:
        """Listen no longer."""
        self._when_left.close()

    def _leave_when_told(self) -> None:
        """End in good order when the system or a closed terminal says so."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(number, self.leave)

        def interrupt(*_: object) -> None:
            loop.call_soon_threadsafe(self.leave)

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
        self._has_failed = True
        # Textual would say of a second failure, on its way out, how to see it with its tools.
        self._exit_renderables[:] = [
            Text(f"copydesk failed and had to stop. What was saved is kept. See {log_file()}.")
        ]
        self._close_messages_no_wait()
