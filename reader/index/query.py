"""The small language that filters the article list.

    tag:disputed source:tass quote:lavrov figures>5 unread "exact words" 2024-07

Terms stand side by side and must all hold; `-` before a term turns it round. Words are
compared as `annotations.folding` says. A term that is not finished yet filters nothing out.

    word                in the title, the source or the path
    "exact words"       in the text
    title: source: path: by: agency: quote:    in that field; quote: is a speaker
    library:            in the name of the library's folder, or in its path if that has a “/”
    tag:                a tag that begins so; tag:"x" is a tag that is just x
    words quotes figures claims    with > < >= <= = and a number, or :5..20
    unread begun done   how far it was read
    tagged              with a claim
    2024  2024-07  2024-07-28  2024-05..2024-07  2024-05..  ..2024-07    published then

A field's words stand in quotation marks when there is a space in them: by:"de la Cruz".
What is most likely a mistake is looked for as it is written, or passed over, and a hint
says so.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import islice
from typing import TypeAlias

from annotations.folding import Sought, folded

Value: TypeAlias = str | int

PROGRESS = ("unread", "begun", "done")
"""How far an article was read, in order; a query compares the place in this tuple."""

MOST_TERMS = 100
"""Further terms are passed over: SQLite allows expressions of a depth of 1,000."""

_FIELDS = {
    "title": "title_folded",
    "source": "source_folded",
    "path": "path_folded",
    "by": "byline_folded",
    "agency": "agencies_folded",
    "quote": "speakers_folded",
    "library": "library_folded",
}
_OF_MARKS = ("quotes", "figures", "quote")
"""Terms that ask for marks, which must have been found before."""

_NUMBERS = ("words", "quotes", "figures", "claims")
_TERM = re.compile(
    r"""(?P<minus>-?)(?:(?P<name>[A-Za-z]+)(?P<sign>>=|<=|>|<|=|:))?"""
    r"""(?:"(?P<quoted>[^"]*)(?P<closed>"?)|(?P<plain>[^\s"]\S*))?"""
)
_DATE = r"[0-9]{4}(?:-(?:[0-9]{1,2}(?:-[0-9]{0,2})?)?)?"
_DATES = re.compile(rf"(?P<only>{_DATE})|(?P<first>(?:{_DATE})?)\.\.(?P<last>(?:{_DATE})?)")
_LIKE_A_DATE = re.compile(r"[12][0-9]{3}[-/.][0-9].*")
_CONNECTIVES = ("AND", "OR", "NOT")
_LIMIT = re.compile(r"[0-9]{1,15}")
_LIMITS = re.compile(r"([0-9]{1,15})\.\.([0-9]{0,15})")
_Condition: TypeAlias = tuple[str, tuple[Value, ...]]
_NOTHING: _Condition = ("", ())


@dataclass(frozen=True, slots=True)
class Query:
    """A filter: an SQL condition over the index's columns, and words of the text.

    `condition` holds only our own words; what the person typed is in `values`. `present`
    and `absent` are exact words that the text must have, or must not. `hint` is a sentence
    about the first mistake, empty where there is none. `known` is the part of the condition,
    and of its values, for which no marks must have been found.
    """

    condition: str
    values: tuple[Value, ...]
    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    hint: str = field(default="", compare=False, repr=False)
    known: _Condition = field(default=("1", ()), compare=False, repr=False)

    @property
    def asks_for_marks(self) -> bool:
        """Whether marks must be found to know if an article is wanted."""
        return self.condition != self.known[0]

    @property
    def without_marks(self) -> "Query":
        """The query without the terms that ask for marks, which finds as much or more."""
        return replace(self, condition=self.known[0], values=self.known[1])

    @property
    def asks_for_text(self) -> bool:
        """Whether articles must be read to know if they are wanted."""
        return bool(self.present or self.absent)

    def wants(self, text: str) -> bool:
        """Tell whether a text has the exact words, and lacks those it must not have.

        Both are compared as `annotations.folding` says.
        """
        return all(_sought(words).is_in(text) for words in self.present) and not any(
            _sought(words).is_in(text) for words in self.absent
        )


EVERYTHING = Query("1", ())


def parse_query(written: str) -> Query:
    """Return the filter that a person wrote, finished or not.

    >>> parse_query("begun -unread")
    Query(condition='progress = ? AND NOT progress = ?', values=(1, 0), present=(), absent=())
    """
    conditions: list[_Condition] = []
    known: list[_Condition] = []
    present: list[str] = []
    absent: list[str] = []
    hints: list[str] = []
    terms = (term for term in _TERM.finditer(written) if term.group())
    for term in islice(terms, MOST_TERMS):
        if term["quoted"] is not None and not term["name"]:
            if term["quoted"].strip():
                (absent if term["minus"] else present).append(term["quoted"])
            continue
        hints.append(_hint(term))
        condition, needed = _condition(term)
        if condition:
            both = (f"NOT {condition}" if term["minus"] else condition, needed)
            conditions.append(both)
            if (term["name"] or "").lower() not in _OF_MARKS:
                known.append(both)
    return Query(
        *_all(conditions),
        tuple(present),
        tuple(absent),
        next(filter(None, hints), ""),
        _all(known),
    )


def _all(conditions: Sequence[_Condition]) -> _Condition:
    """Return the condition that all of them hold."""
    joined = " AND ".join(condition for condition, _ in conditions) or "1"
    return joined, tuple(value for _, values in conditions for value in values)


def _condition(term: re.Match[str]) -> _Condition:
    name = (term["name"] or "").lower()
    value = term["quoted"] if term["quoted"] is not None else term["plain"] or ""
    if name in _NUMBERS:
        return _number(name, term["sign"], value)
    if term["sign"] == ":" and name == "tag":
        return _tag(value, whole=bool(term["closed"]))
    if term["sign"] == ":" and name == "library":
        return _library(value)
    if term["sign"] == ":" and name in _FIELDS:
        return _holds(_FIELDS[name], value)
    if name:
        return _holds("words_folded", term.group().removeprefix("-"))
    word = value.lower()
    if word in PROGRESS:
        return "progress = ?", (PROGRESS.index(word),)
    if word == "tagged":
        return "claims > 0", ()
    dates = _DATES.fullmatch(value) if value != ".." else None
    return _published(dates) if dates else _holds("words_folded", value.strip("-."))


def _hint(term: re.Match[str]) -> str:
    """Return what is most likely wrong with a term, empty for one that is well written."""
    written, sign = term.group(), term["sign"]
    name = (term["name"] or "").lower()
    value = term["quoted"] if term["quoted"] is not None else term["plain"] or ""
    if name in _NUMBERS:
        return _number_hint(name, value)
    if name == "tag" or name in _FIELDS:
        if sign != ":" and f"{name}s" in _NUMBERS:
            return _no_such(name, _NUMBERS)
        if sign != ":":
            return f"After “{name}” comes a colon: {name}:{value or 'words'}."
        return "" if value else f"The words follow “{name}:” without a space."
    if name and sign != ":":
        return _no_such(name, _NUMBERS)
    if name and not value.startswith("//"):  # the address of a page is looked for as it is
        return _no_such(name, ("tag", *_FIELDS, *_NUMBERS))
    if written in _CONNECTIVES:
        return f"{written} is no word here: all terms must hold, and -unread is its opposite."
    return _date_hint(value) if _LIKE_A_DATE.fullmatch(value) else ""


def _number_hint(name: str, value: str) -> str:
    span = _LIMITS.fullmatch(value)
    if span and span[2] and int(span[1]) > int(span[2]):
        return f"No number is from {span[1]} to {span[2]}. Turn them round."
    if span or _LIMIT.fullmatch(value):
        return ""
    return f"“{name}” is compared with a number: {name}>5, or {name}:5..20."


def _no_such(name: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches  # for mistakes only

    near = get_close_matches(name, known, 1)
    if near:
        return f"There is no “{name}” to ask for. Is “{near[0]}” meant?"
    return f"There is no “{name}” to ask for, only {', '.join(known)}."


def _date_hint(value: str) -> str:
    ends = [date for date in value.split("..") if date]
    numbers = [
        (int(number), most)
        for date in ends
        for number, most in zip(date.split("-")[1:], (12, 31), strict=False)
        if len(number) == 2 and number.isdigit()
    ]
    if not _DATES.fullmatch(value) or not all(1 <= number <= most for number, most in numbers):
        return f"“{value}” is no date. Dates are written 2024, 2024-07 or 2024-07-28."
    if len(ends) == 2 and ends[0] > f"{ends[1]}~":
        return f"“{value}” ends before it begins. Turn the dates round."
    return ""


def _holds(column: str, value: str) -> _Condition:
    sought = folded(value)
    return (f"instr({column}, ?)", (sought,)) if sought else _NOTHING


def _library(value: str) -> _Condition:
    """Return the condition for a library; the column has its name, a line end, and its path."""
    if not value or "/" in value:
        return _holds("library_folded", value)
    name = "substr(library_folded, 1, instr(library_folded, char(10)))"
    return f"instr({name}, ?)", (folded(value),)


def _tag(value: str, *, whole: bool) -> _Condition:
    """Return the condition for a tag; the column has a line end before and after each."""
    sought = folded(value)
    end = "\n" if whole else ""
    return ("instr(tags_folded, ?)", (f"\n{sought}{end}",)) if sought else _NOTHING


def _number(column: str, sign: str, value: str) -> _Condition:
    span = _LIMITS.fullmatch(value)
    if span and sign in ":=":
        last = int(span[2]) if span[2] else 10**15
        return f"({column} BETWEEN ? AND ?)", (int(span[1]), last)
    if not _LIMIT.fullmatch(value):
        return _NOTHING
    # What could not be counted is below zero, and neither fewer nor more than anything.
    return f"({column} >= 0 AND {column} {'=' if sign == ':' else sign} ?)", (int(value),)


def _published(dates: re.Match[str]) -> _Condition:
    # Dates sort as text; "~" comes after any digit or hyphen of a fuller date, and an
    # article without a date is published at no time.
    first = dates["only"] or dates["first"] or "0"
    last = dates["only"] or dates["last"] or "9"
    return "(coalesce(published, '') BETWEEN ? AND ?)", (first, f"{last}~")


@lru_cache(2 * MOST_TERMS)
def _sought(words: str) -> Sought:
    return Sought(words)


def lines(words: Iterable[str]) -> str:
    """Return folded words as a column holds several: a line end before and after each."""
    return "".join(f"\n{folded(word)}" for word in words) + "\n"
