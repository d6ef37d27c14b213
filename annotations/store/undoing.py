"""Taking back what a person changed in a file of claims, and doing it again."""

from collections.abc import Collection, Sequence
from contextlib import suppress

from annotations.claim import Claim
from annotations.errors import InvalidClaimError
from annotations.journal.json_text import document_in
from annotations.journal.lines import Step
from annotations.records import from_record
from annotations.store import history
from annotations.store.claim_file import CLAIMS, ClaimFile

_FEW = 10
"""Steps of a change that are looked at: a person is shown the first place."""


class Undoing:
    """Undo and redo of the annotator's changes, over restarts too."""

    def __init__(self, file: ClaimFile) -> None:
        self._file = file
        self.touched: Sequence[Claim] = ()
        """The claims that the last undo or redo changed, as they were before or are since."""

    def last_done(self, passing: Collection[int] = ()) -> tuple[str, int]:
        """Return when the annotator's last change was made that is not undone, and its number.

        Numbers to be passed over are not looked at. Times are UTC, in ISO 8601.

        Raises:
            HistoryError: There is none.
        """
        with self._file.lock:
            self._file.take_in()
            change = history.to_undo(self._file.changes(), self._file.is_own, 0, passing)
            return change.at, change.n

    def last_undone(self) -> tuple[str, int]:
        """Return when the change was undone that a redo would do again, and its number.

        Raises:
            HistoryError: There is none, or another change came after the undo.
        """
        with self._file.lock:
            self._file.take_in()
            changes = list(self._file.changes())
            number = history.to_redo(changes, self._file.is_own).n
            return next(change.at for change in changes if change.undoes == number), number

    def undo(self, number: int = 0) -> str:
        """Take back the annotator's last change, or the one with this number.

        Returns a sentence that says which it was.

        Raises:
            HistoryError: There is nothing to undo, or someone changed the same since.
            StoreError: It could not be written.
        """
        with self._file.changing():
            change = history.to_undo(self._file.changes(), self._file.is_own, number)
            steps = history.taking_back(change, self._file.raw)
            self._file.commit(steps, change.what, undoes=change.n)
            self.touched = _claims_in(steps)
            return f"Undone: {change.what or 'a change of another program'}."

    def redo(self, number: int = 0) -> str:
        """Do the last undone change again, or the one with this number.

        Returns a sentence that says which it was.

        Raises:
            HistoryError: There is nothing to do again, or another change came after.
            StoreError: It could not be written.
        """
        with self._file.changing():
            change = history.to_redo(self._file.changes(), self._file.is_own, number)
            steps = history.doing_again(change, self._file.raw)
            self._file.commit(steps, change.what, redoes=change.n)
            self.touched = _claims_in(steps)
            return f"Done again: {change.what or 'a change of another program'}."


def _claims_in(steps: Sequence[Step]) -> Sequence[Claim]:
    """Return the claims that some steps make, change or remove, those that can be read."""
    found = []
    for step in steps[:_FEW]:
        raw = step.new or step.old
        if step.table == CLAIMS and raw is not None:
            with suppress(InvalidClaimError):
                found.append(from_record(document_in(raw)))
    return found
