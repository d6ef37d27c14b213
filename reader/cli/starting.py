"""What leads to the first screen: an article must be there, and a terminal to show it."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from reader import settings
from reader.cli.opening import STDIN, open_workspace
from reader.errors import NothingToReadError, ReaderError
from reader.first_page import FirstPage
from reader.index import Row
from reader.library.scan import ListedArticle
from reader.samples import SAMPLES
from reader.workspace import Workspace


def read_samples(page: FirstPage) -> int:
    """Open the built-in library in the app, and return the exit code."""
    return _read((SAMPLES,), page)


def read_paths(words: Sequence[str], page: FirstPage) -> int:
    """Open what lies at these paths in the app, and return the exit code."""
    return _read(tuple(map(Path, words)), page)


def _read(paths: tuple[Path, ...], page: FirstPage) -> int:
    with open_workspace(paths, None, tells=False) as workspace:
        load_screens(workspace, paths, None)
        need_an_article(workspace)
        return show(workspace, paths, page)


def load_screens(workspace: Workspace, paths: tuple[Path, ...], store: Path | None) -> None:
    """Load the screens; where no article is known, the first are read meanwhile."""
    from reader.cli.reading_ahead import reading_ahead

    if sys.stdout.isatty():
        with reading_ahead(workspace, paths, store):
            import reader.ui.running  # noqa: F401 - what loads slowest


def show(workspace: Workspace, paths: Sequence[Path], page: FirstPage | None = None) -> int:
    """Show the app until the person leaves it, and return the exit code.

    Raises:
        ReaderError: There is no terminal that can show it.
    """
    if not sys.stdout.isatty():
        raise ReaderError(
            "Reading needs a terminal. In a pipe, use copydesk marks, claims or export."
        )
    if os.environ.get("TERM") == "dumb":
        raise ReaderError(
            "This terminal cannot show screens (TERM is “dumb”). Use copydesk list, marks, claims"
            " or export."
        )
    given = [path for path in paths if path not in (STDIN, SAMPLES)]
    if given:
        settings.remember_paths(given)
    if STDIN in paths:
        _take_keys_from_terminal()
    from reader.ui.running import run  # the screens load slowest, and only now it is sure

    return run(workspace, page)


def need_an_article(workspace: Workspace) -> None:
    """Look for a first article, so that an empty library is said before the screen changes.

    Raises:
        NothingToReadError: There is none.
    """
    if any(
        _is_there(workspace.articles.list.row(known))
        for known in workspace.articles.list.find(limit=1)
    ):
        return
    problems = []
    for found in workspace.articles.iter_scan():
        if isinstance(found, ListedArticle):
            return
        problems.append(found.sentence)
    raise NothingToReadError(workspace.articles.nothing_to_read(problems))


def _is_there(row: Row) -> bool:
    """Tell whether an article that was there last time still is."""
    return row.listed.file is not None and row.listed.file.is_file()


def _take_keys_from_terminal() -> None:
    """Read keys from the terminal, standard input having been an article."""
    terminal = os.open("/dev/tty", os.O_RDONLY)
    os.dup2(terminal, sys.__stdin__.fileno() if sys.__stdin__ else 0)
    os.close(terminal)
