"""The commands that make claims and list them."""

from collections.abc import Sequence
from pathlib import Path

import click

from annotations.claim import Claim
from annotations.records import to_record
from annotations.store.question import ANY, Question
from reader.cli.arguments import takes_paths
from reader.cli.filtering import takes_filters
from reader.cli.opening import open_workspace, scanned
from reader.cli.rows import print_json, print_rows
from reader.cli.stderr import complain
from reader.errors import NothingToReadError, ReaderError
from reader.library.files import why_unreachable
from reader.library.scan import file_named
from reader.workspace import Workspace, tagging

NONE_FITS = "No claim is like that."
_COLUMNS = ("id", "article", "tags", "kind", "words", "claimant", "verdict", "note", "annotator")


@click.command()
@takes_paths
@takes_filters
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array.")
def claims(paths: tuple[Path, ...], store: Path | None, question: Question, as_json: bool) -> None:
    """List the claims on the articles of a folder or file.

    \b
    Examples:
      copydesk claims ~/articles
      copydesk claims --tag disputed --since 2024-07-01 --json report.txt
    """
    with open_workspace(paths, store, follows=True) as workspace:
        found = claims_on(workspace, question)
    if as_json:
        print_json([to_record(claim) for claim in found])
    else:
        print_rows(_COLUMNS, map(_row, found))


def claims_on(workspace: Workspace, question: Question) -> tuple[Claim, ...]:
    """Return the claims of a workspace; that there is none is said on stderr.

    Raises:
        NothingToReadError: There is none, and a path does not exist.
    """
    found = workspace.claims.find(question)
    if not found:
        for path in workspace.paths:
            if reason := why_unreachable(path):
                raise NothingToReadError(reason)
        complain(workspace.claims.nothing_tagged() if question == ANY else NONE_FITS)
    return found


def _row(claim: Claim) -> Sequence[object]:
    return (
        claim.id,
        claim.article.path,
        ", ".join(claim.tags),
        claim.kind,
        claim.anchor.exact,
        claim.claimant,
        claim.verdict.value if claim.verdict else "",
        claim.note,
        claim.annotator,
    )


@click.command()
@click.argument("file", type=click.Path(path_type=Path, readable=False))
@click.option("--words", help="The exact words of the article to tag.")
@click.option("--at", type=int, nargs=2, metavar="START END", help="Or where they stand.")
@click.option("--tag", "tags", multiple=True, required=True, help="A tag; may be repeated.")
@click.option("--note", default="", help="A note of your own.")
@click.option(
    "--store",
    type=click.Path(path_type=Path, readable=False),
    help="Keep the claim in this file instead of the folder's copydesk.json.",
)
def tag(
    file: Path,
    words: str | None,
    at: tuple[int, int] | None,
    tags: tuple[str, ...],
    note: str,
    store: Path | None,
) -> None:
    """Tag words of an article as a claim, and print the claim's id once it is on disk.

    --at takes offsets as `copydesk marks --json` prints them: START is included, END is not.
    An article among others in a file has its place after the file's name.

    \b
    Examples:
      copydesk tag archive.jsonl#12 --words "no boats" --tag toll
      copydesk tag report.txt --words "at least 11,000 people" --tag disputed
      copydesk tag report.txt --at 120 142 --tag disputed --tag toll --note "ask the ministry"
    """
    if (words is None) == (at is None):
        raise click.UsageError("Say what to tag with either --words or --at.")
    holding = file_named(file.parent, file.name)
    with open_workspace((holding,), store) as workspace:
        articles = scanned(workspace).articles
        if place := file.name.removeprefix(holding.name):
            articles = tuple(listed for listed in articles if listed.path.endswith(place))
            if not articles:
                raise ReaderError(f"There is no article {place} in {holding}.")
        if len(articles) > 1:
            first = Path(articles[0].path).name
            raise ReaderError(
                f"{file} holds {len(articles)} articles. Name one of them, such as “{first}”."
            )
        opened = workspace.articles.open(articles[0])
        article = opened.article
        span = tagging.span_at(article, *at) if at else tagging.find_words(article, words or "")
        claim = workspace.claims.tag(opened, span, tags, note=note)
    click.echo(claim.id)
