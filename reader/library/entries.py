"""Articles that share a file with others: their place in it, and reading one after the other."""

import threading
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import UnreadableArticleError
from reader.library.files import article_file, shown, state_of

if TYPE_CHECKING:  # a list is shown before a format is known
    from reader.article import Article
    from reader.formats.contract import Read

_AHEAD = 100
"""Articles that are read on to find one before its place is looked up anew."""


def place_in(file: Path, path: str) -> str:
    """Return the place of an article in its file, empty where it has the file to itself.

    >>> place_in(Path("news/archive.jsonl"), "archive.jsonl#12")
    '12'
    """
    _, mark, place = path.rpartition(f"{shown(Path(file.name))}#")
    return place if mark else ""


class EntryReader:
    """Reads articles out of files that hold several.

    Those that are asked for in their order are read in one pass; for any other, its format
    passes over what stands before it.
    """

    def __init__(self) -> None:
        self._file: tuple[Path, object] | None = None
        self._last = ""
        self._going: Iterator[Read] | None = None
        self._lock = threading.Lock()

    def article(self, file: Path, path: str) -> "Article":
        """Return the article with this path in its library.

        Raises:
            UnreadableArticleError: It cannot be read (any more).
        """
        with self._lock:
            return self._article(file, path)

    def _article(self, file: Path, path: str) -> "Article":
        from reader.formats.registry import format_of_file

        place = place_in(file, path)
        opened = article_file(file, path.removesuffix(f"#{place}") if place else path)
        kind = format_of_file(opened)
        if not place:
            return kind.article(opened)
        state = (file, state_of(file))
        follows = state == self._file and _number(place) == _number(self._last) + 1
        if state != self._file:
            self._going = None
        self._file, self._last = state, place
        if follows and self._going is None:
            self._going = kind.read(opened)
            found = self._look(self._going, path)
        else:
            found = self._look(islice(self._going or (), _AHEAD), path)
        if found is None:
            self._going = None
            return kind.article(opened, place)
        return found

    def _look(self, going: "Iterator[Read]", path: str) -> "Article | None":
        try:
            for found in going:
                if not isinstance(found, UnreadableArticleError) and found.path == path:
                    return found
        except UnreadableArticleError:
            pass
        return None


def _number(place: str) -> int:
    return int(place) if place.isdecimal() and len(place) < 12 else -1
