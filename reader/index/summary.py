"""What the list keeps of an article: a row about its file, and how many marks it has."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from reader.article import Article
from reader.detectors.marks import Figure, Mark
from reader.errors import UnreadableArticleError
from reader.library import scan
from reader.library.scan import FoundFile, ListedArticle


@dataclass(frozen=True, slots=True)
class FoundArticle:
    """What is kept of an article without its text."""

    listed: ListedArticle
    text_hash: str
    byline: str
    agencies: tuple[str, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many marks there are in an article, and who is quoted.

    Reported speech is not counted, but its speakers are named.
    """

    quotes: int
    figures: int
    speakers: tuple[str, ...]


Found: TypeAlias = FoundArticle | str | None
"""An article, a sentence about why it is none, or nothing where it is a report of ours."""


def found_in(file: FoundFile) -> Found:
    """Return what there is in a file."""
    try:
        article = scan.parse_found(file)
    except UnreadableArticleError as error:
        return str(error)
    return None if article is None else of_article(article, file.library, file.file)


def of_article(article: Article, folder: Path, file: Path | None) -> FoundArticle:
    """Return what is kept of an article in a library."""
    return FoundArticle(
        scan.listed(article, folder, file),
        article.text_hash,
        article.byline,
        article.agencies,
        article.remarks,
    )


class RunningCount:
    """Counts marks without keeping them: there may be hundreds of thousands in a text."""

    def __init__(self) -> None:
        self._quotes = self._figures = 0
        self._speakers: dict[str, None] = {}

    def add(self, mark: Mark) -> None:
        """Count one more."""
        if isinstance(mark, Figure):
            self._figures += mark.wanted
            return
        self._quotes += mark.form != "indirect"
        if mark.speaker:
            self._speakers[mark.speaker.name] = None

    def counts(self) -> Counts:
        """Return how many there were."""
        return Counts(quotes=self._quotes, figures=self._figures, speakers=tuple(self._speakers))


def counts_of(marks: Iterable[Mark]) -> Counts:
    """Return how many quotes and figures there are among marks, and the speakers."""
    running = RunningCount()
    for mark in marks:
        running.add(mark)
    return running.counts()
