"""What the list keeps of an article: a row about its file, and how many marks it has."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reader.article import Article
from reader.detectors.contract import Failure
from reader.detectors.marks import Figure, Mark
from reader.errors import UnreadableArticleError
from reader.index.filter import MOST_MARKS
from reader.index.full_text import indexed
from reader.index.marks import NO_MARKS, PackedMarks, pack
from reader.library import scan
from reader.library.scan import FoundFile, ListedArticle


@dataclass(frozen=True, slots=True)
class FoundArticle:
    """What is kept of an article; of its text, the words as the index takes them in."""

    listed: ListedArticle
    text_hash: str
    byline: str
    agencies: tuple[str, ...]
    remarks: tuple[str, ...]
    words: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many marks there are in an article, and who is quoted.

    Reported speech is not counted, but its speakers are named. Where a detector failed,
    its marks could not be counted (`UNKNOWN`), and `problems` says why.
    """

    quotes: int
    figures: int
    speakers: tuple[str, ...]
    problems: tuple[str, ...] = ()
    marks: PackedMarks = NO_MARKS


UNKNOWN = -1
"""Stands for a number of marks that could not be counted."""


@dataclass(frozen=True, slots=True)
class Found:
    """Some of what there is in a file: articles, and sentences about what cannot be read.

    The last of a file `ends` it; it has neither where the file is a report of ours.
    """

    articles: tuple[FoundArticle, ...] = ()
    problems: tuple[str, ...] = ()
    ends: bool = True


_TOGETHER = 50
"""Articles of one file that are told of together; a few milliseconds of work."""


def found_in(file: FoundFile) -> Iterator[Found]:
    """Yield what there is in a file, some articles at a time."""
    articles: list[FoundArticle] = []
    problems: list[str] = []
    try:
        for found in scan.articles_in(file):
            if isinstance(found, UnreadableArticleError):
                problems.append(str(found))
                continue
            if len(articles) == _TOGETHER:
                yield Found(tuple(articles), tuple(problems), ends=False)
                articles, problems = [], []
            articles.append(of_article(found, file.library, file.file))
            problems.extend(found.remarks)
    except UnreadableArticleError as error:
        problems.append(str(error))
    yield Found(tuple(articles), tuple(problems))


def of_article(article: Article, folder: Path, file: Path | None) -> FoundArticle:
    """Return what is kept of an article in a library."""
    return FoundArticle(
        scan.listed(article, folder, file),
        article.text_hash,
        article.byline,
        article.agencies,
        article.remarks,
        indexed(article.text),
        article.url,
    )


class RunningCount:
    """Counts the marks of a text, wanted or not, and packs what the index keeps of them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._marks: list[Mark] = []
        self._quotes = self._figures = 0
        self._speakers: dict[str, None] = {}
        self._failures: list[Failure] = []

    def add(self, mark: Mark) -> None:
        """Count one more."""
        if len(self._marks) < MOST_MARKS:
            self._marks.append(mark)
        if isinstance(mark, Figure):
            self._figures += mark.wanted
            return
        self._quotes += mark.form != "indirect"
        if mark.speaker:
            self._speakers[mark.speaker.name] = None

    def fail(self, failure: Failure) -> None:
        """Take in that a detector failed."""
        self._failures.append(failure)

    def counts(self, path: str) -> Counts:
        """Return how many there were in the article at a path."""
        failed = {failure.detector for failure in self._failures}
        return Counts(
            quotes=UNKNOWN if "quotes" in failed else self._quotes,
            figures=UNKNOWN if "figures" in failed else self._figures,
            speakers=tuple(self._speakers),
            problems=tuple(f"In {path} {failure}." for failure in self._failures),
            marks=pack(self._marks, self._text),
        )
