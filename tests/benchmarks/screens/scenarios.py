"""What is done in each command, and what is timed of it.

A scenario gives its samples by name: seconds, or megabytes for `memory`.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from articles import OPENING, put_store, write_library, write_text
from terminal import ROOT, ROWS, SILENCE, Session

Samples = dict[str, list[float]]

HERE = Path(__file__).parent
OURS = (sys.executable, "-m", "reader")
_DATE = rb"20[0-3][0-9]-[01][0-9]-[0-3][0-9]"
_SECOND_ROW = rb"(?<![0-9])(?!1 of)[0-9]+ of [0-9]"
_CURSOR = "▶".encode()
_BODY = OPENING[1:].encode()  # the caret stands on the first letter
_MARK = b"rule "
_CODEBOOK = '{"tags": [{"name": "harbour", "key": "1"}, {"name": "money", "key": "2"}]}'
_LONGEST_WORK = 600
_READING, _COUNTING = b"reading ", b"counting "
_LONGEST_ANSWER = 10.0
"""Seconds until the app has written down its callbacks."""

_BETWEEN = (0.05, 0.25)
"""Seconds between two keys, whatever is drawn meanwhile: of a quick hand, and of a calm one."""

_NO_SILENCE = 0.0
_UNTOLD = 3.0
"""Seconds without a word of some work after which it is over."""

_SORTING = 0.8
"""Seconds that sorting 100,000 articles by their titles may take without a frame."""


def bare(kind: str, keys: int) -> Samples:
    """Measure a yardstick."""
    samples: Samples = defaultdict(list)
    with _home() as home, Session((sys.executable, str(HERE / "bare.py"), kind), Path(home)) as app:
        samples["first words"].append(app.wait_for(b"READY 0"))
        app.press(b"j")
        samples["answers"].append(app.wait_for(b"READY 1"))
        app.settle()
        samples["memory"].append(app.memory())
        _press(app, b"j", keys, samples["key"])
    return samples


class Library:
    """A library of so many articles, with a home where it is known and counted."""

    def __init__(self, place: Path, number: int) -> None:
        self.number = number
        self.folder = place / "articles"
        self.home, self.uncounted = place / "home", place / "uncounted"
        self._command = (*OURS, str(self.folder))
        write_library(self.folder, number)
        _prepare(self.folder, self.uncounted)
        shutil.copytree(self.uncounted, self.home)
        _prepare(self.folder, self.home, "--counted")
        _leave_once(self._command, self.home)

    def first_start(self) -> Samples:
        """Start over articles that were never seen."""
        samples: Samples = defaultdict(list)
        with _home() as home, Session(self._command, Path(home)) as app:
            self._begin(app, samples)
        return samples

    def idle(self, keys: int) -> Samples:
        """Move while nothing runs beside the screen."""
        samples: Samples = defaultdict(list)
        with Session(self._command, self.home) as app:
            self._begin(app, samples)
            app.settle(0.5, _LONGEST_WORK)
            _move(app, keys, samples["move"])
        return samples

    def reading(self, keys: int) -> Samples:
        """Start over articles that were never seen, and move while they are read."""
        samples: Samples = defaultdict(list)
        with _home() as home, Session(self._command, Path(home)) as app:
            self._begin(app, samples)
            _move(app, keys, samples["move while reading"], beside=_READING)
        return samples

    def counting(self, keys: int) -> Samples:
        """Start over articles that are known but not counted, and move meanwhile."""
        samples: Samples = defaultdict(list)
        with _home() as home:
            shutil.copytree(self.uncounted, home, dirs_exist_ok=True)
            with Session(self._command, Path(home)) as app:
                app.wait_for(_COUNTING, _LONGEST_WORK)
                _move(app, keys, samples["move while counting"], beside=_COUNTING)
        return samples

    def second_start(self, keys: int) -> Samples:
        """Start over known articles; then move, page, sort and filter."""
        samples: Samples = defaultdict(list)
        with Session(self._command, self.home) as app:
            self._begin(app, samples)
            app.settle(0.5, _LONGEST_WORK)
            samples["memory"].append(app.memory())
            _press(app, b"jjjkkk", keys, samples["move"], sign=_CURSOR, pause=0.05)
            if self.number > keys // 2 * ROWS:
                _press(app, b" ", keys // 2, samples["page"], sign=_CURSOR)
            app.key(b"g")
            _press(app, b"s", 8, samples["sort"], samples["sort, rows"], silence=_SORTING)
            app.key(b"/")
            app.settle()
            for words in ("harbour opens", "-unread source:post", "figures>5 2024-07"):
                for letter in words:
                    _press(app, letter.encode(), 1, samples["filter"], samples["filter, rows"])
                app.key(b"\x15")
            samples["memory at the end"].append(app.memory())
        return samples

    def callbacks(self) -> Samples:
        """Return how long callbacks of the screen's thread took, after the start."""
        with _home() as home:
            shutil.copytree(self.uncounted, home, dirs_exist_ok=True)
            return _watched(self.folder, Path(home), (*"jj   GgsSss", "/", *"harbour", "\r"))

    def _begin(self, app: Session, samples: Samples) -> None:
        samples["first words"].append(app.wait_for(_DATE))
        app.press(b"j")
        samples["answers"].append(app.wait_for(_SECOND_ROW))


class Text:
    """A library of one article, so many kilobytes long."""

    def __init__(self, place: Path, kilobytes: int) -> None:
        self.kilobytes = kilobytes
        self.folder, self.home = place / "articles", place / "home"
        self._command = (*OURS, str(self.folder))
        write_text(self.folder, kilobytes)
        _prepare(self.folder, self.home, "--counted")
        self._store = _store(self.folder, self.home)
        _leave_once(self._command, self.home)

    def reading(self, keys: int) -> Samples:
        """Open the article; then move, page, search, tag and accept."""
        samples: Samples = defaultdict(list)
        put_store(self.folder, self._store)
        with Session(self._command, self.home) as app:
            app.wait_for(b"1 of 1")
            app.settle(0.5)
            began = time.perf_counter()
            app.press(b"\r")
            samples["open"].append(app.wait_for(_BODY) + app.begun - began)
            app.press(b"n")
            samples["open, marks"].append(app.wait_for(_MARK, _LONGEST_WORK) + app.begun - began)
            app.settle(0.5, _LONGEST_WORK)
            samples["memory"].append(app.memory())
            _press(app, b"j", keys, samples["caret"], pause=0.05)
            _press(app, b" ", keys // 2, samples["page"])
            app.key(b"/")
            app.settle()
            for letter in b"harbour":
                _press(app, bytes([letter]), 1, samples["search"], samples["search, places"])
            app.key(b"\x1b")
            self._tag(app, keys // 2, samples)
        return samples

    def callbacks(self) -> Samples:
        """Return how long callbacks of the screen's thread took, after the start."""
        put_store(self.folder, self._store)
        keys = (*"\rn", *"jj   Gg", "/", *"harbour", "\r", *">1>1n\rx", "t", "m", "\x1b")
        return _watched(self.folder, self.home, keys)

    def _tag(self, app: Session, keys: int, samples: Samples) -> None:
        app.key(b"g")
        for _ in range(keys):
            app.key(b">")
            _press(app, b"1", 1, samples["tag by key"], samples["tag by key, saved"])
        app.key(b">")
        for _ in range(keys):
            _press(app, b"\r", 1, samples["accept"], samples["accept, saved"])
        for _ in range(3):
            _press(app, b"t", 1, samples["picker"], samples["picker, whole"])
            _press(app, b"m", 1, samples["picker letter"])
            app.key(b"\x1b")
            app.settle(0.1)
            app.key(b">")


def _move(app: Session, keys: int, samples: list[float], *, beside: bytes = b"") -> None:
    """Time keys that go down and up the list, as long as some work is told of.

    Work is told of now and then, so it is over when it was not for a while.
    """
    told = time.perf_counter()
    for place in range(keys):
        app.read_on(random.uniform(*_BETWEEN))
        if beside in app.received:
            told = time.perf_counter()
        taken = app.key(b"jjjkkk"[place % 6 :][:1], _CURSOR, _NO_SILENCE)
        if beside in app.received:
            told = time.perf_counter()
        elif time.perf_counter() - told > _UNTOLD:
            return
        if taken is not None:
            samples.append(taken[0])


def _press(
    app: Session,
    keys: bytes,
    times: int,
    first: list[float],
    last: list[float] | None = None,
    *,
    sign: bytes = b"",
    pause: float = 0,
    silence: float = SILENCE,
) -> None:
    """Time keys in turn; with `pause`, at no fixed distance from the frame before."""
    for place in range(times):
        if pause:
            app.settle(random.uniform(0, pause), pause)
        taken = app.key(keys[place % len(keys) :][:1], sign, silence)
        if taken is not None:
            first.append(taken[0])
            if last is not None:
                last.append(taken[1])


def _watched(folder: Path, home: Path, keys: Iterable[str]) -> Samples:
    """Return the callbacks that were longest between the start and the end of some keys."""
    with _home() as place:
        found = Path(place) / "found"
        command = (sys.executable, str(HERE / "callbacks.py"), str(found), str(folder))
        with Session(command, home) as app:
            app.wait_for(rb"[0-9] of [0-9]")
            app.settle(0.2, 2)
            os.kill(app.child, signal.SIGUSR1)
            for key in keys:
                app.key(key.encode())
                app.settle(0.1, 0.5)
            os.kill(app.child, signal.SIGUSR2)
            until = time.perf_counter() + _LONGEST_ANSWER
            while not found.exists() and time.perf_counter() < until:
                app.read_on(0.1)
            if not found.exists():
                raise TimeoutError(f"no callbacks; the last words were {app.received[-2000:]!r}")
        longest = [line.split(maxsplit=2) for line in found.read_text("utf-8").splitlines()]
    for clock, own, name in longest[:5]:
        print(f"  callback {clock} ms, own work {own} ms: {name}", file=sys.stderr)
    return {
        "callback": [float(clock) / 1000 for clock, _, _ in longest],
        "callback, its own work": [float(own) / 1000 for _, own, _ in longest],
    }


def _home() -> "tempfile.TemporaryDirectory[str]":
    return tempfile.TemporaryDirectory(ignore_cleanup_errors=True)


def _prepare(folder: Path, home: Path, *options: str) -> None:
    home.mkdir(exist_ok=True)
    command = (sys.executable, str(HERE / "prepare.py"), str(folder), *options)
    subprocess.run(command, env=_environment(home), check=True)


def _store(folder: Path, home: Path) -> str:
    """Return the content of a store that has a codebook and no claims."""
    command = (*OURS, "codebook", "--import", "-", str(folder))
    subprocess.run(
        command, env=_environment(home), input=_CODEBOOK.encode(), check=True, capture_output=True
    )
    return (folder / "copydesk.json").read_text(encoding="utf-8")


def _environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    return {**kept, "HOME": str(home), "PYTHONPATH": str(ROOT)}


def _leave_once(command: tuple[str, ...], home: Path) -> None:
    """Start and leave once: what a start leaves for the next one is there from now on."""
    with Session(command, home) as app:
        app.wait_for(rb"[0-9] of [0-9]")
        app.settle(0.5, _LONGEST_WORK)
        app.leave()
