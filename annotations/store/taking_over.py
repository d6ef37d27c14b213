"""Taking over what was saved in another file that began as a copy of this one."""

from typing import Self

from annotations.claim import Claim
from annotations.codebook import joined
from annotations.errors import ChangedMeanwhileError, InvalidClaimError
from annotations.layout import document_in
from annotations.records import from_record, scale_record, tag_record
from annotations.store.changing import BY_ITSELF
from annotations.store.codebook import SCALES, TAGS, CodedClaims
from annotations.store.reading import CLAIMS
from annotations.store.wording import many, named


class ClaimStore(CodedClaims):
    """The claims kept in the file at `path`, which is made at the first save.

    Every change is on disk when its method returns, and is made in the name of
    `annotator`, whose undo takes it back. Methods may be called from any thread. A store
    opened for `reading` changes nothing on disk, not even to mend it.

    Raises:
        StoreError: The file cannot be read, or is not a store.
    """

    def take_over(self, other: Self) -> tuple[int, tuple[str, ...]]:
        """Save here what was saved in a copy of this store; nobody's undo takes it back.

        Returns how many claims that were, and a sentence for each that stays as it is here
        because it was changed in both. Claims that were removed in the copy stay. To do it
        again changes nothing.

        Raises:
            StoreError: It could not be written; the copy has everything.
        """
        before = other._before_changes()
        taken: list[Claim] = []
        refused: list[str] = []
        with self._changing():
            for claim in other.claims():
                here = self._claim_of(claim.id)
                if claim.id not in before or here == claim:
                    continue
                was = before[claim.id]
                try:
                    kept = self._merged(claim, was) if was else here or claim
                except ChangedMeanwhileError:
                    refused.append(f"{named(claim)} was changed in {other.path} too.")
                    continue
                if kept != here:
                    taken.append(kept)
            if taken:
                what = f"took over {many(len(taken), 'claim')} from {other.path}"
                self._save(taken, what, by=BY_ITSELF)
            self._take_over_tags(other)
        return len(taken), tuple(refused)

    def _before_changes(self) -> dict[str, Claim | None]:
        """Return what each claim that was changed here was before, None for a new one."""
        before: dict[str, Claim | None] = {}
        for change in self._storage.changes():  # the earliest comes last, and stays
            for step in change.steps:
                if step.table == CLAIMS and step.new is not None:
                    try:
                        was = from_record(document_in(step.old)) if step.old else None
                    except InvalidClaimError:
                        continue
                    before[str(document_in(step.new).get("id"))] = was
        return before

    def _take_over_tags(self, other: Self) -> None:
        here = self.codebook()
        both = joined([here, other.codebook()])
        steps = []
        if both.tags != here.tags:
            steps += self._listed(TAGS, [tag_record(tag) for tag in both.tags])
        if both.scales != here.scales:
            steps += self._listed(SCALES, [dict(scale_record(scale)) for scale in both.scales])
        if steps:
            self._commit(steps, f"took over the tags of {other.path}", by=BY_ITSELF)
