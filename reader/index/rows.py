"""The rows of the list's table, as they are asked for."""

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from reader.library.scan import ListedArticle
from reader.state.database import Fields
from reader.state.progress import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the list; `quotes` and `figures` are None until they were counted."""

    id: int
    listed: ListedArticle
    quotes: int | None
    figures: int | None
    claims: int
    progress: Progress


@dataclass(frozen=True, slots=True)
class Tally:
    """How many claims there are on an article, their tags and verdicts, and who tagged them."""

    claims: int = 0
    tags: tuple[str, ...] = ()
    verdicts: tuple[str, ...] = ()
    annotators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Moved:
    """An article of a library that has another path, and so another row, than before."""

    library: Path
    before: str
    now: str
    id_before: int
    id_now: int


@dataclass(frozen=True, slots=True)
class Known:
    """A file in the table; `library`, a path in bytes, is None when it is no article."""

    id: int
    state: str
    library: bytes | None
    problems: tuple[str, ...]


def row_of(found: Fields) -> Row:
    """Return the row that a statement found, in the order of its columns in `asking`."""
    number, file, library, path, title, source, published, words, *counts = found
    quotes, figures, claims, progress = map(number_in, counts)
    listed = ListedArticle(
        path=str(path),
        library=path_in(library),
        file=path_in(file) if file else None,
        title=str(title),
        source=str(source),
        published=date.fromisoformat(str(published)) if published else None,
        words=number_in(words) or 0,
    )
    return Row(
        id=number_in(number) or 0,
        listed=listed,
        quotes=quotes,
        figures=figures,
        claims=claims or 0,
        progress=progress_in(progress),
    )


def progress_in(value: object) -> Progress:
    """Return a field that holds how far an article was read."""
    return "done" if value == 2 else "begun" if value else "unread"


def number_in(value: object) -> int | None:
    """Return a field that holds a number or nothing."""
    return value if isinstance(value, int) else None


def path_in(value: object) -> Path:
    """Return a field that holds a path in bytes."""
    assert isinstance(value, bytes)
    return Path(os.fsdecode(value))
