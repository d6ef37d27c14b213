"""The commands that change what is there: what is said of claims, and what is suggested."""

from pathlib import Path

import click

from annotations.span import Span
from annotations.wording import many
from reader.cli.arguments import takes_place, takes_store
from reader.cli.completing import complete_claimants, complete_tags, complete_verdicts
from reader.cli.one_article import one_article, span_in
from reader.cli.opening import open_workspace
from reader.cli.stderr import complain
from reader.detectors.marks import Offer
from reader.errors import UnknownWordsError
from reader.workspace import Workspace, tagging
from reader.workspace.amending import Amendment
from reader.workspace.open_article import OpenArticle


@click.command(name="set")
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@takes_store
@click.option(
    "--verdict", help="The verdict; an empty one takes it away.", shell_complete=complete_verdicts
)
@click.option("--evidence", multiple=True, metavar="ADDRESS", help="What it rests on, added.")
@click.option("--claimant", help="Who claims it.", shell_complete=complete_claimants)
@click.option("--note", help="A note of your own, in the place of the present one.")
@click.option("--tag", multiple=True, help="A tag to add.", shell_complete=complete_tags)
@click.option("--untag", multiple=True, help="A tag to take away.", shell_complete=complete_tags)
def set_claims(
    ids: tuple[str, ...],
    store: Path | None,
    verdict: str | None,
    evidence: tuple[str, ...],
    claimant: str | None,
    note: str | None,
    tag: tuple[str, ...],
    untag: tuple[str, ...],
) -> None:
    """Say something of claims: a verdict, evidence, a claimant, a note, other tags.

    The claims are those of the current folder's library, or of --store, by their ids as
    `copydesk claims` prints them. All are changed as one change that undo takes back, or,
    where one cannot be, none. An empty --evidence takes all evidence away.

    \b
    Examples:
      copydesk set 01jz3kq8… --verdict false --evidence https://example.org/toll
      copydesk claims --tag tol --json | jq -r .[].id | xargs copydesk set --untag tol --tag toll
    """
    amendment = Amendment(
        verdict=verdict, claimant=claimant, note=note, evidence=evidence, tag=tag, untag=untag
    )
    if amendment == Amendment():
        raise click.UsageError("Say what to set, such as --verdict or --tag.")
    with open_workspace((), store, writes=True) as workspace:
        claims = workspace.claims.named(ids)
        book = workspace.tags.codebook()
        said = [amendment.of(claim, book) for claim in claims]
        changed = workspace.claims.put_right_unopened(said, claims)
        workspace.claims.change_all(changed, f"Changed {many(len(changed), 'claim')}", was=claims)
        _say(workspace, f"Changed {many(len(changed), 'claim')}.")


@click.command()
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@takes_store
def rm(ids: tuple[str, ...], store: Path | None) -> None:
    """Remove claims of the current folder's library, or of --store.

    All are removed as one change that undo in the app takes back, or, where one is not
    there, none.

    \b
    Example:
      copydesk rm 01jz3kq8e2v6m9r4t7w0y3b5d8
    """
    with open_workspace((), store, writes=True) as workspace:
        claims = workspace.claims.named(ids)
        workspace.claims.remove_all(claims)
        _say(workspace, f"Removed {many(len(claims), 'claim')}.")


def _say(workspace: Workspace, sentence: str) -> None:
    """Say what was done, and in which library."""
    complain(f"{sentence} It is kept in {' and '.join(workspace.libraries.changed())}.")


@click.command()
@takes_place
@takes_store
def dismiss(file: Path, words: str | None, at: tuple[int, int] | None, store: Path | None) -> None:
    """Suggest a quote or a figure of an article no more.

    It is the mark at these words, as `copydesk marks` prints it. What is dismissed is
    remembered for you, not in the library's file; undo in the app brings it back.

    \b
    Examples:
      copydesk dismiss report.txt --words "the last two quarters"
      copydesk dismiss report.txt --at 120 142
    """
    with one_article(file, store) as (workspace, opened):
        span = span_in(opened.article, words, at)
        mark = _suggested(workspace, opened, span)
        complain(workspace.suggestions.dismiss(opened, mark))


def _suggested(workspace: Workspace, opened: OpenArticle, span: Span) -> Offer:
    """Return the one mark that is suggested at these words.

    Raises:
        UnknownWordsError: None is, or several are.
    """
    found = workspace.articles.marks_around(opened.article, span)
    marks = workspace.suggestions.of(opened, found).within(span.start, span.end)
    exact = tagging.mark_of(marks, span)
    around = [mark for mark in marks if mark.span.contains(span)]
    if exact is None and len(around) == 1:
        (exact,) = around
    if exact is None:
        said = " ".join(span.of(opened.text).split())
        raise UnknownWordsError(
            f"“{said}” lies in {many(len(around), 'suggestion')} of {opened.article.path}."
            " Name one just as copydesk marks prints it."
            if around
            else f"Nothing is suggested at “{said}” in {opened.article.path}."
        )
    return exact
