"""One article that was named on the command line, and words in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from annotations.span import Span
from reader.article import Article
from reader.cli.opening import open_workspace, scanned
from reader.errors import ReaderError
from reader.library.files import shown
from reader.library.scan import file_named
from reader.workspace import Workspace, tagging
from reader.workspace.open_article import OpenArticle


@contextmanager
def one_article(file: Path, store: Path | None) -> Iterator[tuple[Workspace, OpenArticle]]:
    """Open the one article of a file, or the one whose place follows its name.

    Raises:
        NothingToReadError: There is no article.
        ReaderError: There is none at the place, or there are several.
    """
    holding = file_named(file.parent, file.name)
    with open_workspace((holding,), store) as workspace:
        articles = scanned(workspace).articles
        if place := file.name.removeprefix(holding.name):
            articles = tuple(listed for listed in articles if listed.path.endswith(place))
            if not articles:
                raise ReaderError(f"There is no article {place} in {shown(holding)}.")
        if len(articles) > 1:
            first = Path(articles[0].path).name
            raise ReaderError(
                f"{shown(file)} holds {len(articles)} articles. "
                f"Name one of them, such as “{first}”."
            )
        yield workspace, workspace.articles.open(articles[0])


def span_in(article: Article, words: str | None, at: tuple[int, int] | None) -> Span:
    """Return the place that `--words` or `--at` names.

    Raises:
        UsageError: Neither is given, or both.
        UnknownWordsError: There are no such words, or they stand there more than once.
    """
    if (words is None) == (at is None):
        raise click.UsageError("Say which words with either --words or --at.")
    return tagging.span_at(article, *at) if at else tagging.find_words(article, words or "")
