"""The command that imports claims."""

import contextlib
import io
import sys
from pathlib import Path

import click

from annotations.importers.guessing import guessed
from annotations.importers.opening import opened
from annotations.importers.registry import IMPORTERS, importer_named
from reader.cli.arguments import takes_paths
from reader.cli.completing import complete_annotators, complete_tags
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
@click.option(
    "--as",
    "kept_as",
    type=click.Choice(("claims", "suggestions")),
    default="claims",
    help="What the file has: claims, or a model's predictions, to be accepted or dismissed.",
)
@click.option("--update", is_flag=True, help="Let claims that are here take over changes.")
@click.option("--remove", is_flag=True, help="Remove claims that were deleted there.")
@click.option("--restore", is_flag=True, help="Bring back claims that were removed here.")
@click.option(
    "--annotator",
    default="",
    help="Who made the claims that name nobody; else you.",
    shell_complete=complete_annotators,
)
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="OURS=THEIRS",
    help="Which column of a table has what: words=Claim. May be repeated.",
)
@click.option(
    "--tag",
    default="",
    help="The tag of claims in a table that have none.",
    shell_complete=complete_tags,
)
@click.pass_context
def import_claims(
    ctx: click.Context,
    file: Path,
    paths: tuple[Path, ...],
    store: Path | None,
    format_name: str | None,
    kept_as: str,
    update: bool,
    remove: bool,
    restore: bool,
    annotator: str,
    columns: tuple[str, ...],
    tag: str,
) -> None:
    """Import claims from FILE (or a folder, or -) into the library at PATH.

    Prints the ids of the claims that were added, once they are on disk. Claims are anchored
    by their words; what cannot be placed is kept as an orphan and named on stderr. What
    comes back is held against what was exported: only what was changed there is taken, and
    what was changed here too stays. One undo takes the whole import back. Exit code 1 says
    that no claim could be read.

    With --as suggestions, FILE is JSON Lines of what a model predicted: “article” or “text”,
    “start” and “end” or “words”, “label”, “score” and “model”. They wait among the
    suggestions.

    \b
    Examples:
      copydesk import claims.csv ~/articles
      copydesk import --format labelstudio export.json ~/articles
      copydesk import --as suggestions predictions.jsonl ~/articles
      copydesk import --column words=Claim --column tags=Topic sheet.xlsx ~/articles
    """
    piped = io.BytesIO(sys.stdin.buffer.read()) if file == STDIN else None
    with (
        contextlib.nullcontext(piped) if piped else opened(file) as content,
        open_workspace(paths, store, writes=True) as workspace,
    ):
        need_every_path(workspace)
        if kept_as == "suggestions":
            told = workspace.predicted.import_from(content, workspace.exchange.text_of)
            for sentence in told.sentences:
                complain(sentence)
            if not told.found:
                ctx.exit(1)
            return
        if format_name is None:
            importer = guessed(content, file.name)
            if importer is None:
                raise click.UsageError(f"What “{file}” is cannot be told. Name it with --format.")
            format_name = importer.name
        named = dict(map(_pair, columns))
        if mapping := importer_named(format_name).columns(content, named):
            complain(mapping)
            if content is not piped and sys.stdin.isatty():
                click.confirm("Import it so?", default=True, abort=True, err=True)
        report = workspace.exchange.import_claims(
            content,
            format_name,
            update=update,
            remove=remove,
            restore=restore,
            annotator=annotator,
            columns=named,
            tag=tag,
        )
        for sentence in report.sentences:
            complain(sentence)
        if report.added:
            complain(f"Saved in {' and '.join(workspace.libraries.changed())}.")
    for claim_id in report.added:
        click.echo(display(claim_id))
    if not report.found:
        ctx.exit(1)


def _pair(column: str) -> tuple[str, str]:
    """Return our name and theirs of a column.

    Raises:
        UsageError: There is no “=” between them.
    """
    ours, equals, theirs = column.partition("=")
    if not equals or not ours.strip() or not theirs.strip():
        raise click.UsageError(f"“{column}” is no column. Write --column words=Claim.")
    return ours.strip(), theirs.strip()
