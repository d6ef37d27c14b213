"""Keeping what an address on the web gives as a file of a library, just as it came.

A page keeps its address and the time at its top, in a comment as browsers write it; what
is not HTML is kept byte for byte. The file's name is made of the address, so that the same
address is the same file. An entry of a feed that leads to no page is kept as a feed of its own.
"""

import codecs
import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from annotations import disk
from reader.errors import FetchError, UnreadableArticleError
from reader.library.fetching import Answer, Fetcher

if TYPE_CHECKING:
    from reader.article import Article
    from reader.formats.entries import Entry

_ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/epub+zip": ".epub",
    "message/rfc822": ".eml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
_TEXT = (".html", ".txt", ".md")
_FEEDS = frozenset(
    "application/rss+xml application/x-rss+xml application/atom+xml application/rdf+xml "
    "application/feed+json text/xml application/xml".split()
)
_LONGEST_NAME = 80
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_WIDE = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


@dataclass(frozen=True, slots=True)
class Added:
    """An article that is kept now, and where; `is_new` unless it was there before."""

    file: Path
    article: "Article"
    is_new: bool = True


def add(url: str, folder: Path, fetcher: Fetcher) -> Added:
    """Fetch an address and keep what it gives in a folder.

    Nothing is kept where there is no article in it, and an address is fetched once.

    Raises:
        FetchError: It cannot be had, or is no article.
        UnreadableArticleError: What is there already cannot be read any more.
    """
    from reader.library.scan import parse_file

    for ending in dict.fromkeys(_ENDINGS.values()):
        there = folder / (_name_for(url) + ending)
        if there.is_file():
            return Added(there, parse_file(there, there.name), is_new=False)
    return kept(fetcher.fetch(url), folder, url)


def kept(answer: Answer, folder: Path, url: str) -> Added:
    """Keep an answer in a folder.

    Raises:
        FetchError: It holds no article, or cannot be written.
    """
    from reader.formats.article_file import ArticleFile
    from reader.formats.decoding import refuse_other_files
    from reader.formats.registry import format_of_file

    ending = _ending(answer)
    try:
        if ending in _TEXT:
            refuse_other_files(answer.data, url)
    except UnreadableArticleError as error:
        sentence = f"There is no article at {url}, and nothing was kept. It is no text."
        raise FetchError(sentence, is_final=True) from error
    data = _with_origin(answer) if ending == ".html" else answer.data
    name = _name_for(url) + ending
    held = ArticleFile.of_bytes(data, name)
    try:
        article = format_of_file(held).article(held)
    except UnreadableArticleError as error:
        why = str(error).replace(name, url)
        sentence = f"There is no article at {url}, and nothing was kept. {why}"
        raise FetchError(sentence, is_final=True) from error
    return Added(_written(folder, name, data, url), article)


def kept_entry(entry: "Entry", folder: Path, url: str, entry_name: str) -> Added:
    """Keep an entry of the feed at `url` that leads to no page, as a JSON Feed of one entry.

    Raises:
        FetchError: It cannot be written.
        UnreadableArticleError: There are no words in it.
    """
    from reader.formats.article_file import ArticleFile
    from reader.formats.registry import format_of_file

    item = {
        "id": entry_name,
        "title": entry.title,
        "content_html": entry.html,
        "content_text": entry.words,
        "date_published": entry.published.isoformat() if entry.published else "",
        "authors": [{"name": name} for name in entry.byline.split("; ") if name],
        "language": entry.language,
    }
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": entry.source,
        "feed_url": url,
        "items": [{name: said for name, said in item.items() if said}],
    }
    name = f"{_name_for(f'{url}?{entry_name}')}.json"
    data = (json.dumps(feed, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
    held = ArticleFile.of_bytes(data, name)
    article = format_of_file(held).article(held)
    is_new = not (folder / name).is_file()
    return Added(_written(folder, name, data, url), article, is_new=is_new)


def _written(folder: Path, name: str, data: bytes, url: str) -> Path:
    """Write a file in a folder, whole or not at all, and return it.

    Raises:
        FetchError: It cannot be written.
    """
    file = folder / name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        disk.put(file, data)
    except OSError as error:
        reason = error.strerror or str(error)
        raise FetchError(f"{url} cannot be kept in {folder}: {reason}.") from error
    return file


def _ending(answer: Answer) -> str:
    """Return the ending of the file for an answer.

    Raises:
        FetchError: It is of a kind that holds no article.
    """
    if answer.kind in _FEEDS:
        raise FetchError(f"{answer.url} is a feed. Follow it with: copydesk feeds add {answer.url}")
    if answer.kind in _ENDINGS:
        return _ENDINGS[answer.kind]
    head = answer.data[:400].lstrip().lower()
    if head.startswith((b"<!doctype html", b"<html")):
        return ".html"
    if head.startswith(b"%pdf-"):
        return ".pdf"
    kind = answer.kind or "of no kind"
    raise FetchError(f"{answer.url} is no article: it is “{kind}”.", is_final=True)


def _with_origin(answer: Answer) -> bytes:
    """Return a page with its address and the time it was fetched in comments at its top."""
    url = answer.url.replace("--", "-%2D").replace(">", "%3E").replace("<", "%3C")
    encoded = f" charset={answer.charset}" if answer.charset else ""
    written = (
        f"<!-- saved from url=({len(url):04d}){url} -->\n"
        f"<!-- fetched {answer.fetched:%Y-%m-%dT%H:%M:%SZ}{encoded} -->\n"
    )
    mark = next((each for each in _MARKS if answer.data.startswith(each)), b"")
    encoding = _WIDE.get(mark, "ascii")
    return mark + written.encode(encoding, errors="replace") + answer.data[len(mark) :]


def _name_for(url: str) -> str:
    """Return the name of the file for an address, without its ending.

    Nothing of an address but letters and digits is in it, and what makes it unlike others.
    """
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise FetchError(f"{url} is no address of a web page.", is_final=True) from error
    host = (parts.hostname or "").removeprefix("www.")
    last = [piece for piece in parts.path.split("/") if piece][-1:] or [""]
    words = re.sub(r"[^a-z0-9]+", "-", f"{host} {last[0].lower()}".lower()).strip("-")
    unlike = hashlib.sha256(url.partition("#")[0].encode(errors="replace")).hexdigest()[:8]
    return f"{words[:_LONGEST_NAME].strip('-') or 'page'}-{unlike}"
