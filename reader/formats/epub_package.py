"""The parts of an EPUB and what it says of itself: its package, its contents, its locks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lxml import etree

from reader.errors import UnreadableArticleError
from reader.formats.dates import date_from
from reader.formats.paragraphs import one_line
from reader.formats.zipped import Archive, local, resolved

_CONTAINER = "META-INF/container.xml"
_LOCKS = "META-INF/encryption.xml"
_PAGES = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml"})
_OF_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
"""How fonts are made unusable elsewhere; no text is locked with it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the contents: its words, the part it begins in, and where in that."""

    title: str
    part: str
    fragment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """What an EPUB is made of; names are those of entries in the archive.

    `parts` are in reading order, `contents` in the order of the table of contents.
    """

    name: str
    title: str
    creators: tuple[str, ...]
    publisher: str
    language: str
    published: date | None
    parts: tuple[str, ...]
    contents: tuple[Entry, ...]
    locked: frozenset[str]


def package_of(archive: Archive) -> Package:
    """Return what an EPUB says of itself.

    Raises:
        UnreadableArticleError: It has no package that can be read.
    """
    name = _package_name(archive)
    root = archive.tree(name)
    items = {item.get("id", ""): item for item in _all(root, "item")}
    places = {key: resolved(name, item.get("href", "")) for key, item in items.items()}
    spine = [each.get("idref", "") for each in _all(root, "itemref")]
    pages = {
        places[key]
        for key, item in items.items()
        if item.get("media-type", "") in _PAGES and places[key] in archive
    }
    read = [key for key in spine if places.get(key) in pages]
    # A book whose reading order names no page is read in the order of its list of parts.
    unread = () if read else (key for key in items if not _is_contents(items[key]))
    parts = tuple(dict.fromkeys(places[key] for key in (*read, *unread) if places[key] in pages))
    contents = [each for each in _contents(archive, root, items, places) if each.part in parts]
    return Package(
        name=name,
        title=_said(root, "title"),
        creators=tuple(filter(None, (one_line(_words(each)) for each in _all(root, "creator")))),
        publisher=_said(root, "publisher"),
        language=_said(root, "language"),
        published=next(
            filter(None, (date_from(_words(each)) for each in _all(root, "date"))), None
        ),
        parts=parts,
        contents=tuple(dict.fromkeys(contents)),
        locked=_locked(archive),
    )


def _package_name(archive: Archive) -> str:
    for each in _all(archive.tree(_CONTAINER), "rootfile"):
        name = resolved("", each.get("full-path", ""))
        if name in archive:
            return name
    raise UnreadableArticleError(f"{archive.path} cannot be read as EPUB: it has no package.")


def _contents(
    archive: Archive,
    root: "etree._Element",
    items: "dict[str, etree._Element]",
    places: dict[str, str],
) -> Iterator[Entry]:
    """Yield the entries of the table of contents, that of EPUB 3 or that of EPUB 2."""
    for key, item in items.items():
        if _is_contents(item) and places[key] in archive:
            yield from _of_nav(archive, places[key])
            return
    named = next((each.get("toc", "") for each in _all(root, "spine")), "")
    old = [key for key, item in items.items() if item.get("media-type", "").endswith("ncx+xml")]
    for key in (named, *old):
        if places.get(key, "") in archive:
            yield from _of_ncx(archive, places[key])
            return


def _is_contents(item: "etree._Element") -> bool:
    return "nav" in item.get("properties", "").split()


def _of_nav(archive: Archive, name: str) -> Iterator[Entry]:
    try:
        root = archive.tree(name)
    except UnreadableArticleError:
        return
    navs = list(_all(root, "nav"))
    kinds = [
        "".join(str(value) for key, value in nav.attrib.items() if "type" in str(key))
        for nav in navs
    ]
    chosen = [nav for nav, kind in zip(navs, kinds, strict=True) if "toc" in kind] or navs[:1]
    for link in chosen[0].iter() if chosen else ():
        if local(link) == "a" and link.get("href"):
            yield _entry(name, link.get("href", ""), _words(link))


def _of_ncx(archive: Archive, name: str) -> Iterator[Entry]:
    try:
        root = archive.tree(name)
    except UnreadableArticleError:
        return
    for point in _all(root, "navPoint"):
        label = next((_words(each) for each in point if local(each) == "navLabel"), "")
        content = next((each.get("src", "") for each in point if local(each) == "content"), "")
        if content:
            yield _entry(name, content, label)


def _entry(base: str, href: str, words: str) -> Entry:
    return Entry(one_line(words), resolved(base, href), href.partition("#")[2])


def _locked(archive: Archive) -> frozenset[str]:
    """Return the parts that are encrypted, as books are that only their buyer may read."""
    if _LOCKS not in archive:
        return frozenset()
    locked: set[str] = set()
    for each in _all(archive.tree(_LOCKS), "EncryptedData"):
        methods = [one.get("Algorithm", "") for one in _all(each, "EncryptionMethod")]
        if not any(method in _OF_FONTS for method in methods):
            locked.update(resolved("", one.get("URI", "")) for one in _all(each, "CipherReference"))
    return frozenset(locked)


def _all(root: "etree._Element", name: str) -> "Iterator[etree._Element]":
    return (each for each in root.iter() if local(each) == name)


def _words(element: "etree._Element") -> str:
    return "".join(str(words) for words in element.itertext())


def _said(root: "etree._Element", name: str) -> str:
    return next(filter(None, (one_line(_words(each)) for each in _all(root, name))), "")
