"""What the table of articles is told: files that are new or gone, marks, claims, progress."""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from annotations.folding import folded
from reader.index.address import plain_address
from reader.index.filter import MOST_MARKS, PROGRESS, lines
from reader.index.full_text import indexed
from reader.index.rows import Moved, Tally, number_in
from reader.index.schema import PUT_ARTICLE, PUT_FILE
from reader.index.table import Table
from reader.library.entries import place_in
from reader.library.scan import ListedArticle
from reader.state.database import is_held
from reader.state.progress import Progress

_FEW_TEXTS = 1000
"""Texts up to which those that are gone do no harm."""

_MOST_NAMES = 20_000
"""Names of marks whose numbers are kept in memory; some megabytes."""

if TYPE_CHECKING:  # rows are shown without any article
    from reader.index.marks import PackedMarks
    from reader.index.summary import FoundArticle


class Told:
    """The changes of the table of articles; `together` belongs around them."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._names: dict[str, int] = {}
        self._times_lost = table.times_lost

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
        except BaseException as error:
            self._names.clear()  # the names of what was not written are not there
            if not isinstance(error, sqlite3.Error):
                raise
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

    def put(self, listed: ListedArticle, article: "FoundArticle", state: str) -> int:
        """Add an article's row, or bring it up to date, and return its id.

        Marks that were counted in the same text stay counted. The words of a text that is
        known already are not taken in again.
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
                self._text_id(article),
                "\n".join(words),
                *words,
                folded(article.byline),
                lines(article.agencies),
                folded(f"{listed.library.name}\n{listed.library}"),
                plain_address(article.address),
            ),
        )
        return number

    def _text_id(self, article: "FoundArticle") -> int:
        """Return what the full text knows an article by, once its words are in it."""
        rows = self._table.writing.rows
        asked = "SELECT text_id FROM articles WHERE text_hash = ? AND text_id > 0 LIMIT 1"
        if known := rows(asked, (article.text_hash,)):
            return number_in(known[0][0]) or 0
        ((given,),) = rows("UPDATE last_text SET id = id + 1 RETURNING id")
        number = number_in(given) or 0
        rows("INSERT INTO full_text (rowid, words) VALUES (?, ?)", (number, article.words))
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
        marks: "PackedMarks | None" = None,
    ) -> None:
        """Keep the marks of an article, how many, the names of the speakers, and what failed."""
        self._table.writing.rows(
            "UPDATE articles SET quotes = ?, figures = ?, speakers_folded = ? WHERE id = ?",
            (quotes, figures, lines(speakers), article_id),
        )
        self._put_marks(article_id, marks)
        if said := "\n".join(problems):
            self._table.writing.rows(
                "UPDATE files SET problems = iif(problems = '', ?, problems || char(10) || ?) "
                "WHERE id = ?",
                (said, said, article_id),
            )

    def _put_marks(self, article_id: int, marks: "PackedMarks | None") -> None:
        connection = self._table.writing
        first = article_id * MOST_MARKS
        connection.rows(
            "DELETE FROM marks WHERE id BETWEEN ? AND ?", (first, first + MOST_MARKS - 1)
        )
        if marks is None or not marks.columns:
            connection.rows("DELETE FROM places WHERE id = ?", (article_id,))
            return
        connection.rows("INSERT OR REPLACE INTO places VALUES (?, ?)", (article_id, marks.places))
        connection.many(
            "INSERT INTO marks VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (number, mark.form, mark.value, mark.high, *map(self._name, mark[3:]))
                for number, mark in enumerate(marks.columns, first)
            ],
        )

    def _name(self, name: str | None) -> int | None:
        """Return the number of a name that a mark has, which is never given to another."""
        if name is None:
            return None
        if self._table.times_lost != self._times_lost:
            self._names.clear()
            self._times_lost = self._table.times_lost
        if name not in self._names:
            if len(self._names) > _MOST_NAMES:
                self._names.clear()
            self._names[name] = self._kept_name(name)
        return self._names[name]

    def _kept_name(self, name: str) -> int:
        rows = self._table.writing.rows
        if known := rows("SELECT id FROM names WHERE name = ?", (name,)):
            return number_in(known[0][0]) or 0
        ((given,),) = rows("INSERT INTO names (name) VALUES (?) RETURNING id", (name,))
        number = number_in(given) or 0
        rows("INSERT INTO name_words (rowid, words) VALUES (?, ?)", (number, indexed(name)))
        return number

    def found_by(self, detectors: str) -> None:
        """Drop all marks unless these detectors found them: they are to be found again."""
        rows = self._table.writing.rows
        if rows("SELECT detectors FROM found_by") == [(detectors,)]:
            return
        rows("DELETE FROM found_by")
        rows("INSERT INTO found_by VALUES (?)", (detectors,))
        rows(
            "UPDATE articles SET quotes = NULL, figures = NULL, speakers_folded = '' "
            "WHERE quotes IS NOT NULL"
        )

    def drop_old_texts(self) -> None:
        """Begin the full text anew when most of it is of texts that are gone."""
        rows = self._table.writing.rows
        ((given,),) = rows("SELECT id FROM last_text")
        if (number_in(given) or 0) < _FEW_TEXTS:
            return
        ((known,),) = rows("SELECT count(DISTINCT text_id) FROM articles")
        if (number_in(given) or 0) <= 2 * (number_in(known) or 0):
            return
        # Files in no known state are read again, by the update that has just begun.
        rows("INSERT INTO full_text (full_text) VALUES ('delete-all')")
        rows("UPDATE last_text SET id = 0")
        rows("UPDATE articles SET text_id = 0")
        rows("UPDATE files SET state = ''")

    def count_claims(self, library: Path, tallies: Mapping[str, Tally]) -> None:
        """Set the claims and tags of the articles that `tallies` names by path."""
        for path, tally in tallies.items():
            said = (tally.tags, tally.verdicts, tally.annotators)
            now = [lines(values) if values else "" for values in said]
            self._table.writing.rows(
                "UPDATE articles SET (claims, tags_folded, verdicts_folded, annotators_folded) = "
                "(?1, ?2, ?3, ?4) WHERE library = ?5 AND path = ?6 AND "
                "(claims, tags_folded, verdicts_folded, annotators_folded) <> (?1, ?2, ?3, ?4)",
                (tally.claims, *now, os.fsencode(library), path),
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
        same = (
            "EXISTS (SELECT 1 FROM articles AS old, articles AS new WHERE old.id = ?1 "
            "AND new.id = ?2 AND old.published IS new.published AND new.quotes IS NULL)"
        )
        self._table.writing.rows(
            "UPDATE OR REPLACE marks SET id = id + ((?2 - ?1) << 20) "
            f"WHERE id BETWEEN ?1 << 20 AND (?1 << 20) + {MOST_MARKS - 1} AND {same}",
            ids,
        )
        self._table.writing.rows(
            f"UPDATE OR REPLACE places SET id = ?2 WHERE id = ?1 AND {same}", ids
        )
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
