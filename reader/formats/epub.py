"""EPUB, the format of books and of magazines for reading devices: an entry an article.

What begins where is told by the table of contents; what has no entry there belongs to the
entry before it. Only what the book itself lists among its parts is read.
"""

import re
from collections.abc import Iterator
from html import unescape
from itertools import takewhile

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

_DOCTYPE = re.compile(
    r"""<!DOCTYPE(?:[^\[>"']|"[^"]*+"|'[^']*+')*+(?:\[(?:[^\]"']|"[^"]*+"|'[^']*+')*+\]\s*)?>""",
    re.IGNORECASE,
)
_MARK = "\ue000"
"""A sign for private use, which no book has; an entry that begins there stands between two."""

_MARKED = re.compile(f"{_MARK}(\\d+){_MARK}")
_TAG_WITH_ID = re.compile(
    r"""<[a-z][^<>]*?\s(?:id|name)\s*=\s*(?:"(?P<double>[^"<>]*)"|'(?P<single>[^'<>]*)')[^<>]*>""",
    re.IGNORECASE,
)
_BEFORE_ALL = "\0"
"""The fragment of what stands in a part before its first entry."""

_CREDITS_AMONG = 4
"""Paragraphs at the beginning of an article that are looked at for a byline and a date."""


def read(file: ArticleFile, place: str = "") -> Iterator[Read]:
    """Yield the article of each entry of the contents; its place is where it begins.

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
    book = _Book(archive, package)
    anything = False
    for entry in book.entries:
        name = book.place(entry)
        if place and name != place:
            continue
        try:
            article = _article(package, entry, book.paragraphs(entry), file.at(name))
        except UnreadableArticleError as error:
            yield error
            anything = True
            continue
        if article is not None:
            anything = True
            yield article
    if not anything:
        raise NoArticlesError(f"There is nothing to read in {file.path}.")


class _Book:
    """The paragraphs of a book, by the entry of its contents that they belong to."""

    def __init__(self, archive: Archive, package: Package) -> None:
        self._archive = archive
        self._package = package
        self.entries = package.contents or tuple(Entry("", part) for part in package.parts)
        self._begun: dict[str, list[Entry]] = {}
        for entry in self.entries:
            self._begun.setdefault(entry.part, []).append(entry)
        folders = {entry.part.rpartition("/")[0] for entry in self.entries}
        self._folder = f"{folders.pop()}/" if len(folders) == 1 else ""
        self._read: tuple[str, dict[str, list[Paragraph]]] = ("", {})

    def place(self, entry: Entry) -> str:
        """Return where an entry begins as one word, without the folder that all are in."""
        where = (entry.part.removeprefix(self._folder), entry.fragment)
        return "_".join(":".join(filter(None, where)).replace("/", ":").split())

    def paragraphs(self, entry: Entry) -> list[Paragraph]:
        """Return the paragraphs of an entry, those in parts without an entry of their own too.

        Raises:
            UnreadableArticleError: A part of it is locked or damaged.
        """
        of_part = self._of_part(entry.part)
        found = list(of_part.get(entry.fragment, ()))
        if entry is self._begun[entry.part][0]:
            found = of_part.get(_BEFORE_ALL, []) + found
        if entry is self._begun[entry.part][-1]:
            following = self._package.parts[self._package.parts.index(entry.part) + 1 :]
            for part in takewhile(lambda part: part not in self._begun, following):
                found += [each for pieces in self._of_part(part).values() for each in pieces]
        return found

    def _of_part(self, part: str) -> dict[str, list[Paragraph]]:
        """Return the paragraphs of a part by the fragment they stand behind."""
        if self._read[0] != part:
            self._read = (part, self._parted(part))
        return self._read[1]

    def _parted(self, part: str) -> dict[str, list[Paragraph]]:
        if part in self._package.locked:
            raise UnreadableArticleError(
                f"“{part}” in {self._archive.path} is locked by its seller (DRM)."
            )
        written = _DOCTYPE.sub("", decoded(self._archive.data(part)), count=1)
        fragments = [each.fragment for each in self._begun.get(part, ()) if each.fragment]
        if fragments:
            written = _with_marks(written, fragments)
        begun = _BEFORE_ALL if fragments else ""
        found: dict[str, list[Paragraph]] = {begun: []}
        for each in paragraphs_in_html(written):
            words = each.words
            while mark := _MARKED.search(words):
                before, words = words[: mark.start()].strip(), words[mark.end() :].strip()
                if before:
                    found[begun].append(Paragraph(before, each.kind))
                begun = fragments[int(mark[1])] if int(mark[1]) < len(fragments) else begun
                found.setdefault(begun, [])
            if words:
                found[begun].append(Paragraph(words, each.kind))
        return found


def _with_marks(written: str, fragments: list[str]) -> str:
    """Put a mark inside each element whose `id` an entry names."""
    numbers = {fragment: number for number, fragment in enumerate(fragments)}

    def marked(tag: re.Match[str]) -> str:
        number = numbers.pop(unescape(tag["double"] or tag["single"] or ""), None)
        if number is None:
            return tag[0]
        mark = f"{_MARK}{number}{_MARK}"
        return mark if tag[0].endswith("/>") else f"{tag[0]}{mark}"

    return _TAG_WITH_ID.sub(marked, written)


def _article(package: Package, entry: Entry, found: list[Paragraph], path: str) -> Article | None:
    """Return the article of an entry, None where there are no words but a title."""
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
