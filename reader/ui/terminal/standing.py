"""How the app stands in a terminal: how it is drawn, and how it ends, whatever happens."""

import asyncio
import contextlib
import logging
import signal
from collections.abc import Callable, Mapping, Sequence

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


def driver_for(usual: type[Driver], page: FirstPage | None) -> type[Driver]:
    """Return our own driver in place of Textual's, where the system has a terminal of that kind.

    It takes over the first page, if that stands on the screen already.
    """
    if usual.__name__ != "LinuxDriver":
        return usual
    from reader.ui.terminal.drivers import TerminalDriver, driver_over

    return driver_over(page) if page and page.is_shown else TerminalDriver


class Standing:
    """Guards what an app draws, and lets it end in good order by `leave`."""

    def __init__(self, app: App[None], leave: Callable[[], object]) -> None:
        self._app = app
        self._leave = leave
        self._when_left = contextlib.ExitStack()
        self._guard = Guard()
        self._no_colour = WithoutColours()
        self.has_failed = False

    # Drawing

    def filters(self, usual: Sequence[LineFilter]) -> Sequence[LineFilter]:
        """Lay the guard over everything that is drawn, and take colours out if asked to."""
        if self._app.has_class("-plain"):
            # Textual's own filter for NO_COLOR leaves greys.
            kept = [found for found in usual if not isinstance(found, Monochrome)]
            return [*kept, self._no_colour, self._guard]
        return [*usual, self._guard]

    def variables(self, given: Mapping[str, str]) -> dict[str, str]:
        """Add the colours of the page to those of the theme."""
        return {**page_colours(dict(given), dark=self._app.current_theme.dark), **given}

    def show_theme(self, name: str) -> None:
        """Draw plainly in a theme without colours, and wherever colours are not wanted."""
        self._app.set_class(name == MONOCHROME or self._app.no_color, "-plain")

    # Ending

    def listen(self) -> None:
        """End in good order when the system or a closed terminal says so."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(number, self._leave)

        def interrupt(*_: object) -> None:
            loop.call_soon_threadsafe(self._leave)

        # The loop's own way would hear an interrupt that is meant for a pager.
        with contextlib.suppress(ValueError):
            before = signal.signal(signal.SIGINT, interrupt)
            self._when_left.callback(signal.signal, signal.SIGINT, before)
        self._app.app_resume_signal.subscribe(self._app, self._draw_again)

    def listen_no_longer(self) -> None:
        """Leave signals to whoever comes after."""
        self._when_left.close()

    def _draw_again(self, _: object) -> None:
        """Draw everything, since the terminal has forgotten it while the app was suspended."""
        self._app.screen.refresh(layout=True)

    def fail(self) -> None:
        """Say in one sentence that the program failed; the log tells the rest.

        Textual would print the traceback with all values, among them text that others wrote.
        """
        _log.critical("The app failed.", exc_info=True)
        self.has_failed = True
        # Textual would say of a second failure, on its way out, how to see it with its tools.
        self._app._exit_renderables[:] = [
            Text(f"copydesk failed and had to stop. What was saved is kept. See {log_file()}.")
        ]
        self._app._close_messages_no_wait()
