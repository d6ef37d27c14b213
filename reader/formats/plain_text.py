"""Plain text, as news archives and wire services leave it.

A file may begin with `date YYYY-MM-DD` glued to its first words, and with lines of their
own for a title, a standfirst, a byline ("By … Staff") and a date; it may end with an agency
sign-off such as `(PC, TASS)`. Date, byline and agencies become the article's and leave the
text, and so does a headline that comes twice. The title, the standfirst, headings and pull
quotes stay in it and are named as its parts.
"""

from collections.abc import Iterator
from itertools import islice

from annotations.span import Span
from reader.article import Article, Part, normal_text
from reader.errors import UnreadableArticleError
from reader.formats.article_file import LARGEST_TEXT, ArticleFile
from reader.formats.credits import agency_of_dateline, take_sign_off
from reader.formats.dates import date_from_name
from reader.formats.decoding import decode
from reader.formats.header import Header, header_of
from reader.formats.layout import blocks, parts_of
from reader.formats.titles import title_from

_LONGEST_HEADLINE = 24
"""Words; chosen as twice what style guides of newspapers give a headline."""


def read(file: ArticleFile, _: str = "") -> Iterator[Article]:
    """Yield the article in a plain text file."""
    yield parse(file.data(LARGEST_TEXT), file.path)


def parse(data: bytes, path: str) -> Article:
    """Return the article in a plain text file.

    Raises:
        UnreadableArticleError: The file is empty or is not text.
    """
    decoded = decode(data, path)
    return article_from(normal_text(decoded.text), path, remarks=decoded.remarks)


def article_from(text: str, path: str, *, remarks: tuple[str, ...] = ()) -> Article:
    """Return the article in a normalised text.

    Raises:
        UnreadableArticleError: There are no words in it.
    """
    header = header_of(text)
    agencies, body = take_sign_off(_without_repeats(header, text[header.end :].strip()))
    text = "\n\n".join(filter(None, (header.title, header.standfirst, body)))
    if not text:
        raise UnreadableArticleError(f"{path} is empty: there is nothing to read in it.")
    first = next(blocks(text))
    parts = tuple(parts_of(text, blocks(text)))
    if header.title:
        above = _above(header, text)
        end = above[-1].span.end
        parts = (*above, *(part for part in parts if part.span.start >= end))
    set_apart = {part.span for part in parts}
    opening = next((span for span in blocks(text) if span not in set_apart), first)
    dateline = agency_of_dateline(opening.of(text))
    return Article(
        path=path,
        text=text,
        title=" ".join(header.title.split()) or title_from(opening.of(text)),
        published=header.published or date_from_name(path),
        byline=header.byline,
        source=header.source,
        agencies=agencies or header.agencies or ((dateline,) if dateline else ()),
        url=header.url,
        parts=parts,
        remarks=(*remarks, *header.remarks(path)),
    )


def _above(header: Header, text: str) -> tuple[Part, ...]:
    """Return the title, and the standfirst if there is one."""
    title = Part(next(blocks(text)), "title")
    if not header.standfirst:
        return (title,)
    start = text.index(header.standfirst, len(header.title))
    return title, Part(Span(start, start + len(header.standfirst)), "standfirst")


def _without_repeats(header: Header, body: str) -> str:
    """Return a text without the headline at its beginning that it has already."""
    found = list(islice(blocks(body), 2))
    if not found:
        return body
    first = found[0].of(body)
    if header.is_title_again(first):
        return body[found[0].end :].lstrip()
    # A headline that ends like a sentence is no title, and yet may come twice.
    is_short = len(first.split()) <= _LONGEST_HEADLINE
    if not header.title and is_short and len(found) > 1 and first == found[1].of(body):
        return body[found[1].start :]
    return body


def beginning(data: bytes, path: str) -> Article | None:
    """Return how a long text begins, without what may stand at its end."""
    article = parse(data, path)
    return None if article.remarks else article
