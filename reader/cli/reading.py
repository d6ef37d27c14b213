"""The command that opens the app."""

import gc
import os
import sys
from pathlib import Path

import click

from reader import settings
from reader.cli.opening import STDIN, open_workspace, takes_paths
from reader.errors import NothingToReadError, ReaderError
from reader.index import Row
from reader.library import ListedArticle
from reader.samples import SAMPLES
from reader.workspace import Workspace


@click.command()
@takes_paths
@click.option("--samples", is_flag=True, help="Open the built-in sample library.")
@click.option(
    "--screenshot",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Draw the first screen into this SVG file instead.",
)
def read(
    paths: tuple[Path, ...], store: Path | None, samples: bool, screenshot: Path | None
) -> None:
    """Open articles: folders (with all their folders), files, or - for standard input.

    \b
    Examples:
      copydesk ~/articles
      copydesk report.md archive/
      curl https://example.org/report.txt | copydesk -
    """
    if samples:
        paths = (*paths, SAMPLES)
    with open_workspace(paths, store) as workspace:
        _need_an_article(workspace)
        if screenshot:
            from reader.ui.screenshot import draw

            draw(workspace, screenshot)
            return
        if not sys.stdout.isatty():
            raise ReaderError(
                "Reading needs a terminal. In a pipe, use copydesk marks, claims or export."
            )
        given = [path for path in paths if path not in (STDIN, SAMPLES)]
        if given:
            settings.remember_paths(given)
        if STDIN in paths:
            _take_keys_from_terminal()
        gc.disable()  # a collector has nothing to find while modules load
        from reader.ui.app import run

        sys.exit(run(workspace))


def _need_an_article(workspace: Workspace) -> None:
    """Look for a first article, so that an empty library is said before the screen changes.

    Raises:
        NothingToReadError: There is none.
    """
    if any(_is_there(workspace.articles.row(known)) for known in workspace.articles.find(limit=1)):
        return
    problems = []
    for found in workspace.iter_scan():
        if isinstance(found, ListedArticle):
            return
        problems.append(found.sentence)
    raise NothingToReadError(workspace.nothing_to_read(problems))


def _is_there(row: Row) -> bool:
    """Tell whether an article that was there last time still is."""
    return row.listed.file is not None and row.listed.file.is_file()


def _take_keys_from_terminal() -> None:
    """Read keys from the terminal, standard input having been an article."""
    terminal = os.open("/dev/tty", os.O_RDONLY)
    os.dup2(terminal, sys.__stdin__.fileno() if sys.__stdin__ else 0)
    os.close(terminal)
