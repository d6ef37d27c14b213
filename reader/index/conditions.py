"""What a leaf of a query is in SQL, over the columns of articles and of marks.

A condition holds only our own words; what the person typed is among its values. A leaf with
nothing in it to look for, such as one of accents alone, leaves nothing out.
"""

from annotations.folding import folded
from reader.index.filter import (
    ALWAYS,
    FIGURES,
    FORM,
    PROGRESS,
    UNWANTED,
    Sql,
    joined,
)
from reader.index.full_text import sought
from reader.query import Dates, Number, State, Words
from reader.query.tree import Leaf

_KINDS = {
    "quote": (0, FIGURES - 1),
    "figure": (FIGURES, UNWANTED - 1),
    "date": (FORM["date"], FORM["time"]),
    "statement": (-1, -1),
}
"""The forms of each kind, from the first to the last."""

_COLUMNS = {
    "title": "title_folded",
    "source": "source_folded",
    "path": "path_folded",
    "by": "byline_folded",
    "agency": "agencies_folded",
    "quote": "speakers_folded",
}
_LINES = {"tag": "tags_folded", "verdict": "verdicts_folded", "annotator": "annotators_folded"}
"""Columns that have several values, a line end before and after each."""

_MOST = 2**63 - 1


def of_article(leaf: Leaf) -> Sql | None:
    """Return what a leaf asks of an article, None where an article has no such field."""
    if isinstance(leaf, State):
        return _state(leaf.name)
    if isinstance(leaf, Dates):
        return _published(leaf) if leaf.field == "published" else None
    if isinstance(leaf, Number):
        return _count(leaf) if leaf.field in ("words", "quotes", "figures", "claims") else None
    if leaf.field == "text":
        return _in_text(leaf)
    if leaf.field == "library":
        return _library(leaf.words)
    if leaf.field in _LINES:
        return _line(_LINES[leaf.field], leaf)
    column = _COLUMNS.get(leaf.field) if leaf.field else "words_folded"
    return _holds(column, leaf.words) if column else None


def of_mark(leaf: Leaf) -> Sql | None:
    """Return what a leaf asks of a mark, None where a mark has no such field."""
    if isinstance(leaf, Dates) and leaf.field == "date":
        first, last = leaf.first or "0", f"{leaf.last or '9'}~"
        return Sql("day IN (SELECT id FROM names WHERE name BETWEEN ? AND ?)", (first, last))
    if isinstance(leaf, Number) and leaf.field == "figure":
        return _figure(leaf)
    if not isinstance(leaf, Words):
        return None
    if leaf.field in ("kind", "form"):
        return _form(leaf)
    if leaf.field == "unit":
        return _unit(leaf)
    if leaf.field in ("counts", "speaker"):
        return named(leaf.field, leaf)
    return None


def named(column: str, words: Words) -> Sql:
    """Return the condition that a name of a mark has words, the last of which may go on."""
    unfinished = not words.exact
    asked = sought(Words("", words.words, unfinished=unfinished))
    found = "SELECT rowid FROM name_words WHERE name_words MATCH ?"
    return Sql(f"{column} IN ({found})", (asked,)) if asked else ALWAYS


def _state(name: str) -> Sql | None:
    if name in PROGRESS:
        return Sql("progress = ?", (PROGRESS.index(name),))
    return Sql("claims > 0") if name == "tagged" else None


def _published(dates: Dates) -> Sql:
    # Dates sort as text; "~" comes after any digit or hyphen of a fuller date, and an
    # article without a date is published at no time.
    first, last = dates.first or "0", f"{dates.last or '9'}~"
    return Sql("(coalesce(published, '') BETWEEN ? AND ?)", (first, last))


def _count(number: Number) -> Sql:
    # What could not be counted is below zero, and neither fewer nor more than anything.
    limits = _limits(number.field, number)
    return Sql(f"({number.field} >= 0 AND {limits.condition})", limits.values)


def _limits(column: str, number: Number) -> Sql:
    if number.low is not None and number.low == number.high and not number.above:
        return Sql(f"{column} = ?", (_fitting(number.low),))
    parts = []
    if number.low is not None:
        parts.append(Sql(f"{column} {'>' if number.above else '>='} ?", (_fitting(number.low),)))
    if number.high is not None:
        parts.append(Sql(f"{column} {'<' if number.below else '<='} ?", (_fitting(number.high),)))
    return joined(parts)


def _figure(number: Number) -> Sql:
    """Return the condition for a value; a range has one in it, from `value` to `high`."""
    parts = [Sql("value IS NOT NULL")]
    if number.low is not None:
        sign = ">" if number.above else ">="
        low = _fitting(number.low)
        parts.append(Sql(f"(value {sign} ? OR high {sign} ?)", (low, low)))
    if number.high is not None:
        parts.append(Sql(f"value {'<' if number.below else '<='} ?", (_fitting(number.high),)))
    return joined(parts)


def _fitting(number: int | float) -> int | float:
    return number if abs(number) <= _MOST else float(number)


def _in_text(words: Words) -> Sql:
    asked = sought(words)
    found = "SELECT rowid FROM full_text WHERE full_text MATCH ?"
    return Sql(f"text_id IN ({found})", (asked,)) if asked else ALWAYS


def _holds(column: str, words: str) -> Sql:
    asked = folded(words)
    return Sql(f"instr({column}, ?)", (asked,)) if asked else ALWAYS


def _library(words: str) -> Sql:
    """Return the condition for a library; the column has its name, a line end, and its path."""
    if "/" in words:
        return _holds("library_folded", words)
    name = "substr(library_folded, 1, instr(library_folded, char(10)))"
    return Sql(f"instr({name}, ?)", (folded(words),)) if folded(words) else ALWAYS


def _line(column: str, words: Words) -> Sql:
    asked = folded(words.words)
    end = "\n" if words.exact else ""
    return Sql(f"instr({column}, ?)", (f"\n{asked}{end}",)) if asked else ALWAYS


def _form(words: Words) -> Sql:
    begun = folded(words.words)
    if words.field == "kind":
        spans = [span for kind, span in _KINDS.items() if kind.startswith(begun)]
    else:
        spans = [(number, number) for form, number in FORM.items() if form.startswith(begun)]
    parts = [Sql("form BETWEEN ? AND ?", span) for span in spans or [(-1, -1)]]
    return joined(parts, either=True)


def _unit(words: Words) -> Sql:
    typed = words.words.strip()
    if words.exact:
        found = "SELECT id FROM names WHERE name IN (?, ?, ?)"
        return Sql(f"unit IN ({found})", (typed, typed.lower(), typed.upper()))
    asked = sought(Words("", typed, unfinished=True))
    found = "SELECT rowid FROM name_words WHERE name_words MATCH ?"
    return Sql(f"unit IN ({found})", (f"^ {asked}",)) if asked else ALWAYS
