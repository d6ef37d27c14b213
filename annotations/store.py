"""The claims of one library, kept in one TinyDB file.

The file is replaced whole and atomically at every change: a temporary file is written and
flushed to disk beside it, then renamed over it, then the folder is flushed.
"""

import json
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document

from annotations.claim import Claim
from annotations.codebook import Codebook
from annotations.errors import ClaimNotFoundError, StoreError
from annotations.records import from_record, to_record


class ReplacingStorage(Storage):
    """A TinyDB storage that replaces its file by rename, so that no reader sees half of it."""

    def __init__(self, path: str | Path) -> None:
        self._path = Path(path)

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Return every table of the file, None while there is no file."""
        try:
            written = self._path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return None
        data: dict[str, dict[str, Any]] = json.loads(written)
        return data

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Replace the file and flush it and its folder to disk."""
        handle, name = tempfile.mkstemp(prefix=self._path.name, dir=self._path.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(data, file, ensure_ascii=False, sort_keys=True, indent=1)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(self._path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        folder = os.open(self._path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


class ClaimStore:
    """The claims kept in the file at `path`, which is made at the first save.

    Every change is on disk when its method returns.

    Raises:
        StoreError: The file cannot be read, or is not a store.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._claims: dict[str, Claim] = {}
        self._numbers: dict[str, int] = {}
        self._undone: list[tuple[str, Claim | None, Claim | None]] = []
        try:
            self._database = TinyDB(path, storage=ReplacingStorage)
            self._table = self._database.table("claims")
            for document in self._table:
                claim = from_record(document)
                self._claims[claim.id] = claim
                self._numbers[claim.id] = document.doc_id
        except (OSError, ValueError) as error:
            raise StoreError(f"The claims in {path} cannot be read: {error}.") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def claims(self) -> tuple[Claim, ...]:
        """Return every claim, oldest first."""
        return tuple(self._claims.values())

    def of_article(self, path: str) -> tuple[Claim, ...]:
        """Return the claims of one article, by its path in the library, in reading order."""
        found = [claim for claim in self._claims.values() if claim.article.path == path]
        return tuple(sorted(found, key=lambda claim: (claim.anchor.start, claim.anchor.end)))

    def get(self, claim_id: str) -> Claim:
        """Return one claim.

        Raises:
            ClaimNotFoundError: No claim has that id.
        """
        try:
            return self._claims[claim_id]
        except KeyError:
            raise ClaimNotFoundError(f"There is no claim {claim_id} in {self.path}.") from None

    def save(self, claim: Claim) -> None:
        """Keep a new claim, or a new state of one with the same id.

        Raises:
            StoreError: It could not be written; the store is as before.
        """
        before = self._claims.get(claim.id)
        self._write(claim.id, claim)
        self._undone.append((claim.id, before, claim))

    def remove(self, claim_id: str) -> Claim:
        """Forget one claim and return it.

        Raises:
            ClaimNotFoundError: No claim has that id.
            StoreError: It could not be written; the store is as before.
        """
        claim = self.get(claim_id)
        self._write(claim_id, None)
        self._undone.append((claim_id, claim, None))
        return claim

    def undo(self) -> str:
        """Take the last change back and return a sentence that says what was undone.

        Raises:
            StoreError: There is nothing to undo, or it could not be written.
        """
        if not self._undone:
            raise StoreError("There is nothing to undo.")
        claim_id, before, after = self._undone[-1]
        self._write(claim_id, before)
        self._undone.pop()
        if before is None:
            return "Took back the tagging of a claim."
        return (
            "Brought back a removed claim." if after is None else "Took back a change of a claim."
        )

    def codebook(self) -> Codebook:
        """Return the tags in use, in the order of their first use, and the scales."""
        from annotations.codebook import Tag

        names = dict.fromkeys(tag for claim in self._claims.values() for tag in claim.tags)
        return Codebook(tags=tuple(Tag(name=name) for name in names))

    def _write(self, claim_id: str, claim: Claim | None) -> None:
        number = self._numbers.get(claim_id)
        try:
            if claim is None:
                self._table.remove(doc_ids=_known(number))
            elif number is None:
                self._numbers[claim_id] = self._table.insert(to_record(claim))
            else:
                self._table.remove(doc_ids=[number])
                self._table.insert(Document(to_record(claim), doc_id=number))
        except OSError as error:
            raise StoreError(f"{self.path} could not be written: {error}.") from error
        if claim is None:
            self._claims.pop(claim_id, None)
            self._numbers.pop(claim_id, None)
        else:
            self._claims[claim_id] = claim


def _known(number: int | None) -> Sequence[int]:
    return [] if number is None else [number]
