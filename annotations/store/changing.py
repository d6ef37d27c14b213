"""Changing the claims of a library: each change is on disk, all of it or nothing of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from types import MappingProxyType

from annotations.anchoring import describe
from annotations.claim import Claim, JSONValue, now
from annotations.errors import ChangedMeanwhileError, InvalidClaimError
from annotations.journal.json_text import document_in, dumps
from annotations.journal.lines import Step
from annotations.records import record_over, to_record
from annotations.span import Span
from annotations.store.claim_file import BY_ITSELF, CLAIMS, ClaimFile
from annotations.store.finding import ARTICLE, TAG
from annotations.store.question import Question
from annotations.store.shared_tables import TAGS, is_locked
from annotations.store.wording import named, words_of
from annotations.together.conflicts import CONFLICTS, Conflict
from annotations.wording import many


class Changes:
    """Every way to change the claims in a file."""

    def __init__(self, file: ClaimFile) -> None:
        self._file = file

    def save(self, claim: Claim, *, was: Claim | None = None) -> None:
        """Keep a new claim, or a new state of one with the same id.

        `was` is the claim as it was read before it was changed: then only what differs from
        it is changed, and what someone else changed meanwhile stays.

        Raises:
            ChangedMeanwhileError: Someone else changed the same field since `was`.
            StoreError: It could not be written; the store is as before.
        """
        with self._file.changing():
            if was is not None:
                claim = self.merged(claim, was)
            self.put([claim], "")

    def save_all(
        self,
        claims: Iterable[Claim],
        *,
        what: str = "",
        was: Iterable[Claim] = (),
        removing: Iterable[str] = (),
        conflicts: Iterable[Conflict] = (),
        beside: Mapping[str, Mapping[str, Mapping[str, JSONValue]]] = MappingProxyType({}),
    ) -> None:
        """Keep many claims as one change, all or none, which one undo takes back.

        `what` says in the past tense what was done ("imported 12 claims from x.jsonl").
        `was` are those of them that were read before, as they were then: of these only what
        differs is changed. `removing` are the ids of claims that are forgotten with it,
        `conflicts` what somebody elsewhere says differently, kept until it is decided.
        `beside` are documents of other tables that change with them, by table and number.

        Raises:
            ChangedMeanwhileError: Someone else changed the same field since `was`.
            ClaimNotFoundError: One that is to be forgotten is not there.
            StoreError: They could not be written; the store is as before.
        """
        before = {claim.id: claim for claim in was}
        with self._file.changing():
            merged = [
                self.merged(claim, before[claim.id]) if claim.id in before else claim
                for claim in claims
            ]
            gone = [
                Step(CLAIMS, self._file.key_of(claim.id), None, None)
                for claim in map(self._file.get, removing)
            ]
            kept = self._file.documents(CONFLICTS)
            open_ones = [
                Step(CONFLICTS, conflict.key, None, dumps(conflict.record()))
                for conflict in conflicts
                if conflict.key not in kept
            ]
            others = [
                step
                for table, records in beside.items()
                for number, record in records.items()
                if (step := self._file.step_to(table, number, record)) is not None
            ]
            if merged or gone or open_ones or others:
                self.put(merged, what, with_steps=[*gone, *open_ones, *others])

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
        with self._file.changing():
            claims = tuple(map(self._file.get, claim_ids))
            steps = [Step(CLAIMS, self._file.key_of(claim.id), None, None) for claim in claims]
            what = f"removed {named(claims[0])}" if len(claims) == 1 else ""
            self._file.commit(steps, what or f"removed {len(claims)} claims")
            return claims

    def reattach(self, claim_id: str, text: str, span: Span) -> Claim:
        """Let a claim stand at `span` of its article's text, by hand; return it.

        Raises:
            ClaimNotFoundError: No claim has that id.
            StoreError: It could not be written.
        """
        with self._file.changing():
            claim = replace(self._file.get(claim_id), anchor=describe(text, span), modified=now())
            self.put([claim], f"attached {named(claim)} again")
            return claim

    def follow(
        self,
        articles: Iterable[tuple[str, str]],
        others: Iterable[str] = (),
        *,
        titles: Mapping[str, str] = MappingProxyType({}),
    ) -> tuple[str, ...]:
        """Let claims follow articles that were renamed or moved; return a sentence for each.

        `articles` are the path and the text's hash of every article of the library. Claims
        on a path that is no longer among them go to the only article with their text, and
        so do those on a path in `others`, where another article may stand now. Where their
        text is nowhere, these go to the only article in `titles`, by path, of the same file
        that has their article's title, as long as the one at their place has another.
        """
        listed = dict(articles)
        homes: dict[str, list[str]] = {}
        for path, text_hash in listed.items():
            homes.setdefault(text_hash, []).append(path)
        gone = [str(path) for path, _ in self._file.by(ARTICLE) if path not in listed]
        gone.extend(others)
        moved: dict[tuple[str, str], list[Claim]] = {}
        for claim in (claim for path in gone for claim in self._file.find(Question(article=path))):
            found = homes.get(claim.article.text_hash, []) if claim.article.text_hash else []
            found = found or _of_its_title(claim, titles)
            if len(found) == 1 and found[0] != claim.article.path:
                moved.setdefault((claim.article.path, found[0]), []).append(claim)
        sentences = []
        for (old, new), claims in moved.items():
            following = [
                replace(claim, article=replace(claim.article, path=new)) for claim in claims
            ]
            sentence = f"{many(len(claims), 'claim')} followed “{old}” to “{new}”"
            with self._file.changing():
                self.put(following, sentence, by=BY_ITSELF)
            sentences.append(f"{sentence}.")
        return tuple(sentences)

    # For the other parts of a store

    def put(
        self,
        claims: Sequence[Claim],
        what: str,
        *,
        by: str | None = None,
        with_steps: Sequence[Step] = (),
    ) -> None:
        """Save claims as they are, with the file held; `what` is said of it in the past tense."""
        steps = []
        taken: set[str] = set()
        if by is None and is_locked(self._file):
            self._refuse_unknown_tags(claims)
        for claim in claims:
            if not claim.says_something or not all(tag.strip() for tag in claim.tags):
                raise InvalidClaimError(f"The claim {words_of(claim)} needs a tag.")
            key = self._file.key_of(claim.id)
            raw = None if key is None else self._file.raw(CLAIMS, key)
            record = to_record(claim) if raw is None else record_over(document_in(raw), claim)
            key = key or self._file.new_key(claim.id, taken)
            taken.add(key)
            steps.append(Step(CLAIMS, key, raw, dumps(record)))
        if not what and len(claims) == 1:
            what = self._told(claims[0])
        what = what or f"saved {many(len(claims), 'claim')}"
        self._file.commit([*steps, *with_steps], what, by=by)

    def merged(self, claim: Claim, was: Claim) -> Claim:
        """Return the claim with what someone else changed since `was`."""
        current = self._file.claim_of(claim.id)
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

    def _refuse_unknown_tags(self, claims: Iterable[Claim]) -> None:
        known = {str(tag) for tag, _ in self._file.by(TAG)}
        known.update(
            str(document_in(raw).get("name")) for raw in self._file.documents(TAGS).values()
        )
        for claim in claims:
            if unknown := next((tag for tag in claim.tags if tag not in known), ""):
                raise InvalidClaimError(
                    f"The codebook is locked and has no tag “{unknown}”. Choose one that it has, "
                    "or unlock it with “copydesk codebook --unlock”."
                )

    def _told(self, claim: Claim) -> str:
        former = self._file.claim_of(claim.id)
        if former is None and not claim.tags:
            return f"{'put right' if claim.guess else 'judged'} {words_of(claim)}"
        if former is None:
            return f"tagged {words_of(claim)} as {', '.join(claim.tags)}"
        names = [
            field.name
            for field in fields(Claim)
            if field.name != "modified"
            and getattr(former, field.name) != getattr(claim, field.name)
        ]
        return f"changed the {' and '.join(names) or 'time'} of {named(claim)}"


def _of_its_title(claim: Claim, titles: Mapping[str, str]) -> list[str]:
    """Return the articles in a claim's file with its article's title; none if it stands there."""
    title, place = claim.article.title, claim.article.path
    if not title or titles.get(place) == title:
        return []
    file = place.partition("#")[0]
    return [path for path, each in titles.items() if each == title and path.startswith(f"{file}#")]
