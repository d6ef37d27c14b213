"""EPUB, the format of books and of magazines for reading devices: an entry an article.

What begins where is told by the table of contents; what has no entry there belongs to the
entry before it. Only what the book itself lists among its parts is read.
"""

import re
from collections.abc import Iterator
from html import escape

from reader.article import Article
from reader.errors import NoArticlesError, UnreadableArticleError
from reader.formats.article_file import ArticleFile
from reader.formats.contract import Read
from reader.formats.credits import credit_from
from reader.formats.dates import date_from_line
from reader.formats.epub_package import Entry, Package, package_of
from reader.formats.html_blocks import paragraphs_in_html
from reader.formats.html_tree import decoded
from reader.formats.paragraphs import Paragraph, article_of
from reader.formats.zipped import Archive

_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*(?:\[[^\]]*\]\s*)?>", re.IGNORECASE)
_MARK = "\ue000"
"""A sign for private use, which no book has; an entry that begins there stands between two."""

_MARKED = re.compile(f"{_MARK}(\\d+){_MARK}")
_CREDITS_AMONG = 4
"""Paragraphs at the beginning of an article that are looked at for a byline and a date."""


def read(file: ArticleFile, place: str = "") -> Iterator[Read]:
    """Yield the article of each entry of the contents; its place is its part's name.

    Raises:
        UnreadableArticleError: It is no EPUB, or all of it is locked.
        NoArticlesError: There are no words in it.
    """
    archive = Archive(file, "EPUB")
    package = package_of(archive)
    if package.parts and package.locked.issuperset(package.parts):
        raise UnreadableArticleError(
            f"{file.path} is locked by its seller (DRM): only the program "
            "it was bought for reads it."
        )
    any_article = False
    for entry, following in _entries(package):
        name = _place(package, entry)
        if place and " ".join(name.split()) != place:
            continue
        try:
            article = _article(archive, package, entry, following, file.at(name))
        except UnreadableArticleError as error:
            yield error
            any_article = True
            continue
        if article is not None:
            any_article = True
            yield article
    if not any_article:
        raise NoArticlesError(f"There is nothing to read in {file.path}.")


def _entries(package: Package) -> Iterator[tuple[Entry, list[Entry]]]:
    """Yield each entry with what follows it in the book up to the next one.

    The list has the parts that belong to it and, last, the entry at which it ends, if that
    begins in one of them.
    """
    contents = list(package.contents) or [Entry("", part) for part in package.parts]
    order = {part: number for number, part in enumerate(package.parts)}
    begun = {entry.part for entry in contents}
    for entry in contents:
        in_part = [each for each in contents if each.part == entry.part]
        after = in_part[in_part.index(entry) + 1 :]
        if after:
            yield entry, after[:1]
            continue
        rest = []
        for part in package.parts[order[entry.part] + 1 :]:
            if part in begun:
                break
            rest.append(Entry("", part))
        yield entry, rest


def _place(package: Package, entry: Entry) -> str:
    folder = package.name.rpartition("/")[0]
    name = entry.part.removeprefix(f"{folder}/") if folder else entry.part
    return f"{name}#{entry.fragment}" if entry.fragment else name


def _article(
    archive: Archive, package: Package, entry: Entry, following: list[Entry], path: str
) -> Article | None:
    """Return the article of an entry, None where there are no words but a title.

    Raises:
        UnreadableArticleError: A part of it is locked or damaged.
    """
    ends = [each for each in following if each.part == entry.part]
    found = _paragraphs(archive, package, entry.part, entry, ends[0] if ends else None)
    for each in following:
        if each.part != entry.part:
            found += _paragraphs(archive, package, each.part, None, None)
    byline, published = "; ".join(package.creators), package.published
    kept: list[Paragraph] = []
    for number, paragraph in enumerate(found):
        if number < _CREDITS_AMONG and paragraph.kind is None:
            credit, day = credit_from(paragraph.words), date_from_line(paragraph.words)
            if credit or day:
                byline = credit.byline if credit and credit.byline else byline
                published = day or published
                continue
        kept.append(paragraph)
    title = next((each.words for each in kept if each.kind == "title"), "") or entry.title
    if all(each.words == title or each.kind == "title" for each in kept):
        return None
    return article_of(
        path,
        kept,
        title=title,
        published=published,
        byline=byline,
        source=package.publisher or package.title,
        language=package.language,
    )


def _paragraphs(
    archive: Archive, package: Package, part: str, begins: Entry | None, ends: Entry | None
) -> list[Paragraph]:
    """Return the paragraphs of a part, from where an entry begins to where the next does."""
    if part in package.locked:
        raise UnreadableArticleError(f"“{part}” in {archive.path} is locked by its seller (DRM).")
    written = _DOCTYPE.sub("", decoded(archive.data(part)), count=1)
    for number, entry in enumerate((begins, ends)):
        if entry is not None and entry.fragment:
            written = _with_mark(written, entry.fragment, number)
    found = paragraphs_in_html(written)
    kept: list[Paragraph] = []
    is_begun = begins is None or not any(f"{_MARK}0{_MARK}" in each.words for each in found)
    for each in found:
        words = each.words
        while mark := _MARKED.search(words):
            before, words = words[: mark.start()].strip(), words[mark.end() :].strip()
            if before and is_begun:
                kept.append(Paragraph(before, each.kind))
            if mark[1] == "1":
                return kept
            is_begun = True
        if words and is_begun:
            kept.append(Paragraph(words, each.kind))
    return kept


def _with_mark(written: str, fragment: str, number: int) -> str:
    """Put a mark inside the element whose `id` an entry names."""
    named = re.compile(
        rf"""<[a-z][^<>]*\b(?:id|name)\s*=\s*(?:"{re.escape(escape(fragment))}"|'{re.escape(escape(fragment))}')[^<>]*>""",
        re.IGNORECASE,
    )
    found = named.search(written)
    if found is None:
        return written
    mark = f"{_MARK}{number}{_MARK}"
    if found[0].endswith("/>"):
        return f"{written[: found.start()]}{mark}{written[found.end() :]}"
    return f"{written[: found.end()]}{mark}{written[found.end() :]}"
