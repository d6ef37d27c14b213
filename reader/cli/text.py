"""The command that prints articles as plain paragraphs, whatever files they came in."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import click

from reader.article import Article, PartKind
from reader.cli.arguments import named_columns, takes_columns
from reader.cli.opening import STDIN
from reader.cli.rows import print_json
from reader.cli.stderr import complain
from reader.display import display
from reader.errors import UnreadableArticleError
from reader.formats.article_file import ArticleFile
from reader.formats.paragraphs import Paragraph, one_line, paragraphs_of
from reader.formats.registry import format_of_file
from reader.library.files import article_file, shown

_NAMES: dict[PartKind, str] = {"block quote": "quote"}
"""Kinds that have a shorter name in the answer."""

_BEFORE: dict[PartKind, str] = {
    "heading": "## ",
    "block quote": "> ",
    "pull quote": "> ",
    "list": "• ",
    "caption": "▫ ",
}
"""What shows a paragraph's kind where there are no columns for it; as on the screen."""


@click.command()
@click.argument(
    "files",
    metavar="FILE...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, readable=False),
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@takes_columns
def text(files: tuple[Path, ...], as_json: bool, **named: str | None) -> None:
    """Print the articles in files as text, without anything around them.

    With --json each article is an object of path, title, published, byline, source, url,
    language and paragraphs, each with its kind (text, heading, quote, pull quote, list, table,
    caption, standfirst). Nothing is fetched, nothing is written.

    Which column of a table or field of a record holds what is told by its name; the options
    name another, and so does [columns] in config.toml.

    \b
    Examples:
      copydesk text page.html
      copydesk text --text-column Volltext archive.csv
      copydesk text --json *.html > pages.jsonl
    """
    is_whole = True
    columns = named_columns(named)
    for file in files:
        try:
            for article, place in _articles_in(file, columns):
                if as_json:
                    print_json(_record(article, file, place))
                else:
                    _print(article)
                for remark in article.remarks:
                    complain(remark)
        except UnreadableArticleError as error:
            complain(str(error))
            is_whole = False
    sys.exit(0 if is_whole else 1)


def _articles_in(file: Path, columns: Mapping[str, str]) -> Iterator[tuple[Article, str]]:
    """Yield each article of a file with its place there; what cannot be read is told.

    Raises:
        UnreadableArticleError: There is none in it.
    """
    source = _source(file, columns)
    number = 0
    problems = []
    for found in format_of_file(source).read(source):
        if isinstance(found, UnreadableArticleError):
            problems.append(str(found))
            continue
        number += 1
        yield found, found.path.removeprefix(source.path).removeprefix("#")
        while problems:
            complain(problems.pop(0))
    if not number:
        none = f"There is no article to read in {source.path}."
        raise UnreadableArticleError(problems[0] if len(problems) == 1 else none)
    for problem in problems:
        complain(problem)


def _source(file: Path, columns: Mapping[str, str]) -> ArticleFile:
    if file == STDIN:
        return ArticleFile.of_bytes(sys.stdin.buffer.read(), "standard input", lambda: columns)
    return article_file(file, shown(file), lambda: columns)


def _record(article: Article, file: Path, place: str) -> dict[str, object]:
    return {
        "path": shown(file),
        **({"place": place} if place else {}),
        "title": article.title,
        "published": article.published.isoformat() if article.published else "",
        "byline": article.byline or "; ".join(article.agencies),
        "source": article.source,
        "url": article.url,
        "language": article.language.replace("_", "-"),
        "paragraphs": [
            {"kind": _name(each), "text": _text(each)} for each in _below_title(article)
        ],
    }


def _text(paragraph: Paragraph) -> str:
    """Return the words as they stand in the file: without our bullet, cells parted by tabs."""
    words = one_line(paragraph.words)
    if paragraph.kind == "table":
        return words.replace(" | ", "\t")
    return words.removeprefix("• ")


def _below_title(article: Article) -> Iterable[Paragraph]:
    return (each for each in paragraphs_of(article) if each.kind != "title")


def _name(paragraph: Paragraph) -> str:
    return _NAMES.get(paragraph.kind, paragraph.kind) if paragraph.kind else "text"


def _print(article: Article) -> None:
    published = article.published.isoformat() if article.published else ""
    facts = [published, article.source, article.byline, article.url]
    click.echo(display(article.title))
    click.echo(display(" · ".join(filter(None, facts))))
    for each in _below_title(article):
        before = _BEFORE.get(each.kind, "") if each.kind else ""
        words = one_line(each.words)
        click.echo("\n" + display(words if words.startswith(before) else before + words))
    click.echo()
