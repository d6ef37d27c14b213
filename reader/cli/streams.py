"""The standard streams, made fit to write to whatever they are.

A stream may be closed, full, or of an encoding that lacks most characters. An answer then
comes out as far as it can, and what cannot be done is one sentence.
"""

import errno
import io
import os
import sys


def prepare() -> None:
    """Open the streams that are closed on nothing, and let none fail at a character.

    Descriptors that are closed would otherwise be given to the next file that is opened,
    and what is printed would end up in it.
    """
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    if sys.stdin is None:
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    if sys.stdout is None:
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def abandon(error: OSError) -> str:
    """Write nothing more to stdout; return a sentence, empty where nobody listens any more."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    if error.errno == errno.EPIPE:
        return ""
    reason = error.strerror or str(error)
    if error.filename is None:
        return f"The answer could not be written: {reason}."
    return f"{error.filename} cannot be used: {reason}."
