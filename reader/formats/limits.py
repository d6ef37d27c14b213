"""Reading in a process of its own, with limits: for libraries that a file can make hang.

`python -m reader.formats.limits` is that process. What goes in and what comes out is
pickled, between this program and itself.
"""

import pickle
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from typing import TypeVar

from reader.errors import UnreadableArticleError
from reader.processes import python

Answer = TypeVar("Answer")


def limited(
    work: Callable[..., Answer], *given: object, seconds: int, megabytes: int, path: str
) -> Answer:
    """Return what a module's function makes of these values, in a process with limits.

    `seconds` are those in which it may compute, `megabytes` the memory it may take
    beyond Python's own; where the system knows no such limits, the clock alone counts.

    Raises:
        UnreadableArticleError: It raised one, or came to a limit.
    """
    question = pickle.dumps((work.__module__, work.__qualname__, given, seconds, megabytes))
    try:
        done = subprocess.run(
            python(__name__),
            input=question,
            capture_output=True,
            timeout=4 * seconds + 10,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _too_much(path, seconds, megabytes) from error
    if not done.stdout:
        raise _too_much(path, seconds, megabytes)
    kind, answer = pickle.loads(done.stdout)
    if kind == "missing":
        raise ModuleNotFoundError(name=answer)
    if kind == "unreadable":
        raise UnreadableArticleError(answer)
    if kind == "failed":
        raise UnreadableArticleError(
            f"{path} cannot be read: it is damaged, or not what its name says ({answer})."
        )
    result: Answer = answer
    return result


def _too_much(path: str, seconds: int, megabytes: int) -> UnreadableArticleError:
    return UnreadableArticleError(
        f"{path} cannot be read: that took more than {seconds} seconds or {megabytes} megabytes."
    )


def _set_limits(seconds: int, megabytes: int) -> None:
    if sys.platform == "win32":
        return
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, most))
    with suppress(ValueError, OSError):  # some systems refuse to limit memory
        resource.setrlimit(resource.RLIMIT_AS, (_taken() + megabytes * 1_000_000,) * 2)


def _taken() -> int:
    """Return the bytes of address space that Python has taken already, where that is told."""
    with suppress(OSError), open("/proc/self/statm", encoding="ascii") as told:  # noqa: PTH123
        import resource

        return int(told.read().split()[0]) * resource.getpagesize()
    return 300_000_000


def main() -> None:
    """Answer one question."""
    module, name, given, seconds, megabytes = pickle.load(sys.stdin.buffer)
    to, sys.stdout = sys.stdout.buffer, sys.stderr  # what a library prints is no answer
    work = getattr(import_module(module), name)
    _set_limits(seconds, megabytes)
    answer: tuple[str, object]
    try:
        answer = ("done", work(*given))
    except UnreadableArticleError as error:
        answer = ("unreadable", str(error))
    except ModuleNotFoundError as error:
        answer = ("missing", error.name)
    except Exception as error:  # noqa: BLE001 - told in the other process, with its name
        answer = ("failed", type(error).__name__)
    to.write(pickle.dumps(answer))
    to.flush()


if __name__ == "__main__":
    main()
