"""The command that exports claims."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

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
    query: str,
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
        claims = claims_on(workspace, question, query)
        if strict:
            with TemporaryFile() as nowhere:
                _refuse_losses(workspace.exchange.export(format_name, claims, nowhere), format_name)
        if output is None:
            with _answer() as file:
                report = workspace.exchange.export(format_name, claims, file, is_given_out=True)
        else:
            written = counted(claims, "exporting")
            report = workspace.exchange.export_to(output, format_name, written, force=force)
    for sentence in report.sentences(format_name):
        complain(sentence)


def _refuse_losses(report: Report, format_name: str) -> None:
    if report.losses:
        _, *losses = report.sentences(format_name)
        raise ReaderError("\n".join([*losses, "Nothing was written."]))


@contextmanager
def _answer() -> Iterator[BinaryIO]:
    """Give a file for an answer of bytes: standard output, but a terminal gets only text.

    Raises:
        ReaderError: The answer is no text, and standard output is a terminal.
    """
    if not sys.stdout.isatty():
        yield sys.stdout.buffer
        return
    with TemporaryFile() as file:
        yield file
        file.seek(0)
        written = file.read()
    try:
        text = written.decode()
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise ReaderError("This format is not for a terminal. Name a file for it with --output.")
    sys.stdout.write(text)
