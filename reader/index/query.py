"""Queries as conditions over the tables of the index: which articles, and which marks.

    parse_query("tag:disputed figure>1000 counts:killed")        # articles with such a figure
    parse_suggestions("figure>1000 -unit:EUR source:tass")       # such figures themselves

The language is `reader.query`'s. Of articles, terms that ask for marks and stand side by side
ask for one mark that is all of this: a figure above 1,000 of people killed.
"""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import TypeAlias

from reader.index.conditions import named, of_article, of_mark
from reader.index.filter import ALWAYS, FORM, UNWANTED, Query, Sql, joined, turned
from reader.query import All, Condition, Either, Not, Parsed, Words, parse
from reader.query.fields import BY_NAME
from reader.query.mistakes import not_asked_here
from reader.query.tree import Leaf, State, leaves, name_of

NO_FILTERS: Mapping[str, str] = MappingProxyType({})
_COUNTED = ("quotes", "figures", "quote")
"""Fields of articles that are known only once their marks were found."""

OF_PREDICTIONS = frozenset(("label", "model", "score"))
"""Fields that only what a model predicted has; of our own marks, none has any."""

_LeafSql: TypeAlias = Callable[[Leaf], Sql | None]


def parse_query(written: str, saved: Mapping[str, str] = NO_FILTERS) -> Query:
    """Return the filter of articles that a person wrote, finished or not.

    >>> parse_query("begun -unread")
    Query(condition='progress = ? AND NOT progress = ?', values=(1, 0))
    """
    parsed = parse(written, saved)
    found = _articles(parsed.tree, known_only=False, turn=False)
    known = _articles(parsed.tree, known_only=True, turn=False)
    return Query(*found, _hint(parsed, _is_of_articles, "articles"), known)


def query_of(condition: Condition) -> Query:
    """Return the filter of articles that a condition is."""
    found = _articles(condition, known_only=False, turn=False)
    return Query(*found, "", _articles(condition, known_only=True, turn=False))


def parse_suggestions(
    written: str,
    saved: Mapping[str, str] = NO_FILTERS,
    *,
    every: bool = False,
    reported: bool = True,
) -> Query:
    """Return the filter of marks that a person wrote.

    It finds `every` figure, or those that are wanted, and speech that is `reported`, or not.
    Its `known` part is one of articles: those in which such marks can be.
    """
    parsed = parse(written, saved)
    found = [_marks(parsed.tree, turn=False)]
    if not every:
        found.append(Sql("form < ?", (UNWANTED,)))
    if not reported:
        found.append(Sql("form <> ?", (FORM["indirect"],)))
    known = _articles_of(parsed.tree)
    hint = _hint(parsed, _is_of_marks, "suggestions")
    return Query(*joined(found), hint, known, parsed.tree)


def _hint(parsed: Parsed, is_known: Callable[[Leaf], bool], things: str) -> str:
    if parsed.problem:
        return parsed.problem
    unknown = next((leaf for leaf in leaves(parsed.tree) if not is_known(leaf)), None)
    return not_asked_here(name_of(unknown), things) if unknown else ""


def _is_of_articles(leaf: Leaf) -> bool:
    return of_article(leaf) is not None or of_mark(leaf) is not None


def _is_of_marks(leaf: Leaf) -> bool:
    return _is_of_articles(leaf) or name_of(leaf) in OF_PREDICTIONS


def _asks_for_mark(condition: Condition) -> bool:
    """Tell whether a condition is about one mark, and nothing else."""
    found = list(leaves(condition))
    return bool(found) and all(
        not isinstance(leaf, State) and leaf.field in BY_NAME and BY_NAME[leaf.field].of == "mark"
        for leaf in found
    )


# Of articles


def _articles(condition: Condition, *, known_only: bool, turn: bool) -> Sql:
    """Return what a condition, or its opposite, asks of articles.

    `known_only` passes over what asks for marks.
    """
    if isinstance(condition, Not):
        return _articles(condition.condition, known_only=known_only, turn=not turn)
    if _asks_for_mark(condition):
        return ALWAYS if known_only else _with_mark(condition, turn=turn)
    if isinstance(condition, All | Either):
        parts = condition.conditions
        if isinstance(condition, All) and not turn:
            parts = _one_mark(parts)
        found = [_articles(part, known_only=known_only, turn=turn) for part in parts]
        either = isinstance(condition, Either) != turn
        if either and ALWAYS in found:
            return ALWAYS
        return joined(found, either=either)
    if known_only and not isinstance(condition, State) and condition.field in _COUNTED:
        return ALWAYS
    sql = of_article(condition) or ALWAYS
    return turned(sql) if turn else sql


def _one_mark(conditions: Iterable[Condition]) -> tuple[Condition, ...]:
    """Return conditions with those that ask for a mark joined: one mark is all of them.

    Where each of them is turned round, no mark is asked for, and each stands for itself.
    """
    asked = [one for one in conditions if _asks_for_mark(one)]
    others = [one for one in conditions if not _asks_for_mark(one)]
    if all(isinstance(one, Not) for one in asked):
        return (*others, *asked)
    return (*others, All(tuple(asked)))


def _with_mark(condition: Condition, *, turn: bool) -> Sql:
    found = joined([_marks(condition, turn=False), Sql("form < ?", (UNWANTED,))])
    sign = "NOT IN" if turn else "IN"
    # Of an article that was not looked through, nobody knows what is not in it.
    looked = " AND quotes IS NOT NULL" if turn else ""
    return Sql(
        f"(id {sign} (SELECT id >> 20 FROM marks WHERE {found.condition}){looked})", found.values
    )


# Of marks


def _marks(condition: Condition, *, turn: bool) -> Sql:
    """Return what a condition, or its opposite, asks of marks."""
    if isinstance(condition, Not):
        return _marks(condition.condition, turn=not turn)
    if isinstance(condition, All | Either):
        found = [_marks(part, turn=turn) for part in condition.conditions]
        either = isinstance(condition, Either) != turn
        if either and ALWAYS in found:
            return ALWAYS
        return joined(found, either=either)
    sql = _mark(condition)
    if not turn or sql == ALWAYS:
        return turned(sql) if turn else sql
    # What a mark has not is neither so nor not so to SQL, but it is not so.
    return Sql(f"NOT coalesce({sql.condition}, 0)", sql.values)


def _mark(leaf: Leaf) -> Sql:
    if (sql := of_mark(leaf)) is not None:
        return Sql(f"({sql.condition})", sql.values) if sql != ALWAYS else sql
    if name_of(leaf) in OF_PREDICTIONS:
        return Sql("0")
    of_its_article = of_article(leaf)
    if of_its_article is None or of_its_article == ALWAYS:
        return ALWAYS
    found, values = of_its_article
    within = Sql(f"id >> 20 IN (SELECT id FROM articles WHERE {found})", values)
    if isinstance(leaf, Words) and not leaf.field:
        return joined([named("speaker", leaf), named("counts", leaf), within], either=True)
    return within


def _articles_of(condition: Condition) -> Sql:
    """Return what a filter of marks asks of their articles, a plain word left aside."""
    parts = condition.conditions if isinstance(condition, All) else (condition,)
    fitting = [part for part in parts if not any(map(_is_of_a_mark_too, leaves(part)))]
    return joined([_articles(part, known_only=True, turn=False) for part in fitting])


def _is_of_a_mark_too(leaf: Leaf) -> bool:
    return isinstance(leaf, Words) and not leaf.field
