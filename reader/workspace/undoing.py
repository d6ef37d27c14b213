"""Undo and redo over all stores of a workspace: a change may be in several at once."""

import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from annotations.errors import AnnotationsError, HistoryError
from reader.settings import Settings
from reader.workspace.claims import Claims

if TYPE_CHECKING:  # a list is shown before anything is changed
    from annotations.store import ClaimStore

_IDLE = 5.0
"""Seconds without a change after which journals are folded; chosen as a pause in tagging."""

_Said = TypeVar("_Said")


class Change(Protocol):
    """A change that can be taken back; a claim store stands for the last one in it."""

    def undo(self) -> str:
        """Take it back and say what was undone."""

    def redo(self) -> str:
        """Do it again and say what was done."""


class _Together:
    """A change of several stores, which one undo takes back."""

    def __init__(self, stores: "Sequence[ClaimStore]") -> None:
        self.stores = tuple(stores)

    def undo(self) -> str:
        return self._each(_undo, _redo)

    def redo(self) -> str:
        return self._each(_redo, _undo)

    def _each(self, act: Callable[[Change], str], back: Callable[[Change], str]) -> str:
        sentences: dict[str, None] = {}
        for number, store in enumerate(self.stores):
            try:
                sentences[act(store)] = None
            except HistoryError:
                for done in self.stores[:number]:
                    back(done)
                raise
        return " ".join(sentences)


class Undoing(Claims):
    """The articles and claims, and what was done to them since the start."""

    def __init__(
        self,
        paths: Sequence[Path],
        settings: Settings,
        piped: bytes | None,
        store_path: Path | None,
    ) -> None:
        super().__init__(paths, settings, piped, store_path)
        self._done: list[Change] = []
        self._undone: list[Change] = []
        self._changed_at = 0.0

    def refresh(self) -> bool:
        """Take in what other windows and people did; tell whether there was anything new.

        Cheap enough to be asked twice a second. When nothing was changed here for a while,
        the journals are folded into their TinyDB files, beside the caller.
        """
        with self._lock:
            news = super().refresh()
            if self._changed_at and time.monotonic() - self._changed_at > _IDLE:
                self._changed_at = 0.0
                for store in self._stores:
                    store.fold_when_idle()
            return news

    def undo(self) -> str:
        """Take the person's last change back, also one from an earlier start.

        Returns a sentence that says what was undone.

        Raises:
            HistoryError: There is nothing to undo, or someone changed the same since.
            StoreError: It could not be saved.
        """
        with self._lock:
            last = self._done[-1:] or [store for store, _ in self._libraries()]
            change, sentence = _first_done(last, _undo)
            self._done = self._done[:-1]
            self._undone.append(change)
            self._tell_of(change)
            return sentence

    @property
    def can_redo(self) -> bool:
        """Whether a change was undone since the start and none made after it."""
        return bool(self._undone)

    def redo(self) -> str:
        """Do the last undone change again and return a sentence that says which it was.

        Raises:
            HistoryError: There is nothing to do again, or another change came after.
            StoreError: It could not be saved.
        """
        with self._lock:
            last = self._undone[-1:] or [store for store, _ in self._libraries()]
            change, sentence = _first_done(last, _redo)
            self._undone = self._undone[:-1]
            self._done.append(change)
            self._tell_of(change)
            return sentence

    def _change_each(
        self, stores: "Iterable[ClaimStore]", change: "Callable[[ClaimStore], _Said]"
    ) -> list[_Said]:
        """Change all of these stores or none, and return what each says; one undo is enough."""
        done: list[ClaimStore] = []
        said: list[_Said] = []
        try:
            for store in stores:
                said.append(change(store))
                done.append(store)
        except AnnotationsError:
            while done:
                done[-1].undo()
                done.pop()
            raise
        finally:  # what a full disk keeps from being taken back now can be taken back later
            if done:
                self._note_change(done[0] if len(done) == 1 else _Together(done))
        return said

    def _note_change(self, change: Change, path: str = "") -> None:
        self._changed_at = time.monotonic()
        self._done.append(change)
        self._undone.clear()
        self._tell_of(change, path)

    def _tell_of(self, change: Change, path: str = "") -> None:
        stores = change.stores if isinstance(change, _Together) else (change,)
        for store in self._stores:
            if store in stores:
                self._tell_list(store, path)


def _undo(change: Change) -> str:
    return change.undo()


def _redo(change: Change) -> str:
    return change.redo()


def _first_done(changes: Iterable[Change], act: Callable[[Change], str]) -> tuple[Change, str]:
    """Return the first change that lets itself be taken back or done again, and its sentence.

    Raises:
        HistoryError: None does; the last one's reason.
    """
    reason = HistoryError("There is nothing to undo.")
    for change in changes:
        try:
            return change, act(change)
        except HistoryError as error:
            reason = error
    raise reason
