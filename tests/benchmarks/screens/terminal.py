"""A command in a pseudo-terminal, and when its frames came.

Only reading and looking at the clock is done while something is timed.
"""

import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Sequence
from fcntl import ioctl
from pathlib import Path

ROOT = Path(__file__).parents[3]
FRAME_END = b"\x1b[?2026l"
_QUESTION, _ANSWER = b"\x1b[?2026$p", b"\x1b[?2026;2$y"
_LEAVE = b"\x11"

_LONGEST_FRAME = 1.0
"""Seconds after which a key that draws nothing is given up."""

SILENCE = 0.04
"""Seconds without output that end what a key set off: between two frames there are 17 ms."""

COLUMNS, ROWS = 100, 30

_NOT_PASSED_ON = ("COLUMNS", "LINES", "NO_COLOR", "PYTHONDONTWRITEBYTECODE")
"""Without compiled modules, which an installed program has, each start would compile ours."""


class Session:
    """One command in a pseudo-terminal that answers as terminals do."""

    def __init__(self, command: Sequence[str], home: Path) -> None:
        home.mkdir(exist_ok=True)
        environment = {
            name: value
            for name, value in os.environ.items()
            if name not in _NOT_PASSED_ON and not name.startswith("XDG_")
        }
        environment.update(
            TERM="xterm-256color", COLORTERM="truecolor", HOME=str(home), PYTHONPATH=str(ROOT)
        )
        self.begun = time.perf_counter()
        self.child, self.master = pty.fork()
        if self.child == 0:
            os.execvpe(command[0], command, environment)
        ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self.received = b""

    def __enter__(self) -> "Session":
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def read(self, seconds: float) -> bytes:
        """Return what comes within some time; answer the question for whole frames."""
        if not select.select([self.master], [], [], max(0, seconds))[0]:
            return b""
        try:
            data = os.read(self.master, 1 << 18)
        except OSError:  # the command has ended
            return b""
        if _QUESTION in data:
            os.write(self.master, _ANSWER)
        self.received += data
        return data

    def wait_for(self, words: bytes, seconds: float = 60) -> float:
        """Return when an expression has been matched, in seconds since the start."""
        until = time.perf_counter() + seconds
        while not re.search(words, self.received):
            self.read(0.2)
            if time.perf_counter() > until:
                raise TimeoutError(f"{words!r} never came; the last were {self.received[-2000:]!r}")
        return time.perf_counter() - self.begun

    def settle(self, seconds: float = 0.3, limit: float = 5) -> None:
        """Wait for silence."""
        until = time.perf_counter() + limit
        while self.read(seconds) and time.perf_counter() < until:
            pass

    def read_on(self, seconds: float) -> None:
        """Read what comes for some time."""
        until = time.perf_counter() + seconds
        while (left := until - time.perf_counter()) > 0:
            self.read(left)

    def press(self, keys: bytes) -> None:
        """Send keys without waiting for anything; what came before is forgotten."""
        self.received = b""
        os.write(self.master, keys)

    def key(
        self, keys: bytes, sign: bytes = b"", silence: float = SILENCE
    ) -> tuple[float, float] | None:
        """Return the seconds from a key to the frame after it, and to the last one it set off.

        The frame is the first, or the first with `sign` in it. None when there was none.
        What a key set off is over after so many seconds of silence.
        """
        begun = time.perf_counter()
        self.press(keys)
        end = -1
        while end < 0 and time.perf_counter() - begun < _LONGEST_FRAME:
            self.read(0.2)
            end = self.received.find(FRAME_END, max(0, self.received.find(sign)))
            if sign not in self.received:
                end = -1
        if end < 0:
            return None
        first = last = time.perf_counter() - begun
        while self.read(silence) and time.perf_counter() - begun < _LONGEST_FRAME:
            last = time.perf_counter() - begun
        return first, last

    def memory(self) -> float:
        """Return the resident memory in megabytes."""
        status = Path(f"/proc/{self.child}/status").read_text(encoding="ascii")
        line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024

    def leave(self, seconds: float = 10) -> None:
        """Ask the command to end, and wait until it has."""
        self.press(_LEAVE)
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            self.read(0.05)
            if os.waitid(os.P_PID, self.child, os.WEXITED | os.WNOHANG | os.WNOWAIT):
                return

    def end(self) -> None:
        """End the command, whatever it does."""
        os.kill(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)
        os.close(self.master)
