"""The drivers of terminals: one that may go away, and one that shows the first page already."""

import contextlib
import os
from typing import Any, TextIO

from textual._ansi_sequences import SYNC_END, SYNC_START
from textual.drivers import linux_driver
from textual.drivers.linux_driver import LinuxDriver

from reader.first_page import FirstPage
from reader.ui.terminal.incoming import Incoming

_ALTERNATE_SCREEN = "\x1b[?1049h"


class _Lasting:
    """A terminal's file that takes words also when the terminal is gone.

    Textual's thread would die at such an error, and the app then wait for it for ever.
    """

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def write(self, words: str) -> None:
        with contextlib.suppress(OSError):
            self._file.write(words)

    def flush(self) -> None:
        with contextlib.suppress(OSError):
            self._file.flush()

    def fileno(self) -> int:
        return self._file.fileno()


class TerminalDriver(LinuxDriver):
    """A driver for a terminal that may be closed while the app runs."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._file: Any = _Lasting(self._file)
        self._frame: list[str] = []

    def write(self, data: str) -> None:
        """Pass on what is to be sent, a frame in one piece.

        Textual gives a frame in three; each would wake the thread that sends them, which
        then takes turns with the one that answers keys.
        """
        if data == SYNC_START or self._frame:
            self._frame.append(data)
            if data != SYNC_END:
                return
            data = "".join(self._frame)
            self._frame.clear()
        super().write(data)

    def run_input_thread(self) -> None:
        """Read keys and pastes with a parser of our own."""
        # Textual makes its parser in there, by the name that the module has for it.
        setattr(linux_driver, "XTermParser", Incoming)  # noqa: B010 - it exports none
        super().run_input_thread()

    def _sigcont_application(self, *_: object) -> None:
        """Take the terminal back, unless it is gone: its end wakes the app as well."""
        if os.isatty(self.fileno):
            super()._sigcont_application()


def driver_over(page: FirstPage) -> type[TerminalDriver]:
    """Return a driver that leaves the page on the screen until the app has drawn its own."""

    class TakingOver(TerminalDriver):
        def write(self, data: str) -> None:
            if data == _ALTERNATE_SCREEN and page.is_shown:
                return  # to enter it again would clear it
            super().write(data)

        def start_application_mode(self) -> None:
            super().start_application_mode()  # type: ignore[no-untyped-call]
            if page.is_shown:
                self.attrs_before = page.take_over()

    return TakingOver
