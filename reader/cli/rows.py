"""Printing rows: a table on a terminal, tab-separated lines in a pipe, or JSON."""

import json
import re
import sys
from collections.abc import Iterable, Sequence

import click

from reader.display import HARMFUL, display

_WRAPPED = frozenset(
    {"title", "words", "note", "path", "article", "tags", "claimant", "source", "description"}
    | {"speaker or value", "cue or what it counts", "findings", "value"}
)
"""The columns that give way when a row is wider than the terminal."""

_LEAST = 8
"""Cells that such a column keeps; chosen by trying, as a title in fewer reads badly."""


def print_rows(
    columns: Sequence[str], rows: Iterable[Sequence[object]], *, header: bool = False
) -> None:
    """Print rows under column names; a pipe gets names only as a `header`, and no colour.

    No cell breaks its line or its column: line ends and tabs in it become spaces.
    """
    cells = ([_one_line(value) for value in row] for row in rows)
    if not sys.stdout.isatty():
        if header:
            click.echo("\t".join(columns))
        for row in cells:
            click.echo("\t".join(row))
        return
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    rows_known = list(cells)
    if _least_width(columns, rows_known) > console.width:
        _print_blocks(columns, rows_known)
        return
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        if column in _WRAPPED:
            table.add_column(column, overflow="fold", min_width=min(_LEAST, len(column)))
        else:
            table.add_column(column, no_wrap=True)
    for row in rows_known:
        table.add_row(*(Text(cell) for cell in row))
    console.print(table)


def _least_width(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    """Return the cells that a table needs to show every column, three between two of them."""
    from rich.cells import cell_len

    width = 0
    for number, column in enumerate(columns):
        widest = max((cell_len(row[number]) for row in rows), default=0)
        needed = max(widest, len(column))
        width += 3 * (number > 0) + (min(_LEAST, needed) if column in _WRAPPED else needed)
    return width


def _print_blocks(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print each row as lines of "column: cell", for a terminal too narrow for a table."""
    for number, row in enumerate(rows):
        if number:
            click.echo()
        for column, cell in zip(columns, row, strict=True):
            if cell:
                click.echo(f"{column}: {cell}")


def print_json(value: object) -> None:
    """Print one JSON document on one line."""
    click.echo(json_line(value))


def json_line(value: object) -> str:
    """Return JSON on one line, as readable as its text allows, without harm to a terminal."""
    written = HARMFUL.sub(_escaped, json.dumps(value, ensure_ascii=False))
    try:
        written.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:  # what the stream cannot hold, and a lone surrogate
        return json.dumps(value)
    return written


def _escaped(found: re.Match[str]) -> str:
    return json.dumps(found.group())[1:-1]


def _one_line(value: object) -> str:
    return display(" ".join(str(value).split())) if value is not None else ""
