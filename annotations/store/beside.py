"""Copies of a store that lie beside it, as tools that synchronise folders leave them.

    copydesk (Ann's conflicted copy).json      copydesk.sync-conflict-20260701-101112.json

A copy is told, merged when a person asks for it, and then kept aside. What both began as is
nowhere written down: it is taken to be the former state of this store that differs least
from the copy, and of several the oldest, so that rather too much is asked than lost.
"""

import os
import re
import shlex
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from annotations import disk
from annotations.journal.json_text import Tables, document_in
from annotations.journal.place import Place
from annotations.journal.recovery import copied, replay
from annotations.store.claim_file import CLAIMS, ClaimFile
from annotations.store.salvage import content_of
from annotations.together.marked_text import as_utf_8
from annotations.wording import many

_BEGINNING = re.compile(
    rb"\s*(?:<{7,}[^\n]*\n\s*)?\{\s*(?:[<|=]{7,}[^\n]*\n\s*)*"
    rb'"(?:about|claims|tags|scales|conflicts)"\s*:\s*\{'
)
_TABLE = re.compile(rb'"(?:about|claims)"\s*:\s*\{\s*"\d+"\s*:\s*\{')
_LOOKED_AT = 500
"""Files of any other name that are looked into; more are a library of articles in JSON."""


def copies_of(path: Path) -> tuple[Path, ...]:
    """Return the stores beside the one at `path`, whatever they are called."""
    stem = path.stem.casefold()
    named: list[Path] = []
    others: list[Path] = []
    with suppress(OSError):
        for name in os.listdir(path.parent):  # noqa: PTH208 - half the time among many articles
            if name.startswith(".") or name == path.name:
                continue
            if stem in (folded := name.casefold()):
                named.append(path.with_name(name))
            elif ".json" in folded or "." not in name:
                others.append(path.with_name(name))
    found = [file for file in named if _holds(file, _BEGINNING.match, _TABLE.search)]
    if len(others) <= _LOOKED_AT:
        found += [file for file in others if _holds(file, _BEGINNING.match)]
    return tuple(sorted(found))


def _holds(file: Path, *looks: Callable[[bytes], object]) -> bool:
    """Tell whether one of the looks finds something at the beginning of a file."""
    with suppress(OSError):
        if file.is_file():
            with disk.opened(file) as opened:
                text = as_utf_8(opened.read(4096))
            return any(look(text) for look in looks)
    return False


class Beside:
    """The copies beside one store."""

    def __init__(self, file: ClaimFile) -> None:
        self._file = file

    def told(self) -> Iterator[str]:
        """Yield a sentence for each copy: what is in it, and which command merges it."""
        here = {document_in(raw).get("id"): raw for raw in self._file.documents(CLAIMS).values()}
        for copy in copies_of(self._file.path):
            claims = content_of(disk.read_or_empty(copy)).get(CLAIMS, {})
            raws = claims.values() if isinstance(claims, dict) else ()
            new = sum(here.get(document_in(raw).get("id")) != raw for raw in raws)
            if new:
                yield (
                    f"{copy} is a copy of {self._file.path.name} with {many(new, 'claim')} that "
                    f"are not so here. Merge it: “copydesk merge {shlex.quote(str(copy))}”."
                )
            else:
                yield f"{copy} is a copy of {self._file.path.name} with nothing new; remove it."

    def common_with(self, theirs: Tables) -> Tables | None:
        """Return what this store and another state of it began as, None where nobody knows."""
        with self._file.lock:
            changes = self._file.lineage()
            state = copied(self._file.tables())
        apart = {
            (name, key)
            for name in {*state, *theirs}
            for key in {*_documents(state, name), *_documents(theirs, name)}
            if _documents(state, name).get(key) != _documents(theirs, name).get(key)
        }
        least, back = len(apart), 0
        for number, change in enumerate(changes, 1):
            steps = change.backwards()
            replay(state, steps)
            for name, key in ((step.table, step.key) for step in steps):
                if key is None:
                    continue
                same = _documents(state, name).get(key) == _documents(theirs, name).get(key)
                (apart.discard if same else apart.add)((name, key))
            if len(apart) <= least:
                least, back = len(apart), number
        with self._file.lock:
            state = copied(self._file.tables())
        for change in changes[:back]:
            replay(state, change.backwards())
        return state if _values(state) & _values(theirs) else None

    def kept(self) -> tuple[Path, ...]:
        """Return every file that was kept aside of this store, the oldest first."""
        return Place(self._file.path.resolve()).all_kept()

    def put_away(self, copy: Path) -> Path:
        """Keep a copy aside, and return where."""
        place = Place(self._file.path.resolve())
        place.make()
        kept = place.keep(copy.name, copy.read_bytes())
        copy.unlink()
        return kept


def _documents(tables: Tables, name: str) -> dict[str, bytes]:
    table = tables.get(name, {})
    return table if isinstance(table, dict) else {}


def _values(tables: Tables) -> set[bytes]:
    """Return the claims of a state."""
    return set(_documents(tables, CLAIMS).values())
