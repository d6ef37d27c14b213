"""Plain text, as news archives and wire services leave it.

A file may begin with `date YYYY-MM-DD` glued to its first words, and with lines of their
own for a title, a byline ("By … Staff") and a date; it may end with an agency sign-off
such as `(PC, TASS)`. Date, byline and agencies become the article's and leave the text.
The title, section heads and pull quotes stay in it and are named as its parts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from reader.article import Article, Part, normal_text
from reader.errors import UnreadableArticleError
from reader.formats.article_file import ArticleFile
from reader.formats.credits import byline_from, source_of, take_sign_off
from reader.formats.dates import date_from, date_from_line, date_from_name
from reader.formats.decoding import decode
from reader.formats.layout import PROSE_LINE, blocks, is_headline, parts_of
from reader.formats.titles import title_from

_GLUED_DATE = re.compile(r"\s*date[:\s]\s*(?P<date>\d{4}-\d{2}-\d{2})(?!\S)", re.IGNORECASE)
_VISIBLE = re.compile(r"\S")
_HEADER_LINES = 4
"""A title, a byline and a date, and one more for a date on both sides of them."""


def read(file: ArticleFile, _: str = "") -> Iterator[Article]:
    """Yield the article in a plain text file."""
    yield parse(file.data(), file.path)


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
    header = _header(text)
    agencies, body = take_sign_off(text[header.end :].strip())
    text = "\n\n".join(filter(None, (header.title, body)))
    if not text:
        raise UnreadableArticleError(f"{path} is empty: there is nothing to read in it.")
    first = next(blocks(text))
    parts = tuple(parts_of(text, blocks(text)))
    if header.title:
        parts = (Part(first, "title"), *(part for part in parts if part.span != first))
    set_apart = {part.span for part in parts}
    opening = next((span for span in blocks(text) if span not in set_apart), first)
    return Article(
        path=path,
        text=text,
        title=" ".join(header.title.split()) or title_from(opening.of(text)),
        published=header.published or date_from_name(path),
        byline=header.byline,
        source=source_of(header.byline),
        agencies=agencies,
        parts=parts,
        remarks=(*remarks, *header.remarks(path)),
    )


@dataclass(slots=True)
class _Header:
    """What stands above the text of an article, which begins at `end`.

    `no_day` is what is written like the date of an archive, but names no day.
    """

    title: str = ""
    byline: str = ""
    published: date | None = None
    end: int = 0
    no_day: str = ""

    def remarks(self, path: str) -> Iterator[str]:
        """Yield a sentence for each thing that was not understood."""
        if self.no_day:
            yield f"“{self.no_day}” at the beginning of {path} is no day; it is left in the text."


def _header(text: str) -> _Header:
    header = _Header()
    if glued := _GLUED_DATE.match(text):
        header.published = date_from(glued["date"])
        if header.published:
            header.end = glued.end()
        else:
            header.no_day = glued["date"]
    for _ in range(_HEADER_LINES):
        start = _next_words(text, header.end)
        end = _line_end(text, start)
        if not _take_line(header, text[start:end]):
            end = _title_end(text, start, end)
            if header.title or not end:
                break
            header.title = text[start:end].strip()
        header.end = end
    return header


def _take_line(header: _Header, line: str) -> bool:
    """Keep what a line says if it is a byline or a date, and tell whether it is."""
    if len(line) > PROSE_LINE:
        return False
    if not header.byline and (byline := byline_from(line)):
        header.byline = byline
    elif day := date_from_line(line):
        header.published = header.published or day
    else:
        return False
    return True


def _title_end(text: str, start: int, end: int) -> int:
    """Return where the title that begins at `start` ends, 0 if there is none.

    A title is one or two lines above a blank line, or a line above a byline, a date or a
    line as long as a paragraph.
    """
    following = text[end + 1 : _line_end(text, end + 1)]
    if _next_words(text, end) == len(text):
        return 0
    apart = not following.strip() or len(following) > PROSE_LINE or _take_line(_Header(), following)
    if not apart:
        end += 1 + len(following)
        after = text[end + 1 : _line_end(text, end + 1)]
        if after.strip() or _next_words(text, end) == len(text):
            return 0
    return end if is_headline(" ".join(text[start:end].split())) else 0


def _next_words(text: str, start: int) -> int:
    found = _VISIBLE.search(text, start)
    return found.start() if found else len(text)


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def beginning(data: bytes, path: str) -> Article | None:
    """Return how a long text begins, without what may stand at its end."""
    article = parse(data, path)
    return None if article.remarks else article
