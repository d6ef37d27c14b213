"""Several people's work on one library: merging, and what stays to be decided."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.library.files import is_folder
from reader.settings import STORE_NAME
from reader.workspace.history import History
from reader.workspace.libraries import Libraries, library_folders

if TYPE_CHECKING:  # a list is shown before anything is merged
    from annotations.store.claim_store import ClaimStore
    from annotations.together.conflicts import Conflict, Kept, Library, Side
    from annotations.together.merge import Merge
    from annotations.together.stating import Counted

_PARTLY = "A part of {} cannot be read. What is whole was taken; what is missing in it stays here."


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What a merge did to the store at `path`."""

    path: Path
    merged: "Merge"
    numbers: "Counted"
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenConflict:
    """A conflict, with the store and the number that it is decided by."""

    store: "ClaimStore"
    number: str
    conflict: "Conflict"


class Together:
    """What several people did to the libraries, put together."""

    def __init__(self, libraries: Libraries, history: History) -> None:
        self._libraries = libraries
        self._history = history

    def place(self) -> Path:
        """Return the file of the first library under the paths, there or not."""
        with self._libraries.lock:
            if self._libraries.store_path is not None:
                return self._libraries.store_path
            return self._libraries.stores.place_of(library_folders(self._libraries.paths)[0])

    def merge(
        self,
        other: Path,
        *,
        base: Path | None = None,
        prefer: "Side | None" = None,
        dry_run: bool = False,
    ) -> MergeReport:
        """Merge a store, a folder with one, a copy of it, or JSON Lines into the first library.

        Raises:
            StoreError: One of them cannot be read, or nothing could be written.
        """
        from annotations.store.beside import copies_of
        from annotations.store.joining import state_at, twice_in
        from annotations.together.marked_text import seen_of

        twice = (*twice_in(self.place()), *twice_in(_store_in(other)))
        theirs = state_at(_store_in(other))
        former = None if base is None else state_at(_store_in(base))
        if former is not None and len(theirs) == 2:  # JSON Lines hold claims alone
            theirs = {**former, **theirs}
        store = self._store()
        copy = _store_in(other).resolve()
        is_beside = copy in (it.resolve() for it in copies_of(store.path))
        if former is None and is_beside:
            former = store.common_with(theirs)
        whole = self._is_whole(other)
        if former is not None and not whole:
            former = seen_of(former, theirs)
        report = self._merge(former, theirs, str(other), prefer, dry_run=dry_run)
        report = _telling(report, twice)
        if not whole:
            report = replace(report, sentences=(*report.sentences, _PARTLY.format(other)))
        if not is_beside or dry_run:
            return report
        said = f"The copy is kept as {store.put_away(copy)}."
        notices = self._libraries.stores.notices
        notices[:] = [notice for notice in notices if not notice.startswith(f"{copy} ")]
        return replace(report, sentences=(*report.sentences, said))

    @staticmethod
    def _is_whole(other: Path) -> bool:
        """Tell whether nothing of a file is lost; a store is, and so are JSON Lines of claims."""
        from annotations import disk
        from annotations.store.joining import is_of_lines
        from annotations.together.marked_text import is_whole

        text = disk.read_or_empty(_store_in(other))
        return is_whole(text) or is_of_lines(text)

    def _store(self) -> "ClaimStore":
        with self._libraries.lock:
            return self._libraries.stores.of(library_folders(self._libraries.paths)[0])

    def merge_in_git(
        self, *, prefer: "Side | None" = None, dry_run: bool = False
    ) -> MergeReport | None:
        """Merge the versions of the first library that git could not, None where there are none.

        Raises:
            StoreError: One of them cannot be read, or nothing could be written.
        """
        from annotations import disk
        from annotations.store.joining import state_at
        from annotations.together.git import unmerged
        from annotations.together.marked_text import is_whole, seen_of, sides_in, tables_of

        path = self.place()
        text = disk.read_or_empty(path)
        versions, marked = unmerged(path), sides_in(text)
        if versions is not None and versions.theirs is not None:
            base, mine, theirs = versions.base, versions.mine or b"", versions.theirs
        elif marked is not None:
            base, mine, theirs = marked.base, marked.mine, marked.theirs
        else:
            return None
        theirs_read = tables_of(theirs)
        former = None if base is None else tables_of(base)
        if former is not None and not is_whole(theirs):
            former = seen_of(former, theirs_read)
        if dry_run:
            there = tables_of(mine) if marked is not None else state_at(path)
            return _report(path, there, former, theirs_read, "git’s other side", prefer)
        kept = None if marked is None else _put_aside(path, text, mine)
        report = self._merge(former, theirs_read, "git’s other side", prefer)
        if kept is not None:
            with suppress(OSError):
                kept.unlink()
        return report

    def conflicts(self) -> tuple[OpenConflict, ...]:
        """Return what is to be decided in the libraries.

        Raises:
            StoreError: A store cannot be opened.
        """
        with self._libraries.lock:
            stores = dict.fromkeys(store for store, _ in self._libraries.every())
            return tuple(
                OpenConflict(store, number, conflict)
                for store in stores
                for number, conflict in store.conflicts().items()
            )

    def decide(self, chosen: "Mapping[OpenConflict, Kept]") -> str:
        """Decide conflicts, each for the side that is chosen; one undo takes it back.

        Raises:
            StoreError: It could not be written.
        """
        with self._libraries.lock:
            by_store: dict[ClaimStore, dict[str, Kept]] = {}
            for one, side in chosen.items():
                by_store.setdefault(one.store, {})[one.number] = side
            said = self._history.change_each(by_store, lambda store: store.decide(by_store[store]))
            return " ".join(dict.fromkeys(said))

    def _merge(
        self,
        base: "Library | None",
        theirs: "Library",
        what: str,
        prefer: "Side | None",
        *,
        dry_run: bool = False,
    ) -> MergeReport:
        from annotations.together.stating import counted, sentences

        with self._libraries.lock:
            path = self.place()
            folder = library_folders(self._libraries.paths)[0]
            store = self._libraries.stores.of(folder)
            before = _copied(store.tables())
            if dry_run:
                return _report(path, before, base, theirs, what, prefer)
            merged = store.merge(base, theirs, what=what, prefer=prefer)
            self._history.note(store)
        numbers = counted(before, merged.tables)
        return MergeReport(path, merged, numbers, sentences(merged, numbers, what))


def _put_aside(path: Path, marked: bytes, mine: bytes) -> Path:
    """Let my side be the file, so that it can be opened; return where the marked one is kept.

    Raises:
        StoreError: It cannot be written; the file is as it was.
    """
    from annotations import disk
    from annotations.errors import StoreError

    kept = path.with_name(f".{path.name}.marked")
    try:
        disk.write_whole(kept, [marked])
        disk.put(path, mine or b"{}\n", flushed=True)
    except OSError as error:
        raise StoreError(f"{path} could not be written: {disk.reason(error)}.") from error
    return kept


def _copied(tables: "Library") -> "Library":
    return {name: it if isinstance(it, bytes) else dict(it) for name, it in tables.items()}


def _report(
    path: Path,
    mine: "Library",
    base: "Library | None",
    theirs: "Library",
    what: str,
    prefer: "Side | None",
) -> MergeReport:
    """Return what a merge would do."""
    from annotations.together.merge import merge
    from annotations.together.stating import counted, sentences

    merged = merge(base, mine, theirs)
    if prefer is not None:
        merged = merged.preferring(prefer)
    numbers = counted(mine, merged.tables)
    return MergeReport(path, merged, numbers, sentences(merged, numbers, what))


def _telling(report: MergeReport, twice: tuple[str, ...]) -> MergeReport:
    """Return the report with what stood twice in a file, which opening it made one."""
    from annotations.together.notices import Notice

    told = {name for one in report.merged.told if one.kind == "twice" for name in one.claims}
    ids = tuple(name for name in dict.fromkeys(twice) if name not in told)
    if not ids:
        return report
    notice = Notice(kind="twice", claims=ids)
    merged = replace(report.merged, told=(notice, *report.merged.told))
    return replace(report, merged=merged, sentences=(*report.sentences, notice.sentence()))


def _store_in(path: Path) -> Path:
    """Return the store that a path means: a folder's own.

    Raises:
        ReaderError: There is nothing at the path.
    """
    if is_folder(path):
        path = path / STORE_NAME
    if not path.exists():
        raise ReaderError(f"There is no {path}.")
    return path
