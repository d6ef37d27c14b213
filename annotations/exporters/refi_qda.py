"""REFI-QDA project (.qdpx): for NVivo, MAXQDA, ATLAS.ti, QualCoder and others.

| claim            | project.qde                                                      |
|------------------|------------------------------------------------------------------|
| article          | a TextSource, its text in `Sources/`; name its title             |
| words, place     | a PlainTextSelection, code points, end exclusive; name the words |
| tags             | a Coding each, of the Code of that name; the codebook's colours and parents |
| statement        | the selection's Description                                      |
| note             | a Note the selection refers to                                   |
| annotator, times | a User; the selection's creatingUser, creationDateTime, modifiedDateTime |
| everything else  | a Case with a Variable for each field, that refers to the selection |
| all fields       | the Case's variable Record, for importing again                  |

Overlaps are kept. Lost: orphans, and claims of an article that is gone; control characters.

Source: “REFI-QDA Standard 1.5” and its schema `Project-mrt2019.xsd`.
"""

import json
from collections.abc import Iterator, Sequence
from typing import BinaryIO
from xml.etree import ElementTree as ET

from annotations.claim import ArticleReference, Claim
from annotations.exporters.annotated_articles import PlacedClaim, shipped_articles
from annotations.exporters.archive import write_archive
from annotations.exporters.claim_details import NUMBER_DETAILS, TEXT_DETAILS, claim_details
from annotations.exporters.contract import TaggedClaims
from annotations.exporters.identifiers import guid
from annotations.exporters.losses import LossList, Report
from annotations.exporters.refi_codes import add_codes, code_guid
from annotations.formats.xml_text import legal
from annotations.records import to_record, written_time

NAMESPACE = "urn:QDA-XML:project:1.0"

_Articles = Sequence[tuple[ArticleReference, str, tuple[PlacedClaim, ...]]]


def write(tagged: TaggedClaims, file: BinaryIO) -> Report:
    """Write the project archive."""
    losses = LossList()
    articles = list(shipped_articles(tagged, losses))
    claims = [placed.claim for _, _, placed_claims in articles for placed in placed_claims]
    project = _project(tagged, articles, claims)
    ET.indent(project, " ")
    described = ET.tostring(project, encoding="utf-8", xml_declaration=True) + b"\n"
    sources = [
        (f"Sources/{source_guid(article)}.txt", text.encode(errors="replace"))
        for article, text, _ in articles
    ]
    write_archive(file, [("project.qde", described), *sources])
    return losses.report(len(claims))


def source_guid(article: ArticleReference) -> str:
    """Return the id of the article's source."""
    return guid("article", article.path)


def _project(tagged: TaggedClaims, articles: _Articles, claims: Sequence[Claim]) -> ET.Element:
    project = ET.Element(
        "Project",
        xmlns=NAMESPACE,
        name="Tagged claims",
        origin="copydesk",
        creationDateTime=written_time(tagged.made),
    )
    names = list(dict.fromkeys(claim.annotator for claim in claims if claim.annotator))
    if names:
        users = ET.SubElement(project, "Users")
        for name in names:
            ET.SubElement(users, "User", guid=guid("user", name), name=legal(name))
    tags = [tag for claim in claims for tag in claim.tags]
    if tags or tagged.codebook.tags:
        add_codes(ET.SubElement(project, "CodeBook"), tagged.codebook, tags)
    if claims:
        _add_variables(ET.SubElement(project, "Variables"))
        cases = ET.SubElement(project, "Cases")
        for claim in claims:
            _add_case(cases, claim)
        sources = ET.SubElement(project, "Sources")
        for article, text, placed_claims in articles:
            _add_source(sources, article, text, placed_claims)
    if any(claim.note for claim in claims):
        notes = ET.SubElement(project, "Notes")
        for claim in claims:
            if claim.note:
                _add_note(notes, claim)
    return project


def _add_variables(parent: ET.Element) -> None:
    for name in (*TEXT_DETAILS, *NUMBER_DETAILS, "evidence", "record"):
        kind = "Float" if name in NUMBER_DETAILS else "Text"
        ET.SubElement(
            parent, "Variable", guid=guid("variable", name), name=name, typeOfVariable=kind
        )


def _add_case(parent: ET.Element, claim: Claim) -> None:
    case = ET.SubElement(parent, "Case", guid=guid("case", claim.id), name=legal(claim.id))
    for name, value, kind in _values(claim):
        held = ET.SubElement(case, "VariableValue")
        ET.SubElement(held, "VariableRef", targetGUID=guid("variable", name))
        ET.SubElement(held, kind).text = legal(value)
    ET.SubElement(case, "SelectionRef", targetGUID=guid("selection", claim.id))


def _values(claim: Claim) -> Iterator[tuple[str, str, str]]:
    for name, detail in claim_details(claim).items():
        if isinstance(detail, str):
            yield name, detail, "TextValue"
        else:
            yield name, f"{detail:f}" if isinstance(detail, float) else str(detail), "FloatValue"
    if claim.evidence:
        yield (
            "evidence",
            "\n".join(source.url or source.title for source in claim.evidence),
            "TextValue",
        )
    yield "record", json.dumps(to_record(claim), sort_keys=True), "TextValue"


def _add_source(
    parent: ET.Element, article: ArticleReference, text: str, claims: Sequence[PlacedClaim]
) -> None:
    source = ET.SubElement(
        parent,
        "TextSource",
        guid=source_guid(article),
        name=legal(article.title or article.path),
        plainTextPath=f"internal://{source_guid(article)}.txt",
    )
    published = article.published.isoformat() if article.published else ""
    described = (article.source, published, article.url, article.path)
    ET.SubElement(source, "Description").text = legal(" · ".join(filter(None, described)))
    for placed in claims:
        _add_selection(source, text, placed)


def _add_selection(source: ET.Element, text: str, placed: PlacedClaim) -> None:
    claim = placed.claim
    made = {"creationDateTime": written_time(claim.created)}
    if claim.annotator:
        made["creatingUser"] = guid("user", claim.annotator)
    selection = ET.SubElement(
        source,
        "PlainTextSelection",
        {
            "guid": guid("selection", claim.id),
            "name": legal(" ".join(placed.span.of(text).split())[:80]),
            "startPosition": str(placed.span.start),
            "endPosition": str(placed.span.end),
            "modifiedDateTime": written_time(claim.modified),
            **made,
        },
    )
    if claim.statement:
        ET.SubElement(selection, "Description").text = legal(claim.statement)
    for tag in claim.tags:
        identified = {"guid": guid("coding", f"{claim.id} {tag}"), **made}
        coding = ET.SubElement(selection, "Coding", identified)
        ET.SubElement(coding, "CodeRef", targetGUID=code_guid(tag))
    if claim.note:
        ET.SubElement(selection, "NoteRef", targetGUID=guid("note", claim.id))


def _add_note(parent: ET.Element, claim: Claim) -> None:
    note = ET.SubElement(
        parent,
        "Note",
        guid=guid("note", claim.id),
        name=legal(" ".join(claim.note.split())[:40]),
        creationDateTime=written_time(claim.modified),
    )
    ET.SubElement(note, "PlainTextContent").text = legal(claim.note)
