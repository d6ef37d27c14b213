"""The whole store: all that can be asked of a library's claims and done to them.

The parts stand side by side over one file; here is the list of what each of them gives.
"""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Self

from annotations.claim import Claim
from annotations.store.beside import Beside
from annotations.store.changing import Changes
from annotations.store.claim_file import ClaimFile
from annotations.store.codebook import Tags
from annotations.store.elsewhere import Elsewhere
from annotations.store.joining import Joining
from annotations.store.out_of_sight import OutOfSight
from annotations.store.reading import Reader
from annotations.store.shared_tables import SharedTables
from annotations.store.taking_over import TakingOver
from annotations.store.undoing import Undoing


class ClaimStore(AbstractContextManager["ClaimStore"]):
    """The claims kept in the file at `path`, which is made at the first save.

    Every change is on disk when its method returns, and is made in the name of
    `annotator`, whose undo takes it back; `annotator_id` tells them from others of that name.
    Methods may be called from any thread. A store opened for `reading` changes nothing on
    disk, not even to mend it.

    Raises:
        StoreError: The file cannot be read, or is not a store.
    """

    def __init__(
        self, path: Path, *, annotator: str = "", annotator_id: str = "", reading: bool = False
    ) -> None:
        self._file = file = ClaimFile(path, annotator, annotator_id, reading=reading)
        reader, changes, undoing, tags = Reader(file), Changes(file), Undoing(file), Tags(file)
        self._copies = TakingOver(file, reader, changes, tags)
        joining, beside = Joining(file), Beside(file)
        elsewhere, out_of_sight = Elsewhere(file, joining), OutOfSight(file)

        self.refresh = file.refresh
        self.take_in = file.take_in
        self.problems = file.problems
        self.mend = file.mend
        self.copies_told = beside.told
        self.common_with = beside.common_with
        self.put_away = beside.put_away
        self.kept = beside.kept
        self.elsewhere = elsewhere.waiting
        self.told_elsewhere = elsewhere.told
        self.bring_back = elsewhere.bring_back
        self.out_of_sight = out_of_sight.claims
        self.told_out_of_sight = out_of_sight.told
        self.look_at = out_of_sight.look_at
        self.checkpoint_when_idle = file.checkpoint_when_idle
        self.close = file.close

        self.get = file.get
        self.find = file.find
        self.claims = reader.claims
        self.of_article = reader.of_article
        self.counts = reader.counts
        self.tags = reader.tags
        self.verdicts = reader.verdicts
        self.annotators = reader.annotators
        self.tag_counts = reader.tag_counts
        self.tag_counts_within = reader.tag_counts_within

        self.save = changes.save
        self.save_all = changes.save_all
        self.remove = changes.remove
        self.remove_all = changes.remove_all
        self.reattach = changes.reattach
        self.follow = changes.follow

        self._undoing = undoing
        self.undo = undoing.undo
        self.redo = undoing.redo
        self.last_done = undoing.last_done
        self.last_undone = undoing.last_undone

        self.codebook = tags.codebook
        self.save_codebook = tags.save_codebook
        self.rename_tag = tags.rename_tag
        self.change_tag = tags.change_tag
        self.remove_tag = tags.remove_tag
        self.merge_tags = tags.merge_tags

        self.tables = joining.tables
        self.merge = joining.merge
        self.conflicts = joining.conflicts
        self.decide = joining.decide

        shared = SharedTables(file)
        self.records = shared.records
        self.raw_records = shared.raw_records
        self.keep = shared.keep
        self.codebook_locked = shared.codebook_locked
        self.lock_codebook = shared.lock_codebook

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """The file that keeps the claims."""
        return self._file.path

    @property
    def annotator(self) -> str:
        """In whose name changes are made."""
        return self._file.annotator

    @property
    def touched(self) -> Sequence[Claim]:
        """The claims that the last undo or redo changed."""
        return self._undoing.touched

    @property
    def read_only(self) -> str:
        """Why nothing can be saved, as a sentence; empty where it can."""
        return self._file.read_only

    @property
    def trouble(self) -> str:
        """Why the file does not count: "broken", "rotten" or "gone"; empty where it does."""
        return self._file.trouble

    @property
    def made(self) -> int:
        """The number of the annotator's last change made here, 0 if it changed nothing."""
        return self._file.made

    def take_over(self, copy: Self) -> tuple[int, tuple[str, ...]]:
        """Save here what was saved in a copy of this store, as `TakingOver.take_over` tells."""
        return self._copies.take_over(copy._copies)

    def renew(self, original: Self) -> None:
        """Save here what was saved in the original of this copy, as `TakingOver.renew` tells."""
        self._copies.renew(original._copies)
