"""Undo and redo over all stores of a workspace: a change may be in several at once."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias, TypeVar

from annotations.errors import AnnotationsError, HistoryError
from reader.workspace.libraries import Libraries

if TYPE_CHECKING:  # a list is shown before anything is changed
    from annotations.claim import Claim
    from annotations.store.claim_store import ClaimStore

_IDLE = 5.0
"""Seconds without a change after which journals are checkpointed; chosen as a pause in tagging."""

_Said = TypeVar("_Said")


class Change(Protocol):
    """A change that can be taken back."""

    def undo(self) -> str:
        """Take it back and say what was undone."""

    def redo(self) -> str:
        """Do it again and say what was done."""


@dataclass(frozen=True, slots=True)
class _InStore:
    """A change of one store, by its number there: another window's may have come after it."""

    store: "ClaimStore"
    number: int

    def undo(self) -> str:
        return self.store.undo(self.number)

    def redo(self) -> str:
        return self.store.redo(self.number)


@dataclass(frozen=True, slots=True)
class _Together:
    """A change of several stores, which one undo takes back."""

    parts: tuple[_InStore, ...]

    def undo(self) -> str:
        return self._each(_undo, _redo)

    def redo(self) -> str:
        return self._each(_redo, _undo)

    def _each(self, act: Callable[[Change], str], back: Callable[[Change], str]) -> str:
        sentences: dict[str, None] = {}
        for number, part in enumerate(self.parts):
            try:
                sentences[act(part)] = None
            except HistoryError:
                for done in self.parts[:number]:
                    back(done)
                raise
        return " ".join(sentences)


class History:
    """What was done to the claims since the start, and by the person before it."""

    def __init__(self, libraries: Libraries) -> None:
        self.also: list[Callable[[], Iterator[Dated | HistoryError]]] = []
        """What else gives the person's last change from an earlier start."""
        self._libraries = libraries
        self._done: list[Change] = []
        self._undone: list[Change] = []
        self._refused: set[_InStore] = set()
        self._changed_at = 0.0
        self.touched: Sequence[tuple[ClaimStore, Claim]] = ()
        """The claims that the last undo or redo changed, and the store of each."""

    def rest(self) -> None:
        """Checkpoint the journals into their TinyDB files, if nothing was changed for a while."""
        with self._libraries.lock:
            if self._changed_at and time.monotonic() - self._changed_at > _IDLE:
                self._changed_at = 0.0
                for store in self._libraries.stores:
                    store.checkpoint_when_idle()

    def undo(self) -> str:
        """Take back the last change made here, then the person's last from an earlier start.

        Returns a sentence that says what was undone. A change that someone has written over
        since stays, and the next undo is for the one before it.

        Raises:
            HistoryError: There is nothing to undo, or someone changed the same since.
            StoreError: It could not be saved.
        """
        with self._libraries.lock:
            change = self._done[-1] if self._done else _latest(self._done_before())
            try:
                sentence = change.undo()
            except HistoryError:
                self._refused.update(_parts(change))
                self._done = self._done[:-1]
                raise
            self._done = self._done[:-1]
            self._undone.append(change)
            self.touched = _touched(change)
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
        with self._libraries.lock:
            change = self._undone[-1] if self._undone else _latest(self._undone_before())
            try:
                sentence = change.redo()
            except HistoryError:
                self._undone = self._undone[:-1]
                raise
            self._undone = self._undone[:-1]
            self._done.append(change)
            self.touched = _touched(change)
            self._tell_of(change)
            return sentence

    def _done_before(self) -> "Iterator[Dated | HistoryError]":
        """Yield the person's last change in each store, or why there is none."""
        for store in dict.fromkeys(store for store, _ in self._libraries.openable()):
            refused = {part.number for part in self._refused if part.store is store}
            try:
                at, number = store.last_done(refused)
                yield at, _InStore(store, number)
            except HistoryError as error:
                yield error
        for more in self.also:
            yield from more()

    def _undone_before(self) -> "Iterator[Dated | HistoryError]":
        for store in dict.fromkeys(store for store, _ in self._libraries.openable()):
            try:
                at, number = store.last_undone()
                yield at, _InStore(store, number)
            except HistoryError as error:
                yield error

    def change_each(
        self, stores: "Iterable[ClaimStore]", change: "Callable[[ClaimStore], _Said]"
    ) -> list[_Said]:
        """Change all of these stores or none, and return what each says; one undo is enough."""
        done: list[_InStore] = []
        said: list[_Said] = []
        try:
            for store in stores:
                said.append(change(store))
                if store.made:
                    done.append(_InStore(store, store.made))
        except AnnotationsError:
            while done:
                done[-1].undo()
                done.pop()
            raise
        finally:  # what a full disk keeps from being taken back now can be taken back later
            if done:
                self.note_done(_Together(tuple(done)))
        return said

    def note(self, store: "ClaimStore", path: str = "") -> None:
        """Remember the change that was just made in a store, on one article or anywhere."""
        if store.made:
            self.note_done(_InStore(store, store.made), path)

    def note_done(self, change: Change, path: str = "") -> None:
        """Remember a change that was just made, of a store or of something else."""
        self._changed_at = time.monotonic()
        self._done.append(change)
        self._undone.clear()
        self._tell_of(change, path)

    def _tell_of(self, change: Change, path: str = "") -> None:
        stores = {id(part.store): part.store for part in _parts(change)}
        for store in stores.values():
            self._libraries.tell(store, path)


def _parts(change: Change) -> tuple[_InStore, ...]:
    """Return what a change did in each store; nothing for one that is of no store."""
    match change:
        case _InStore():
            return (change,)
        case _Together(parts=parts):
            return parts
    return ()


def _touched(change: Change) -> "Sequence[tuple[ClaimStore, Claim]]":
    return [(part.store, claim) for part in _parts(change) for claim in part.store.touched]


def _undo(change: Change) -> str:
    return change.undo()


def _redo(change: Change) -> str:
    return change.redo()


Dated: TypeAlias = tuple[str, Change]
"""A change and when it was made, in UTC by ISO 8601."""


def _latest(found: "Iterable[Dated | HistoryError]") -> Change:
    """Return the change that was made last.

    Raises:
        HistoryError: There is none; the last reason that was found.
    """
    reason = HistoryError("There is nothing to undo.")
    latest: Dated | None = None
    for item in found:
        if isinstance(item, HistoryError):
            reason = item
        elif latest is None or item[0] > latest[0]:
            latest = item
    if latest is None:
        raise reason
    return latest[1]
