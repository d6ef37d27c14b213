"""The commands that tell of articles: what there is, and what was found in it."""

import json
import sys
from datetime import date
from pathlib import Path

import click

from reader.article import Article
from reader.cli.arguments import takes_paths
from reader.cli.headway import telling
from reader.cli.opening import STDIN, open_workspace, scanned
from reader.cli.rows import json_line, print_json, print_rows
from reader.cli.stderr import complain
from reader.detectors.marks import Figure, Mark, as_record
from reader.detectors.registry import find_marks
from reader.errors import NothingToReadError, ReaderError, UnreadableArticleError
from reader.index.article_list import ArticleList
from reader.index.query import parse_query
from reader.index.schema import COLUMNS, Column
from reader.library.files import shown
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

    A filter is made of terms that must all hold, with - before one that must not: words
    of the title, source or path; "exact words" of the text; title: source: path: by:
    agency: quote: tag: with words; words quotes figures claims with > < >= <= = and a
    number; unread, begun, done, tagged; dates such as 2024, 2024-07, 2024-05..2024-07.

    \b
    Examples:
      copydesk list ~/articles
      copydesk list --query 'source:tass figures>5 -tagged' --sort published
    """
    with open_workspace(paths, store) as workspace:
        wanted = parse_query(query)
        if wanted.hint:
            raise click.UsageError(wanted.hint)
        ids = brought_up_to_date(workspace).find(wanted, by=sort, descending=reverse)
        asked = workspace.articles.list.having_words(wanted, ids)
        rows = [workspace.articles.list.row(number) for number, has in asked if has]
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
            "quotes": row.quotes,
            "figures": row.figures,
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
        print_rows(columns, [[row[column] for column in columns] for row in cells])


def brought_up_to_date(workspace: Workspace) -> ArticleList:
    """Return the list once it is what the files are; problems go to stderr.

    Raises:
        NothingToReadError: There is no article.
    """
    articles = workspace.articles.list
    problems: list[str] = []
    with telling("Reading articles") as tell:
        for step in articles.update():
            problems.extend(step.problems)
            tell(step.done, step.total)
    if not articles.find(limit=1):
        raise NothingToReadError(workspace.articles.nothing_to_read(problems))
    for problem in problems:
        complain(problem)
    with telling("Finding quotes and figures in articles") as tell:
        for step in articles.count():
            tell(step.done, step.total)
    return articles


@click.command()
@click.argument(
    "paths", metavar="[FILE]...", nargs=-1, type=click.Path(path_type=Path, readable=False)
)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array.")
@click.option("--explain", is_flag=True, help="Name the rule that found each mark.")
@click.option(
    "--jsonl",
    type=click.Path(path_type=Path, readable=False),
    metavar="FILE|-",
    help="Read texts as JSON Lines (id, text, published); answer with a line of marks each.",
)
def marks(paths: tuple[Path, ...], as_json: bool, explain: bool, jsonl: Path | None) -> None:
    """Print the quotes and figures found in articles, or in texts of other programs.

    Offsets count code points of the article's text as copydesk shows it; with --jsonl
    they count those of the text as given.

    \b
    Examples:
      copydesk marks report.txt
      copydesk marks --explain report.txt
      copydesk marks --jsonl texts.jsonl
    """
    if jsonl is not None:
        if paths:
            raise click.UsageError("Give either files or --jsonl, not both.")
        _mark_lines(jsonl)
        return
    if not paths:
        raise click.UsageError("Name at least one file, or use --jsonl.")
    with open_workspace(paths, None) as workspace:
        found = _found_in(workspace)
    if as_json:
        print_json([{"article": art.path, **as_record(mark, art.text)} for art, mark in found])
        return
    columns = ["article", "kind", "form", "words", "speaker or value", "cue or what it counts"]
    rows = [_row(article, mark) for article, mark in found]
    if explain:
        columns.append("rule")
        rows = [[*row, mark.rule] for row, (_, mark) in zip(rows, found, strict=True)]
    print_rows(columns, rows)


def _found_in(workspace: Workspace) -> list[tuple[Article, Mark]]:
    """Return the marks of every article, in the order of the articles."""
    found: list[tuple[Article, Mark]] = []
    articles = scanned(workspace).articles
    with telling("Finding quotes and figures in articles") as tell:
        for number, listed in enumerate(articles, 1):
            try:
                article = workspace.articles.read(listed)
            except UnreadableArticleError as error:  # it was there a moment ago
                complain(str(error))
                continue
            found.extend((article, mark) for mark in workspace.articles.marks(article))
            tell(number, len(articles))
    return found


def _mark_lines(file: Path) -> None:
    """Answer each line of texts as soon as it is read.

    Raises:
        ReaderError: The file cannot be read, or a line is not of the form that we take.
    """
    name = "standard input" if file == STDIN else shown(file)
    try:
        lines = sys.stdin.buffer if file == STDIN else file.open("rb")
    except OSError as error:
        raise ReaderError(f"{name} cannot be read: {error.strerror}.") from error
    with lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                click.echo(_answer(line, number, name))


def _answer(line: bytes, number: int, name: str) -> str:
    """Return the line of marks for one line of texts.

    Raises:
        ReaderError: The line is not of the form that `--jsonl` takes.
    """
    try:
        asked = json.loads(line.decode("utf-8-sig"))
        if not isinstance(asked, dict):
            raise TypeError("it is not an object")
        text, published = asked["text"], asked.get("published")
        if not isinstance(text, str):
            raise TypeError("its text is not text")
        day = date.fromisoformat(published) if published else None
        answer = {"id": asked["id"], "marks": [as_record(m, text) for m in find_marks(text, day)]}
    except KeyError as error:
        raise ReaderError(f"Line {number} of {name} has no field {error}.") from error
    except (ValueError, TypeError, RecursionError) as error:
        raise ReaderError(
            f"Line {number} of {name} cannot be understood: {error}. "
            'Each line is a JSON object with "id" and "text".'
        ) from error
    return json_line(answer)


def _row(article: Article, mark: Mark) -> list[object]:
    text = article.text
    words = mark.span.of(text)
    if isinstance(mark, Figure):
        counts = mark.counts.of(text) if mark.counts else ""
        return [article.path, "figure", mark.form, words, figure_value(mark), counts]
    speaker = mark.speaker.name if mark.speaker else ""
    cue = mark.cue.of(text) if mark.cue else ""
    return [article.path, "quote", mark.form, words, speaker, cue]


def figure_value(figure: Figure) -> str:
    """Return what a figure says, shortly: "> 11000", "2 to 3 percent", "2024-07-28"."""
    if figure.date and figure.value is None:
        return figure.date
    numbers = [figure.value] if figure.value is not None else [figure.low, figure.high]
    value = " to ".join(f"{number:.15g}" for number in numbers if number is not None)
    relation = "" if figure.relation == "=" else f"{figure.relation} "
    return f"{relation}{value} {figure.unit or ''}".strip()
