r"""The pieces of a query as it is typed: brackets, `OR`, and terms.

A term is `-`, a name with a sign, and a value, of which at least one is there. A value in
quotation marks of any kind ends at the next of them, or with the query; `~5` may follow.
A bracket opens only where a term can begin, and closes only what was opened, so that one in
the middle of a word is a part of it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

_TERM = re.compile(
    r"""(?P<minus>-?)(?:(?P<name>[A-Za-z]+)(?P<sign>>=|<=|>|<|=|:))?"""
    r"""(?:["“”„](?P<quoted>[^"“”„]*)(?P<closed>["“”„]?)(?:~(?P<near>[0-9]{1,4}))?"""
    r"""|(?P<plain>[^\s"“”„]\S*))?"""
)
_OPENING = re.compile(r"-?\(")

Kind: TypeAlias = Literal["(", "-(", ")", "OR"]


@dataclass(frozen=True, slots=True)
class Term:
    """One term: what was typed of it, and where in the query it stands."""

    start: int
    end: int
    minus: bool
    name: str
    sign: str
    value: str
    is_quoted: bool
    is_closed: bool
    near: int | None
    written: str
    """The term without its `-`."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A bracket or a connective, and where it stands."""

    start: int
    end: int
    kind: Kind


def pieces(written: str) -> Iterator[Term | Sign]:
    """Yield what a query is made of, left to right."""
    place = depth = 0
    while place < len(written):
        if written[place].isspace():
            place += 1
        elif opening := _OPENING.match(written, place):
            depth += 1
            yield Sign(place, opening.end(), "-(" if opening.end() - place > 1 else "(")
            place = opening.end()
        elif written[place] == ")" and depth:
            depth -= 1
            yield Sign(place, place + 1, ")")
            place += 1
        else:
            term = _term(written, place, depth)
            is_or = term.written == "OR" and not term.minus and not term.is_quoted
            yield Sign(term.start, term.end, "OR") if is_or else term
            place = term.end


def _term(written: str, place: int, depth: int) -> Term:
    found = _TERM.match(written, place)
    assert found is not None
    plain = found["plain"] or ""
    closing = _closing(plain, depth)
    end = max(found.end() - closing, place + 1)
    return Term(
        start=place,
        end=end,
        minus=bool(found["minus"]),
        name=found["name"] or "",
        sign=found["sign"] or "",
        value=found["quoted"] if found["quoted"] is not None else plain[: len(plain) - closing],
        is_quoted=found["quoted"] is not None,
        is_closed=bool(found["closed"]),
        near=int(found["near"]) if found["near"] else None,
        written=written[place + len(found["minus"]) : end],
    )


def _closing(plain: str, depth: int) -> int:
    """Return how many brackets at the end of a word close one that stands before it."""
    at_the_end = len(plain) - len(plain.rstrip(")"))
    opened_in_it = max(plain.count("(") - plain.rstrip(")").count(")"), 0)
    return max(min(at_the_end - opened_in_it, depth), 0)
