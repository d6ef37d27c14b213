"""The command that tells which articles there are."""

from collections.abc import Sequence
from pathlib import Path

import click

from reader.cli.arguments import takes_paths
from reader.cli.headway import telling
from reader.cli.opening import open_workspace
from reader.cli.rows import print_json, print_rows
from reader.cli.stderr import complain
from reader.errors import NothingToReadError
from reader.index.article_list import ArticleList
from reader.index.filter import Query
from reader.index.query import parse_query
from reader.index.schema import COLUMNS, Column
from reader.settings import saved_filters
from reader.workspace import Workspace


@click.command(name="list")
@takes_paths
@click.option("--query", default="", metavar="QUERY", help="List only what this filter finds.")
@click.option(
    "--sort",
    type=click.Choice(COLUMNS),
    default="path",
    show_default=True,
    metavar="COLUMN",
    help=f"Sort by one of: {', '.join(COLUMNS)}.",
)
@click.option("--reverse", is_flag=True, help="Sort the other way round.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array.")
def list_articles(
    paths: tuple[Path, ...],
    store: Path | None,
    query: str,
    sort: Column,
    reverse: bool,
    as_json: bool,
) -> None:
    """List the articles with their words, quotes, figures and claims.

    A filter is made of terms that must all hold, with - before one that must not, OR between
    two, and brackets: words of the title, source or path; "exact words" of the text; title:
    source: path: by: agency: quote: speaker: counts: unit: tag: verdict: with words; figure
    words quotes figures claims with > < >= <= = and a number; unread, begun, done, tagged;
    dates such as 2024, 2024-07, 2024-05..2024-07; @name for a saved filter.

    \b
    Examples:
      copydesk list ~/articles
      copydesk list --query 'source:tass figures>5 -tagged' --sort published
    """
    with open_workspace(paths, store) as workspace:
        wanted = parse_query(query, saved_filters(workspace.settings))
        if wanted.hint:
            raise click.UsageError(wanted.hint)
        articles = brought_up_to_date(workspace)
        ids = fitting(articles, wanted, sort, reverse)
        count_marks(articles, ids)
        if sort in ("quotes", "figures"):
            ids = articles.find(wanted, by=sort, descending=reverse)
        rows = [articles.row(number) for number in ids]
    if not rows:
        complain("No article is like that.")
    cells = [
        {
            "library": str(row.listed.library),
            "published": row.listed.published.isoformat() if row.listed.published else None,
            "source": row.listed.source or None,
            "path": row.listed.path,
            "title": row.listed.title,
            "words": row.listed.words,
            "quotes": _known(row.quotes),
            "figures": _known(row.figures),
            "claims": row.claims,
        }
        for row in rows
    ]
    if as_json:
        print_json(cells)
    else:
        columns = ["published", "source", "path", "title", "words", "quotes", "figures", "claims"]
        if len({row["library"] for row in cells}) > 1:
            columns.insert(0, "library")
        shown = [[_shown(row[column], column) for column in columns] for row in cells]
        print_rows(columns, shown)


def _known(count: int | None) -> int | None:
    """Return a count of marks, None where they could not be counted."""
    return count if count is not None and count >= 0 else None


def _shown(value: object, column: str) -> object:
    """Return what stands in a column: a question mark for a count that is not known."""
    return "?" if value is None and column in {"quotes", "figures"} else value


def brought_up_to_date(workspace: Workspace) -> ArticleList:
    """Return the list once it is what the files are; problems go to stderr.

    Marks are found where they are asked for, by `count_marks`.

    Raises:
        NothingToReadError: There is no article.
    """
    workspace.libraries.once = True
    articles = workspace.articles.list
    problems: list[str] = []
    with telling("Reading articles") as tell:
        for step in articles.update():
            problems.extend(step.problems)
            tell(step.done, step.total)
    for sentence in workspace.claims.follow():
        complain(sentence)
    if not articles.find(limit=1):
        raise NothingToReadError(workspace.articles.nothing_to_read(problems))
    for problem in problems:
        complain(problem)
    return articles


def fitting(
    articles: ArticleList, wanted: Query, by: Column = "path", descending: bool = False
) -> Sequence[int]:
    """Return the ids of the rows that a query finds; marks are found where it asks for them."""
    if wanted.asks_for_marks:
        count_marks(articles, articles.find(wanted.without_marks))
    return articles.find(wanted, by=by, descending=descending)


def count_marks(articles: ArticleList, ids: Sequence[int], *, jobs: int = 1) -> None:
    """Find the marks of these rows, where that was not done; problems go to stderr."""
    with telling("Finding quotes and figures in articles") as tell:
        for step in articles.count(ids, jobs=jobs):
            for problem in step.problems:
                complain(problem)
            tell(step.done, step.total)
