"""What a store holds, worked out from the bytes of its three files; nothing is written here.

The *file* (TinyDB's), the *journal*, and the *previous* file, as it was before the last
checkpoint. Told in the order in which it is tried:

1. The journal's last checkpoint, or one begun after it, has the file's checksum: the file,
   then the changes that it does not hold.
2. The file is JSON of another checksum: another program replaced it. It is believed. The
   changes after the last checkpoint are done again on top where they fit; what is then
   missing of how everything stood before is handed out, to be kept aside.
3. The file is gone, is no JSON, or has a checkpoint's size and time but not its checksum: it
   was damaged. The previous file and the changes after its checkpoint are the same again;
   without them only a program that still has everything in memory, or the doctor, can help.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from annotations.journal.json_text import Tables, free_key, own_tables_in, tables_in
from annotations.journal.lines import Checkpoint, Journal, Step, checksum


@dataclass(slots=True)
class Recovered:
    """A store's content, and what has to be done on disk to make it sound again.

    `in_file` is the last change that the file holds; `own` tells whether this program wrote
    it. `replaced` tells that another program did: it needs a checkpoint, and `brought` are the
    steps to record after it. `damaged` tells that the file has to be written anew; `aside`
    holds what to keep of it.
    """

    tables: Tables
    n: int = 0
    in_file: int = 0
    own: bool = False
    replaced: bool = False
    damaged: bool = False
    brought: list[Step] = field(default_factory=list)
    aside: list[tuple[str, Tables | bytes]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def recover(
    text: bytes, found: Checkpoint, journal: Journal, previous: Callable[[], bytes]
) -> Recovered:
    """Work out what the store holds; `found` tells checksum and stamp of the file's text.

    Raises:
        ValueError: The file is no TinyDB file, and there is nothing to rebuild it from.
    """
    checkpoints = journal.checkpoints()
    for checkpoint in journal.present():
        if checkpoint.checksum == found.checksum:
            tables = _replayed(text, checkpoint, journal)
            return Recovered(tables, journal.last(), checkpoint.n, own=checkpoint.own)
    if not checkpoints:
        tables, doubled = tables_in(text)  # as a stock TinyDB left it, or fresh from git
        return _with_doubled(Recovered(tables), doubled)
    before = previous()
    sum_before = checksum(before)
    start = next((it for it in checkpoints if it.checksum == sum_before), None)
    former = None if start is None else _replayed(before, start, journal)
    rotten = found.stamp.size > 0 and any(
        checkpoint.stamp.same_text_as(found.stamp) for checkpoint in checkpoints
    )
    if text.strip() and not rotten:
        try:
            tables, doubled = tables_in(text)
        except ValueError:
            pass  # then it is damaged
        else:
            return _with_doubled(_replaced(tables, journal, former), doubled)
    if former is None:
        raise ValueError("it was damaged, and so was what it could be rebuilt from")
    what = "was damaged" if text else "was gone"
    return Recovered(
        former,
        journal.last(),
        journal.last(),
        damaged=True,
        aside=[("damaged.json", text)] if text else [],
        problems=[f"The file of claims {what}; it was rebuilt whole."],
    )


def replay(tables: Tables, steps: Iterable[Step]) -> None:
    """Do the steps; doing them twice does no harm."""
    for table, key, _, new in steps:
        if key is None:
            if new is None:
                tables.pop(table, None)
            elif new == b"{}":
                tables.setdefault(table, {})
            else:
                tables[table] = new
            continue
        documents = tables.setdefault(table, {})
        if not isinstance(documents, dict):
            documents = tables[table] = {}
        if new is None:
            documents.pop(key, None)
        else:
            documents[key] = new


def _replayed(text: bytes, checkpoint: Checkpoint, journal: Journal) -> Tables:
    """Return the tables of the file that the checkpoint tells of, with the changes after it."""
    try:
        tables = own_tables_in(text) if checkpoint.own else tables_in(text)[0]
    except ValueError:  # no table, or a name that has to be escaped
        tables = tables_in(text)[0]
    for change in journal.after(checkpoint.n):
        replay(tables, change.steps)
    return tables


def _replaced(tables: Tables, journal: Journal, former: Tables | None) -> Recovered:
    recovered = Recovered(tables, journal.last(), journal.last(), replaced=True)
    recovered.problems.append("Another program replaced the file of claims; it was read anew.")
    waiting = journal.after(journal.present()[-1].n)
    if former is None:
        former = {}
        for change in waiting:
            replay(former, change.steps)
    for step in (step for change in waiting for step in change.steps):
        if fitting := _fitted(tables, step):
            replay(tables, [fitting])
            recovered.brought.append(fitting)
    if not _has_all(tables, former):
        recovered.aside.append(("replaced.json", former))
    return recovered


def _has_all(tables: Tables, others: Tables) -> bool:
    """Tell whether every document of the others is among the tables, as it is."""
    for name, documents in others.items():
        there = tables.get(name)
        if isinstance(documents, dict) and isinstance(there, dict):
            if not set(documents.values()) <= set(there.values()):
                return False
        elif documents and documents != there:
            return False
    return True


def _fitted(tables: Tables, step: Step) -> Step | None:
    """Return the step as it fits tables that another program wrote, None where it cannot."""
    table, key, old, new = step
    documents = tables.get(table)
    if key is None or not isinstance(documents, dict | None):
        return step if table not in tables and new is not None else None
    documents = documents or {}
    current = documents.get(key)
    if current == new:
        return None
    if current == old:
        return step
    if old is not None or new is None or new in documents.values():
        return None  # both changed it: the file's is shown, ours is kept aside
    return Step(table, free_key(documents), None, new)


def _with_doubled(recovered: Recovered, doubled: list[tuple[str, bytes]]) -> Recovered:
    """Give documents whose id another one has, too, as after a merge, an id of their own."""
    for table, raw in doubled:
        documents = recovered.tables[table]
        assert isinstance(documents, dict)
        step = Step(table, free_key(documents), None, raw)
        replay(recovered.tables, [step])
        recovered.brought.append(step)
    if doubled:
        recovered.problems.append(
            f"{len(doubled)} documents of the file had the number of another one, as after a "
            "merge; both were kept."
        )
    return recovered
