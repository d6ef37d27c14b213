"""A query as a condition over the tables of an archive, in the SQL of DuckDB.

Its text is made of our own words alone; whatever a person typed is a parameter. One table of
marks is asked at a time, called `m`; what is asked of articles is a set of their numbers.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias, get_args

from annotations.folding import folded
from reader.archive.words import SoughtWord, sought
from reader.detectors.asking import DATE_FORMS
from reader.detectors.marks import FigureForm, QuoteForm
from reader.errors import ReaderError
from reader.query import All, Condition, Dates, Either, Not, Number, State, Words
from reader.query.fields import BY_NAME
from reader.query.tree import leaves, name_of

Value: TypeAlias = str | int | float | date
Marks: TypeAlias = Literal["quotes", "figures"]


@dataclass(frozen=True, slots=True)
class Sql:
    """A condition, and the values of its parameters in their order."""

    text: str
    values: tuple[Value, ...] = ()


_TRUE, _FALSE = Sql("TRUE"), Sql("FALSE")
_CONTAINS = {
    "title": "title_folded",
    "source": "source_folded",
    "path": "named_folded",
    "by": "byline_folded",
    "agency": "agencies_folded",
}
_ARTICLES = frozenset((*_CONTAINS, "", "library", "text", "quote", "published"))
_COUNTS = frozenset(("words", "quotes", "figures"))
_LAST_DAY = date.max.toordinal()


def why_not_asked(condition: Condition) -> str:
    """Return what a query asks for that no archive has, in a sentence; empty if nothing."""
    for leaf in leaves(condition):
        name = name_of(leaf)
        field = BY_NAME.get(name)
        if isinstance(leaf, State) or name == "claims" or (field and field.of == "claim"):
            return (
                f"An archive keeps no claims and not what you read, so “{name}” cannot be asked of "
                "it. Open what is found as a library: copydesk archive open"
            )
        if name in ("label", "model", "score"):
            return f"An archive has no predictions of models, so “{name}” cannot be asked of it."
    return ""


def parted(tree: Condition) -> tuple[Condition, Condition]:
    """Return what a query asks of articles alone, and what else; both must hold."""
    parts = tree.conditions if isinstance(tree, All) else (tree,)
    of_articles = tuple(part for part in parts if _is_of_articles(part))
    return All(of_articles), All(tuple(part for part in parts if part not in of_articles))


def condition_of(tree: Condition, marks: Marks, library: str) -> Sql:
    """Return the condition that a query puts on the marks of one table, called `m`.

    `library` is the path of the archive, which is asked for as a library is.

    Raises:
        ReaderError: It asks for what no archive has.
    """
    if why := why_not_asked(tree):
        raise ReaderError(why)
    return _Writing(marks, library).of(tree)


def condition_on_articles(tree: Condition, library: str) -> Sql:
    """Return the condition that what is asked of articles alone puts on them, called `a`."""
    return _Writing("quotes", library).of_article(tree)


class _Writing:
    """Writes the condition over one table of marks."""

    def __init__(self, marks: Marks, library: str) -> None:
        self._marks = marks
        self._library = library

    def of(self, node: Condition) -> Sql:
        """Return the condition that a node puts on a mark."""
        if _is_of_articles(node):
            return _in_articles(self.of_article(node))
        match node:
            case Not(inner):
                return _not(self.of(inner))
            case All(parts):
                # What is asked of articles is looked for together, in one pass.
                told = tuple(part for part in parts if _is_of_articles(part))
                rest = [self.of(part) for part in parts if not _is_of_articles(part)]
                return _all([*rest, *([self.of(All(told))] if told else [])])
            case Either(parts):
                return _either([self.of(part) for part in parts])
        return self._of_mark(node)

    def _of_mark(self, leaf: Condition) -> Sql:
        is_figures = self._marks == "figures"
        match leaf:
            case Number("figure"):
                return _between(leaf, "m.least", "m.greatest") if is_figures else _FALSE
            case Dates("date"):
                return _written_days("m.date", leaf) if is_figures else _FALSE
            case Words("counts"):
                return _contains("m.counts_folded", leaf.words) if is_figures else _FALSE
            case Words("unit"):
                return _begins("lower(m.unit)", leaf) if is_figures else _FALSE
            case Words("speaker"):
                return _FALSE if is_figures else _contains("m.speaker_folded", leaf.words)
            case Words("form"):
                return self._of_form(leaf)
            case Words("kind"):
                return self._of_kind(leaf)
        raise AssertionError(leaf)

    def _of_form(self, leaf: Words) -> Sql:
        wanted = folded(leaf.words)
        known = get_args(FigureForm if self._marks == "figures" else QuoteForm)
        forms = [form for form in known if form == wanted or not leaf.exact]
        forms = [form for form in forms if form.startswith(wanted)]
        return _one_of("m.form", tuple(forms))

    def _of_kind(self, leaf: Words) -> Sql:
        wanted = folded(leaf.words)
        kinds = {
            kind
            for kind in ("quote", "figure", "date")
            if (kind == wanted if leaf.exact else kind.startswith(wanted))
        }
        if self._marks == "quotes":
            return _TRUE if "quote" in kinds else _FALSE
        are_dates = _one_of("m.form", tuple(sorted(DATE_FORMS)))
        if {"figure", "date"} <= kinds:
            return _TRUE
        if "date" in kinds:
            return are_dates
        return _not(are_dates) if "figure" in kinds else _FALSE

    def of_article(self, node: Condition) -> Sql:
        """Return the condition that a node puts on an article."""
        match node:
            case Not(inner):
                return _not(self.of_article(inner))
            case All(parts):
                return _all([self.of_article(part) for part in parts])
            case Either(parts):
                return _either([self.of_article(part) for part in parts])
            case Number(name):
                return _between(node, f"a.{name}", f"a.{name}")
            case Dates():
                return _days("a.published", node)
            case Words(""):
                names = ("title_folded", "source_folded", "named_folded")
                return _either([_contains(f"a.{name}", node.words) for name in names])
            case Words("text"):
                return _in_words(sought(node), node.near)
            case Words("quote"):
                inner_sql = _contains("speaker_folded", node.words)
                return Sql(
                    f"a.number IN (SELECT number FROM quotes WHERE {inner_sql.text})",
                    inner_sql.values,
                )
            case Words("library"):
                return _TRUE if folded(node.words) in folded(self._library) else _FALSE
            case Words(name):
                return _contains(f"a.{_CONTAINS[name]}", node.words)
        raise AssertionError(node)


def _is_of_articles(node: Condition) -> bool:
    return all(name_of(leaf) in _ARTICLES | _COUNTS for leaf in leaves(node))


def _in_articles(inner: Sql) -> Sql:
    if inner in (_TRUE, _FALSE):
        return inner
    return Sql(f"m.number IN (SELECT a.number FROM articles a WHERE {inner.text})", inner.values)


def _in_words(words: Sequence[SoughtWord], near: int | None) -> Sql:
    """Return the condition that an article has words one behind the other, or near.

    The places of the longest word, which is likely the rarest, lead to those of the others.
    """
    if not words:
        return _FALSE
    rarest = max(words, key=lambda each: len(each.word))
    others = [each for each in words if each is not rarest]
    start = _is_word("word", rarest)
    if not others:
        return Sql(f"a.number IN (SELECT number FROM words WHERE {start.text})", start.values)
    tables = "".join(f" JOIN words w{n} ON w{n}.number = r.number" for n in range(len(others)))
    parts: list[Sql] = []
    for n, each in enumerate(others):
        parts.append(_is_word(f"w{n}.word", each))
        if near is None:
            parts.append(
                Sql(f"list_contains(w{n}.places, r.place + {each.behind - rarest.behind})")
            )
        else:
            far = near + len(others)  # with all of them between, it is still near
            close = f"list_filter(w{n}.places, lambda p: abs(p - r.place) <= ?)"
            parts.append(Sql(f"len({close}) > 0", (far,)))
    condition = _all(parts)
    return Sql(
        "a.number IN (SELECT r.number FROM (SELECT number, unnest(places) AS place FROM words "
        f"WHERE {start.text}) r{tables} WHERE {condition.text})",
        (*start.values, *condition.values),
    )


def _is_word(column: str, each: SoughtWord) -> Sql:
    if each.goes_on:
        return Sql(f"({column} >= ? AND {column} < ?)", (each.word, f"{each.word}\U0010ffff"))
    return Sql(f"{column} = ?", (each.word,))


def _contains(column: str, words: str) -> Sql:
    return Sql(f"coalesce(contains({column}, ?), FALSE)", (folded(words),))


def _one_of(column: str, values: Sequence[str]) -> Sql:
    if not values:
        return _FALSE
    return Sql(f"{column} IN ({', '.join('?' * len(values))})", tuple(values))


def _begins(column: str, leaf: Words) -> Sql:
    value = folded(leaf.words)
    if leaf.exact:
        return Sql(f"coalesce({column}, '') = ?", (value,))
    return Sql(f"starts_with(coalesce({column}, ''), ?)", (value,))


def _between(leaf: Number, low: str, high: str) -> Sql:
    """Return the condition that some of what goes from `low` to `high` is a wanted number."""
    parts: list[Sql] = []
    if leaf.low is not None:
        parts.append(Sql(f"coalesce({high} {'>' if leaf.above else '>='} ?, FALSE)", (leaf.low,)))
    if leaf.high is not None:
        parts.append(Sql(f"coalesce({low} {'<' if leaf.below else '<='} ?, FALSE)", (leaf.high,)))
    return _all(parts)


def _written_days(column: str, leaf: Dates) -> Sql:
    # Dates sort as text; "~" comes after any digit or hyphen of a fuller date.
    return Sql(
        f"coalesce({column} BETWEEN ? AND ?, FALSE)", (leaf.first or "0", f"{leaf.last or '9'}~")
    )


def _days(column: str, leaf: Dates) -> Sql:
    first = bisect_left(range(1, _LAST_DAY + 1), leaf.first, key=_written) + 1
    last = bisect_right(range(1, _LAST_DAY + 1), f"{leaf.last or '9'}~", key=_written)
    if first > last:
        return _FALSE
    days = (date.fromordinal(first), date.fromordinal(last))
    return Sql(f"coalesce({column} BETWEEN ? AND ?, FALSE)", days)


def _written(day: int) -> str:
    return date.fromordinal(day).isoformat()


def _not(inner: Sql) -> Sql:
    if inner in (_TRUE, _FALSE):
        return _FALSE if inner == _TRUE else _TRUE
    return Sql(f"NOT ({inner.text})", inner.values)


def _all(parts: Sequence[Sql]) -> Sql:
    return _joined([part for part in parts if part != _TRUE], " AND ", _TRUE, _FALSE)


def _either(parts: Sequence[Sql]) -> Sql:
    return _joined([part for part in parts if part != _FALSE], " OR ", _FALSE, _TRUE)


def _joined(parts: Sequence[Sql], between: str, none: Sql, settles: Sql) -> Sql:
    if settles in parts:
        return settles
    if not parts:
        return none
    text = between.join(part.text for part in parts)
    values = tuple(value for part in parts for value in part.values)
    return Sql(f"({text})" if len(parts) > 1 else text, values)
