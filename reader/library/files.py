"""The article files under a path, and their bytes.

A folder is searched through all its folders; names that begin with a dot are passed over,
and texts that copydesk exported there. Links come last, so that a file is known by its
own name and not by a link's. What cannot be searched or read is an error with its
sentence, given in its place: it stops nothing.
"""

import errno
import heapq
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeAlias

from reader import settings
from reader.errors import UnreadableArticleError
from reader.library.own_exports import without_exports

if TYPE_CHECKING:  # a list is shown before a format is known
    from reader.formats.article_file import ArticleFile

Identity: TypeAlias = tuple[int, int]
"""The device and the number of a file: the same for all names that lead to it."""

_SORTED_AT_ONCE = 1000
"""Names; sorting them takes less than half a millisecond."""

# Without O_NONBLOCK, opening a named pipe would wait for somebody to write into it.
_OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def shown(path: Path) -> str:
    r"""Return a path as a sentence can show it, bytes that are not UTF-8 written as `\xff`."""
    return os.fsencode(path).decode(errors="backslashreplace")


def is_folder(path: Path) -> bool:
    """Tell whether there is a folder; where nobody may look, there is none for us."""
    return os.path.isdir(path)  # noqa: PTH112 - Path.is_dir raises where one may not look


def why_unreachable(path: Path) -> str:
    """Return why there is nothing at a path for us, empty where there is something."""
    try:
        path.stat()
    except OSError as error:
        return str(_no_way_to(path, error))
    return ""


def files_under(root: Path, searched: set[Identity]) -> Iterator[Path | UnreadableArticleError]:
    """Yield the article files under a folder, or the one file that `root` is.

    `searched` remembers from call to call which folders need not be searched again.
    """
    try:
        is_folder = stat.S_ISDIR(root.stat().st_mode)
    except OSError as error:
        yield _no_way_to(root, error)
        return
    if is_folder:
        yield from _files_below(root, searched)
    else:
        yield root


def article_file(
    file: Path, name: str, columns: Callable[[], Mapping[str, str]] | None = None
) -> "ArticleFile":
    """Return a file for a format to read; `name` is the one that sentences about it use.

    `columns` gives the columns of a table that a person named, those in `config.toml` else.
    """
    from reader.formats.article_file import ArticleFile

    return ArticleFile(name, lambda: opened(file), columns or settings.columns)


def opened(file: Path) -> BinaryIO:
    """Open a file to be read.

    Raises:
        UnreadableArticleError: It cannot be read, is no ordinary file, or has no content.
    """
    try:
        stream = os.fdopen(os.open(file, _OPEN_FLAGS), "rb")
    except OSError as error:
        raise UnreadableArticleError(f"{shown(file)} cannot be read: {_reason(error)}.") from error
    status = os.fstat(stream.fileno())
    if stat.S_ISREG(status.st_mode) and status.st_size:
        return stream
    stream.close()
    if status.st_size or not stat.S_ISREG(status.st_mode):
        raise UnreadableArticleError(f"{shown(file)} is not an ordinary file.")
    raise UnreadableArticleError(f"{shown(file)} is empty: there is nothing to read in it.")


def state_of(file: Path) -> tuple[Identity, str]:
    """Return which file this is, and what differs when it is changed or replaced.

    Raises:
        UnreadableArticleError: It cannot be looked at.
    """
    try:
        status = file.stat()
    except OSError as error:
        raise UnreadableArticleError(f"{shown(file)} cannot be read: {_reason(error)}.") from error
    # The time of change and the number tell of a file that was replaced by another of the
    # same size and time of writing.
    state = f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"
    return (status.st_dev, status.st_ino), state


def _files_below(root: Path, searched: set[Identity]) -> Iterator[Path | UnreadableArticleError]:
    waiting = [root]
    links: list[Path] = []
    while waiting or links:
        if not waiting:
            folders, links = links, []
            for link in folders:
                yield from _follow(link, waiting)
            waiting.reverse()
            continue
        folder = waiting.pop()
        try:
            status = folder.stat()
            if (identity := (status.st_dev, status.st_ino)) in searched:
                if _leads_back(folder):
                    yield UnreadableArticleError(
                        f"{shown(folder)} leads back to a folder above it: not searched again."
                    )
                continue
            searched.add(identity)
            files, below, further = _inside(folder)
        except OSError as error:
            yield UnreadableArticleError(f"{shown(folder)} cannot be searched: {_reason(error)}.")
            continue
        links.extend(folder / name for name in further)
        # Who opens such a folder by its name wants to read what is in it.
        for name in without_exports(folder, files, is_opened=folder == root):
            yield folder / name
        waiting.extend(folder / name for name in reversed(below))


def _inside(folder: Path) -> tuple[Iterable[str], list[str], list[str]]:
    """Return the names of the article files in a folder, of the folders, and of the links.

    Each are in order. To sort 100,000 names in one go would hold up other threads for as
    long as some frames, so files are sorted by pieces.
    """
    pieces: list[list[str]] = [[]]
    below, links = [], []
    with os.scandir(folder) as entries:
        for entry in entries:
            name = entry.name
            if name.startswith("."):
                continue
            if entry.is_symlink():
                links.append(name)
            elif entry.is_dir(follow_symlinks=False):
                below.append(name)
            elif _is_article_name(name):
                if len(pieces[-1]) == _SORTED_AT_ONCE:
                    pieces[-1].sort()
                    pieces.append([])
                pieces[-1].append(name)
    pieces[-1].sort()
    return heapq.merge(*pieces), sorted(below), sorted(links)


def _follow(link: Path, waiting: list[Path]) -> Iterator[Path | UnreadableArticleError]:
    """Yield the file that a link leads to; a folder is put with those that are waiting."""
    try:
        mode = link.stat().st_mode
    except OSError as error:
        if _is_article_name(link.name) or not isinstance(error, FileNotFoundError):
            yield _no_way_to(link, error)
        return
    if stat.S_ISDIR(mode):
        waiting.append(link)
    elif _is_article_name(link.name):
        yield link


def _is_article_name(name: str) -> bool:
    # The formats load too slowly to be waited for before the list is there.
    from reader.formats.registry import SUFFIXES

    suffix = os.path.splitext(name)[1].lower()  # noqa: PTH122 - for thousands of names
    return suffix in SUFFIXES and name != settings.STORE_NAME


def _leads_back(folder: Path) -> bool:
    if not folder.is_symlink():
        return False
    return Path(os.path.realpath(folder.parent)).is_relative_to(os.path.realpath(folder))


def _no_way_to(path: Path, error: OSError) -> UnreadableArticleError:
    if error.errno in (errno.ENOENT, errno.ELOOP) and path.is_symlink():
        return UnreadableArticleError(f"{shown(path)} is a link that leads nowhere, or to itself.")
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        sentence = f"{shown(path)} does not exist. Check the name, or open another folder."
        return UnreadableArticleError(sentence)
    return UnreadableArticleError(f"{shown(path)} cannot be read: {_reason(error)}.")


def _reason(error: OSError) -> str:
    return error.strerror or str(error)
