"""DOCX report: the articles with their claims highlighted, each claim a comment.

| claim                     | Word                                                       |
|---------------------------|------------------------------------------------------------|
| article                   | a heading, a line with source, date, address, the text     |
| words, place              | highlighted; overlapping claims have comments that overlap |
| verdict, statement, who … | the comment's lines                                        |
| annotator, created        | the comment's author and date                              |
| an orphan                 | under “Claims without a place in the text”, with its reason |

Left out: the anchor's neighbours and the text's hash. Lost: fields of another program,
control characters.
"""

import io
from collections.abc import Mapping, Sequence
from datetime import UTC
from typing import Any, BinaryIO

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.run import Run

from annotations.claim import ArticleReference, Claim
from annotations.exporters.annotated_articles import (
    AnnotatedArticle,
    ClaimInText,
    annotated_articles,
)
from annotations.exporters.archive import write_timeless
from annotations.exporters.contract import TaggedClaims
from annotations.exporters.losses import LossList, Report
from annotations.exporters.stretches import stretches
from annotations.exporters.wording import named_points
from annotations.formats.xml_text import legal
from annotations.records import written_time


class _Comments:
    """Adds comments with numbers of their own: python-docx looks for a free one each time."""

    def __init__(self, document: WordDocument) -> None:
        self._listed = document.part._comments_part.element
        self._number = 0

    def add(self, runs: Sequence[Run], claim: Claim) -> None:
        """Add a comment on the words from the first run to the last."""
        if not runs:
            return
        number, author = str(self._number), legal(claim.annotator)
        self._number += 1
        comment = _element(
            "w:comment",
            {
                "w:id": number,
                "w:author": author,
                "w:initials": author[:3],
                "w:date": written_time(claim.created),
            },
        )
        for line in _lines(claim):
            paragraph, run, words = map(_element, ("w:p", "w:r", "w:t"))
            words.text = line
            words.set(qn("xml:space"), "preserve")
            run.append(words)
            paragraph.append(run)
            comment.append(paragraph)
        self._listed.append(comment)
        runs[0]._r.addprevious(_element("w:commentRangeStart", {"w:id": number}))
        end, sign = _element("w:commentRangeEnd", {"w:id": number}), _element("w:r")
        sign.append(_element("w:commentReference", {"w:id": number}))
        runs[-1]._r.addnext(end)
        end.addnext(sign)


def _element(name: str, attributes: Mapping[str, str] | None = None) -> Any:
    element = OxmlElement(name)
    for key, value in (attributes or {}).items():
        element.set(qn(key), value)
    return element


def write(tagged: TaggedClaims, file: BinaryIO) -> Report:
    """Write the document."""
    document = Document()
    made = tagged.made.astimezone(UTC).replace(tzinfo=None)
    properties = document.core_properties
    properties.title, properties.author = "Tagged claims", "copydesk"
    properties.comments = ""
    properties.created = properties.modified = made
    document.add_heading("Tagged claims", level=0)
    document.add_paragraph(f"Exported {written_time(tagged.made)}.")
    losses = LossList()
    comments = _Comments(document)
    written = 0
    for article in annotated_articles(tagged):
        _add_article(document, comments, article)
        for claim in article.all_claims():
            losses.add_fields(claim, "unknown")
            written += 1
    saved = io.BytesIO()
    document.save(saved)
    write_timeless(file, saved, made)
    return losses.report(written)


_STYLES = {
    "title": "Heading 2",
    "standfirst": "Subtitle",
    "heading": "Heading 3",
    "block quote": "Quote",
    "pull quote": "Intense Quote",
    "list": "List Bullet",
    "caption": "Caption",
}
"""The styles of Word for paragraphs that are set apart; a row of a table is a line of text."""


def _add_article(document: WordDocument, comments: _Comments, article: AnnotatedArticle) -> None:
    reference = article.reference
    document.add_heading(legal(reference.title or reference.path), level=1)
    document.add_paragraph(_origin(reference))
    if article.text is not None:
        kinds = {each.span.start: each.kind for each in article.set_apart}
        covered = _add_text(document, article.text, article.claims, kinds)
        for placed, runs in zip(article.claims, covered, strict=True):
            comments.add(runs, placed.claim)
    if article.orphans:
        document.add_heading("Claims without a place in the text", level=2)
        for orphan in article.orphans:
            document.add_paragraph(_one_line(orphan.claim.anchor.exact), style="Intense Quote")
            for line in [f"Place: {orphan.reason}", *_lines(orphan.claim)]:
                document.add_paragraph(line, style="List Bullet")


def _add_text(
    document: WordDocument,
    text: str,
    claims: Sequence[ClaimInText],
    kinds: Mapping[int, str],
) -> list[list[Run]]:
    """Add the text, a paragraph a line that is not blank, and return the runs of each claim."""
    covered: list[list[Run]] = [[] for _ in claims]
    paragraph = None
    end = 0
    for stretch in stretches(text, [placed.span for placed in claims]):
        start, end = end, end + len(stretch.words)
        if stretch.words == "\n":
            paragraph = None
            continue
        if not stretch.words.strip() and paragraph is None:
            continue
        if paragraph is None:
            paragraph = document.add_paragraph(style=_STYLES.get(kinds.get(start, "")))
        run = paragraph.add_run(legal(stretch.words))
        if stretch.covering:
            overlap = len(stretch.covering) > 1
            run.font.highlight_color = (
                WD_COLOR_INDEX.BRIGHT_GREEN if overlap else WD_COLOR_INDEX.YELLOW
            )
        for number in stretch.covering:
            covered[number].append(run)
    return covered


def _lines(claim: Claim) -> list[str]:
    return [
        _one_line(f"{name}: {'; '.join(lines)}")
        for name, lines in [*named_points(claim), ("Id", [claim.id])]
    ]


def _origin(article: ArticleReference) -> str:
    published = article.published.isoformat() if article.published else ""
    parts = (article.source, published, article.url, article.path)
    return legal(" · ".join(part for part in parts if part))


def _one_line(text: str) -> str:
    return legal(" ".join(text.split()))
