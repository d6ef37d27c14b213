"""Tables beside the claims that people share: reviews, decisions, memos, the codebook's lock."""

from collections.abc import Mapping

from annotations.claim import JSONValue, now
from annotations.journal.json_text import document_in
from annotations.records import written_time
from annotations.store.claim_file import BY_ITSELF, ClaimFile

TAGS = "tags"
CODEBOOK, LOCK = "codebook", "1"
"""The table, and the number of the document in it, that tells of the codebook's lock."""


def is_locked(file: ClaimFile) -> bool:
    """Tell whether the codebook of a file is locked."""
    raw = file.raw(CODEBOOK, LOCK)
    return raw is not None and document_in(raw).get("locked") is True


class SharedTables:
    """Documents by number in the tables of a file; each change is one that undo takes back."""

    def __init__(self, file: ClaimFile) -> None:
        self._file = file

    def records(self, table: str) -> dict[str, dict[str, JSONValue]]:
        """Return the documents of a table, by their numbers."""
        with self._file.lock:
            found = self._file.documents(table).items()
            return {number: document_in(raw) for number, raw in found}

    def raw_records(self, table: str) -> dict[str, bytes]:
        """Return the documents of a table as they are written, by their numbers."""
        with self._file.lock:
            return dict(self._file.documents(table))

    def codebook_locked(self) -> bool:
        """Tell whether only tags of the codebook may be given to claims."""
        with self._file.lock:
            return is_locked(self._file)

    def lock_codebook(self, *, locked: bool) -> str:
        """Lock the codebook, with the tags in use in it, or unlock it; return a sentence.

        Raises:
            StoreError: It could not be written; the store is as before.
        """
        what = "locked the codebook" if locked else "unlocked the codebook"
        record: dict[str, JSONValue] = {
            "locked": locked,
            "by": self._file.annotator,
            "at": written_time(now()),
        }
        self.keep(CODEBOOK, {LOCK: record}, what)
        return f"{what[0].upper()}{what[1:]}."

    def keep(
        self,
        table: str,
        records: Mapping[str, Mapping[str, JSONValue] | None],
        what: str,
        *,
        by_itself: bool = False,
    ) -> None:
        """Keep these documents, or drop those that are None; `what` says what was done.

        What is kept `by_itself`, no undo of a person's takes back. Fields that other
        programs wrote into a document stay.

        Raises:
            StoreError: It could not be written; the store is as before.
        """
        with self._file.changing():
            found = (self._file.step_to(table, *each) for each in records.items())
            steps = [step for step in found if step is not None]
            if steps:
                self._file.commit(steps, what, by=BY_ITSELF if by_itself else None)
