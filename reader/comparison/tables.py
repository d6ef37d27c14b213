"""The tables of a kept comparison: articles, what they are looked up by, links, groups.

An SQLite file in which nothing is but numbers, text and sealed bytes: what is damaged, by a
disk or by hand, is told by its checksum, and made anew.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeAlias

from reader.comparison.assembling import Grouped
from reader.comparison.clusters import FigureLink
from reader.comparison.groups import Group, GroupKind
from reader.comparison.keys import KeyKind
from reader.comparison.links import (
    FIGURES,
    QUOTES,
    pack_links,
    pack_share,
    unpack_links,
    unpack_share,
)
from reader.comparison.packed_groups import pack_group, unpack_group
from reader.comparison.packing import DamagedError, pack, pack_list, unpack_list
from reader.comparison.places import Place
from reader.comparison.rarity import Rarity
from reader.comparison.reading import Reading
from reader.comparison.statements import Link
from reader.errors import KeptFileError
from reader.state.database import Connection, Field, Fields, connections, is_damage, parts

Links: TypeAlias = Sequence[FigureLink] | Sequence[Link] | float
"""What two articles have in common; of running text its share."""

_SCHEMA = """
-- A file with another schema is made anew: this number tells how a packed reading is laid out: 2
CREATE TABLE articles (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, state TEXT NOT NULL,
    source TEXT NOT NULL, reading BLOB NOT NULL
);
CREATE TABLE keys (
    kind INTEGER NOT NULL, key INTEGER NOT NULL, article INTEGER NOT NULL,
    part INTEGER NOT NULL, PRIMARY KEY (kind, key, article, part)
) WITHOUT ROWID;
CREATE TABLE links (
    kind TEXT NOT NULL, one INTEGER NOT NULL, other INTEGER NOT NULL, links BLOB NOT NULL,
    PRIMARY KEY (kind, one, other)
) WITHOUT ROWID;
CREATE INDEX links_back ON links (kind, other);
CREATE TABLE groups (number INTEGER PRIMARY KEY, kind TEXT NOT NULL, content BLOB NOT NULL);
CREATE TABLE members (
    kind TEXT NOT NULL, article INTEGER NOT NULL, part INTEGER NOT NULL, number INTEGER NOT NULL,
    PRIMARY KEY (kind, article, part, number)
) WITHOUT ROWID;
CREATE INDEX members_of ON members (number);
CREATE TABLE knowledge (content BLOB NOT NULL)
"""
_TABLES = ("articles", "keys", "links", "groups", "members", "knowledge")


class Tables:
    """The tables in `file`, or in memory when there is none."""

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._table = _opened(file)

    def close(self) -> None:
        """Let go of the file."""
        self._table.close()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Write all changes of the block at once, or none when it fails.

        Raises:
            DamagedError: The file is damaged.
            KeptFileError: It cannot be written.
        """
        with _told(), self._table.together():
            yield

    def ask(self, statement: str, values: Sequence[Field] = ()) -> list[Fields]:
        """Return all that a statement answers.

        Raises:
            DamagedError: The file is damaged.
            KeptFileError: It cannot be read or written.
        """
        with _told():
            return self._table.rows(statement, values)

    def empty(self) -> None:
        """Forget everything."""
        for table in _TABLES:
            self.ask(f"DELETE FROM {table}")

    # What is known of words

    def knowledge(self) -> Rarity:
        """Return how rare words and values are."""
        rows = self.ask("SELECT content FROM knowledge")
        if not rows:
            return Rarity(0, {}, {})
        articles, words, values = unpack_list(rows[0][0])
        return Rarity(
            articles,
            dict(zip(words[::2], words[1::2], strict=True)),
            {(low, high, kin): count for low, high, kin, count in values},
        )

    def keep_knowledge(self, rarity: Rarity) -> None:
        """Write down how rare words and values are."""
        words = [number for pair in rarity.words.items() for number in pair]
        values: list[list[str | float]] = [
            [low, high, kin, count] for (low, high, kin), count in rarity.values.items()
        ]
        content = pack_list([rarity.articles - 1, words, values])
        self.ask("INSERT INTO knowledge VALUES (?)", (content,))

    # Articles

    def states(self) -> dict[str, str]:
        """Return in which state the articles are that are compared, by id."""
        return {str(name): str(state) for name, state in self.ask("SELECT id, state FROM articles")}

    def numbers(self) -> list[int]:
        """Return the numbers of the articles, in the order in which they came."""
        return [whole(number) for (number,) in self.ask("SELECT number FROM articles ORDER BY 1")]

    def number_of(self, article: str) -> int | None:
        """Return the number of an article."""
        rows = self.ask("SELECT number FROM articles WHERE id = ?", (article,))
        return whole(rows[0][0]) if rows else None

    def next_number(self) -> int:
        """Return the number for an article that is new."""
        ((last,),) = self.ask("SELECT coalesce(max(number), -1) FROM articles")
        return whole(last) + 1

    def packed(self, number: int) -> Field:
        """Return what an article is compared by, packed."""
        rows = self.ask("SELECT reading FROM articles WHERE number = ?", (number,))
        if not rows:
            raise DamagedError("an article that others are linked with is not there")
        return rows[0][0]

    def keep_article(self, number: int, reading: Reading, state: str) -> None:
        """Write down an article."""
        self.ask(
            "INSERT OR REPLACE INTO articles VALUES (?, ?, ?, ?, ?)",
            (number, reading.id, state, reading.source, pack(reading)),
        )

    def drop_article(self, number: int) -> None:
        """Forget an article."""
        self.ask("DELETE FROM articles WHERE number = ?", (number,))

    # What articles are looked up by

    def keep_keys(self, number: int, keys: Iterable[tuple[KeyKind, int, int]]) -> None:
        """Write down what an article is looked up by."""
        for kind, key, part in keys:
            self.ask(
                "INSERT OR IGNORE INTO keys VALUES (?, ?, ?, ?)", (int(kind), key, number, part)
            )

    def drop_keys(self, number: int, keys: Iterable[tuple[KeyKind, int, int]]) -> None:
        """Forget what an article is looked up by."""
        for kind, key, part in keys:
            self.ask(
                "DELETE FROM keys WHERE kind = ? AND key = ? AND article = ? AND part = ?",
                (int(kind), key, number, part),
            )

    def having(self, kind: KeyKind, key: int, most: int) -> list[tuple[int, int]]:
        """Return at most so many articles with a key, and which part of each has it."""
        rows = self.ask(
            "SELECT article, part FROM keys WHERE kind = ? AND key = ? LIMIT ?",
            (int(kind), key, most),
        )
        return [(whole(article), whole(part)) for article, part in rows]

    def sources_with(self, run: int) -> Iterator[tuple[str, int]]:
        """Yield the outlets that print a run, and in how many articles."""
        rows = self.ask(
            "SELECT source, count(*) FROM keys JOIN articles ON number = article "
            "WHERE kind = ? AND key = ? GROUP BY source",
            (int(KeyKind.RUN), run),
        )
        for source, count in rows:
            yield str(source), whole(count)

    # Links

    def keep_links(self, kind: GroupKind, one: int, other: int, links: Links) -> None:
        """Write down what two articles have in common; nothing takes it away."""
        if not links:
            self.ask(
                "DELETE FROM links WHERE kind = ? AND one = ? AND other = ?", (kind, one, other)
            )
            return
        packed = pack_share(links) if isinstance(links, float) else pack_links(links)
        self.ask("INSERT OR REPLACE INTO links VALUES (?, ?, ?, ?)", (kind, one, other, packed))

    def drop_links(self, kind: GroupKind, number: int) -> None:
        """Forget what an article has in common with all others."""
        self.ask("DELETE FROM links WHERE kind = ? AND one = ?", (kind, number))
        self.ask("DELETE FROM links WHERE kind = ? AND other = ?", (kind, number))

    def links(self, kind: GroupKind, one: int, other: int) -> Links:
        """Return what two articles have in common."""
        rows = self.ask(
            "SELECT links FROM links WHERE kind = ? AND one = ? AND other = ?", (kind, one, other)
        )
        return _unpacked(kind, rows[0][0]) if rows else ()

    def is_linked(self, kind: GroupKind, one: int, other: int) -> bool:
        """Tell whether two articles have something in common."""
        return bool(
            self.ask(
                "SELECT 1 FROM links WHERE kind = ? AND one = ? AND other = ?", (kind, one, other)
            )
        )

    def linked_with(self, kind: GroupKind, number: int) -> set[int]:
        """Return the articles that have something in common with one, and itself."""
        rows = self.ask(
            "SELECT one, other FROM links WHERE kind = ? AND one = ? UNION ALL "
            "SELECT one, other FROM links WHERE kind = ? AND other = ?",
            (kind, number, kind, number),
        )
        return {whole(number) for row in rows for number in row}

    def links_of(self, kind: GroupKind, number: int) -> Iterator[tuple[tuple[int, int], Links]]:
        """Yield what an article has in common with each other one."""
        rows = self.ask(
            "SELECT one, other, links FROM links WHERE kind = ? AND one = ? UNION ALL "
            "SELECT one, other, links FROM links WHERE kind = ? AND other = ? AND one <> other",
            (kind, number, kind, number),
        )
        for one, other, packed in rows:
            yield (whole(one), whole(other)), _unpacked(kind, packed)

    # Groups

    def keep_group(self, number: int, grouped: Grouped) -> None:
        """Write down a group and its members."""
        kind = grouped.group.kind
        self.ask("INSERT INTO groups VALUES (?, ?, ?)", (number, kind, pack_group(grouped.group)))
        for place in grouped.places:
            self.ask(
                "INSERT OR IGNORE INTO members VALUES (?, ?, ?, ?)",
                (kind, place.article, place.number, number),
            )

    def last_group(self) -> int:
        """Return the greatest number of a group."""
        ((last,),) = self.ask("SELECT coalesce(max(number), 0) FROM groups")
        return whole(last)

    def drop_groups_at(self, kind: GroupKind, place: Place) -> None:
        """Forget the groups that a place is in."""
        rows = self.ask(
            "SELECT number FROM members WHERE kind = ? AND article = ? AND part = ?",
            (kind, place.article, place.number),
        )
        for (number,) in rows:
            self.ask("DELETE FROM groups WHERE number = ?", (number,))
            self.ask("DELETE FROM members WHERE number = ?", (number,))

    def beside_in_groups(self, kind: GroupKind, number: int) -> Iterator[Place]:
        """Yield all members of the groups that an article has something in."""
        rows = self.ask(
            "SELECT article, part FROM members WHERE number IN "
            "(SELECT number FROM members WHERE kind = ? AND article = ?)",
            (kind, number),
        )
        return (Place(whole(article), whole(part)) for article, part in rows)

    def in_groups_with(self, kind: GroupKind, one: int, two: int) -> Iterator[Place]:
        """Yield what an article has in groups that another one has something in."""
        rows = self.ask(
            "SELECT article, part FROM members WHERE kind = ? AND article = ? AND number IN "
            "(SELECT number FROM members WHERE kind = ? AND article = ?)",
            (kind, one, kind, two),
        )
        return (Place(whole(article), whole(part)) for article, part in rows)

    def groups(self, kind: GroupKind | None) -> Iterator[Group]:
        """Yield the groups, in the order in which they were made."""
        condition, values = ("WHERE kind = ?", (kind,)) if kind else ("", ())
        rows = self.ask(f"SELECT content FROM groups {condition} ORDER BY number", values)
        return (unpack_group(content) for (content,) in rows)

    def groups_of(self, article: str) -> Iterator[Group]:
        """Yield the groups with something of an article."""
        rows = self.ask(
            "SELECT content FROM groups WHERE number IN (SELECT members.number FROM members JOIN "
            "articles ON articles.number = members.article WHERE id = ?) ORDER BY number",
            (article,),
        )
        return (unpack_group(content) for (content,) in rows)


@contextmanager
def _told() -> Iterator[None]:
    """Say what an error of the file means."""
    try:
        yield
    except sqlite3.Error as error:
        # An error without a code of SQLite is Python's: a row cannot be what it should be.
        if is_damage(error) or not getattr(error, "sqlite_errorcode", 0):
            raise DamagedError(str(error)) from error
        raise KeptFileError(
            f"What the articles say alike could not be kept in the cache: {error}. "
            "Close other windows of copydesk, see that the disk has room, and try again."
        ) from error


def _unpacked(kind: GroupKind, packed: Field) -> Links:
    if kind == "article":
        return unpack_share(packed)
    return unpack_links(packed, FIGURES) if kind == "figure" else unpack_links(packed, QUOTES)


def remove(file: Path) -> None:
    """Remove tables that are of no use."""
    for part in parts(file):
        with suppress(OSError):
            part.unlink()


def _opened(file: Path | None) -> Connection:
    try:
        return connections(file, _SCHEMA, 1, synchronous="OFF")[0]
    except (sqlite3.Error, OSError) as error:
        if file is not None and is_damage(error):
            remove(file)
            with suppress(sqlite3.Error, OSError):
                return connections(file, _SCHEMA, 1, synchronous="OFF")[0]
    return connections(None, _SCHEMA, 1, synchronous="OFF")[0]


def whole(value: object) -> int:
    """Return a whole number of a table."""
    if not isinstance(value, int):
        raise DamagedError("a number is none")
    return value
