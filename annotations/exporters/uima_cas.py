"""UIMA CAS: a folder with an XMI file for each article, and their type system.

| claim                   | CAS                                                           |
|-------------------------|---------------------------------------------------------------|
| article                 | the sofa's text; a `copydesk.Article` over all of it          |
| words, place            | a `copydesk.Claim`, a kind of `uima.tcas.Annotation`; begin   |
|                         | and end in UTF-16 units, as Java counts                       |
| tags                    | `tags`, a string array                                        |
| evidence                | `evidence`, an array of `copydesk.Evidence`                   |
| all other fields        | features of the names in `annotations.exporters.claim_details` |

Overlaps are kept. Lost: orphans, and claims of an article that is gone; control characters.

Source: “UIMA References”, Apache UIMA; written with dkpro-cassis.
"""

from typing import BinaryIO

from cassis import Cas, TypeSystem

from annotations.claim import ArticleReference, Claim
from annotations.exporters.annotated_articles import ClaimInText, shipped_articles
from annotations.exporters.archive import write_archive
from annotations.exporters.claim_details import NUMBER_DETAILS, TEXT_DETAILS, claim_details
from annotations.exporters.contract import TaggedClaims
from annotations.exporters.file_names import file_names
from annotations.exporters.losses import LossList, Report
from annotations.formats.xml_text import legal

_ARTICLE_TEXTS = ("path", "title", "source", "published", "url", "textHash")
_EVIDENCE_TEXTS = ("url", "title", "quotation", "lookedUp")


def write(tagged: TaggedClaims, file: BinaryIO) -> Report:
    """Write the folder as an archive."""
    losses = LossList()
    articles = list(shipped_articles(tagged, losses))
    names = file_names(article.path for article, _, _ in articles)
    types = type_system()
    members = [("TypeSystem.xml", types.to_xml().encode())]
    written = 0
    for article, text, claims in articles:
        cas = _cas(types, article, text, claims)
        members.append((f"{names[article.path]}.xmi", cas.to_xmi(pretty_print=True).encode()))
        written += len(claims)
    write_archive(file, members)
    return losses.report(written)


def type_system() -> TypeSystem:
    """Return the types of the export."""
    types = TypeSystem()
    evidence = types.create_type("copydesk.Evidence", "uima.cas.TOP")
    article = types.create_type("copydesk.Article", "uima.tcas.Annotation")
    claim = types.create_type("copydesk.Claim", "uima.tcas.Annotation")
    for owner, names in (
        (evidence, _EVIDENCE_TEXTS),
        (article, _ARTICLE_TEXTS),
        (claim, TEXT_DETAILS),
    ):
        for name in names:
            types.create_feature(owner, name, "uima.cas.String")
    for name in NUMBER_DETAILS:
        types.create_feature(claim, name, "uima.cas.Double")
    types.create_feature(claim, "tags", "uima.cas.StringArray")
    types.create_feature(claim, "evidence", "uima.cas.FSArray", elementType="copydesk.Evidence")
    return types


def _cas(
    types: TypeSystem, article: ArticleReference, text: str, claims: tuple[ClaimInText, ...]
) -> Cas:
    cas = Cas(types)
    cas.sofa_string = legal(text)
    cas.sofa_mime = "text/plain"
    values = {
        "path": article.path,
        "title": article.title,
        "source": article.source,
        "published": article.published.isoformat() if article.published else "",
        "url": article.url,
        "textHash": article.text_hash,
    }
    filled = {name: legal(value) for name, value in values.items() if value}
    cas.add(types.get_type("copydesk.Article")(begin=0, end=len(text), **filled))
    make_claim = types.get_type("copydesk.Claim")
    strings = types.get_type("uima.cas.StringArray")
    for placed in claims:
        features = {
            name: legal(detail) if isinstance(detail, str) else float(detail)
            for name, detail in claim_details(placed.claim).items()
        }
        made = make_claim(begin=placed.span.start, end=placed.span.end, **features)
        made.tags = strings(elements=[legal(tag) for tag in placed.claim.tags])
        if placed.claim.evidence:
            made.evidence = _evidence(types, placed.claim)
        cas.add(made)
    return cas


def _evidence(types: TypeSystem, claim: Claim) -> object:
    make = types.get_type("copydesk.Evidence")
    found = []
    for evidence in claim.evidence:
        values = {
            "url": evidence.url,
            "title": evidence.title,
            "quotation": evidence.quotation,
            "lookedUp": evidence.looked_up.isoformat() if evidence.looked_up else "",
        }
        found.append(make(**{name: legal(value) for name, value in values.items() if value}))
    return types.get_type("uima.cas.FSArray")(elements=found)
