"""From an entry of a feed to an article: its text, without the line that points to the rest."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from html import unescape

from reader.errors import UnreadableArticleError
from reader.formats.article_file import ArticleFile
from reader.formats.columns import paragraphs_in, without_tags
from reader.formats.contract import Read
from reader.formats.paragraphs import Paragraph, article_of

_POINTS_ON = re.compile(
    r"(?:\[?(?:…|\.\.\.)\]? ?)?(?:continue reading|read (?:more|on)|"
    r"read the (?:full|whole|rest)[^.]{0,40}|(?:click here )?to (?:continue|read on)|"
    r"view (?:original|full)|weiterlesen|mehr lesen|"
    r"lire la suite|leer más|seguir leyendo|continua a leggere|leggi tutto|lees (?:meer|verder)|"
    r"läs mer|læs mere|les mer|czytaj dalej|číst dále|читать далее)\b.{0,100}|"
    r"the post .{1,200} appeared first on .{1,100}|comments?(?: \(\d+\))?|permalink|"
    r"submitted by .{1,100}",
    re.IGNORECASE,
)
"""The last lines that programs add to a feed's entries."""


_ESCAPED_TWICE = re.compile(
    r"&lt;/?(?:p|br|div|a|strong|em|ul|li|h[1-6]|blockquote)\b[^<>]{0,500}?&gt;"
)
"""Tags that a feed shows to its readers, as it was escaped once too often."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of a feed; `html` or `words` is its text."""

    title: str = ""
    html: str = ""
    words: str = ""
    published: date | None = None
    byline: str = ""
    source: str = ""
    url: str = ""
    language: str = ""


def article_of_entry(entry: Entry, file: ArticleFile, number: int) -> Read:
    """Return the article in an entry; one without words is a sentence."""
    title = without_tags(without_tags(entry.title))
    written = entry.html or entry.words
    if _ESCAPED_TWICE.search(written[:10_000]):
        written = unescape(written)
    paragraphs = list(_without_last_lines(paragraphs_in(written)))
    if not paragraphs and title:
        paragraphs, title = [Paragraph(title)], ""
    try:
        return article_of(
            file.at(number),
            paragraphs,
            title=title,
            published=entry.published,
            byline=entry.byline,
            source=without_tags(entry.source),
            url=entry.url,
            language=entry.language,
        )
    except UnreadableArticleError:
        return UnreadableArticleError(f"Entry {number} of {file.path} has no text.")


def _without_last_lines(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    kept = list(paragraphs)
    while kept and _POINTS_ON.fullmatch(kept[-1].words.strip()):
        kept.pop()
    yield from kept
