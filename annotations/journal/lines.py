"""The lines of the journal, each with its checksum.

    <16 hex digits: 64 bits of the SHA-256 of the rest> <JSON>

A *change* is all that one action did. A *checkpoint* says that the file with this checksum,
which holds the changes up to n, is the TinyDB file now; one that is *begun*, that it is about
to be.

    {"n": 7, "at": time, "by": who, "by_id": which of that name, "what": sentence,
     "changes": [[table, id, old, new], …]}
    {"n": 7, "fold": the same of the file, "size": its bytes, "modified": its time in ns, …}
    {"n": 7, "mark": the same, "last": 7, "size": …, "modified": …, "own": 1, "replaced": 1}

`n` counts the changes; a checkpoint's `last` is the last that stands before it, `own` is 1 if
this program wrote the file in its own form, 0 if another did; `replaced` stands there if it
does not follow from what stands before. `old` and `new` are whole
documents, null where there is none, so that a change can be applied twice without harm and
taken back. An id of null is the table itself: {} makes it, null drops it, any other JSON value
is one that is no table. A change that undoes or redoes change m has `"undoes": m` or
`"redoes": m`.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from typing import NamedTuple

from annotations.disk import Stamp
from annotations.journal.json_text import dumps

_HEAD = re.compile(rb'\{"n": (\d+), "(\w+)"')

ONE_BIT_UP_TO, ONE_BYTE_UP_TO = 8192, 2048
"""Bytes of damage in which one wrong bit, one wrong byte is looked for.

The time grows with their square; chosen by trying, for about a second.
"""


class Step(NamedTuple):
    """What a change did to one document, or, where `key` is None, to a whole table."""

    table: str
    key: str | None
    old: bytes | None
    new: bytes | None


@dataclass(frozen=True, slots=True)
class Change:
    """All that one action did; `n` counts the changes of a store.

    `by_id` tells two people of one name apart.
    """

    n: int
    steps: tuple[Step, ...]
    by: str = ""
    what: str = ""
    at: str = ""
    undoes: int = 0
    redoes: int = 0
    by_id: str = ""

    def backwards(self) -> list[Step]:
        """Return the steps that take the change back, the last first."""
        return [Step(step.table, step.key, step.new, step.old) for step in self.steps[::-1]]


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The TinyDB file with this checksum and stamp holds the changes up to `n`.

    Until it is `installed`, it may be the file already, or not yet. `last` is the last change
    that stands before it in the journal. `own` tells that the file is `json_text.text_of`'s;
    `replaced`, that another program wrote it, and that it does not follow from what the
    journal tells before it.
    """

    n: int
    checksum: str
    stamp: Stamp
    last: int = 0
    installed: bool = True
    own: bool = False
    replaced: bool = False


class Damage(NamedTuple):
    """Bytes of a journal that are no whole lines; `mended` tells that they could be read."""

    data: bytes
    mended: bool


@dataclass(frozen=True, slots=True)
class Journal:
    """The lines of a journal, undecoded, and what was broken in it."""

    bodies: tuple[bytes, ...] = ()
    damages: tuple[Damage, ...] = ()

    def checkpoints(self) -> list[Checkpoint]:
        """Return the checkpoints, those that were only begun too, the latest first."""
        found = (read_line(body) for body in reversed(self.bodies) if head(body)[1])
        return [line for line in found if isinstance(line, Checkpoint)]

    def present(self) -> list[Checkpoint]:
        """Return those that may tell of the file: the last whole one, and those begun after it."""
        checkpoints = self.checkpoints()
        whole = (place for place, found in enumerate(checkpoints) if found.installed)
        last = next(whole, len(checkpoints))
        return checkpoints[: last + 1]

    def last(self) -> int:
        """Return the number of the last change that a line tells of."""
        return max((head(body)[0] for body in self.bodies), default=0)

    def backwards(self) -> Iterator[Change]:
        """Yield the changes, the latest first."""
        for body in reversed(self.bodies):
            if not head(body)[1]:
                line = read_line(body)
                assert isinstance(line, Change)
                yield line

    def after(self, n: int) -> list[Change]:
        """Return the changes that came after change `n`, the earliest first."""
        bodies = [body for body in self.bodies if head(body)[0] > n]
        return list(Journal(tuple(bodies)).backwards())[::-1]


def checksum(data: bytes) -> str:
    """Return 64 bits of the SHA-256 of `data` in hex; most processors have it built in."""
    return sha256(data).hexdigest()[:16]


def written_change(change: Change) -> bytes:
    """Return the line of a change."""
    now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    fields = {"at": change.at or now}
    for name in ("by", "by_id", "what", "undoes", "redoes"):
        if value := getattr(change, name):
            fields[name] = value
    steps = b", ".join(
        b"[%b, %b, %b, %b]"
        % (dumps(step.table), dumps(step.key), step.old or b"null", step.new or b"null")
        for step in change.steps
    )
    return again(b'{"n": %d, %b, "changes": [%b]}' % (change.n, dumps(fields)[1:-1], steps))


def written_checkpoint(checkpoint: Checkpoint) -> bytes:
    """Return the line of a checkpoint, whole or only begun."""
    size, modified, _ = checkpoint.stamp
    kind = b"mark" if checkpoint.installed else b"fold"
    told = (checkpoint.checksum.encode(), checkpoint.last, size, modified, checkpoint.own)
    replaced = b', "replaced": 1' if checkpoint.replaced else b""
    return again(
        b'{"n": %d, "%b": "%b", "last": %d, "size": %d, "modified": %d, "own": %d%b}'
        % (checkpoint.n, kind, *told, replaced)
    )


def read_journal(data: bytes) -> Journal:
    """Return the lines that `data` holds, in their order.

    A damage of one byte, anywhere, is mended: the only byte is looked for that makes the
    checksums right again.
    """
    bodies: list[bytes] = []
    damages: list[Damage] = []
    broken = b""
    for line in (*BytesIO(data), b""):
        body = _body(line)
        if body is None and line:
            broken += line
            continue
        if broken:
            mended = _mended(broken)
            damages.append(Damage(broken, bool(mended)))
            bodies += mended
            broken = b""
        if body is not None:
            bodies.append(body)
    return Journal(tuple(bodies), tuple(damages))


def read_latest(data: bytes, found: str) -> Journal | None:
    """Return the lines from the last checkpoint on, if nothing before it matters any more.

    That is so if the checkpoint is of the file with the checksum `found`, holds every change
    before it, and nothing from there on is damaged; else None. `data` may begin anywhere.
    """
    place = data.rfind(b', "mark": "')
    begin = data.rfind(b"\n", 0, max(place, 0)) + 1
    if begin == 0:
        return None
    journal = read_journal(data[begin:])
    latest = next(iter(journal.checkpoints()), None)
    if latest is None or journal.damages or not latest.installed:
        return None
    return journal if latest.checksum == found and latest.last == latest.n else None


def shortened(journal: Journal, previous: str, present: Checkpoint, history: int) -> bytes:
    """Return the lines without what nobody will undo and no file needs.

    What stays are the checkpoint of the previous file, by its checksum, every change after
    it, so many bytes of changes to undo, and the present checkpoint.
    """
    known = (it for it in journal.checkpoints() if it.checksum == previous)
    before = next(known, present)
    kept: list[bytes] = []
    size = 0
    for body in reversed(journal.bodies):
        number, is_checkpoint = head(body)
        if not is_checkpoint and (number > before.n or size + len(body) <= history or not kept):
            kept.append(again(body))
            size += len(body)
    return b"".join([written_checkpoint(before), *reversed(kept), written_checkpoint(present)])


def read_line(body: bytes) -> Change | Checkpoint:
    """Return the change or the checkpoint that a line, without its checksum, tells."""
    fields = json.loads(body)
    for kind in ("mark", "fold"):
        if kind in fields:
            stamp = Stamp(fields["size"], fields["modified"])
            last = fields.get("last", 0)
            own, replaced = bool(fields.get("own")), bool(fields.get("replaced"))
            return Checkpoint(fields["n"], fields[kind], stamp, last, kind == "mark", own, replaced)
    steps = tuple(
        Step(table, key, None if old is None else dumps(old), None if new is None else dumps(new))
        for table, key, old, new in fields["changes"]
    )
    names = ("n", "by", "by_id", "what", "at", "undoes", "redoes")
    return Change(steps=steps, **{name: fields[name] for name in names if name in fields})


def head(body: bytes) -> tuple[int, bool]:
    """Return the number of a line, and whether it is a checkpoint; decode no more."""
    found = _HEAD.match(body)
    assert found is not None, "a line whose checksum holds begins with its number"
    return int(found[1]), found[2] != b"at"


def again(body: bytes) -> bytes:
    """Return the line whose checksum was taken off to give `body`."""
    return checksum(body).encode() + b" " + body + b"\n"


def _body(line: bytes) -> bytes | None:
    line = line.removesuffix(b"\n")
    whole = line[16:17] == b" " and checksum(line[17:]).encode() == line[:16]
    return line[17:] if whole else None


def _mended(region: bytes) -> list[bytes]:
    for candidate in _candidates(region):
        lines = candidate.removesuffix(b"\n").split(b"\n")
        bodies = [body for line in lines if (body := _body(line)) is not None]
        if len(bodies) == len(lines):
            return bodies
    return []


def _candidates(region: bytes) -> Iterator[bytes]:
    """Yield every text that differs in one byte, those that differ in one bit first."""
    if not region.endswith(b"\n"):
        yield region[:-1]  # the last newline was hit; or a save that was never finished
        return
    bits = [1 << bit for bit in range(8)] if len(region) <= ONE_BIT_UP_TO else []
    bytes_ = range(1, 256) if len(region) <= ONE_BYTE_UP_TO else []
    for masks in (bits, bytes_):
        for place, byte in enumerate(region):
            for mask in masks:
                yield region[:place] + bytes([byte ^ mask]) + region[place + 1 :]
