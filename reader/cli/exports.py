"""The command that exports claims."""

import sys
from pathlib import Path

import click

from annotations.exporters.registry import EXPORTERS
from reader.cli.claims import claims_on
from reader.cli.complaining import complain
from reader.cli.filtering import Filters, takes_filters
from reader.cli.opening import open_workspace, takes_paths
from reader.errors import ReaderError


@click.command()
@takes_paths
@takes_filters
@click.option(
    "--format",
    "format_name",
    required=True,
    type=click.Choice([exporter.name for exporter in EXPORTERS]),
    help="The format to write.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Write here instead of to stdout."
)
@click.option("--force", is_flag=True, help="Replace the output file if it is there.")
@click.option("--strict", is_flag=True, help="Fail if the format cannot hold something.")
def export(
    paths: tuple[Path, ...],
    store: Path | None,
    filters: Filters,
    format_name: str,
    output: Path | None,
    force: bool,
    strict: bool,
) -> None:
    """Export the claims on the articles of a folder or file.

    What was written, and what the format cannot hold, is said on stderr.

    \b
    Examples:
      copydesk export --format csv -o claims.csv ~/articles
      copydesk export --format jsonl ~/articles | jq .tags
    """
    if output == Path("-"):
        output = None
    with open_workspace(paths, store, start_here=True) as workspace:
        claims = claims_on(workspace, filters)
        if output is None:
            report = workspace.export(format_name, claims, sys.stdout.buffer)
        else:
            report = workspace.export_to(output, format_name, claims, force=force)
    for sentence in report.sentences(format_name):
        complain(sentence)
    if strict and report.losses:
        raise ReaderError(f"The format {format_name} cannot hold everything.")
