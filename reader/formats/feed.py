"""RSS and Atom as files: each entry an article, with as much text as the feed has of it.

Feedparser mends what is no XML. It works in a process with limits, without the file's own
entities: they are how a small file becomes a large one, or asks for another.
"""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from reader.errors import NoArticlesError, UnreadableArticleError
from reader.formats.article_file import ArticleFile
from reader.formats.columns import names_in, published
from reader.formats.contract import Read
from reader.formats.decoding import decode
from reader.formats.entries import Entry, article_of_entry
from reader.formats.limits import limited

_LARGEST = 30_000_000
_SECONDS, _MEGABYTES = 20, 600
"""Chosen as ten times what a feed of 10 MB takes."""

_DOCTYPE = re.compile(
    rb"""<!DOCTYPE(?:[^\[>"']|"[^"]*+"|'[^']*+')*+(?:\[(?:[^\]"']|"[^"]*+"|'[^']*+')*+\]\s*)?>""",
    re.IGNORECASE,
)
_ENTITY = re.compile(rb"<!ENTITY[^>]*>", re.IGNORECASE)
_ENCODING = re.compile(rb"<\?xml[^>]*\sencoding\s*=\s*[\"']([\w.:-]+)")
_ENDS = re.compile(rb"</(?:[\w.-]+:)?(?:rss|feed|rdf)\s*>", re.IGNORECASE)
_TAG = re.compile(
    rb"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)"
    rb"|<(?P<end>/?)(?P<name>[A-Za-z_][\w:.-]*+)[^<>]*+>|<[^<>]*+\Z",
    re.DOTALL,
)
_NUMBERED = re.compile(rb"(?:&#(?:[xX][0-9a-fA-F]+|[0-9]+);)+")
_LAST = 0x10FFFF
_LOOKED_AT = 4096
_BEGINS = re.compile(rb"<(?:[\w.-]+:)?(?:rss|feed|rdf)[\s>/]", re.IGNORECASE)


def read(file: ArticleFile, place: str = "") -> Iterator[Read]:
    """Yield the article in each entry of a feed, numbered from 1.

    Raises:
        NoArticlesError: It is no feed, or has no entries.
    """
    data = file.data(_LARGEST)
    data = _ENTITY.sub(b"", _DOCTYPE.sub(b"", data, count=1))
    if not _BEGINS.search(data.replace(b"\0", b"")[:_LOOKED_AT]):
        raise NoArticlesError(f"{file.path} is no feed: there is neither RSS nor Atom in it.")
    entries = limited(entries_in, data, seconds=_SECONDS, megabytes=_MEGABYTES, path=file.path)
    if not entries:
        raise NoArticlesError(f"{file.path} is a feed without entries.")
    for number, entry in enumerate(entries, 1):
        if not place or place == str(number):
            yield article_of_entry(entry, file, number)


def entries_in(data: bytes) -> list[Entry]:
    """Return the entries of a feed; called in a process of its own."""
    return feed_in(data)[2]


def feed_in(data: bytes) -> tuple[str, list[str], list[Entry]]:
    """Return a feed's title, and of each entry what the feed knows it by and what it says."""
    import io

    import feedparser

    data = _closed(_NUMBERED.sub(_as_characters, _in_utf_8(data)))
    try:
        found = feedparser.parse(io.BytesIO(data), sanitize_html=False)
    except UnicodeError:  # bytes that fit no encoding, where the library believes one
        found = feedparser.parse(
            io.BytesIO(data.decode(errors="replace").encode()), sanitize_html=False
        )
    feed = found.get("feed", {})
    entries = found.get("entries", ())
    title = " ".join(_words(feed, "title").split())
    return title, [_words(each, "id") for each in entries], [_entry(e, feed) for e in entries]


def _in_utf_8(data: bytes) -> bytes:
    """Return a feed in UTF-8 if it is in another encoding, and does not say so.

    The library would take every 8-bit text for Windows-1252.
    """
    said = _ENCODING.search(data[:_LOOKED_AT])
    if (said and said[1].lower() not in (b"utf-8", b"utf8")) or b"\0" in data[:_LOOKED_AT]:
        return data
    try:
        data.decode()
    except UnicodeDecodeError:
        with suppress(UnreadableArticleError):
            return decode(data, "").text.encode()
    return data


def _closed(data: bytes) -> bytes:
    """Return a feed that was cut off with what is open at its end closed.

    The library keeps nothing of an element that does not end.
    """
    if _ENDS.search(data[-_LOOKED_AT:]) or b"\0" in data:
        return data
    opened: list[bytes] = []
    counts: Counter[bytes] = Counter()
    end = len(data)
    for tag in _TAG.finditer(data):
        if tag[0].startswith(b"<![CDATA["):
            if not tag[0].endswith(b"]]>"):
                opened.append(b"")
        elif tag["name"] is None:
            end = end if tag[0].endswith(b">") else tag.start()
        elif tag["end"]:
            while opened and counts[tag["name"]]:  # one that was never opened ends nothing
                counts[name := opened.pop()] -= 1
                if name == tag["name"]:
                    break
        elif not tag[0].endswith(b"/>"):
            opened.append(tag["name"])
            counts[tag["name"]] += 1
    closing = (b"]]>" if name == b"" else b"</" + name + b">" for name in reversed(opened))
    return data[:end] + b"".join(closing)


def _as_characters(found: re.Match[bytes]) -> bytes:
    """Return numbers of characters as they are, but one for each pair of halves, none beyond.

    Programs that count as Java does write an emoji in two halves, at which the library ends.
    """
    written = found[0][2:-1].split(b";&#")
    numbers = [int(each[1:], 16) if each[:1] in b"xX" else int(each[:20]) for each in written]
    if all(number < 0xD800 or 0xDFFF < number <= _LAST for number in numbers):
        return found[0]
    units = "".join(map(chr, (each if each <= _LAST else 0xFFFD for each in numbers)))
    whole = units.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return "".join(f"&#{ord(each)};" for each in whole).encode("ascii")


def _entry(entry: "dict[str, object]", feed: "dict[str, object]") -> Entry:
    contents = entry.get("content")
    pieces = contents if isinstance(contents, list) else []
    whole = max((_words(piece, "value") for piece in pieces), key=len, default="")
    languages = (_words(piece, "language") for piece in pieces)
    language = next(filter(None, languages), "")
    return Entry(
        title=_words(entry, "title"),
        html=whole or _words(entry, "summary"),
        published=_day(entry),
        byline=names_in(entry.get("authors") or entry.get("author")),
        source=_source(entry) or _words(feed, "title"),
        url=_words(entry, "link"),
        language=language or _words(feed, "language"),
    )


def _day(entry: "dict[str, object]") -> date | None:
    """Return the day as it is where the feed comes from; feedparser's own is that of UTC."""
    for name in ("published", "created", "updated"):
        if day := published(entry.get(name)):
            return day
        moment = entry.get(f"{name}_parsed")
        if isinstance(moment, tuple):
            return date(*moment[:3])
    return None


def _source(entry: "dict[str, object]") -> str:
    source = entry.get("source")
    return _words(source, "title") if isinstance(source, dict) else ""


def _words(record: object, name: str) -> str:
    value = record.get(name) if isinstance(record, dict) else None
    return value if isinstance(value, str) else ""
