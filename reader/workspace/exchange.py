"""What goes out of a workspace and comes in, and the health of its stores."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, BinaryIO

from annotations.errors import ClaimNotFoundError, ExportError
from reader.errors import UnreadableArticleError
from reader.library import scan
from reader.workspace.articles import Articles
from reader.workspace.history import History
from reader.workspace.libraries import Libraries, library_folders
from reader.workspace.tags import Tags

if TYPE_CHECKING:  # each of them is loaded when it is asked for
    from annotations.claim import ArticleReference, Claim
    from annotations.exporters.contract import TaggedClaims
    from annotations.exporters.losses import Report
    from annotations.store.claim_store import ClaimStore
    from annotations.store.doctor import Findings
    from reader.workspace.importing import ImportReport


class Exchange:
    """Exports, imports, and the health of the stores."""

    def __init__(
        self, libraries: Libraries, articles: Articles, tags: Tags, history: History
    ) -> None:
        self._libraries = libraries
        self._articles = articles
        self._tags = tags
        self._history = history

    def export(self, format_name: str, claims: Iterable["Claim"], file: BinaryIO) -> "Report":
        """Write claims in one of the export formats and return what it could not hold.

        Raises:
            UnknownExporterError: There is no such format.
            MissingLibraryError: The format's library is not installed.
        """
        from annotations.exporters.registry import exporter_named

        return exporter_named(format_name).write(self._tagged(claims), file)

    def export_to(
        self, path: Path, format_name: str, claims: Iterable["Claim"], *, force: bool = False
    ) -> "Report":
        """Write an export to a file or folder, whole or not at all.

        Raises:
            ExportError: The path is there already and `force` is off, cannot be written, or
                is that of a store.
        """
        from annotations.exporters.registry import exporter_named
        from annotations.exporters.writing import write_export

        with self._libraries.lock:
            stores = [store for store, _ in self._libraries.every()]
        if any(path.resolve() == store.path.resolve() for store in stores):
            raise ExportError(f"{path} is where the claims are kept. Choose another name.")
        return write_export(exporter_named(format_name), self._tagged(claims), path, force=force)

    def import_claims(
        self, file: BinaryIO, format_name: str, *, update: bool = False
    ) -> "ImportReport":
        """Add the claims of another program's file, as one change, and report what was done.

        Claims that are here already are left as they are; with `update` they take over what
        differs.

        Raises:
            UnknownImporterError: There is no such format.
            ClaimImportError: The file is not of this format.
            StoreError: The claims could not be saved.
        """
        from annotations.importers.contract import Desk
        from annotations.importers.registry import importer_named
        from annotations.importers.sifting import sift
        from reader.workspace.importing import ArticleNames, ImportReport, sentences_of

        importer = importer_named(format_name)
        listing = self._articles.scan()
        names = ArticleNames(self._articles.read(listed) for listed in listing.articles)
        desk = Desk(self._text_of, names.find, self._libraries.settings.annotator)
        with self._libraries.lock:
            self._libraries.every()
            imported = importer.read(file, desk)
            sifted = sift(
                imported.claims, [claim for one in self._libraries.stores for claim in one.claims()]
            )
            homes = {listed.path: listed.library for listed in listing.articles}
            kept: dict[ClaimStore, list[Claim]] = {}
            for claim in (*sifted.added, *(sifted.changed if update else ())):
                kept.setdefault(self._home_of(claim, homes), []).append(claim)
            for store, claims in kept.items():
                store.save_all(claims, what=f"imported {len(claims)} claims from {format_name}")
                self._history.note(store)
        return ImportReport(
            len(imported.claims),
            tuple(claim.id for claim in sifted.added),
            tuple(
                sentences_of(
                    imported, same=len(sifted.same), changed=len(sifted.changed), updated=update
                )
            ),
        )

    def examine(self) -> tuple["Findings", ...]:
        """Look over the stores of the libraries without changing anything.

        Raises:
            StoreError: There is no store, or a newer program wrote one.
        """
        from annotations.store.doctor import examine

        return self._look_over(examine)

    def repair(self) -> tuple["Findings", ...]:
        """Mend the stores of the libraries, and look over them again.

        Raises:
            StoreError: There is no store, a newer program wrote one, or it cannot be written.
        """
        from annotations.store.doctor import repair

        return self._look_over(repair)

    def _look_over(
        self, look: Callable[[Path, Callable[[str], str | None]], "Findings"]
    ) -> tuple["Findings", ...]:
        folders = library_folders(self._libraries.paths)
        texts = {
            self._libraries.stores.place_of(folder): partial(_text_at, folder) for folder in folders
        }
        return tuple(look(place, text_of) for place, text_of in texts.items())

    def _home_of(self, claim: "Claim", homes: Mapping[str, Path]) -> "ClaimStore":
        """Return the store that has the claim, or that keeps its article's claims."""
        try:
            return self._libraries.stores.holding(claim.id)
        except ClaimNotFoundError:
            first = self._libraries.stores.folders()[0]
            return self._libraries.stores.of(homes.get(claim.article.path, first))

    def _tagged(self, claims: Iterable["Claim"]) -> "TaggedClaims":
        from annotations.exporters.contract import TaggedClaims

        return TaggedClaims(_each_once(claims), self._text_of, self._tags.codebook())

    def _text_of(self, reference: "ArticleReference") -> str | None:
        """Return the text that a claim was made on, or the one its file has now."""
        from reader.article import text_hash

        text = None
        for folder in self._libraries.stores.folders():
            text = _text_at(folder, reference.path) or text
            if text is not None and text_hash(text) == reference.text_hash:
                break
        return text


def _each_once(claims: Iterable["Claim"]) -> Iterator["Claim"]:
    """Yield the first claim of each id: other programs know a claim by that alone."""
    seen: set[str] = set()
    for claim in claims:
        if claim.id not in seen:
            seen.add(claim.id)
            yield claim


def _text_at(folder: Path, path: str) -> str | None:
    """Return the text of an article in a library; a path never leads out of its folder."""
    name = PurePosixPath(path)
    if name.is_absolute() or ".." in name.parts:
        return None
    try:
        return scan.parse_file(scan.file_named(folder, path), path).text
    except UnreadableArticleError:
        return None
