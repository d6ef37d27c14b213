"""What a detector finds: a quote with its speaker, or a figure with what it counts.

A mark is never saved until a person tags it. Every mark names the rule that found it, so
that a wrong one can be traced. What a model of somebody else's predicted is offered beside them.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from annotations.span import Span

QuoteForm: TypeAlias = Literal["direct", "partial", "pull", "block", "indirect", "scare"]
FigureForm: TypeAlias = Literal[
    "number", "money", "percent", "measure", "ordinal", "age", "date", "time", "duration", "range"
]
Relation: TypeAlias = Literal["=", "~", "<", ">", "up", "down"]
Number: TypeAlias = int | float


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for a person or organisation, and who that is.

    `span` covers the words nearest to the quote ("he"); `name` is the fullest name known
    for them ("Sergey Lavrov"), or the words themselves when no name is known.
    """

    span: Span
    name: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Words given as someone's.

    `span` takes in the quotation marks, `inner` what stands between them (for reported
    speech, form "indirect", both are the same). `cue` covers the words that hand the
    quote to its speaker ("went on to say", "according to"). A quote over several paragraphs
    is one mark a paragraph; `part_of` is then the offset where the first of them begins.
    """

    span: Span
    form: QuoteForm
    inner: Span
    speaker: Mention | None
    cue: Span | None
    rule: str
    part_of: int | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in the text and what it is a number of.

    `span` takes in the approximator, sign, unit and scale word. A range has `low` and
    `high` instead of `value`. `approximator` covers words such as "at least"; `relation`
    says what they mean: "=" exactly, "~" about, "<" at most, ">" at least, or a change
    "up" or "down" by that much. `unit` is an ISO 4217 code for money, "percent", or the
    unit's singular English name. `counts` covers the thing counted ("Palestinians
    killed"). `date` is ISO 8601 where the mark is a date or time. A number that names and
    counts nothing, a model or an address, is not `wanted`: the rule says what it is.
    """

    span: Span
    form: FigureForm
    value: Number | None
    low: Number | None
    high: Number | None
    approximator: Span | None
    relation: Relation
    unit: str | None
    counts: Span | None
    date: str | None
    rule: str
    wanted: bool = True


@dataclass(frozen=True, slots=True)
class Statement:
    """Words that a model gave a label, with its score from 0 to 1 where it gave one."""

    span: Span
    label: str
    model: str
    score: float | None


Mark: TypeAlias = Quote | Figure
Offer: TypeAlias = Mark | Statement
"""What a person is offered to accept or dismiss."""

Record: TypeAlias = dict[str, object]


def is_wanted(mark: Mark) -> bool:
    """Tell whether a reader wants to see it: every quote, and most figures."""
    return not isinstance(mark, Figure) or mark.wanted


def as_record(mark: Mark, text: str) -> Record:
    """Return the mark as one JSON object, the form `copydesk marks --json` prints."""
    if isinstance(mark, Quote):
        return {
            "kind": "quote",
            "form": mark.form,
            "start": mark.span.start,
            "end": mark.span.end,
            "text": mark.span.of(text),
            "inner": [mark.inner.start, mark.inner.end],
            "speaker": mark.speaker
            and {**_words(mark.speaker.span, text), "name": mark.speaker.name},
            "cue": mark.cue and _words(mark.cue, text),
            "part_of": mark.part_of,
            "rule": mark.rule,
        }
    return {
        "kind": "figure",
        "form": mark.form,
        "start": mark.span.start,
        "end": mark.span.end,
        "text": mark.span.of(text),
        "value": mark.value,
        "low": mark.low,
        "high": mark.high,
        "approximator": mark.approximator and mark.approximator.of(text),
        "relation": mark.relation,
        "unit": mark.unit,
        "counts": mark.counts and _words(mark.counts, text),
        "date": mark.date,
        "rule": mark.rule,
        "wanted": mark.wanted,
    }


def _words(span: Span, text: str) -> Record:
    return {"start": span.start, "end": span.end, "text": span.of(text)}
