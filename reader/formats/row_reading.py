"""From the rows of a table to articles: one after the other, the bad ones told at the end."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice

from reader.errors import NoArticlesError, UnreadableArticleError
from reader.formats.article_file import ArticleFile
from reader.formats.columns import Columns, Row, article_of_row, columns_of, numbers_as_words
from reader.formats.contract import Read

LOOKED_AT = 50
"""Rows that tell which column is which, and so are read even where another one is asked for."""

PASSED_OVER: Row = {}
"""What stands for a row that nobody asked for, so that it need not be read."""

_TOLD = 10
"""Bad rows that are each told; of more there is one sentence at the end."""


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be read, and why: what follows “cannot be read: ”."""

    why: str


@dataclass(slots=True)
class _Bad:
    """The bad rows so far."""

    rows: list[int] = field(default_factory=list)
    empty: list[int] = field(default_factory=list)


def articles_of_rows(
    file: ArticleFile, rows: Iterable[Row | BadRow], place: str, *, row: str = "row"
) -> Iterator[Read]:
    """Yield the article of each row, or only of that at `place`, a number from 1.

    `row` is what a row is called in the sentences about bad ones.

    Raises:
        NoArticlesError: No column holds a text.
    """
    going = iter(rows)
    first = list(islice(going, LOOKED_AT))
    good = [each for each in first if not isinstance(each, BadRow)]
    columns = columns_of(good, file.columns)
    if columns.are_claims:
        raise NoArticlesError(
            f"{file.path} holds claims that copydesk exported, not articles. "
            "Take them in with: copydesk import"
        )
    if not columns.has_text:
        raise NoArticlesError(_no_text(file, good))
    bad = _Bad()
    any_article = False
    for number, each in enumerate(chain(first, going), 1):
        if place and place != str(number):
            continue
        if isinstance(each, BadRow):
            bad.rows.append(number)
            if len(bad.rows) <= _TOLD:
                yield UnreadableArticleError(
                    f"{row.capitalize()} {number} of {file.path} cannot be read: {each.why}."
                )
            continue
        article = _article(each, columns, file.at(number))
        if article is None:
            bad.empty.append(number)
        else:
            any_article = True
            yield article
        if place:
            return
    yield from _told_at_the_end(bad, file, row)
    if not any_article and not bad.rows:
        raise NoArticlesError(_no_text(file, good))


def _article(row: Row, columns: Columns, path: str) -> Read | None:
    """Return the article in a row, None where it has no words."""
    try:
        return article_of_row(row, columns, path)
    except UnreadableArticleError:
        return None


def _told_at_the_end(bad: _Bad, file: ArticleFile, row: str) -> Iterator[UnreadableArticleError]:
    if len(bad.rows) > _TOLD:
        yield UnreadableArticleError(
            f"{len(bad.rows)} {row}s of {file.path} cannot be read: {numbers_as_words(bad.rows)}."
        )
    if bad.empty:
        said = f"{row.capitalize()} {bad.empty[0]} of {file.path} has"
        if len(bad.empty) > 1:
            said = f"{len(bad.empty)} {row}s of {file.path} have"
        yield UnreadableArticleError(f"{said} no text: {numbers_as_words(bad.empty)}.")


def _no_text(file: ArticleFile, rows: list[Row]) -> str:
    names = ", ".join(f"“{name}”" for name in list(rows[0])[:12]) if rows else ""
    said = f"There are {names}. " if names else ""
    return (
        f"{file.path} has no column with the text of articles. {said}Name it with "
        '--text-column, or in config.toml: [columns] text = "NAME".'
    )


def is_asked_for(number: int, place: str) -> bool:
    """Tell whether a row must be read at all, numbered from 1."""
    return not place or number <= LOOKED_AT or str(number) == place
