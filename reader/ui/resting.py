"""Long work in a thread beside the screen: it rests now and then, and can be called off."""

import time

from textual.worker import Worker

_WORK = 0.006
"""Seconds of work after which it rests: less than half a frame."""

_REST = 0.003


class CalledOffError(Exception):
    """The work is not wanted any more."""


class Rest:
    """Call it often: it sleeps when enough was done, and raises when the work is called off."""

    def __init__(self, worker: Worker[None]) -> None:
        self._worker = worker
        self._since = time.monotonic()

    def __call__(self) -> None:
        """Rest if it is time.

        Raises:
            CalledOffError: The work is not wanted any more.
        """
        if self._worker.is_cancelled:
            raise CalledOffError
        if time.monotonic() - self._since > _WORK:
            time.sleep(_REST)
            self._since = time.monotonic()
