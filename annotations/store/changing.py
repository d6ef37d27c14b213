"""Changing the claims of a library: each change is on disk, all of it or nothing of it."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields, replace

from annotations.anchoring import describe
from annotations.claim import Claim, now
from annotations.errors import ChangedMeanwhileError, InvalidClaimError
from annotations.journal.json_text import document_in, dumps
from annotations.journal.lines import Step
from annotations.records import VERSION, record_over, to_record, upgraded
from annotations.span import Span
from annotations.store import history
from annotations.store.question import Question
from annotations.store.reading import ABOUT, CLAIMS, KeptClaims, number_of, version_of
from annotations.store.wording import many, named, words_of

BY_ITSELF = "copydesk"
"""The name of changes the program makes by itself; no person's undo takes them back."""


class ChangeableClaims(KeptClaims):
    """The claims in a file, and every way to change them."""

    made = 0
    """The number of the annotator's last change made here, 0 if it changed nothing."""

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

    def save_all(
        self, claims: Iterable[Claim], *, what: str = "", was: Iterable[Claim] = ()
    ) -> None:
        """Keep many claims as one change, all or none, which one undo takes back.

        `what` says in the past tense what was done ("imported 12 claims from x.jsonl").
        `was` are those of them that were read before, as they were then: of these only what
        differs is changed.

        Raises:
            ChangedMeanwhileError: Someone else changed the same field since `was`.
            StoreError: They could not be written; the store is as before.
        """
        before = {claim.id: claim for claim in was}
        with self._changing():
            merged = [
                self._merged(claim, before[claim.id]) if claim.id in before else claim
                for claim in claims
            ]
            self._save(merged, what)

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
            what = f"removed {named(claims[0])}" if len(claims) == 1 else ""
            self._commit(steps, what or f"removed {len(claims)} claims")
            return claims

    def last_done(self, passing: Collection[int] = ()) -> tuple[str, int]:
        """Return when the annotator's last change was made that is not undone, and its number.

        Numbers to be passed over are not looked at. Times are UTC, in ISO 8601.

        Raises:
            HistoryError: There is none.
        """
        with self._lock:
            self.take_in()
            change = history.to_undo(self._storage.changes(), self.annotator, 0, passing)
            return change.at, change.n

    def last_undone(self) -> tuple[str, int]:
        """Return when the change was undone that a redo would do again, and its number.

        Raises:
            HistoryError: There is none, or another change came after the undo.
        """
        with self._lock:
            self.take_in()
            changes = list(self._storage.changes())
            number = history.to_redo(changes, self.annotator).n
            return next(change.at for change in changes if change.undoes == number), number

    def undo(self, number: int = 0) -> str:
        """Take back the annotator's last change, or the one with this number.

        Returns a sentence that says which it was.

        Raises:
            HistoryError: There is nothing to undo, or someone changed the same since.
            StoreError: It could not be written.
        """
        with self._changing():
            change = history.to_undo(self._storage.changes(), self.annotator, number)
            steps = history.taking_back(change, self._raw)
            self._commit(steps, change.what, undoes=change.n)
            return f"Undone: {change.what or 'a change of another program'}."

    def redo(self, number: int = 0) -> str:
        """Do the last undone change again, or the one with this number.

        Returns a sentence that says which it was.

        Raises:
            HistoryError: There is nothing to do again, or another change came after.
            StoreError: It could not be written.
        """
        with self._changing():
            change = history.to_redo(self._storage.changes(), self.annotator, number)
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
            self._save([claim], f"attached {named(claim)} again")
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
            sentence = f"{many(len(claims), 'claim')} followed “{old}” to “{new}”"
            with self._changing():
                self._save(following, sentence, by=BY_ITSELF)
            sentences.append(f"{sentence}.")
        return tuple(sentences)

    def fold_when_idle(self) -> None:
        """Bring the TinyDB file up to date in the background; failures are `problems`."""
        if not self.read_only:
            self._storage.fold_in_background()

    # Inside

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
                raise InvalidClaimError(f"The claim {words_of(claim)} needs a tag.")
            key = self._key_of(claim.id)
            raw = None if key is None else self._raw(CLAIMS, key)
            record = to_record(claim) if raw is None else record_over(document_in(raw), claim)
            key = key or self._new_key(claim.id, taken)
            taken.add(key)
            steps.append(Step(CLAIMS, key, raw, dumps(record)))
        if not what and len(claims) == 1:
            what = self._told(claims[0])
        self._commit(steps, what or f"saved {many(len(claims), 'claim')}", by=by)

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
            made = self._storage.commit(
                [*self._upgrade(), *steps] if steps else [],
                by=self.annotator if by is None else by,
                what=what,
                undoes=undoes,
                redoes=redoes,
            )
        finally:
            self._saving = False
        if by is None:
            self.made = made

    def _upgrade(self) -> Iterator[Step]:
        """Yield what makes a file of an older version one of this."""
        version = version_of(self._storage.documents(ABOUT))
        if version == VERSION:
            return
        about = {"format": "copydesk claims", "version": VERSION}
        yield Step(ABOUT, "1", None, dumps(about))
        for key, raw in self._storage.documents(CLAIMS).items():
            yield Step(CLAIMS, key, raw, dumps(upgraded(document_in(raw), version)))

    def _new_key(self, claim_id: str, taken: Collection[str]) -> str:
        documents = self._storage.documents(CLAIMS)
        number = number_of(claim_id)
        while (key := str(number)) in documents or key in taken:
            number += 1
        return key

    def _merged(self, claim: Claim, was: Claim) -> Claim:
        """Return the claim with what someone else changed since `was`."""
        current = self._claim_of(claim.id)
        if current is None:
            raise ChangedMeanwhileError(f"{named(was)} was removed meanwhile by someone else.")
        changes = {}
        for field in fields(Claim):
            ours, theirs, before = (getattr(it, field.name) for it in (claim, current, was))
            if ours == before or field.name == "modified":
                continue
            if theirs not in (before, ours):
                raise ChangedMeanwhileError(
                    f"Someone else changed the {field.name} of {named(was)} meanwhile. Look at "
                    "it as it is now, then change it again."
                )
            changes[field.name] = ours
        return replace(current, **changes, modified=claim.modified)

    def _told(self, claim: Claim) -> str:
        former = self._claim_of(claim.id)
        if former is None:
            return f"tagged {words_of(claim)} as {', '.join(claim.tags)}"
        names = [
            field.name
            for field in fields(Claim)
            if field.name != "modified"
            and getattr(former, field.name) != getattr(claim, field.name)
        ]
        return f"changed the {' and '.join(names) or 'time'} of {named(claim)}"
