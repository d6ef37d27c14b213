"""Articles that were found in an archive: which ones they are; their texts stay there.

A file of lines of JSON. The first names the archive's folder; each other one a part of it and the
row of its table of articles. `copydesk archive open` writes such files.
"""

import json
import re
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from annotations.span import Span
from reader.article import Article, Part
from reader.errors import UnreadableArticleError
from reader.formats.article_file import ArticleFile
from reader.formats.contract import Read

HEAD = "copydesk archive"
_PART = re.compile(r"[0-9]{6,}-[0-9]{6,}")
_AGAIN = "Find the articles again with: copydesk archive open"
_COLUMNS = [
    "title", "source", "published", "byline", "agencies", "url", "language", "text", "part_starts",
    "part_ends", "part_kinds",
]  # fmt: skip

_Line = tuple[int, str, int]
"""Which article of the file it is, from 1, its part of the archive, and its row there."""


def read(file: ArticleFile, place: str = "") -> Iterator[Read]:
    """Yield the articles that a file names, numbered from 1.

    Raises:
        UnreadableArticleError: It names none, or its archive is not there.
    """
    archive, lines = _named(file)
    if place:
        lines = [line for line in lines if str(line[0]) == place]
    try:
        is_there = (archive / "parts").is_dir()
    except OSError:  # no disk takes a name of that length
        is_there = False
    if not is_there:
        raise UnreadableArticleError(
            f"The archive of {file.path}, {archive}, is not there any more. {_AGAIN}"
        )
    for part, some in groupby(lines, key=itemgetter(1)):
        yield from _in_part(file, archive / "parts" / part / "articles.parquet", list(some))


def _named(file: ArticleFile) -> tuple[Path, list[_Line]]:
    """Return the folder of the archive, and the articles of it.

    Raises:
        UnreadableArticleError: The file is damaged, or of something else.
    """
    try:
        head, *lines = file.data().decode().splitlines()
        archive = json.loads(head)["archive"]
        found: list[_Line] = []
        for number, line in enumerate(lines, 1):
            part, row = json.loads(line)
            if not _PART.fullmatch(part) or not isinstance(row, int) or row < 0:
                raise ValueError(line)
            found.append((number, part, row))
        if not isinstance(archive, str) or not found:
            raise ValueError(archive)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UnreadableArticleError(
            f"{file.path} is damaged, or names no articles of an archive. {_AGAIN}"
        ) from error
    return Path(archive), found


def _in_part(file: ArticleFile, table: Path, lines: list[_Line]) -> Iterator[Read]:
    """Yield the articles of one part, its groups of rows read one after the other."""
    from pyarrow import ArrowException
    from pyarrow.parquet import ParquetFile

    waiting = iter(lines)
    line = next(waiting, None)
    try:
        with ParquetFile(table) as opened:
            first = 0
            for number in range(opened.metadata.num_row_groups):
                last = first + opened.metadata.row_group(number).num_rows
                wanted = []
                while line is not None and line[2] < last:
                    wanted.append(line)
                    line = next(waiting, None)
                if wanted:
                    group = opened.read_row_group(number, columns=_COLUMNS)
                    rows = group.take([row - first for _, _, row in wanted]).to_pylist()
                    for (place, _, _), row in zip(wanted, rows, strict=True):
                        yield _article(row, file.at(place))
                first = last
    except (ArrowException, OSError, ValueError, KeyError) as error:
        yield UnreadableArticleError(
            f"{table.parent.name} of the archive of {file.path} cannot be read "
            f"({type(error).__name__}). {_AGAIN}"
        )
        return
    if line is not None:
        yield UnreadableArticleError(
            f"{table.parent.name} of the archive of {file.path} has fewer articles than when they "
            f"were found. {_AGAIN}"
        )


def _article(row: dict[str, object], path: str) -> Article:
    def words(name: str) -> str:
        value = row[name]
        return value if isinstance(value, str) else ""

    def several(name: str) -> list:  # type: ignore[type-arg] # of what the schema says
        value = row[name]
        return value if isinstance(value, list) else []

    parts = zip(several("part_starts"), several("part_ends"), several("part_kinds"), strict=True)
    return Article(
        path=path,
        text=words("text"),
        title=words("title"),
        published=row["published"],  # type: ignore[arg-type] # a day, as the schema says
        byline=words("byline"),
        source=words("source"),
        agencies=tuple(several("agencies")),
        url=words("url"),
        language=words("language"),
        parts=tuple(Part(Span(start, end), kind) for start, end, kind in parts),
    )
