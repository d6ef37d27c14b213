"""What every test shares: a home folder of its own, and the command line."""

import contextlib
import fcntl
import json
import os
import pty
import select
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pyte
import pytest
from hypothesis import settings

# How long an example takes says more of the machine than of the program.
settings.register_profile("without clock", deadline=None)
settings.load_profile("without clock")

Run = Callable[..., subprocess.CompletedProcess[str]]

ROOT = Path(__file__).parent.parent

HANG = 300
"""Seconds after which something hangs; only a test of a program that does comes to it."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write the expected exports anew from what the exporters write now",
    )
    parser.addoption(
        "--news-texts",
        type=int,
        default=4_000,
        help="how many texts of made-up news are searched for quotes; 100000 is the long form",
    )


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether expected exports are to be written anew."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home folder, so that no test sees or changes what a person has."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(folder))
    for name in [name for name in os.environ if name.startswith("XDG_")]:
        monkeypatch.delenv(name)
    return folder


class Warm:
    """A Python that has loaded the command line, and forks for each that is to be run."""

    def __init__(self) -> None:
        self._socket, other = socket.socketpair()
        with other:
            self._process = subprocess.Popen(
                [sys.executable, str(ROOT / "tests" / "warm.py"), str(other.fileno())],
                pass_fds=[other.fileno()],
                env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
            )

    def run(
        self, words: Sequence[str], *, given: str, cwd: Path, env: Mapping[str, str], timeout: float
    ) -> subprocess.CompletedProcess[str]:
        """Run a command; return what it printed and its exit code."""
        with contextlib.ExitStack() as files:
            stdin, stdout, stderr = (
                files.enter_context(tempfile.TemporaryFile()) for _ in range(3)
            )
            stdin.write(given.encode())
            stdin.seek(0)
            asked = json.dumps({"words": list(words), "cwd": str(cwd), "env": dict(env)}).encode()
            descriptors = [file.fileno() for file in (stdin, stdout, stderr)]
            socket.send_fds(self._socket, [len(asked).to_bytes(8, "big")], descriptors)
            self._socket.sendall(asked)
            self._socket.settimeout(timeout)
            code = int.from_bytes(self._socket.recv(8, socket.MSG_WAITALL), "big", signed=True)
            texts = []
            for file in (stdout, stderr):
                file.seek(0)
                texts.append(file.read().decode().replace("\r\n", "\n"))
        return subprocess.CompletedProcess(list(words), code, *texts)

    def close(self) -> None:
        """Let it end."""
        self._socket.close()
        self._process.wait()


@pytest.fixture(scope="session")
def warm() -> Iterator[Warm]:
    """A Python that every command of this session is forked from."""
    found = Warm()
    yield found
    found.close()


@pytest.fixture
def copydesk(tmp_path: Path, warm: Warm) -> Run:
    """Run the command line in `tmp_path`, or `cwd`; return what it printed and its exit code."""

    def run(
        *arguments: str | Path, given: str = "", cwd: Path = tmp_path
    ) -> subprocess.CompletedProcess[str]:
        env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
        return warm.run([*map(str, arguments)], given=given, cwd=cwd, env=env, timeout=HANG)

    return run


class Terminal:
    """A command in a pseudo-terminal of its own, and what a person would see of it."""

    def __init__(
        self, command: list[str], *, columns: int, rows: int, folder: Path, piped: Path | None
    ) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self.received = b""
        self._child, self._master = pty.fork()
        if self._child == 0:
            os.chdir(folder)
            self._set_size(1, columns, rows)  # before the command can ask for it
            for number in (signal.SIGINT, signal.SIGQUIT):  # which a shell's "&" has ignored
                signal.signal(number, signal.SIG_DFL)
            if piped:
                os.dup2(os.open(piped, os.O_RDONLY), 0)
            os.environ.update(TERM="xterm-256color", PYTHONPATH=str(ROOT), PYTHONUTF8="1")
            # Without naming it, readline's COLUMNS would go along and win over the real size.
            environment = {k: v for k, v in os.environ.items() if k not in {"COLUMNS", "LINES"}}
            os.execvpe(command[0], command, environment)

    def _set_size(self, descriptor: int, columns: int, rows: int) -> None:
        size = struct.pack("HHHH", rows, columns, 0, 0)
        fcntl.ioctl(descriptor, termios.TIOCSWINSZ, size)

    @property
    def lines(self) -> list[str]:
        """The rows of the screen as they are now."""
        return list(self._screen.display)

    @property
    def has_ended(self) -> bool:
        """Whether the command has ended."""
        how = os.WEXITED | os.WNOHANG | os.WNOWAIT
        return not self._child or os.waitid(os.P_PID, self._child, how) is not None

    def resize(self, columns: int, rows: int) -> None:
        """Make the terminal another size; the command gets a signal."""
        self._screen.resize(rows, columns)
        self._set_size(self._master, columns, rows)

    @property
    def attributes(self) -> list[object]:
        """What the terminal does with keys: whether it shows them, or waits for a line."""
        return termios.tcgetattr(self._master)

    def tell(self, number: signal.Signals) -> None:
        """Send a signal to the command."""
        os.kill(self._child, number)

    def press(self, keys: str) -> None:
        """Send keys, as the bytes that a terminal sends for them."""
        os.write(self._master, keys.encode())

    def wait_for(self, *words: str, seconds: float = HANG) -> None:
        """Wait until all these words stand on the screen together."""
        self.wait_until(
            lambda: all(any(word in line for line in self.lines) for word in words),
            f"{words} never stood on the screen",
            seconds=seconds,
        )

    def wait_until(
        self, holds: Callable[[], bool], otherwise: str, *, seconds: float = HANG
    ) -> None:
        """Read what comes until this holds; `otherwise` is said when it never does."""
        deadline = time.monotonic() + seconds
        while not holds():
            if time.monotonic() > deadline or not self._read(0.1):
                shown = "\n".join(self.lines)
                raise AssertionError(f"{otherwise}:\n{shown}")

    def wait_until_gone(self, words: str) -> None:
        """Wait until these words stand on the screen no more."""
        self.wait_until(
            lambda: not any(words in line for line in self.lines), f"“{words}” stays on the screen"
        )

    def wait_for_bytes(self, wanted: bytes, *, after: int = 0, seconds: float = HANG) -> None:
        """Wait until these bytes have come, after so many others."""
        deadline = time.monotonic() + seconds
        while wanted not in self.received[after:]:
            assert time.monotonic() < deadline, f"{wanted!r} never came"
            assert self._read(0.1), f"the command ended before {wanted!r}"

    def settle(self, seconds: float = 0.3) -> None:
        """Read until nothing has come for so long."""
        while self._read(seconds, quiet_is_end=True):
            pass

    def wait_for_end(self, seconds: float = HANG) -> int:
        """Wait until the command has ended, and return its exit code."""
        deadline = time.monotonic() + seconds
        while self._read(0.1) and time.monotonic() < deadline:
            pass
        ended, status = os.waitpid(self._child, os.WNOHANG if time.monotonic() > deadline else 0)
        assert ended, "the command did not end:\n" + "\n".join(self.lines)
        self._child = 0
        return os.waitstatus_to_exitcode(status)

    def hang_up(self, seconds: float = HANG) -> int:
        """Close the terminal, as when its window is closed, and return the exit code."""
        os.close(self._master)
        self._master = os.open(os.devnull, os.O_RDWR)
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            ended, status = os.waitpid(self._child, os.WNOHANG)
            if ended:
                self._child = 0
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.05)
        raise AssertionError("the command goes on without a terminal")

    def leave(self) -> int:
        """Press `q` screen by screen until the command has ended; return its exit code."""
        deadline = time.monotonic() + HANG
        while not self.has_ended and time.monotonic() < deadline:
            with contextlib.suppress(OSError):  # it may end just now
                self.press("q")
            self.settle()
        return self.wait_for_end()

    def kill(self) -> None:
        """End the command, if it runs, without asking it."""
        if self._child:
            os.kill(self._child, signal.SIGKILL)
            os.waitpid(self._child, 0)
        os.close(self._master)

    def _read(self, seconds: float, *, quiet_is_end: bool = False) -> bool:
        ready, _, _ = select.select([self._master], [], [], seconds)
        if not ready:
            return not quiet_is_end
        try:
            data = os.read(self._master, 65536)
        except OSError:  # the command has ended
            return False
        self.received += data
        self._stream.feed(data)
        return bool(data)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    """Start the command line in a pseudo-terminal: `terminal("articles", columns=80)`.

    `piped` is a file to be its standard input, `program` what Python is to run instead.
    """
    started = []

    def start(
        *arguments: str | Path,
        columns: int = 80,
        rows: int = 24,
        piped: Path | None = None,
        program: tuple[str | Path, ...] = ("-m", "reader"),
    ) -> Terminal:
        command = [sys.executable, *map(str, program), *map(str, arguments)]
        place = {"columns": columns, "rows": rows, "folder": tmp_path, "piped": piped}
        started.append(Terminal(command, **place))
        return started[-1]

    yield start
    for one in started:
        one.kill()


@pytest.fixture
def real_articles() -> Path:
    """The folder of real articles, where it is there beside the repository."""
    folder = ROOT.parent / "shared" / "articles"
    if not folder.is_dir():
        pytest.skip("the real articles are not here")
    return folder
