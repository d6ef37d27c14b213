"""Paragraphs and what kind each is: from a file's paragraphs to an article, and back.

Most formats know paragraphs and their kinds, not a text. `article_of` makes the one
normal text of them, in which the kinds are spans; `paragraphs_of` gives the paragraphs of
any article.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from annotations.span import Span
from reader.article import Article, Part, PartKind, normal_text
from reader.errors import UnreadableArticleError
from reader.formats.layout import blocks
from reader.formats.titles import title_from

_BETWEEN = "\n\n"
_SPACE = re.compile(r"\s+")
NO_WEB_ADDRESS = re.compile(r"\s*(?!https?:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)
"""How an address begins that is none of a page: of a script, a file, a mailbox."""

_LONG = 100_000
"""Code points from which a list of all words takes too much memory, though it is faster."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: its words, and what it is if it is set apart from the running text.

    A list has a paragraph an item, a table one a row, its cells parted by “ | ”.
    """

    words: str
    kind: PartKind | None = None


def article_of(
    path: str,
    paragraphs: Iterable[Paragraph],
    *,
    title: str = "",
    published: date | None = None,
    byline: str = "",
    source: str = "",
    agencies: tuple[str, ...] = (),
    url: str = "",
    language: str = "",
    remarks: tuple[str, ...] = (),
) -> Article:
    """Return the article that has these paragraphs under its title.

    Words may be in any form: each paragraph becomes one line of normal text. A title is
    the text's first paragraph, once; without one, the first words are the title. The names
    of a byline with several are parted by “; ”, a language is written as in BCP 47.

    Raises:
        UnreadableArticleError: There are no words in the paragraphs.
    """
    title = one_line(title)
    kept = [Paragraph(words, each.kind) for each in paragraphs if (words := one_line(each.words))]
    if title and kept and (kept[0].kind == "title" or kept[0].words == title):
        kept = kept[1:]
    if not kept:
        raise UnreadableArticleError(f"{path} is empty: there is nothing to read in it.")
    if title:
        kept.insert(0, Paragraph(title, "title"))
    text = _BETWEEN.join(each.words for each in kept)
    return Article(
        path=path,
        text=text,
        title=title or title_from(_opening(kept)),
        published=published,
        byline=one_line(byline),
        source=one_line(source),
        agencies=agencies,
        url="" if NO_WEB_ADDRESS.match(url) else one_line(url),
        language=one_line(language).replace("_", "-"),
        parts=tuple(parts_of_paragraphs(kept)),
        remarks=remarks,
    )


def parts_of_paragraphs(paragraphs: Iterable[Paragraph]) -> Iterator[Part]:
    """Yield the parts of a text that has these paragraphs with an empty line between them.

    Only the first title is one; another is a heading.
    """
    start = 0
    titled = False
    for each in paragraphs:
        end = start + len(each.words)
        if each.kind:
            again = each.kind == "title" and titled
            yield Part(Span(start, end), "heading" if again else each.kind)
            titled = titled or each.kind == "title"
        start = end + len(_BETWEEN)


def paragraphs_of(article: Article) -> Iterator[Paragraph]:
    """Yield the paragraphs of an article in reading order, the title among them."""
    parts = iter(article.parts)
    part = next(parts, None)
    for span in blocks(article.text):
        while part is not None and part.span.end <= span.start:
            part = next(parts, None)
        if part is None or span.start < part.span.start:
            yield Paragraph(span.of(article.text))
        elif span.start == part.span.start:
            yield Paragraph(part.span.of(article.text), part.kind)


def one_line(words: str) -> str:
    """Return words in normal form, on one line."""
    words = normal_text(words)
    if len(words) > _LONG:
        return _SPACE.sub(" ", words).strip()
    return " ".join(words.split())


def _opening(paragraphs: Sequence[Paragraph]) -> str:
    running = (each.words for each in paragraphs if each.kind is None)
    return next(running, paragraphs[0].words)
