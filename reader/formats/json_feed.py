"""JSON Feed: the entries of a site with their whole text. Source: jsonfeed.org, version 1.1."""

from collections.abc import Iterator, Mapping
from urllib.parse import urljoin

from reader.errors import NoArticlesError, UnreadableArticleError
from reader.formats.article_file import ArticleFile
from reader.formats.columns import names_in, published
from reader.formats.contract import Read
from reader.formats.entries import Entry, article_of_entry


def entries_of(feed: Mapping[str, object], file: ArticleFile, place: str) -> Iterator[Read]:
    """Yield the article in each entry of a feed, numbered from 1.

    Raises:
        NoArticlesError: It has no entries.
    """
    items = feed.get("items")
    if not isinstance(items, list) or not items:
        raise NoArticlesError(f"{file.path} is a feed without entries.")
    for number, item in enumerate(items, 1):
        if place and place != str(number):
            continue
        if isinstance(item, Mapping):
            yield article_of_entry(entry_in(item, feed), file, number)
        else:
            yield UnreadableArticleError(f"Entry {number} of {file.path} is no record.")


def entry_in(item: Mapping[str, object], feed: Mapping[str, object]) -> Entry:
    """Return what an entry of a feed says."""
    authors = item.get("authors") or item.get("author") or feed.get("authors")
    return Entry(
        title=_words(item, "title"),
        html=_words(item, "content_html"),
        words=_words(item, "content_text") or _words(item, "summary"),
        published=published(item.get("date_published")) or published(item.get("date_modified")),
        byline=names_in(authors),
        source=_words(feed, "title"),
        url=_address(_words(item, "url") or _words(item, "external_url"), feed),
        language=_words(item, "language") or _words(feed, "language"),
    )


def _address(written: str, feed: Mapping[str, object]) -> str:
    """Return an address whole, where it is written as from the site's first page."""
    base = _words(feed, "home_page_url") or _words(feed, "feed_url")
    try:
        return urljoin(base, written) if written else ""
    except ValueError:
        return written


def _words(record: Mapping[str, object], name: str) -> str:
    value = record.get(name)
    return value if isinstance(value, str) else ""
