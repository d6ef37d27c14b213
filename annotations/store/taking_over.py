"""Two files of which one began as a copy of the other: each takes over what is new there."""

from collections.abc import Iterator

from annotations.claim import Claim
from annotations.codebook import joined
from annotations.errors import ChangedMeanwhileError, InvalidClaimError
from annotations.journal.json_text import document_in
from annotations.journal.lines import Step
from annotations.records import from_record, scale_record, tag_record
from annotations.store.changing import Changes
from annotations.store.claim_file import BY_ITSELF, CLAIMS, ClaimFile
from annotations.store.codebook import SCALES, Tags
from annotations.store.reading import Reader
from annotations.store.shared_tables import TAGS
from annotations.store.wording import named
from annotations.wording import many


class TakingOver:
    """One side of two files; nobody's undo takes back what it took over."""

    def __init__(self, file: ClaimFile, reader: Reader, changes: Changes, tags: Tags) -> None:
        self._file = file
        self._reader = reader
        self._changes = changes
        self._tags = tags

    def take_over(self, other: "TakingOver") -> tuple[int, tuple[str, ...]]:
        """Save here what was saved in a copy of this store.

        Returns how many claims that were, and a sentence for each that stays as it is here
        because it was changed in both. Claims that were removed in the copy stay. To do it
        again changes nothing.

        Raises:
            StoreError: It could not be written; the copy has everything.
        """
        before = other._before_changes()
        taken: list[Claim] = []
        refused: list[str] = []
        path = other._file.path
        with self._file.changing():
            for claim in other._reader.claims():
                here = self._file.claim_of(claim.id)
                if claim.id not in before or here == claim:
                    continue
                was = before[claim.id]
                try:
                    kept = self._changes.merged(claim, was) if was else here or claim
                except ChangedMeanwhileError:
                    refused.append(f"{named(claim)} was changed in {path} too.")
                    continue
                if kept != here:
                    taken.append(kept)
            if taken:
                what = f"took over {many(len(taken), 'claim')} from {path}"
                self._changes.put(taken, what, by=BY_ITSELF)
            self._take_over_tags(other)
        return len(taken), tuple(refused)

    def renew(self, original: "TakingOver") -> None:
        """Save here what was saved in the store that this is a copy of.

        Claims that were changed or removed here stay so, and none is removed.

        Raises:
            StoreError: It could not be written.
        """
        with self._file.changing():
            ours = {claim_id for claim_id, _ in self._steps_by_people()}
            newer = [
                claim
                for claim in original._reader.claims()
                if claim.id not in ours
                and (
                    (here := self._file.claim_of(claim.id)) is None
                    or here.modified < claim.modified
                )
            ]
            if newer:
                what = f"took over {many(len(newer), 'claim')} from {original._file.path}"
                self._changes.put(newer, what, by=BY_ITSELF)
            self._take_over_tags(original)

    def _before_changes(self) -> dict[str, Claim | None]:
        """Return what each claim that people changed here was before, None for a new one."""
        before: dict[str, Claim | None] = {}
        for claim_id, step in self._steps_by_people():  # the earliest comes last, and stays
            try:
                before[claim_id] = from_record(document_in(step.old)) if step.old else None
            except InvalidClaimError:
                before.pop(claim_id, None)
        return before

    def _steps_by_people(self) -> Iterator[tuple[str, Step]]:
        """Yield what people did to claims here with the claim's id, the latest first."""
        for change in self._file.changes():
            if change.by == BY_ITSELF:
                continue
            for step in change.steps:
                raw = step.new or step.old
                if step.table == CLAIMS and raw is not None:
                    yield str(document_in(raw).get("id")), step

    def _take_over_tags(self, other: "TakingOver") -> None:
        here = self._tags.codebook()
        both = joined([here, other._tags.codebook()])
        steps = []
        if both.tags != here.tags:
            steps += self._tags.listed(TAGS, [tag_record(tag) for tag in both.tags])
        if both.scales != here.scales:
            scales = [dict(scale_record(scale)) for scale in both.scales]
            steps += self._tags.listed(SCALES, scales)
        if steps:
            self._file.commit(steps, f"took over the tags of {other._file.path}", by=BY_ITSELF)
