"""What a query that is being typed most likely goes on with: a name, a value, a saved filter."""

from collections.abc import Callable, Iterable, Mapping

from annotations.folding import folded
from reader.query.fields import BY_NAME, FIELDS, STATES
from reader.query.scanning import Sign, Term, pieces

Values = Callable[[str, str], Iterable[str]]
"""Gives values of a field that begin with some words, the most likely first."""


def completed(written: str, values: Values, saved: Mapping[str, str]) -> str | None:
    """Return a query with its last term completed; None where nothing is to be added.

    What was typed stays as it is, in its case: only what follows it is added. A value of
    several words is completed to its first one, or wholly where a quotation mark was typed.

    >>> completed("unread figure>3 coun", lambda *_: (), {})
    'unread figure>3 counts:'
    """
    term = _last(written)
    if term is None:
        return None
    if not term.name:
        if term.is_quoted or len(term.value) < 2:
            return None
        names = sorted((f"{it.name}{_sign(it.kind)}" for it in FIELDS), key=len)
        begun = [*(f"@{name}" for name in saved), *STATES, *names]
        return _added(written, term.value, begun)
    field = BY_NAME.get(term.name.lower())
    if field is None or term.sign != ":" or not term.value or term.is_closed:
        return None
    known = field.values or [*values(field.name, term.value)]
    if term.is_quoted:
        return _added(written, term.value, [f'{value}"' for value in known])
    return _added(written, term.value, [value.split()[0] for value in known if value.split()])


def _sign(kind: str) -> str:
    return ">" if kind == "number" else ":"


def _last(written: str) -> Term | None:
    """Return the term at the end of what was typed."""
    last: Term | Sign | None = None
    for piece in pieces(written):
        last = piece
    return last if isinstance(last, Term) and last.end == len(written) else None


def _added(written: str, begun: str, known: Iterable[str]) -> str | None:
    asked = folded(begun)
    for value in known:
        if folded(value[: len(begun)]) == asked and len(value) > len(begun):
            return written + value[len(begun) :]
    return None
