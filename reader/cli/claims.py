"""The commands that make claims and list them."""

from collections.abc import Sequence
from pathlib import Path

import click

from annotations.claim import Claim
from annotations.records import to_record
from annotations.store.question import ANY, Question
from reader.cli.arguments import takes_paths, takes_place, takes_store
from reader.cli.articles import brought_up_to_date, count_marks
from reader.cli.completing import complete_tags
from reader.cli.filtering import takes_filters
from reader.cli.one_article import one_article, span_in
from reader.cli.opening import open_workspace
from reader.cli.rows import print_json, print_rows
from reader.cli.stderr import complain
from reader.errors import NothingToReadError
from reader.index.query import query_of
from reader.library.files import why_unreachable
from reader.query import parse
from reader.query.tree import leaves
from reader.settings import saved_filters
from reader.workspace import Workspace
from reader.workspace.claim_query import asks_for_articles, is_of_articles

NONE_FITS = "No claim is like that."
_COLUMNS = ("id", "article", "tags", "kind", "words", "claimant", "verdict", "note", "annotator")


@click.command()
@takes_paths
@takes_filters
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array.")
def claims(
    paths: tuple[Path, ...], store: Path | None, question: Question, query: str, as_json: bool
) -> None:
    """List the claims on the articles of a folder or file.

    --query takes the language of the list: words and "exact words" of a claim, tag: verdict:
    annotator: claimant: note: kind: unit: figure> and whatever finds its article.

    \b
    Examples:
      copydesk claims ~/articles
      copydesk claims --tag disputed --since 2024-07-01 --json report.txt
      copydesk claims --query '(tag:toll OR tag:damage) figure>100 -verdict:true 2024-07'
    """
    with open_workspace(paths, store, follows=True) as workspace:
        found = claims_on(workspace, question, query)
    if as_json:
        print_json([to_record(claim) for claim in found])
    else:
        print_rows(_COLUMNS, map(_row, found))


def claims_on(workspace: Workspace, question: Question, query: str) -> tuple[Claim, ...]:
    """Return the claims of a workspace; that there is none is said on stderr.

    Raises:
        UsageError: The query is not understood.
        NothingToReadError: There is none, and a path does not exist.
    """
    parsed = parse(query, saved_filters(workspace.settings))
    if parsed.problem:
        raise click.UsageError(parsed.problem)
    if asks_for_articles(parsed.tree):
        articles = brought_up_to_date(workspace)
        for leaf in leaves(parsed.tree):
            if is_of_articles(leaf) and query_of(leaf).asks_for_marks:
                count_marks(articles, articles.find())
    found = workspace.claims.find_by(query, question)
    if not found:
        for path in workspace.paths:
            if reason := why_unreachable(path):
                raise NothingToReadError(reason)
        complain(workspace.claims.nothing_tagged() if question == ANY and not query else NONE_FITS)
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
@takes_place
@click.option(
    "--tag",
    "tags",
    multiple=True,
    required=True,
    help="A tag; may be repeated.",
    shell_complete=complete_tags,
)
@click.option("--note", default="", help="A note of your own.")
@takes_store
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
    with one_article(file, store) as (workspace, opened):
        claim = workspace.claims.tag(opened, span_in(opened.article, words, at), tags, note=note)
    click.echo(claim.id)
