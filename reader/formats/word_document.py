"""Word documents: the text as it stands when every tracked change is accepted.

What a paragraph is, is told by its style, whatever its name in the writer's language, and
where there is none by how it looks: a short line all in bold is a heading. Notes stand behind the
text, each with the number that stands at its place in brackets.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from email import policy
from email.parser import BytesParser

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.coreprops import CoreProperties
from docx.opc.exceptions import OpcError
from docx.opc.part import PartFactory
from docx.opc.parts.coreprops import CorePropertiesPart
from docx.package import Package
from docx.parts.document import DocumentPart
from lxml import etree

from reader.article import Article, PartKind
from reader.errors import NoArticlesError, UnreadableArticleError
from reader.formats.article_file import ArticleFile
from reader.formats.credits import Credit, credit_from, credit_of
from reader.formats.dates import date_from_line
from reader.formats.html_blocks import paragraphs_in_html
from reader.formats.html_tree import decoded
from reader.formats.layout import is_caption, is_head, is_headline, is_pull_quote
from reader.formats.paragraphs import Paragraph, article_of, one_line
from reader.formats.zipped import BROKEN, Archive, local

_LONGEST_HEAD = 200
_LARGEST, _LARGEST_XML = 150_000_000, 8_000_000
"""Bytes of all entries, unpacked, pictures too, as the library holds them in memory; and of
those of XML, whose trees take ten times as much. A novel has two million."""

_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_PASSWORD = "EncryptedPackage".encode("utf-16-le")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

_NOT_SHOWN = frozenset(
    "del moveFrom instrText delText delInstrText pPr rPr footnoteReference endnoteReference "
    "commentReference Fallback rt".split()
)
"""Elements whose words are not those of the paragraph they stand in."""

_MAIN = "application/vnd.{}.main+xml"
_DOCUMENTS = (
    CONTENT_TYPE.WML_DOCUMENT_MAIN,
    _MAIN.format("openxmlformats-officedocument.wordprocessingml.template"),
    _MAIN.format("ms-word.document.macroEnabled"),
    _MAIN.format("ms-word.template.macroEnabledTemplate"),
)
"""What the main part of a document may be: with macros, which nobody runs here, a template."""

for _each in _DOCUMENTS:
    PartFactory.part_type_for[_each] = DocumentPart

_CREDITS_AMONG = 5
_NOBODY = frozenset(
    ("", "admin", "administrator", "author", "microsoft", "microsoft office user", "office user",
     "owner", "python-docx", "root", "unknown", "user", "windows user")
)  # fmt: skip
"""Authors that programs write where nobody said who they are."""

_OUR_REPORT = "Tagged claims"
_OF_A_TEMPLATE = (datetime(2013, 12, 23, 23, 15),)
"""Times in UTC that are said of documents made from the template of python-docx."""


@dataclass(frozen=True, slots=True)
class _Styled:
    """A paragraph with what its style says of it, and whether all of it is bold."""

    words: str
    kind: PartKind | None
    is_bold: bool = False


def read(file: ArticleFile, _: str = "") -> Iterator[Article]:
    """Yield the article in a Word document.

    Raises:
        UnreadableArticleError: It is locked, damaged, too large, or has no text.
        NoArticlesError: It is a report of claims.
    """
    try:
        yield _article(file)
    except (AttributeError, TypeError, *BROKEN) as error:
        raise _damaged(file) from error


def _damaged(file: ArticleFile) -> UnreadableArticleError:
    return UnreadableArticleError(
        f"{file.path} cannot be read as a Word document: it is damaged, or something else."
    )


def _article(file: ArticleFile) -> Article:
    document = _document(file)
    notes = list(_notes(document, file))
    found = list(_paragraphs(document))
    core = _core_properties(document)
    if _OUR_REPORT in (core.title, found[0].words if found else ""):
        raise NoArticlesError(f"{file.path} is a report that copydesk exported.")
    credit, published, found = _take_credits(found)
    paragraphs = [*_with_kinds(found), *notes]
    byline = credit.byline if credit else ""
    return article_of(
        file.path,
        paragraphs,
        title=_title(paragraphs, core.title or ""),
        published=published or _day(core),
        byline=byline or ("" if credit else _author(core.author or "")),
        source=credit.source if credit else "",
        agencies=credit.agencies if credit else (),
        language=core.language or "",
    )


def _core_properties(document: Document) -> CoreProperties:
    """Return what a document says of itself; where it says nothing, nothing that is made up."""
    if any(
        rel.reltype == RELATIONSHIP_TYPE.CORE_PROPERTIES
        for rel in document.part.package.rels.values()
    ):
        return document.core_properties
    empty = CorePropertiesPart.default(document.part.package).core_properties
    empty.title = empty.author = ""
    empty.element.clear()
    return empty


def _document(file: ArticleFile) -> Document:
    if file.head.startswith(_OLD_OFFICE):
        if _PASSWORD in file.data():
            raise UnreadableArticleError(
                f"{file.path} is locked with a password. Save it without one to read it here."
            )
        raise UnreadableArticleError(
            f"{file.path} is an old Word document. Save it as .docx to read it here."
        )
    archive = Archive(file, "a Word document")
    if archive.size > _LARGEST or archive.size_of_xml > _LARGEST_XML:
        raise UnreadableArticleError(f"{file.path} is too large to be read once it is unpacked.")
    try:
        part = Package.open(io.BytesIO(file.data())).main_document_part
    except (OpcError, etree.XMLSyntaxError) as error:
        raise _damaged(file) from error
    if not isinstance(part, DocumentPart):
        raise _damaged(file)
    return part.document


def _notes(document: Document, file: ArticleFile) -> Iterator[Paragraph]:
    """Put a number in the place of each foot- and endnote, and yield the notes in their order."""
    marks = [
        mark
        for mark in document.element.body.iter(f"{_W}footnoteReference", f"{_W}endnoteReference")
        if not any(local(each) in _NOT_SHOWN for each in mark.iterancestors())
    ]
    if not marks:
        return
    archive = Archive(file, "a Word document")
    notes = {
        kind: {each.get(f"{_W}id"): each for each in _note_elements(document, archive, kind)}
        for kind in ("footnote", "endnote")
    }
    number = 0
    for mark in marks:
        note = notes[local(mark).removesuffix("Reference")].get(mark.get(f"{_W}id"))
        words = one_line(" ".join(map(_words, note.iter(f"{_W}p")))) if note is not None else ""
        if words:
            number += 1
            mark.tag, mark.text = f"{_W}t", f"[{number}]"
            yield Paragraph(f"[{number}] {words}")


def _note_elements(document: Document, archive: Archive, kind: str) -> "Iterator[etree._Element]":
    for rel in document.part.rels.values():
        if rel.reltype.endswith(f"/{kind}s") and not rel.is_external:
            name = str(rel.target_part.partname).lstrip("/")
            if name in archive:
                yield from archive.tree(name).iter(f"{_W}{kind}")


def _paragraphs(document: Document) -> Iterator[_Styled]:
    styles = _style_kinds(document)
    before = ""
    for element in _blocks(document.element.body):
        if local(element) == "tbl":
            yield from _rows(element, styles)
        elif local(element) == "altChunk":
            yield from _of_another(document, element)
        elif element.find(f"{_W}pPr/{_W}rPr/{_W}del") is not None:
            before += _words(element)  # its end is deleted: the next one goes on with it
        else:
            for number, each in enumerate(_of_paragraph(element, styles)):
                words = one_line(before + each.words) if number == 0 else each.words
                yield replace(each, words=words)
            before = ""
    if before.strip():
        yield _Styled(one_line(before), None)


def _blocks(body: "etree._Element") -> "Iterator[etree._Element]":
    """Yield the paragraphs and tables of a body, those in frames of other kinds too."""
    for element in body:
        if local(element) in ("p", "tbl", "altChunk"):
            yield element
        elif local(element) not in ("sectPr", "del", "moveFrom") and not _is_prompt(element):
            yield from _blocks(element)


def _is_prompt(element: "etree._Element") -> bool:
    """Tell whether a field of a form has only the words that ask to fill it in."""
    return _is_on(element.find(f"{_W}sdtPr/{_W}showingPlcHdr"))


def _of_another(document: Document, chunk: "etree._Element") -> Iterator[_Styled]:
    """Yield the paragraphs of a web page that stands in the document as a whole."""
    rel = document.part.rels.get(chunk.get(f"{_R}id", ""))
    if rel is None or rel.is_external:
        return
    part = rel.target_part
    data = part.blob
    if part.content_type == "message/rfc822":
        data = next(
            (
                each.get_payload(decode=True)
                for each in BytesParser(policy=policy.compat32).parsebytes(data).walk()
                if each.get_content_type() == "text/html"
            ),
            b"",
        )
    elif "html" not in part.content_type:
        return
    for each in paragraphs_in_html(decoded(data)):
        yield _Styled(each.words, "heading" if each.kind == "title" else each.kind)


def _rows(table: "etree._Element", styles: dict[str, PartKind | None]) -> Iterator[_Styled]:
    """Yield the rows of a table; one of a single column only lays out what is in it."""
    rows = [row for row in _inner(table, "tr", "tbl") if row.find(f"{_W}trPr/{_W}del") is None]
    cells = [list(_inner(row, "tc", "tbl")) for row in rows]
    if all(len(each) < 2 for each in cells):
        for row in cells:
            for cell in row:
                for element in _blocks(cell):
                    is_table = local(element) == "tbl"
                    yield from (_rows if is_table else _of_paragraph)(element, styles)
        return
    for row in cells:
        words = [one_line(" ".join(map(_words, cell.iter(f"{_W}p")))) for cell in row]
        if any(words):
            yield _Styled(" | ".join(words), "table")


def _inner(element: "etree._Element", name: str, within: str) -> "Iterator[etree._Element]":
    """Yield the elements of a name that are of this table, and not of one in it."""
    table = element if local(element) == within else next(element.iterancestors(f"{_W}{within}"))
    for each in element.iter(f"{_W}{name}"):
        if next(each.iterancestors(f"{_W}{within}")) is table:
            yield each


def _of_paragraph(
    element: "etree._Element", styles: dict[str, PartKind | None]
) -> Iterator[_Styled]:
    style = next((each.get(f"{_W}val", "") for each in element.iterfind(f"{_W}pPr/{_W}pStyle")), "")
    kind = styles.get(style)
    if kind is None and element.find(f"{_W}pPr/{_W}outlineLvl") is not None:
        kind = "heading"
    if kind is None and element.find(f"{_W}pPr/{_W}numPr") is not None:
        kind = "list"
    for words in _words(element).split("\n\n"):
        if one_line(words):
            is_short = len(words) <= _LONGEST_HEAD
            yield _Styled(one_line(words), kind, is_short and _is_bold(element))
    for box in element.iter(f"{_W}txbxContent"):
        if not any(local(each) == "Fallback" for each in box.iterancestors()):
            for each in _blocks(box):
                yield from _of_paragraph(each, styles)


def _words(element: "etree._Element") -> str:
    """Return the words of a paragraph as it is shown, without those in boxes beside it."""
    words: list[str] = []
    for each in element:
        name = local(each)
        if name in _NOT_SHOWN or name == "txbxContent" or (name == "sdt" and _is_prompt(each)):
            continue
        if name == "t":
            words.append(each.text or "")
        elif name in ("br", "cr"):
            words.append("\n")
        elif name == "tab":
            words.append(" ")
        elif name == "noBreakHyphen":
            words.append("-")
        elif name == "r" and each.find(f"{_W}rPr/{_W}vanish") is not None:
            continue
        elif len(each):
            words.append(_words(each))
    return "".join(words)


def _is_bold(element: "etree._Element") -> bool:
    """Tell whether all words of a paragraph are set in bold."""
    runs = [run for run in element.iter(f"{_W}r") if _words(run).strip()]
    return bool(runs) and all(_is_on(run.find(f"{_W}rPr/{_W}b")) for run in runs)


def _is_on(switch: "etree._Element | None") -> bool:
    return switch is not None and switch.get(f"{_W}val", "1") not in ("0", "false", "off")


def _style_kinds(document: Document) -> dict[str, PartKind | None]:
    """Return what each style means, by its identifier; a style inherits it."""
    styles = {
        each.get(f"{_W}styleId", ""): each for each in document.styles.element.iter(f"{_W}style")
    }
    kinds: dict[str, PartKind | None] = {}
    for identifier in styles:
        kind: PartKind | None = None
        name = identifier
        for _ in range(10):
            style = styles.get(name)
            if style is None or kind is not None:
                break
            kind = _kind_of_style(style)
            name = next((each.get(f"{_W}val", "") for each in style.iterfind(f"{_W}basedOn")), "")
        kinds[identifier] = kind
    return kinds


def _kind_of_style(style: "etree._Element") -> PartKind | None:
    """Return what a style means by its name, which is English in every language of Word."""
    name = next((each.get(f"{_W}val", "") for each in style.iterfind(f"{_W}name")), "").lower()
    if name == "title":
        return "title"
    if name in ("subtitle", "standfirst", "dek"):
        return "standfirst"
    if name.startswith("heading"):
        return "heading"
    if "pull" in name and "quot" in name:
        return "pull quote"
    if "quot" in name or name in ("block text", "zitat"):
        return "block quote"
    if name == "caption":
        return "caption"
    return "list" if name.startswith("list") and name != "list table" else None


def _take_credits(found: list[_Styled]) -> tuple[Credit | None, date | None, list[_Styled]]:
    """Return who and when the first paragraphs say, and the paragraphs without those."""
    credit: Credit | None = None
    published: date | None = None
    kept: list[_Styled] = []
    for number, each in enumerate(found):
        if number < _CREDITS_AMONG and each.kind in (None, "standfirst"):
            by, day = credit_from(each.words), date_from_line(each.words)
            if (by and not credit) or day:
                credit, published = credit or by, published or day
                continue
        kept.append(each)
    return credit, published, kept


def _with_kinds(found: list[_Styled]) -> list[Paragraph]:
    """Return the paragraphs with the kinds of those whose style says nothing told by looks."""
    titled = any(each.kind == "title" for each in found)
    paragraphs: list[Paragraph] = []
    for number, each in enumerate(found):
        kind = each.kind
        is_first, is_last = number == 0, number == len(found) - 1
        if kind == "heading" and is_first and not titled:
            kind = "title"
        elif kind is None and not is_last:
            if is_first and not titled and each.is_bold and is_headline(each.words):
                kind = "title"
            elif is_pull_quote(each.words):
                kind = "pull quote"
            elif is_caption(each.words):
                kind = "caption"
            elif not is_first and each.is_bold and is_head(each.words):
                kind = "heading"
        paragraphs.append(Paragraph(each.words, kind))
    return paragraphs


def _title(paragraphs: list[Paragraph], said: str) -> str:
    """Return the title in the text, else that of the document, else a first line like one."""
    shown = next((each.words for each in paragraphs if each.kind == "title"), "")
    if shown:
        return shown
    said = one_line(said)
    if said and not said.lower().startswith(("microsoft word", "document", "dokument")):
        return said
    first = paragraphs[0] if len(paragraphs) > 1 else Paragraph("")
    return first.words if first.kind is None and first.words and is_headline(first.words) else ""


def _author(said: str) -> str:
    said = one_line(said)
    return "" if said.lower() in _NOBODY else credit_of(said).byline or said


def _day(core: object) -> date | None:
    for name in ("created", "modified"):
        try:
            moment = getattr(core, name)
        except (ValueError, AttributeError):
            continue
        if isinstance(moment, datetime) and moment.replace(tzinfo=None) not in _OF_A_TEMPLATE:
            return moment.date()
    return None
