"""The command that exports claims."""

import sys
import tempfile
from pathlib import Path

import click

from annotations.errors import UnknownExporterError
from annotations.exporters.losses import Report
from annotations.exporters.registry import EXPORTERS, exporter_named
from annotations.store.question import Question
from reader.cli.arguments import takes_paths
from reader.cli.claims import claims_on
from reader.cli.filtering import takes_filters
from reader.cli.headway import counted
from reader.cli.opening import open_workspace
from reader.cli.stderr import complain
from reader.errors import ReaderError


def _known(_context: click.Context, _option: click.Parameter, name: str) -> str:
    try:
        return exporter_named(name).name
    except UnknownExporterError as error:
        raise click.BadParameter(str(error)) from error


@click.command()
@takes_paths
@takes_filters
@click.option(
    "--format",
    "format_name",
    required=True,
    callback=_known,
    metavar="FORMAT",
    help=f"The format to write: {', '.join(exporter.name for exporter in EXPORTERS)}.",
    shell_complete=lambda *_: [exporter.name for exporter in EXPORTERS],
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, readable=False),
    help="Write here instead of to stdout.",
)
@click.option("--force", is_flag=True, help="Replace the output file if it is there.")
@click.option("--strict", is_flag=True, help="Write nothing if the format cannot hold something.")
def export(
    paths: tuple[Path, ...],
    store: Path | None,
    question: Question,
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
    with open_workspace(paths, store, follows=True) as workspace:
        claims = claims_on(workspace, question)
        if strict:
            with tempfile.TemporaryFile() as nowhere:
                _refuse_losses(workspace.exchange.export(format_name, claims, nowhere), format_name)
        if output is None:
            report = workspace.exchange.export(
                format_name, claims, sys.stdout.buffer, is_given_out=True
            )
        else:
            written = counted(claims, "exporting")
            report = workspace.exchange.export_to(output, format_name, written, force=force)
    for sentence in report.sentences(format_name):
        complain(sentence)


def _refuse_losses(report: Report, format_name: str) -> None:
    if report.losses:
        _, *losses = report.sentences(format_name)
        raise ReaderError("\n".join([*losses, "Nothing was written."]))
