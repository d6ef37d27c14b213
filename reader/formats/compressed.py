"""Files packed by gzip: a table, records or a web archive, read without unpacking to disk."""

import gzip
import zlib
from collections.abc import Iterator
from pathlib import PurePath
from typing import BinaryIO, cast

from reader.errors import NoArticlesError, UnreadableArticleError
from reader.formats.article_file import ArticleFile
from reader.formats.contract import Format, Read

_LOOKED_AT, _HEAD = 1_000_000, 4096
_OF_GZIP = 31
"""How zlib is told to expect a header of gzip."""

_WEB_ARCHIVES = (".warc", ".arc", ".wet", ".wat")


def read(file: ArticleFile, place: str = "") -> Iterator[Read]:
    """Yield the articles of the file that is packed in this one.

    Raises:
        UnreadableArticleError: It is damaged.
        NoArticlesError: What is packed in it is of no kind that holds several articles.
    """

    def opened() -> BinaryIO:
        return cast("BinaryIO", gzip.GzipFile(fileobj=file.open()))

    head, has_members = begins(file)
    kind = _kind(PurePath(file.path).stem, head)
    if kind is None:
        raise NoArticlesError(
            f"{file.path} is a compressed file. Unpack it, and open what is in it."
        )
    packed = ArticleFile(file.path, opened, lambda: file.columns)
    if has_members and ".warc" in kind.suffixes:
        packed = file  # each record is packed for itself, and the library looks for that
    any_article = False
    try:
        for found in kind.read(packed, place):
            any_article = True
            yield found
    except (OSError, EOFError, zlib.error) as error:
        broken = UnreadableArticleError(f"{file.path} is cut off or damaged.")
        if not any_article:
            raise broken from error
        yield broken


def begins(file: ArticleFile) -> tuple[bytes, bool]:
    """Return the first bytes of what is packed, and whether it is packed in several pieces.

    Raises:
        UnreadableArticleError: It is damaged.
    """
    with file.open() as opened:
        data = opened.read(_LOOKED_AT)
    piece = zlib.decompressobj(_OF_GZIP)
    try:
        head = piece.decompress(data, _HEAD)
        while not piece.eof and piece.unconsumed_tail:
            piece.decompress(piece.unconsumed_tail, _LOOKED_AT)
    except zlib.error as error:
        raise UnreadableArticleError(f"{file.path} cannot be read: it is damaged.") from error
    return head, piece.eof and bool(piece.unused_data)


def _kind(name: str, head: bytes) -> Format | None:
    """Return the format of the packed file, None for one that holds a single article."""
    from reader.formats.registry import FORMATS, format_of

    if PurePath(name).suffix.lower() in _WEB_ARCHIVES or head.startswith(b"WARC/"):
        return next(kind for kind in FORMATS if ".warc" in kind.suffixes)
    kind = format_of(name, head)
    return None if kind.is_lone else kind
