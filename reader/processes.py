"""This process beside others: those that work for it, and the memory that it gives back.

Two threads of Python take turns, so a key would take twice as long while another thread
computes. What is worked on, and what comes of it, goes through pipes: when this process
ends, however that comes, the other finds them closed.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO

_LESS_URGENT = 10
"""What is added to the niceness of the process: the screen comes first."""


def python(module: str, *arguments: str) -> list[str]:
    """Return the command that runs a module of ours in another process.

    Raises:
        OSError: Nobody knows where Python is.
    """
    if not sys.executable:
        raise OSError("nobody knows where Python is")
    # Without -P, a file in the folder at hand could take the place of a module.
    return [sys.executable, "-P", "-m", module, *arguments]


@contextmanager
def process_of(module: str, *arguments: str) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    """Run a module in a process for the length of a block; give its input and its output.

    Raises:
        OSError: It cannot be started.
    """
    process = subprocess.Popen(
        python(module, *arguments),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        yield process.stdin, process.stdout
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
        with suppress(OSError):  # what was not written yet has nobody to read it
            process.stdin.close()


def stand_back() -> None:
    """Let everything else go first; an interrupt is meant for the process that began this one."""
    if hasattr(os, "nice"):
        os.nice(_LESS_URGENT)
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def own_program_hidden() -> Iterator[None]:
    """Let processes be started without running again what started this one.

    Python runs a program's file again in each process that it starts, and some installers write
    one that then does its work there.
    """
    names = vars(sys.modules["__main__"])
    kept = {name: value for name, value in names.items() if name in ("__file__", "__spec__")}
    names.pop("__file__", None)
    names["__spec__"] = None
    try:
        yield
    finally:
        names.update(kept)


def give_back() -> None:
    """Give what was freed back to the system, where the C library can; milliseconds, in a thread.

    To read ten megabytes takes several copies of them. The C library keeps what was freed
    for later, in each thread that read something, and would count as ours for good.
    """
    import ctypes

    with suppress(OSError, AttributeError):  # another C library than glibc has no such function
        ctypes.CDLL(None).malloc_trim(0)
