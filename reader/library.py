"""The articles under some paths: which there are, and what keeps others from being read.

A folder is searched through all its folders; names that begin with a dot are passed
over. An article belongs to the library of the nearest folder above it that holds a
`copydesk.json`; where there is none, to the folder that was opened.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeAlias

from reader.article import Article, word_count
from reader.errors import ReaderError, UnreadableArticleError
from reader.formats.registry import SUFFIXES, format_of
from reader.settings import STORE_NAME


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedArticle:
    """One row of the list: where an article is, and what its file says of it.

    `path` names it within its library, whose folder is `library`; `file` is where it is
    read from, None for an article that came through standard input.
    """

    path: str
    library: Path
    file: Path | None
    title: str
    source: str
    published: date | None
    words: int


@dataclass(frozen=True, slots=True)
class Problem:
    """One sentence about a file or folder that could not be read."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Listing:
    """What a scan found."""

    articles: tuple[ListedArticle, ...]
    problems: tuple[str, ...]


Scanned: TypeAlias = ListedArticle | Problem


def listing(scanned: Iterable[Scanned]) -> Listing:
    """Return what a scan found, articles and problems apart."""
    articles, problems = [], []
    for found in scanned:
        if isinstance(found, Problem):
            problems.append(found.sentence)
        else:
            articles.append(found)
    return Listing(tuple(articles), tuple(problems))


def nothing_in(paths: Sequence[Path]) -> str:
    """Return the sentence that says that there is no article under these paths."""
    endings = ", ".join(sorted(SUFFIXES))
    places = " or ".join(str(path) for path in paths) or "standard input"
    return f"There is no article to read in {places}. Articles are files that end in {endings}."


def not_there(path: Path) -> str:
    """Return the sentence for a path that does not exist."""
    return f"{path} does not exist. Check the name, or open another folder."


def iter_scan(paths: Iterable[Path]) -> Iterator[Scanned]:
    """Yield each article under `paths` as soon as it is read, and each problem.

    A file that two paths lead to is listed once.
    """
    seen: set[tuple[int, int]] = set()
    homes: dict[Path, Path] = {}
    for root in paths:
        for found in _files(root):
            if isinstance(found, Problem):
                yield found
                continue
            try:
                identity = _identity(found)
                if identity in seen:
                    continue
                seen.add(identity)
                folder = library_of(found, root, homes)
                article = parse_file(found, name_in(folder, found))
            except ReaderError as error:
                yield Problem(str(error))
                continue
            yield from map(Problem, article.remarks)
            yield listed(article, folder, found)


def library_of(file: Path, root: Path, homes: dict[Path, Path]) -> Path:
    """Return the folder of the library that `file`, found under `root`, belongs to.

    `homes` remembers the answer of each folder from call to call.
    """
    opened = root if root.is_dir() else root.parent
    folder = file.absolute().parent
    if folder not in homes:
        homes[folder] = _nearest_store(folder) or opened.absolute()
    return homes[folder]


def has_store(folder: Path) -> bool:
    """Tell whether `folder`, or one above it, holds the store of a library."""
    return _nearest_store(folder.absolute()) is not None


def _nearest_store(folder: Path) -> Path | None:
    above = (place for place in (folder, *folder.parents) if (place / STORE_NAME).is_file())
    return next(above, None)


def name_in(folder: Path, file: Path) -> str:
    r"""Return the article name of `file` in the library at `folder`, with `/` between parts.

    Bytes of a file name that are not UTF-8 are written as `\xff`.
    """
    name = Path(os.path.relpath(file.absolute(), folder)).as_posix()
    return os.fsencode(name).decode(errors="backslashreplace")


def listed(article: Article, library: Path, file: Path | None) -> ListedArticle:
    """Return the list's row for an article."""
    return ListedArticle(
        path=article.path,
        library=library,
        file=file,
        title=article.title,
        source=article.source,
        published=article.published,
        words=word_count(article.text),
    )


def parse_file(file: Path, name: str) -> Article:
    """Read one file and return its article.

    Raises:
        UnreadableArticleError: It cannot be read, or is not an article.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        raise UnreadableArticleError(f"{file} cannot be read: {_reason(error)}.") from error
    if not data.strip():
        raise UnreadableArticleError(f"{file} is empty: there is nothing to read in it.")
    return format_of(file.name).parse(data, name)


def _files(root: Path) -> Iterator[Path | Problem]:
    """Yield the article files under a folder, sorted, or the one file that `root` is."""
    if root.is_dir():
        yield from _files_below(root)
    elif root.exists():
        yield root
    elif root.is_symlink():
        yield Problem(f"{root} is a link that leads nowhere, or to itself.")
    else:
        yield Problem(not_there(root))


def _files_below(root: Path) -> Iterator[Path | Problem]:
    """Yield the article files below `root`, folder by folder, and the dead ends."""
    waiting: list[tuple[Path, frozenset[tuple[int, int]]]] = [(root, frozenset())]
    while waiting:
        folder, above = waiting.pop()
        try:
            identity = _identity(folder)
            if identity in above:
                yield Problem(f"{folder} leads back to a folder above it: not searched again.")
                continue
            with os.scandir(folder) as entries:
                inside = sorted(entries, key=lambda entry: entry.name)
        except UnreadableArticleError as error:
            yield Problem(str(error))
            continue
        except OSError as error:
            yield Problem(f"{folder} cannot be searched: {_reason(error)}.")
            continue
        below = []
        for entry in inside:
            if entry.name.startswith("."):
                continue
            path = Path(entry.path)
            if entry.is_dir():
                below.append((path, above | {identity}))
            elif path.suffix.lower() not in SUFFIXES:
                continue
            elif entry.is_file():
                yield path
            else:
                yield Problem(f"{path} is a link that leads nowhere, or no ordinary file.")
        waiting.extend(reversed(below))


def _identity(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError as error:
        raise UnreadableArticleError(f"{path} cannot be read: {_reason(error)}.") from error
    return status.st_dev, status.st_ino


def _reason(error: OSError) -> str:
    return error.strerror or str(error)
