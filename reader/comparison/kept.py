"""What is compared of a library, kept from one start to the next.

An SQLite file beside the index. An article that is new or changed is compared with those it
shares something with; the groups are the same as if all were compared at once, in the order
in which they came.
"""

import pickle
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from reader.comparison import events, running_text
from reader.comparison.assembling import Grouped, article_groups, figure_groups, statement_groups
from reader.comparison.clusters import FigureLink
from reader.comparison.comparison import Comparison, without_collector
from reader.comparison.events import Signature
from reader.comparison.groups import KINDS, Group, GroupKind
from reader.comparison.judging import Judging
from reader.comparison.keys import MOST, SAMPLED, KeyKind, enough_keys, quote_keys, value_keys
from reader.comparison.places import Place
from reader.comparison.rarity import Rarity
from reader.comparison.reading import Reading
from reader.comparison.statements import Link
from reader.state.database import Connection, Field, Fields, connections, is_damage, parts

_SCHEMA = """
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
_OUTGROWN = 2
"""How many times as many articles there are when words are counted anew."""
_UNPACKED = 400
"""Articles that stay unpacked: those of an event are compared with each other again soon."""


class Kept:
    """The comparison of a library, in `file`, or in memory when there is none."""

    def __init__(self, file: Path | None = None) -> None:
        self._table = _opened(file)
        self._unpacked: dict[int, Reading] = {}
        self._signatures: dict[int, Signature] = {}
        rows = self.ask("SELECT content FROM knowledge")
        known = _unpickled(rows[0][0]) if rows else (0, {}, {})
        self.judging = Judging(Rarity(*known))

    def close(self) -> None:
        """Let go of the file."""
        self._table.close()

    def states(self) -> dict[str, str]:
        """Return in which state the articles are that are compared, by id."""
        return {str(name): str(state) for name, state in self.ask("SELECT id, state FROM articles")}

    def is_outgrown(self, articles: int) -> bool:
        """Tell whether so many articles tell much more about words than what is known."""
        return articles >= _OUTGROWN * (self.judging.rarity.articles - 1)

    def fill(self, readings: Sequence[Reading], states: Sequence[str]) -> None:
        """Compare these articles anew with each other, and forget all others."""
        self.judging = Judging(Rarity.of(readings))
        self._unpacked.clear()
        self._signatures.clear()
        rarity = self.judging.rarity
        with without_collector(), self._table.together():
            compared = Comparison(readings, self.judging)
            quotes, figures = list(compared.quote_links()), list(compared.figure_links())
            for table in ("articles", "keys", "links", "groups", "members", "knowledge"):
                self.ask(f"DELETE FROM {table}")
            known = rarity.articles - 1, dict(rarity.words), dict(rarity.values)
            self.ask("INSERT INTO knowledge VALUES (?)", (pickle.dumps(known, 5),))
            for number, (reading, state) in enumerate(zip(readings, states, strict=True)):
                self.keep_article(number, reading, state)
            by_pair: dict[tuple[GroupKind, int, int], list[FigureLink | Link] | float]
            by_pair = {("article", *pair): share for pair, share in compared.shares.items()}
            links: list[FigureLink | Link] = [*quotes, *figures]
            for link in links:
                kind: GroupKind = "quote" if isinstance(link, Link) else "figure"
                some = by_pair.setdefault((kind, link.one.article, link.other.article), [])
                assert isinstance(some, list)
                some.append(link)
            for pair, found in by_pair.items():
                self.ask("INSERT INTO links VALUES (?, ?, ?, ?)", (*pair, pickle.dumps(found, 5)))
            for number, grouped in enumerate(compared.grouped(quotes, figures), 1):
                self.keep_group(number, grouped)

    def keep_article(self, number: int, reading: Reading, state: str) -> None:
        """Write down an article and what it is looked up by."""
        self.ask(
            "INSERT OR REPLACE INTO articles VALUES (?, ?, ?, ?, ?)",
            (number, reading.id, state, reading.source, pickle.dumps(reading, 5)),
        )
        self._unpacked[number] = reading
        self._signatures.pop(number, None)
        for kind, key, part in self.keys(number):
            self.ask(
                "INSERT OR IGNORE INTO keys VALUES (?, ?, ?, ?)", (int(kind), key, number, part)
            )

    def keep_group(self, number: int, grouped: Grouped) -> None:
        """Write down a group and its members."""
        kind = grouped.group.kind
        self.ask(
            "INSERT INTO groups VALUES (?, ?, ?)", (number, kind, pickle.dumps(grouped.group, 5))
        )
        for place in grouped.places:
            self.ask(
                "INSERT OR IGNORE INTO members VALUES (?, ?, ?, ?)",
                (kind, place.article, place.number, number),
            )

    def keys(self, number: int) -> Iterator[tuple[KeyKind, int, int]]:
        """Yield what an article is looked up by, and which part of it or how much."""
        reading = self.reading(number)
        if reading.figures:
            for word, weight in self.signature(number):
                yield KeyKind.EVENT, word, round(weight * events.STEPS)
        for key in value_keys(reading, self.judging.rarity):
            yield KeyKind.VALUE, key, 0
        for at, quote in enumerate(reading.quotes):
            for key in quote_keys(quote):
                yield KeyKind.QUOTE, key, at
        for run in reading.runs:
            if not run & SAMPLED:
                yield KeyKind.RUN, run, 0

    def put(self, reading: Reading, state: str = "") -> None:
        """Compare an article that is new, or that changed."""
        with self._table.together():
            _Change(self).put(reading, state)

    def remove(self, article: str) -> None:
        """Forget an article."""
        with self._table.together():
            _Change(self).remove(article)

    def groups(self, kind: GroupKind | None = None) -> Iterator[Group]:
        """Yield what the articles say alike, by the places where it stands first."""
        condition, values = ("WHERE kind = ?", (kind,)) if kind else ("", ())
        rows = self.ask(f"SELECT content FROM groups {condition} ORDER BY number", values)
        for (content,) in rows:
            yield _unpickled(content)

    def groups_of(self, article: str) -> list[Group]:
        """Return the groups with something of an article."""
        rows = self.ask(
            "SELECT content FROM groups WHERE number IN (SELECT members.number FROM members JOIN "
            "articles ON articles.number = members.article WHERE id = ?) ORDER BY number",
            (article,),
        )
        return [_unpickled(content) for (content,) in rows]

    def readings(self) -> Iterator[Reading]:
        """Yield what the articles are compared by, in the order in which they came."""
        for (number,) in self.ask("SELECT number FROM articles ORDER BY number"):
            yield self.reading(_whole(number))

    def reading(self, number: int) -> Reading:
        """Return what an article is compared by."""
        known = self._unpacked.get(number)
        if known is None:
            ((packed,),) = self.ask("SELECT reading FROM articles WHERE number = ?", (number,))
            if len(self._unpacked) > _UNPACKED:
                self._unpacked.clear()
            known = self._unpacked[number] = _unpickled(packed)
        return known

    def signature(self, number: int) -> Signature:
        """Return the words that name an article's event."""
        known = self._signatures.get(number)
        if known is None:
            if len(self._signatures) > _UNPACKED:
                self._signatures.clear()
            known = events.signature(self.reading(number).bag, self.judging.rarity)
            self._signatures[number] = known
        return known

    def forget(self, number: int) -> None:
        """Forget what was known of an article that goes."""
        self._unpacked.pop(number, None)
        self._signatures.pop(number, None)

    def ask(self, statement: str, values: Sequence[Field] = ()) -> list[Fields]:
        """Return all that a statement answers."""
        return self._table.rows(statement, values)


class _Change:
    """One article that comes, changes or goes, and what that does to the others."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept
        self._ask = kept.ask
        self._judging = kept.judging
        self._touched: dict[GroupKind, set[Place]] = defaultdict(set)
        self._found: dict[tuple[KeyKind, int], list[tuple[int, int]]] = {}

    def put(self, reading: Reading, state: str) -> None:
        """Compare an article, and group anew what it touches."""
        known = self._ask("SELECT number FROM articles WHERE id = ?", (reading.id,))
        if known:
            number = _whole(known[0][0])
            self._take_out(number)
        else:
            ((last,),) = self._ask("SELECT coalesce(max(number), -1) FROM articles")
            number = _whole(last) + 1
        self._kept.keep_article(number, reading, state)
        self._found.clear()
        self._link(number)
        for kind, key in dict.fromkeys((kind, key) for kind, key, _ in self._kept.keys(number)):
            self._crossed(kind, key, came=True)
        self._regroup()

    def remove(self, article: str) -> None:
        """Take an article out, and group anew what it touched."""
        known = self._ask("SELECT number FROM articles WHERE id = ?", (article,))
        if known:
            number = _whole(known[0][0])
            self._take_out(number)
            self._ask("DELETE FROM articles WHERE number = ?", (number,))
            self._kept.forget(number)
            self._regroup()

    def _take_out(self, number: int) -> None:
        """Take out the keys and links of an article; its groups are touched."""
        keys = list(self._kept.keys(number))
        for name in KINDS:
            self._touch_groups(name, number)
            self._ask("DELETE FROM links WHERE kind = ? AND one = ?", (name, number))
            self._ask("DELETE FROM links WHERE kind = ? AND other = ?", (name, number))
        for kind, key, part in keys:
            self._ask(
                "DELETE FROM keys WHERE kind = ? AND key = ? AND article = ? AND part = ?",
                (int(kind), key, number, part),
            )
        for kind, key in dict.fromkeys((kind, key) for kind, key, _ in keys):
            self._crossed(kind, key, came=False)

    def _touch_groups(self, kind: GroupKind, number: int) -> None:
        rows = self._ask(
            "SELECT article, part FROM members WHERE number IN "
            "(SELECT number FROM members WHERE kind = ? AND article = ?)",
            (kind, number),
        )
        self._touched[kind].update(Place(_whole(article), _whole(part)) for article, part in rows)

    # Which others have something in common with an article

    def _with_key(self, kind: KeyKind, key: int) -> list[tuple[int, int]]:
        """Return the articles, and which part of each, that have a key."""
        found = self._found.get((kind, key))
        if found is None:
            rows = self._ask(
                "SELECT article, part FROM keys WHERE kind = ? AND key = ? LIMIT ?",
                (int(kind), key, MOST[kind] + 2),
            )
            found = self._found[kind, key] = [(_whole(a), _whole(part)) for a, part in rows]
        return found

    def _led_to(self, kind: KeyKind, key: int) -> list[tuple[int, int]]:
        found = self._with_key(kind, key)
        return found if len(found) <= MOST[kind] else []

    def _link(self, number: int) -> None:
        """Link an article with all that it has something in common with."""
        for other, close in self._near(number).items():
            self._link_figures(number, other, close)
        for other, pairs in self._quote_pairs(number).items():
            self._link_quotes(number, other, pairs)
        for other in self._with_common_runs(number):
            self._link_texts(number, other)

    def _near(self, number: int) -> dict[int, float]:
        reading = self._kept.reading(number)
        close: dict[int, float] = defaultdict(float)
        if reading.figures:
            for word, weight in self._kept.signature(number):
                for other, kept_weight in self._led_to(KeyKind.EVENT, word):
                    close[other] += weight * (kept_weight / events.STEPS)
        beside = {
            other
            for key in value_keys(reading, self._judging.rarity)
            for other, _ in self._led_to(KeyKind.VALUE, key)
        }
        beside.update(self._with_common_runs(number, enough=True))
        close.pop(number, None)
        beside.discard(number)
        near = {other for other, enough in close.items() if enough >= events.CLOSE}
        found: dict[int, float] = {}
        for other in sorted(near | beside):
            its = self._kept.reading(other)
            if events.days_apart(reading, its) <= events.DAYS:
                exact = events.closeness(self._kept.signature(number), self._kept.signature(other))
                found[other] = exact if other in near else max(events.BESIDE, exact)
        return found

    def _quote_pairs(self, number: int) -> dict[int, list[tuple[int, int]]]:
        pairs: dict[int, dict[tuple[int, int], int]] = defaultdict(lambda: defaultdict(int))
        for at, quote in enumerate(self._kept.reading(number).quotes):
            for key in quote_keys(quote):
                for other, its in self._led_to(KeyKind.QUOTE, key):
                    if (other, its) != (number, at):
                        pairs[other][at, its] += 1
        quotes = self._kept.reading(number).quotes
        return {
            other: sorted(
                pair
                for pair, shared in found.items()
                if enough_keys(shared, quotes[pair[0]], self._kept.reading(other).quotes[pair[1]])
            )
            for other, found in pairs.items()
        }

    def _with_common_runs(self, number: int, *, enough: bool = False) -> set[int]:
        """Return the articles that share runs; with `enough`, those of one text."""
        found = {
            other
            for run in self._kept.reading(number).runs
            if not run & SAMPLED
            for other, _ in self._led_to(KeyKind.RUN, run)
        } - {number}
        return {other for other in found if self._share(number, other)} if enough else found

    def _share(self, one: int, other: int) -> float:
        first, second = self._kept.reading(one), self._kept.reading(other)
        sampled = sum(
            bool(self._led_to(KeyKind.RUN, run)) and not self._is_standing(run)
            for run in set(first.runs).intersection(second.runs)
            if not run & SAMPLED
        )
        if not sampled or not running_text.may_share(sampled, first, second):
            return 0.0
        return running_text.share(first, second, self._is_standing)

    def _is_standing(self, run: int) -> bool:
        rows = self._ask(
            "SELECT source, count(*) FROM keys JOIN articles ON number = article "
            "WHERE kind = ? AND key = ? GROUP BY source",
            (int(KeyKind.RUN), run),
        )
        return running_text.is_standing(
            str(source) for source, count in rows for _ in range(min(_whole(count), 9))
        )

    # The links between two articles

    def _link_figures(self, number: int, other: int, close: float) -> None:
        one, two = sorted((number, other))
        links = self._judging.figure_links(
            (one, two), self._kept.reading(one), self._kept.reading(two), close
        )
        self._set_links("figure", one, two, links)

    def _link_quotes(self, number: int, other: int, pairs: Sequence[tuple[int, int]]) -> None:
        one, two = sorted((number, other))
        if number > other:
            pairs = sorted((its, mine) for mine, its in pairs)
        elif number == other:
            pairs = sorted({(min(pair), max(pair)) for pair in pairs})
        first, second = self._kept.reading(one), self._kept.reading(two)
        close = partial(events.closeness, self._kept.signature(one), self._kept.signature(two))
        links = self._judging.quote_links((one, two), first, second, pairs, close)
        self._set_links("quote", one, two, links)

    def _link_texts(self, number: int, other: int) -> None:
        one, two = sorted((number, other))
        share = self._share(one, two)
        self._set_links("article", one, two, share or None)

    def _set_links(
        self,
        kind: GroupKind,
        one: int,
        two: int,
        links: Sequence[FigureLink] | Sequence[Link] | float | None,
    ) -> None:
        """Keep the links between two articles, and note what changed by them."""
        before = self._links(kind, one, two)
        if links:
            self._ask(
                "INSERT OR REPLACE INTO links VALUES (?, ?, ?, ?)",
                (kind, one, two, pickle.dumps(links, 5)),
            )
        elif before:
            self._ask(
                "DELETE FROM links WHERE kind = ? AND one = ? AND other = ?", (kind, one, two)
            )
        touched = self._touched[kind]
        for known in (before, links):
            if isinstance(known, float):
                touched.update((Place(one, 0), Place(two, 0)))
                # Who is independent of whom changed in what else they have in common.
                self._touched["quote"].update(self._common_members("quote", one, two))
                self._touched["figure"].update(self._common_members("figure", one, two))
            elif known:
                touched.update(place for link in known for place in (link.one, link.other))

    def _common_members(self, kind: GroupKind, one: int, two: int) -> Iterator[Place]:
        rows = self._ask(
            "SELECT article, part FROM members WHERE kind = ? AND article = ? AND number IN "
            "(SELECT number FROM members WHERE kind = ? AND article = ?)",
            (kind, one, kind, two),
        )
        for article, part in rows:
            yield Place(_whole(article), _whole(part))

    def _links(self, kind: GroupKind, one: int, two: int) -> "Sequence[FigureLink | Link] | float":
        rows = self._ask(
            "SELECT links FROM links WHERE kind = ? AND one = ? AND other = ?", (kind, one, two)
        )
        found: Sequence[FigureLink | Link] | float = _unpickled(rows[0][0]) if rows else ()
        return found

    # Keys that so many have that they lead nowhere

    def _crossed(self, kind: KeyKind, key: int, *, came: bool) -> None:
        """Look at those with a key again when it came to lead nowhere, or somewhere again."""
        self._found.pop((kind, key), None)
        having = self._with_key(kind, key)
        articles = {article for article, _ in having}
        if len(having) == MOST[kind] + came:
            pass
        elif kind is KeyKind.RUN and 1 < len(having) <= MOST[kind]:
            # It may have become standing text, or is none any more.
            if not any(self._ask_source_near(articles)):
                return
        else:
            return
        for one in sorted(articles):
            for two in sorted(self._perhaps(kind, one, articles, came=came)):
                if one < two or kind is KeyKind.RUN or (one == two and kind is KeyKind.QUOTE):
                    self._look_again(kind, one, two)

    def _perhaps(self, kind: KeyKind, one: int, articles: set[int], *, came: bool) -> set[int]:
        """Return those whose links to an article a key changes, perhaps.

        A run that becomes standing text counts for no pair, also where one has it alone.
        """
        if kind is KeyKind.RUN:
            return (self._with_common_runs(one) | self._linked(kind, one)) - {one}
        return self._linked(kind, one) & articles if came else articles

    def _ask_source_near(self, articles: Iterable[int]) -> Iterator[bool]:
        sources: dict[str, int] = defaultdict(int)
        for number in articles:
            sources[self._kept.reading(number).source] += 1
        for source, count in sources.items():
            yield bool(source) and count in (
                running_text.STANDING - 1,
                running_text.STANDING,
            )

    def _linked(self, kind: KeyKind, number: int) -> set[int]:
        name = {KeyKind.QUOTE: "quote", KeyKind.RUN: "article"}.get(kind, "figure")
        rows = self._ask(
            "SELECT one, other FROM links WHERE kind = ? AND one = ? UNION ALL "
            "SELECT one, other FROM links WHERE kind = ? AND other = ?",
            (name, number, name, number),
        )
        return {_whole(number) for row in rows for number in row}

    def _look_again(self, kind: KeyKind, one: int, two: int) -> None:
        if kind is KeyKind.QUOTE:
            pairs = self._quote_pairs(one).get(two, [])
            self._link_quotes(one, two, pairs)
            return
        if kind is KeyKind.RUN:
            self._link_texts(one, two)
        close = self._near(one).get(two)
        if close is None:
            self._set_links("figure", one, two, ())
        else:
            self._link_figures(one, two, close)

    # Groups

    def _regroup(self) -> None:
        for kind, places in self._touched.items():
            if places:
                self._group_anew(kind, places)

    def _group_anew(self, kind: GroupKind, touched: Iterable[Place]) -> None:
        """Group what is linked with some places, however far, and drop their former groups."""
        reached, waiting = set(touched), list(touched)
        found: dict[tuple[int, int], Sequence[FigureLink | Link] | float] = {}
        by_article: dict[int, list[FigureLink | Link]] = {}
        while waiting:
            place = waiting.pop()
            if place.article not in by_article:
                by_article[place.article] = list(self._links_of(kind, place.article, found))
            for link in by_article[place.article]:
                if place in (link.one, link.other):
                    for end in (link.one, link.other):
                        if end not in reached:
                            reached.add(end)
                            waiting.append(end)
        for place in reached:
            rows = self._ask(
                "SELECT number FROM members WHERE kind = ? AND article = ? AND part = ?",
                (kind, place.article, place.number),
            )
            for (number,) in rows:
                self._ask("DELETE FROM groups WHERE number = ?", (number,))
                self._ask("DELETE FROM members WHERE number = ?", (number,))
        ((last,),) = self._ask("SELECT coalesce(max(number), 0) FROM groups")
        for number, grouped in enumerate(self._grouped(kind, reached, found), _whole(last) + 1):
            self._kept.keep_group(number, grouped)

    def _links_of(
        self,
        kind: GroupKind,
        number: int,
        found: dict[tuple[int, int], "Sequence[FigureLink | Link] | float"],
    ) -> Iterator[FigureLink | Link]:
        rows = self._ask(
            "SELECT one, other, links FROM links WHERE kind = ? AND one = ? UNION ALL "
            "SELECT one, other, links FROM links WHERE kind = ? AND other = ? AND one <> other",
            (kind, number, kind, number),
        )
        for one, two, packed in rows:
            pair = _whole(one), _whole(two)
            links = found[pair] = _unpickled(packed)
            if kind == "article":
                yield FigureLink(Place(pair[0], 0), Place(pair[1], 0), 1.0)
            else:
                yield from links

    def _grouped(
        self,
        kind: GroupKind,
        reached: set[Place],
        found: dict[tuple[int, int], "Sequence[FigureLink | Link] | float"],
    ) -> Iterator[Grouped]:
        at = self._kept.reading
        if kind == "article":
            shares = {pair: share for pair, share in found.items() if isinstance(share, float)}
            yield from article_groups(shares, at)
            return
        links = [
            link
            for some in found.values()
            if not isinstance(some, float)
            for link in some
            if link.one in reached
        ]
        shares = _Shares(self._links)
        if kind == "quote":
            yield from statement_groups([x for x in links if isinstance(x, Link)], at, shares)
        else:
            mean = self._judging.models.mean
            of_figures = [x for x in links if isinstance(x, FigureLink)]
            yield from figure_groups(of_figures, at, shares, mean)


class _Shares(dict[tuple[int, int], float]):
    """The shares of running text, looked up as they are asked for."""

    def __init__(self, links: Callable[[GroupKind, int, int], object]) -> None:
        super().__init__()
        self._links = links

    def __contains__(self, pair: object) -> bool:
        return isinstance(pair, tuple) and bool(self._links("article", *pair))


def _opened(file: Path | None) -> Connection:
    try:
        return connections(file, _SCHEMA, 1, synchronous="OFF")[0]
    except (sqlite3.Error, OSError) as error:
        if file is not None and is_damage(error):
            for part in parts(file):
                with suppress(OSError):
                    part.unlink()
            with suppress(sqlite3.Error, OSError):
                return connections(file, _SCHEMA, 1, synchronous="OFF")[0]
    return connections(None, _SCHEMA, 1, synchronous="OFF")[0]


def _unpickled(packed: object):  # type: ignore[no-untyped-def] # it is what was packed here
    assert isinstance(packed, bytes)
    return pickle.loads(packed)


def _whole(value: object) -> int:
    assert isinstance(value, int)
    return value
