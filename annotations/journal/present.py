"""What is in memory of a store, and how far its file and its journal have it."""

from collections.abc import Callable, Iterator, Sequence

from annotations.disk import Stamp
from annotations.journal.json_text import Tables
from annotations.journal.lines import Change, Checkpoint, Step, checksum, written_checkpoint
from annotations.journal.recovery import copied, replay

BASE, ALL = "base", "all"


class Present:
    """The tables as they are now; whoever changes one of these holds the lock.

    The `followers` are called with the steps of every change, or with None when all may have
    changed.
    """

    def __init__(self) -> None:
        self.tables: Tables = {}
        self.n = 0  # the last change
        self.waiting: list[Change] = []  # those after the checkpoint
        self.apart: list[Step] = []  # what is shown of a broken file and stands nowhere else
        self.lacking = ""  # what only memory has: the BASE that the journal goes on from, or ALL
        self.file = Stamp()  # the TinyDB file as last seen, and what the journal says of it
        self.checkpoint = self.expected = Checkpoint(0, checksum(b""), Stamp())
        self.checkpointed_at = 0  # where the journal ended at the last checkpoint, or at opening
        self.trouble = ""  # why the file does not count, as in `recovery`
        self.told: tuple[str, ...] = ()  # what was told of that
        self.read_only = ""  # why nothing can be saved
        self.problems: list[str] = []
        self.followers: list[Callable[[Sequence[Step] | None], None]] = []

    def do(self, change: Change) -> None:
        """Make a change that is in the journal."""
        replay(self.tables, change.steps)
        self.n = change.n
        self.waiting.append(change)
        self.tell(change.steps)

    def tell(self, steps: Sequence[Step] | None) -> None:
        """Tell the followers what changed."""
        for follow in self.followers:
            follow(steps)

    def note(self, checkpoint: Checkpoint, position: int) -> None:
        """Take note of a checkpoint, with the journal read up to `position`."""
        self.checkpoint = self.expected = checkpoint
        self.waiting = [change for change in self.waiting if change.n > checkpoint.n]
        self.checkpointed_at = position

    def first_line(self) -> bytes:
        """Return the line that a new journal begins with."""
        return written_checkpoint(self.checkpoint)

    def base(self) -> Tables:
        """Return what there was without the changes after the checkpoint."""
        base = copied(self.tables)
        for change in reversed(self.waiting):
            replay(base, change.backwards())
        return base

    def effective(self, steps: Sequence[Step]) -> Iterator[Step]:
        """Yield the steps that change something, each with what is there before it."""
        done: dict[tuple[str, str | None], bytes | None] = {}
        for table, key, _, new in steps:
            documents = self.tables.get(table)
            if (table, key) in done:
                old = done[table, key]
            elif key is None:
                old = b"{}" if isinstance(documents, dict) else documents
            else:
                old = documents.get(key) if isinstance(documents, dict) else None
            if new != old:
                done[table, key] = new
                yield Step(table, key, old, new)
