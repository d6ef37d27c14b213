"""The articles of a workspace: listed, read, and marked."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from reader.errors import UnreadableArticleError
from reader.index.article_list import ArticleList
from reader.index.cache import table_file
from reader.library import scan
from reader.library.files import state_of
from reader.library.scan import ListedArticle, Listing, Problem, Scanned
from reader.settings import reading_file
from reader.state.progress import ReadingLog
from reader.workspace.libraries import PIPED, Libraries

if TYPE_CHECKING:  # a list is shown before an article is read
    from annotations.span import Span
    from reader.article import Article
    from reader.detectors.contract import Rest
    from reader.detectors.found_marks import FoundMarks
    from reader.workspace.open_article import OpenArticle

_KEPT_IN_MEMORY = 8
"""Articles whose text and marks are kept; chosen to go back and forth between a few."""

_BEGINNING = 20_000
"""Bytes that are read of a long article first: some screens full."""

LONG = 60_000
"""Characters from which finding all marks takes longer than a person likes to wait."""

_SHORT = 10_000
"""Words up to which an article is read in some milliseconds."""

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class Articles:
    """The articles under the paths; `piped` is the content of standard input, if it is one."""

    def __init__(self, libraries: Libraries, piped: bytes | None) -> None:
        self._libraries = libraries
        self._piped = piped
        self._lock = threading.Lock()
        self._articles: OrderedDict[object, Article] = OrderedDict()
        self._marks: list[tuple[Article, FoundMarks]] = []
        self._list: ArticleList | None = None
        self._log: ReadingLog | None = None

    def close(self) -> None:
        """Let go of the list, and of how far articles were read."""
        with self._libraries.lock:
            self._libraries.told = None
            for kept in (self._list, self._log):
                if kept is not None:
                    kept.close()
            self._list = self._log = None

    @property
    def list(self) -> ArticleList:
        """The list of articles, there at once from what was known last time."""
        made = self._list
        if made is not None:  # while a claim is saved, the list does not wait for it
            return made
        with self._libraries.lock:
            if self._list is None:
                paths, store_path = self._libraries.paths, self._libraries.store_path
                alone = self._piped is None
                self._log = ReadingLog(reading_file())
                self._list = ArticleList(
                    paths,
                    table=table_file(paths, store_path) if alone else None,
                    log=self._log,
                    claims_in=self._libraries.tallies,
                    piped=None if alone else (self._piped_article, PIPED),
                    reported=self._libraries.settings.finding_reported,
                )
                self._libraries.told = self._list
            return self._list

    def texts_in(self, folder: Path) -> Sequence[tuple[str, str]]:
        """Return the path and the text's hash of each article that a library has now.

        What is known of the files from last time is not read again.
        """
        if self._list is not None or self._libraries.paths == (folder,):
            for _ in self.list.update(alone=True):
                pass
            return self.list.texts_in(folder)
        log = ReadingLog(reading_file())
        table = table_file((folder,), self._libraries.store_path)
        articles = ArticleList(
            (folder,),
            table=table,
            log=log,
            claims_in=self._libraries.tallies,
            reported=self._libraries.settings.finding_reported,
        )
        try:
            for _ in articles.update(alone=True):
                pass
            return articles.texts_in(folder)
        finally:
            articles.close()
            log.close()

    def notices(self) -> tuple[str, ...]:
        """Return why it is not remembered how far articles were read, once."""
        if self._log is None or not self._log.notice:
            return ()
        notice, self._log.notice = self._log.notice, ""
        return (notice,)

    def iter_scan(self) -> Iterator[Scanned]:
        """Yield each article as soon as it is read, and each problem."""
        if self._piped is not None:
            try:
                yield scan.listed(self._piped_article(), PIPED, None)
            except UnreadableArticleError as error:
                yield Problem(str(error))
        yield from scan.iter_scan(self._libraries.paths)

    def iter_read(self) -> "Iterator[tuple[Article, Path]]":
        """Yield each article with the folder of its library, each file read once."""
        if self._piped is not None:
            with suppress(UnreadableArticleError):
                yield self._piped_article(), PIPED
        for found in scan.iter_read(self._libraries.paths):
            if not isinstance(found, Problem):
                article, file = found
                yield article, file.library

    def scan(self) -> Listing:
        """Return all articles and problems."""
        return scan.listing(self.iter_scan())

    def nothing_to_read(self, problems: Sequence[str]) -> str:
        """Return why there is no article, in one sentence where one says it all."""
        return "\n".join(problems) or scan.nothing_in(self._libraries.paths)

    def open(self, listed: ListedArticle) -> "OpenArticle":
        """Return the article of a row of the list, and the row.

        Raises:
            UnreadableArticleError: Its file cannot be read any more.
        """
        from reader.workspace.open_article import OpenArticle

        return OpenArticle(listed, self.read(listed))

    def read(self, listed: ListedArticle) -> "Article":
        """Return the article of a row of the list.

        Raises:
            UnreadableArticleError: Its file cannot be read any more.
        """
        if listed.file is None:
            return self._piped_article()
        # A file that was written since is read again.
        known = (listed.file, listed.path, state_of(listed.file))
        with self._lock:
            article = self._articles.get(known)
        if article is None:
            article = scan.parse_file(listed.file, listed.path)
            with self._lock:
                _keep(self._articles, known, article)
        return article

    def load_format_of(self, listed: ListedArticle) -> None:
        """Load what reads an article that may be opened next, by reading it once.

        One that is long, or of a format with a large library of its own, waits to be opened.
        """
        from reader.formats.registry import format_of

        if listed.file is None or listed.words > _SHORT or format_of(listed.file.name).extra:
            return
        with suppress(UnreadableArticleError):  # which is told when it is opened
            scan.parse_file(listed.file, listed.path)

    def lengths(self, paths: Collection[str]) -> dict[str, int]:
        """Return how many code points the articles of these paths have, by path; it reads them.

        One that is gone or cannot be read is left out.
        """
        found = {}
        for listed in self.iter_scan():
            if isinstance(listed, ListedArticle) and listed.path in paths:
                with suppress(UnreadableArticleError):
                    found[listed.path] = len(self.read(listed).text)
        return found

    def beginning(self, listed: ListedArticle) -> "Article | None":
        """Return the beginning of an article that takes long to read, None for any other.

        It is cut after a line. How the article ends is not known in it, and so not who it
        is by when that stands there.
        """
        from reader.formats.registry import format_of

        if listed.file is None:
            return None
        kind = format_of(listed.file.name)
        if listed.words < kind.long_from:
            return None
        with self._lock:
            if any(article.path == listed.path for article in self._articles.values()):
                return None
        try:
            with listed.file.open("rb") as opened:
                data = opened.read(_BEGINNING)
            return kind.beginning(data[: data.rfind(b"\n") + 1], listed.path)
        except (OSError, UnreadableArticleError):
            return None

    def marks(
        self,
        article: "Article",
        *,
        rest: "Rest" = lambda: None,
        news: "Callable[[FoundMarks], object] | None" = None,
    ) -> "FoundMarks":
        """Return the quotes and figures of an article.

        `rest` is called every few milliseconds; it may sleep for a moment, so that a screen
        beside it stays awake, or raise to give up. `news` is called with what was found so
        far.
        """
        from reader.detectors.beside import packs_in
        from reader.detectors.found_marks import FoundMarks

        end = len(article.text)
        found = self._found(article, end)
        if found is None:
            found = FoundMarks()
            with self._lock:
                self._marks = [(article, found), *self._marks[: _KEPT_IN_MEMORY - 1]]
            reported = self._libraries.settings.finding_reported
            failed = found.failures.append
            packs = packs_in(article.text, article.published, rest, reported, failed)
            found.take(packs, end, partial(news, found) if news else lambda: None)
        return found

    def marks_around(
        self, article: "Article", place: "Span", *, rest: "Rest" = lambda: None
    ) -> "FoundMarks":
        """Return the marks around a place, without waiting for the others of a long text.

        Where they were not found before, a speaker may then be called by a surname only.
        """
        from reader.detectors.around import marks_around

        if len(article.text) <= LONG:
            return self.marks(article, rest=rest)
        return self._found(article, place.end) or marks_around(
            article.text,
            place.start,
            article.published,
            rest=rest,
            reported=self._libraries.settings.finding_reported,
        )

    def _found(self, article: "Article", through: int) -> "FoundMarks | None":
        """Return the marks of an article if they were found up to some offset before."""
        with self._lock:
            kept = self._marks
        return next(
            (
                found
                for known, found in kept
                if found.through >= through
                and known.published == article.published
                and known.text == article.text
            ),
            None,
        )

    def _piped_article(self) -> "Article":
        from reader.article import text_hash
        from reader.formats.plain_text import parse

        if not self._piped or not self._piped.strip():
            raise UnreadableArticleError("Standard input is empty: there is nothing to read in it.")
        article = parse(self._piped, "standard input")
        return replace(article, path=f"piped-{text_hash(article.text)[:12]}.txt")


def _keep(kept: OrderedDict[_Key, _Value], key: _Key, value: _Value) -> None:
    """Remember a value, and forget the oldest when there are too many."""
    kept[key] = value
    if len(kept) > _KEPT_IN_MEMORY:
        kept.popitem(last=False)
