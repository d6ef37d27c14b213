"""How far long work has come, told on a terminal only and gone when it is done."""

import contextlib
import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol, TypeVar

_PATIENCE = 0.5
"""Seconds of work before anything is told; chosen so that short work tells nothing."""
_PAUSE = 0.1
"""Seconds between two tellings."""

_Piece = TypeVar("_Piece")


class Telling(Protocol):
    """What long work calls to tell how many pieces are done, and of how many if known.

    With a `share`, of all that is to be done, it tells how fast that goes and how long it takes.
    """

    def __call__(self, done: int, total: int | None = None, *, share: float | None = None) -> None:
        """Tell it."""


@contextmanager
def telling(what: str) -> Iterator[Telling]:
    """Give what tells "WHAT 120 of 4,000" on stderr; nothing where that is no terminal."""
    began = told = time.monotonic()
    width = 0
    first: float | None = None
    seen = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"

    def tell(done: int, total: int | None = None, *, share: float | None = None) -> None:
        nonlocal told, width, first
        now = time.monotonic()
        if share is not None and first is None:
            first = share  # what had been done before takes no time now
        if not seen or now - began < _PATIENCE or now - told < _PAUSE:
            return
        told = now
        line = f"{what} {done:,}" + (f" of {total:,}" if total else "")
        if share is not None and first is not None:
            line += pace(done, now - began, share - first, 1 - share)
        _write(f"\r{line.ljust(width)}")
        width = max(width, len(line))

    try:
        yield tell
    finally:
        if width:
            _write(f"\r{' ' * width}\r")


def pace(pieces: int, seconds: float, done: float, left: float) -> str:
    """Return how fast pieces are done, and how long what is left takes at that.

    >>> pace(1200, 10.0, 0.25, 0.5)
    ', 120 a second, 20 s left'
    """
    said = f", {pieces / seconds:,.0f} a second"
    if done <= 0:
        return said
    wait = seconds * left / done
    for unit, size in (("h", 3600), ("min", 60)):
        if wait >= 2 * size:
            return f"{said}, {wait / size:,.0f} {unit} left"
    return f"{said}, {wait:.0f} s left"


def counted(pieces: Sequence[_Piece], what: str) -> Iterator[_Piece]:
    """Yield the pieces, and tell how many of them are done."""
    with telling(what) as tell:
        for number, piece in enumerate(pieces, 1):
            yield piece
            tell(number, len(pieces))


def _write(words: str) -> None:
    with contextlib.suppress(OSError):
        sys.stderr.write(words)
        sys.stderr.flush()
