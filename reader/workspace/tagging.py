"""From a mark, or from words that a person chose, to a claim."""

import re
from collections.abc import Iterable
from dataclasses import replace

from annotations.anchoring import describe
from annotations.claim import (
    Claim,
    FigureDetails,
    JSONValue,
    QuoteDetails,
    new_claim_id,
    now,
)
from annotations.errors import InvalidClaimError
from annotations.folding import Sought
from annotations.span import Span
from reader.article import Article, normal_text
from reader.detectors.marks import Figure, Offer, Quote, Statement
from reader.errors import UnknownWordsError

_SENTENCE_END = re.compile(r"[.!?…]+[\"”’»)\]]*\s+(?=[^\W_a-z]|[\"“‘«(\[])|\n+")
_REACH = 400
"""Characters to either side in which a sentence ends, or is left without the rest."""


def new_claim(
    article: Article,
    span: Span,
    *,
    mark: Offer | None = None,
    note: str = "",
    annotator: str = "",
    annotator_id: str = "",
) -> Claim:
    """Return a claim on the words at `span`, with what `mark` knows of them, without tags."""
    time = now()
    claim = Claim(
        id=new_claim_id(),
        article=article.reference(),
        anchor=describe(article.text, span),
        kind="statement",
        tags=(),
        note=normal_text(note).strip(),
        annotator=annotator,
        annotator_id=annotator_id,
        created=time,
        modified=time,
    )
    match mark:
        case Quote():
            return replace(
                claim,
                kind="quote",
                claimant=mark.speaker.name if mark.speaker else "",
                quote=_quote_details(mark, article.text),
            )
        case Figure():
            return replace(
                claim,
                kind="figure",
                statement=sentence_around(article.text, span),
                figure=_figure_details(mark, article.text),
            )
        case _:
            return claim


def sentence_around(text: str, span: Span) -> str:
    """Return the sentence that words stand in, in one line; what is very long is left out.

    >>> sentence_around("It rained. At least 40 boats sank. Nobody was hurt.", Span(20, 28))
    'At least 40 boats sank.'
    """
    low, high = max(0, span.start - _REACH), min(len(text), span.end + _REACH)
    ends = [found.end() for found in _SENTENCE_END.finditer(text, low, high)]
    start = max((end for end in ends if end <= span.start), default=low)
    end = min((end for end in ends if end >= span.end), default=high)
    return " ".join(text[start:end].split())


def _quote_details(mark: Quote, text: str) -> QuoteDetails:
    return QuoteDetails(
        form=mark.form,
        speaker=mark.speaker.span.of(text) if mark.speaker else "",
        cue=mark.cue.of(text) if mark.cue else "",
    )


def _figure_details(mark: Figure, text: str) -> FigureDetails:
    return FigureDetails(
        form=mark.form,
        value=mark.value,
        low=mark.low,
        high=mark.high,
        approximator=mark.approximator.of(text) if mark.approximator else "",
        relation=mark.relation,
        unit=mark.unit or "",
        counts=mark.counts.of(text) if mark.counts else "",
        date=mark.date or "",
    )


def revised(claim: Claim) -> Claim:
    """Return a claim that was changed with its tags in order, and changed now.

    Raises:
        InvalidClaimError: It says nothing: it has no tag, nor anything else of a person.
    """
    return replace(ordered(claim), modified=now())


def ordered(claim: Claim) -> Claim:
    """Return a claim with its tags in order; without one it must say something else.

    Raises:
        InvalidClaimError: It says nothing.
    """
    if not claim.tags and claim.says_something:
        return claim
    return replace(claim, tags=clean_tags(claim.tags))


def put_right(claim: Claim, drafted: Claim) -> Claim:
    """Return a claim with what the mark says, as `drafted`, where a person says otherwise.

    Where another kind of mark stands there now, or none, the claim keeps the guess it has.
    """
    if claim.kind != drafted.kind or claim.kind == "statement":
        return claim
    guess: dict[str, JSONValue] = {}
    if claim.claimant != drafted.claimant:
        guess["claimant"] = drafted.claimant
    if claim.kind == "figure" and claim.statement != drafted.statement:
        guess["statement"] = drafted.statement
    if claim.figure and drafted.figure:
        for name in _FIGURE_FIELDS:
            said, found = getattr(claim.figure, name), getattr(drafted.figure, name)
            if said != found:
                guess[name] = "" if found is None else found
    return replace(claim, guess=guess)


_FIGURE_FIELDS = ("value", "low", "high", "relation", "unit", "counts", "date")
"""What a person can put right of a figure, besides who said it."""


def clean_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Return the tags in order, each once, on one line, without space around them.

    Raises:
        InvalidClaimError: None is left.
    """
    names = (" ".join(normal_text(tag).split()) for tag in tags)
    kept = tuple(dict.fromkeys(name for name in names if name))
    if not kept:
        raise InvalidClaimError("A claim needs at least one tag. Name one.")
    return kept


def mark_of(marks: Iterable[Offer], span: Span) -> Offer | None:
    """Return the mark that is just what `span` covers.

    A quote may be covered without its quotation marks, a figure together with what it
    counts.
    """
    return next((mark for mark in marks if span in _covers(mark)), None)


def _covers(mark: Offer) -> tuple[Span, ...]:
    if isinstance(mark, Statement):
        return (mark.span,)
    if isinstance(mark, Quote):
        return mark.span, mark.inner
    if mark.counts is None:
        return (mark.span,)
    counted = Span(min(mark.span.start, mark.counts.start), max(mark.span.end, mark.counts.end))
    return mark.span, counted


def find_words(article: Article, words: str) -> Span:
    """Return where `words` stand in the article: as they are, or else folded.

    Raises:
        UnknownWordsError: They do not stand there, or more than once.
    """
    wanted = normal_text(words).strip()
    count = article.text.count(wanted) if wanted else 0
    if count == 1:
        start = article.text.index(wanted)
        return Span(start, start + len(wanted))
    places = [] if count else list(Sought(wanted).places(article.text))
    if len(places) == 1:
        return places[0]
    count = count or len(places)
    if count:
        raise UnknownWordsError(
            f"The words “{wanted}” stand in {article.path} {count} times. "
            "Add some of the words around them."
        )
    raise UnknownWordsError(
        f"The words “{wanted}” do not stand in {article.path}. Copy them from it."
    )


def span_at(article: Article, start: int, end: int) -> Span:
    """Return the span of these offsets in the article.

    Raises:
        UnknownWordsError: They do not lie in its text, or hold no words.
    """
    if not 0 <= start < end <= len(article.text) or not article.text[start:end].strip():
        raise UnknownWordsError(
            f"There are no words from {start} to {end} in {article.path}, "
            f"whose text has {len(article.text)} characters."
        )
    return Span(start, end)
