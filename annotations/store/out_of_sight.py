"""Claims that were here and are in the file no more, since another program put it there anew.

A rebase drops the merges that were made by hand, a tool brings an older file, somebody
restores one. The file is believed, and what it lacks is kept aside; that is told until a
person has looked at it, has brought it back, or has the claims in the file again. Where git
still has the state that was replaced in a branch, a tag or a stash, nothing is out of sight.
"""

import shlex
from collections.abc import Iterator
from pathlib import Path

from annotations import disk
from annotations.journal.json_text import JSONValue, Tables, document_in
from annotations.journal.place import Place
from annotations.records import read_time
from annotations.store.claim_file import CLAIMS, ClaimFile
from annotations.store.salvage import content_of
from annotations.together.git import has_text, is_amid_rebase
from annotations.wording import many


class OutOfSight:
    """What is kept aside of one store, and is neither in its file nor looked at yet."""

    def __init__(self, file: ClaimFile) -> None:
        self._file = file
        self._place = Place(file.path.resolve())
        self._read: dict[Path, Tables] = {}
        self._in_no_branch: set[Path] = set()
        self._told: set[Path] = set()

    def claims(self) -> frozenset[str]:
        """Return the ids of the claims that are out of sight."""
        return frozenset().union(*(ids for _, ids in self._lacking()))

    def told(self) -> tuple[str, ...]:
        """Return a sentence for each state with such claims: how many, and what brings them back.

        One with nothing that a later one has not is left out.
        """
        found = list(self._lacking())
        self._told |= {kept for kept, _ in found}
        return tuple(
            f"{many(len(ids), 'claim')} that {'was' if len(ids) == 1 else 'were'} here "
            f"{'is' if len(ids) == 1 else 'are'} not so in {self._file.path} any more: another "
            "program, such as git in a rebase, put an earlier or another state in its place. "
            f"“copydesk doctor --bring-back {shlex.quote(kept.name)}” brings "
            f"{'it' if len(ids) == 1 else 'them'} back; “copydesk doctor” shows what is kept and "
            "ends this line."
            for number, (kept, ids) in enumerate(found)
            if not any(ids <= others for _, others in found[number + 1 :])
        )

    def look_at(self, kept: Path | None = None) -> None:
        """Let one state that is kept, or each that was told of, count as looked at."""
        for path in self._told if kept is None else (kept,):
            self._place.look_at(path)

    def _lacking(self) -> Iterator[tuple[Path, frozenset[str]]]:
        """Yield each state that is to be told of with its claims, the oldest first.

        One that is in the file or in git is told of no more; but not while a rebase goes on,
        which lets go of commits at its end, nor by what is shown of a broken file.
        """
        for kept, replaced in self._place.not_looked_at().items():
            ids = frozenset(self._missing_of(kept))
            in_git = bool(ids) and self._is_in_git(kept, replaced)
            if ids and not in_git:
                yield kept, ids
            elif not (self._file.trouble or is_amid_rebase(self._file.path)):
                self._place.look_at(kept)

    def _missing_of(self, kept: Path) -> Iterator[str]:
        if kept not in self._read:
            self._read[kept] = content_of(disk.read_or_empty(kept))
        claims = self._read[kept].get(CLAIMS, {})
        for raw in claims.values() if isinstance(claims, dict) else ():
            record = document_in(raw)
            name = record.get("id")
            if not isinstance(name, str):
                continue
            with self._file.lock:
                key = self._file.key_of(name)
                there = None if key is None else self._file.raw(CLAIMS, key)
            if there is None or _is_earlier(document_in(there), record):
                yield name

    def _is_in_git(self, kept: Path, replaced: str) -> bool:
        """Tell whether git has the state that was replaced; that it has not is asked once."""
        if kept in self._in_no_branch:
            return False
        if has_text(self._file.path, replaced):
            return True
        self._in_no_branch.add(kept)
        return False


def _is_earlier(record: dict[str, JSONValue], other: dict[str, JSONValue]) -> bool:
    try:
        return read_time(str(record.get("modified"))) < read_time(str(other.get("modified")))
    except ValueError:
        return False
