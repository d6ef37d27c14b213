"""The first page of the list, drawn before the screens are loaded.

When the app ends it leaves behind what its next start will draw first, for the same
paths in a terminal of the same size. The next start writes that page as it is, and the
app then draws over it. What a page depends on is kept with it: where any of that has
changed there is no page, and the start is the usual one.

Nothing heavy is imported here, not even `pathlib`, which takes as long as all the rest.
"""

import os
import sys
import zlib

Attributes = list[int | list[bytes | int]]
"""What `termios` knows of a terminal."""

_ENTER = b"\x1b[?1049h\x1b[?25l"
_LEAVE = b"\x1b[?1049l\x1b[?25h"
"""The alternate screen without a cursor, and back."""

_LEAVE_APP = b"\x1b[<u\x1b[?1000l\x1b[?1003l\x1b[?1006l\x1b[?1004l\x1b[?2004l\x1b[?7h" + _LEAVE
"""The same after the app has asked for the mouse and for keys of its own kind."""

_ENVIRONMENT = ("TERM", "COLORTERM", "NO_COLOR", "FORCE_COLOR")
"""What colours depend on, beside whatever begins with TEXTUAL."""

_KEPT = 40
"""Pages that are kept, the last written; as many as tables of opened folders."""

_PLAIN_TERMINALS = ("", "dumb", "unknown")


class FirstPage:
    """The page of one start, for what was typed; use it in a `with` statement.

    With `becomes_last`, a start without words opens the same the next time.

    Entering shows what is remembered, if anything is. Leaving gives the terminal back,
    unless the app took it over and gave it back itself.
    """

    def __init__(self, words: list[str], *, becomes_last: bool = True) -> None:
        self._words = words
        self._becomes_last = becomes_last
        self._attributes: Attributes | None = None
        self._is_taken_over = False

    @property
    def is_shown(self) -> bool:
        """Whether the page stands on the screen, and the app has not drawn over it yet."""
        return self._attributes is not None and not self._is_taken_over

    def __enter__(self) -> "FirstPage":
        page = self._remembered() if _is_fit_for_pages() else b""
        try:
            if page:
                self._show(page)
        except BaseException:  # an interrupt may come at any moment
            self._take_away()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None or not self._is_taken_over:
            self._take_away()
        self._attributes = None

    def take_over(self) -> Attributes:
        """Return the terminal's attributes as they were; what is on the screen stays."""
        assert self._attributes is not None
        self._is_taken_over = True
        return self._attributes

    # Showing

    def _show(self, page: bytes) -> None:
        """Write the page; keys that are typed from now on wait, unseen, for the app."""
        import signal
        import termios

        attributes = termios.tcgetattr(0)
        silent = termios.tcgetattr(0)
        silent[0] &= ~(termios.ICRNL | termios.INLCR | termios.IGNCR | termios.IXON)
        silent[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
        for key in (termios.VSUSP, termios.VQUIT):
            silent[6][key] = os.fpathconf(0, "PC_VDISABLE").to_bytes(1, "big")
        self._attributes = attributes
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._end)
        termios.tcsetattr(0, termios.TCSANOW, silent)
        try:
            _write(_ENTER + page)
        except OSError:  # the app will say what is wrong with the terminal
            self._take_away()

    def _end(self, number: int, _: object) -> None:
        """End as the system wants it, the terminal being as it was."""
        import signal

        self._take_away()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    def _take_away(self) -> None:
        if self._attributes is None:
            return
        import termios

        try:
            _write(_LEAVE_APP if self._is_taken_over else _LEAVE)
            termios.tcsetattr(0, termios.TCSANOW, self._attributes)
        except (OSError, termios.error):  # the terminal is gone
            pass
        self._attributes = None

    # Remembering

    def remember(
        self, rows: list[str], *, columns: int, needs: list[str], needs_without: str
    ) -> None:
        """Keep the rows of a page, which hold printable text and colours only.

        The page is good as long as the files in `needs` stay as they are. It is also that
        of a start without paths, as long as the file `needs_without` does.

        Raises:
            OSError: It cannot be kept.
        """
        if not all(map(_is_harmless, rows)):
            return
        page = b"".join(b"\x1b[%d;1H" % number + row.encode() for number, row in enumerate(rows, 1))
        size = (columns, len(rows))
        self._keep(self._words, size, needs if self._words else [*needs, needs_without], page)
        if self._words and self._becomes_last:
            self._keep([], size, [*needs, needs_without], page)

    def _keep(self, words: list[str], size: tuple[int, int], needs: list[str], page: bytes) -> None:
        from pathlib import Path

        from annotations import disk

        file = _file(words, size)
        os.makedirs(os.path.dirname(file), exist_ok=True)  # noqa: PTH103, PTH120
        states = [part for path in needs for part in (os.fsencode(path), _state_of(path))]
        disk.put(Path(file), b"\0".join([_circumstances(words, size), *states, page]))
        _tidy(os.path.dirname(file))  # noqa: PTH120

    def _remembered(self) -> bytes:
        """Return the page of this start, empty where there is none that is still good."""
        try:
            columns, rows = os.get_terminal_size(1)
            with open(_file(self._words, (columns, rows)), "rb") as kept:  # noqa: PTH123
                circumstances, *states, page = kept.read().split(b"\0")
        except (OSError, ValueError):
            return b""
        if circumstances != _circumstances(self._words, (columns, rows)):
            return b""
        needs = zip(states[::2], states[1::2], strict=False)
        return page if all(_state_of(path) == state for path, state in needs) else b""


def _is_fit_for_pages() -> bool:
    """Tell whether keys and screen are a terminal's, driven and measured as usual."""
    return (
        os.name == "posix"
        and all(os.isatty(descriptor) for descriptor in range(3))
        and os.environ.get("TERM", "") not in _PLAIN_TERMINALS
        and not {"COLUMNS", "LINES", "TEXTUAL_DRIVER"} & os.environ.keys()
    )


def _file(words: list[str], size: tuple[int, int]) -> str:
    """Return where the page of some paths is kept; a page tells itself whose it is."""
    name = zlib.crc32(_of_start(words, size))
    return os.path.join(folder(), f"{name:08x}.page")  # noqa: PTH118


def folder() -> str:
    """Return where the pages are kept."""
    if sys.platform == "linux":  # as platformdirs has it, which takes too long to load
        caches = os.environ.get("XDG_CACHE_HOME", "").strip() or os.path.expanduser("~/.cache")  # noqa: PTH111
    else:
        import platformdirs

        caches = platformdirs.user_cache_dir()
    return os.path.join(caches, "copydesk", "pages")  # noqa: PTH118


def _of_start(words: list[str], size: tuple[int, int]) -> bytes:
    # Without paths those of last time are opened, wherever that was.
    place = [os.getcwd(), *words] if words else []  # noqa: PTH109
    return os.fsencode("\n".join([f"{size[0]} {size[1]}", *place]))


def _circumstances(words: list[str], size: tuple[int, int]) -> bytes:
    """Return what must be as it was: paths, size, colours, and this program."""
    colours = [
        f"{name}={value}"
        for name, value in sorted(os.environ.items())
        if name in _ENVIRONMENT or name.startswith("TEXTUAL")
    ]
    return b"\n".join([_of_start(words, size), os.fsencode("\n".join(colours)), _program()])


def _program() -> bytes:
    """Return what differs when any module or style sheet of ours does."""
    states = zlib.crc32(sys.version.encode())
    for place, below, files in os.walk(os.path.dirname(__file__)):  # noqa: PTH120
        below[:] = sorted(set(below) - {"__pycache__", "articles"})
        for name in sorted(files):
            path = os.path.join(place, name)  # noqa: PTH118
            states = zlib.crc32(os.fsencode(path) + _state_of(path), states)
    return b"%08x" % states


def _state_of(path: str | bytes) -> bytes:
    """Return what differs when a file is changed; a file that is missing has a state too."""
    try:
        status = os.stat(path)  # noqa: PTH116
    except OSError:
        return b"missing"
    return b"%d %d" % (status.st_size, status.st_mtime_ns)


def _tidy(place: str) -> None:
    """Remove the pages that were written longest ago."""
    pages = sorted(os.scandir(place), key=lambda page: page.stat().st_mtime)
    for page in pages[:-_KEPT]:
        os.unlink(page.path)  # noqa: PTH108


def _is_harmless(row: str) -> bool:
    """Tell whether there is only printable text in a row, and our own colours."""
    import re

    from reader.display import HARMFUL

    return not HARMFUL.search(re.sub(r"\x1b\[[0-9;]*m", "", row))


def _write(content: bytes) -> None:
    """Write to the terminal where the app does, and all of it."""
    while content:
        content = content[os.write(2, content) :]
