"""The list of articles that a screen shows: ids in an order, and a row for each on demand.

It is there at once from what was known last time; `update` then looks at the files, and
`count` fills in quotes and figures. Both are generators for a thread
beside the screen: they work for a few milliseconds between two steps, wait for nobody, and may
be dropped at any step.

    ids = articles.find(parse_query("tag:toll unread"), by="published", descending=True)
    rows = [articles.row(number) for number in ids[first:last]]
    for step in articles.update(): ...      # sleep 4 ms; find again where step.changed
    for step in articles.count(): ...       # the same; count(visible) does those first
"""

from collections.abc import Callable, Generator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import UnreadableArticleError
from reader.index import Index, Row, Tally
from reader.index.filter import EVERYTHING, Query
from reader.index.schema import Column
from reader.library.entries import EntryReader
from reader.library.scan import ListedArticle
from reader.state.progress import Place, ReadingLog

if TYPE_CHECKING:  # a list is shown before its articles are looked at
    from array import array

    from reader.article import Article
    from reader.detectors.contract import Reported
    from reader.index.marks import MarkPlace
    from reader.index.steps import Step
    from reader.index.suggested import Grouping, MarkGroup, SuggestedMark
    from reader.index.updating import ClaimsIn, Piped


class ArticleList:
    """The articles under some paths, in a table kept in `table`, or in memory without one.

    `claims_in` tells of the claims in a library, `log` of how far articles were read.
    `piped` gives the article that came through standard input, and has its library.
    `reported` says how reported speech is found.
    """

    def __init__(
        self,
        paths: Sequence[Path],
        *,
        table: Path | None,
        log: ReadingLog,
        claims_in: "ClaimsIn",
        piped: "Piped | None" = None,
        reported: "Reported" = "rules",
    ) -> None:
        self._reported = reported
        self._paths = tuple(paths)
        self._log = log
        self._claims_in = claims_in
        self._piped = piped
        self._index = Index(table)
        self._entries = EntryReader()

    def close(self) -> None:
        """Let go of the table."""
        self._index.close()

    def find(
        self,
        query: Query = EVERYTHING,
        *,
        by: Column = "published",
        descending: bool = False,
        limit: int | None = None,
        wanted: Callable[[], bool] = lambda: True,
    ) -> Sequence[int]:
        """Return the ids of the rows that a query wants, sorted; at most `limit`, if given.

        Rows that have nothing in the sorting column come last. Ask in a thread: 100,000 rows
        take some tenths of a second, which end, with no id, when `wanted` says no.
        """
        return self._index.find(query, by=by, descending=descending, limit=limit, wanted=wanted)

    def total(self) -> int:
        """Return how many rows there were when they were last up to date."""
        return self._index.total()

    # The marks of the rows

    def find_marks(
        self,
        query: Query,
        *,
        limit: int | None = None,
        group: str | None = None,
        by: "Grouping" = "article",
        within: int | None = None,
        wanted: Callable[[], bool] = lambda: True,
    ) -> "array[int]":
        """Return the numbers of the marks that a query finds, in order.

        Of one group, or in the article `within` whose row has this id, where that is given.
        """
        return self._index.marks.find_marks(
            query, limit=limit, group=group, by=by, within=within, wanted=wanted
        )

    def groups(
        self, query: Query, by: "Grouping", *, wanted: Callable[[], bool] = lambda: True
    ) -> "list[MarkGroup]":
        """Return the groups of the marks that a query finds, the largest first."""
        return self._index.marks.groups(query, by, wanted=wanted)

    def values(self, field: str, begun: str) -> list[str]:
        """Return some values of a field of queries that begin so."""
        return self._index.marks.values(field, begun)

    def mark(self, number: int) -> "SuggestedMark":
        """Return one mark.

        Raises:
            KeyError: There is none with that number any more.
        """
        return self._index.marks.mark(number)

    def mark_places(self, article_id: int) -> "tuple[MarkPlace, ...]":
        """Return where the marks of a row's article stand, as far as they were found."""
        return self._index.marks.places(article_id)

    def size_of_marks(self) -> tuple[int, int]:
        """Return how many marks are kept, and how many bytes they take."""
        return self._index.marks.size_of_marks()

    def id_at(self, library: Path, path: str) -> int | None:
        """Return the id of the row of a library's article, None when there is none."""
        return self._index.id_at(library, path)

    # Rows

    def row(self, number: int) -> Row:
        """Return one row, for the rows on the screen only.

        Raises:
            KeyError: There is none with that id any more; show it empty, and find again.
        """
        return self._index.row(number)

    def row_at(self, library: Path, path: str) -> Row | None:
        """Return the row of an article by its library and path, None when there is none."""
        number = self._index.id_at(library, path)
        return None if number is None else self._index.row(number)

    def paths_of_text(self, library: Path, text_hash: str) -> list[str]:
        """Return the paths of a library's articles with a text, two at most."""
        return self._index.paths_of_text(library, text_hash)

    def row_from(self, address: str) -> Row | None:
        """Return the row of an article from a web address, None when there is none.

        Whether it is secure, "www." and what stands after "#" make no other address.
        """
        number = self._index.id_of_address(address)
        return None if number is None else self._index.row(number)

    def id_of(self, listed: ListedArticle) -> int | None:
        """Return the id of an article's row, None when it has none."""
        return self._index.id_of(listed)

    def libraries(self) -> tuple[Path, ...]:
        """Return the folders of the libraries that have an article in the list."""
        return self._index.libraries()

    def text_at(self, library: Path, path: str) -> str | None:
        """Return the hash of the text of a library's article, None when it is not listed."""
        return self._index.text_at(library, path)

    def texts_in(self, library: Path) -> list[tuple[str, str]]:
        """Return the path of each article of a library and the hash of its text."""
        return self._index.texts_in(library)

    def titles_in(self, library: Path) -> dict[str, str]:
        """Return the titles of a library's articles that share a file, by path."""
        return self._index.titles_in(library)

    # Background work

    def update(self, *, alone: bool = False) -> Generator["Step"]:
        """Bring the rows up to date with the files, the claims and what was read.

        New and changed files are read, those that are gone lose their rows. The steps give
        every problem with the files, also those known from last time. Many files are read
        by a process of its own, unless it is to be done `alone`.
        """
        from reader.index.updating import Updating

        updating = Updating(
            self._index,
            self._paths,
            self._claims_in,
            self._log.progress_in,
            self._log.follow,
            alone=alone,
            reported=self._reported,
        )
        return updating.steps(self._piped)

    def count(self, ids: Sequence[int] | None = None, *, jobs: int = 1) -> Generator["Step"]:
        """Count quotes and figures where that was not done yet; the newest articles first.

        With `ids`, only theirs: give those on the screen before all. `jobs` processes share
        the work.
        """
        from reader.index.counting import count

        wanted = self._index.uncounted() if ids is None else ids
        return count(self._index, wanted, self._read, jobs=jobs, reported=self._reported)

    def uncounted(self) -> Sequence[int]:
        """Return the ids of the rows whose quotes and figures were not counted yet."""
        return self._index.uncounted()

    def tell_claims(self, library: Path, tallies: Mapping[str, Tally]) -> None:
        """Take in how many claims there are on some articles, by path, after a change."""
        self._index.tell(library, claims=tallies)

    def tell_all_claims(self, library: Path, tallies: Mapping[str, Tally]) -> None:
        """Take in all claims in a library; articles that are not named have none."""
        before = self._index.paths_told_of(library)
        self.tell_claims(library, {**dict.fromkeys(before, Tally()), **tallies})

    # How far articles were read

    def place(self, listed: ListedArticle) -> Place:
        """Return how far an article was read and where it was left.

        Raises:
            KeptFileError: That cannot be looked up.
        """
        return self._log.place(listed.library, listed.path)

    def keep_place(self, listed: ListedArticle, place: Place) -> None:
        """Keep how far an article was read; the row shows it.

        Call it in a thread, when the article is left and now and then while it is open.

        Raises:
            KeptFileError: It cannot be written.
        """
        self._log.keep(listed.library, listed.path, place)
        self._index.tell(listed.library, progress={listed.path: place.progress})

    def _read(self, listed: ListedArticle) -> "Article":
        """Return the article of a row; the few that are open are kept elsewhere.

        Raises:
            UnreadableArticleError: Its file cannot be read any more.
        """
        if listed.file is not None:
            return self._entries.article(listed.file, listed.path)
        if self._piped is None:
            raise UnreadableArticleError("Standard input has been read already.")
        return self._piped[0]()
