"""The suggestions of all articles: the marks that the index keeps, but for what was decided.

Decided is a mark whose words a claim stands on, or that was dismissed. Both are kept elsewhere,
so each question leaves out what is decided by then.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from annotations.folding import folded
from annotations.span import Span
from reader.errors import ReaderError
from reader.index.filter import MOST_MARKS, Query
from reader.index.query import OF_PREDICTIONS, parse_query, parse_suggestions
from reader.index.suggested import Grouping, MarkGroup, SuggestedMark
from reader.query import All, Condition, Either, Not
from reader.query.tree import name_of
from reader.settings import saved_filters
from reader.workspace.libraries import Libraries

if TYPE_CHECKING:  # a list is shown before any mark is
    from annotations.claim import Claim
    from reader.index.article_list import ArticleList
    from reader.index.marks import MarkPlace
    from reader.library.scan import ListedArticle
    from reader.workspace.articles import Articles
    from reader.workspace.claims import Claims
    from reader.workspace.open_article import OpenArticle
    from reader.workspace.predicted import KeptPrediction, Predicted
    from reader.workspace.suggestions import Suggesting
    from reader.workspace.tags import Tags

_NEVER = datetime.min.replace(tzinfo=UTC)
_QUOTATION_MARKS = 2
"""Characters by which a claim on a quote may be shorter at either end than its mark."""


class Reviewed(NamedTuple):
    """How many of some suggestions are decided."""

    done: int
    all: int


class Suggested:
    """The suggestions of every article in the list, found by a query and decided in place."""

    def __init__(
        self,
        libraries: Libraries,
        articles: "Articles",
        claims: "Claims",
        suggestions: "Suggesting",
        tags: "Tags",
        predicted: "Predicted",
    ) -> None:
        self._predicted = predicted
        self._numbers: dict[tuple[Path, str], int] = {}
        self._shown: dict[int, KeptPrediction] = {}
        self._tags = tags
        self._libraries = libraries
        self._articles = articles
        self._claims = claims
        self._suggestions = suggestions

    @property
    def _list(self) -> "ArticleList":
        return self._articles.list

    def query(self, written: str) -> Query:
        """Return the filter of suggestions that a person wrote; settings say what is offered."""
        settings = self._libraries.settings
        return parse_suggestions(
            written,
            saved_filters(settings),
            every=settings.figures == "all",
            reported=self._suggestions.reported_speech,
        )

    def find(
        self,
        query: Query,
        *,
        limit: int | None = None,
        group: str | None = None,
        by: Grouping = "article",
        decided: frozenset[int] = frozenset(),
        wanted: Callable[[], bool] = lambda: True,
    ) -> "array[int]":
        """Return the numbers of the suggestions that a query finds, article by article.

        At most `limit` of them, and of one `group`, if given. `decided` ones are left out.
        What models predicted comes first, and is in no group.
        """
        theirs = array("q", self._find_predicted(query) if group is None else ())
        most = None if limit is None else limit + len(decided)
        found = theirs + self._list.find_marks(query, limit=most, group=group, by=by, wanted=wanted)
        if decided:
            found = array("q", [number for number in found if number not in decided])
        return found if limit is None else found[:limit]

    def groups(
        self, query: Query, by: Grouping, *, wanted: Callable[[], bool] = lambda: True
    ) -> list[MarkGroup]:
        """Return the groups of the marks that a query finds, the largest first."""
        return self._list.groups(query, by, wanted=wanted)

    def mark(self, number: int) -> SuggestedMark:
        """Return one suggestion.

        Raises:
            KeyError: It is gone: its article changed, or is not listed any more.
        """
        if number < 0:
            return self._predicted_mark(number)
        return self._list.mark(number)

    def values(self, field: str, begun: str) -> list[str]:
        """Return values of a field of queries that begin so, as this library has them."""
        if field in ("tag", "verdict"):
            book = self._tags.codebook(waits=False)
            known = [tag.name for tag in book.tags]
            if field == "verdict":
                known = [value for scale in book.scales for value in scale.values]
            else:
                known += sorted(self._tags.counts())
            asked = folded(begun)
            return [value for value in known if folded(value).startswith(asked)]
        return self._list.values(field, begun)

    def decided(self) -> frozenset[int]:
        """Return the numbers of the marks that have a claim or were dismissed.

        Raises:
            StoreError: A store cannot be opened.
        """
        found = {number for number, one in self._kept() if one.prediction.decided}
        by_article: dict[int, list[tuple[int, str]]] = {}
        for claim in self._claims.find():
            number = self._list.id_at(claim.library, claim.article.path)
            if number is not None:
                place = (claim.anchor.start, claim.anchor.exact)
                by_article.setdefault(number, []).append(place)
        for number, places in by_article.items():
            found.update(_marks_at(number, self._list.mark_places(number), places))
        for folder in self._list.libraries():
            dismissed: dict[str, set[tuple[int, str]]] = {}
            for path, start, words in self._suggestions.dismissed_in(folder):
                dismissed.setdefault(path, set()).add((start, words))
            for path, those in dismissed.items():
                number = self._list.id_at(folder, path)
                if number is not None:
                    found.update(
                        number * MOST_MARKS + place
                        for place, mark in enumerate(self._list.mark_places(number))
                        if (mark.span.start, mark.words) in those
                    )
        return frozenset(found)

    def reviewed(
        self, number: int, theirs: Mapping[tuple[Path, str], Reviewed] | None = None
    ) -> Reviewed | None:
        """Return how many suggestions of an article are decided; None until they are found.

        `theirs` is `predicted_by_article`, for whoever asks of many articles.

        Raises:
            KeyError: It is not listed any more.
            StoreError: Its store cannot be opened.
        """
        row = self._list.row(number)
        if row.quotes is None:
            return None
        offered = self._list.find_marks(self.query(""), within=number)
        places = self._list.mark_places(number)
        listed = row.listed
        tagged = [(claim.anchor.start, claim.anchor.exact) for claim in self._claims.of(listed)]
        decided = set(_marks_at(number, places, tagged))
        dismissed = {
            (start, words)
            for path, start, words in self._suggestions.dismissed_in(listed.library)
            if path == listed.path
        }
        decided.update(
            number * MOST_MARKS + place
            for place, mark in enumerate(places)
            if (mark.span.start, mark.words) in dismissed
        )
        theirs = self.predicted_by_article() if theirs is None else theirs
        done, every = theirs.get((listed.library, listed.path), Reviewed(0, 0))
        done += sum(mark in decided for mark in offered)
        return Reviewed(done, every + len(offered))

    def predicted_by_article(self) -> Mapping[tuple[Path, str], Reviewed]:
        """Return how many of the predictions of each article are decided, by library and path.

        Raises:
            StoreError: A store cannot be opened.
        """
        found: dict[tuple[Path, str], Reviewed] = {}
        homes: dict[tuple[Path, str], str] = {}
        for one in self._predicted.every():
            named = one.library, one.prediction.article.path
            if named not in homes:
                homes[named] = self._predicted.home(one)
            place = one.library, homes[named]
            done, every = found.get(place, Reviewed(0, 0))
            found[place] = Reviewed(done + bool(one.prediction.decided), every + 1)
        return found

    def next_left(
        self, numbers: Iterable[int], wanted: Callable[[], bool] = lambda: True
    ) -> int | None:
        """Return the first article with a suggestion to decide, or one not looked through yet.

        Articles that are done are passed over.

        Raises:
            StoreError: A store cannot be opened.
        """
        theirs = self.predicted_by_article()
        for number in numbers:
            if not wanted():
                return None
            with suppress(KeyError):
                if self._list.row(number).progress == "done":
                    continue
                reviewed = self.reviewed(number, theirs)
                if reviewed is None or reviewed.done < reviewed.all:
                    return number
        return None

    def headway(self, listed: "ListedArticle") -> tuple[str, ...]:
        """Return how far the review is, in words: of an article, and of all that are listed.

        Raises:
            StoreError: A store cannot be opened.
        """
        number = self._list.id_of(listed)
        said = []
        with suppress(KeyError):
            reviewed = self.reviewed(number) if number is not None else None
            if reviewed is not None and reviewed.all:
                said.append(f"{reviewed.done:,} of {reviewed.all:,} reviewed")
        total = self._list.total()
        if total > 1:
            said.append(f"{len(self._list.find(parse_query('done'))):,} of {total:,} done")
        return tuple(said)

    def unfound(self, query: Query) -> Sequence[int]:
        """Return the ids of the articles whose marks must still be found to answer a query."""
        if query.tree is not None and _asks_for_predictions(query.tree):
            return ()
        fitting = set(self._list.find(query.without_marks))
        return [number for number in self._list.uncounted() if number in fitting]

    # What models predicted: numbers below zero, each given once while the program runs

    def _kept(self) -> list[tuple[int, "KeptPrediction"]]:
        found = []
        for one in self._predicted.every():
            number = self._numbers.setdefault((one.library, one.key), -1 - len(self._numbers))
            self._shown[number] = one
            found.append((number, one))
        return found

    def _find_predicted(self, query: Query) -> Iterator[int]:
        from reader.query import EVERYTHING
        from reader.workspace import claim_query

        kept = self._kept()
        if not kept:
            return
        is_wanted = claim_query.wanted(query.tree or EVERYTHING, self._claims.on_articles)
        for number, one in kept:
            is_listed = self._list.id_at(one.library, self._predicted.home(one)) is not None
            if is_listed and is_wanted(_as_claim(one)):
                yield number

    def _predicted_mark(self, number: int) -> SuggestedMark:
        from reader.index.marks import MarkPlace

        one = self._shown[number]
        prediction, anchor = one.prediction, one.prediction.anchor
        row = self._list.row_at(one.library, self._predicted.home(one))
        if row is None:
            raise KeyError(number)
        return SuggestedMark(
            id=number,
            listed=row.listed,
            form="",
            wanted=True,
            value=None,
            high=None,
            unit="",
            counts="",
            speaker="",
            day="",
            place=MarkPlace(
                Span(anchor.start, anchor.end), anchor.exact, anchor.prefix, anchor.suffix, ""
            ),
            label=prediction.label,
            model=prediction.model,
            score=prediction.score,
            decided=prediction.decided,
            by=prediction.by,
            at=prediction.at,
        )

    # Deciding

    def opened(self, suggestion: SuggestedMark) -> tuple["OpenArticle", Span]:
        """Return a suggestion's article, and where its words stand in it.

        Raises:
            ReaderError: The article cannot be read, or was changed since.
        """
        opened = self._articles.open(suggestion.listed)
        span = suggestion.place.span
        if opened.text[span.start : span.end] != suggestion.place.words:
            raise ReaderError(
                f"{suggestion.listed.path} was changed since its suggestions were found. "
                "Look at the files again."
            )
        return opened, span

    def tag(self, suggestions: Iterable[SuggestedMark], tags: Sequence[str]) -> str:
        """Make suggestions claims with these tags, and return a sentence about it.

        Raises:
            AnnotationsError: One could not be saved; those before it are.
            ReaderError: An article cannot be read, or was changed since.
        """
        number = 0
        for suggestion in suggestions:
            opened, span = self.opened(suggestion)
            if suggestion.id < 0:
                self._predicted.accept(self._shown[suggestion.id], opened, tags)
            else:
                self._claims.tag(opened, span, tags)
            number += 1
        named = ", ".join(tags)
        return f"Saved as {named}." if number == 1 else f"Saved {number} claims as {named}."

    def dismiss(self, suggestions: Iterable[SuggestedMark]) -> str:
        """Suggest these marks no more, and return a sentence about it.

        Raises:
            KeptFileError: It could not be kept.
        """
        suggestions = list(suggestions)
        theirs = [self._shown[one.id] for one in suggestions if one.id < 0]
        self._predicted.dismiss(theirs)
        number = len(theirs)
        for suggestion in suggestions:
            if suggestion.id < 0:
                continue
            place = suggestion.place
            self._suggestions.dismiss_words(
                suggestion.listed.library, suggestion.listed.path, place.span.start, place.words
            )
            number += 1
        if number == 1:
            return "Dismissed the suggestion. Undo brings it back."
        return f"Dismissed {number} suggestions. Undo brings them back one by one."


def _asks_for_predictions(condition: Condition) -> bool:
    """Tell whether only what models predicted can be so."""
    if isinstance(condition, All):
        return any(map(_asks_for_predictions, condition.conditions))
    if isinstance(condition, Either):
        return all(map(_asks_for_predictions, condition.conditions))
    return not isinstance(condition, Not) and name_of(condition) in OF_PREDICTIONS


def _as_claim(one: "KeptPrediction") -> "Claim":
    """Return the claim that a prediction would be, to be asked as claims are."""
    from annotations.claim import Claim
    from reader.workspace.kept_claim import kept_in

    claim = Claim(
        id=one.key,
        article=one.prediction.article,
        anchor=one.prediction.anchor,
        kind="statement",
        tags=(),
        created=_NEVER,
        modified=_NEVER,
        unknown={"prediction": one.prediction.said},
    )
    return kept_in(one.library, claim)


def _marks_at(
    article: int, marks: Sequence["MarkPlace"], claims: Sequence[tuple[int, str]]
) -> Iterator[int]:
    """Yield the numbers of the marks whose words claims stand on, with quotation marks or not."""
    by_words: dict[str, list[int]] = {}
    for place, mark in enumerate(marks):
        by_words.setdefault(_bare(mark.words), []).append(place)
    for start, words in claims:
        places = by_words.get(_bare(words), [])
        near = [
            place for place in places if abs(marks[place].span.start - start) <= _QUOTATION_MARKS
        ]
        yield from (article * MOST_MARKS + place for place in near or places[:1])


def _bare(words: str) -> str:
    return words.strip("“”\"'‘’«»„ \n")
