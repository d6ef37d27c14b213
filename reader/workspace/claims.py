"""The claims of a workspace: which there are, where they stand, what is new."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.errors import StoreError
from annotations.store.question import ANY, Question
from reader.index import Tally
from reader.index.article_list import ArticleList
from reader.index.cache import table_file
from reader.library import scan
from reader.library.scan import ListedArticle
from reader.settings import Settings, reading_file
from reader.state.progress import ReadingLog
from reader.workspace.articles import Articles
from reader.workspace.libraries import PIPED, Stores, library_folders

if TYPE_CHECKING:  # a list is shown before any claim is
    from annotations.anchoring import Placement
    from annotations.claim import Claim
    from annotations.store.claim_store import ClaimStore
    from reader.article import Article
    from reader.detectors.contract import Rest
    from reader.workspace.kept_claim import KeptClaim


@dataclass(frozen=True, slots=True)
class PlacedClaim:
    """A claim and where its words stand in the article as it is now."""

    claim: "KeptClaim"
    placement: "Placement"


class Claims(Articles):
    """The articles and the claims on them, in one store for each library folder.

    `store_path` keeps all claims in that one file instead.
    """

    def __init__(
        self,
        paths: Sequence[Path],
        settings: Settings,
        piped: bytes | None,
        store_path: Path | None,
    ) -> None:
        super().__init__(paths, settings, piped)
        self._store_path = store_path.absolute() if store_path else None
        self._stores = Stores(self._store_path, settings.annotator)
        self._stores_known = False
        self._closed: dict[Path, StoreError] = {}  # folders whose store cannot be opened
        self._list: ArticleList | None = None
        self._log: ReadingLog | None = None

    def close(self) -> None:
        """Let go of every store, and of the list of articles."""
        with self._lock:
            self._stores.close()
            for kept in (self._list, self._log):
                if kept is not None:
                    kept.close()
            self._list = self._log = None
        super().close()

    @property
    def articles(self) -> ArticleList:
        """The list of articles, there at once from what was known last time."""
        made = self._list
        if made is not None:  # while a claim is saved, the list does not wait for it
            return made
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

    def nothing_tagged(self) -> str:
        """Return the sentence for an empty list of claims."""
        places = " or ".join(map(str, self.paths)) or str(PIPED)
        return f"There is no claim on the articles in {places} yet."

    def claims(self, question: Question = ANY) -> tuple["KeptClaim", ...]:
        """Return the claims on articles under the paths that fulfil all this, oldest first.

        A claim that a copy of its library has as well is there twice, once of each.

        Raises:
            StoreError: A store cannot be opened.
        """
        from reader.workspace.kept_claim import kept_in

        with self._lock:
            found = {}
            for store, folder in self._libraries():
                under: dict[str, bool] = {}  # many claims are on few articles
                for claim in store.find(question):
                    path = claim.article.path
                    if path not in under:
                        under[path] = self._is_under_paths(folder, path)
                    if under[path]:
                        found[claim.id, str(store.path)] = (folder, claim)
        return tuple(kept_in(*found[key]) for key in sorted(found))

    def claims_of(self, listed: ListedArticle) -> tuple["KeptClaim", ...]:
        """Return the claims of one article as they are kept, in reading order."""
        from reader.workspace.kept_claim import kept_in

        with self._lock:
            claims = self._stores.of(listed.library).of_article(listed.path)
        return tuple(kept_in(listed.library, claim) for claim in claims)

    def placed_claims(
        self, listed: ListedArticle, article: "Article", *, rest: "Rest" = lambda: None
    ) -> tuple[PlacedClaim, ...]:
        """Return the claims of one article and where each stands in it now.

        `rest` is called before each one is looked for; it may raise to give up.
        """
        from annotations.anchoring import locate

        placed = []
        for claim in self.claims_of(listed):
            rest()
            placed.append(PlacedClaim(claim, locate(article.text, claim.anchor)))
        return tuple(placed)

    def orphans(self, listed: ListedArticle, article: "Article") -> tuple[PlacedClaim, ...]:
        """Return the claims of one article whose words do not stand in it any more."""
        from annotations.anchoring import Orphan

        placed = self.placed_claims(listed, article)
        return tuple(kept for kept in placed if isinstance(kept.placement, Orphan))

    def articles_of(self, claim: "Claim") -> tuple[ListedArticle, ...]:
        """Return the listed articles that a claim can stand in; mostly one."""
        with self._lock:
            store = self._store_of(claim)
            folders = [
                folder for folder in self._stores.folders() if self._stores.of(folder) is store
            ]
        rows = (self.articles.row_at(folder, claim.article.path) for folder in folders)
        return tuple(row.listed for row in rows if row is not None)

    def refresh(self) -> bool:
        """Take in what other windows and people did; tell whether there was anything new.

        Cheap enough to be asked twice a second.
        """
        with self._lock:
            news = [store for store in self._stores if store.refresh()]
            for store in news:
                self._tell_list(store)
            return bool(news)

    def follow(self) -> tuple[str, ...]:
        """Let claims follow articles that were renamed or moved; return a sentence for each.

        The list of articles must be up to date; no file is read. An article that is not in
        the list and still has its file stays where it is.

        Raises:
            StoreError: A store could not be written.
        """
        sentences: list[str] = []
        for store, folder in self._open_libraries():
            articles = self.articles
            unlisted = [path for path in store.counts() if articles.row_at(folder, path) is None]
            there = [(path, "") for path in unlisted if scan.file_named(folder, path).exists()]
            if len(there) < len(unlisted) and (texts := articles.texts_in(folder)):
                sentences.extend(store.follow([*texts, *there]))
                self._tell_list(store)
        return tuple(sentences)

    def _tell_list(self, store: "ClaimStore", path: str = "") -> None:
        """Let the list show the claims that changed, on one article or anywhere."""
        if self._list is None:
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

    def _store_of(self, claim: "Claim") -> "ClaimStore":
        """Return the store that a claim was read from, or the first that has it.

        Raises:
            ClaimNotFoundError: It is gone.
        """
        from reader.workspace.kept_claim import library_of

        return self._stores.holding(claim.id, library_of(claim))

    def _open_libraries(self) -> list[tuple["ClaimStore", Path]]:
        """Return the stores that can be opened, with their folders; the others have a notice.

        Raises:
            StoreError: None can be opened.
        """
        with self._lock:
            if not self._stores_known and not self._closed:
                folders = (*library_folders(self.paths), *[PIPED] * (self._piped is not None))
                for folder in folders:
                    try:
                        self._stores.of(folder)
                    except StoreError as error:
                        self._closed[folder] = error
                if self._closed and not self._stores.folders():
                    raise self._closed.popitem()[1]
                self._stores.notices.extend(map(str, self._closed.values()))
                self._stores_known = not self._closed
            return [(self._stores.of(folder), folder) for folder in self._stores.folders()]

    def _libraries(self) -> list[tuple["ClaimStore", Path]]:
        """Return every store that articles under the paths can have, with its folder.

        Raises:
            StoreError: One cannot be opened.
        """
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
        return any(file.is_relative_to(scan.whole(path)) for path in self.paths)
