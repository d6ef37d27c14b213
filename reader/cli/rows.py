"""Printing rows: a table on a terminal, tab-separated lines in a pipe, or JSON."""

import json
import sys
from collections.abc import Iterable, Sequence

import click

from reader.display import display

_WRAPPED = frozenset({"title", "words", "note", "path", "article", "tags", "claimant"})
"""The columns that give way when a row is wider than the terminal."""


def print_rows(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows under column names; a pipe gets neither names nor any colour.

    No cell breaks its line or its column: line ends and tabs in it become spaces.
    """
    cells = ([_one_line(value) for value in row] for row in rows)
    if not sys.stdout.isatty():
        for row in cells:
            click.echo("\t".join(row))
        return
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold", no_wrap=column not in _WRAPPED)
    for row in cells:
        table.add_row(*(Text(cell) for cell in row))
    Console().print(table)


def print_json(value: object) -> None:
    """Print one JSON document on one line."""
    click.echo(json_line(value))


def json_line(value: object) -> str:
    """Return JSON on one line, as readable as its text allows."""
    written = json.dumps(value, ensure_ascii=False)
    try:
        written.encode()
    except UnicodeEncodeError:  # a lone surrogate can only be written escaped
        return json.dumps(value)
    return written


def _one_line(value: object) -> str:
    return display(" ".join(str(value).split())) if value is not None else ""
