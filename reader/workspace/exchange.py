"""What goes out of a workspace and comes in, and the health of its stores."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, BinaryIO

from annotations.errors import ExportError
from reader.errors import UnreadableArticleError
from reader.library import scan
from reader.workspace.articles import Articles
from reader.workspace.given_out import RememberedExports
from reader.workspace.history import History
from reader.workspace.libraries import Libraries, library_folders
from reader.workspace.tags import Tags

if TYPE_CHECKING:  # each of them is loaded when it is asked for
    from annotations.claim import ArticleReference, Claim
    from annotations.exporters.contract import SetApart, TaggedClaims
    from annotations.exporters.losses import Report
    from annotations.importers.returning import Disputed
    from annotations.store.claim_store import ClaimStore
    from annotations.store.doctor import Findings
    from reader.article import Article
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
        self._given_out = RememberedExports(libraries)

    def export(
        self,
        format_name: str,
        claims: Iterable["Claim"],
        file: BinaryIO,
        *,
        is_given_out: bool = False,
    ) -> "Report":
        """Write claims in one of the export formats and return what it could not hold.

        One that `is_given_out` is remembered beside the stores, so that what comes back can
        be held against it.

        Raises:
            UnknownExporterError: There is no such format.
            MissingLibraryError: The format's library is not installed.
            ExportError: The format failed.
        """
        from annotations.exporters.registry import exporter_named

        exporter = exporter_named(format_name)
        if not is_given_out:
            return exporter.write(self._tagged(claims), file)
        with self._given_out.remembering(format_name, claims) as noted:
            return exporter.write(self._tagged(noted), file)

    def export_to(
        self, path: Path, format_name: str, claims: Iterable["Claim"], *, force: bool = False
    ) -> "Report":
        """Write an export to a file or folder, whole or not at all, and remember it.

        Raises:
            ExportError: The path is there already and `force` is off, cannot be written, or
                is that of a store, an article or the program's own; or the format failed.
        """
        from annotations.exporters.registry import exporter_named
        from annotations.exporters.writing import write_export

        exporter = exporter_named(format_name)
        self._refuse_own_file(path)
        with self._given_out.remembering(format_name, claims) as noted:
            return write_export(exporter, self._tagged(noted), path, force=force)

    def import_claims(
        self,
        file: BinaryIO,
        format_name: str,
        *,
        update: bool = False,
        remove: bool = False,
        restore: bool = False,
        annotator: str = "",
        columns: Mapping[str, str] | None = None,
        tag: str = "",
    ) -> "ImportReport":
        """Add the claims of another program's file, as one change, and report what was done.

        Claims that are here already are left as they are; with `update` they take over what
        was changed there and not here. What was deleted there is removed with `remove`;
        what was removed here comes back with `restore`. `annotator` made the claims that
        name nobody; `columns` names those of a table from elsewhere, `tag` is for claims in
        it that have none.

        Raises:
            UnknownImporterError: There is no such format.
            ClaimImportError: The file is not of this format.
            StoreError: The claims could not be saved.
        """
        from annotations.importers.contract import ImportTarget
        from annotations.importers.registry import importer_named
        from annotations.importers.returning import returned
        from annotations.together.fields import OF_CLAIMS, merged_fields
        from reader.workspace.importing import (
            ArticleNames,
            ImportReport,
            KnownTexts,
            sentences_of,
        )

        importer = importer_named(format_name)
        texts = KnownTexts(self.text_of)
        homes: dict[str, Path] = {}
        names = ArticleNames(texts.noting(self._articles.iter_read(), homes))
        with self._libraries.lock:
            self._libraries.every()
            here = [claim for one in self._libraries.stores for claim in one.claims()]
            into = ImportTarget(
                texts.text_of,
                names.find,
                partial(_given_out_on, self._given_out.ids(format_name), _by_path(here)),
                annotator=annotator or self._libraries.settings.annotator,
                person=annotator,
                scales=self._tags.codebook().scales,
                columns=columns or {},
                tag=tag,
            )
            imported = importer.read(file, into)
            base = self._given_out.began_as(format_name, imported.found)
            found = returned(
                imported,
                here,
                base,
                merge=partial(merged_fields, OF_CLAIMS),
                made=into.made,
                scales=into.scales,
            )
            added = (*found.added, *(found.removed_here if restore else ()))
            saved = (*added, *(found.changed if update else ()))
            gone = found.removed if remove else ()
            self._save(saved, gone, found.disputed if update else (), homes, format_name)
            if update and saved:
                self._given_out.remember(format_name, imported.found.values())
        return ImportReport(
            len(imported.claims),
            tuple(claim.id for claim in added),
            tuple(sentences_of(imported, found, update=update, remove=remove, restore=restore)),
        )

    def _save(
        self,
        saved: Iterable["Claim"],
        gone: Iterable["Claim"],
        disputed: Iterable["Disputed"],
        homes: Mapping[str, Path],
        format_name: str,
    ) -> None:
        """Keep and remove claims of a file, as one change of each store."""
        from annotations.together.conflicts import Conflict
        from annotations.wording import many

        kept: dict[ClaimStore, tuple[list[Claim], list[str], list[Conflict]]] = {}
        holding = {one.id: store for store in self._libraries.stores for one in store.claims()}
        first = self._libraries.stores.folders()[0]

        def of(claim: "Claim") -> "tuple[list[Claim], list[str], list[Conflict]]":
            store = holding.get(claim.id)
            if store is None:
                store = self._libraries.stores.of(homes.get(claim.article.path, first))
            return kept.setdefault(store, ([], [], []))

        for claim in saved:
            of(claim)[0].append(claim)
        for claim in gone:
            of(claim)[1].append(claim.id)
        for one in disputed:
            of(one.claim)[2].extend(
                Conflict(about="claim", name=one.claim.id, field=name, mine=mine, theirs=theirs)
                for name, mine, theirs in one.values
            )
        for store, (claims, ids, conflicts) in kept.items():
            done = f"imported {many(len(claims), 'claim')}"
            if ids:
                done += f" and removed {len(ids):,}"
            what = f"{done} from {format_name}"
            store.save_all(claims, what=what, removing=ids, conflicts=conflicts)
            self._history.note(store)

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

    def bring_back(self, name: str) -> str:
        """Merge what was kept aside under a name into its library; return a sentence about it.

        What waits in another machine's journal goes by the name of its folder. Nothing that was
        changed here is removed; where both say something else, that is a conflict.

        Raises:
            StoreError: Nothing is kept under that name, or it could not be saved.
        """
        from annotations.errors import StoreError
        from annotations.journal.recovery import copied
        from annotations.store.salvage import content_of
        from annotations.together.stating import counted, sentences

        with self._libraries.lock:
            for store in dict.fromkeys(store for store, _ in self._libraries.every()):
                before = copied(store.tables())
                found = [it for it in store.kept() if name in (it.name, str(it))]
                waiting = [it for it in store.elsewhere() if name in (it.name, str(it.journal))]
                if found:
                    merged = store.merge(None, content_of(found[0].read_bytes()), what=name)
                    store.look_at(found[0])
                elif waiting:
                    merged = store.bring_back(waiting[0])
                else:
                    continue
                self._history.note(store)
                told = sentences(merged, counted(before, merged.tables), name)
                return " ".join([*told, f"It is in {store.path} now."])
        raise StoreError(f"Nothing is kept as “{name}”. “copydesk doctor” lists what is.")

    def _look_over(
        self, look: Callable[[Path, Callable[[str], str | None]], "Findings"]
    ) -> tuple["Findings", ...]:
        folders = library_folders(self._libraries.paths)
        texts = {
            self._libraries.stores.place_of(folder): partial(_text_at, folder) for folder in folders
        }
        return tuple(look(place, text_of) for place, text_of in texts.items())

    def _refuse_own_file(self, path: Path) -> None:
        """Refuse a path that is that of a store, of its journal or of an article.

        Raises:
            ExportError: It is.
        """
        with self._libraries.lock:
            stores = [store.path for store, _ in self._libraries.every()]
        place = path.resolve()
        for store in stores:
            beside = store.with_name(f".{store.name}").resolve()
            if place == store.resolve() or any(
                str(part).startswith(str(beside)) for part in (place, *place.parents)
            ):
                raise ExportError(f"{path} is where the claims are kept. Choose another name.")
        if place.is_file() and any(
            isinstance(found, scan.FoundFile)
            and found.file.resolve() == place
            and _is_article(found)
            for found in scan.iter_files(self._libraries.paths)
        ):
            raise ExportError(f"{path} is an article. Choose another name.")

    def _tagged(self, claims: Iterable["Claim"]) -> "TaggedClaims":
        from annotations.exporters.contract import Publisher, TaggedClaims
        from reader.workspace.evidence import CheckedEvidence

        texts = _Texts(self._article_of)
        return TaggedClaims(
            _each_once(claims),
            texts.text_of,
            self._tags.codebook(),
            publisher=Publisher(**self._libraries.settings.publisher),
            set_apart=texts.set_apart,
            source_of=CheckedEvidence(self._articles).source_of,
        )

    def text_of(self, reference: "ArticleReference") -> str | None:
        """Return the text that a claim was made on, or as its file has it now; None if gone."""
        article = self._article_of(reference)
        return None if article is None else article.text

    def _article_of(self, reference: "ArticleReference") -> "Article | None":
        """Return the article with the text a claim was made on, or as its file has it now."""
        article = None
        for folder in self._libraries.stores.folders():
            article = _article_at(folder, reference.path) or article
            if article is not None and article.text_hash == reference.text_hash:
                break
        return article


class _Texts:
    """The articles of one export; the last one is read once for all that is asked of it."""

    def __init__(self, read: Callable[["ArticleReference"], "Article | None"]) -> None:
        self._read = read
        self._last: tuple[ArticleReference, Article | None] | None = None

    def text_of(self, reference: "ArticleReference") -> str | None:
        article = self._article(reference)
        return None if article is None else article.text

    def set_apart(self, reference: "ArticleReference") -> tuple["SetApart", ...]:
        from annotations.exporters.contract import SetApart

        article = self._article(reference)
        parts = article.parts if article is not None else ()
        return tuple(SetApart(part.span, part.kind) for part in parts)

    def _article(self, reference: "ArticleReference") -> "Article | None":
        if self._last is None or self._last[0] != reference:
            self._last = (reference, self._read(reference))
        return self._last[1]


def _is_article(found: scan.FoundFile) -> bool:
    try:
        return any(True for _ in scan.articles_in(found))
    except UnreadableArticleError:
        return True


def _by_path(claims: Iterable["Claim"]) -> dict[str, list["Claim"]]:
    paths: dict[str, list[Claim]] = {}
    for claim in claims:
        paths.setdefault(claim.article.path, []).append(claim)
    return paths


def _given_out_on(ids: set[str], here: Mapping[str, Sequence["Claim"]], path: str) -> list["Claim"]:
    """Return the claims of an article that are here and were given out."""
    return [claim for claim in here.get(path, ()) if claim.id in ids]


def _each_once(claims: Iterable["Claim"]) -> Iterator["Claim"]:
    """Yield the first claim of each id: other programs know a claim by that alone."""
    seen: set[str] = set()
    for claim in claims:
        if claim.id not in seen:
            seen.add(claim.id)
            yield claim


def _text_at(folder: Path, path: str) -> str | None:
    """Return the text of an article in a library, None where there is none."""
    article = _article_at(folder, path)
    return None if article is None else article.text


def _article_at(folder: Path, path: str) -> "Article | None":
    """Return an article in a library; a path never leads out of its folder."""
    name = PurePosixPath(path)
    if name.is_absolute() or ".." in name.parts:
        return None
    try:
        return scan.parse_file(scan.file_named(folder, path), path)
    except UnreadableArticleError:
        return None
