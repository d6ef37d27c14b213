"""Which file keeps the claims of which library folder.

`copydesk.json` in the folder; where that cannot be written, a file of the person's own in
their data folder, which begins as a copy of the one that cannot be changed and follows what
others save there. Once that can be written, it takes over what was saved in the person's own.
"""

import os
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.errors import ClaimNotFoundError, StoreError
from reader.library.files import is_folder
from reader.library.scan import library_of, whole
from reader.samples import SAMPLES
from reader.settings import STORE_NAME, private_store

if TYPE_CHECKING:  # a list is shown before any store is opened
    from annotations.store.claim_store import ClaimStore

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
            self._stores[folder] = shared or ClaimStore(path, annotator=self._annotator)
            if path == folder / STORE_NAME:
                self._take_over(folder, self._stores[folder])
            elif self._only is None and folder not in (PIPED, SAMPLES):
                self._renew(folder, self._stores[folder])
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
            claims = "1 claim is" if number == 1 else f"{number:,} claims are"
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
        for folder, below, files in os.walk(root):
            below[:] = [name for name in below if not name.startswith(".")]
            if STORE_NAME in files:
                folders[whole(Path(folder))] = None
    return tuple(folders)
