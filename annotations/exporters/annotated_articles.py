"""The claims of an export, grouped by article and placed in its text as it is today.

For formats that ship the text. A claim whose words no longer stand in the text, or whose
article is gone, has no place: it comes as an orphan with the reason.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from annotations.anchoring import OrphanClaim, Placed, locate
from annotations.claim import ArticleReference, Claim
from annotations.exporters.contract import SetApart, TaggedClaims
from annotations.exporters.losses import LossList
from annotations.span import Span

GONE = "The article's file is gone."


@dataclass(frozen=True, slots=True)
class ClaimInText:
    """A claim and the span of its words in today's text."""

    claim: Claim
    span: Span


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """One article with its claims, the placed ones in reading order.

    `text` is None where the article's file is gone; then every claim is an orphan. A claim
    that holds another comes before it. `set_apart` are the paragraphs that are, in order.
    """

    reference: ArticleReference
    text: str | None
    claims: tuple[ClaimInText, ...]
    orphans: tuple[OrphanClaim, ...]
    set_apart: tuple[SetApart, ...] = ()

    def all_claims(self) -> list[Claim]:
        """Return the placed claims and after them the orphans."""
        return [one.claim for one in self.claims] + [one.claim for one in self.orphans]


def annotated_articles(tagged: TaggedClaims) -> Iterator[AnnotatedArticle]:
    """Yield the articles in the order of their first claim; holds all claims in memory."""
    groups: dict[str, list[Claim]] = {}
    for claim in tagged.claims:
        groups.setdefault(claim.article.path, []).append(claim)
    for claims in groups.values():
        reference = claims[-1].article
        placed = _placed(reference, tagged.text_of(reference), claims)
        apart = tagged.set_apart(reference) if placed.text is not None else ()
        yield replace(placed, set_apart=tuple(apart))


def shipped_articles(
    tagged: TaggedClaims, losses: LossList
) -> Iterator[tuple[ArticleReference, str, tuple[ClaimInText, ...]]]:
    """Yield the articles that have a text, and note every orphan as a loss."""
    for article in annotated_articles(tagged):
        for orphan in article.orphans:
            losses.add("claims without a place in the text", orphan.claim)
        if article.text is not None:
            yield article.reference, article.text, article.claims


def _placed(reference: ArticleReference, text: str | None, claims: list[Claim]) -> AnnotatedArticle:
    if text is None:
        orphans = tuple(OrphanClaim(claim, GONE) for claim in claims)
        return AnnotatedArticle(reference, None, (), orphans)
    placed, lost = [], []
    for claim in claims:
        place = locate(text, claim.anchor)
        if isinstance(place, Placed):
            placed.append(ClaimInText(claim, place.span))
        else:
            lost.append(OrphanClaim(claim, place.reason))
    placed.sort(key=lambda one: (one.span.start, -one.span.end))
    return AnnotatedArticle(reference, text, tuple(placed), tuple(lost))
