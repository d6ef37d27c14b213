"""REFI-QDA project (.qdpx): for NVivo, MAXQDA, ATLAS.ti, QualCoder and others.

| claim            | project.qde                                                      |
|------------------|------------------------------------------------------------------|
| article          | a TextSource, its text in `sources/`; name its title or path           |
| words, place     | a PlainTextSelection, code points, end exclusive; name the words |
| tags             | a Coding each, of the Code of that name; the codebook's colours and parents |
| note, statement, | the selection's Description, which programs show as the coding's |
| claimant,        | memo: the note, then a line for each of the others               |
| verdict, evidence|                                                                  |
| note             | also a Note that each Coding refers to                           |
| annotator, times | a User; the selection's creatingUser, creationDateTime, modifiedDateTime |
| all fields       | `claims.jsonl` beside the project, for importing again           |

Overlaps are kept. Lost: orphans, and claims of an article that is gone; control characters.

Source: “REFI-QDA Standard 1.5” and its schema `Project-mrt2019.xsd`.
"""

import json
from collections.abc import Sequence
from typing import BinaryIO
from xml.etree import ElementTree as ET

from annotations.claim import ArticleReference, Claim
from annotations.exporters.annotated_articles import ClaimInText, shipped_articles
from annotations.exporters.archive import write_archive
from annotations.exporters.contract import TaggedClaims
from annotations.exporters.losses import LossList, Report
from annotations.exporters.refi_codes import add_codes, code_guid
from annotations.exporters.titles import known_title
from annotations.formats.coding_memo import memo_of, note_name
from annotations.formats.identifiers import guid
from annotations.formats.xml_text import legal, written
from annotations.records import to_record, written_time

NAMESPACE = "urn:QDA-XML:project:1.0"

_Articles = Sequence[tuple[ArticleReference, str, tuple[ClaimInText, ...]]]


def write(tagged: TaggedClaims, file: BinaryIO) -> Report:
    """Write the project archive."""
    losses = LossList()
    articles = list(shipped_articles(tagged, losses))
    claims = [placed.claim for _, _, placed_claims in articles for placed in placed_claims]
    project = _project(tagged, articles, claims)
    ET.indent(project, " ")
    described = written(project)
    sources = [
        (f"sources/{source_guid(article)}.txt", text.encode(errors="replace"))
        for article, text, _ in articles
    ]
    records = "".join(json.dumps(to_record(claim), sort_keys=True) + "\n" for claim in claims)
    write_archive(file, [("project.qde", described), *sources, ("claims.jsonl", records.encode())])
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
        sources = ET.SubElement(project, "Sources")
        for article, text, placed_claims in articles:
            _add_source(sources, article, text, placed_claims)
    if any(claim.note for claim in claims):
        notes = ET.SubElement(project, "Notes")
        for claim in claims:
            if claim.note:
                _add_note(notes, claim)
    return project


def _add_source(
    parent: ET.Element, article: ArticleReference, text: str, claims: Sequence[ClaimInText]
) -> None:
    source = ET.SubElement(
        parent,
        "TextSource",
        guid=source_guid(article),
        name=legal(known_title(article, text) or article.path),
        plainTextPath=f"internal://{source_guid(article)}.txt",
    )
    published = article.published.isoformat() if article.published else ""
    described = (article.source, published, article.url, article.path)
    ET.SubElement(source, "Description").text = legal(" · ".join(filter(None, described)))
    for placed in claims:
        _add_selection(source, text, placed)


def _add_selection(source: ET.Element, text: str, placed: ClaimInText) -> None:
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
    if memo := memo_of(claim):
        ET.SubElement(selection, "Description").text = legal(memo)
    for tag in claim.tags:
        identified = {"guid": guid("coding", f"{claim.id} {tag}"), **made}
        coding = ET.SubElement(selection, "Coding", identified)
        ET.SubElement(coding, "CodeRef", targetGUID=code_guid(tag))
        if claim.note:
            ET.SubElement(coding, "NoteRef", targetGUID=guid("note", claim.id))


def _add_note(parent: ET.Element, claim: Claim) -> None:
    note = ET.SubElement(
        parent,
        "Note",
        guid=guid("note", claim.id),
        name=legal(note_name(claim.note)),
        creationDateTime=written_time(claim.modified),
    )
    ET.SubElement(note, "PlainTextContent").text = legal(claim.note)
