"""ClaimReview: JSON-LD in schema.org's vocabulary, as search engines and archives read it.

| claim                  | schema.org                                                    |
|------------------------|---------------------------------------------------------------|
| statement (else words) | `claimReviewed`, and `itemReviewed.text`                      |
| claimant               | `itemReviewed.author`: a `Person` or an `Organization`        |
| article, words         | `itemReviewed.appearance`: a `NewsArticle` with headline,     |
|                        | address, date, publisher; the words in its `text`             |
| first date of those    | `itemReviewed.datePublished`, `firstAppearance`               |
| verdict                | `reviewRating`: `alternateName` the value, `ratingValue` its  |
|                        | place on the scale with `worstRating` and `bestRating`,       |
|                        | `reviewAspect` the scale's name                               |
| evidence               | `citation`                                                    |
| note                   | `reviewBody`                                                  |
| tags                   | `keywords`                                                    |
| annotator              | `contributor`                                                 |
| created, modified      | `dateCreated`; `datePublished`, `dateModified`                |
| [publisher] of         | `author` and `publisher`; `url`, the address of the review    |
| config.toml            |                                                               |

One review is written alone, as it stands in its page; several are the feed that archives
take, a `DataFeed` with a `DataFeedItem` each. A verdict that is no degree of truth has a
name and no number. The same statement by the same claimant is one `Claim`, wherever it was
said: capitals and spaces do not tell statements apart.

Lost: claims without a verdict, as they have no review; the place in the text, the kind, the
details of quotes and figures, fields of another program.

Source: schema.org, types ClaimReview, Claim, Rating and DataFeed; “Fact Check (ClaimReview)
structured data”, Google Search Central, for what is asked for.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import BinaryIO

from annotations.claim import ArticleReference, Claim, Evidence, JSONValue, Verdict
from annotations.codebook import Codebook
from annotations.exporters.contract import Publisher, TaggedClaims
from annotations.exporters.losses import LossList, Report
from annotations.exporters.titles import known_title
from annotations.exporters.web_annotation import source_iri
from annotations.formats.addresses import is_web_address
from annotations.formats.identifiers import urn
from annotations.formats.organisations import is_organisation
from annotations.records import written_time
from annotations.wording import many

_OFF_SCALE = {"unproven", "unverified", "unknown", "no verdict", "not checkable"}
"""Verdicts that are no degree of truth."""

_SHORT = 75
"""Letters of `claimReviewed` that a search engine shows; the guide asks for no more."""

_TextOf = Callable[[ArticleReference], str | None]


def write(tagged: TaggedClaims, file: BinaryIO) -> Report:
    """Write the review, or a feed of several."""
    losses = LossList()
    groups: dict[tuple[str, str], list[Claim]] = {}
    for claim in tagged.claims:
        groups.setdefault((_folded(_statement(claim)), _folded(claim.claimant)), []).append(claim)
        losses.add_fields(claim, "quote", "figure", "guess", "unknown")
        if claim.verdict is None:
            losses.add("claims without a verdict, which have no review", claim)
    reviews = []
    for (statement, claimant), claims in groups.items():
        iri = urn("statement", f"{statement}\n{claimant}")
        reviewed = [claim for claim in claims if claim.verdict]
        if reviewed:
            item = _claim(iri, claims, tagged.text_of)
            reviews += [(claim, _review(item, claim, tagged)) for claim in reviewed]
    document: dict[str, JSONValue] = {"@context": "https://schema.org"}
    if len(reviews) == 1:
        document |= reviews[0][1]
    else:
        document |= {
            "@type": "DataFeed",
            "dateModified": written_time(tagged.made),
            "dataFeedElement": [_element(claim, review) for claim, review in reviews],
        }
    encoded = json.dumps(document, ensure_ascii=False, indent=1)
    file.write(encoded.encode(errors="backslashreplace") + b"\n")
    written = [claim for claim, _ in reviews]
    return losses.report(len(written), thing="review", remarks=_remarks(written, tagged.publisher))


def _remarks(claims: Sequence[Claim], publisher: Publisher) -> Iterator[str]:
    if claims and not (publisher.name and publisher.review):
        yield (
            "Search engines ask for the publisher and for each review's address. Set name, "
            "address and review (“https://…/{id}”) under [publisher] in config.toml."
        )
    long = [claim.id for claim in claims if len(_statement(claim)) > _SHORT]
    if long:
        yield (
            f"{many(len(long), 'statement')} of more than {_SHORT} letters will be shown cut; "
            f"give a shorter one in your own words: {', '.join(long[:20])}"
        )


def _element(claim: Claim, review: dict[str, JSONValue]) -> JSONValue:
    made: dict[str, JSONValue] = {
        "@type": "DataFeedItem",
        "dateCreated": written_time(claim.created),
        "dateModified": written_time(claim.modified),
        "item": review,
    }
    return made


def _statement(claim: Claim) -> str:
    return claim.statement or claim.anchor.exact


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _claim(iri: str, claims: list[Claim], text_of: _TextOf) -> dict[str, JSONValue]:
    """Return what was claimed, with each article it appeared in, the first named so."""
    first = claims[0]
    made: dict[str, JSONValue] = {"@type": "Claim", "@id": iri, "text": _statement(first)}
    if first.claimant:
        who = "Organization" if is_organisation(first.claimant) else "Person"
        made["author"] = {"@type": who, "name": first.claimant}
    articles: dict[str, list[Claim]] = {}
    for claim in claims:
        articles.setdefault(claim.article.path, []).append(claim)
    listed = [(group[-1].article, group) for group in articles.values()]
    dated = sorted(
        (article.published, number)
        for number, (article, _) in enumerate(listed)
        if article.published
    )
    appearances = [_appearance(article, group, text_of) for article, group in listed]
    made["appearance"] = list(appearances)
    if dated:
        made["datePublished"] = dated[0][0].isoformat()
        made["firstAppearance"] = appearances[dated[0][1]]
    made["keywords"] = list(dict.fromkeys(tag for claim in claims for tag in claim.tags))
    made["dateCreated"] = written_time(min(claim.created for claim in claims))
    return made


def _appearance(
    article: ArticleReference, claims: Iterable[Claim], text_of: _TextOf
) -> dict[str, JSONValue]:
    made: dict[str, JSONValue] = {"@type": "NewsArticle", "@id": source_iri(article)}
    if title := known_title(article, text_of(article)):
        made["headline"] = title
    if is_web_address(article.url):
        made["url"] = source_iri(article)
    if article.published:
        made["datePublished"] = article.published.isoformat()
    if article.source:
        made["publisher"] = {"@type": "Organization", "name": article.source}
    words = list(dict.fromkeys(claim.anchor.exact for claim in claims))
    made["text"] = words[0] if len(words) == 1 else list[JSONValue](words)
    return made


def _review(item: dict[str, JSONValue], claim: Claim, tagged: TaggedClaims) -> dict[str, JSONValue]:
    assert claim.verdict is not None
    made: dict[str, JSONValue] = {
        "@type": "ClaimReview",
        "@id": urn("review", claim.id),
        "claimReviewed": _statement(claim),
        "itemReviewed": item,
        "reviewRating": _rating(claim.verdict, tagged.codebook),
        "keywords": list(claim.tags),
        "dateCreated": written_time(claim.created),
        "datePublished": written_time(claim.modified),
        "dateModified": written_time(claim.modified),
    }
    publisher = tagged.publisher
    if publisher.review:
        made["url"] = publisher.review.replace("{id}", claim.id)
    if publisher.name:
        organisation: dict[str, JSONValue] = {"@type": "Organization", "name": publisher.name}
        if publisher.address:
            organisation["url"] = publisher.address
        made["author"] = made["publisher"] = organisation
    if claim.annotator:
        role = "contributor" if publisher.name else "author"
        made[role] = {"@type": "Person", "name": claim.annotator}
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
    degrees = [value for value in scale.values if value not in _OFF_SCALE] if scale else []
    if verdict.value in degrees:
        made["ratingValue"] = degrees.index(verdict.value) + 1
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
