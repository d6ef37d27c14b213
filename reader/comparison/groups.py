"""What comparing articles gives: groups of members that say one thing."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from annotations.span import Span
from reader.comparison.reading import Printed

GroupKind: TypeAlias = Literal["quote", "figure", "article"]
KINDS: tuple[GroupKind, ...] = ("quote", "figure", "article")
GroupRelation: TypeAlias = Literal["same", "changed", "conflict", "duplicate", "derived"]


@dataclass(frozen=True, slots=True)
class Member:
    """One place of a group: the words that say it; the whole article without a span.

    `words` are those of the span as printed.
    `around` stand beside a figure that is not said to count anything.
    Equal `version` is equal words of a quote, and values of a figure that agree.
    """

    article: str
    published: date | None
    source: str = ""
    span: Span | None = None
    words: str = ""
    version: int = 1
    speaker: str = ""
    printed: Printed | None = None
    around: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Members that say the same, or figures of the same thing that differ.

    `relation` of quotes: "same" or "changed" words; of figures: "same", "conflict" (not
    compatible on one date, or undated), "changed" (not compatible, other dates); of
    articles: "duplicate" or "derived". `independent` counts the articles less those that
    share running text, or one agency for it.
    """

    kind: GroupKind
    relation: GroupRelation
    independent: int
    members: tuple[Member, ...]
