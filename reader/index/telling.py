"""What the table of articles is told: files that are new or gone, marks, claims, progress."""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from annotations.folding import folded
from reader.index.query import PROGRESS, lines
from reader.index.rows import Moved, Tally, number_in
from reader.index.schema import PUT_ARTICLE, PUT_FILE
from reader.index.table import Table
from reader.library.entries import place_in
from reader.library.scan import ListedArticle
from reader.state.database import is_held
from reader.state.progress import Progress

if TYPE_CHECKING:  # rows are shown without any article
    from reader.article import Article
    from reader.index.summary import FoundArticle


class Told:
    """The changes of the table of articles; `together` belongs around them."""

    def __init__(self, table: Table) -> None:
        self._table = table

    @contextmanager
    def together(self) -> Iterator[None]:
        """Write all changes of the block at once, which is much faster than one by one.

        When they cannot be written, the block ends early and `times_lost` grows; when that
        is known at its beginning, it is written into the table that goes on in memory.
        """
        connection = self._table.writing
        try:
            with ExitStack() as held:
                try:
                    held.enter_context(connection.together())
                except sqlite3.Error as error:
                    self._table.lose(connection, error)
                    connection = self._table.writing
                    held.enter_context(connection.together())
                yield
        except sqlite3.Error as error:
            self._table.lose(connection, error)

    def tell(
        self,
        library: Path,
        *,
        claims: Mapping[str, Tally] = MappingProxyType({}),
        progress: Mapping[str, Progress] = MappingProxyType({}),
    ) -> None:
        """Set what a change did to articles that are named by path.

        A table that another window holds, which may have been stopped, stays as it is: the
        next update sets it right.
        """
        connection = self._table.writing
        try:
            with connection.together():
                self.count_claims(library, claims)
                self.set_progress(library, progress)
        except sqlite3.Error as error:
            if not is_held(error):
                self._table.lose(connection, error)

    def put(self, listed: ListedArticle, article: "Article | FoundArticle", state: str) -> int:
        """Add an article's row, or bring it up to date, and return its id.

        Marks that were counted in the same text stay counted.
        """
        words = [folded(part) for part in (listed.title, listed.source, listed.path)]
        place = place_in(listed.file, listed.path) if listed.file else ""
        number = self._put_file(listed.file, place, state, article.remarks)
        self._table.writing.rows(
            PUT_ARTICLE,
            (
                number,
                os.fsencode(listed.library),
                listed.path,
                listed.title,
                listed.source,
                listed.published.isoformat() if listed.published else None,
                listed.words,
                article.text_hash,
                "\n".join(words),
                *words,
                folded(article.byline),
                lines(article.agencies),
                folded(f"{listed.library.name}\n{listed.library}"),
            ),
        )
        return number

    def end_file(
        self, file: Path, state: str, problems: Iterable[str], *, is_article: bool = False
    ) -> None:
        """Remember what is wrong with a file, until it changes; its articles were put before.

        Articles that were in it in another state, and are not any more, lose their rows.
        Unless the file itself `is_article`, it has none.
        """
        number = self._put_file(file, "", state, problems)
        rows = self._table.writing.rows
        if not is_article:
            rows("DELETE FROM articles WHERE id = ?", (number,))
        gone = "FROM files WHERE file = ? AND place <> '' AND state <> ?"
        values = (os.fsencode(file), state)
        rows(f"DELETE FROM articles WHERE id IN (SELECT id {gone})", values)
        rows(f"DELETE {gone}", values)

    def forget(self, ids: Iterable[int]) -> None:
        """Take out files that are gone, and their rows."""
        rows = self._table.writing.rows
        for number in ids:
            held = "FROM files WHERE file = (SELECT file FROM files WHERE id = ?)"
            rows(f"DELETE FROM articles WHERE id IN (SELECT id {held})", (number,))
            rows(f"DELETE {held}", (number,))

    def count_marks(
        self,
        article_id: int,
        *,
        quotes: int,
        figures: int,
        speakers: Iterable[str],
        problems: Iterable[str] = (),
    ) -> None:
        """Keep how many marks an article has, the names of the speakers, and what failed."""
        self._table.writing.rows(
            "UPDATE articles SET quotes = ?, figures = ?, speakers_folded = ? WHERE id = ?",
            (quotes, figures, lines(speakers), article_id),
        )
        if said := "\n".join(problems):
            self._table.writing.rows(
                "UPDATE files SET problems = iif(problems = '', ?, problems || char(10) || ?) "
                "WHERE id = ?",
                (said, said, article_id),
            )

    def count_claims(self, library: Path, tallies: Mapping[str, Tally]) -> None:
        """Set the claims and tags of the articles that `tallies` names by path."""
        for path, tally in tallies.items():
            tags = lines(tally.tags) if tally.tags else ""
            self._table.writing.rows(
                "UPDATE articles SET claims = ?, tags_folded = ? WHERE library = ? AND path = ? "
                "AND (claims <> ? OR tags_folded <> ?)",
                (tally.claims, tags, os.fsencode(library), path, tally.claims, tags),
            )

    def set_progress(self, library: Path, read: Mapping[str, Progress]) -> None:
        """Set how far the articles that `read` names by path were read."""
        for path, progress in read.items():
            number = PROGRESS.index(progress)
            self._table.writing.rows(
                "UPDATE articles SET progress = ? WHERE library = ? AND path = ? AND progress <> ?",
                (number, os.fsencode(library), path, number),
            )

    def keep_total(self) -> None:
        """Remember how many rows there are now that they are up to date."""
        self._table.writing.rows("DELETE FROM last_time")
        self._table.writing.rows("INSERT INTO last_time SELECT count(*) FROM articles")

    def carry(self, moved: Moved) -> None:
        """Give an article's row what is known of the one it had before."""
        ids = (moved.id_before, moved.id_now)
        of_both = "FROM (SELECT * FROM articles WHERE id = ?) AS old WHERE articles.id = ?"
        self._table.writing.rows(
            f"UPDATE articles SET progress = max(articles.progress, old.progress) {of_both}", ids
        )
        # Dates in a text are told from the day it was published.
        self._table.writing.rows(
            "UPDATE articles SET quotes = old.quotes, figures = old.figures, speakers_folded = "
            f"old.speakers_folded {of_both} AND articles.published IS old.published",
            ids,
        )

    def _put_file(self, file: Path | None, place: str, state: str, problems: Iterable[str]) -> int:
        # Every file has an absolute path, so an empty one stands for standard input.
        name = os.fsencode(file) if file else b""
        found = self._table.writing.rows(PUT_FILE, (name, place, state, "\n".join(problems)))
        return number_in(found[0][0]) or 0
