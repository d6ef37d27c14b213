"""The changes of a workspace: tagging, editing, dismissing, and taking all of it back."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from annotations.errors import AnnotationsError, HistoryError
from reader.library import ListedArticle
from reader.settings import Settings, dismissals_file
from reader.workspace.claims import Claims

if TYPE_CHECKING:  # a list is shown before anything is changed
    from annotations.claim import Claim
    from annotations.span import Span
    from annotations.store import ClaimStore
    from reader.article import Article
    from reader.detectors.found_marks import FoundMarks
    from reader.detectors.marks import Mark
    from reader.dismissals import Dismissals
    from reader.suggestions import Suggestions

_IDLE = 5.0
"""Seconds without a change after which journals are folded; chosen as a pause in tagging."""

_Said = TypeVar("_Said")


class _Change(Protocol):
    """A change that can be taken back; a claim store stands for the last one in it."""

    def undo(self) -> str:
        """Take it back and say what was undone."""

    def redo(self) -> str:
        """Do it again and say what was done."""


class _Together:
    """A change of several stores, which one undo takes back."""

    def __init__(self, stores: "Sequence[ClaimStore]") -> None:
        self.stores = tuple(stores)

    def undo(self) -> str:
        return self._each(_undo, _redo)

    def redo(self) -> str:
        return self._each(_redo, _undo)

    def _each(self, act: Callable[[_Change], str], back: Callable[[_Change], str]) -> str:
        sentences: dict[str, None] = {}
        for number, store in enumerate(self.stores):
            try:
                sentences[act(store)] = None
            except HistoryError:
                for done in self.stores[:number]:
                    back(done)
                raise
        return " ".join(sentences)


class Changes(Claims):
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
        self._dismissals: Dismissals | None = None
        self._done: list[_Change] = []
        self._undone: list[_Change] = []
        self._changed_at = 0.0

    def close(self) -> None:
        """Let go of every store, and of what was dismissed."""
        with self._lock:
            if self._dismissals is not None:
                self._dismissals.close()
                self._dismissals = None
        super().close()

    def refresh(self) -> bool:
        """Take in what other windows and people did; tell whether there was anything new.

        Cheap enough to be asked twice a second. When nothing was changed here for a while,
        the journals are folded into their TinyDB files, beside the caller.
        """
        with self._lock:
            news = super().refresh()
            if self._changed_at and time.monotonic() - self._changed_at > _IDLE:
                self._changed_at = 0.0
                for store in self._stores:
                    store.fold_when_idle()
            return news

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
        from reader import tagging

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
        from reader.tagging import clean_tags

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
        from reader.tagging import revised

        changed = revised(claim)
        with self._lock:
            store = self._stores.holding(claim.id)
            store.save(changed, was=was)
            self._note_change(store, claim.article.path)
            return store.get(claim.id)

    def change_all(self, claims: Iterable["Claim"], what: str) -> None:
        """Save several changed claims; one undo takes it back. `what` says what was done.

        Raises:
            ClaimNotFoundError: One of them is gone.
            InvalidClaimError: One has no tag.
            StoreError: They could not be saved.
        """
        from reader.tagging import revised

        with self._lock:
            by_store: dict[ClaimStore, list[Claim]] = {}
            for claim in claims:
                store = self._stores.holding(claim.id)
                by_store.setdefault(store, []).append(revised(claim))
            self._change_each(by_store, lambda store: store.save_all(by_store[store], what=what))

    def remove(self, claim_id: str) -> "Claim":
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

    def remove_all(self, claim_ids: Iterable[str]) -> None:
        """Forget several claims; one undo brings them back.

        Raises:
            ClaimNotFoundError: One of them is gone.
            StoreError: They could not be removed.
        """
        with self._lock:
            by_store: dict[ClaimStore, list[str]] = {}
            for claim_id in claim_ids:
                by_store.setdefault(self._stores.holding(claim_id), []).append(claim_id)
            self._change_each(by_store, lambda store: store.remove_all(by_store[store]))

    def reattach(self, claim_id: str, article: "Article", span: "Span") -> "Claim":
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

    def suggestions(
        self, listed: ListedArticle, article: "Article", found: "FoundMarks"
    ) -> "Suggestions":
        """Return which of the marks found in an article are offered to the person.

        What they dismissed is not, nor reported speech while `reported_speech` is off.
        """
        from reader.detectors.found_marks import KINDS
        from reader.suggestions import Suggestions

        return Suggestions(
            length=len(article.text),
            found=found,
            dismissed=self._dismissed().of(listed.library, article),
            kinds=KINDS if self.reported_speech else KINDS - {"reported speech"},
        )

    def dismiss(self, listed: ListedArticle, article: "Article", mark: "Mark") -> str:
        """Suggest a mark no more, also after a restart, and return a sentence about it.

        Raises:
            KeptFileError: It could not be kept.
        """
        from reader.dismissals import Dismissal

        dismissal = Dismissal(self._dismissed(), listed.library, article, mark.span)
        dismissal.redo()
        with self._lock:
            self._note_change(dismissal)
        return "Dismissed the suggestion. Undo brings it back."

    def _dismissed(self) -> "Dismissals":
        with self._lock:
            if self._dismissals is None:
                from reader.dismissals import Dismissals

                self._dismissals = Dismissals(dismissals_file())
            return self._dismissals

    def undo(self) -> str:
        """Take the person's last change back, also one from an earlier start.

        Returns a sentence that says what was undone.

        Raises:
            HistoryError: There is nothing to undo, or someone changed the same since.
            StoreError: It could not be saved.
        """
        with self._lock:
            last = self._done[-1:] or [store for store, _ in self._libraries()]
            change, sentence = _first_done(last, _undo)
            self._done = self._done[:-1]
            self._undone.append(change)
            self._tell_of(change)
            return sentence

    @property
    def can_redo(self) -> bool:
        """Whether a change was undone since the start and none made after it."""
        return bool(self._undone)

    def redo(self) -> str:
        """Do the last undone change again and return a sentence that says which it was.

        Raises:
            HistoryError: There is nothing to do again, or another change came after.
            StoreError: It could not be saved.
        """
        with self._lock:
            last = self._undone[-1:] or [store for store, _ in self._libraries()]
            change, sentence = _first_done(last, _redo)
            self._undone = self._undone[:-1]
            self._done.append(change)
            self._tell_of(change)
            return sentence

    def _change_each(
        self, stores: "Iterable[ClaimStore]", change: "Callable[[ClaimStore], _Said]"
    ) -> list[_Said]:
        """Change all of these stores or none, and return what each says; one undo is enough."""
        done: list[ClaimStore] = []
        said: list[_Said] = []
        try:
            for store in stores:
                said.append(change(store))
                done.append(store)
        except AnnotationsError:
            while done:
                done[-1].undo()
                done.pop()
            raise
        finally:  # what a full disk keeps from being taken back now can be taken back later
            if done:
                self._note_change(done[0] if len(done) == 1 else _Together(done))
        return said

    def _note_change(self, change: _Change, path: str = "") -> None:
        self._changed_at = time.monotonic()
        self._done.append(change)
        self._undone.clear()
        self._tell_of(change, path)

    def _tell_of(self, change: _Change, path: str = "") -> None:
        stores = change.stores if isinstance(change, _Together) else (change,)
        for store in self._stores:
            if store in stores:
                self._tell_list(store, path)


def _undo(change: _Change) -> str:
    return change.undo()


def _redo(change: _Change) -> str:
    return change.redo()


def _first_done(changes: Iterable[_Change], act: Callable[[_Change], str]) -> tuple[_Change, str]:
    """Return the first change that lets itself be taken back or done again, and its sentence.

    Raises:
        HistoryError: None does; the last one's reason.
    """
    reason = HistoryError("There is nothing to undo.")
    for change in changes:
        try:
            return change, act(change)
        except HistoryError as error:
            reason = error
    raise reason
