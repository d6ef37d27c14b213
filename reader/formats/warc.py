"""Web archives: each page in them that is an article, with the address it was kept from."""

import zlib
from collections.abc import Iterator
from contextlib import redirect_stderr
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from io import StringIO
from typing import BinaryIO, NamedTuple

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import BufferedReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from reader.article import Article, normal_text
from reader.errors import UnreadableArticleError
from reader.formats.article_file import ArticleFile
from reader.formats.contract import Read
from reader.formats.decoding import decode

_LARGEST = 4_000_000
"""Bytes of a page, unpacked; a page that is read has hardly ever a tenth of them."""

_STEP = 32
"""Packed bytes that are unpacked at once: a few of them may hold sixteen megabytes."""

_BROKEN = (ArchiveLoadFailed, EOFError, OSError, ValueError, AttributeError, zlib.error)
BufferedReader.DECOMPRESSORS.pop("br", None)  # it fails with brotli 1.1 and newer
_UNPACKED = frozenset(("", "identity", *BufferedReader.get_supported_decompressors()))
"""How an answer may be packed: the library unpacks these."""

_LIBRARIES = {"br": "brotli", "zstd": "zstandard"}
"""What unpacks answers that are packed otherwise, where it is installed."""

_PAGES = ("text/html", "application/xhtml+xml")


def read(file: ArticleFile, place: str = "") -> Iterator[Read]:
    """Yield the article in each page, numbered from 1 with the pages that are none.

    Raises:
        UnreadableArticleError: It is no web archive, or there is no page in it.
    """
    number = 0
    with file.open() as opened:
        for page in pages_in(opened, file.path):
            if isinstance(page, UnreadableArticleError):
                yield page
                return
            number += 1
            if not place or place == str(number):
                yield read_page(page, file.at(number))
            if place == str(number):
                return
    if not number:
        raise UnreadableArticleError(f"There is no page in {file.path}.")


class Page(NamedTuple):
    """A page of a web archive, and where its record begins in the file.

    `packed` is how it is packed where that cannot be undone here, and there is no data then.
    """

    data: bytes
    address: str
    kind: str
    offset: int
    packed: str = ""


def pages_in(
    opened: BinaryIO, path: str, before: int = 0
) -> Iterator[Page | UnreadableArticleError]:
    """Yield the pages from where a file stands on, last the sentence about why it breaks off.

    `before` is how many pages stand before that.
    """
    number = before
    records = ArchiveIterator(opened, arc2warc=True)
    while True:
        try:
            with redirect_stderr(StringIO()):  # the library prints what is odd in an archive
                record = next(records, None)
                data = _page(record) if record else None
                offset = records.get_record_offset() if data is not None else 0
        except _BROKEN as error:
            yield _cut_off(path, number, error)
            return
        if record is None:
            return
        if data is not None:
            number += 1
            packed = "" if data else _packed(record)
            yield Page(data, _address(record), _kind(record), offset, packed)


def _cut_off(path: str, number: int, error: Exception) -> UnreadableArticleError:
    if not number:
        return UnreadableArticleError(f"{path} cannot be read: it is damaged, or no web archive.")
    return UnreadableArticleError(
        f"{path} is cut off or damaged behind its page {number} ({type(error).__name__})."
    )


def _page(record: ArcWarcRecord) -> bytes | None:
    """Return what a record holds if it is a page, or a text made of one.

    That is nothing where it is packed as is not known here.
    """
    kind = _kind(record)
    if record.rec_type not in ("response", "resource", "conversion") or not (
        kind in _PAGES or (record.rec_type == "conversion" and kind == "text/plain")
    ):
        return None
    answer = record.http_headers
    if answer is not None and not str(answer.get_statuscode()).startswith("2"):
        return None
    data: bytes = record.content_stream().read(_LARGEST)
    if (packed := _packed(record)) not in _UNPACKED:
        data = _unpacked(data, packed)
        if not data:
            return b""
    if len(data) < _LARGEST and getattr(record.raw_stream, "limit", 0) > 0:
        raise EOFError
    return data if data.strip() else None


def _unpacked(data: bytes, packed: str) -> bytes:
    """Return what is packed, up to the largest page; nothing where that cannot be undone."""
    try:
        library = import_module(_LIBRARIES[packed])
    except (KeyError, ModuleNotFoundError):
        return b""
    if packed == "zstd":
        step, damaged = library.ZstdDecompressor().decompressobj().decompress, library.ZstdError
    else:
        step, damaged = library.Decompressor().process, library.error
    unpacked = bytearray()
    try:
        for start in range(0, len(data), _STEP):
            unpacked += step(data[start : start + _STEP])
            if len(unpacked) >= _LARGEST:
                break
    except damaged:
        pass  # what came before that is damaged
    return bytes(unpacked[:_LARGEST])


def _packed(record: ArcWarcRecord) -> str:
    answer = record.http_headers
    said = str(answer.get_header("Content-Encoding") or "") if answer is not None else ""
    return " ".join(said.lower().split())[:20]


def _kind(record: ArcWarcRecord) -> str:
    headers = record.http_headers or record.rec_headers
    kind = str(headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()
    return kind or "text/html"


def _address(record: ArcWarcRecord) -> str:
    written = str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")
    return written if written.isprintable() else ""


def read_page(page: Page, path: str) -> Read:
    """Return the article in a page, or the sentence about why it is none."""
    if page.packed:
        library = _LIBRARIES.get(page.packed)
        is_there = library and find_spec(library)  # and so it is the page that is damaged
        advice = (
            "" if is_there or not library else f" Install {library} with: pip install {library}"
        )
        return UnreadableArticleError(
            f"The page {page.address} ({path}) is packed as “{page.packed}”, which cannot be "
            f"read here.{advice}"
        )
    if len(page.data) >= _LARGEST:
        return UnreadableArticleError(f"The page {page.address} ({path}) is too large to be read.")
    try:
        article = _article(page.data, path, page.kind)
    except UnreadableArticleError:
        return UnreadableArticleError(f"The page {page.address} ({path}) is no article.")
    return replace(article, path=path, url=article.url or page.address)


def _article(data: bytes, path: str, kind: str) -> Article:
    from reader.formats.plain_text import article_from
    from reader.formats.registry import format_of

    if kind == "text/plain":
        return article_from(normal_text(decode(data, path).text), path)
    return format_of("page.html").parse(data, path)
