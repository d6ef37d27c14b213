"""From what a person typed to the tree of conditions, and what of it is not understood.

Terms that stand side by side must all hold. `OR` binds the two terms or brackets that it
stands between, so `unread source:tass OR source:ria` is unread, and of one of the two.
`-` turns a term or a bracket round. `@name` stands for a filter saved by that name.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from reader.query import values
from reader.query.fields import BY_NAME, STATES
from reader.query.mistakes import mistake_in, no_such_filter
from reader.query.scanning import Sign, Term, pieces
from reader.query.tree import EVERYTHING, All, Condition, Either, Not, State, Words

MOST_TERMS = 100
"""Further terms are passed over: SQLite allows expressions of a depth of 1,000."""

MOST_BRACKETS = 20
"""Brackets, and saved filters, that may stand in one another."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is not understood, in a sentence, and the part of the query that it is about."""

    sentence: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Parsed:
    """The conditions of a query, and what of it was not understood and is not in them."""

    tree: Condition
    problems: tuple[Problem, ...] = ()

    @property
    def problem(self) -> str:
        """The sentence about the first thing that was not understood, or nothing."""
        return self.problems[0].sentence if self.problems else ""


def parse(written: str, saved: Mapping[str, str] = MappingProxyType({})) -> Parsed:
    """Return the conditions that a person wrote, finished or not; `saved` filters by name.

    Any string is a query. Nothing is raised: what is not understood is a problem, and a
    command that was given such a query should end with its sentence.

    >>> parse("unread -source:tass").tree.conditions
    (State(name='unread'), Not(condition=Words(field='source', words='tass', exact=False, \
unfinished=False, near=None)))
    """
    parsing = _Parsing(written, saved, (), _Left(MOST_TERMS))
    tree = parsing.conditions()
    return Parsed(tree, tuple(sorted(parsing.problems, key=lambda problem: problem.start)))


@dataclass(slots=True)
class _Left:
    """How many terms are still looked at, in a query and all saved filters in it."""

    terms: int


class _Parsing:
    """Goes through the pieces of one query; `within` are the saved filters it stands in."""

    def __init__(
        self, written: str, saved: Mapping[str, str], within: tuple[str, ...], left: _Left
    ) -> None:
        self.problems: list[Problem] = []
        self._written = written
        self._saved = saved
        self._within = within
        self._left = left
        self._pieces = self._counted(pieces(written))

    def conditions(self) -> Condition:
        """Return the conditions of the whole query."""
        return self._until_closed(0, None)

    def _counted(self, found: Iterator[Term | Sign]) -> Iterator[Term | Sign]:
        """Yield no more pieces than are looked at."""
        for piece in found:
            self._left.terms -= isinstance(piece, Term)
            if self._left.terms < 0:
                sentence = f"Only the first {MOST_TERMS} terms of a query are looked at."
                self._tell(sentence, piece.start, len(self._written))
                return
            yield piece

    def _until_closed(self, depth: int, opened: Sign | None) -> Condition:
        """Return the conditions up to the bracket that closes, or to the end."""
        done: list[list[Condition]] = []
        joined: Sign | None = None
        for piece in self._pieces:
            if isinstance(piece, Sign) and piece.kind == ")":
                opened = None
                break
            if isinstance(piece, Sign) and piece.kind == "OR":
                if not done or joined:
                    self._tell("OR stands between two terms.", piece.start, piece.end)
                joined = piece
                continue
            condition = (
                self._bracket(piece, depth) if isinstance(piece, Sign) else self._term(piece)
            )
            if joined and done:
                done[-1] += [condition] if condition else []
            else:
                done.append([condition] if condition else [])
            joined = None
        if joined and done:
            self._tell("OR stands between two terms.", joined.start, joined.end)
        if opened:
            self._tell("A bracket is not closed.", opened.start, opened.end)
        return _all_of([_either_of(group) for group in done if group])

    def _bracket(self, opening: Sign, depth: int) -> Condition | None:
        if depth == MOST_BRACKETS:
            sentence = f"No more than {MOST_BRACKETS} brackets stand in one another."
            self._tell(sentence, opening.start, opening.end)
            self._pass_over()
            return None
        inner = self._until_closed(depth + 1, opening)
        if inner == EVERYTHING:
            return None
        return Not(inner) if opening.kind == "-(" else inner

    def _pass_over(self) -> None:
        """Go on behind the bracket that closes the one just opened."""
        depth = 1
        for piece in self._pieces:
            if isinstance(piece, Sign) and piece.kind != "OR":
                depth += -1 if piece.kind == ")" else 1
                if not depth:
                    return

    def _term(self, term: Term) -> Condition | None:
        if term.value.startswith("@") and not term.name and not term.is_quoted:
            condition = self._saved_filter(term)
        else:
            if mistake := mistake_in(term):
                self._tell(mistake, term.start, term.end)
            condition = _condition(term)
        return Not(condition) if condition and term.minus else condition

    def _saved_filter(self, term: Term) -> Condition | None:
        name = term.value[1:]
        if not name:
            return None
        if name not in self._saved:
            self._tell(no_such_filter(name, self._saved), term.start, term.end)
            return None
        if name in self._within or len(self._within) >= MOST_BRACKETS:
            self._tell(f"The saved filter “@{name}” stands in itself.", term.start, term.end)
            return None
        inner = _Parsing(self._saved[name], self._saved, (*self._within, name), self._left)
        condition = inner.conditions()
        if inner.problems:
            sentence = inner.problems[0].sentence
            if "saved filter" not in sentence:
                sentence = f"In the saved filter “@{name}”: {sentence}"
            self._tell(sentence, term.start, term.end)
        return None if condition == EVERYTHING else condition

    def _tell(self, sentence: str, start: int, end: int) -> None:
        self.problems.append(Problem(sentence, start, end))


def _condition(term: Term) -> Condition | None:
    """Return what a term asks for, None where it is not finished."""
    name = term.name.lower()
    field = BY_NAME.get(name)
    if field is None:
        return _without_a_field(term)
    if field.kind == "number":
        return values.number(name, term.sign, term.value)
    if term.sign != ":":
        return Words("", term.written)
    if field.kind == "dates":
        return values.dates(name, term.value)
    return _words(name, term) if term.value.strip() else None


def _without_a_field(term: Term) -> Condition | None:
    if term.name:
        return Words("", term.written)
    if term.is_quoted:
        return _words("text", term) if term.value.strip() else None
    if term.value.lower() in STATES:
        return State(term.value.lower())
    word = term.value.strip("-.")
    return values.dates("published", term.value) or (Words("", word) if word else None)


def _words(name: str, term: Term) -> Words:
    return Words(
        name,
        term.value,
        exact=term.is_quoted and term.is_closed,
        unfinished=term.is_quoted and not term.is_closed,
        near=term.near,
    )


def _all_of(conditions: list[Condition]) -> Condition:
    return conditions[0] if len(conditions) == 1 else All(tuple(conditions))


def _either_of(conditions: list[Condition]) -> Condition:
    return conditions[0] if len(conditions) == 1 else Either(tuple(conditions))
