"""The claims of one library, kept in one TinyDB file; every change is on disk at once.

A stock `TinyDB("copydesk.json")` reads it:

    table("claims")     one document a claim, in the form of `records.py`
    table("tags")       the codebook's tags, in their order; table("scales"), its scales
    table("about")      one document: the version of the form

What other programs wrote stays: tables, documents and fields nobody here knows. How the
file is kept from harm is told in `journal.py`.

A claim's document number comes from its id, so that two people's files merge in git without
giving one number twice.
"""

import threading
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields, replace
from hashlib import blake2b
from pathlib import Path
from types import TracebackType
from typing import Self

from annotations import history
from annotations.anchoring import describe
from annotations.claim import Claim, JSONValue, now
from annotations.codebook import DEFAULT_SCALE, Codebook, Tag, check, renamed_tags, without_tag
from annotations.disk import reason
from annotations.errors import (
    ChangedMeanwhileError,
    ClaimNotFoundError,
    InvalidClaimError,
    InvalidCodebookError,
    NewerStoreError,
    StoreError,
)
from annotations.finding import ARTICLE, ID, TAG, WordIndex, matching
from annotations.journal import JournalDatabase, JournalStorage, JournalTable
from annotations.layout import Tables, document_in, dumps
from annotations.lines import Step
from annotations.question import Question
from annotations.records import (
    VERSION,
    from_record,
    record_over,
    scale_from,
    scale_record,
    tag_from,
    tag_record,
    to_record,
    upgraded,
    written_time,
)
from annotations.span import Span

CLAIMS, TAGS, SCALES, ABOUT = "claims", "tags", "scales", "about"

BY_ITSELF = "copydesk"
"""The name of changes the program makes by itself; no person's undo takes them back."""


class ClaimStore:
    """The claims kept in the file at `path`, which is made at the first save.

    Every change is on disk when its method returns, and is made in the name of
    `annotator`, whose undo takes it back. Methods may be called from any thread. A store
    opened for `reading` changes nothing on disk, not even to mend it.

    Raises:
        StoreError: The file cannot be read, or is not a store.
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

    # -- reading

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
            self._storage.refresh()
            news, self._news = self._news, False
            return news

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

    # -- changing

    def save(self, claim: Claim, *, was: Claim | None = None) -> None:
        """Keep a new claim, or a new state of one with the same id.

        `was` is the claim as it was read before it was changed: then only what differs from
        it is changed, and what someone else changed meanwhile stays.

        Raises:
            ChangedMeanwhileError: Someone else changed the same field since `was`.
            StoreError: It could not be written; the store is as before.
        """
        with self._changing():
            if was is not None:
                claim = self._merged(claim, was)
            self._save([claim], "")

    def save_all(self, claims: Iterable[Claim], *, what: str = "") -> None:
        """Keep many claims as one change, all or none, which one undo takes back.

        `what` says in the past tense what was done ("imported 12 claims from x.jsonl").

        Raises:
            StoreError: They could not be written; the store is as before.
        """
        with self._changing():
            self._save(list(claims), what)

    def remove(self, claim_id: str) -> Claim:
        """Forget one claim and return it.

        Raises:
            ClaimNotFoundError: No claim has that id.
            StoreError: It could not be written; the store is as before.
        """
        return self.remove_all([claim_id])[0]

    def remove_all(self, claim_ids: Iterable[str]) -> tuple[Claim, ...]:
        """Forget these claims as one change, and return them.

        Raises:
            ClaimNotFoundError: One of them is not there; none is removed.
            StoreError: It could not be written; the store is as before.
        """
        with self._changing():
            claims = tuple(map(self.get, claim_ids))
            steps = [Step(CLAIMS, self._key_of(claim.id), None, None) for claim in claims]
            what = f"removed {_named(claims[0])}" if len(claims) == 1 else ""
            self._commit(steps, what or f"removed {len(claims)} claims")
            return claims

    def undo(self) -> str:
        """Take back the annotator's last change; return a sentence that says which it was.

        Raises:
            HistoryError: There is nothing to undo, or someone changed the same since.
            StoreError: It could not be written.
        """
        with self._changing():
            change = history.to_undo(self._storage.changes(), self.annotator)
            steps = history.taking_back(change, self._raw)
            self._commit(steps, change.what, undoes=change.n)
            return f"Undone: {change.what or 'a change of another program'}."

    def redo(self) -> str:
        """Do the last undone change again; return a sentence that says which it was.

        Raises:
            HistoryError: There is nothing to do again, or another change came after.
            StoreError: It could not be written.
        """
        with self._changing():
            change = history.to_redo(self._storage.changes(), self.annotator)
            steps = history.doing_again(change, self._raw)
            self._commit(steps, change.what, redoes=change.n)
            return f"Done again: {change.what or 'a change of another program'}."

    def reattach(self, claim_id: str, text: str, span: Span) -> Claim:
        """Let a claim stand at `span` of its article's text, by hand; return it.

        Raises:
            ClaimNotFoundError: No claim has that id.
            StoreError: It could not be written.
        """
        with self._changing():
            claim = replace(self.get(claim_id), anchor=describe(text, span), modified=now())
            self._save([claim], f"attached {_named(claim)} again")
            return claim

    def follow(self, articles: Iterable[tuple[str, str]]) -> tuple[str, ...]:
        """Let claims follow articles that were renamed or moved; return a sentence for each.

        `articles` are the path and the text's hash of every article of the library. Claims
        on a path that is no longer among them go to the only article with their text.
        """
        listed = dict(articles)
        homes: dict[str, list[str]] = {}
        for path, text_hash in listed.items():
            homes.setdefault(text_hash, []).append(path)
        gone = [path for path in self.counts() if path not in listed]
        moved: dict[tuple[str, str], list[Claim]] = {}
        for claim in (claim for path in gone for claim in self.find(Question(article=path))):
            found = homes.get(claim.article.text_hash, []) if claim.article.text_hash else []
            if len(found) == 1:
                moved.setdefault((claim.article.path, found[0]), []).append(claim)
        sentences = []
        for (old, new), claims in moved.items():
            following = [
                replace(claim, article=replace(claim.article, path=new)) for claim in claims
            ]
            sentence = f"{_many(len(claims), 'claim')} followed “{old}” to “{new}”"
            with self._changing():
                self._save(following, sentence, by=BY_ITSELF)
            sentences.append(f"{sentence}.")
        return tuple(sentences)

    def fold_when_idle(self) -> None:
        """Bring the TinyDB file up to date in the background; failures are `problems`."""
        if not self.read_only:
            self._storage.fold_in_background()

    # -- the codebook

    def codebook(self) -> Codebook:
        """Return the tags, then those in use that it has not, and the verdict scales."""
        with self._lock:
            tags = [tag_from(document_in(raw)) for raw in self._storage.documents(TAGS).values()]
            scales = [
                scale_from(document_in(raw)) for raw in self._storage.documents(SCALES).values()
            ]
            known = {tag.name for tag in tags}
            used = {str(name): keys for name, keys in list(self._table.by(TAG).items())}
        first = sorted(
            (name for name in used if name not in known), key=lambda n: next(iter(used[n]))
        )
        return Codebook(
            tags=(*tags, *(Tag(name=name) for name in first)),
            scales=tuple(scales) or (DEFAULT_SCALE,),
        )

    def save_codebook(self, codebook: Codebook, *, what: str = "changed the codebook") -> None:
        """Keep these tags and scales instead of the present ones; claims stay as they are.

        Raises:
            InvalidCodebookError: It does not hold together.
            StoreError: It could not be written; the store is as before.
        """
        check(codebook)
        with self._changing():
            tags = [dict(tag_record(tag)) for tag in codebook.tags]
            scales = [dict(scale_record(scale)) for scale in codebook.scales]
            self._commit([*self._listed(TAGS, tags), *self._listed(SCALES, scales)], what)

    def rename_tag(self, name: str, new: str) -> str:
        """Rename a tag in the codebook and on every claim; return a sentence about it.

        Raises:
            InvalidCodebookError: There is no such tag, or the new name is taken.
            StoreError: It could not be written; the store is as before.
        """
        tag = self.codebook().tag(name) or Tag(name=name)
        return self.change_tag(name, replace(tag, name=new))

    def change_tag(self, name: str, tag: Tag) -> str:
        """Put a tag with all that is said of it in the place of another; return a sentence.

        Where its name is another one, the claims with the former get it, in the same change.

        Raises:
            InvalidCodebookError: There is no such tag, the new name is taken, or the codebook
                would not hold together.
            StoreError: It could not be written; the store is as before.
        """
        with self._changing():
            if tag.name == name:
                return self._retag([], name, f"changed the tag “{name}”", said=tag)
            if self.codebook().tag(tag.name):
                raise InvalidCodebookError(
                    f"There is a tag “{tag.name}” already. Merge “{name}” into it instead."
                )
            what = f"renamed the tag “{name}” to “{tag.name}”"
            return self._retag([name], tag.name, what, said=tag)

    def remove_tag(self, name: str, *, with_claims: bool = False) -> str:
        """Take a tag from the codebook and from every claim; return a sentence about it.

        A claim without a tag says nothing: those that have no other are removed as well,
        and only when asked for `with_claims`.

        Raises:
            InvalidCodebookError: There is no such tag, or claims have no other.
            StoreError: It could not be written; the store is as before.
        """
        with self._changing():
            known = self.codebook()
            gone = known.tag(name)
            if gone is None:
                raise InvalidCodebookError(f"There is no tag named “{name}”.")
            steps = self._listed(TAGS, [tag_record(tag) for tag in without_tag(known.tags, gone)])
            carrying, time = list(self._carrying([name])), written_time(now())
            bare = 0
            for key, raw, record in carrying:
                tags: list[JSONValue] = [tag for tag in _tags_in(record) if tag != name]
                bare += not tags
                changed = record | {"tags": tags, "modified": time}
                steps.append(Step(CLAIMS, key, raw, dumps(changed) if tags else None))
            what = f"removed the tag “{name}”"
            if carrying:
                what += f" from {_many(len(carrying), 'claim')}"
            if bare and not with_claims:
                raise InvalidCodebookError(
                    f"{_many(bare, 'claim')} with the tag “{name}” would be left without one. "
                    "Merge it into another tag, or remove the claims with it."
                )
            if bare:
                what += f", of which {bare} had no other and went with it"
            return self._commit_said(steps, what)

    def merge_tags(self, names: Sequence[str], into: str) -> str:
        """Put one tag in the place of several, everywhere; return a sentence about it.

        Raises:
            InvalidCodebookError: One of them is no tag.
            StoreError: It could not be written; the store is as before.
        """
        with self._changing():
            old = [name for name in names if name != into]
            quoted = ", ".join(f"“{name}”" for name in old)
            return self._retag(old, into, f"merged the tags {quoted} into “{into}”")

    # -- inside

    def _retag(self, names: Sequence[str], into: str, what: str, *, said: Tag | None = None) -> str:
        """Put `into` in the place of `names` everywhere; `said` is all that it is to say."""
        known = self.codebook()
        for name in names or [into]:
            if known.tag(name) is None:
                raise InvalidCodebookError(f"There is no tag named “{name}”.")
        if not into.strip():
            raise InvalidCodebookError("A tag needs a name.")
        tags = renamed_tags(known.tags, names, into)
        if said is not None:
            tags = tuple(said if tag.name == into else tag for tag in tags)
        check(replace(known, tags=tags))
        steps = self._listed(TAGS, [tag_record(tag) for tag in tags])
        carrying, time = list(self._carrying(names)), written_time(now())
        for key, raw, record in carrying:
            changed = record | {"tags": _renamed(_tags_in(record), names, into), "modified": time}
            steps.append(Step(CLAIMS, key, raw, dumps(changed)))
        return self._commit_said(
            steps, f"{what} on {_many(len(carrying), 'claim')}" if names else what
        )

    def _carrying(self, names: Sequence[str]) -> Iterator[tuple[str, bytes, dict[str, JSONValue]]]:
        """Yield the key, the bytes and the record of each claim with one of these tags.

        The records themselves are changed: claims would have to be made and unmade.
        """
        documents = self._storage.documents(CLAIMS)
        version = _version(self._storage.documents(ABOUT))
        for key in {key for name in names for key in self._table.by(TAG).get(name, ())}:
            record = upgraded(document_in(documents[key]), version)
            if isinstance(record["tags"], list):
                yield key, documents[key], record

    def _commit_said(self, steps: Iterable[Step], what: str) -> str:
        self._commit(steps, what)
        return f"{what[0].upper()}{what[1:]}."

    @contextmanager
    def _changing(self) -> Iterator[None]:
        with self._lock, self._storage.changing():
            yield

    def _save(
        self,
        claims: Sequence[Claim],
        what: str,
        *,
        by: str | None = None,
    ) -> None:
        steps = []
        taken: set[str] = set()
        for claim in claims:
            if not claim.tags or not all(tag.strip() for tag in claim.tags):
                raise InvalidClaimError(f"The claim {_words(claim)} needs a tag.")
            key = self._key_of(claim.id)
            raw = None if key is None else self._raw(CLAIMS, key)
            record = to_record(claim) if raw is None else record_over(document_in(raw), claim)
            key = key or self._new_key(claim.id, taken)
            taken.add(key)
            steps.append(Step(CLAIMS, key, raw, dumps(record)))
        if not what and len(claims) == 1:
            what = self._told(claims[0])
        self._commit(steps, what or f"saved {_many(len(claims), 'claim')}", by=by)

    def _commit(
        self,
        steps: Iterable[Step],
        what: str,
        *,
        by: str | None = None,
        undoes: int = 0,
        redoes: int = 0,
    ) -> None:
        steps = list(steps)
        self._saving = True
        try:
            self._storage.commit(
                [*self._upgrade(), *steps] if steps else [],
                by=self.annotator if by is None else by,
                what=what,
                undoes=undoes,
                redoes=redoes,
            )
        finally:
            self._saving = False

    def _upgrade(self) -> Iterator[Step]:
        """Yield what makes a file of an older version one of this."""
        version = _version(self._storage.documents(ABOUT))
        if version == VERSION:
            return
        about = {"format": "copydesk claims", "version": VERSION}
        yield Step(ABOUT, "1", None, dumps(about))
        for key, raw in self._storage.documents(CLAIMS).items():
            yield Step(CLAIMS, key, raw, dumps(upgraded(document_in(raw), version)))

    def _refuse_newer(self, tables: Tables) -> None:
        about = tables.get(ABOUT)
        version = _version(about) if isinstance(about, dict) else 0
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
        key = str(_number(claim_id))
        raw = self._raw(CLAIMS, key)
        if raw is not None and document_in(raw).get("id") == claim_id:
            return key  # nearly always; else another program numbered it
        return next(iter(self._table.by(ID).get(claim_id, ())), None)

    def _new_key(self, claim_id: str, taken: Collection[str]) -> str:
        documents = self._storage.documents(CLAIMS)
        number = _number(claim_id)
        while (key := str(number)) in documents or key in taken:
            number += 1
        return key

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
        version = _version(self._storage.documents(ABOUT))
        try:
            claim = from_record(upgraded(document_in(raw), version))
        except InvalidClaimError as error:
            problem = f"{error} It stays in {self.path} as it is."
            if problem not in self._storage.problems:
                self._storage.problems.append(problem)
            return None
        self._read[key] = (raw, claim)
        return claim

    def _merged(self, claim: Claim, was: Claim) -> Claim:
        """Return the claim with what someone else changed since `was`."""
        current = self._claim_of(claim.id)
        if current is None:
            raise ChangedMeanwhileError(f"{_named(was)} was removed meanwhile by someone else.")
        changes = {}
        for field in fields(Claim):
            ours, theirs, before = (getattr(it, field.name) for it in (claim, current, was))
            if ours == before or field.name == "modified":
                continue
            if theirs not in (before, ours):
                raise ChangedMeanwhileError(
                    f"Someone else changed the {field.name} of {_named(was)} meanwhile. Look at "
                    "it as it is now, then change it again."
                )
            changes[field.name] = ours
        return replace(current, **changes, modified=claim.modified)

    def _told(self, claim: Claim) -> str:
        former = self._claim_of(claim.id)
        if former is None:
            return f"tagged {_words(claim)} as {', '.join(claim.tags)}"
        names = [
            field.name
            for field in fields(Claim)
            if field.name != "modified"
            and getattr(former, field.name) != getattr(claim, field.name)
        ]
        return f"changed the {' and '.join(names) or 'time'} of {_named(claim)}"

    def _listed(self, table: str, records: Sequence[dict[str, JSONValue]]) -> list[Step]:
        """Return the steps that make `records` the documents of a table, in their order.

        Fields that others wrote stay with the document of the same name.
        """
        former = {
            str(document.get("name")): document
            for document in map(document_in, self._storage.documents(table).values())
        }
        wanted = {
            str(number): dumps({**former.get(str(record["name"]), {}), **record})
            for number, record in enumerate(records, 1)
        }
        present = self._storage.documents(table)
        gone = [Step(table, key, raw, None) for key, raw in present.items() if key not in wanted]
        return [*gone, *(Step(table, key, None, raw) for key, raw in wanted.items())]


def _version(about: Mapping[str, bytes]) -> int:
    found = [document_in(raw).get("version") for raw in about.values()]
    return max((number for number in found if isinstance(number, int)), default=0)


def _number(claim_id: str) -> int:
    """Return a document number that another claim hardly has.

    It stays below 2 ** 53, up to which every reader of JSON keeps numbers exactly.
    """
    return (
        int.from_bytes(blake2b(claim_id.encode(errors="surrogatepass"), digest_size=8).digest())
        >> 11
    )


def _tags_in(record: Mapping[str, JSONValue]) -> list[str]:
    tags = record["tags"]
    return [str(tag) for tag in tags] if isinstance(tags, list) else []


def _renamed(tags: Iterable[str], names: Collection[str], into: str) -> list[JSONValue]:
    return list(dict.fromkeys(into if tag in names else tag for tag in tags))


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _words(claim: Claim) -> str:
    words = " ".join(claim.anchor.exact.split())
    return f"“{words if len(words) <= 40 else words[:39].rstrip() + '…'}”"


def _named(claim: Claim) -> str:
    return f"the claim {_words(claim)}"
