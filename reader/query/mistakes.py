"""The sentence about a term that is not understood, and what may have been meant."""

from collections.abc import Iterable

from reader.query.fields import BY_NAME, FIELDS, STATES, names
from reader.query.scanning import Term
from reader.query.values import date_mistake, is_like_a_date, number_mistake

CONNECTIVES = ("AND", "NOT")


def mistake_in(term: Term) -> str:
    """Return what is most likely wrong with a term, empty for one that is well written."""
    name, value = term.name.lower(), term.value
    field = BY_NAME.get(name)
    if field is None:
        return _without_a_field(term)
    if field.kind == "number":
        return number_mistake(name, value)
    if term.sign != ":":
        plural = f"{name}s"
        if plural in BY_NAME and BY_NAME[plural].kind == "number":
            return no_such(name, names("number"))
        return f"After “{name}” comes a colon: {name}:{value or 'words'}."
    if not value:
        return f"The words follow “{name}:” without a space."
    if field.kind == "dates":
        return date_mistake(value)
    if field.values and not any(known.startswith(value.lower()) for known in field.values):
        return f"“{value}” is no {name}, only {', '.join(field.values)}."
    return ""


def _without_a_field(term: Term) -> str:
    """Return what is wrong with a term that begins with no name of a field."""
    if term.name and term.sign != ":":
        return no_such(term.name.lower(), names("number"))
    if term.name and not term.value.startswith("//"):  # an address is looked for as it is
        return no_such(term.name.lower(), tuple(field.name for field in FIELDS))
    if term.name or term.is_quoted:
        return ""
    if term.value in CONNECTIVES:
        instead = "-unread is its opposite" if term.value == "NOT" else "OR stands between two"
        return f"{term.value} is no word here: all terms must hold, and {instead}."
    return date_mistake(term.value) if is_like_a_date(term.value) else ""


def no_such(name: str, known: Iterable[str]) -> str:
    """Return that a name cannot be asked for, with the one that may be meant, or all."""
    near = _near(name, known)
    if near:
        return f"There is no “{name}” to ask for. Is “{near}” meant?"
    return f"There is no “{name}” to ask for, only {', '.join(known)}."


def no_such_filter(name: str, saved: Iterable[str]) -> str:
    """Return that no filter was saved by a name, with the one that may be meant."""
    near = _near(name, saved)
    if near:
        return f"There is no saved filter “@{name}”. Is “@{near}” meant?"
    return f"There is no saved filter “@{name}”. `copydesk filters` lists and saves them."


def _near(name: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches  # for mistakes only

    return next(iter(get_close_matches(name, [*known], 1)), "")


def not_asked_here(name: str, things: str) -> str:
    """Return that a name is understood, but tells nothing about what is asked for here."""
    if name in STATES:
        return f"“{name}” tells nothing about {things}."
    return f"“{name}:” tells nothing about {things}."
