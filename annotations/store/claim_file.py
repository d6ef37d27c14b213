"""The file of a library's claims: opened, followed, and changed by steps.

What every part of the store stands on. A claim's document number comes from its id, so that
two people's files merge in git without giving one number twice.
"""

import threading
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path

from annotations.claim import Claim
from annotations.disk import reason
from annotations.errors import (
    ClaimNotFoundError,
    InvalidClaimError,
    NewerStoreError,
    StoreError,
)
from annotations.journal.database import JournalDatabase, JournalStorage, JournalTable
from annotations.journal.indexes import Index, Keys, Scalar
from annotations.journal.json_text import JSONValue, Tables, document_in, dumps
from annotations.journal.lines import Change, Step
from annotations.records import VERSION, from_record, upgraded
from annotations.store.finding import ID, WordIndex, matching
from annotations.store.merging import ClaimMerging
from annotations.store.question import Question

CLAIMS, ABOUT = "claims", "about"

BY_ITSELF = "copydesk"
"""The name of changes the program makes by itself; no person's undo takes them back."""


class ClaimFile:
    """The file at `path`, which is made at the first change.

    Opened for `reading`, it changes nothing on disk, not even to mend it.

    Raises:
        StoreError: The file cannot be read, or is not a store.
    """

    made = 0
    """The number of the annotator's last change made here, 0 if it changed nothing."""

    def __init__(
        self, path: Path, annotator: str, annotator_id: str = "", *, reading: bool
    ) -> None:
        self.path = path
        self.annotator = annotator
        self._annotator_id = annotator_id
        self.lock = threading.RLock()
        self._read: dict[str, tuple[bytes, Claim]] = {}
        self._words = WordIndex()
        self._saving = False
        self._news = False
        try:
            self._database = JournalDatabase(
                path,
                lazy=True,
                access_mode="r" if reading else "r+",
                check=self._refuse_newer,
                merging=ClaimMerging(),
            )
        except StoreError:
            raise
        except OSError as error:
            raise StoreError(f"The claims in {path} cannot be read: {reason(error)}.") from error
        storage, table = self._database.storage, self._database.table(CLAIMS)
        assert isinstance(storage, JournalStorage)
        assert isinstance(table, JournalTable)
        self._storage, self._table = storage, table
        storage.followers.append(self._follow)

    def close(self) -> None:
        """Let go of the file; at rest a stock TinyDB reads the same claims."""
        self._database.close()

    @property
    def read_only(self) -> str:
        """Why nothing can be saved, as a sentence; empty where it can."""
        return self._storage.read_only

    @property
    def trouble(self) -> str:
        """Why the file does not count, one word; empty where it does."""
        return self._storage.trouble

    def problems(self) -> tuple[str, ...]:
        """Return a sentence for everything found broken, replaced or left undone, once."""
        found = tuple(self._storage.problems)
        del self._storage.problems[: len(found)]
        return found

    def refresh(self) -> bool:
        """Take in what other windows and people did; tell whether there was anything new.

        Cheap enough to be asked twice a second: two looks at the disk's directory.
        """
        with self.lock:
            self.take_in()
            news, self._news = self._news, False
            return news

    def take_in(self) -> None:
        """Take in what others did, of which the next `refresh` tells all the same."""
        self._storage.refresh()

    def mend(self) -> None:
        """Write the file anew where it is broken; the broken one is kept aside.

        Raises:
            StoreError: It could not be written.
        """
        with self.lock:
            self._storage.mend()

    def checkpoint_when_idle(self) -> None:
        """Bring the TinyDB file up to date in the background; failures are `problems`."""
        if not self.read_only:
            self._storage.checkpoint_in_background()

    # Reading

    def documents(self, table: str) -> dict[str, bytes]:
        """Return the documents of a table by their ids, not to be changed."""
        return self._storage.documents(table)

    def tables(self) -> Tables:
        """Return all that the file holds, not to be changed."""
        return {name: self.documents(name) for name in sorted(self._storage.names())}

    def by(self, index: Index) -> list[tuple[Scalar, Keys]]:
        """Return the ids of the claims' documents by the values they have in the index."""
        return list(self._table.by(index).items())

    def having(self, index: Index, value: Scalar) -> Iterable[str]:
        """Return the ids of the claims' documents that have this value in the index."""
        return self._table.by(index).get(value, ())

    def find(self, question: Question) -> tuple[Claim, ...]:
        """Return the claims that fulfil everything asked for, oldest first."""
        with self.lock:
            keys = matching(self._table, self.documents(CLAIMS), self._words, question)
            return self.claims_at(keys)

    def raw(self, table: str, key: str) -> bytes | None:
        """Return a document as the bytes that it has in the file."""
        return self.documents(table).get(key)

    def step_to(self, table: str, key: str, record: Mapping[str, JSONValue] | None) -> Step | None:
        """Return what keeps a document, or drops it; None where it is so already.

        Fields that other programs wrote into it stay.
        """
        former = self.raw(table, key)
        new = None
        if record is not None:
            new = dumps({**(document_in(former) if former else {}), **record})
        return Step(table, key, former, new) if new != former else None

    def version(self) -> int:
        """Return the version of the form that the file says it has."""
        return version_of(self.documents(ABOUT))

    def key_of(self, claim_id: str) -> str | None:
        """Return the number of the document with a claim, None where there is none."""
        key = str(number_of(claim_id))
        raw = self.raw(CLAIMS, key)
        if raw is not None and document_in(raw).get("id") == claim_id:
            return key  # nearly always; else another program numbered it
        return next(iter(self.having(ID, claim_id)), None)

    def new_key(self, claim_id: str, taken: Collection[str]) -> str:
        """Return a number for the document of a new claim, none of those that are taken."""
        documents = self.documents(CLAIMS)
        number = number_of(claim_id)
        while (key := str(number)) in documents or key in taken:
            number += 1
        return key

    def get(self, claim_id: str) -> Claim:
        """Return one claim.

        Raises:
            ClaimNotFoundError: No claim has that id.
        """
        with self.lock:
            claim = self.claim_of(claim_id)
        if claim is None:
            raise ClaimNotFoundError(f"There is no claim {claim_id} in {self.path}.")
        return claim

    def claim_of(self, claim_id: str) -> Claim | None:
        """Return one claim, None where no claim has that id."""
        key = self.key_of(claim_id)
        return None if key is None else self._claim_at(key)

    def claims_at(self, keys: Iterable[str]) -> tuple[Claim, ...]:
        """Return the claims of these documents, oldest first."""
        with self.lock:
            claims = [claim for key in list(keys) if (claim := self._claim_at(key)) is not None]
        return tuple(sorted(claims, key=lambda claim: (claim.created, claim.id)))

    def changes(self) -> Iterator[Change]:
        """Yield the changes that the journal still tells of, the latest first."""
        return self._storage.changes()

    def is_own(self, change: Change) -> bool:
        """Tell whether the annotator made a change, and not another person of that name."""
        return change.by == self.annotator and change.by_id in ("", self._annotator_id)

    def lineage(self) -> list[Change]:
        """Return the changes that led to the present state, the latest first.

        No more than go without a gap: what another program put in the file's place has none.
        """
        return self._storage.lineage()

    # Changing

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Keep every other thread and program from changing anything meanwhile."""
        with self.lock, self._storage.changing():
            yield

    def commit(
        self,
        steps: Iterable[Step],
        what: str,
        *,
        by: str | None = None,
        undoes: int = 0,
        redoes: int = 0,
    ) -> None:
        """Do the steps as one change of the annotator's, or of `by`, and say `what` it was."""
        steps = list(steps)
        self._saving = True
        try:
            made = self._storage.commit(
                [*self._upgrade(), *steps] if steps else [],
                by=self.annotator if by is None else by,
                by_id=self._annotator_id if by is None else "",
                what=what,
                undoes=undoes,
                redoes=redoes,
            )
        finally:
            self._saving = False
        if by is None:
            self.made = made

    # Inside

    def _refuse_newer(self, tables: Tables) -> None:
        about = tables.get(ABOUT)
        version = version_of(about) if isinstance(about, dict) else 0
        if version > VERSION:
            raise NewerStoreError(
                f"{self.path} was written by a newer copydesk (form {version}, this one knows "
                f"{VERSION}). Install the new version to read it; nothing was changed."
            )

    def _upgrade(self) -> Iterator[Step]:
        """Yield what makes a file of an older version one of this."""
        version = self.version()
        if version == VERSION:
            return
        about = {"format": "copydesk claims", "version": VERSION}
        yield Step(ABOUT, "1", None, dumps(about))
        for key, raw in self.documents(CLAIMS).items():
            yield Step(CLAIMS, key, raw, dumps(upgraded(document_in(raw), version)))

    def _follow(self, steps: Sequence[Step] | None) -> None:
        # Called in the thread that found the change, maybe a checkpoint's: no lock is taken here.
        self._news = self._news or not self._saving
        if steps is None:
            self._words.changed(None)
            return
        for step in steps:
            if step.table == CLAIMS and step.key is not None:
                self._words.changed(step.key)
                if step.new is None:
                    self._read.pop(step.key, None)

    def _claim_at(self, key: str) -> Claim | None:
        raw = self.raw(CLAIMS, key)
        if raw is None:
            return None
        known = self._read.get(key)
        if known is not None and known[0] is raw:
            return known[1]
        try:
            claim = from_record(upgraded(document_in(raw), self.version()))
        except InvalidClaimError as error:
            problem = f"{error} It stays in {self.path} as it is."
            if problem not in self._storage.problems:
                self._storage.problems.append(problem)
            return None
        self._read[key] = (raw, claim)
        return claim


def version_of(about: Mapping[str, bytes]) -> int:
    """Return the version of the form that a file says it has, 0 where it says nothing."""
    found = [document_in(raw).get("version") for raw in about.values()]
    return max((number for number in found if isinstance(number, int)), default=0)


def number_of(claim_id: str) -> int:
    """Return a document number that another claim hardly has.

    It stays below 2 ** 53, up to which every reader of JSON keeps numbers exactly.
    """
    return (
        int.from_bytes(blake2b(claim_id.encode(errors="surrogatepass"), digest_size=8).digest())
        >> 11
    )
