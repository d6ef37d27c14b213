"""The articles under some paths: which there are, and what keeps others from being read.

An article belongs to the library of the nearest folder above it that holds a
`copydesk.json`; where there is none, to the folder that was opened.
"""

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, TypeAlias

from reader.errors import NoArticlesError, UnreadableArticleError
from reader.library.entries import EntryReader
from reader.library.files import (
    Identity,
    article_file,
    files_under,
    is_folder,
    shown,
    state_of,
)
from reader.library.own_exports import is_report
from reader.settings import STORE_NAME

_MOST_WAITING = 100
"""Sentences about a file's pieces that are kept until there is an article in it."""

_BYTE = re.compile(rb"\\x([0-9a-f]{2})")

if TYPE_CHECKING:  # neither articles nor formats are needed to show what the list knows
    from reader.article import Article
    from reader.formats.contract import Read


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
    from reader.formats.registry import SUFFIXES

    endings = ", ".join(sorted(SUFFIXES))
    places = " or ".join(map(shown, paths)) or "standard input"
    return f"There is no article to read in {places}. Articles are files that end in {endings}."


def iter_scan(paths: Iterable[Path]) -> Iterator[Scanned]:
    """Yield each article under `paths` as soon as it is read, and each problem.

    A file that two paths lead to is listed once.
    """
    for found in iter_read(paths):
        if isinstance(found, Problem):
            yield found
        else:
            article, file = found
            yield from map(Problem, article.remarks)
            yield listed(article, file.library, file.file)


def iter_read(paths: Iterable[Path]) -> "Iterator[tuple[Article, FoundFile] | Problem]":
    """Yield each article under `paths` with the file that it is in, and each problem."""
    for found in iter_files(paths):
        if isinstance(found, Problem):
            yield found
            continue
        try:
            for each in articles_in(found):
                if isinstance(each, UnreadableArticleError):
                    yield Problem(str(each))
                else:
                    yield each, found
        except UnreadableArticleError as error:
            yield Problem(str(error))


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file that may be an article, and the folder of the library that it belongs to.

    `state` differs when the file was changed, or another took its place. `is_named` tells
    whether it was opened by its own name.
    """

    file: Path
    library: Path
    state: str
    is_named: bool = False


def iter_files(paths: Iterable[Path]) -> Iterator[FoundFile | Problem]:
    """Yield each file that `iter_scan` would read, without reading it, and each problem."""
    seen: defaultdict[int, set[int]] = defaultdict(set)  # pairs would take twice the memory
    searched: set[Identity] = set()
    homes: dict[Path, Path] = {}
    for root in paths:
        for found in files_under(root, searched):
            if isinstance(found, UnreadableArticleError):
                yield Problem(str(found))
                continue
            try:
                (device, number), state = state_of(found)
            except UnreadableArticleError as error:
                yield Problem(str(error))
                continue
            if number not in seen[device]:
                seen[device].add(number)
                home = library_of(found, root, homes)
                yield FoundFile(found, home, state, is_named=found == root)


def library_of(file: Path, root: Path, homes: dict[Path, Path]) -> Path:
    """Return the folder of the library that `file`, found under `root`, belongs to.

    `homes` remembers the answer of each folder from call to call.
    """
    folder = file.parent
    if folder not in homes:
        opened = root if is_folder(root) else root.parent
        homes[folder] = nearest_store(folder) or whole(opened)
    return homes[folder]


def nearest_store(folder: Path) -> Path | None:
    """Return the nearest folder, at `folder` or above it, that holds a store."""
    folder = whole(folder)
    above = (place for place in (folder, *folder.parents) if _is_file(place / STORE_NAME))
    return next(above, None)


def _is_file(path: Path) -> bool:
    """Tell whether there is a file; where nobody may look, there is none for us."""
    try:
        return path.is_file()
    except OSError:
        return False


def whole(path: Path) -> Path:
    """Return the path from the root on, without `..`."""
    return Path(os.path.normpath(path.absolute()))


def name_in(folder: Path, file: Path) -> str:
    r"""Return the article name of `file` in the library at `folder`, with `/` between parts.

    Bytes of a file name that are not UTF-8 are written as `\xff`.
    """
    return shown(Path(os.path.relpath(file, folder))).replace(os.sep, "/")


def file_named(folder: Path, name: str) -> Path:
    r"""Return the file of the article that `name_in` gave this name in a library.

    Where there is no such file, `\xff` in its name is taken for a byte, and what follows
    the last `#` for the article's place in a file that holds several.
    """
    file = folder / name
    if "#" in name and not file.exists():
        whole_name, _, _ = name.rpartition("#")
        if (holding := file_named(folder, whole_name)).exists():
            return holding
    if "\\x" not in name or file.exists():
        return file
    return Path(os.fsdecode(_BYTE.sub(lambda found: bytes([int(found[1], 16)]), os.fsencode(file))))


def missing_in(folder: Path, names: Iterable[str]) -> list[str]:
    """Return which of these articles of a library have no file of just this name any more.

    Upper and lower case count, also where the disk takes them for the same.
    """
    inside: dict[Path, set[str]] = {}

    def stands(file: Path) -> bool:
        if file == folder:
            return True
        parent = file.parent
        if parent not in inside:
            try:
                inside[parent] = {entry.name for entry in parent.iterdir()}
            except NotADirectoryError:  # a file that holds several articles
                return stands(parent)
            except OSError:
                inside[parent] = set()
        return file.name in inside[parent] and stands(parent)

    return [
        name
        for name in names
        if (path := PurePosixPath(name)).is_absolute()
        or ".." in path.parts
        or not stands(file_named(folder, name))
    ]


def listed(article: "Article", library: Path, file: Path | None) -> ListedArticle:
    """Return the list's row for an article."""
    from reader.article import word_count

    return ListedArticle(
        path=article.path,
        library=library,
        file=file,
        title=article.title,
        source=article.source,
        published=article.published,
        words=word_count(article.text),
    )


def articles_in(found: FoundFile) -> "Iterator[Read]":
    """Yield the articles in a file that was found, none where it is a report of ours.

    A table or the like without articles is told of only where it was opened by its name.

    Raises:
        UnreadableArticleError: It cannot be read, or is not an article.
    """
    from reader.formats.registry import format_of_file

    file = article_file(found.file, name_in(found.library, found.file))
    if is_report(file.head) and not found.is_named:
        return
    waiting: list[UnreadableArticleError] | None = None if found.is_named else []
    try:
        for each in format_of_file(file).read(file):
            if waiting is None or not isinstance(each, UnreadableArticleError):
                yield from waiting or ()
                waiting = None
                yield each
            elif len(waiting) < _MOST_WAITING:
                waiting.append(each)
    except NoArticlesError:
        if found.is_named:
            raise


def parse_file(file: Path, name: str) -> "Article":
    """Return the article that has this name in its library, and is in this file.

    Raises:
        UnreadableArticleError: It cannot be read, or is not an article.
    """
    return EntryReader().article(file, name)
