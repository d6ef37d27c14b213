"""What every command begins with: the workspace over its paths, and what is in it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from annotations.errors import StoreError
from reader import settings
from reader.cli.stderr import complain
from reader.errors import NothingToReadError
from reader.library.files import shown, why_unreachable
from reader.library.scan import Listing, nearest_store, whole
from reader.samples import SAMPLES
from reader.settings import STORE_NAME, Settings
from reader.workspace import Workspace

STDIN = Path("-")


@contextmanager
def open_workspace(
    paths: tuple[Path, ...],
    store: Path | None,
    *,
    writes: bool = False,
    follows: bool = False,
    tells: bool = True,
) -> Iterator[Workspace]:
    """Give a workspace over `paths`; `-` among them takes an article from standard input.

    Without a path it is over the library of this folder; where that has none, over the last
    one, which is said, or the samples. What `writes` is never done elsewhere than here. With
    `follows`, claims follow articles that were moved. What the person should know of how
    their work is kept is said at the end. The path of a store stands for its folder.

    Raises:
        NothingToReadError: It is to write, and no library is named.
    """
    piped = sys.stdin.buffer.read() if STDIN in paths else None
    chosen = tuple(
        path.parent if path.name == STORE_NAME else path for path in paths if path != STDIN
    )
    if not paths:
        chosen = _without_paths(writes=writes and store is None)
    set_now = Settings.load()
    if tells:  # else the screen tells them
        for fault in set_now.faults:
            complain(fault)
        for name in set_now.unknown:
            complain(f"In config.toml, “{name}” is no setting.")
    with Workspace(chosen, settings=set_now, store_path=store, piped=piped) as workspace:
        try:
            with suppress(StoreError):  # which the command comes upon itself
                for sentence in workspace.claims.follow_files() if follows else ():
                    complain(sentence)
            yield workspace
        finally:
            for notice in workspace.notices() if tells else ():
                complain(notice)


def _without_paths(*, writes: bool) -> tuple[Path, ...]:
    here = nearest_store(Path())
    if here is not None:
        return (here,)
    if writes:
        raise NothingToReadError(
            f"There is no library in {whole(Path())}. Name the folder that is meant."
        )
    last = settings.last_paths()
    places = f"{' and '.join(map(shown, last))}, which was opened last" if last else "the samples"
    complain(f"There is no library here; this is about {places}.")
    return last or (SAMPLES,)


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
