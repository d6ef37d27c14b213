"""Several annotators of the same articles: compared, decided, reviewed."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import KeptFileError, ReaderError
from reader.settings import annotator_id, reading_file
from reader.state.progress import ReadingLog
from reader.workspace.articles import Articles
from reader.workspace.history import History
from reader.workspace.libraries import Libraries

if TYPE_CHECKING:  # a list is shown before anything is compared
    from annotations.claim import Claim
    from annotations.store.claim_store import ClaimStore
    from annotations.together.adjudication import Comparison
    from annotations.together.agreement import Agreement
    from annotations.together.memos import About, Memo
    from annotations.together.ratings import Result
    from annotations.together.review import Entry, Reviewed, State
    from reader.library.scan import ListedArticle


@dataclass(frozen=True, slots=True)
class Compared:
    """What annotators say of the same words, and the store that it is in."""

    store: "ClaimStore"
    comparison: "Comparison"


class Reviewing:
    """Agreement of annotators, decisions between them, and the queue of articles."""

    def __init__(self, libraries: Libraries, articles: Articles, history: History) -> None:
        self._libraries = libraries
        self._articles = articles
        self._history = history

    def agreement(
        self, annotators: Collection[str] = (), *, tag: str = "", times: int = 1000, seed: int = 1
    ) -> "Agreement":
        """Compare the annotators of the articles under the paths.

        With `tag` only by claims that carry it, or one below it.

        Raises:
            StoreError: A store cannot be opened.
        """
        from annotations.together.agreement import agreement

        scales = []
        with self._libraries.lock:
            claims, done = self._claims_and_done()
            claims = self._with_tag(claims, tag)
            for store in self._stores():
                scales += [it for it in store.codebook().scales if it not in scales]
        return agreement(claims, done, scales, annotators=annotators, times=times, seed=seed)

    def unitizing(self, annotators: Collection[str] = (), *, tag: str = "") -> "Result":
        """Return alpha_u over the articles under the paths that all have done; it reads them.

        Raises:
            StoreError: A store cannot be opened.
        """
        from annotations.together.unitizing import alpha_u_of

        with self._libraries.lock:
            claims, done = self._claims_and_done()
            claims = self._with_tag(claims, tag)
        if tag:
            claims = [replace(claim, tags=(tag,)) for claim in claims]
        lengths = self._articles.lengths({path for paths in done.values() for path in paths})
        return alpha_u_of(claims, done, lengths, annotators=annotators)

    def comparisons(self, annotators: Collection[str] = ()) -> tuple[Compared, ...]:
        """Return what was tagged on the articles under the paths, by article and words.

        Raises:
            StoreError: A store cannot be opened.
        """
        from annotations.together.adjudication import comparisons

        with self._libraries.lock:
            found = []
            for store in self._stores():
                claims = self._claims_of(store)
                done, rejected = self._done_in(store, claims), self._rejected_in(store)
                found += [
                    Compared(store, one)
                    for one in comparisons(claims, done, rejected, annotators=annotators)
                ]
            return tuple(found)

    def take(
        self, chosen: Iterable[Compared], side: str, parts: Mapping[str, str] | None = None
    ) -> str:
        """Decide that one annotator's claims hold, some parts of them another's.

        Raises:
            StoreError: It could not be saved.
        """
        from annotations.together.adjudication import taken

        wanted = {side, *(parts or {}).values()}
        having = [one for one in chosen if wanted <= one.comparison.claims.keys()]
        return self._decide(having, lambda it: taken(it, self._me, side, parts), f"for {side}")

    def take_both(self, chosen: Iterable[Compared]) -> str:
        """Decide that all claims hold, their tags united.

        Raises:
            StoreError: It could not be saved.
        """
        from annotations.together.adjudication import both

        return self._decide(list(chosen), lambda it: both(it, self._me), "for both")

    def take_agreed(self, chosen: Iterable[Compared]) -> str:
        """Decide all that is open and on which everyone agrees, as one change.

        Raises:
            StoreError: It could not be saved.
        """
        agreed = [
            one
            for one in chosen
            if one.comparison.is_open
            and not one.comparison.differs
            and len(one.comparison.claims) > 1
        ]
        return self.take_both(agreed)

    def take_none(self, chosen: Iterable[Compared]) -> str:
        """Decide that none of the claims holds; that is recorded.

        Raises:
            StoreError: It could not be saved.
        """
        from annotations.together.adjudication import DECISIONS, rejection

        by_store = _by_store(chosen)

        def keep(store: "ClaimStore") -> None:
            documents = dict(rejection(one, self._me) for one in by_store[store])
            store.keep(DECISIONS, documents, f"decided that {_many(documents)} do not hold")

        with self._libraries.lock:
            self._history.change_each(by_store, keep)
        return f"Decided: none holds, {_many([it for own in by_store.values() for it in own])}."

    def queue(self) -> "tuple[Reviewed, ...]":
        """Return the articles that somebody was given, began or did.

        Raises:
            StoreError: A store cannot be opened.
        """
        from annotations.together.adjudication import comparisons
        from annotations.together.review import queue

        found: list[Reviewed] = []
        with self._libraries.lock:
            for store in self._stores():
                claims = self._claims_of(store)
                done = self._done_in(store, claims)
                compared = comparisons(claims, done, self._rejected_in(store))
                found += queue(self._entries_of(store), claims, compared)
        return tuple(found)

    def titles(self, articles: Iterable[str]) -> dict[str, str]:
        """Return the titles of articles by their paths, as far as the list knows them."""
        with self._libraries.lock:
            folders = [folder for _, folder in self._libraries.every()]
        rows = (
            self._articles.list.row_at(folder, path)
            for path in dict.fromkeys(articles)
            for folder in folders
        )
        return {row.listed.path: row.listed.title for row in rows if row and row.listed.title}

    def mark(
        self,
        articles: Sequence[str],
        state: "State",
        *,
        who: str = "",
        word: str = "",
        alone: bool = False,
    ) -> str:
        """Mark articles of the first library as assigned, begun, done, checked or back.

        Nobody checks what they did alone, unless they say `alone`.

        Raises:
            ReaderError: They did one of the articles alone.
            StoreError: It could not be saved.
        """
        from annotations.together.review import REVIEW, Entry, may_check

        who = who or self._me
        known = {one.article: one for one in self.queue()}
        if state == "checked" and not alone:
            for path in articles:
                if path not in known or not may_check(known[path], who):
                    raise ReaderError(
                        f"Nobody but {who} did {path}. Let another person check it, or say that "
                        "you check it alone."
                    )
        entries = [
            Entry(article=path, who=who, state=state, word=word, by=self._me) for path in articles
        ]
        what = f"marked {_many(articles, 'article')} as {state}"
        with self._libraries.lock:
            store = self._stores()[0]
            store.keep(REVIEW, {entry.number: entry.record() for entry in entries}, what)
            self._history.note(store)
        return f"{what[0].upper()}{what[1:]}, {who}."

    def keep_done(self, listed: "ListedArticle", *, done: bool) -> None:
        """Keep in the library's file that this person did an article, or not after all.

        Raises:
            StoreError: It could not be saved.
        """
        from annotations.together.review import REVIEW, Entry

        state: State = "done" if done else "begun"
        entry = Entry(article=listed.path, who=self._me, state=state, by=self._me)
        with self._libraries.lock:
            store = self._libraries.stores.of(listed.library)
            what = f"marked an article as {state}"
            store.keep(REVIEW, {entry.number: entry.record()}, what, by_itself=True)

    def memos(self) -> "tuple[Memo, ...]":
        """Return the notes on articles and tags of the libraries.

        Raises:
            StoreError: A store cannot be opened.
        """
        from annotations.together.memos import MEMOS, memos_in

        with self._libraries.lock:
            stores = self._stores()
            return tuple(it for one in stores for it in memos_in(one.records(MEMOS).values()))

    def keep_memo(self, about: "About", name: str, text: str) -> str:
        """Keep a note on an article or a tag of the first library; an empty one takes it away.

        Raises:
            StoreError: It could not be saved.
        """
        from annotations.together.memos import MEMOS, Memo

        memo = Memo(about=about, name=name, text=text.strip(), by=self._me)
        what = f"noted on the {about} “{name}”" if memo.text else f"took the note on “{name}” away"
        with self._libraries.lock:
            store = self._stores()[0]
            store.keep(MEMOS, {memo.number: memo.record() if memo.text else None}, what)
            self._history.note(store)
        return f"{what[0].upper()}{what[1:]}."

    # Inside

    @property
    def _me(self) -> str:
        return self._libraries.settings.annotator

    def _decide(
        self, chosen: "list[Compared]", decided: "Callable[[Comparison], Claim]", how: str
    ) -> str:
        by_store = _by_store(chosen)

        def save(store: "ClaimStore") -> None:
            own = annotator_id()
            claims = [replace(decided(one), annotator_id=own) for one in by_store[store]]
            store.save_all(claims, what=f"decided {_many(claims)} {how}")

        with self._libraries.lock:
            self._history.change_each(by_store, save)
        return f"Decided {_many(chosen)} {how}."

    def _claims_and_done(self) -> "tuple[list[Claim], Mapping[str, Collection[str]]]":
        from annotations.together.review import done_by

        claims: list[Claim] = []
        entries: list[Entry] = []
        for store in self._stores():
            claims += self._claims_of(store)
            entries += self._entries_of(store)
        return claims, done_by(entries, claims)

    def _with_tag(self, claims: "list[Claim]", tag: str) -> "list[Claim]":
        """Return the claims that carry a tag or one below it; all where none is named."""
        from annotations.codebook import joined, with_children

        if not tag:
            return claims
        book = joined(store.codebook() for store in self._stores())
        wanted = frozenset(with_children(book.tags, tag))
        return [claim for claim in claims if not wanted.isdisjoint(claim.tags)]

    def _stores(self) -> "list[ClaimStore]":
        return list(dict.fromkeys(store for store, _ in self._libraries.every()))

    def _claims_of(self, store: "ClaimStore") -> "list[Claim]":
        from annotations.together.units import told_apart

        folders = [folder for one, folder in self._libraries.every() if one is store]
        under: dict[str, bool] = {}
        found = []
        for claim in store.claims():
            path = claim.article.path
            if path not in under:
                under[path] = any(self._libraries.reaches(folder, path) for folder in folders)
            if under[path]:
                found.append(claim)
        return told_apart(found)

    def _entries_of(self, store: "ClaimStore") -> "list[Entry]":
        """Return what is kept of an article, and what this person had marked before it was."""
        from annotations.together.review import REVIEW, Entry, entries_in

        entries = entries_in(store.records(REVIEW).values())
        told = {entry.article for entry in entries if entry.who == self._me}
        for one, folder in self._libraries.every():
            for path in _done_before(folder) if one is store else ():
                if path not in told:
                    entries.append(Entry(article=path, who=self._me, state="done"))
        return entries

    def _done_in(
        self, store: "ClaimStore", claims: "Iterable[Claim]"
    ) -> Mapping[str, Collection[str]]:
        from annotations.together.review import done_by

        return done_by(self._entries_of(store), claims)

    def _rejected_in(self, store: "ClaimStore") -> set[str]:
        from annotations.together.adjudication import DECISIONS, rejected_in

        return rejected_in(store.records(DECISIONS).values())


def _done_before(folder: Path) -> list[str]:
    """Return the articles of a library that this person marked as done, for themselves."""
    if not reading_file().exists():
        return []
    log = ReadingLog(reading_file())
    try:
        return [path for path, progress in log.progress_in(folder).items() if progress == "done"]
    except KeptFileError:
        return []
    finally:
        log.close()


def _by_store(chosen: Iterable[Compared]) -> "dict[ClaimStore, list[Comparison]]":
    by_store: dict[ClaimStore, list[Comparison]] = {}
    for one in chosen:
        by_store.setdefault(one.store, []).append(one.comparison)
    return by_store


def _many(things: Collection[object], noun: str = "claim") -> str:
    return f"{len(things):,} {noun}{'s' * (len(things) != 1)}"
