"""The claims of a workspace: which there are, where they stand, and what is said of them.

A change is on disk when its method returns.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from annotations.store.question import ANY, Question
from reader.library.scan import ListedArticle, missing_in
from reader.settings import annotator_id, saved_filters
from reader.workspace.articles import Articles
from reader.workspace.history import History
from reader.workspace.libraries import PIPED, Libraries

if TYPE_CHECKING:  # a list is shown before any claim is
    from annotations.anchoring import Placement
    from annotations.claim import Claim
    from annotations.span import Span
    from annotations.store.claim_store import ClaimStore
    from reader.article import Article
    from reader.detectors.contract import Rest
    from reader.query.tree import Leaf
    from reader.workspace.kept_claim import KeptClaim
    from reader.workspace.open_article import OpenArticle


@dataclass(frozen=True, slots=True)
class PlacedClaim:
    """A claim and where its words stand in the article as it is now."""

    claim: "KeptClaim"
    placement: "Placement"


class Claims:
    """The claims on the articles, in one store for each library folder."""

    def __init__(self, libraries: Libraries, articles: Articles, history: History) -> None:
        self._libraries = libraries
        self._articles = articles
        self._history = history

    def nothing_tagged(self) -> str:
        """Return the sentence for an empty list of claims."""
        places = " or ".join(map(str, self._libraries.paths)) or str(PIPED)
        return f"There is no claim on the articles in {places} yet."

    def find(self, question: Question = ANY) -> tuple["KeptClaim", ...]:
        """Return the claims on articles under the paths that fulfil all this, oldest first.

        A claim that a copy of its library has as well is there twice, once of each.

        Raises:
            StoreError: A store cannot be opened.
        """
        from annotations.codebook import with_children
        from reader.workspace.kept_claim import kept_in

        with self._libraries.lock:
            found = {}
            for store, folder in self._libraries.every():
                under: dict[str, bool] = {}  # many claims are on few articles
                asked = question
                if question.tag:
                    _, *below = with_children(store.codebook().tags, question.tag)
                    asked = replace(question, tags_below=tuple(below))
                for claim in store.find(asked):
                    path = claim.article.path
                    if path not in under:
                        under[path] = self._libraries.reaches(folder, path)
                    if under[path]:
                        found[claim.id, str(store.path)] = (folder, claim)
        return tuple(kept_in(*found[key]) for key in sorted(found))

    def find_by(self, written: str, question: Question = ANY) -> tuple["KeptClaim", ...]:
        """Return the claims that fulfil a query in the language of the list, and a question.

        What is not understood of the query is passed over; its `problem` tells it.
        Where it asks for articles, the list must be up to date.

        Raises:
            StoreError: A store cannot be opened.
        """
        from annotations.codebook import joined, parents_in, tags_in_full
        from reader.query import parse
        from reader.workspace import claim_query

        parsed = parse(written, saved_filters(self._libraries.settings))
        is_wanted = claim_query.wanted(parsed.tree, self.on_articles)
        claims = self.find(question)
        parents = parents_in(joined(it.codebook() for it, _ in self._libraries.openable()).tags)
        if not parents:
            return tuple(filter(is_wanted, claims))
        in_full = (replace(it, tags=tags_in_full(it.tags, parents)) for it in claims)
        return tuple(it for it, full in zip(claims, in_full, strict=True) if is_wanted(full))

    def on_articles(self, leaf: "Leaf") -> "Callable[[Claim], bool]":
        """Return what tells whether a claim stands on an article that a term finds.

        The list must be up to date.
        """
        from reader.index.query import query_of
        from reader.workspace.kept_claim import library_of

        articles = self._articles.list
        ids = frozenset(articles.find(query_of(leaf)))

        def stands_on_one(claim: "Claim") -> bool:
            library = library_of(claim)
            return library is not None and articles.id_at(library, claim.article.path) in ids

        return stands_on_one

    def named(self, ids: Iterable[str]) -> tuple["KeptClaim", ...]:
        """Return the claims of these ids, each once.

        Raises:
            ClaimNotFoundError: One of them is not there.
            StoreError: A store cannot be opened.
        """
        from reader.workspace.kept_claim import kept_in

        with self._libraries.lock:
            folders = dict(self._libraries.every())
            found = {}
            for claim_id in ids:
                store = self._libraries.stores.holding(claim_id)
                found[claim_id] = kept_in(folders[store], store.get(claim_id))
        return tuple(found.values())

    def of(self, listed: ListedArticle) -> tuple["KeptClaim", ...]:
        """Return the claims of one article as they are kept, in reading order."""
        from reader.workspace.kept_claim import kept_in

        with self._libraries.lock:
            claims = self._libraries.stores.of(listed.library).of_article(listed.path)
        return tuple(kept_in(listed.library, claim) for claim in claims)

    def placed(
        self, opened: "OpenArticle", *, rest: "Rest" = lambda: None
    ) -> tuple[PlacedClaim, ...]:
        """Return the claims of one article and where each stands in it now.

        `rest` is called before each one is looked for; it may raise to give up.
        """
        from annotations.anchoring import locate

        placed = []
        for claim in self.of(opened.listed):
            rest()
            placed.append(PlacedClaim(claim, locate(opened.text, claim.anchor)))
        return tuple(placed)

    def orphans(self, opened: "OpenArticle") -> tuple[PlacedClaim, ...]:
        """Return the claims of one article whose words do not stand in it any more."""
        from annotations.anchoring import Orphan

        placed = self.placed(opened)
        return tuple(kept for kept in placed if isinstance(kept.placement, Orphan))

    def articles_of(self, claim: "Claim") -> tuple[ListedArticle, ...]:
        """Return the listed articles that a claim can stand in; mostly one."""
        with self._libraries.lock:
            return self._listed_in(self._libraries.store_of(claim), claim.article.path)

    def undone(self) -> "tuple[Claim, ListedArticle] | None":
        """Return the first claim that the last undo or redo changed, and its article."""
        for store, claim in self._history.touched[:1]:
            for listed in self._listed_in(store, claim.article.path):
                return claim, listed
        return None

    def _listed_in(self, store: "ClaimStore", path: str) -> tuple[ListedArticle, ...]:
        with self._libraries.lock:
            folders = [
                folder
                for folder in self._libraries.stores.folders()
                if self._libraries.stores.of(folder) is store
            ]
        rows = (self._articles.list.row_at(folder, path) for folder in folders)
        return tuple(row.listed for row in rows if row is not None)

    def follow(self) -> tuple[str, ...]:
        """Let claims follow articles that were renamed or moved; return a sentence for each.

        The list of articles must be up to date; no file is read. An article that is not in
        the list and still has its file stays where it is.

        Raises:
            StoreError: A store could not be written.
        """
        sentences: list[str] = []
        if self._libraries.are_bare():
            return ()
        for store, folder in self._libraries.openable():
            articles = self._articles.list
            unlisted = [path for path in store.counts() if articles.row_at(folder, path) is None]
            others = [path for path in store.counts() if self._is_another(store, folder, path)]
            if others or _gone(folder, unlisted):
                texts, titles = articles.texts_in(folder), articles.titles_in(folder)
                sentences += self._follow(store, folder, texts, others, titles)
        return tuple(sentences)

    def follow_files(self) -> tuple[str, ...]:
        """Do the same for whoever has no list: files are read where an article has none.

        Raises:
            StoreError: A store could not be written.
        """
        sentences: list[str] = []
        for store, folder in self._libraries.openable():
            if not store.read_only and folder != PIPED and missing_in(folder, store.counts()):
                sentences += self._follow(store, folder, self._articles.texts_in(folder))
        return tuple(sentences)

    def _follow(
        self,
        store: "ClaimStore",
        folder: Path,
        texts: Iterable[tuple[str, str]],
        others: Iterable[str] = (),
        titles: Mapping[str, str] = MappingProxyType({}),
    ) -> tuple[str, ...]:
        gone = _gone(folder, store.counts())
        there = [(path, "") for path in store.counts() if path not in gone]
        sentences = store.follow([*there, *texts], tuple(others), titles=titles)
        self._libraries.tell(store)
        return sentences

    def _is_another(self, store: "ClaimStore", folder: Path, path: str) -> bool:
        """Tell whether the article at a place of a file of several is another than before."""
        if "#" not in path:
            return False
        text = self._articles.list.text_at(folder, path)
        return text is not None and any(
            claim.article.text_hash not in ("", text) for claim in store.of_article(path)
        )

    def tag(
        self,
        opened: "OpenArticle",
        span: "Span",
        tags: Iterable[str],
        *,
        note: str = "",
    ) -> "Claim":
        """Make the words at `span` a claim; it is on disk when this returns.

        Raises:
            InvalidClaimError: There is no tag.
            StoreError: It could not be saved.
        """
        from reader.workspace.tagging import clean_tags

        draft = self.draft(opened, span, note=note)
        return self.add(opened, replace(draft, tags=clean_tags(tags)))

    def draft(self, opened: "OpenArticle", span: "Span", *, note: str = "") -> "Claim":
        """Return what a claim on the words at `span` would say, without tags and not saved."""
        from reader.workspace import tagging

        article = opened.article
        found = self._articles.marks_around(article, span)
        return tagging.new_claim(
            article,
            span,
            mark=tagging.mark_of(found.within(span.start, span.end), span),
            note=note,
            annotator=self._libraries.settings.annotator,
            annotator_id=annotator_id(),
        )

    def put_right(self, opened: "OpenArticle", claim: "Claim", span: "Span") -> "Claim":
        """Return a claim on `span` with what the mark there says where a person says otherwise."""
        from reader.workspace import tagging

        return tagging.put_right(claim, self.draft(opened, span))

    def put_right_unopened(
        self, claims: Iterable["Claim"], was: Iterable["Claim"]
    ) -> Sequence["Claim"]:
        """Do the same for claims that were changed, wherever their articles are.

        An article is read only where something else is said than in `was` of what a mark says.
        """
        from reader.workspace.corrections import kept_apart

        return kept_apart(self, self._articles, claims, was)

    def add(self, opened: "OpenArticle", draft: "Claim") -> "Claim":
        """Save a claim that was drafted, and return it; it is on disk when this returns.

        Raises:
            InvalidClaimError: It says nothing: no tag, nor anything else of a person.
            StoreError: It could not be saved.
        """
        from reader.workspace.tagging import ordered

        claim = ordered(draft)
        with self._libraries.lock:
            store = self._libraries.stores.of(opened.listed.library)
            claim = self._accepting(store, opened, claim)
            self._history.note(store, opened.listed.path)
        return claim

    def _accepting(self, store: "ClaimStore", opened: "OpenArticle", claim: "Claim") -> "Claim":
        """Save a claim, and with it that it accepts what a model predicted of the same words."""
        from annotations.importers.prediction import TABLE

        if not store.raw_records(TABLE):
            store.save(claim)
            return claim
        from reader.workspace.predicted import accepting, waiting_on

        theirs = waiting_on(store, self._articles, opened)
        claim, accepted = accepting(claim, theirs, store.annotator)
        store.save_all([claim], beside={TABLE: accepted})
        return claim

    def change(self, claim: "Claim", *, was: "Claim | None" = None) -> "Claim":
        """Save a changed claim under its id, and return it with its new time.

        With `was`, the claim as it was read, only what differs from it is changed.

        Raises:
            ClaimNotFoundError: No claim has its id.
            ChangedMeanwhileError: Someone else changed the same since `was`.
            InvalidClaimError: There is no tag.
            StoreError: It could not be saved.
        """
        from reader.workspace.tagging import revised

        changed = revised(claim)
        with self._libraries.lock:
            store = self._libraries.store_of(was or claim)
            store.save(changed, was=was)
            self._history.note(store, claim.article.path)
            return store.get(claim.id)

    def change_all(
        self, claims: Iterable["Claim"], what: str, *, was: Iterable["Claim"] = ()
    ) -> None:
        """Save several changed claims; one undo takes it back. `what` says what was done.

        With `was`, the claims as they were read, only what differs from them is changed.

        Raises:
            ClaimNotFoundError: One of them is gone.
            ChangedMeanwhileError: Someone else changed the same since `was`.
            InvalidClaimError: One has no tag.
            StoreError: They could not be saved.
        """
        from reader.workspace.tagging import revised

        with self._libraries.lock:
            by_store = self._libraries.by_store(map(revised, claims))
            before = self._libraries.by_store(was)

            def save(store: "ClaimStore") -> None:
                store.save_all(by_store[store], what=what, was=before.get(store, ()))

            self._history.change_each(by_store, save)

    def remove(self, claim: "Claim") -> None:
        """Forget a claim.

        Raises:
            ClaimNotFoundError: It is gone already.
            StoreError: It could not be removed.
        """
        with self._libraries.lock:
            store = self._libraries.store_of(claim)
            store.remove(claim.id)
            self._history.note(store, claim.article.path)

    def remove_all(self, claims: Iterable["Claim"]) -> None:
        """Forget several claims; one undo brings them back.

        Raises:
            ClaimNotFoundError: One of them is gone.
            StoreError: They could not be removed.
        """
        with self._libraries.lock:
            by_store = self._libraries.by_store(claims)

            def remove(store: "ClaimStore") -> None:
                store.remove_all(claim.id for claim in by_store[store])

            self._history.change_each(by_store, remove)

    def reattach(self, claim: "Claim", article: "Article", span: "Span") -> None:
        """Let a claim stand at `span` of its article, chosen by a person.

        Raises:
            ClaimNotFoundError: It is gone.
            StoreError: It could not be saved.
        """
        with self._libraries.lock:
            store = self._libraries.store_of(claim)
            store.reattach(claim.id, article.text, span)
            self._history.note(store, claim.article.path)


def _gone(folder: Path, paths: Collection[str]) -> set[str]:
    """Return those of which no file of just this name is there; a place in one does not count."""
    places = {path for path in paths if "#" in path and not (folder / path).exists()}
    return places.union(missing_in(folder, paths))
