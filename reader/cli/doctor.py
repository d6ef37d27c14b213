"""The command that looks over a store: what is in it, and what was damaged."""

from pathlib import Path

import click

from reader.cli.arguments import takes_paths
from reader.cli.opening import need_every_path, open_workspace
from reader.cli.rows import print_json, print_rows


@click.command()
@takes_paths
@click.option("--repair", is_flag=True, help="Mend what is damaged; nothing is thrown away.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array.")
@click.pass_context
def doctor(
    ctx: click.Context, paths: tuple[Path, ...], store: Path | None, repair: bool, as_json: bool
) -> None:
    """Check the stores of a folder: what is in them, what is orphaned, what was damaged.

    Looking changes nothing. Exit code 1 says that something is damaged.

    \b
    Examples:
      copydesk doctor ~/articles
      copydesk doctor --repair ~/articles/copydesk.json
    """
    with open_workspace(paths, store, writes=repair, follows=True) as workspace:
        need_every_path(workspace)
        found = workspace.exchange.repair() if repair else workspace.exchange.examine()
    if as_json:
        print_json(
            [
                {
                    "store": str(one.path),
                    "claims": one.claims,
                    "articles": one.articles,
                    "tags": one.tags,
                    "orphans": [orphan.claim.id for orphan in one.orphans],
                    "damages": one.damages,
                    "repaired": one.repaired,
                    "kept": [str(path) for path in one.kept],
                    "sound": one.sound,
                }
                for one in found
            ]
        )
    else:
        print_rows(["findings"], [[sentence] for one in found for sentence in one.sentences()])
    if not all(one.sound for one in found):
        ctx.exit(1)
