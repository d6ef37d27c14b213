"""What every command begins with: the workspace over its paths, and what is in it."""

import sys
from pathlib import Path

from reader import settings
from reader.cli.stderr import complain
from reader.errors import NothingToReadError
from reader.library.files import why_unreachable
from reader.library.scan import Listing, has_store
from reader.samples import SAMPLES
from reader.settings import STORE_NAME, Settings
from reader.workspace import Workspace

STDIN = Path("-")


def open_workspace(
    paths: tuple[Path, ...], store: Path | None, *, start_here: bool = False, tells: bool = True
) -> Workspace:
    """Return a workspace over `paths`; `-` among them takes an article from standard input.

    Without a path it is over the last library, or the samples where there is none; with
    `start_here`, over this folder if its library has a store. The path of a store stands
    for its folder.
    """
    piped = sys.stdin.buffer.read() if STDIN in paths else None
    chosen = tuple(
        path.parent if path.name == STORE_NAME else path for path in paths if path != STDIN
    )
    if not paths:
        here = (Path(),) if start_here and has_store(Path()) else ()
        chosen = here or settings.last_paths() or (SAMPLES,)
    set_now = Settings.load()
    for fault in set_now.faults if tells else ():  # else the screen tells them
        complain(fault)
    return Workspace(chosen, settings=set_now, store_path=store, piped=piped)


def need_every_path(workspace: Workspace) -> None:
    """Look whether there is something at every path of the workspace.

    Raises:
        NothingToReadError: At one there is nothing.
    """
    for path in workspace.paths:
        if reason := why_unreachable(path):
            raise NothingToReadError(reason)


def scanned(workspace: Workspace) -> Listing:
    """Return what can be read under the workspace's paths; problems go to stderr.

    Raises:
        NothingToReadError: There is no article.
    """
    listing = workspace.articles.scan()
    if not listing.articles:
        raise NothingToReadError(workspace.articles.nothing_to_read(listing.problems))
    for problem in listing.problems:
        complain(problem)
    return listing
