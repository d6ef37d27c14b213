"""What a store holds, worked out from the bytes of its three files; nothing is written here.

The *file* (TinyDB's), the *journal* of this machine, and the *previous* file, from which the
journal goes on. The file is believed first. Told in the order in which it is tried:

1. The journal's last checkpoint, or one begun after it, has the file's checksum: the file,
   then the changes that it does not hold.
2. The file is gone or empty. What the journal goes on from, and its changes, are shown.
3. It has the time and the size of the last checkpoint and another checksum: the disk lost
   something. The same is shown.
4. The file is JSON: another program replaced it, by another state or by an earlier one. It
   is that. The changes after the last checkpoint are merged into it; what is then missing of
   how everything stood before is handed out, to be kept aside.
5. The file is no JSON: what can still be read of it is shown together with what the journal
   knows. It is never written over before a person asks for that.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha1
from typing import NamedTuple, Protocol

from annotations.journal.json_text import (
    Tables,
    differences,
    free_key,
    own_tables_in,
    tables_in,
    text_of,
)
from annotations.journal.lines import Checkpoint, Journal, Step, checksum
from annotations.journal.merging import Merging

NOTHING = checksum(b"")
"""The checksum of a file that is empty, or was not there yet."""

GONE, ROTTEN, BROKEN = "gone", "rotten", "broken"
"""What can be the trouble with the file: cases 2, 3 and 5."""


REPLACED = "replaced.json"
"""The name of what a file lacks that another program put in its place."""

MARKED = "it has the marks of a merge that git could not finish"


class Own(NamedTuple):
    """What this machine knows by itself: the file at the last checkpoint, and all after it."""

    base: Tables
    now: Tables
    text: bytes = b""  # the file's, where it is still there

    def name_in_git(self) -> str:
        """Return the name that git gives the file at the last checkpoint."""
        text = self.text or b"".join(text_of(self.base))
        return sha1(b"blob %d\0" % len(text) + text, usedforsecurity=False).hexdigest()


class OwnState(Protocol):
    """Gives what this machine knows by itself, None where it cannot be told any more."""

    def __call__(self) -> Own | None:
        """Work it out; that may take as long as reading the file."""


@dataclass(slots=True)
class Recovered:
    """A store's content, and what has to be done on disk to make it sound again.

    `recorded` is what file and journal give without more being written, once there is a
    checkpoint where the file was `replaced`; what `tables` hold beyond it is to be recorded.
    `in_file` is the last change that the file holds; `own` tells whether this program wrote
    it. `trouble` tells why the file does not count, `why` as the end of a sentence. `aside`
    holds what is to be kept; what of it is a state that was `replaced_text` in git's name has
    to be looked at.
    """

    tables: Tables
    n: int = 0
    in_file: int = 0
    own: bool = False
    replaced: bool = False
    replaced_text: str = ""
    trouble: str = ""
    why: str = ""
    recorded: Tables = field(default_factory=dict)
    aside: list[tuple[str, Tables | bytes]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def brought(self) -> list[Step]:
        """Return the steps that nobody has written down yet."""
        if self.tables is self.recorded:
            return []
        return [Step(*difference) for difference in differences(self.recorded, self.tables)]


def recover(
    text: bytes, found: Checkpoint, journal: Journal, own_state: OwnState, merging: Merging
) -> Recovered:
    """Work out what the store holds; `found` tells checksum and stamp of the file's text.

    Raises:
        ValueError: The file cannot be read, and this machine knows nothing by itself.
    """
    for checkpoint in journal.present():
        if checkpoint.checksum == found.checksum:
            tables = _replayed(text, checkpoint, journal)
            return Recovered(
                tables, journal.last(), checkpoint.n, own=checkpoint.own, recorded=tables
            )
    checkpoints = journal.checkpoints()
    if not text.strip():
        return _without_file(journal, own_state() if checkpoints else Own({}, {}))
    known = any(checkpoint.checksum == found.checksum for checkpoint in checkpoints)
    last = journal.present()[-1:]
    rotten = bool(last) and not known and last[0].stamp.same_text_as(found.stamp)
    if rotten and (own := own_state()) is not None:
        return _troubled(journal, ROTTEN, "the disk lost a part of it", own.now, own.now)
    try:
        tables, doubled = tables_in(text)
    except ValueError as error:
        return _broken(text, journal, _why(text, error), own_state(), merging)
    return _replaced(tables, doubled, journal, own_state, merging)


def own_state(journal: Journal, previous: bytes) -> Own | None:
    """Return what the previous file and the journal give, None where they do not fit."""
    checkpoints = journal.checkpoints()
    total = checksum(previous)
    start = next((it for it in checkpoints if it.checksum == total), None)
    if start is None and checkpoints and checkpoints[-1].checksum == NOTHING:
        start, previous = checkpoints[-1], b""
    if start is None or any(it.replaced for it in _later(checkpoints, start)):
        return None
    last = journal.present()[-1].n
    try:
        now = _tables_of(previous, start)
    except ValueError:
        return None
    for change in journal.after(start.n):
        if change.n <= last:
            replay(now, change.steps)
    base = copied(now)
    for change in journal.after(max(last, start.n)):
        replay(now, change.steps)
    is_base = total == journal.present()[-1].checksum
    return Own(base, now, previous if is_base else b"")


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


def copied(tables: Tables) -> Tables:
    """Return the tables in dictionaries of their own."""
    return {name: dict(it) if isinstance(it, dict) else it for name, it in tables.items()}


def missing(before: Tables, after: Tables) -> Tables:
    """Return the documents that are nowhere among the tables afterwards, as they were."""
    gone: Tables = {}
    for name, documents in before.items():
        there = after.get(name)
        if not isinstance(documents, dict):
            if documents != there:
                gone[name] = documents
            continue
        values = set(there.values()) if isinstance(there, dict) else set()
        if lost := {key: raw for key, raw in documents.items() if raw not in values}:
            gone[name] = lost
    return gone


def _later(checkpoints: list[Checkpoint], start: Checkpoint) -> list[Checkpoint]:
    """Return those of other files that came after one; they are told the latest first."""
    later = checkpoints[: checkpoints.index(start)]
    return [it for it in later if it.checksum != start.checksum]


def _tables_of(text: bytes, checkpoint: Checkpoint) -> Tables:
    try:
        return own_tables_in(text) if checkpoint.own else tables_in(text)[0]
    except ValueError:  # no table, or a name that has to be escaped
        return tables_in(text)[0]


def _replayed(text: bytes, checkpoint: Checkpoint, journal: Journal) -> Tables:
    """Return the tables of the file that the checkpoint tells of, with the changes after it."""
    tables = _tables_of(text, checkpoint)
    for change in journal.after(checkpoint.n):
        replay(tables, change.steps)
    return tables


def _troubled(
    journal: Journal, trouble: str, why: str, tables: Tables, recorded: Tables
) -> Recovered:
    last = journal.present()[-1:]
    in_file = last[0].n if last else 0
    return Recovered(tables, journal.last(), in_file, trouble=trouble, why=why, recorded=recorded)


def _without_file(journal: Journal, own: Own | None) -> Recovered:
    if own is None:
        raise ValueError("it is gone, and what it could be rebuilt from is broken")
    trouble = GONE if own.now else ""
    return _troubled(journal, trouble, "it is gone" if trouble else "", own.now, own.now)


def _broken(
    text: bytes, journal: Journal, why: str, own: Own | None, merging: Merging
) -> Recovered:
    base, sides = merging.sides(text)
    if own is None and not sides:
        raise ValueError(why)
    known = own.now if own is not None else {}
    told: list[str] = []
    tables = sides[0] if sides else known
    for side in sides[1:]:
        tables, sentences = merging.merged(base, tables, side)
        told += sentences
    if own is not None and sides and tables != known:
        began = own.base if own.base in sides else None
        tables, sentences = merging.merged(began, known, tables)
        told += sentences
    recovered = _troubled(journal, BROKEN, why, tables, known)
    recovered.problems += dict.fromkeys(told)
    return recovered


def _replaced(
    tables: Tables,
    doubled: list[tuple[str, bytes]],
    journal: Journal,
    own_state: OwnState,
    merging: Merging,
) -> Recovered:
    had_journal = bool(journal.checkpoints())
    last = journal.last()
    whole = _with_doubled(tables, doubled) if doubled else tables
    merged, told = merging.tidied(whole)
    recovered = Recovered(merged, last, last, replaced=had_journal, recorded=tables)
    recovered.problems += told
    if doubled:
        recovered.problems.append(
            f"{len(doubled)} documents of the file had the number of another one, as after a "
            "merge; both were kept."
        )
    if not had_journal:
        return recovered
    recovered.problems.append("Another program replaced the file of claims; it was read anew.")
    own = own_state()
    waiting = journal.after(journal.present()[-1].n)
    if waiting:
        mine: Tables = {} if own is None else own.now
        for change in waiting if own is None else ():
            replay(mine, change.steps)
        merged, told = merging.merged(None if own is None else own.base, mine, merged)
        recovered.tables = merged
        recovered.problems += told
        if own is None:
            own = Own({}, mine)
    if own is not None and (gone := missing(own.now, recovered.tables)):
        recovered.aside.append((REPLACED, gone))
        recovered.replaced_text = own.name_in_git()
    return recovered


def _with_doubled(tables: Tables, doubled: list[tuple[str, bytes]]) -> Tables:
    """Give documents whose id another one has, too, as after a merge, an id of their own."""
    whole = copied(tables)
    for table, raw in doubled:
        documents = whole[table]
        assert isinstance(documents, dict)
        documents[free_key(documents)] = raw
    return whole


def _why(text: bytes, error: ValueError) -> str:
    """Return what is wrong with a text that is no JSON, as the end of a sentence."""
    marked = next(
        (n for n, line in enumerate(text.splitlines(), 1) if line.startswith(b"<<<<<<< ")), 0
    )
    if marked:
        return f"{MARKED} (line {marked})"
    if isinstance(error, UnicodeDecodeError):
        return "it is not UTF-8 text"
    line = getattr(error, "lineno", 0)
    return f"it is no JSON from line {line} on" if line else str(error)
