"""ClaimReview: JSON-LD in schema.org's vocabulary, as search engines and archives read it.

| claim                  | schema.org                                                    |
|------------------------|---------------------------------------------------------------|
| statement (else words) | `Claim.text`, `ClaimReview.claimReviewed`                     |
| claimant               | `Claim.author`                                                |
| article, words         | `Claim.appearance`: a `NewsArticle` with headline, address,   |
|                        | date, publisher; the words in its `text`                      |
| verdict                | `ClaimReview.reviewRating`: `alternateName` the value,        |
|                        | `ratingValue` its place on the scale with `worstRating` and   |
|                        | `bestRating`, `reviewAspect` the scale's name                 |
| evidence               | `ClaimReview.citation`                                        |
| note                   | `ClaimReview.reviewBody`                                      |
| tags                   | `keywords`                                                    |
| annotator              | `ClaimReview.author`                                          |
| created, modified      | `dateCreated`; `datePublished`, `dateModified`                |

The same statement by the same claimant is one `Claim`, wherever it was said: with an
appearance for each article, and a `ClaimReview` for each verdict on it. Capitals and
spaces do not tell statements apart.

Lost: the place in the text, the kind, the details of quotes and figures, fields of another
program; of a claim without a verdict the note and the annotator too, as it has no review.

Source: schema.org, types ClaimReview, Claim and Rating; “Fact Check (ClaimReview)
structured data”, Google Search Central, for the numbers of a rating.
"""

import json
from collections.abc import Iterable
from typing import BinaryIO
from urllib.parse import urlsplit

from annotations.claim import ArticleReference, Claim, Evidence, JSONValue, Verdict
from annotations.codebook import Codebook
from annotations.exporters.contract import TaggedClaims
from annotations.exporters.identifiers import urn
from annotations.exporters.losses import LossList, Report
from annotations.exporters.web_annotation import source_iri
from annotations.records import written_time

_OFF_SCALE = {"unproven", "unverified", "unknown", "no verdict", "not checkable"}
"""Verdicts that are no degree of truth; Google's guide numbers such a rating -1."""


def write(tagged: TaggedClaims, file: BinaryIO) -> Report:
    """Write one graph with the claims and their reviews."""
    losses = LossList()
    groups: dict[tuple[str, str], list[Claim]] = {}
    written = 0
    for claim in tagged.claims:
        groups.setdefault((_folded(_statement(claim)), _folded(claim.claimant)), []).append(claim)
        losses.add_fields(claim, "quote", "figure", "unknown")
        if claim.verdict is None:
            losses.add("a review without a verdict", claim)
            losses.add_fields(claim, "note", "annotator", "evidence")
        written += 1
    graph: list[JSONValue] = []
    for (statement, claimant), claims in groups.items():
        iri = urn("statement", f"{statement}\n{claimant}")
        graph.append(_claim(iri, claims))
        graph += [_review(iri, claim, tagged.codebook) for claim in claims if claim.verdict]
    written_graph = {"@context": "https://schema.org", "@graph": graph}
    encoded = json.dumps(written_graph, ensure_ascii=False, indent=1)
    file.write(encoded.encode(errors="backslashreplace") + b"\n")
    return losses.report(written)


def _statement(claim: Claim) -> str:
    return claim.statement or claim.anchor.exact


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _claim(iri: str, claims: list[Claim]) -> JSONValue:
    first = claims[0]
    made: dict[str, JSONValue] = {"@type": "Claim", "@id": iri, "text": _statement(first)}
    if first.claimant:
        made["author"] = {"@type": "Person", "name": first.claimant}
    articles: dict[str, list[Claim]] = {}
    for claim in claims:
        articles.setdefault(claim.article.path, []).append(claim)
    made["appearance"] = [
        _appearance(repeated[-1].article, repeated) for repeated in articles.values()
    ]
    made["keywords"] = list(dict.fromkeys(tag for claim in claims for tag in claim.tags))
    made["dateCreated"] = written_time(min(claim.created for claim in claims))
    return made


def _appearance(article: ArticleReference, claims: Iterable[Claim]) -> JSONValue:
    made: dict[str, JSONValue] = {
        "@type": "NewsArticle",
        "@id": source_iri(article),
        "headline": article.title or article.path,
    }
    if urlsplit(article.url).scheme in ("http", "https"):
        made["url"] = source_iri(article)
    if article.published:
        made["datePublished"] = article.published.isoformat()
    if article.source:
        made["publisher"] = {"@type": "Organization", "name": article.source}
    words = list(dict.fromkeys(claim.anchor.exact for claim in claims))
    made["text"] = words[0] if len(words) == 1 else list[JSONValue](words)
    return made


def _review(iri: str, claim: Claim, codebook: Codebook) -> JSONValue:
    assert claim.verdict is not None
    made: dict[str, JSONValue] = {
        "@type": "ClaimReview",
        "@id": urn("review", claim.id),
        "claimReviewed": _statement(claim),
        "itemReviewed": {"@type": "Claim", "@id": iri},
        "reviewRating": _rating(claim.verdict, codebook),
        "keywords": list(claim.tags),
        "dateCreated": written_time(claim.created),
        "datePublished": written_time(claim.modified),
        "dateModified": written_time(claim.modified),
    }
    if claim.annotator:
        made["author"] = {"@type": "Person", "name": claim.annotator}
    if claim.note:
        made["reviewBody"] = claim.note
    if claim.evidence:
        made["citation"] = [_citation(evidence) for evidence in claim.evidence]
    return made


def _rating(verdict: Verdict, codebook: Codebook) -> JSONValue:
    made: dict[str, JSONValue] = {"@type": "Rating", "alternateName": verdict.value}
    if verdict.scale:
        made["reviewAspect"] = verdict.scale
    scale = next((scale for scale in codebook.scales if scale.name == verdict.scale), None)
    if scale is None:
        return made
    degrees = [value for value in scale.values if value not in _OFF_SCALE]
    if verdict.value in degrees:
        made["ratingValue"] = degrees.index(verdict.value) + 1
    elif verdict.value in scale.values:
        made["ratingValue"] = -1
    else:
        return made
    made["worstRating"] = 1
    made["bestRating"] = len(degrees)
    return made


def _citation(evidence: Evidence) -> JSONValue:
    made: dict[str, JSONValue] = {"@type": "CreativeWork"}
    if evidence.title:
        made["name"] = evidence.title
    if evidence.url:
        made["url"] = evidence.url
    if evidence.quotation:
        made["text"] = evidence.quotation
    if evidence.looked_up:
        made["description"] = f"Looked up on {evidence.looked_up.isoformat()}."
    return made
