"""The app with a clock in it: `python callbacks.py FILE FOLDER`.

SIGUSR1 begins to look at the callbacks of the screen's thread, SIGUSR2 writes the longest
of them into FILE: milliseconds by the clock, milliseconds of its own work, whose it was.
"""

import asyncio
import heapq
import signal
import sys
import time
from pathlib import Path
from typing import Any

_MOST = 20

longest: list[tuple[float, float, str]] = []


def watch(file: Path) -> None:
    """Time every callback of the event loop from now on."""
    run = asyncio.Handle._run

    def timed(handle: asyncio.Handle) -> None:
        clock, own = time.perf_counter(), time.thread_time()
        run(handle)
        taken = time.perf_counter() - clock
        if len(longest) < _MOST or taken > longest[0][0]:
            entry = (taken, time.thread_time() - own, _named(handle))
            (heapq.heappush if len(longest) < _MOST else heapq.heappushpop)(longest, entry)

    asyncio.Handle._run = timed  # type: ignore[method-assign]
    signal.signal(signal.SIGUSR1, lambda *_: longest.clear())
    signal.signal(signal.SIGUSR2, lambda *_: _write(file))


def _write(file: Path) -> None:
    lines = [f"{a * 1000:.2f} {b * 1000:.2f} {name}\n" for a, b, name in sorted(longest)[::-1]]
    new = file.with_suffix(".new")
    new.write_text("".join(lines), encoding="utf-8")
    new.replace(file)


def _named(handle: asyncio.Handle) -> str:
    callback: Any = handle._callback
    task = getattr(callback, "__self__", None)
    return task.get_name() if isinstance(task, asyncio.Task) else repr(callback)[:80]


if __name__ == "__main__":
    from reader.__main__ import main

    watch(Path(sys.argv[1]))
    del sys.argv[1]
    main()
