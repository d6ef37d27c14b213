"""The file that a format reads: all of its bytes at once, or one after the other."""

import io
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import BinaryIO

from reader.errors import UnreadableArticleError

_LARGEST = 100_000_000
"""Bytes; a year of a newspaper has fewer, so a file with more is no one article."""

LARGEST_TEXT = 32_000_000
"""Bytes of a text alone: five million words, the longest novels three times over."""

_HEAD = 4096
"""Bytes that tell what kind of file this is; chosen as one disk block."""


class ArticleFile:
    """The bytes of one file, for a format to read articles from.

    `path` names the file within its library: sentences about it begin with that, and so
    do the paths of the articles in it. `opened` gives a stream that can be searched.
    `columns` gives those that a person named, of a table: a fact (`text`, `title`,
    `published`, `byline`, `source`, `url`, `language`) and the name of its column.
    """

    def __init__(
        self,
        path: str,
        opened: Callable[[], BinaryIO],
        columns: Callable[[], Mapping[str, str]] = dict,
    ) -> None:
        self.path = path
        self.open = opened
        self._columns = columns

    @classmethod
    def of_bytes(
        cls, data: bytes, path: str, columns: Callable[[], Mapping[str, str]] = dict
    ) -> "ArticleFile":
        """Return a file of bytes that are in memory."""
        return cls(path, lambda: io.BytesIO(data), columns)

    @cached_property
    def columns(self) -> Mapping[str, str]:
        """What a person said of a table: a fact and the name of the column that holds it."""
        return self._columns()

    def at(self, place: object) -> str:
        """Return the path of the article at a place in this file: `archive.jsonl#12`.

        A place is one line without spaces around it; nothing else is asked of it.
        """
        return f"{self.path}#{' '.join(str(place).split())}"

    @cached_property
    def head(self) -> bytes:
        """The first bytes, from which the kind of file can be told."""
        with self.open() as opened:
            return opened.read(_HEAD)

    def data(self, most: int = _LARGEST) -> bytes:
        """Return all bytes, for a format that cannot do with less.

        Raises:
            UnreadableArticleError: There are more than `most`.
        """
        with self.open() as opened:
            size = opened.seek(0, io.SEEK_END)
            if size > most:
                raise UnreadableArticleError(
                    f"{self.path} is too large to read: {size // 1_000_000} megabytes, where "
                    f"{most // 1_000_000} are the most. Split it into articles."
                )
            opened.seek(0)
            return opened.read()
