"""Changes of claims, made one after the other beside the screen.

Saving waits for the disk, so it has its own thread; keys go on meanwhile. Changes are
made in the order in which they were asked for, also those still waiting when the app ends.
"""

import logging
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeAlias

from textual.message import Message

from annotations.errors import AnnotationsError
from reader.errors import ReaderError

_log = logging.getLogger(__name__)

_FRAME = 0.003
"""Seconds for which the frame of the key that asks for a change goes first.

Two threads of Python take turns, so it would take twice as long beside the change.
"""


class Saved(Message, bubble=False):
    """A change is on disk; the sentence says which."""

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self.sentence = sentence


class NotSaved(Message, bubble=False):
    """A change could not be made; the sentence says why. Claims are as before."""

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self.sentence = sentence


class Kept(Message, bubble=False):
    """Something that nobody waited for was remembered."""


Change: TypeAlias = Callable[[], object]
"""Does one thing with the workspace; what it returns is shown when it is a sentence."""


class Saver:
    """Makes changes and reports each to `report`, which may be called from any thread."""

    def __init__(self, report: Callable[[Message], object]) -> None:
        self._report = report
        self._thread = ThreadPoolExecutor(1, "saver")

    def make(self, change: Change, done: str = "") -> None:
        """Make a change, and say `done`, or the sentence that the change returns."""
        self._submit(lambda: self._make(change, done))

    def keep(self, change: Change) -> None:
        """Make a change that nobody waits for; the log tells when it could not be made."""
        self._submit(lambda: self._keep(change))

    def _submit(self, change: Callable[[], None]) -> None:
        try:
            made = self._thread.submit(change)
        except RuntimeError:  # a key came while the app ends, which no screen can tell of
            _log.warning("A change came after the end and was not made.")
        else:
            made.add_done_callback(self._tell_fault)

    def wait(self) -> None:
        """Wait until all is made that was asked for until now."""
        self._thread.submit(lambda: None).result()

    def _keep(self, change: Change) -> None:
        try:
            change()
        except (AnnotationsError, ReaderError, OSError):
            _log.warning("Something could not be remembered.", exc_info=True)
            return
        self._report(Kept())

    def close(self) -> None:
        """Wait until every change is made."""
        self._thread.shutdown(wait=True)

    def _make(self, change: Change, done: str) -> None:
        time.sleep(_FRAME)
        try:
            result = change()
        except (AnnotationsError, ReaderError, OSError) as error:
            _log.warning("A change could not be made.", exc_info=True)
            self._report(NotSaved(str(error)))
            return
        self._report(Saved(done or str(result)))

    def _tell_fault(self, made: Future[None]) -> None:
        """Say it when the program itself failed: a person must not think it was saved."""
        fault = made.exception()
        if fault is not None:
            _log.error("A change ended in a fault of the program.", exc_info=fault)
            self._report(NotSaved(f"This may not be saved, as something went wrong: {fault!r}."))
