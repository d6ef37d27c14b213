"""Markdown with front matter, as static sites and note-taking programs leave it.

The text is what a reader of the rendered page would see. What the front matter does not
say is taken from the page: the first heading is the title, a line “By …” the byline.
"""

from collections.abc import Iterator

from reader.article import Article, normal_text
from reader.errors import UnreadableArticleError
from reader.formats.article_file import LARGEST_TEXT, ArticleFile
from reader.formats.credits import byline_from, source_of, take_sign_off
from reader.formats.dates import date_from_name
from reader.formats.decoding import decode
from reader.formats.front_matter import FrontMatter, front_matter, may_begin
from reader.formats.layout import blocks
from reader.formats.page import pieces_of
from reader.formats.paragraphs import Paragraph, parts_of_paragraphs
from reader.formats.titles import title_from

_LONGEST_PAGE = 300_000
"""Code points; no article has more. Chosen by measuring: so many brackets and nothing else
take ten seconds to read, and everything longer would keep the list waiting."""

_BYLINE_AMONG = 3
"""Blocks at the beginning of a page that are looked at for a byline."""


def read(file: ArticleFile, _: str = "") -> Iterator[Article]:
    """Yield the article in a Markdown file."""
    yield parse(file.data(LARGEST_TEXT), file.path)


def parse(data: bytes, path: str) -> Article:
    """Return the article in a Markdown file.

    Raises:
        UnreadableArticleError: The file is not text, or holds no words.
    """
    decoded = decode(data, path)
    written = normal_text(decoded.text)
    known = front_matter(written, path)
    body = written[known.end :]
    remarks = [*decoded.remarks, *known.remarks]
    if len(body) <= _LONGEST_PAGE:
        pieces = list(pieces_of(body))
    else:
        pieces = _as_written(body)
        remarks.append(f"{path} is too long to be read as Markdown; it is shown as it is written.")
    byline = known.byline or _take_byline(pieces)
    agencies = known.agencies or _take_sign_off(pieces)
    if not pieces:
        raise UnreadableArticleError(f"{path} is empty: there is nothing to read in it.")
    return _article(path, known, pieces, byline, agencies, tuple(remarks))


def beginning(data: bytes, path: str) -> Article | None:
    """Return how an article begins that is too long to be read as Markdown."""
    decoded = decode(data, path)
    written = normal_text(decoded.text)
    written = written[: written.rfind("\n\n") + 1]
    known = front_matter(written, path)
    if decoded.remarks or known.remarks or (not known.end and may_begin(written)):
        return None
    pieces = _as_written(written[known.end :])
    byline = known.byline or _take_byline(pieces)
    return _article(path, known, pieces, byline, known.agencies, ()) if pieces else None


def _as_written(body: str) -> list[Paragraph]:
    return [Paragraph(span.of(body)) for span in blocks(body)]


def _article(
    path: str,
    known: FrontMatter,
    pieces: list[Paragraph],
    byline: str,
    agencies: tuple[str, ...],
    remarks: tuple[str, ...],
) -> Article:
    return Article(
        path=path,
        text="\n\n".join(piece.words for piece in pieces),
        title=known.title or _title_in(pieces),
        published=known.published or date_from_name(path),
        byline=byline,
        source=known.source or source_of(byline),
        agencies=agencies,
        url=known.url,
        language=known.language,
        parts=tuple(parts_of_paragraphs(pieces)),
        remarks=remarks,
    )


def _take_byline(pieces: list[Paragraph]) -> str:
    """Return the byline among the first blocks, and take it out of them."""
    for place, piece in enumerate(pieces[:_BYLINE_AMONG]):
        if piece.kind is None and (byline := byline_from(piece.words)):
            del pieces[place]
            return byline
    return ""


def _take_sign_off(pieces: list[Paragraph]) -> tuple[str, ...]:
    """Return the agencies in the last block, and take it out, if it is nothing else."""
    if len(pieces) < 2:
        return ()
    agencies, rest = take_sign_off("\n" + pieces[-1].words)
    if agencies and not rest.strip():
        pieces.pop()
    else:
        agencies = ()
    return agencies


def _title_in(pieces: list[Paragraph]) -> str:
    heading = next((piece.words for piece in pieces if piece.kind == "title"), "")
    opening = next((piece.words for piece in pieces if piece.kind is None), pieces[0].words)
    return " ".join(heading.split()) or title_from(opening)
