"""The command that exports claims."""

import os
import sys
import tempfile
from pathlib import Path

import click

from annotations.exporters.registry import EXPORTERS
from reader.cli.opening import complain, open_workspace, takes_paths
from reader.errors import ReaderError


@click.command()
@takes_paths
@click.option(
    "--format",
    "format_name",
    required=True,
    type=click.Choice([exporter.name for exporter in EXPORTERS]),
    help="The form to write.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Write here instead of to stdout."
)
@click.option("--force", is_flag=True, help="Replace the output file if it is there.")
def export(
    paths: tuple[Path, ...],
    store: Path | None,
    format_name: str,
    output: Path | None,
    force: bool,
) -> None:
    """Export the claims on the articles of a folder or file.

    \b
    Examples:
      copydesk export --format csv -o claims.csv ~/articles
      copydesk export --format jsonl ~/articles | jq .tags
    """
    with open_workspace(paths, store, start_here=True) as workspace:
        claims = workspace.claims()
        if output is None:
            workspace.export(format_name, claims, sys.stdout.buffer)
            return
        if output.exists() and not force:
            raise ReaderError(f"{output} is there already. Use --force to replace it.")
        handle, scratch = tempfile.mkstemp(dir=output.parent)
        with os.fdopen(handle, "wb") as file:
            workspace.export(format_name, claims, file)
        Path(scratch).replace(output)
    complain(f"Wrote {len(claims)} claims to {output}.")
