"""What other machines changed in a library and had not written into its file yet.

A tool that carries folders brings their journals along. Where copydesk stopped there before
it wrote its changes into the file, and that machine is never started again, the journal is
the only place that has them. It is told of, and merged when a person asks for that.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from annotations import disk
from annotations.journal.json_text import Tables
from annotations.journal.lines import Change, read_journal
from annotations.journal.place import Place
from annotations.journal.recovery import copied, replay
from annotations.store.claim_file import CLAIMS, ClaimFile
from annotations.store.joining import Joining
from annotations.together.merge import Merge
from annotations.wording import many


@dataclass(frozen=True, slots=True)
class Waiting:
    """The changes of another machine's journal that it had not written into its file."""

    journal: Path
    text: bytes
    changes: tuple[Change, ...]

    @property
    def name(self) -> str:
        """What a person calls it by."""
        return self.journal.parent.name

    def sides(self, here: Tables) -> tuple[Tables, Tables]:
        """Return what that machine went on from and what it came to, else as it is `here`."""
        before, after = copied(here), copied(here)
        for change in reversed(self.changes):
            replay(before, change.backwards())
        for change in self.changes:
            replay(after, change.steps)
        return before, after


class Elsewhere:
    """What waits in other machines' journals beside one store."""

    def __init__(self, file: ClaimFile, joining: Joining) -> None:
        self._file = file
        self._joining = joining

    def waiting(self) -> tuple[Waiting, ...]:
        """Return what waits, without what was brought back before."""
        place = Place(self._file.path.resolve())
        found = []
        for path in place.others():
            text = disk.read_or_empty(path)
            journal = read_journal(text)
            present = journal.present()[-1:]
            changes = journal.after(present[0].n if present else 0)
            if changes and not place.keeps(text):
                found.append(Waiting(path, text, tuple(changes)))
        return tuple(found)

    def told(self) -> tuple[str, ...]:
        """Return a sentence for each journal with something that is not so here."""
        return tuple(self._told())

    def bring_back(self, waiting: Waiting) -> Merge:
        """Merge what waits into the store, as one change; it is not told of any more.

        Raises:
            StoreError: It could not be written; the store is as before.
        """
        base, theirs = waiting.sides(self._joining.tables())
        merged = self._joining.merge(base, theirs, what=str(waiting.journal))
        Place(self._file.path.resolve()).keep("journal", waiting.text)
        return merged

    def _told(self) -> Iterator[str]:
        here = self._joining.tables()
        for one in self.waiting():
            after = one.sides(here)[1]
            steps = [step for change in one.changes for step in change.steps]
            touched = {(step.table, step.key) for step in steps if step.key is not None}
            if all(_document(here, *place) == _document(after, *place) for place in touched):
                continue
            claims = sum(table == CLAIMS for table, _ in touched)
            yield (
                f"The journal of another machine, {one.journal}, has changes of "
                f"{many(claims, 'claim')} that are not in a file yet; they come when copydesk is "
                "started there. If it never is, merge them here: "
                f"“copydesk doctor --bring-back {one.name}”."
            )


def _document(tables: Tables, name: str, key: str | None) -> bytes | None:
    table = tables.get(name, {})
    return table.get(key) if isinstance(table, dict) and key is not None else None
