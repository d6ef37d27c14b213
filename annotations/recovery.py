"""What a store holds, worked out from the bytes of its three files; nothing is written here.

The *file* (TinyDB's), the *journal*, and the *previous* file, as it was before the last
fold. Told in the order in which it is tried:

1. The journal's last mark, or a fold after it, has the file's checksum: the file, then the
   changes that it does not hold.
2. The file is JSON of another checksum: another program replaced it. It is believed. The
   changes that had not been folded are done again on top where they fit; how everything
   stood before is handed out, to be kept aside.
3. The file is gone, is no JSON, or has a mark's size and time but not its checksum: it was
   damaged. The previous file and the changes after its mark are the same again.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from annotations.layout import Tables, free_key, own_tables_in, salvaged, tables_in
from annotations.lines import Journal, Mark, Step, checksum


@dataclass(slots=True)
class Recovered:
    """A store's content, and what has to be done on disk to make it sound again.

    `folded` is the last change that the file holds. `replaced` tells that another program
    wrote the file: it needs a mark, and `brought` are the steps to record after it.
    `damaged` tells that the file has to be written anew; `aside` holds what to keep of it.
    """

    tables: Tables
    n: int = 0
    folded: int = 0
    replaced: bool = False
    damaged: bool = False
    brought: list[Step] = field(default_factory=list)
    aside: list[tuple[str, Tables | bytes]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def recover(text: bytes, found: Mark, journal: Journal, previous: Callable[[], bytes]) -> Recovered:
    """Work out what the store holds; `found` tells checksum and stamp of the file's text.

    Raises:
        ValueError: The file is no TinyDB file and there is no journal to rebuild it from.
    """
    marks = journal.marks()
    stamp, n = found.stamp, journal.last()
    for mark in journal.present():
        if mark.checksum == found.checksum:
            return _continued(text, mark, journal, n)
    if not marks:
        return _unknown(text)
    rotten = stamp.size > 0 and any(mark.stamp.same_text_as(stamp) for mark in marks)
    if text.strip() and not rotten:
        try:
            tables, doubled = tables_in(text)
        except ValueError:
            return _rebuilt(text, journal, marks, n, previous())
        return _replaced(tables, doubled, journal, marks, n, previous())
    return _rebuilt(text, journal, marks, n, previous())


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


def _continued(text: bytes, mark: Mark, journal: Journal, n: int) -> Recovered:
    recovered = Recovered(_tables(text), n, mark.n)
    for change in journal.after(mark.n):
        replay(recovered.tables, change.steps)
    return recovered


def _unknown(text: bytes) -> Recovered:
    """Read a file that has no journal: one of a stock TinyDB, or fresh from git."""
    tables, doubled = tables_in(text)
    recovered = Recovered(tables)
    _place_doubled(recovered, doubled)
    return recovered


def _replaced(
    tables: Tables,
    doubled: list[tuple[str, bytes]],
    journal: Journal,
    marks: list[Mark],
    n: int,
    previous: bytes,
) -> Recovered:
    recovered = Recovered(tables, n, n, replaced=True)
    recovered.problems.append("Another program replaced the file of claims; it was read anew.")
    former = _former(journal, marks, previous)
    if former is not None and not _has_all(tables, former):
        recovered.aside.append(("replaced.json", former))
    pending = [step for change in journal.after(journal.present()[-1].n) for step in change.steps]
    for step in pending:
        if fitting := _fitted(recovered.tables, step):
            replay(recovered.tables, [fitting])
            recovered.brought.append(fitting)
    if not _has_all(recovered.tables, _tables_of(pending)):
        recovered.aside.append(("unfolded.json", _tables_of(pending)))
    _place_doubled(recovered, doubled)
    return recovered


def _rebuilt(
    text: bytes, journal: Journal, marks: list[Mark], n: int, previous: bytes
) -> Recovered:
    former = _former(journal, marks, previous)
    recovered = Recovered({} if former is None else former, n, n, damaged=True)
    what = "was damaged" if text else "was gone"
    if text:
        recovered.aside.append(("damaged.json", text))
    if former is not None:
        recovered.problems.append(f"The file of claims {what}; it was rebuilt whole.")
        return recovered
    for table, key, document in salvaged(text):
        replay(recovered.tables, [Step(table, key, None, document)])
    for change in journal.after(0):
        replay(recovered.tables, change.steps)
    recovered.problems.append(
        f"The file of claims {what}, and so was what it could be rebuilt from. What could "
        "still be read was kept; compare it with a copy of your own."
    )
    return recovered


def _former(journal: Journal, marks: list[Mark], previous: bytes) -> Tables | None:
    """Return how everything stood: from the previous file, or from nothing at the first."""
    found = checksum(previous)
    for mark in marks:
        if mark.checksum == found:
            tables = _tables(previous)
            for change in journal.after(mark.n):
                replay(tables, change.steps)
            return tables
    return None


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


def _place_doubled(recovered: Recovered, doubled: list[tuple[str, bytes]]) -> None:
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


def _tables(text: bytes) -> Tables:
    try:
        return own_tables_in(text)
    except ValueError:
        return tables_in(text)[0]


def _tables_of(steps: Iterable[Step]) -> Tables:
    tables: Tables = {}
    replay(tables, steps)
    return tables
