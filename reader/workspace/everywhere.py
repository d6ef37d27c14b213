"""All places of the same words, in one article or in every one, and tagging them at once."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.workspace.articles import Articles
from reader.workspace.claims import Claims
from reader.workspace.history import History
from reader.workspace.libraries import Libraries

if TYPE_CHECKING:  # a list is shown before any words are looked for
    from annotations.claim import Claim
    from annotations.span import Span
    from annotations.store.claim_store import ClaimStore
    from reader.workspace.open_article import OpenArticle


@dataclass(frozen=True, slots=True)
class WordPlace:
    """Where the words stand in an article, and whether a claim is just there already."""

    opened: "OpenArticle"
    span: "Span"
    is_claim: bool = False


class Everywhere:
    """The same words wherever they stand: capitals and accents do not tell them apart."""

    def __init__(
        self, libraries: Libraries, articles: Articles, claims: Claims, history: History
    ) -> None:
        self._libraries = libraries
        self._articles = articles
        self._claims = claims
        self._history = history

    def here(self, opened: "OpenArticle", words: str) -> tuple[WordPlace, ...]:
        """Return where the words stand in one article, whole words alone."""
        from annotations.folding import Sought

        kept = {(one.anchor.start, one.anchor.end) for one in self._claims.of(opened.listed)}
        text = opened.text
        return tuple(
            WordPlace(opened, span, (span.start, span.end) in kept)
            for span in Sought(words).places(text)
            if _is_whole(text, span)
        )

    def in_all(self, words: str, rest: Callable[[], None]) -> Iterator[tuple[WordPlace, ...]]:
        """Yield where the words stand in each article that has them; one unreadable is passed over.

        `rest` is called before each article is read; it may raise to give up.
        """
        for number in self._articles.list.find():
            rest()
            try:
                listed = self._articles.list.row(number).listed
                found = self.here(self._articles.open(listed), words)
            except (KeyError, ReaderError):
                continue
            if found:
                yield found

    def tag(self, places: Sequence[WordPlace], tags: Sequence[str]) -> str:
        """Give tags to all these places as one change; return a sentence about it.

        Raises:
            InvalidClaimError: There is no tag.
            StoreError: They could not be saved.
        """
        from annotations.wording import many
        from reader.workspace.tagging import clean_tags, revised

        given = clean_tags(tags)
        what = f"tagged {many(len(places), 'place')} as {', '.join(given)}"
        with self._libraries.lock:
            changed: dict[ClaimStore, list[Claim]] = {}
            before: dict[ClaimStore, list[Claim]] = {}
            for place in places:
                store = self._libraries.stores.of(place.opened.listed.library)
                made = self._claim_at(place)
                if made is None:
                    draft = self._claims.draft(place.opened, place.span)
                    changed.setdefault(store, []).append(replace(draft, tags=given))
                    continue
                more = tuple(dict.fromkeys((*made.tags, *given)))
                if more != made.tags:
                    changed.setdefault(store, []).append(revised(replace(made, tags=more)))
                    before.setdefault(store, []).append(made)

            def save(store: "ClaimStore") -> None:
                store.save_all(changed[store], what=what, was=before.get(store, ()))

            self._history.change_each(changed, save)
        return f"Saved: {what}."

    def _claim_at(self, place: WordPlace) -> "Claim | None":
        kept = self._claims.of(place.opened.listed)
        here = (place.span.start, place.span.end)
        return next((one for one in kept if (one.anchor.start, one.anchor.end) == here), None)


def _is_whole(text: str, span: "Span") -> bool:
    """Tell whether no letter or digit of a longer word stands beside a span."""
    return not (
        (text[span.start - 1 : span.start].isalnum() and text[span.start].isalnum())
        or (text[span.end : span.end + 1].isalnum() and text[span.end - 1].isalnum())
    )
