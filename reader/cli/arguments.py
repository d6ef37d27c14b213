"""The arguments that every command over articles shares: its paths, its store, a place in one."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import click

from reader import settings

_Command = TypeVar("_Command", bound=Callable[..., Any])


def takes_paths(command: _Command) -> _Command:
    """Give a command any number of paths and `--store`."""
    return click.argument(
        "paths", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path, readable=False)
    )(takes_store(command))


def takes_store(command: _Command) -> _Command:
    """Give a command `--store`."""
    return click.option(
        "--store",
        type=click.Path(path_type=Path, readable=False),
        help="Keep the claims in this file instead of the folder's copydesk.json.",
    )(command)


def takes_place(command: _Command) -> _Command:
    """Give a command a file with an article and the words in it, as `file`, `words` and `at`."""
    command = click.option(
        "--at", type=int, nargs=2, metavar="START END", help="Or where they stand."
    )(command)
    command = click.option("--words", help="The exact words of the article.")(command)
    return click.argument("file", type=click.Path(path_type=Path, readable=False))(command)


def takes_columns(command: _Command) -> _Command:
    """Give a command an option for each column of a table, as keywords for `named_columns`."""
    for fact in reversed(settings.COLUMNS):
        option = click.option(f"--{fact}-column", metavar="NAME", help=f"Which holds the {fact}.")
        command = option(command)
    return command


def named_columns(named: Mapping[str, str | None]) -> dict[str, str]:
    """Return the columns that `config.toml` names, and those that options name instead."""
    said = {fact.removesuffix("_column"): name for fact, name in named.items() if name}
    return {**settings.columns(), **said}
