"""Reading the first articles of a library that was never opened, while the screens load.

To load the screens takes some tenths of a second of one processor. Meanwhile a process on
another reads articles into the table of the list, as a second window would.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic

from reader.cli.opening import STDIN, open_workspace
from reader.library.files import is_folder
from reader.processes import python
from reader.workspace import Workspace

_FILES = 200
"""Files that are read ahead: more articles than any screen has rows."""

_PATIENCE = 0.5
"""Seconds from the start after which the list is shown with what there is."""


@contextmanager
def reading_ahead(
    workspace: Workspace, paths: tuple[Path, ...], store: Path | None
) -> Iterator[None]:
    """Read first articles while the block runs, if none is known and a process can be had.

    Only the list of a folder is kept in a table that both can open.
    """
    is_kept = STDIN not in paths and any(map(is_folder, workspace.paths))
    if not is_kept or workspace.articles.list.find(limit=1):
        yield
        return
    until = monotonic() + _PATIENCE
    try:
        process = subprocess.Popen(
            python(__name__, str(store or ""), *map(str, workspace.paths)),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except OSError:  # the app reads them later
        yield
        return
    with process:
        try:
            yield
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0, until - monotonic()))
        finally:
            process.kill()


def main() -> None:
    """Read the first articles under some paths, which stand behind that of a store or ``."""
    store, *paths = map(Path, sys.argv[1:])
    with open_workspace(tuple(paths), store if sys.argv[1] else None, tells=False) as workspace:
        for step in workspace.articles.list.update(alone=True):
            if step.done >= _FILES:
                return


if __name__ == "__main__":
    main()
