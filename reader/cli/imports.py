"""The command that imports claims."""

import io
import sys
from pathlib import Path

import click

from annotations.importers.opening import opened
from annotations.importers.registry import IMPORTERS, importer_for
from reader.cli.complaining import complain
from reader.cli.opening import STDIN, open_workspace, takes_paths


@click.command(name="import")
@click.argument("file", type=click.Path(path_type=Path))
@takes_paths
@click.option(
    "--format",
    "format_name",
    type=click.Choice([importer.name for importer in IMPORTERS]),
    help="The form of the file, where its name does not tell.",
)
@click.option("--update", is_flag=True, help="Let claims that are here take over changes.")
def import_claims(
    file: Path, paths: tuple[Path, ...], store: Path | None, format_name: str | None, update: bool
) -> None:
    """Import claims from FILE (or a folder, or -) into the library at PATH.

    Prints the ids of the claims that were added, once they are on disk. Claims are anchored
    by their words; what cannot be placed is kept as an orphan and named on stderr. One undo
    takes the whole import back.

    \b
    Examples:
      copydesk import claims.csv ~/articles
      copydesk import --format labelstudio export.json ~/articles
    """
    if format_name is None:
        importer = importer_for(file.name)
        if importer is None:
            raise click.UsageError(f"The name “{file}” tells no format. Name one with --format.")
        format_name = importer.name
    with open_workspace(paths, store, start_here=True) as workspace:
        if file == STDIN:
            report = workspace.import_claims(
                io.BytesIO(sys.stdin.buffer.read()), format_name, update=update
            )
        else:
            with opened(file) as content:
                report = workspace.import_claims(content, format_name, update=update)
        for sentence in (*workspace.notices(), *report.sentences):
            complain(sentence)
    for claim_id in report.added:
        click.echo(claim_id)
