"""The tags of a workspace: what is said of each, and changes of them on every claim.

A workspace over several libraries has one codebook, made of theirs; a change of a tag is
made in each library that has it, and one undo takes it back.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, replace
from typing import TYPE_CHECKING

from annotations.errors import ChangedMeanwhileError, InvalidCodebookError
from annotations.store.question import Question
from reader.workspace.history import History
from reader.workspace.libraries import Libraries

if TYPE_CHECKING:  # a list is shown before any tag is
    from annotations.codebook import Codebook, Tag
    from annotations.store.claim_store import ClaimStore
    from annotations.store.likely_tags import LikelyTags


class Tags:
    """The codebook that the claims' tags are from, and changes of it on every claim."""

    def __init__(self, libraries: Libraries, history: History) -> None:
        self._libraries = libraries
        self._history = history
        self._likely: LikelyTags | None = None
        self._codebook: Codebook | None = None  # as it was when it was last asked for

    def codebook(self, *, waits: bool = True) -> "Codebook":
        """Return the tags and scales of all open libraries; the first library's come first.

        A library whose store cannot be opened is left out, and a notice says so. A key that
        two libraries give to different tags is the first one's. Without `waits` it is given
        as it was last known while something is being saved.
        """
        from annotations.codebook import joined

        known = None if waits else self._codebook
        if self._libraries.lock.acquire(blocking=known is None):
            try:
                known = joined([store.codebook() for store, _ in self._libraries.openable()])
                self._codebook = known
            finally:
                self._libraries.lock.release()
        return known or joined(())

    def locked(self) -> bool:
        """Tell whether the codebook of a library is locked."""
        with self._libraries.lock:
            return any(store.codebook_locked() for store, _ in self._libraries.openable())

    def lock(self, *, locked: bool) -> str:
        """Lock or unlock the codebook of every library; return a sentence.

        Raises:
            StoreError: It could not be saved.
        """
        with self._libraries.lock:
            stores = dict.fromkeys(store for store, _ in self._libraries.every())
            said = self._history.change_each(stores, lambda it: it.lock_codebook(locked=locked))
        return " ".join(dict.fromkeys(said))

    def learn(self) -> None:
        """Take in what was tagged until now, for `likely`; call it in a thread.

        Raises:
            StoreError: A store cannot be opened.
        """
        from annotations.store.likely_tags import LikelyTags

        likely = LikelyTags()
        with self._libraries.lock:
            stores = dict.fromkeys(store for store, _ in self._libraries.openable())
            claims = [claim for store in stores for claim in store.claims()]
        for claim in claims:
            likely.learn(f"{claim.anchor.exact} {claim.claimant}", claim.tags)
        self._likely = likely

    def likely(self, words: str) -> tuple[str, ...]:
        """Return the tags that words most likely get, as `learn` found them; at once."""
        return self._likely.rank(words) if self._likely is not None else ()

    def note_given(self, words: str, tags: Iterable[str]) -> None:
        """Take in that words were given tags, so that the next like them are offered these."""
        if self._likely is not None:
            self._likely.learn(words, tags)

    def counts(self) -> dict[str, int]:
        """Return how many claims in the libraries carry each tag that is on any."""
        with self._libraries.lock:
            counts: dict[str, int] = {}
            for store in dict.fromkeys(store for store, _ in self._libraries.openable()):
                for name, number in store.tag_counts().items():
                    counts[name] = counts.get(name, 0) + number
        return counts

    def counts_with_children(self) -> dict[str, int]:
        """Return how many claims carry each tag of the codebook, or one below it."""
        from annotations.codebook import with_children

        with self._libraries.lock:
            tags = self.codebook().tags
            groups = {tag.name: with_children(tags, tag.name) for tag in tags}
            counts = dict.fromkeys(groups, 0)
            for store in dict.fromkeys(store for store, _ in self._libraries.openable()):
                for name, number in store.tag_counts_within(groups).items():
                    counts[name] += number
        return counts

    def save_codebook(self, codebook: "Codebook") -> None:
        """Keep these tags and scales in the library; claims stay as they are.

        Raises:
            InvalidCodebookError: It does not hold together.
            StoreError: It could not be saved.
        """
        with self._libraries.lock:
            store = self._libraries.every()[0][0]
            store.save_codebook(codebook)
            self._history.note(store)

    def add(self, tag: "Tag") -> str:
        """Add a tag to the codebook of the first library; return a sentence about it.

        Raises:
            InvalidCodebookError: Its name or its key is taken, or its parent is no tag.
            StoreError: It could not be saved.
        """
        from annotations.codebook import with_tag

        tag = _clean(tag)
        with self._libraries.lock:
            with_tag(self.codebook(), tag)
            store = self._tag_stores()[0]
            book = store.codebook()
            parent = book.tag(tag.parent)
            tags = (*book.tags, tag if parent else replace(tag, parent=""))
            store.save_codebook(replace(book, tags=tags), what=f"added the tag “{tag.name}”")
            self._history.note(store)
        return f"Added the tag “{tag.name}”."

    def change(self, name: str, tag: "Tag", *, was: "Tag | None" = None) -> str:
        """Say other things of a tag, its name among them; return a sentence about it.

        Claims that carry it follow a new name. With `was`, the tag as it was read, only
        what differs from it is changed, in each library that has the tag.

        Raises:
            InvalidCodebookError: There is no such tag, the new name or the key is taken, or
                the parent is no tag or below it.
            ChangedMeanwhileError: Someone else changed the same since `was`.
            StoreError: It could not be saved.
        """
        from annotations.codebook import changed_over, with_tag

        tag = _clean(tag)
        with self._libraries.lock:
            if was is not None:
                for store in self._tag_stores():
                    store.take_in()
                present = self.codebook().tag(name)
                if present is not None:
                    _refuse_conflict(present, tag, was)
                    with_tag(self.codebook(), changed_over(present, tag, was), instead_of=name)
            else:
                with_tag(self.codebook(), tag, instead_of=name)

            def change(store: "ClaimStore") -> str:
                is_below = tag.parent == (was or tag).parent or store.codebook().tag(tag.parent)
                return store.change_tag(name, tag if is_below else replace(tag, parent=""), was=was)

            return self._change_tags([name], change)

    def move(self, name: str, places: int) -> str:
        """Move a tag among those with the same parent; return a sentence about it.

        The tags of the first library come before those that only others have.

        Raises:
            InvalidCodebookError: There is no such tag, or it is one of another library and
                would come to stand among those of the first.
            StoreError: It could not be saved.
        """
        from annotations.codebook import moved_tag, neighbour

        with self._libraries.lock:
            known, up = self.codebook(), places < 0
            tag = known.tag(name)
            if tag is None:
                raise InvalidCodebookError(f"There is no tag named “{name}”.")
            past = neighbour(known.tags, name, places)
            if past is None:
                return f"“{name}” is the {'first' if up else 'last'} of those beside it already."
            what = f"moved the tag “{name}” {'before' if up else 'after'} “{past.name}”"
            having = {
                store: book
                for store in self._tag_stores()
                if (book := store.codebook()).tag(name) and book.tag(past.name)
            }
            if not having:
                raise InvalidCodebookError(
                    f"“{name}” and “{past.name}” are tags of two libraries, which keep their order."
                )

            def move(store: "ClaimStore") -> None:
                book = having[store]
                order = moved_tag(book.tags, tag, past=past, up=up)
                store.save_codebook(replace(book, tags=order), what=what)

            self._history.change_each(having, move)
        return f"{what[0].upper()}{what[1:]}."

    def rename(self, name: str, new: str) -> str:
        """Rename a tag in the codebook and on every claim; return a sentence about it.

        Raises:
            InvalidCodebookError: There is no such tag, or the new name is taken.
            StoreError: It could not be saved.
        """
        from annotations.codebook import Tag

        tag = self.codebook().tag(name) or Tag(name=name)
        return self.change(name, replace(tag, name=new), was=tag)

    def merge(self, names: Sequence[str], into: str) -> str:
        """Put one tag in the place of several everywhere; return a sentence about it.

        Raises:
            InvalidCodebookError: One of them is no tag.
            StoreError: It could not be saved.
        """

        def merge(store: "ClaimStore") -> str:
            book = store.codebook()
            return store.merge_tags([name for name in names if book.tag(name)], into)

        with self._libraries.lock:
            return self._change_tags(names, merge)

    def remove(self, name: str, *, with_claims: bool = False) -> str:
        """Take a tag from the codebook and every claim; return a sentence about it.

        Claims that have no other tag stay without one where a person said anything else of
        them. Those that would say nothing are removed as well, only if asked for `with_claims`.

        Raises:
            InvalidCodebookError: There is no such tag, or claims would say nothing.
            StoreError: It could not be saved.
        """
        with self._libraries.lock:
            return self._change_tags(
                [name], lambda store: store.remove_tag(name, with_claims=with_claims)
            )

    def only_on(self, name: str) -> int:
        """Return how many claims would say nothing without this tag."""
        with self._libraries.lock:
            having = Question(tag=name)
            claims = [claim for store in self._tag_stores() for claim in store.find(having)]
        alone = (replace(claim, tags=()) for claim in claims if len(claim.tags) == 1)
        return sum(not claim.says_something for claim in alone)

    def _tag_stores(self) -> "list[ClaimStore]":
        return list(dict.fromkeys(store for store, _ in self._libraries.every()))

    def _change_tags(self, names: Sequence[str], change: "Callable[[ClaimStore], str]") -> str:
        """Change each library that has one of these tags."""
        books = [(store, store.codebook()) for store in self._tag_stores()]
        for name in names:
            if not any(book.tag(name) for _, book in books):
                raise InvalidCodebookError(f"There is no tag named “{name}”.")
        having = [store for store, book in books if any(book.tag(name) for name in names)]
        return " ".join(self._history.change_each(having, change))


def _clean(tag: "Tag") -> "Tag":
    """Return the tag with each of its texts on one line, in the form that claims keep.

    Raises:
        InvalidCodebookError: It has no name.
    """
    from reader.article import normal_text

    texts = {
        field.name: " ".join(normal_text(getattr(tag, field.name)).split()) for field in fields(tag)
    }
    if not texts["name"]:
        raise InvalidCodebookError("A tag needs a name.")
    return replace(tag, **texts)


def _refuse_conflict(present: "Tag", tag: "Tag", was: "Tag") -> None:
    from annotations.codebook import differences

    theirs = differences(present, was)
    for name, ours in differences(tag, was).items():
        if theirs.get(name, ours) != ours:
            raise ChangedMeanwhileError(
                f"Someone else changed the {name} of the tag “{was.name}” meanwhile. Look at "
                "it as it is now, then change it again."
            )
