"""Opening the file of a library's claims, and finding claims in it.

A claim's document number comes from its id, so that two people's files merge in git without
giving one number twice.
"""

import threading
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from types import TracebackType
from typing import Self

from annotations.claim import Claim
from annotations.disk import reason
from annotations.errors import (
    ClaimNotFoundError,
    InvalidClaimError,
    NewerStoreError,
    StoreError,
)
from annotations.journal.database import JournalDatabase, JournalStorage, JournalTable
from annotations.journal.json_text import Tables, document_in
from annotations.journal.lines import Step
from annotations.records import VERSION, from_record, upgraded
from annotations.store.finding import ARTICLE, ID, TAG, WordIndex, matching
from annotations.store.question import Question

CLAIMS, ABOUT = "claims", "about"


class KeptClaims:
    """The claims in the file at `path`, as they are read.

    A store opened for `reading` changes nothing on disk, not even to mend it.
    """

    def __init__(self, path: Path, *, annotator: str = "", reading: bool = False) -> None:
        self.path = path
        self.annotator = annotator
        self._lock = threading.RLock()
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
        """Let go of the file; at rest a stock TinyDB reads the same claims."""
        self._database.close()

    # Reading

    @property
    def read_only(self) -> str:
        """Why nothing can be saved, as a sentence; empty where it can."""
        return self._storage.read_only

    def problems(self) -> tuple[str, ...]:
        """Return a sentence for everything found broken, replaced or left undone, once."""
        found = tuple(self._storage.problems)
        del self._storage.problems[: len(found)]
        return found

    def refresh(self) -> bool:
        """Take in what other windows and people did; tell whether there was anything new.

        Cheap enough to be asked twice a second: two looks at the disk's directory.
        """
        with self._lock:
            self.take_in()
            news, self._news = self._news, False
            return news

    def take_in(self) -> None:
        """Take in what others did, of which the next `refresh` tells all the same."""
        self._storage.refresh()

    def claims(self) -> tuple[Claim, ...]:
        """Return every claim, oldest first."""
        return self._claims_at(self._storage.documents(CLAIMS))

    def of_article(self, path: str) -> tuple[Claim, ...]:
        """Return the claims of one article, by its path in the library, in reading order."""
        found = self.find(Question(article=path)) if path else ()
        return tuple(sorted(found, key=lambda claim: (claim.anchor.start, claim.anchor.end)))

    def counts(self) -> dict[str, int]:
        """Return how many claims each article has, by its path."""
        with self._lock:
            return {str(path): len(keys) for path, keys in list(self._table.by(ARTICLE).items())}

    def tags(self) -> dict[str, tuple[str, ...]]:
        """Return the tags on the claims of each article, by its path."""
        with self._lock:
            articles = {
                key: str(path)
                for path, keys in list(self._table.by(ARTICLE).items())
                for key in keys
            }
            found: dict[str, list[str]] = {}
            for tag, keys in list(self._table.by(TAG).items()):
                for path in {articles[key] for key in keys if key in articles}:
                    found.setdefault(path, []).append(str(tag))
            return {path: tuple(sorted(tags)) for path, tags in found.items()}

    def tag_counts(self) -> dict[str, int]:
        """Return how many claims carry each tag that is on any."""
        with self._lock:
            return {str(tag): len(keys) for tag, keys in list(self._table.by(TAG).items()) if keys}

    def get(self, claim_id: str) -> Claim:
        """Return one claim.

        Raises:
            ClaimNotFoundError: No claim has that id.
        """
        with self._lock:
            claim = self._claim_of(claim_id)
        if claim is None:
            raise ClaimNotFoundError(f"There is no claim {claim_id} in {self.path}.")
        return claim

    def find(self, question: Question) -> tuple[Claim, ...]:
        """Return the claims that fulfil everything asked for, oldest first."""
        with self._lock:
            documents = self._storage.documents(CLAIMS)
            keys = matching(self._table, documents, self._words, question)
            return self._claims_at(keys)

    # Inside

    def _refuse_newer(self, tables: Tables) -> None:
        about = tables.get(ABOUT)
        version = version_of(about) if isinstance(about, dict) else 0
        if version > VERSION:
            raise NewerStoreError(
                f"{self.path} was written by a newer copydesk (form {version}, this one knows "
                f"{VERSION}). Install the new version to read it; nothing was changed."
            )

    def _follow(self, steps: Sequence[Step] | None) -> None:
        # Called in the thread that found the change, maybe a fold's: no lock is taken here.
        self._news = self._news or not self._saving
        if steps is None:
            self._words.changed(None)
            return
        for step in steps:
            if step.table == CLAIMS and step.key is not None:
                self._words.changed(step.key)
                if step.new is None:
                    self._read.pop(step.key, None)

    def _raw(self, table: str, key: str) -> bytes | None:
        return self._storage.documents(table).get(key)

    def _key_of(self, claim_id: str) -> str | None:
        key = str(number_of(claim_id))
        raw = self._raw(CLAIMS, key)
        if raw is not None and document_in(raw).get("id") == claim_id:
            return key  # nearly always; else another program numbered it
        return next(iter(self._table.by(ID).get(claim_id, ())), None)

    def _claim_of(self, claim_id: str) -> Claim | None:
        key = self._key_of(claim_id)
        return None if key is None else self._claim_at(key)

    def _claims_at(self, keys: Iterable[str]) -> tuple[Claim, ...]:
        with self._lock:
            claims = [claim for key in list(keys) if (claim := self._claim_at(key)) is not None]
        return tuple(sorted(claims, key=lambda claim: (claim.created, claim.id)))

    def _claim_at(self, key: str) -> Claim | None:
        raw = self._raw(CLAIMS, key)
        if raw is None:
            return None
        known = self._read.get(key)
        if known is not None and known[0] is raw:
            return known[1]
        version = version_of(self._storage.documents(ABOUT))
        try:
            claim = from_record(upgraded(document_in(raw), version))
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
