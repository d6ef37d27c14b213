"""TEI: a corpus with one TEI document an article, its claims in `standOff`.

| claim            | TEI P5                                                           |
|------------------|------------------------------------------------------------------|
| article          | `teiHeader` (title, publisher, date, address); `text/body/ab`;   |
|                  | its path, with `type="filename"`, where it came without a title  |
| words, place     | `annotation` with `target="#string-range(AB,offset,length)"`,    |
|                  | code points from 0, over the `ab`                                |
| tags             | `ana`, to the categories of the taxonomy in the corpus' header   |
| annotator        | `respStmt` of the annotation                                     |
| created, modified| `revisionDesc/change`                                            |
| note             | `note`                                                           |
| everything else  | `fs` in `standOff`, which `ana` also names                       |

Overlaps are kept. Lost: orphans, and claims of an article that is gone; control characters.

Source: TEI P5 Guidelines, 16.10 “The standOff Container” and 16.2.4 “TEI XPointer Schemes”.
"""

from collections.abc import Sequence
from typing import BinaryIO
from xml.etree import ElementTree as ET

from annotations.claim import ArticleReference, Claim
from annotations.exporters.annotated_articles import ClaimInText, shipped_articles
from annotations.exporters.claim_details import claim_details
from annotations.exporters.contract import SetApart, TaggedClaims
from annotations.exporters.losses import LossList, Report
from annotations.exporters.titles import known_title
from annotations.formats.xml_text import legal, written
from annotations.records import written_time

NAMESPACE = "http://www.tei-c.org/ns/1.0"
_ID = "xml:id"
_ELSEWHERE = ("claimId", "note", "annotator", "created", "modified")


def write(tagged: TaggedClaims, file: BinaryIO) -> Report:
    """Write the corpus."""
    losses = LossList()
    articles = list(shipped_articles(tagged, losses))
    claims = [placed.claim for _, _, placed_claims in articles for placed in placed_claims]
    used = [tag for claim in claims for tag in claim.tags]
    names = dict.fromkeys([tag.name for tag in tagged.codebook.tags] + used)
    categories = {name: f"tag-{number}" for number, name in enumerate(names, 1)}
    corpus = ET.Element("teiCorpus", xmlns=NAMESPACE)
    _add_corpus_header(corpus, tagged, categories)
    for number, (article, text, placed) in enumerate(articles, 1):
        apart = tagged.set_apart(article)
        _add_article(corpus, number, article, text, placed, categories, apart)
    if not articles:
        _add_article(corpus, 1, ArticleReference(path="", title="No articles"), "", (), {})
    file.write(written(corpus))
    return losses.report(len(claims))


def _add_corpus_header(
    corpus: ET.Element, tagged: TaggedClaims, categories: dict[str, str]
) -> None:
    header = ET.SubElement(corpus, "teiHeader")
    _add_description(header, "Tagged claims", f"Exported {written_time(tagged.made)}.")
    source = ET.SubElement(header[0], "sourceDesc")
    ET.SubElement(source, "p").text = "News articles; see each document."
    if not categories:
        return
    encoding = ET.SubElement(header, "encodingDesc")
    taxonomy = ET.SubElement(ET.SubElement(encoding, "classDecl"), "taxonomy", {_ID: "tags"})
    tags = {tag.name: tag for tag in tagged.codebook.tags}
    for name, identifier in categories.items():
        category = ET.SubElement(taxonomy, "category", {_ID: identifier})
        tag = tags.get(name)
        description = ET.SubElement(category, "catDesc")
        term = ET.SubElement(description, "term")
        term.text = legal(name)
        if tag and tag.description:
            term.tail = legal(f": {tag.description}")


def _add_article(
    corpus: ET.Element,
    number: int,
    article: ArticleReference,
    text: str,
    claims: Sequence[ClaimInText],
    categories: dict[str, str],
    apart: Sequence[SetApart] = (),
) -> None:
    document = ET.SubElement(corpus, "TEI")
    header = ET.SubElement(document, "teiHeader")
    title = known_title(article, text)
    _add_description(header, title or article.path, "Exported from copydesk.")
    bibl = ET.SubElement(ET.SubElement(header[0], "sourceDesc"), "bibl")
    if title:
        ET.SubElement(bibl, "title").text = legal(title)
    else:
        header[0][0][0].set("type", "filename")
    if article.source:
        ET.SubElement(bibl, "publisher").text = legal(article.source)
    if article.published:
        day = article.published.isoformat()
        ET.SubElement(bibl, "date", when=day).text = day
    ET.SubElement(bibl, "idno", type="path").text = legal(article.path)
    if article.url:
        ET.SubElement(bibl, "idno", type="URI").text = legal(article.url)
    if article.text_hash:
        ET.SubElement(bibl, "idno", type="SHA-256").text = legal(article.text_hash)
    if claims:
        stand_off = ET.SubElement(document, "standOff")
        listed = ET.SubElement(stand_off, "listAnnotation")
        for place, placed in enumerate(claims, 1):
            _add_annotation(
                listed, stand_off, f"claim-{number}-{place}", number, placed, categories
            )
    if apart:
        known = document.find("standOff")
        holding = ET.SubElement(document, "standOff") if known is None else known
        kinds = ET.SubElement(holding, "spanGrp", type="paragraphs")
        for each in apart:
            target = f"#string-range(text-{number},{each.span.start},{len(each.span)})"
            ET.SubElement(kinds, "span", type=each.kind.replace(" ", "-"), target=target)
    body = ET.SubElement(ET.SubElement(document, "text"), "body")
    block = ET.SubElement(body, "ab", {_ID: f"text-{number}", "xml:space": "preserve"})
    block.text = legal(text)


def _add_annotation(
    listed: ET.Element,
    stand_off: ET.Element,
    identifier: str,
    number: int,
    placed: ClaimInText,
    categories: dict[str, str],
) -> None:
    claim, span = placed.claim, placed.span
    kinds = [f"#{categories[tag]}" for tag in claim.tags] + [f"#{identifier}-fs"]
    made = ET.SubElement(
        listed,
        "annotation",
        {
            _ID: identifier,
            "n": legal(claim.id),
            "motivation": "tagging assessing" if claim.verdict else "tagging",
            "target": f"#string-range(text-{number},{span.start},{len(span)})",
            "ana": " ".join(kinds),
        },
    )
    if claim.annotator:
        by = ET.SubElement(made, "respStmt")
        ET.SubElement(by, "resp").text = "tagged by"
        ET.SubElement(by, "name").text = legal(claim.annotator)
    history = ET.SubElement(made, "revisionDesc")
    ET.SubElement(history, "change", status="created", when=written_time(claim.created))
    if claim.modified != claim.created:
        ET.SubElement(history, "change", status="modified", when=written_time(claim.modified))
    if claim.note:
        ET.SubElement(made, "note").text = legal(claim.note)
    _add_features(stand_off, f"{identifier}-fs", claim)


def _add_features(stand_off: ET.Element, identifier: str, claim: Claim) -> None:
    structure = ET.SubElement(stand_off, "fs", {_ID: identifier, "type": "claim"})
    for name, detail in claim_details(claim).items():
        if name not in _ELSEWHERE:
            feature = ET.SubElement(structure, "f", name=name)
            if isinstance(detail, str):
                ET.SubElement(feature, "string").text = legal(detail)
            else:
                ET.SubElement(feature, "numeric", value=str(detail))
    if claim.evidence:
        listed = ET.SubElement(ET.SubElement(structure, "f", name="evidence"), "vColl", org="list")
        for evidence in claim.evidence:
            source = ET.SubElement(listed, "fs", type="evidence")
            looked_up = evidence.looked_up.isoformat() if evidence.looked_up else ""
            for name, words in (
                ("url", evidence.url),
                ("title", evidence.title),
                ("quotation", evidence.quotation),
                ("lookedUp", looked_up),
            ):
                if words:
                    feature = ET.SubElement(source, "f", name=name)
                    ET.SubElement(feature, "string").text = legal(words)


def _add_description(header: ET.Element, title: str, published: str) -> None:
    description = ET.SubElement(header, "fileDesc")
    ET.SubElement(ET.SubElement(description, "titleStmt"), "title").text = legal(title)
    statement = ET.SubElement(description, "publicationStmt")
    ET.SubElement(statement, "p").text = published
