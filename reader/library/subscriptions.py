"""The feeds that a library follows, kept beside its articles, and what is new in them.

`.copydesk-feeds.json` holds, for each feed, its address and title, what its server needs to
tell whether it changed, and which entries were taken already.
"""

import hashlib
import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from xml.sax.saxutils import quoteattr

from annotations import disk
from reader.errors import FetchError, KeptFileError, UnreadableArticleError
from reader.formats.entries import Entry
from reader.formats.limits import limited
from reader.formats.paragraphs import NO_WEB_ADDRESS
from reader.library.adding import Added, add, kept_entry
from reader.library.fetching import Fetcher

FILE_NAME = ".copydesk-feeds.json"
_MOST_SEEN = 5_000
"""Entries of a feed that are remembered; no feed looked at showed more than some hundred."""

_MOST_AT_ONCE = 100
_PAUSE = 1.0
"""Seconds between two questions to the same host; a polite pace for a single reader."""

_SECONDS, _MEGABYTES = 20, 600
_LARGEST_OPML = 5_000_000
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)[^>\[]*(?:\[[^\]]*\]\s*)?>")
_OUTLINE = re.compile(r"<outline\b[^>]*?\bxmlUrl\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)


@dataclass(slots=True)
class Feed:
    """One feed that is followed."""

    url: str
    title: str = ""
    etag: str = ""
    modified: str = ""
    seen: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a feed: what it is known by, and its page, or all of it where it has none."""

    name: str
    link: str
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class Update:
    """One step of an update: an article that was added, or a sentence about what was not."""

    feed: Feed
    added: Added | None = None
    problem: str = ""


class Subscriptions:
    """The feeds of a library folder."""

    def __init__(self, folder: Path, fetcher: Fetcher, *, pause: float = _PAUSE) -> None:
        self._folder = folder
        self._file = folder / FILE_NAME
        self._fetcher = fetcher
        self._pause = pause
        self._asked: dict[str, float] = {}

    def feeds(self) -> list[Feed]:
        """Return the feeds in the order in which they were added.

        Raises:
            KeptFileError: The file that holds them cannot be read.
        """
        try:
            held = json.loads(self._file.read_text(encoding="utf-8"))
            return [
                Feed(
                    url=str(each["url"]),
                    title=str(each.get("title", "")),
                    etag=str(each.get("etag", "")),
                    modified=str(each.get("modified", "")),
                    seen=[str(name) for name in each.get("seen", ())],
                )
                for each in held["feeds"]
            ]
        except FileNotFoundError:
            return []
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise KeptFileError(
                f"The feeds in {self._file} cannot be read: {error}. Mend the file, or remove it."
            ) from error

    def add(self, url: str) -> Feed:
        """Follow a feed, once it was seen that it is one.

        Raises:
            FetchError: It is none, or cannot be had.
            KeptFileError: The feeds cannot be read or written.
        """
        feeds = self.feeds()
        known = next((feed for feed in feeds if feed.url == url), None)
        if known is not None:
            return known
        answer = self._fetcher.fetch(url)
        title, _ = _read(answer.data, url)
        feed = Feed(url=url, title=title)
        self._keep([*feeds, feed])
        return feed

    def add_all(self, opml: bytes) -> list[Feed]:
        """Follow every feed of an OPML file, without asking them; return those that are new.

        Raises:
            FetchError: There is none in it.
            KeptFileError: The feeds cannot be read or written.
        """
        from html import unescape

        written = opml[:_LARGEST_OPML].decode("utf-8", errors="replace")
        addresses = [unescape(one or other) for one, other in _OUTLINE.findall(written)]
        if not addresses:
            raise FetchError("There is no feed in this OPML file.")
        feeds = self.feeds()
        known = {feed.url for feed in feeds}
        new = [Feed(url=url) for url in dict.fromkeys(addresses) if url not in known]
        self._keep([*feeds, *new])
        return new

    def remove(self, url: str) -> Feed:
        """Follow a feed no longer; its articles stay.

        Raises:
            FetchError: It is not followed.
            KeptFileError: The feeds cannot be read or written.
        """
        feeds = self.feeds()
        gone = next((feed for feed in feeds if url in (feed.url, feed.title)), None)
        if gone is None:
            raise FetchError(f"No feed {url} is followed here. See: copydesk feeds list")
        self._keep([feed for feed in feeds if feed is not gone])
        return gone

    def opml(self) -> str:
        """Return the feeds as an OPML file."""
        lines = [
            f'    <outline type="rss" text={quoteattr(feed.title or feed.url)}'
            f" xmlUrl={quoteattr(feed.url)}/>"
            for feed in self.feeds()
        ]
        return "\n".join(
            [
                '<?xml version="1.0" encoding="UTF-8"?>',
                '<opml version="2.0">',
                "  <head><title>Feeds</title></head>",
                "  <body>",
                *lines,
                "  </body>",
                "</opml>",
            ]
        )

    def update(self, rest: Callable[[float], object] = time.sleep) -> Iterator[Update]:
        """Add the new articles of every feed, each once; yield one step after the other.

        `rest` waits between two questions to the same host. A feed or an article that cannot
        be had is asked for again the next time.

        Raises:
            KeptFileError: The feeds cannot be read or written.
        """
        feeds = self.feeds()
        for feed in feeds:
            try:
                yield from self._update(feed, feeds, rest)
            except FetchError as error:
                yield Update(feed, problem=str(error))
            self._keep(feeds)

    def _update(
        self, feed: Feed, feeds: list[Feed], rest: Callable[[float], object]
    ) -> Iterator[Update]:
        given = {"If-None-Match": feed.etag, "If-Modified-Since": feed.modified}
        self._wait(feed.url, rest)
        answer = self._fetcher.fetch(feed.url, {name: said for name, said in given.items() if said})
        if answer.is_unchanged:
            return
        title, entries = _read(answer.data, feed.url)
        feed.title = title or feed.title
        seen = set(feed.seen)
        new = [each for each in entries if each.name not in seen]
        missed = len(new) > _MOST_AT_ONCE
        # The oldest first, as they came out: the newest entry stands first in a feed.
        for item in reversed(new[:_MOST_AT_ONCE]):
            added = None
            try:
                added = self._added(item, answer.url, feed, rest)
            except (FetchError, UnreadableArticleError) as error:
                yield Update(feed, problem=str(error))
                if isinstance(error, FetchError) and not error.is_final:
                    missed = True
                    continue
            feed.seen = [*feed.seen, item.name][-_MOST_SEEN:]
            self._keep(feeds)
            if added is not None and added.is_new:
                yield Update(feed, added)
        # What was missed is only seen again when the server sends all of the feed again.
        feed.etag = "" if missed else answer.headers.get("etag", "")
        feed.modified = "" if missed else answer.headers.get("last-modified", "")

    def _added(self, item: Item, place: str, feed: Feed, rest: Callable[[float], object]) -> Added:
        """Return the article that an entry of a feed leads to, or is.

        Raises:
            FetchError: It cannot be had or kept.
            UnreadableArticleError: There are no words in it.
        """
        if item.entry is not None:
            return kept_entry(item.entry, self._folder, feed.url, item.name)
        address = _joined(place, item.link)
        self._wait(address, rest)
        return add(address, self._folder, self._fetcher)

    def _wait(self, url: str, rest: Callable[[float], object]) -> None:
        host = urlsplit(url).netloc
        since = time.monotonic() - self._asked.get(host, -self._pause)
        if since < self._pause:
            rest(self._pause - since)
        self._asked[host] = time.monotonic()

    def _keep(self, feeds: list[Feed]) -> None:
        held = [
            {
                "url": feed.url,
                "title": feed.title,
                "etag": feed.etag,
                "modified": feed.modified,
                "seen": feed.seen,
            }
            for feed in feeds
        ]
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            written = json.dumps({"feeds": held}, ensure_ascii=False, indent=1)
            disk.put(self._file, f"{written}\n".encode())
        except OSError as error:
            reason = error.strerror or str(error)
            raise KeptFileError(f"The feeds cannot be kept in {self._file}: {reason}.") from error


def _joined(place: str, link: str) -> str:
    """Return the whole address of a link in a feed.

    Raises:
        FetchError: It is none.
    """
    try:
        address = urljoin(place, link)
        urlsplit(address)
    except ValueError as error:
        raise FetchError(f"{link} is no address of a web page.", is_final=True) from error
    return address


def _read(data: bytes, url: str) -> tuple[str, list[Item]]:
    """Return the title of a feed, and its entries, the newest first.

    Raises:
        FetchError: It is no feed.
    """
    try:
        title, entries = limited(items_in, data, seconds=_SECONDS, megabytes=_MEGABYTES, path=url)
    except UnreadableArticleError as error:
        raise FetchError(str(error)) from error
    except ModuleNotFoundError as error:
        raise FetchError(
            f"Feeds need a library that is not installed ({error.name}). "
            "Install it with: pip install 'copydesk[web]'"
        ) from error
    if not entries and not title:
        raise FetchError(f"{url} is no feed.")
    return title, entries


def items_in(data: bytes) -> tuple[str, list[Item]]:
    """Return the title of a feed and its entries; called in a process of its own."""
    try:
        held = json.loads(data)
    except (ValueError, RecursionError):
        held = None
    if isinstance(held, dict) and isinstance(held.get("items"), list):
        from reader.formats.json_feed import entry_in

        items = [each for each in held["items"] if isinstance(each, dict)]
        return str(held.get("title") or ""), [
            _item(str(each.get("id") or ""), entry_in(each, held)) for each in items
        ]
    from reader.formats.feed import feed_in

    title, ids, entries = feed_in(_DOCTYPE.sub(b"", data))
    return title, [_item(name, entry) for name, entry in zip(ids, entries, strict=True)]


def _item(name: str, entry: Entry) -> Item:
    if entry.url and not NO_WEB_ADDRESS.match(entry.url):
        return Item(name or entry.url, entry.url)
    words = "\n".join([entry.title, entry.html, entry.words])
    return Item(name or hashlib.sha256(words.encode(errors="replace")).hexdigest(), "", entry)
