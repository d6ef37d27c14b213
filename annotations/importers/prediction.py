"""What a model predicted: words of an article it took for something, and what was decided on it.

Kept in a table of the library's file, beside the claims. A prediction is known by what it says
of which words, so the same one that comes twice is one. Once decided, it has who decided, when,
and the claim that was made of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Literal, TypeAlias

from annotations.claim import Anchor, ArticleReference, JSONValue
from annotations.errors import InvalidClaimError
from annotations.records import anchor_record, article_record, read_anchor, read_article

TABLE = "predictions"
"""The name of the table."""

Decided: TypeAlias = Literal["", "accepted", "dismissed"]

_DECISIONS: Mapping[object, Decided] = {"accepted": "accepted", "dismissed": "dismissed"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """Words that a model gave a label, with its score from 0 to 1 where it gave one.

    `decided` is empty until a person accepted or dismissed it: then `by` is their name, `at`
    the time as claims write it, and `claim` the id of the claim that was made.
    """

    article: ArticleReference
    anchor: Anchor
    label: str = ""
    score: float | None = None
    model: str = ""
    decided: Decided = ""
    by: str = ""
    at: str = ""
    claim: str = ""

    @property
    def key(self) -> str:
        """The number of its document: the same for the same model, label and words.

        It stays below 2 ** 53, up to which every reader of JSON keeps numbers exactly.
        """
        anchor = self.anchor
        parts = (self.article.path, anchor.start, anchor.exact, self.label, self.model)
        written = "\x1f".join(map(str, parts)).encode(errors="surrogatepass")
        return str(int.from_bytes(blake2b(written, digest_size=8).digest()) >> 11)

    @property
    def said(self) -> dict[str, JSONValue]:
        """What the model said, as a claim that was made of it keeps it."""
        said = {"label": self.label, "score": self.score, "model": self.model}
        return {name: value for name, value in said.items() if value not in ("", None)}

    def as_decided(
        self, decided: Literal["accepted", "dismissed"], by: str, at: str, claim: str = ""
    ) -> "Prediction":
        """Return the same with what a person decided."""
        return replace(self, decided=decided, by=by, at=at, claim=claim)

    def record(self) -> dict[str, JSONValue]:
        """Return it as a document of the table; what says nothing is left out."""
        decision = {"decided": self.decided, "by": self.by, "at": self.at, "claim": self.claim}
        return {
            "article": article_record(self.article),
            "anchor": anchor_record(self.anchor),
            **self.said,
            **{name: value for name, value in decision.items() if value},
        }


def prediction_from(record: Mapping[str, JSONValue]) -> Prediction:
    """Return the prediction that a document holds.

    Raises:
        InvalidClaimError: A field is missing or has the wrong form.
    """
    article, anchor, score = record.get("article"), record.get("anchor"), record.get("score")
    if not isinstance(article, dict) or not isinstance(anchor, dict):
        raise InvalidClaimError("A prediction has no article or no place.")
    return Prediction(
        article=read_article(article),
        anchor=read_anchor(anchor),
        label=str(record.get("label", "")),
        score=score if isinstance(score, int | float) else None,
        model=str(record.get("model", "")),
        decided=_DECISIONS.get(str(record.get("decided")), ""),
        by=str(record.get("by", "")),
        at=str(record.get("at", "")),
        claim=str(record.get("claim", "")),
    )
