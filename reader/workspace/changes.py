"""The changes of a workspace: tagging, editing, dismissing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.errors import HistoryError
from reader.library.scan import ListedArticle
from reader.settings import Settings, dismissals_file
from reader.workspace.history import Dated, Undoing

if TYPE_CHECKING:  # a list is shown before anything is changed
    from annotations.claim import Claim
    from annotations.span import Span
    from annotations.store.claim_store import ClaimStore
    from reader.article import Article
    from reader.detectors.found_marks import FoundMarks
    from reader.detectors.marks import Mark
    from reader.detectors.suggestions import Suggestions
    from reader.state.dismissals import Dismissals


class Changes(Undoing):
    """The articles and claims, and everything that changes them.

    A change is on disk when its method returns.
    """

    def __init__(
        self,
        paths: Sequence[Path],
        settings: Settings,
        piped: bytes | None,
        store_path: Path | None,
    ) -> None:
        super().__init__(paths, settings, piped, store_path)
        self.reported_speech = settings.reported_speech
        self._every_figure = settings.figures == "all"
        self._dismissals: Dismissals | None = None

    def close(self) -> None:
        """Let go of every store, and of what was dismissed."""
        with self._lock:
            if self._dismissals is not None:
                self._dismissals.close()
                self._dismissals = None
        super().close()

    def tag(
        self,
        listed: ListedArticle,
        article: "Article",
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
        return self.add(listed, replace(self.draft(article, span, note=note), tags=tuple(tags)))

    def draft(self, article: "Article", span: "Span", *, note: str = "") -> "Claim":
        """Return what a claim on the words at `span` would say, without tags and not saved."""
        from reader.workspace import tagging

        found = self.marks_around(article, span)
        return tagging.new_claim(
            article,
            span,
            mark=tagging.mark_of(found.within(span.start, span.end), span),
            note=note,
            annotator=self.settings.annotator,
        )

    def add(self, listed: ListedArticle, draft: "Claim") -> "Claim":
        """Save a claim that was drafted, and return it; it is on disk when this returns.

        Raises:
            InvalidClaimError: There is no tag.
            StoreError: It could not be saved.
        """
        from reader.workspace.tagging import clean_tags

        claim = replace(draft, tags=clean_tags(draft.tags))
        with self._lock:
            store = self._stores.of(listed.library)
            store.save(claim)
            self._note_change(store, listed.path)
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
        with self._lock:
            store = self._store_of(was or claim)
            store.save(changed, was=was)
            self._note_change(store, claim.article.path)
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

        with self._lock:
            by_store = self._by_store(map(revised, claims))
            before = self._by_store(was)

            def save(store: "ClaimStore") -> None:
                store.save_all(by_store[store], what=what, was=before.get(store, ()))

            self._change_each(by_store, save)

    def remove(self, claim: "Claim") -> None:
        """Forget a claim.

        Raises:
            ClaimNotFoundError: It is gone already.
            StoreError: It could not be removed.
        """
        with self._lock:
            store = self._store_of(claim)
            store.remove(claim.id)
            self._note_change(store, claim.article.path)

    def remove_all(self, claims: Iterable["Claim"]) -> None:
        """Forget several claims; one undo brings them back.

        Raises:
            ClaimNotFoundError: One of them is gone.
            StoreError: They could not be removed.
        """
        with self._lock:
            by_store = self._by_store(claims)

            def remove(store: "ClaimStore") -> None:
                store.remove_all(claim.id for claim in by_store[store])

            self._change_each(by_store, remove)

    def reattach(self, claim: "Claim", article: "Article", span: "Span") -> None:
        """Let a claim stand at `span` of its article, chosen by a person.

        Raises:
            ClaimNotFoundError: It is gone.
            StoreError: It could not be saved.
        """
        with self._lock:
            store = self._store_of(claim)
            store.reattach(claim.id, article.text, span)
            self._note_change(store, claim.article.path)

    def suggestions(
        self, listed: ListedArticle, article: "Article", found: "FoundMarks"
    ) -> "Suggestions":
        """Return which of the marks found in an article are offered to the person.

        What they dismissed is not, nor reported speech while `reported_speech` is off, nor
        numbers that no reader wants, unless the settings ask for all.
        """
        from reader.detectors.found_marks import KINDS
        from reader.detectors.suggestions import Suggestions

        kinds = set(KINDS)
        if not self.reported_speech:
            kinds.remove("reported speech")
        if not self._every_figure:
            kinds.remove("unwanted figure")
        return Suggestions(
            length=len(article.text),
            found=found,
            dismissed=self._dismissed().of(listed.library, article),
            kinds=frozenset(kinds),
        )

    def dismiss(self, listed: ListedArticle, article: "Article", mark: "Mark") -> str:
        """Suggest a mark no more, also after a restart, and return a sentence about it.

        Raises:
            KeptFileError: It could not be kept.
        """
        from reader.state.dismissals import Dismissal, Suggestion

        words = mark.span.of(article.text)
        suggestion = Suggestion(listed.library, article.path, mark.span.start, words)
        dismissal = Dismissal(self._dismissed(), suggestion)
        dismissal.redo()
        with self._lock:
            self._note_done(dismissal)
        return "Dismissed the suggestion. Undo brings it back."

    def _done_before(self) -> "Iterator[Dated | HistoryError]":
        from reader.state.dismissals import Dismissal

        yield from super()._done_before()
        kept = self._dismissed()
        found = kept.last(self._stores.folders())
        if found is not None:
            at, suggestion = found
            yield at, Dismissal(kept, suggestion)

    def _by_store(self, claims: Iterable["Claim"]) -> "dict[ClaimStore, list[Claim]]":
        by_store: dict[ClaimStore, list[Claim]] = {}
        for claim in claims:
            by_store.setdefault(self._store_of(claim), []).append(claim)
        return by_store

    def _dismissed(self) -> "Dismissals":
        with self._lock:
            if self._dismissals is None:
                from reader.state.dismissals import Dismissals

                self._dismissals = Dismissals(dismissals_file())
            return self._dismissals
