"""What a program still has in memory, where the journal is no longer the one it read.

The journal was deleted, or a tool put another or an older one in its place. It is then never
believed over memory: what was acknowledged here is merged into what the file has become.
"""

from typing import NamedTuple

from annotations.journal.lines import Checkpoint, Journal, again
from annotations.journal.merging import Merging
from annotations.journal.recovery import GONE, REPLACED, Own, Recovered, missing, recover


class Memory(NamedTuple):
    """What is in memory: `own`, of which the file of the checkpoint has the base; `n` changes."""

    own: Own
    n: int
    checkpoint: Checkpoint
    waits: bool


def follows_file(file: Checkpoint, journal: Journal) -> bool:
    """Tell whether a journal goes on from the file as it is."""
    return any(it.checksum == file.checksum for it in journal.present())


def with_memory(
    text: bytes, file: Checkpoint, journal: Journal, memory: Memory, merging: Merging
) -> Recovered:
    """Return what is in memory together with what the file holds now.

    A journal that goes on from the file counts as part of it; any other is kept aside.
    """
    now, checkpoint = memory.own.now, memory.checkpoint
    blank = not text.strip()
    goes_on = follows_file(file, journal)
    if blank or file.checksum == checkpoint.checksum:
        goes_on = False
        found = Recovered(
            now,
            memory.n,
            checkpoint.n,
            own=checkpoint.own,
            replaced=checkpoint.replaced,
            trouble=GONE if now and blank else "",
            why="it is gone",
            recorded=now,
        )
    else:
        known = journal if goes_on else Journal()
        found = recover(text, file, known, lambda: memory.own, merging)
        found.n = max(found.n, memory.n)
        if not found.trouble:
            if memory.waits:
                found.tables, told = merging.merged(memory.own.base, memory.own.now, found.tables)
                found.problems += told
            if gone := missing(now, found.tables):
                found.aside.append((REPLACED, gone))
                found.replaced_text = memory.own.name_in_git()
            found.in_file = found.in_file if goes_on else found.n
            found.replaced = not goes_on
    if not goes_on and any(journal.backwards()):
        found.aside.append(("journal", b"".join(map(again, journal.bodies))))
    found.problems.append("The journal of the store is gone or replaced; it is written again.")
    return found
