"""The command over the review queue: who did which article, and who looks at it again."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from reader.cli.arguments import takes_paths
from reader.cli.completing import complete_annotators
from reader.cli.opening import open_workspace, scanned
from reader.cli.rows import print_json, print_rows
from reader.cli.stderr import complain
from reader.workspace import Workspace

if TYPE_CHECKING:
    from annotations.together.review import Reviewed

_COLUMNS = ("article", "who", "state", "claims", "since")
_MARKS = ("begun", "done", "checked", "back")


@click.command()
@takes_paths
@click.option("--assign", metavar="WHO", help="Give the articles under PATH to this person.")
@click.option("--mark", type=click.Choice(_MARKS), help="Mark the articles under PATH so.")
@click.option("--word", default="", help="Why it goes back.")
@click.option(
    "--annotator",
    default="",
    help="Only articles of this person; who it is marked for.",
    shell_complete=complete_annotators,
)
@click.option("--state", default="", help="Only articles in this state.")
@click.option("--alone", is_flag=True, help="Check what you did alone.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array.")
def review(
    paths: tuple[Path, ...],
    store: Path | None,
    assign: str | None,
    mark: str | None,
    word: str,
    annotator: str,
    state: str,
    alone: bool,
    as_json: bool,
) -> None:
    """List who did which article and what is to be checked, or mark it.

    The states are assigned, begun, done, differ, to check, checked, and back with a word;
    they are kept in the library's file. Nobody checks alone what they did alone, unless
    they say so with --alone.

    \b
    Examples:
      copydesk review ~/articles
      copydesk review --assign bo ~/articles/flood.txt
      copydesk review --mark back --word "sources?" ~/articles/flood.txt
    """
    if assign is not None and mark is not None:
        raise click.UsageError("Do one thing at a time.")
    writes = assign is not None or mark is not None
    with open_workspace(paths, store, writes=writes) as workspace:
        if assign is not None:
            said = workspace.reviewing.mark(_articles(workspace), "assigned", who=assign)
        elif mark is not None:
            said = _marked(workspace, mark, annotator, word, alone=alone)
        else:
            said = ""
            found = [
                one
                for one in workspace.reviewing.queue()
                if (not state or one.state == state) and (not annotator or annotator in one.people)
            ]
    if said:
        complain(said)
    elif as_json:
        print_json([_record(one) for one in found])
    else:
        rows = (
            (one.article, " ".join(one.people), one.told, one.claims, one.since) for one in found
        )
        print_rows(_COLUMNS, rows)


def _marked(workspace: Workspace, mark: str, who: str, word: str, *, alone: bool) -> str:
    articles = _articles(workspace)
    if mark == "begun":
        return workspace.reviewing.mark(articles, "begun", who=who)
    if mark == "done":
        return workspace.reviewing.mark(articles, "done", who=who)
    if mark == "checked":
        return workspace.reviewing.mark(articles, "checked", who=who, alone=alone)
    return workspace.reviewing.mark(articles, "back", who=who, word=word)


def _articles(workspace: Workspace) -> list[str]:
    return [listed.path for listed in scanned(workspace).articles]


def _record(one: "Reviewed") -> dict[str, object]:
    return {
        "article": one.article,
        "people": dict(one.people),
        "state": one.state,
        "differing": one.differing,
        "claims": one.claims,
        "since": one.since,
        "word": one.word,
        "checked_by": one.checked_by,
    }
