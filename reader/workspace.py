"""Everything the program can do: the one list behind the app and the command line.

A workspace is some paths, the articles under them and the stores that keep their claims:
one for each library folder among them. Its methods may be called from any thread.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import BinaryIO, Protocol, Self, TypeVar

from annotations.anchoring import Orphan, Placement, locate
from annotations.claim import ArticleReference, Claim, now
from annotations.codebook import Codebook
from annotations.doctor import Findings, examine, repair
from annotations.errors import ClaimNotFoundError
from annotations.exporters.contract import TaggedClaims
from annotations.exporters.losses import Report
from annotations.exporters.registry import exporter_named
from annotations.exporters.writing import write_export
from annotations.importers.contract import Desk
from annotations.importers.registry import importer_named
from annotations.importers.sifting import sift
from annotations.span import Span
from annotations.store import ClaimStore
from reader import library, tagging
from reader.article import Article, text_hash
from reader.article_list import ArticleList
from reader.cache import table_file
from reader.detectors.marks import Mark
from reader.dismissals import Dismissal, Dismissals
from reader.errors import UnreadableArticleError
from reader.formats.plain_text import parse as parse_plain_text
from reader.importing import ArticleNames, ImportReport, sentences_of
from reader.index import Tally
from reader.indexing import counts_of
from reader.library import ListedArticle, Listing, Problem, Scanned
from reader.progress import ReadingLog
from reader.settings import Settings, dismissals_file, reading_file
from reader.stores import PIPED, Stores, library_folders

_IDLE = 5.0
"""Seconds without a change after which journals are folded; chosen as a pause in tagging."""

_KEPT_IN_MEMORY = 8
"""Articles whose text and marks are kept; chosen to go back and forth between a few."""

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class PlacedClaim:
    """A claim and where its words stand in the article as it is now."""

    claim: Claim
    placement: Placement


@dataclass(frozen=True, slots=True)
class Counts:
    """How many marks there are in an article; reported speech is not counted."""

    quotes: int
    figures: int


class _Change(Protocol):
    """A change that can be taken back; a claim store stands for the last one in it."""

    def undo(self) -> str:
        """Take it back and say what was undone."""

    def redo(self) -> str:
        """Do it again and say what was done."""


class Workspace:
    """The articles under `paths` and the claims on them.

    `store_path` keeps all claims in that one file. `piped` is the content of standard
    input, when an article comes that way. Close it, or use it in a `with` statement.
    """

    def __init__(
        self,
        paths: Sequence[Path],
        *,
        settings: Settings,
        store_path: Path | None = None,
        piped: bytes | None = None,
    ) -> None:
        self.paths = tuple(paths)
        self.settings = settings
        self._piped = piped
        self._lock = threading.RLock()
        self._stores = Stores(store_path.absolute() if store_path else None, settings.annotator)
        self._stores_known = False
        self._store_path = store_path.absolute() if store_path else None
        self._list: ArticleList | None = None
        self._log: ReadingLog | None = None
        self._dismissals: Dismissals | None = None
        self._done: list[_Change] = []
        self._undone: list[_Change] = []
        self._changed_at = 0.0
        self._articles: OrderedDict[ListedArticle, Article] = OrderedDict()
        self._marks: OrderedDict[str, tuple[Mark, ...]] = OrderedDict()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of every store."""
        with self._lock:
            self._stores.close()
            for kept in (self._list, self._log, self._dismissals):
                if kept is not None:
                    kept.close()
            self._list = self._log = self._dismissals = None

    # Articles

    @property
    def articles(self) -> ArticleList:
        """The list of articles, there at once from what was known last time."""
        with self._lock:
            if self._list is None:
                self._log = ReadingLog(reading_file())
                alone = self._piped is None
                self._list = ArticleList(
                    self.paths,
                    table=table_file(self.paths, self._store_path) if alone else None,
                    log=self._log,
                    claims_in=self._tallies,
                    piped=None if alone else (self._piped_article, PIPED),
                )
            return self._list

    def iter_scan(self) -> Iterator[Scanned]:
        """Yield each article as soon as it is read, and each problem."""
        if self._piped is not None:
            try:
                yield library.listed(self._piped_article(), PIPED, None)
            except UnreadableArticleError as error:
                yield Problem(str(error))
        yield from library.iter_scan(self.paths)

    def scan(self) -> Listing:
        """Return all articles and problems."""
        return library.listing(self.iter_scan())

    def nothing_to_read(self, problems: Sequence[str]) -> str:
        """Return why there is no article, in one sentence where one says it all."""
        return "\n".join(problems) or library.nothing_in(self.paths)

    def read(self, listed: ListedArticle) -> Article:
        """Return the article of a row of the list.

        Raises:
            UnreadableArticleError: Its file cannot be read any more.
        """
        with self._lock:
            article = self._articles.get(listed)
        if article is None:
            if listed.file is None:
                article = self._piped_article()
            else:
                article = library.parse_file(listed.file, listed.path)
            with self._lock:
                _keep(self._articles, listed, article)
        return article

    def marks(
        self, article: Article, *, rest: Callable[[], object] = lambda: None
    ) -> tuple[Mark, ...]:
        """Return the quotes and figures of an article, by start.

        `rest` is called at each mark that is found: it may sleep for a moment, so that a
        screen beside it stays awake, or raise to give up.
        """
        # The detectors load too slowly to be waited for before the list is there.
        from reader.detectors.registry import in_order, iter_marks

        key = f"{text_hash(article.text)} {article.published}"
        with self._lock:
            marks = self._marks.get(key)
        if marks is None:
            found = []
            for mark in iter_marks(article.text, article.published):
                found.append(mark)
                rest()
            marks = in_order(found)
            with self._lock:
                _keep(self._marks, key, marks)
        return marks

    def counts(self, listed: ListedArticle) -> Counts:
        """Return how many quotes and figures an article has.

        Raises:
            UnreadableArticleError: Its file cannot be read any more.
        """
        counted = counts_of(self.marks(self.read(listed)))
        return Counts(quotes=counted.quotes, figures=counted.figures)

    # Suggestions

    def suggestions(
        self,
        listed: ListedArticle,
        article: Article,
        *,
        rest: Callable[[], object] = lambda: None,
    ) -> tuple[Mark, ...]:
        """Return the marks of an article that the person has not dismissed, by start.

        `rest` is as in `marks`.
        """
        dismissed = self._dismissed().of(listed.library, article)
        found = self.marks(article, rest=rest)
        return tuple(mark for mark in found if mark.span not in dismissed)

    def dismiss(self, listed: ListedArticle, article: Article, mark: Mark) -> str:
        """Suggest a mark no more, also after a restart, and return a sentence about it.

        Raises:
            KeptFileError: It could not be kept.
        """
        dismissal = Dismissal(self._dismissed(), listed.library, article, mark.span)
        dismissal.redo()
        with self._lock:
            self._note_change(dismissal)
        return "Dismissed the suggestion. Undo brings it back."

    def _dismissed(self) -> Dismissals:
        with self._lock:
            if self._dismissals is None:
                self._dismissals = Dismissals(dismissals_file())
            return self._dismissals

    def _piped_article(self) -> Article:
        article = parse_plain_text(self._piped or b"", "standard input")
        return replace(article, path=f"piped-{text_hash(article.text)[:12]}.txt")

    # Claims

    def notices(self) -> tuple[str, ...]:
        """Return what the person should know of how their claims are kept, each thing once.

        Where claims are kept elsewhere than in their folder, what was found broken in a
        store and mended, and why a store cannot be written; the same of how far articles
        were read.
        """
        with self._lock:
            found = self._stores.notices[:]
            self._stores.notices.clear()
            for store in self._stores:
                found.extend(store.problems())
            if self._log is not None and self._log.notice:
                found.append(self._log.notice)
                self._log.notice = ""
            return tuple(found)

    def refresh(self) -> bool:
        """Take in what other windows and people did; tell whether there was anything new.

        Cheap enough to be asked twice a second. When nothing was changed here for a while,
        the journals are folded into their TinyDB files, beside the caller.
        """
        with self._lock:
            news = [store for store in self._stores if store.refresh()]
            for store in news:
                self._tell_list(store)
            self._fold_when_idle()
            return bool(news)

    def claims(
        self,
        *,
        tag: str = "",
        verdict: str = "",
        claimant: str = "",
        annotator: str = "",
        since: date | None = None,
        until: date | None = None,
        words: str = "",
    ) -> tuple[Claim, ...]:
        """Return the claims on articles under the paths that fulfil all this, oldest first.

        `annotations.finding.Question` tells what each part means; an empty one asks nothing.

        Raises:
            StoreError: A store cannot be opened.
        """
        with self._lock:
            found = {
                claim.id: claim
                for store, folder in self._libraries()
                for claim in store.find(
                    tag=tag,
                    verdict=verdict,
                    claimant=claimant,
                    annotator=annotator,
                    since=since,
                    until=until,
                    words=words,
                )
                if self._is_under_paths(folder, claim.article.path)
            }
        return tuple(found[claim_id] for claim_id in sorted(found))

    def follow(self) -> tuple[str, ...]:
        """Let claims follow articles that were renamed or moved; return a sentence for each.

        The list of articles must be up to date; no file is read. An article that is not in
        the list and still has its file stays where it is.

        Raises:
            StoreError: A store could not be written.
        """
        sentences: list[str] = []
        for store, folder in self._libraries():
            texts = self.articles.texts_in(folder)
            unlisted = store.counts().keys() - {path for path, _ in texts}
            there = [(path, "") for path in unlisted if (folder / path).exists()]
            if texts and len(there) < len(unlisted):
                sentences.extend(store.follow([*texts, *there]))
                self._tell_list(store)
        return tuple(sentences)

    def examine(self) -> tuple[Findings, ...]:
        """Look over the stores of the libraries without changing anything.

        Raises:
            StoreError: There is no store, or a newer program wrote one.
        """
        return self._look_over(examine)

    def repair(self) -> tuple[Findings, ...]:
        """Mend the stores of the libraries, and look over them again.

        Raises:
            StoreError: There is no store, a newer program wrote one, or it cannot be written.
        """
        return self._look_over(repair)

    def _look_over(
        self, look: Callable[[Path, Callable[[str], str | None]], Findings]
    ) -> tuple[Findings, ...]:
        folders = library_folders(self.paths)
        texts = {self._stores.place_of(folder): partial(_text_at, folder) for folder in folders}
        return tuple(look(place, text_of) for place, text_of in texts.items())

    def nothing_tagged(self) -> str:
        """Return the sentence for an empty list of claims."""
        places = " or ".join(map(str, self.paths)) or str(PIPED)
        return f"There is no claim on the articles in {places} yet."

    def claims_of(self, listed: ListedArticle) -> tuple[Claim, ...]:
        """Return the claims of one article as they are kept, in reading order."""
        with self._lock:
            return self._stores.of(listed.library).of_article(listed.path)

    def placed_claims(self, listed: ListedArticle, article: Article) -> tuple[PlacedClaim, ...]:
        """Return the claims of one article and where each stands in it now."""
        return tuple(
            PlacedClaim(claim, locate(article.text, claim.anchor))
            for claim in self.claims_of(listed)
        )

    def orphans(self, listed: ListedArticle, article: Article) -> tuple[PlacedClaim, ...]:
        """Return the claims of one article whose words do not stand in it any more."""
        placed = self.placed_claims(listed, article)
        return tuple(kept for kept in placed if isinstance(kept.placement, Orphan))

    def articles_of(self, claim: Claim) -> tuple[ListedArticle, ...]:
        """Return the listed articles that a claim can stand in; mostly one."""
        with self._lock:
            store = self._stores.holding(claim.id)
            folders = [
                folder for folder in self._stores.folders() if self._stores.of(folder) is store
            ]
        rows = (self.articles.row_at(folder, claim.article.path) for folder in folders)
        return tuple(row.listed for row in rows if row is not None)

    def change_all(self, claims: Iterable[Claim], what: str) -> None:
        """Save several changed claims; one undo takes back those of one library.

        `what` says what was done.

        Raises:
            ClaimNotFoundError: One of them is gone.
            InvalidClaimError: One has no tag.
            StoreError: They could not be saved.
        """
        time = now()
        with self._lock:
            by_store: dict[ClaimStore, list[Claim]] = {}
            for claim in claims:
                tags = tagging.clean_tags(claim.tags)
                store = self._stores.holding(claim.id)
                by_store.setdefault(store, []).append(replace(claim, tags=tags, modified=time))
            for store, changed in by_store.items():
                store.save_all(changed, what=what)
                self._note_change(store)

    def remove_all(self, claim_ids: Iterable[str]) -> None:
        """Forget several claims; one undo brings back those of one library.

        Raises:
            ClaimNotFoundError: One of them is gone.
            StoreError: They could not be removed.
        """
        with self._lock:
            by_store: dict[ClaimStore, list[str]] = {}
            for claim_id in claim_ids:
                by_store.setdefault(self._stores.holding(claim_id), []).append(claim_id)
            for store, ids in by_store.items():
                store.remove_all(ids)
                self._note_change(store)

    def tag(
        self,
        listed: ListedArticle,
        article: Article,
        span: Span,
        tags: Iterable[str],
        *,
        note: str = "",
    ) -> Claim:
        """Make the words at `span` a claim; it is on disk when this returns.

        Raises:
            InvalidClaimError: There is no tag.
            StoreError: It could not be saved.
        """
        claim = tagging.new_claim(
            article,
            span,
            tags,
            mark=tagging.mark_of(self.marks(article), span),
            note=note,
            annotator=self.settings.annotator,
        )
        with self._lock:
            store = self._stores.of(listed.library)
            store.save(claim)
            self._note_change(store, listed.path)
        return claim

    def change(self, claim: Claim, *, was: Claim | None = None) -> Claim:
        """Save a changed claim under its id, and return it with its new time.

        With `was`, the claim as it was read, only what differs from it is changed.

        Raises:
            ClaimNotFoundError: No claim has its id.
            ChangedMeanwhileError: Someone else changed the same since `was`.
            InvalidClaimError: There is no tag.
            StoreError: It could not be saved.
        """
        changed = replace(claim, tags=tagging.clean_tags(claim.tags), modified=now())
        with self._lock:
            store = self._stores.holding(claim.id)
            store.save(changed, was=was)
            self._note_change(store, claim.article.path)
            return store.get(claim.id)

    def remove(self, claim_id: str) -> Claim:
        """Forget a claim and return it.

        Raises:
            ClaimNotFoundError: No claim has that id.
            StoreError: It could not be saved.
        """
        with self._lock:
            store = self._stores.holding(claim_id)
            claim = store.remove(claim_id)
            self._note_change(store, claim.article.path)
        return claim

    def reattach(self, claim_id: str, article: Article, span: Span) -> Claim:
        """Let a claim stand at `span` of its article, chosen by a person, and return it.

        Raises:
            ClaimNotFoundError: No claim has that id.
            StoreError: It could not be saved.
        """
        with self._lock:
            store = self._stores.holding(claim_id)
            claim = store.reattach(claim_id, article.text, span)
            self._note_change(store, claim.article.path)
        return claim

    def undo(self) -> str:
        """Take the person's last change back, also one from an earlier start.

        Returns a sentence that says what was undone.

        Raises:
            HistoryError: There is nothing to undo, or someone changed the same since.
            StoreError: It could not be saved.
        """
        with self._lock:
            change = self._done[-1] if self._done else self._libraries()[0][0]
            sentence = change.undo()
            self._done = self._done[:-1]
            self._undone.append(change)
            self._tell_list(change)
            return sentence

    def redo(self) -> str:
        """Do the last undone change again and return a sentence that says which it was.

        Raises:
            HistoryError: There is nothing to do again, or another change came after.
            StoreError: It could not be saved.
        """
        with self._lock:
            change = self._undone[-1] if self._undone else self._libraries()[0][0]
            sentence = change.redo()
            self._undone = self._undone[:-1]
            self._done.append(change)
            self._tell_list(change)
            return sentence

    def _fold_when_idle(self) -> None:
        if self._changed_at and time.monotonic() - self._changed_at > _IDLE:
            self._changed_at = 0.0
            for store in self._stores:
                store.fold_when_idle()

    def _note_change(self, change: _Change, path: str = "") -> None:
        self._changed_at = time.monotonic()
        self._done.append(change)
        self._undone.clear()
        self._tell_list(change, path)

    def _tell_list(self, store: _Change, path: str = "") -> None:
        """Let the list show the claims that changed, on one article or anywhere."""
        if self._list is None or not isinstance(store, ClaimStore):
            return
        for folder in self._stores.folders():
            if self._stores.of(folder) is not store:
                continue
            if path:
                claims = store.of_article(path)
                tags = {tag: None for claim in claims for tag in claim.tags}
                self._list.tell_claims(folder, {path: Tally(len(claims), tuple(sorted(tags)))})
            else:
                self._list.tell_all_claims(folder, self._tallies(folder))

    def _tallies(self, folder: Path) -> dict[str, Tally]:
        with self._lock:
            store = self._stores.of(folder)
            tags = store.tags()
            numbers = store.counts()
        return {path: Tally(number, tags.get(path, ())) for path, number in numbers.items()}

    # The codebook

    def codebook(self) -> Codebook:
        """Return the tags and scales of all open libraries; the first library's come first."""
        with self._lock:
            return self._codebook()

    def save_codebook(self, codebook: Codebook) -> None:
        """Keep these tags and scales in the library; claims stay as they are.

        Raises:
            StoreError: It could not be saved.
        """
        with self._lock:
            store = self._libraries()[0][0]
            store.save_codebook(codebook)
            self._note_change(store)

    def rename_tag(self, name: str, new: str) -> str:
        """Rename a tag everywhere in the library; return a sentence about it.

        Raises:
            InvalidCodebookError: There is no such tag, or the new name is taken.
            StoreError: It could not be saved.
        """
        with self._lock:
            store = self._libraries()[0][0]
            sentence = store.rename_tag(name, new)
            self._note_change(store)
            return sentence

    def merge_tags(self, names: Sequence[str], into: str) -> str:
        """Put one tag in the place of several, everywhere; return a sentence about it.

        Raises:
            InvalidCodebookError: One of them is no tag.
            StoreError: It could not be saved.
        """
        with self._lock:
            store = self._libraries()[0][0]
            sentence = store.merge_tags(names, into)
            self._note_change(store)
            return sentence

    def known_tags(self) -> tuple[str, ...]:
        """Return the names of all tags, in the order in which they are offered."""
        return tuple(tag.name for tag in self.codebook().tags)

    # Exports

    def export(self, format_name: str, claims: Iterable[Claim], file: BinaryIO) -> Report:
        """Write claims in one of the export formats and return what it could not hold.

        Raises:
            UnknownExporterError: There is no such format.
            MissingLibraryError: The format's library is not installed.
        """
        return exporter_named(format_name).write(self._tagged(claims), file)

    def export_to(
        self, path: Path, format_name: str, claims: Iterable[Claim], *, force: bool = False
    ) -> Report:
        """Write an export to a file or folder, whole or not at all.

        Raises:
            ExportError: The path is there already and `force` is off, or cannot be written.
        """
        return write_export(exporter_named(format_name), self._tagged(claims), path, force=force)

    def import_claims(
        self, file: BinaryIO, format_name: str, *, update: bool = False
    ) -> ImportReport:
        """Add the claims of another program's file, as one change, and report what was done.

        Claims that are here already are left as they are; with `update` they take over what
        differs.

        Raises:
            UnknownImporterError: There is no such format.
            ClaimImportError: The file is not of this format.
            StoreError: The claims could not be saved.
        """
        importer = importer_named(format_name)
        listing = self.scan()
        names = ArticleNames(self.read(listed) for listed in listing.articles)
        desk = Desk(self._text_of, names.find, self.settings.annotator)
        with self._lock:
            self._libraries()
            imported = importer.read(file, desk)
            sifted = sift(
                imported.claims, [claim for one in self._stores for claim in one.claims()]
            )
            homes = {listed.path: listed.library for listed in listing.articles}
            kept: dict[ClaimStore, list[Claim]] = {}
            for claim in (*sifted.added, *(sifted.changed if update else ())):
                kept.setdefault(self._home_of(claim, homes), []).append(claim)
            for store, claims in kept.items():
                store.save_all(claims, what=f"imported {len(claims)} claims from {format_name}")
                self._note_change(store)
        return ImportReport(
            tuple(claim.id for claim in sifted.added),
            tuple(
                sentences_of(
                    imported, same=len(sifted.same), changed=len(sifted.changed), updated=update
                )
            ),
        )

    def _home_of(self, claim: Claim, homes: Mapping[str, Path]) -> ClaimStore:
        """Return the store that has the claim, or that keeps its article's claims."""
        try:
            return self._stores.holding(claim.id)
        except ClaimNotFoundError:
            first = self._stores.folders()[0]
            return self._stores.of(homes.get(claim.article.path, first))

    def _tagged(self, claims: Iterable[Claim]) -> TaggedClaims:
        with self._lock:
            return TaggedClaims(claims, self._text_of, self._codebook())

    def _text_of(self, reference: ArticleReference) -> str | None:
        """Return the text that a claim was made on, or the one its file has now."""
        text = None
        for folder in self._stores.folders():
            text = _text_at(folder, reference.path) or text
            if text is not None and text_hash(text) == reference.text_hash:
                break
        return text

    # Stores

    def _libraries(self) -> list[tuple[ClaimStore, Path]]:
        """Return every store that articles under the paths can have, with its folder."""
        if not self._stores_known:
            for folder in library_folders(self.paths):
                self._stores.of(folder)
            if self._piped is not None:
                self._stores.of(PIPED)
            self._stores_known = True
        return [(self._stores.of(folder), folder) for folder in self._stores.folders()]

    def _is_under_paths(self, folder: Path, name: str) -> bool:
        if folder == PIPED:
            return True
        file = folder / name
        return any(file.is_relative_to(library.whole(path)) for path in self.paths)

    def _codebook(self) -> Codebook:
        codebooks = [store.codebook() for store, _ in self._libraries()]
        tags = {tag.name: tag for codebook in reversed(codebooks) for tag in codebook.tags}
        scales = {scale.name: scale for book in reversed(codebooks) for scale in book.scales}
        return Codebook(tags=tuple(tags.values()), scales=tuple(scales.values()))


def _keep(kept: OrderedDict[_Key, _Value], key: _Key, value: _Value) -> None:
    """Remember a value, and forget the oldest when there are too many."""
    kept[key] = value
    if len(kept) > _KEPT_IN_MEMORY:
        kept.popitem(last=False)


def _text_at(folder: Path, path: str) -> str | None:
    """Return the text of an article in a library; a path never leads out of its folder."""
    name = PurePosixPath(path)
    if name.is_absolute() or ".." in name.parts:
        return None
    try:
        return library.parse_file(folder / name, path).text
    except UnreadableArticleError:
        return None
