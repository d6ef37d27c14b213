"""What a claim is: a span of an article that a person tagged, and all they said of it.

Every value here is frozen; a change is a new value made with `dataclasses.replace`.
Times are aware and in UTC. An empty string means "not given".
"""

import os
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Literal, TypeAlias

ClaimKind: TypeAlias = Literal["quote", "figure", "statement"]
"""What was tagged: a quote, a figure, or any other words."""

JSONValue: TypeAlias = bool | int | float | str | list["JSONValue"] | dict[str, "JSONValue"] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleReference:
    """Which article a claim stands in.

    `path` is relative to the library's folder with `/` between its parts; the article's
    file name where there is no folder. `text_hash` is the SHA-256, in hex, of the
    article's normalised text: it finds an article that was renamed or moved.
    """

    path: str
    title: str = ""
    source: str = ""
    published: date | None = None
    url: str = ""
    text_hash: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """How a claim's span is found again: its words, their neighbours, their place.

    `prefix` and `suffix` hold up to 32 code points on either side. The three text fields
    are the TextQuoteSelector, the two offsets the TextPositionSelector of the W3C Web
    Annotation Data Model.
    """

    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One value of a rating scale, the scale named ("false" on "truth")."""

    value: str
    scale: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a verdict rests on: where, which words of it, and when it was looked up."""

    url: str = ""
    title: str = ""
    quotation: str = ""
    looked_up: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteDetails:
    """What the mark said of a quote when it was tagged, or a person corrected.

    `speaker` holds the words in the text ("he"); who that is, is the claim's claimant.
    """

    form: str = ""
    speaker: str = ""
    cue: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureDetails:
    """What the mark said of a figure when it was tagged, or a person corrected.

    A range has `low` and `high` instead of `value`. `relation` is one of
    `=` `~` `<` `>` `up` `down`; `unit` an ISO 4217 code, "percent" or a singular name.
    """

    form: str = ""
    value: int | float | None = None
    low: int | float | None = None
    high: int | float | None = None
    approximator: str = ""
    relation: str = "="
    unit: str = ""
    counts: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Words in an article that a person said something of: tagged, judged, or put right.

    `tags` are without repeats, in the order they were given; there is none where a person
    only said otherwise than the mark, or what they found of it. `guess` holds what the mark
    said in the fields that a person put right, by the field's name: {"claimant": "Lena Osk"};
    an empty text where it said nothing.
    `annotator_id` tells two annotators of one name apart. `decides` names, where the claim
    is an adjudicator's decision, those that it was made of.
    `unknown` keeps fields that another program wrote into the record; they are saved
    again untouched.
    """

    id: str
    article: ArticleReference
    anchor: Anchor
    kind: ClaimKind
    tags: tuple[str, ...]
    claimant: str = ""
    statement: str = ""
    verdict: Verdict | None = None
    evidence: tuple[Evidence, ...] = ()
    note: str = ""
    annotator: str = ""
    created: datetime
    modified: datetime
    quote: QuoteDetails | None = None
    figure: FigureDetails | None = None
    annotator_id: str = ""
    decides: tuple[str, ...] = ()
    guess: Mapping[str, JSONValue] = field(default_factory=dict)
    unknown: Mapping[str, JSONValue] = field(default_factory=dict)

    @property
    def says_something(self) -> bool:
        """Whether a person said anything of the words; what a mark says is none of theirs."""
        said = (self.tags, self.guess, self.verdict, self.evidence, self.note)
        by_mark = {"quote": self.statement, "figure": ""}
        return any(said) or bool(by_mark.get(self.kind, self.statement or self.claimant))


ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""The 32 digits of ids: Crockford's, without i, l, o and u."""


class _Latest:
    """The number of the last id that this process made."""

    number = 0
    lock = threading.Lock()


def new_claim_id() -> str:
    """Return an id that sorts by the time it was made and that no other machine makes.

    26 characters of Crockford's base 32: 48 bits of milliseconds, then 80 random bits. Those
    of one process sort by the order they were made in, also within a millisecond.

    Source: the ULID specification, with its monotonic order, in lower case.
    """
    with _Latest.lock:
        drawn = time.time_ns() // 1_000_000 << 80 | int.from_bytes(os.urandom(10))
        number = _Latest.number = max(drawn, _Latest.number + 1)
    return "".join(ALPHABET[number >> shift & 31] for shift in range(125, -1, -5))


def now() -> datetime:
    """Return the time in UTC, in whole seconds, as claims keep it."""
    return datetime.now(UTC).replace(microsecond=0)
