"""Another state of the library merged into its file, and the conflicts that stay open."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from annotations import disk
from annotations.claim import JSONValue, now
from annotations.errors import StoreError, UnreadableStoreError
from annotations.journal.json_text import Tables, dumps, loads, own_tables_in
from annotations.journal.lines import Step
from annotations.records import VERSION, written_time
from annotations.store.claim_file import ClaimFile
from annotations.together.conflicts import (
    Conflict,
    Kept,
    Library,
    Side,
    documents_of,
    free_number,
    number_of,
    open_conflicts,
)
from annotations.together.deciding import decided
from annotations.together.marked_text import sides_in, tables_of
from annotations.together.merge import Merge, merge
from annotations.together.outlines import id_in
from annotations.wording import many


class Joining:
    """Merging into a file, as one change that one undo takes back."""

    def __init__(self, file: ClaimFile) -> None:
        self._file = file

    def tables(self) -> Tables:
        """Return all that the file holds, not to be changed."""
        with self._file.lock:
            self._file.take_in()
            return self._file.tables()

    def merge(
        self,
        base: Library | None,
        theirs: Library,
        *,
        what: str,
        prefer: Side | None = None,
    ) -> Merge:
        """Merge another state of the library into the file; `what` names it.

        With `prefer`, every open conflict is decided for that side.

        Raises:
            NewerStoreError: A newer program wrote it; nothing is changed.
            StoreError: It could not be written; the store is as before.
        """
        with self._file.changing():
            mine = self._file.tables()
            merged = merge(base, mine, theirs)
            if prefer is not None:
                merged = merged.preferring(prefer)
            self._file.commit(_steps(mine, merged.tables), f"merged with {what}")
            return merged

    def conflicts(self) -> dict[str, Conflict]:
        """Return the conflicts that are open, by the number of their document."""
        with self._file.lock:
            return open_conflicts(self._file.tables())

    def decide(self, chosen: Mapping[str, Kept]) -> str:
        """Decide conflicts, each for the side that is chosen; return a sentence.

        Numbers of conflicts that are decided already are passed over.

        Raises:
            StoreError: It could not be written; the store is as before.
        """
        with self._file.changing():
            mine = self._file.tables()
            present = open_conflicts(mine)
            still = {number: side for number, side in chosen.items() if number in present}
            what = f"decided {many(len(still), 'conflict')}"
            if still:
                after = decided(mine, still, modified=written_time(now()))
                self._file.commit(_steps(mine, after), what)
            return f"{what[0].upper()}{what[1:]}."


def _steps(before: Library, after: Library) -> Iterator[Step]:
    """Yield what makes one state of a library the other."""
    for name, table in after.items():
        former = before.get(name)
        if isinstance(table, bytes) or isinstance(former, bytes):
            if table != former and isinstance(table, bytes):
                yield Step(name, None, None, table)
            continue
        if former is None:
            yield Step(name, None, None, b"{}")
        former = former or {}
        for key, raw in former.items():
            if key not in table:
                yield Step(name, key, raw, None)
        for key, raw in table.items():
            was = former.get(key)
            if was != raw:
                yield Step(name, key, was, raw)
    for name, gone in before.items():
        if name not in after and not isinstance(gone, bytes):
            for key, raw in gone.items():
                yield Step(name, key, raw, None)


def state_at(path: Path) -> Tables:
    """Return what a file holds: a store, with what its journal adds, or JSON Lines of claims.

    Of a text that is no JSON its whole lines are taken, of both sides where git left markers.

    Raises:
        NewerStoreError: A newer program wrote it.
        StoreError: It cannot be read, or no claim is in it.
    """
    try:
        with disk.opened(path) as content:
            text = content.read()
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {error.strerror}.") from error
    if lines := _of_lines(text):
        return lines
    try:
        file = ClaimFile(path, "", reading=True)
    except UnreadableStoreError:
        return _of_broken(path, text)
    try:
        tables = file.tables()
    finally:
        file.close()
    return tables if _is_library(tables) else _of_broken(path, text)


def twice_in(path: Path) -> tuple[str, ...]:
    """Return the ids of the claims that stand in a file more than once; a store has each once."""
    text = disk.read_or_empty(path)
    try:
        tables = own_tables_in(text)
    except ValueError:
        tables = tables_of(text)
    times = Counter(id_in(raw) for raw in documents_of(tables, "claims").values())
    return tuple(name for name, number in times.items() if name and number > 1)


def _of_broken(path: Path, text: bytes) -> Tables:
    marked = sides_in(text)
    if marked is not None:
        base = None if marked.base is None else tables_of(marked.base)
        return merge(base, tables_of(marked.mine), tables_of(marked.theirs)).tables
    tables = tables_of(text)
    if not _is_library(tables):
        raise StoreError(f"{path} holds no claims of copydesk. “copydesk import” knows more forms.")
    return tables


def _is_library(tables: Library) -> bool:
    return any(documents_of(tables, name) for name in ("claims", "tags", "about"))


def is_of_lines(text: bytes) -> bool:
    """Tell whether a text is JSON Lines of claims."""
    return bool(_of_lines(text))


def _of_lines(text: bytes) -> Tables:
    """Return the claims of JSON Lines as tables, nothing where the text is something else."""
    claims: dict[str, bytes] = {}
    for line in text.splitlines():
        if not line.strip():
            continue
        try:
            record = loads(line)
        except ValueError:
            return {}
        if not isinstance(record, dict) or not isinstance(record.get("anchor"), dict):
            return {}
        claims[free_number(claims, number_of(str(record.get("id"))))] = dumps(record)
    if not claims:
        return {}
    about: dict[str, JSONValue] = {"format": "copydesk claims", "version": VERSION}
    return {"about": {"1": dumps(about)}, "claims": claims}
