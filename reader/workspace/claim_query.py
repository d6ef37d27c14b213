"""Which claims a query finds: the language of the list, asked of claims one by one.

What a claim has itself is looked up in it, exact words too; what only its article has (how long
it is, how far it was read) is asked of the list of articles, once for each term.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from annotations.claim import Claim, JSONValue
from reader.query import Condition, Dates, Number, State
from reader.query.holding import begins, holds, is_in_range, is_within, stands_in
from reader.query.tree import Leaf, leaves

Asked = Callable[[Leaf], Callable[[Claim], bool]]
"""Gives, for a term about articles, whether a claim's article is so."""

_OF_ARTICLES = frozenset(
    ("by", "agency", "library", "quote", "words", "quotes", "figures", "claims")
)


def asks_for_articles(condition: Condition) -> bool:
    """Tell whether the list of articles must be asked to know if a claim is wanted."""
    return any(is_of_articles(leaf) for leaf in leaves(condition))


def wanted(condition: Condition, of_articles: Asked) -> Callable[[Claim], bool]:
    """Return what tells whether a claim fulfils a condition."""

    def of_leaf(leaf: Leaf) -> Callable[[Claim], bool]:
        return of_articles(leaf) if is_of_articles(leaf) else _of_claim(leaf)

    return holds(condition, of_leaf)


def is_of_articles(leaf: Leaf) -> bool:
    """Tell whether a term is about a claim's article, and not in the claim itself."""
    if isinstance(leaf, State):
        return leaf.name in ("unread", "begun", "done")
    return leaf.field in _OF_ARTICLES


def _of_claim(leaf: Leaf) -> Callable[[Claim], bool]:
    if isinstance(leaf, State):
        return (lambda claim: bool(claim.decides)) if leaf.name == "decided" else lambda _: True
    if isinstance(leaf, Dates):
        return lambda claim: is_within(leaf, _DAYS[leaf.field](claim))
    if isinstance(leaf, Number):
        return lambda claim: is_in_range(leaf, *_ends(leaf.field, claim))
    if leaf.field in _BEGUN:
        return lambda claim: begins(leaf, _BEGUN[leaf.field](claim))
    return stands_in(leaf, _TEXTS[leaf.field])


def _ends(field: str, claim: Claim) -> tuple[float | None, float | None]:
    """Return the range of what a number is asked of, twice the same where it is one value."""
    if field == "score":
        score = _predicted(claim, "score")
        return (score, score) if isinstance(score, int | float) else (None, None)
    figure = claim.figure
    if figure is None:
        return None, None
    low = figure.value if figure.low is None else figure.low
    high = figure.value if figure.high is None else figure.high
    return low, high


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _said(claim: Claim) -> Iterable[str]:
    """Return the words that a claim itself has."""
    return claim.anchor.exact, claim.statement, claim.note, claim.claimant


_DAYS: Mapping[str, Callable[[Claim], str]] = {
    "published": lambda claim: _iso(claim.article.published),
    "created": lambda claim: claim.created.date().isoformat(),
    "date": lambda claim: claim.figure.date if claim.figure else "",
}
_BEGUN: Mapping[str, Callable[[Claim], Iterable[str]]] = {
    "tag": lambda claim: claim.tags,
    "verdict": lambda claim: (claim.verdict.value,) if claim.verdict else (),
    "annotator": lambda claim: (claim.annotator,),
    "unit": lambda claim: (claim.figure.unit,) if claim.figure else (),
    "kind": lambda claim: (claim.kind, "date") if _is_date(claim) else (claim.kind,),
    "label": lambda claim: (str(_predicted(claim, "label") or ""),),
    "model": lambda claim: (str(_predicted(claim, "model") or ""),),
    "form": lambda claim: [part.form for part in (claim.quote, claim.figure) if part],
}
_TEXTS: Mapping[str, Callable[[Claim], Iterable[str]]] = {
    "": lambda claim: (
        *_said(claim), *claim.tags, claim.article.title, claim.article.source, claim.article.path,
    ),
    "text": _said,
    "title": lambda claim: (claim.article.title,),
    "source": lambda claim: (claim.article.source,),
    "path": lambda claim: (claim.article.path,),
    "claimant": lambda claim: (claim.claimant,),
    "speaker": lambda claim: (claim.claimant, claim.quote.speaker if claim.quote else ""),
    "counts": lambda claim: (claim.figure.counts,) if claim.figure else (),
    "note": lambda claim: (claim.note,),
}  # fmt: skip


def _predicted(claim: Claim, name: str) -> JSONValue:
    """Return what a model had said of the words, None where none had."""
    prediction = claim.unknown.get("prediction")
    return prediction.get(name) if isinstance(prediction, dict) else None


def _is_date(claim: Claim) -> bool:
    return claim.figure is not None and claim.figure.form in ("date", "time")
