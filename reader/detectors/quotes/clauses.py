"""The subject at the head of a clause, with whatever leads up to it passed over."""

from collections.abc import Sequence

from reader.detectors.quotes.cues import CUES
from reader.detectors.quotes.phrases import (
    Mention,
    is_adverb,
    is_name_word,
)
from reader.detectors.quotes.subjects import continues
from reader.detectors.quotes.vocabulary import (
    AUXILIARIES,
    CALENDAR,
    CHAIN,
    CONJUNCTIONS,
    DETERMINERS,
    PASTS,
    PEOPLE,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    ROLES,
    TIMES,
)
from reader.detectors.quotes.words import Token


def is_verb(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether the word looks like a finite verb, with adverbs before it."""
    while at < len(tokens) and tokens[at].text[0].islower() and is_adverb(tokens[at].lower):
        at += 1
    if at >= len(tokens) or not tokens[at].text[0].islower():
        return False
    word = tokens[at].lower
    return (
        word in AUXILIARIES or word in CUES or word in CHAIN or word in PASTS or word.endswith("ed")
    )


def clause_subject(tokens: Sequence[Token], low: int, high: int) -> Mention | None:
    """Return the subject at the head of the clause between `low` and `high`.

    Leading phrases up to a comma are passed over: `In a letter to voters, Smith praised …`
    gives `Smith`.
    """
    at = _clause_head(tokens, low, high)
    if at is None:
        return None
    first = tokens[at]
    if first.lower in PRONOUNS:
        return (at, at + 1)
    if first.lower in ("here", "there"):
        return None
    if not (
        is_name_word(first)
        or first.lower in DETERMINERS
        or first.lower in ROLES
        or first.lower in PEOPLE
        or first.lower.endswith("s")
        or first.lower == "former"
        or first.text[0] == "@"
    ):
        return None
    end = at + 1
    while end < high and end - at < 12 and continues(tokens, at, end):
        verb = tokens[end].text[0].islower() and tokens[end - 1].lower not in DETERMINERS
        if verb and (tokens[end].lower in CUES or tokens[end].lower.endswith("ed")):
            break
        end += 1
    if end == at + 1 and (first.lower in DETERMINERS or first.lower in POSSESSIVES):
        return None
    return None if tokens[end - 1].lower.endswith("'s") else (at, end)


def _clause_head(tokens: Sequence[Token], low: int, high: int) -> int | None:
    """Return the word at which the clause's subject begins."""
    at = low
    for _ in range(4):
        while at < high and _is_before_clause(tokens[at]):
            at += 1
        if at >= high:
            return None
        if not leads(tokens, low, at):
            if at > low and at + 1 < high and tokens[at - 1].lower == "," == tokens[at + 1].lower:
                at += 2  # a place after a place: `in Aspen, Colo., the graduate ended …`
                continue
            return at
        comma = next((i for i in range(at, high) if tokens[i].lower in (",", "—", "–", ":")), None)
        if comma is None:
            return next((i for i in range(at + 1, high) if _may_head(tokens[i])), None)
        at = comma + 1
    return None


def _is_before_clause(token: Token) -> bool:
    return (
        token.region >= 0
        or not (token.text[0].isalnum() or token.text[0] == "@")
        or token.lower in ("and", "but", "or", "so", "yet")
        or (is_adverb(token.lower) and token.lower not in ("all", "both"))
    )


def leads(tokens: Sequence[Token], low: int, at: int) -> bool:
    """Tell whether the word begins a leading phrase: `In`, `When`, `Speaking`, `Asked`."""
    word = tokens[at].lower
    return (
        word in PREPOSITIONS
        or word in CONJUNCTIONS
        or word in TIMES
        or (word.endswith("ing") and word not in ("king", "nothing", "everything", "something"))
        or (word.endswith("ed") and tokens[at].text[0].isupper() and at == low)
    )


def _may_head(token: Token) -> bool:
    if token.lower in ("he", "she", "they"):
        return True
    return is_name_word(token) and token.lower not in CALENDAR
