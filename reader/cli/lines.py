"""Files of one text a line, from a path or through standard input."""

import stat
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from reader.cli.opening import STDIN
from reader.errors import ReaderError
from reader.library.files import shown

LONGEST = 32 << 20
"""Bytes of a line that are read, as of a file that is one article; what is longer is cut."""


def given_name(file: Path) -> str:
    """Return what a file is called in a sentence."""
    return "standard input" if file == STDIN else shown(file)


def lines_in(file: Path) -> Iterator[bytes]:
    """Yield each line, of a longer one its first `LONGEST` bytes; a pipe is waited for.

    Raises:
        ReaderError: It cannot be read, or is a device, which may have no end.
    """
    try:
        if file != STDIN and stat.S_ISCHR(file.stat().st_mode):
            raise ReaderError(f"{given_name(file)} is not an ordinary file.")
        opened = sys.stdin.buffer if file == STDIN else file.open("rb")
    except OSError as error:
        raise ReaderError(f"{given_name(file)} cannot be read: {error.strerror}.") from error
    with closing(opened):
        while line := opened.readline(LONGEST):
            yield line
            while len(line) == LONGEST and not line.endswith(b"\n"):
                line = opened.readline(LONGEST)
