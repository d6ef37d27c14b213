"""The command that imports claims."""

import contextlib
import io
import sys
from pathlib import Path

import click

from annotations.importers.guessing import guessed
from annotations.importers.opening import opened
from annotations.importers.registry import IMPORTERS
from reader.cli.arguments import takes_paths
from reader.cli.opening import STDIN, need_every_path, open_workspace
from reader.cli.stderr import complain
from reader.display import display


@click.command(name="import")
@click.argument("file", type=click.Path(path_type=Path, readable=False))
@takes_paths
@click.option(
    "--format",
    "format_name",
    type=click.Choice([importer.name for importer in IMPORTERS]),
    help="The form of the file, where neither it nor its name tells.",
)
@click.option("--update", is_flag=True, help="Let claims that are here take over changes.")
@click.pass_context
def import_claims(
    ctx: click.Context,
    file: Path,
    paths: tuple[Path, ...],
    store: Path | None,
    format_name: str | None,
    update: bool,
) -> None:
    """Import claims from FILE (or a folder, or -) into the library at PATH.

    Prints the ids of the claims that were added, once they are on disk. Claims are anchored
    by their words; what cannot be placed is kept as an orphan and named on stderr. One undo
    takes the whole import back. Exit code 1 says that no claim could be read.

    \b
    Examples:
      copydesk import claims.csv ~/articles
      copydesk import --format labelstudio export.json ~/articles
    """
    piped = io.BytesIO(sys.stdin.buffer.read()) if file == STDIN else None
    with (
        contextlib.nullcontext(piped) if piped else opened(file) as content,
        open_workspace(paths, store, start_here=True) as workspace,
    ):
        need_every_path(workspace)
        if format_name is None:
            importer = guessed(content, file.name)
            if importer is None:
                raise click.UsageError(f"What “{file}” is cannot be told. Name it with --format.")
            format_name = importer.name
        report = workspace.exchange.import_claims(content, format_name, update=update)
        for sentence in (*workspace.notices(), *report.sentences):
            complain(sentence)
    for claim_id in report.added:
        click.echo(display(claim_id))
    if not report.found:
        ctx.exit(1)
