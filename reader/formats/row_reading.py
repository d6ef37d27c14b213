"""From the rows of a table to articles: one after the other, the bad ones told at the end."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice

from reader.article import Article
from reader.errors import NoArticlesError, UnreadableArticleError
from reader.formats.article_file import ArticleFile
from reader.formats.columns import Columns, Row, article_of_row, columns_of, numbers_as_words
from reader.formats.contract import Read
from reader.formats.paragraphs import one_line

LOOKED_AT = 50
"""Rows that tell which column is which, and so are read even where another one is asked for."""

PASSED_OVER: Row = {}
"""What stands for a row that nobody asked for, so that it need not be read."""

_TOLD = 10
"""Bad rows that are each told; of more there is one sentence at the end."""

_LONGEST_NAME = 60
"""Characters of a column's name that a sentence shows."""


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be read, and why: what follows “cannot be read: ”."""

    why: str


@dataclass(slots=True)
class _Bad:
    """The bad rows so far, and those without a text."""

    rows: list[int] = field(default_factory=list)
    empty: list[int] = field(default_factory=list)

    def told(
        self, bad: BadRow, number: int, file: ArticleFile, row: str
    ) -> Iterator[UnreadableArticleError]:
        """Yield the sentence about a bad row, if there were not many before."""
        self.rows.append(number)
        if len(self.rows) <= _TOLD:
            yield UnreadableArticleError(
                f"{row.capitalize()} {number} of {file.path} cannot be read: {bad.why}."
            )

    def told_at_the_end(self, file: ArticleFile, row: str) -> Iterator[UnreadableArticleError]:
        """Yield the sentences about all rows that were left out."""
        if len(self.rows) > _TOLD:
            yield UnreadableArticleError(
                f"{len(self.rows)} {row}s of {file.path} cannot be read: "
                f"{numbers_as_words(self.rows)}."
            )
        if len(self.empty) == 1:
            yield UnreadableArticleError(
                f"{row.capitalize()} {self.empty[0]} of {file.path} has no text."
            )
        elif self.empty:
            yield UnreadableArticleError(
                f"{len(self.empty)} {row}s of {file.path} have no text: "
                f"{numbers_as_words(self.empty)}."
            )


def articles_of_rows(
    file: ArticleFile, rows: Iterable[Row | BadRow], place: str, *, row: str = "row"
) -> Iterator[Read]:
    """Yield the article of each row, or only of that at `place`, a number from 1.

    `row` is what a row is called in the sentences about bad ones.

    Raises:
        NoArticlesError: No column holds a text.
    """
    going = _with_end(rows)
    first = list(islice(going, LOOKED_AT))
    good = [each for each in first if not isinstance(each, BadRow | UnreadableArticleError)]
    if not good and first and isinstance(first[-1], UnreadableArticleError):
        raise first[-1]
    if not good and first and isinstance(first[0], BadRow):
        raise UnreadableArticleError(f"{row.capitalize()} 1 of {file.path}: {first[0].why}.")
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
        if isinstance(each, UnreadableArticleError):
            yield each
            any_article = True
        elif place and place != str(number):
            continue
        elif isinstance(each, BadRow):
            yield from bad.told(each, number, file, row)
        elif article := _article(each, columns, file.at(number)):
            any_article = True
            yield article
        else:
            bad.empty.append(number)
        if place:
            return
    yield from bad.told_at_the_end(file, row)
    if not any_article and not bad.rows:
        raise NoArticlesError(_no_text(file, good))


def _with_end(rows: Iterable[Row | BadRow]) -> Iterator[Row | BadRow | UnreadableArticleError]:
    """Yield rows, and last the sentence about why there are no more, if there is one."""
    try:
        yield from rows
    except UnreadableArticleError as error:
        yield error


def _article(row: Row, columns: Columns, path: str) -> Article | None:
    """Return the article in a row, None where it has no words."""
    try:
        return article_of_row(row, columns, path)
    except UnreadableArticleError:
        return None


def _no_text(file: ArticleFile, rows: list[Row]) -> str:
    columns = [one_line(name)[:_LONGEST_NAME] for name in list(rows[0])[:12]] if rows else []
    names = ", ".join(f"“{name}”" for name in columns)
    said = f"There are {names}. " if names else ""
    return (
        f"{file.path} has no column with the text of articles. {said}Name it with "
        '--text-column, or in config.toml: [columns] text = "NAME".'
    )


def is_asked_for(number: int, place: str) -> bool:
    """Tell whether a row must be read at all, numbered from 1."""
    return not place or number <= LOOKED_AT or str(number) == place
