"""How fast the app starts and answers keys, beside a bare Textual app in the same run.

    python tests/benchmarks/screens.py [--articles 10 1000 10000] [--sizes 5 1000] [--keys 40]

Each command runs in a pseudo-terminal of its own; rounds alternate between the commands,
so that a busy machine is busy for all. It prints ratios to the bare app: to its first
content, to the frame after a key that changes one line, and to its memory.
"""

import argparse
import os
import pty
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from fcntl import ioctl
from pathlib import Path

ROOT = Path(__file__).parents[2]
FRAME_END = b"\x1b[?2026l"
BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    BINDINGS = [("j", "count", "")]
    number = 0
    def compose(self):
        yield Static("READY 0")
    def action_count(self):
        self.number += 1
        self.query_one(Static).update(f"READY {self.number}")
Bare().run()
"""
TEXT = (
    "“The harbour will open in spring,” Mayor Lena Osk said on Monday. At least 4,120 people "
    "work there, and they load 35 ships a week, according to the port authority.\n\n"
)


@dataclass
class Results:
    """What was measured of one command, in seconds and megabytes."""

    start: list[float] = field(default_factory=list)
    key: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)


class Session:
    """One command in a pseudo-terminal that answers as terminals do."""

    def __init__(self, command: Sequence[str], home: Path) -> None:
        self.begun = time.perf_counter()
        self.child, self.master = pty.fork()
        if self.child == 0:
            os.environ.update(
                TERM="xterm-256color", COLORTERM="truecolor", HOME=str(home), PYTHONPATH=str(ROOT)
            )
            os.execvp(command[0], command)
        ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
        self.received = b""

    def read(self, seconds: float) -> bytes:
        """Return what comes within some time; answer the question for whole frames."""
        if not select.select([self.master], [], [], seconds)[0]:
            return b""
        data = os.read(self.master, 1 << 18)
        if b"\x1b[?2026$p" in data:
            os.write(self.master, b"\x1b[?2026;2$y")
        self.received += data
        return data

    def wait_for(self, words: bytes, seconds: float = 60) -> float:
        """Return when the words have come, since the start."""
        until = time.perf_counter() + seconds
        while words not in self.received:
            self.read(0.2)
            if time.perf_counter() > until:
                raise TimeoutError(f"{words!r} never came")
        return time.perf_counter() - self.begun

    def settle(self, seconds: float = 0.3, limit: float = 5) -> None:
        """Wait for silence."""
        until = time.perf_counter() + limit
        while self.read(seconds) and time.perf_counter() < until:
            pass

    def key(self, keys: bytes) -> float | None:
        """Return the time from a key to the end of the first frame after it, if one came."""
        self.received = b""
        begun = time.perf_counter()
        os.write(self.master, keys)
        while FRAME_END not in self.received and time.perf_counter() - begun < 1:
            self.read(0.2)
        taken = time.perf_counter() - begun
        self.settle(0.03, 1)
        return taken if FRAME_END in self.received else None

    def memory(self) -> float:
        """Return the resident memory in megabytes."""
        status = Path(f"/proc/{self.child}/status").read_text(encoding="ascii")
        line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024

    def end(self) -> None:
        """End the command."""
        os.kill(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)
        os.close(self.master)


@dataclass(frozen=True)
class Case:
    """A command, what its first content is, and the keys that lead to where keys are timed."""

    name: str
    command: tuple[str, ...]
    ready: bytes
    before: bytes = b""
    key: bytes = b"j"


def measure(case: Case, home: Path, keys: int, results: Results) -> None:
    """Run a command once and add what was measured."""
    session = Session(case.command, home)
    try:
        results.start.append(session.wait_for(case.ready))
        session.settle()
        if case.before:
            session.key(case.before)
            session.settle(0.5)
        taken = (session.key(case.key) for _ in range(keys))
        results.key.extend(seconds for seconds in taken if seconds is not None)
        results.memory.append(session.memory())
    finally:
        session.end()


def cases(folder: Path, articles: Sequence[int], sizes: Sequence[int]) -> list[Case]:
    """Return the bare app and ours over libraries and texts of several sizes."""
    ours = (sys.executable, "-m", "reader")
    found = [Case("bare Textual", (sys.executable, "-c", BARE), b"READY")]
    for number in articles:
        place = folder / f"library-{number}"
        place.mkdir()
        for count in range(number):
            text = f"date 2031-05-{count % 28 + 1:02} Report number {count}.\n\n{TEXT * 4}"
            (place / f"{count:06}.txt").write_text(text, encoding="utf-8")
        found.append(Case(f"list of {number:,}", (*ours, str(place)), f"of {number}".encode()))
    for size in sizes:
        place = folder / f"text-{size}"
        place.mkdir()
        text = TEXT * (size * 1000 // len(TEXT) + 1)
        (place / "a.txt").write_text(text, encoding="utf-8")
        name = f"text of {size:,} KB"
        command = (*ours, str(place))
        found.append(Case(f"{name}, caret", command, b"1 of 1", b"\r"))
        found.append(Case(f"{name}, page", command, b"1 of 1", b"\r", b" "))
    return found


def main() -> None:
    """Measure and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--articles", type=int, nargs="*", default=[10, 1000])
    parser.add_argument("--sizes", type=int, nargs="*", default=[5, 1000], help="in KB")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--keys", type=int, default=30)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        home = folder / "home"
        home.mkdir()
        asked = cases(folder, chosen.articles, chosen.sizes)
        for case in asked:  # the first start, which makes the list and the compiled files
            measure(case, home, 1, Results())
        results = {case.name: Results() for case in asked}
        for _ in range(chosen.rounds):
            for case in asked:
                measure(case, home, chosen.keys, results[case.name])
    report(results)


def report(results: dict[str, Results]) -> None:
    """Print each command's medians and their ratios to the first one's."""
    bare = next(iter(results.values()))
    names = ("start ms", "ratio", "key p50", "p90", "ratio", "MB", "ratio")
    print(" " * 24 + "".join(f"{name:>9}" for name in names))
    for name, found in results.items():
        start, key = statistics.median(found.start), statistics.median(found.key)
        late = sorted(found.key)[int(len(found.key) * 0.9)]
        memory = statistics.median(found.memory)
        print(
            f"{name:24}{start * 1000:9.0f}{start / statistics.median(bare.start):9.2f}"
            f"{key * 1000:9.1f}{late * 1000:9.1f}{key / statistics.median(bare.key):9.2f}"
            f"{memory:9.0f}{memory / statistics.median(bare.memory):9.2f}"
        )


if __name__ == "__main__":
    main()
