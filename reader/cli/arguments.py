"""The arguments that every command over articles shares: its paths and its store."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

_Command = TypeVar("_Command", bound=Callable[..., Any])


def takes_paths(command: _Command) -> _Command:
    """Give a command any number of paths and `--store`."""
    command = click.option(
        "--store",
        type=click.Path(path_type=Path, readable=False),
        help="Keep the claims in this file instead of the folder's copydesk.json.",
    )(command)
    return click.argument(
        "paths", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path, readable=False)
    )(command)
