"""The libraries of a workspace: which file keeps the claims of which folder, and who is told.

`copydesk.json` in the folder; where that cannot be written, a file of the person's own in
their data folder, which begins as a copy of the one that cannot be changed and follows what
others save there. Once that can be written, it takes over what was saved in the person's own.
"""

import os
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.errors import ClaimNotFoundError, StoreError
from annotations.wording import many
from reader.library.files import is_folder
from reader.library.scan import library_of, whole
from reader.samples import SAMPLES
from reader.settings import STORE_NAME, Settings, annotator_id, private_store, stores

if TYPE_CHECKING:  # a list is shown before any store is opened
    from annotations.claim import Claim
    from annotations.store.claim_store import ClaimStore
    from reader.index import Tally
    from reader.index.article_list import ArticleList

PIPED = Path("standard input")
"""Stands for the library folder of an article that came through standard input."""


class Stores:
    """The open stores, one for each library folder, or `only` for all of them.

    Changes are made in the name of `annotator`, whose undo takes them back.
    `notices` gathers sentences about claims that are kept elsewhere than in their folder.
    """

    def __init__(self, only: Path | None, annotator: str = "") -> None:
        self.notices: list[str] = []
        self._only = only
        self._annotator = annotator
        self._told: set[str] = set()
        self._stores: dict[Path, ClaimStore] = {}

    def of(self, folder: Path) -> "ClaimStore":
        """Return the store of a library folder, opened the first time it is asked for.

        Raises:
            StoreError: It cannot be opened.
        """
        if folder not in self._stores:
            from annotations.store.claim_store import ClaimStore

            path = self.place_of(folder)
            shared = next((store for store in self._stores.values() if store.path == path), None)
            self._stores[folder] = shared or ClaimStore(
                path, annotator=self._annotator, annotator_id=annotator_id()
            )
            if path == folder / STORE_NAME:
                self._take_over(folder, self._stores[folder])
            elif self._only is None and folder not in (PIPED, SAMPLES):
                self._renew(folder, self._stores[folder])
            if shared is None and folder not in (PIPED, SAMPLES):
                self.notices.extend(self._stores[folder].copies_told())
        return self._stores[folder]

    def place_of(self, folder: Path) -> Path:
        """Return the file that keeps the claims of a library folder, there or not.

        Raises:
            StoreError: They can be kept nowhere.
        """
        place = self._only or self._place_for(folder)
        if os.path.lexists(place) and not place.is_file():
            raise StoreError(
                f"Claims cannot be kept in {place}, which is not an ordinary file. "
                "Name another file with --store."
            )
        return place

    def holding(self, claim_id: str, library: Path | None = None) -> "ClaimStore":
        """Return the open store that has the claim: of `library`, where that is known.

        Raises:
            ClaimNotFoundError: None has it, or that of `library` has not.
        """
        for store in self if library is None else (self.of(library),):
            try:
                store.get(claim_id)
            except ClaimNotFoundError:
                continue
            return store
        raise ClaimNotFoundError(f"There is no claim {claim_id} in the open libraries.")

    def __iter__(self) -> Iterator["ClaimStore"]:
        return iter({store.path: store for store in self._stores.values()}.values())

    def out_of_sight(self) -> Iterator[str]:
        """Yield what is to be said of claims that the files have no more, each sentence once."""
        for store in self:
            for sentence in store.told_out_of_sight():
                if sentence not in self._told:
                    self._told.add(sentence)
                    yield sentence

    def folders(self) -> tuple[Path, ...]:
        """Return the library folders whose stores are open."""
        return tuple(self._stores)

    def close(self) -> None:
        """Let go of every store."""
        for store in self:
            store.close()
        self._stores.clear()

    def _place_for(self, folder: Path) -> Path:
        place = folder / STORE_NAME
        if folder not in (PIPED, SAMPLES) and _can_write(place):
            return place
        own = private_store(folder)
        try:
            own.parent.mkdir(parents=True, exist_ok=True)
            if not own.exists() and folder not in (PIPED, SAMPLES):
                from annotations.journal.database import copy_database

                copy_database(place, own)
        except StoreError:
            raise
        except OSError as error:
            raise StoreError(
                f"Claims cannot be kept in {folder} nor in {own.parent}: {error.strerror}. "
                "Name another file with --store."
            ) from error
        if folder not in (PIPED, SAMPLES):
            self.notices.append(f"{folder} cannot be written, so claims are kept in {own}.")
        return own

    def _renew(self, folder: Path, own: "ClaimStore") -> None:
        """Let a person's own copy follow the store in the folder that cannot be written."""
        from annotations.store.claim_store import ClaimStore

        try:
            with ClaimStore(folder / STORE_NAME) as original:
                own.renew(original)
        except StoreError as error:
            self.notices.append(f"What others saved in {folder} could not be taken over: {error}")

    def _take_over(self, folder: Path, store: "ClaimStore") -> None:
        """Bring home the claims that were made while their folder could not be written."""
        from annotations.store.claim_store import ClaimStore

        own = private_store(folder)
        if not own.is_file() or store.read_only:
            return
        try:
            with ClaimStore(own) as private:
                number, refused = store.take_over(private)
        except StoreError as error:
            self.notices.append(f"The claims in {own} could not be brought to {folder}: {error}")
            return
        # Kept, but nowhere it is looked for: what is removed here is not to come back.
        home = own.parent
        with suppress(OSError):
            home.rename(home.with_name(f"{home.name}-brought-{time.strftime('%Y%m%d-%H%M%S')}"))
        if number:
            claims = f"{many(number, 'claim')} {'is' if number == 1 else 'are'}"
            self.notices.append(f"{claims} in {folder} now, from when it could not be written.")
        self.notices.extend(f"{sentence} It stays as it is in {folder}." for sentence in refused)


def _can_write(place: Path) -> bool:
    return os.access(place.parent, os.W_OK) and (not place.exists() or os.access(place, os.W_OK))


def library_folders(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Return the library folders that articles under `paths` can belong to."""
    homes: dict[Path, Path] = {}
    folders: dict[Path, None] = {}
    for root in paths:
        folders[library_of(root / STORE_NAME if is_folder(root) else root, root, homes)] = None
        for folder in _folders_below(root):
            if os.path.isfile(os.path.join(folder, STORE_NAME)):  # noqa: PTH113, PTH118 - many
                folders[whole(Path(folder))] = None
    return tuple(folders)


def _folders_below(root: Path) -> Iterator[str]:
    """Yield a folder and those below it, however deep they lie, but for hidden ones."""
    waiting = [str(root)]
    while waiting:
        folder = waiting.pop()
        with suppress(OSError), os.scandir(folder) as entries:
            below = sorted(
                entry.path
                for entry in entries
                if not entry.name.startswith(".") and entry.is_dir(follow_symlinks=False)
            )
            waiting += reversed(below)
            yield folder


class Libraries:
    """The libraries that articles under `paths` can be in, opened when they are asked for.

    `store_path` keeps all claims in that one file; with `piped` an article that came through
    standard input has a library as well. Whoever looks at several stores, or changes one,
    holds `lock`.
    """

    def __init__(
        self,
        paths: Sequence[Path],
        settings: Settings,
        *,
        store_path: Path | None = None,
        piped: bool = False,
    ) -> None:
        self.paths = tuple(paths)
        self.settings = settings
        self.store_path = store_path.absolute() if store_path else None
        self.lock = threading.RLock()
        self.stores = Stores(self.store_path, settings.annotator)
        self.told: ArticleList | None = None
        """The list of articles, once there is one: it shows how many claims are on each."""
        self.once = False
        """Whether nobody waits for what other windows will do: a folder without claims stays so."""
        self._piped = piped
        self._all_open = False
        self._closed: dict[Path, StoreError] = {}  # folders whose store cannot be opened

    def close(self) -> None:
        """Let go of every store."""
        with self.lock:
            self.stores.close()

    def notices(self) -> list[str]:
        """Return what the person should know of how their claims are kept, each thing once.

        Where claims are kept elsewhere than in their folder, what was found broken in a
        store and mended, and why a store cannot be written.
        """
        with self.lock:
            found = self.stores.notices[:]
            self.stores.notices.clear()
            for store in self.stores:
                found.extend(store.problems())
            found.extend(self.stores.out_of_sight())
            return found

    def look_at(self) -> None:
        """Let what was told to be out of sight count as looked at; it stays kept."""
        with self.lock:
            for store in self.stores:
                store.look_at()

    def troubles(self) -> tuple[str, ...]:
        """Return which files of claims do not count, and how many claims are out of sight."""
        with self.lock:
            found = {it.path.name: it.trouble for it in self.stores if it.trouble}
            gone = sum(len(it.out_of_sight()) for it in self.stores)
        said = {"broken": "cannot be read", "rotten": "is damaged", "gone": "is gone"}
        told = [f"{name} {said[trouble]}" for name, trouble in found.items()]
        return (*told, *[f"{many(gone, 'claim')} out of sight"] * bool(gone))

    def changed(self) -> list[str]:
        """Return which files were changed since the start, or all that are open if none was."""
        with self.lock:
            stores = list(self.stores)
            return [str(it.path) for it in stores if it.made] or [str(it.path) for it in stores]

    def look_at_files(self) -> None:
        """Open every file of claims that is there, for what `notices` has to tell of it."""
        with self.lock:
            for folder in self._folders():
                if (self.store_path or folder / STORE_NAME).exists():
                    try:
                        self.stores.of(folder)
                    except StoreError as error:
                        self.stores.notices.append(str(error))

    def openable(self) -> list[tuple["ClaimStore", Path]]:
        """Return the stores that can be opened, with their folders; the others have a notice.

        Raises:
            StoreError: None can be opened.
        """
        with self.lock:
            if not self._all_open and not self._closed:
                for folder in self._folders():
                    try:
                        self.stores.of(folder)
                    except StoreError as error:
                        self._closed[folder] = error
                if self._closed and not self.stores.folders():
                    raise self._closed.popitem()[1]
                self.stores.notices.extend(map(str, self._closed.values()))
                self._all_open = not self._closed
            return [(self.stores.of(folder), folder) for folder in self.stores.folders()]

    def every(self) -> list[tuple["ClaimStore", Path]]:
        """Return every store that articles under the paths can have, with its folder.

        Raises:
            StoreError: One cannot be opened.
        """
        with self.lock:
            if not self._all_open:
                for folder in self._folders():
                    self.stores.of(folder)
                self._all_open = True
            return [(self.stores.of(folder), folder) for folder in self.stores.folders()]

    def store_of(self, claim: "Claim") -> "ClaimStore":
        """Return the store that a claim was read from, or the first that has it.

        Raises:
            ClaimNotFoundError: It is gone.
        """
        from reader.workspace.kept_claim import library_of

        return self.stores.holding(claim.id, library_of(claim))

    def by_store(self, claims: Iterable["Claim"]) -> "dict[ClaimStore, list[Claim]]":
        """Return the claims under the stores that they were read from.

        Raises:
            ClaimNotFoundError: One of them is gone.
        """
        by_store: dict[ClaimStore, list[Claim]] = {}
        for claim in claims:
            by_store.setdefault(self.store_of(claim), []).append(claim)
        return by_store

    def reaches(self, folder: Path, name: str) -> bool:
        """Tell whether an article of a library folder is under the paths."""
        if folder == PIPED:
            return True
        file = folder / name
        return any(file.is_relative_to(whole(path)) for path in self.paths)

    def tallies(self, folder: Path) -> "dict[str, Tally]":
        """Return how many claims are on each article of a library, and what they say.

        The tags above those that they have are among these: a parent takes in its children.
        """
        from annotations.codebook import parents_in, tags_in_full
        from reader.index import Tally

        with self.lock:
            if self.is_bare(folder):
                return {}
            store = self.stores.of(folder)
            tags, verdicts = store.tags(), store.verdicts()
            parents = parents_in(store.codebook().tags)
            annotators, numbers = store.annotators(), store.counts()
        return {
            path: Tally(
                number,
                tags_in_full(tags.get(path, ()), parents),
                verdicts.get(path, ()),
                annotators.get(path, ()),
            )
            for path, number in numbers.items()
        }

    def is_bare(self, folder: Path) -> bool:
        """Tell whether a library folder has no claims, without opening a store.

        Then a command that asks `once` has nothing to load. Where claims may be kept in
        another place than the folder, it is not known.
        """
        if (
            not self.once
            or self.store_path is not None
            or folder in self.stores.folders()
            or stores().exists()
        ):
            return False
        place = folder / STORE_NAME
        beside = place.with_name(f".{STORE_NAME}.d")
        return (
            folder.is_dir()
            and os.access(folder, os.W_OK)
            and not os.path.lexists(place)
            and not os.path.lexists(beside)
        )

    def are_bare(self) -> bool:
        """Tell whether no library folder has claims, without opening a store."""
        return all(map(self.is_bare, self._folders()))

    def tell(self, store: "ClaimStore", path: str = "") -> None:
        """Let the list show the claims that changed, on one article or anywhere."""
        from annotations.codebook import parents_in, tags_in_full
        from reader.index import Tally

        if self.told is None:
            return
        for folder in self.stores.folders():
            if self.stores.of(folder) is not store:
                continue
            if path:
                claims = store.of_article(path)
                parents = parents_in(store.codebook().tags)
                tally = Tally(
                    len(claims),
                    tags_in_full(sorted({tag for claim in claims for tag in claim.tags}), parents),
                    tuple(sorted({it.verdict.value for it in claims if it.verdict})),
                    tuple(sorted({it.annotator for it in claims})),
                )
                self.told.tell_claims(folder, {path: tally})
            else:
                self.told.tell_all_claims(folder, self.tallies(folder))

    def refresh(self) -> bool:
        """Take in what other windows and people did; tell whether there was anything new."""
        with self.lock:
            news = [store for store in self.stores if store.refresh()]
            for store in news:
                self.tell(store)
            return bool(news)

    def _folders(self) -> tuple[Path, ...]:
        return (*library_folders(self.paths), *[PIPED] * self._piped)
