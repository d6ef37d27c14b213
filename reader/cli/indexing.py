"""The command that finds all marks of a folder ahead of the questions."""

import os
from pathlib import Path

import click

from annotations.wording import many
from reader.cli.arguments import takes_paths
from reader.cli.articles import brought_up_to_date, count_marks
from reader.cli.opening import open_workspace
from reader.cli.stderr import complain
from reader.library.files import is_folder

_MOST = 64


@click.command()
@takes_paths
@click.option(
    "-j",
    "jobs",
    type=click.IntRange(1, _MOST),
    metavar="N",
    help="Processes that work at once; as many as there are cores, if it is not given.",
)
def index(paths: tuple[Path, ...], store: Path | None, jobs: int | None) -> None:
    """Read the articles of folders and find their quotes and figures ahead of the questions.

    The list, its filters and the app then have them at once. The work lets everything else
    go first; called off or killed, it goes on where it was at the next start.

    \b
    Examples:
      copydesk index ~/articles
      copydesk index -j 4 archive
    """
    with open_workspace(paths, store) as workspace:
        if not any(map(is_folder, workspace.paths)):
            raise click.UsageError("Name a folder: of single files nothing is kept.")
        articles = brought_up_to_date(workspace)
        waiting = articles.uncounted()
        count_marks(articles, waiting, jobs=jobs or min(_cores(), _MOST))
        found = len(waiting) - len(set(waiting).intersection(articles.uncounted()))
        total = articles.total()
        marks, size = articles.size_of_marks()
    click.echo(f"{many(total, 'article')}, and marks found in {found:,} of them now.")
    if marks:
        complain(f"{many(marks, 'mark')} kept, {size / marks:.0f} bytes each.")


def _cores() -> int:
    """Return how many processor cores this program may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
