"""Long work in a thread beside the screen: it gives way to keys, and can be called off."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from textual.worker import Worker

_WORK = 0.006
"""Seconds of work after which it rests: less than half a frame."""

_REST = 0.003

_FRAME = 0.03
"""Seconds for which it leaves a key alone; chosen as twice what the app takes to draw."""

_STANDING_BACK = 0.1
"""Seconds that work which nobody waits for rests at each step while a person waits for other."""

_AMID_KEYS = 0.002
"""Seconds of work between two keys of one that is held down, so that it goes on."""


class CalledOffError(BaseException):
    """The work is not wanted any more; what catches every failure of a plug-in lets it pass."""


def stop_if_called_off(worker: Worker[None]) -> None:
    """Call it often in work that a person waits for.

    Raises:
        CalledOffError: The work is not wanted any more.
    """
    if worker.is_cancelled:
        raise CalledOffError


class Activity:
    """When the person last pressed a key or moved the mouse."""

    def __init__(self) -> None:
        self._moved = time.monotonic()
        self._awaited: set[object] = set()

    def move(self) -> None:
        """Take note that the person does something."""
        self._moved = time.monotonic()

    def idle_for(self) -> float:
        """Return the seconds in which nothing was done."""
        return time.monotonic() - self._moved

    @contextmanager
    def awaiting(self) -> Iterator[None]:
        """Let work that the person does not wait for stand back while this goes on."""
        work = object()
        self._awaited.add(work)
        try:
            yield
        finally:
            self._awaited.discard(work)

    def stand_back(self) -> None:
        """Sleep between two steps of work that nobody waits for."""
        if self._awaited:
            time.sleep(_STANDING_BACK)
        self.make_way()

    def make_way(self) -> None:
        """Sleep in a thread for a moment, longer while a key is answered."""
        time.sleep(max(_REST, _FRAME - self.idle_for()))


class Breather:
    """Call it often: it sleeps when it must, and raises when the work is called off.

    Two threads of Python take turns, so work that went on while a key is answered would
    make the answer take twice as long.
    """

    def __init__(self, worker: Worker[None], activity: Activity) -> None:
        self._worker = worker
        self._activity = activity
        self._since = time.monotonic()

    def __call__(self) -> None:
        """Rest if it is time.

        Raises:
            CalledOffError: The work is not wanted any more.
        """
        stop_if_called_off(self._worker)
        worked = time.monotonic() - self._since
        if worked > (_AMID_KEYS if self._activity.idle_for() < _FRAME else _WORK):
            self._activity.make_way()
            self._since = time.monotonic()
