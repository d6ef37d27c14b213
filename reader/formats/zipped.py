"""Files that are ZIP archives: their entries, never more of them than fits a text.

Nothing is unpacked to disk, and an entry that is larger than a book is not read: it says
so of itself, or is found out when more comes than it said.
"""

import io
import posixpath
import struct
import zipfile
import zlib
from urllib.parse import unquote

from lxml import etree

from reader.errors import UnreadableArticleError
from reader.formats.article_file import ArticleFile

_LARGEST_ENTRY = 8_000_000
"""Bytes, unpacked; the longest novels have as many."""

_MOST_ENTRIES = 20_000
BROKEN = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, OSError, KeyError, ValueError,
    RuntimeError, NotImplementedError, struct.error, OverflowError, MemoryError,
)  # fmt: skip
"""What Python's reader of ZIP archives raises on broken and on locked ones."""


class Archive:
    """The entries of a ZIP archive by their names.

    Raises:
        UnreadableArticleError: It is no ZIP archive, or a broken one.
    """

    def __init__(self, file: ArticleFile, kind: str) -> None:
        self.path = file.path
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(file.data()))
        except BROKEN as error:
            raise UnreadableArticleError(
                f"{file.path} cannot be read as {kind}: it is damaged or cut off."
            ) from error
        self._entries = {each.filename: each for each in self._zip.infolist()[:_MOST_ENTRIES]}

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    @property
    def size(self) -> int:
        """How many bytes all entries say that they have."""
        return sum(each.file_size for each in self._entries.values())

    @property
    def size_of_xml(self) -> int:
        """How many bytes the entries of XML say that they have."""
        xml = (each for each in self._entries.values() if each.filename.endswith(("ml", ".rels")))
        return sum(each.file_size for each in xml)

    def data(self, name: str) -> bytes:
        """Return the bytes of an entry.

        Raises:
            UnreadableArticleError: There is none of this name, or it cannot be read.
        """
        entry = self._entries.get(name)
        if entry is None:
            raise UnreadableArticleError(f"There is no “{name}” in {self.path}.")
        if entry.file_size > _LARGEST_ENTRY:
            raise UnreadableArticleError(
                f"“{name}” in {self.path} is too large to be read: "
                f"{entry.file_size // 1_000_000} megabytes."
            )
        if entry.flag_bits & 1:
            raise UnreadableArticleError(f"“{name}” in {self.path} is locked with a password.")
        try:
            with self._zip.open(entry) as opened:
                return opened.read(_LARGEST_ENTRY)
        except BROKEN as error:
            raise UnreadableArticleError(f"“{name}” in {self.path} is damaged.") from error

    def tree(self, name: str) -> "etree._Element":
        """Return the XML in an entry, without any entity of its own.

        Raises:
            UnreadableArticleError: There is none, or it is no XML.
        """
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False
        )
        try:
            root = etree.fromstring(self.data(name), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise UnreadableArticleError(f"“{name}” in {self.path} is no XML.") from error
        if root is None:
            raise UnreadableArticleError(f"“{name}” in {self.path} is no XML.")
        return root


def resolved(base: str, href: str) -> str:
    """Return the name of the entry that `href` means in the entry `base`, empty if outside."""
    path, _, _ = href.partition("#")
    name = posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(path)))
    return "" if name.startswith(("../", "/")) or name == ".." else name


def local(element: "etree._Element") -> str:
    """Return an element's name without its namespace; empty for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
