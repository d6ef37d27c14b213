"""The command that looks over a store: what is in it, and what was damaged."""

from pathlib import Path

import click

from reader.cli.arguments import takes_paths
from reader.cli.opening import need_every_path, open_workspace
from reader.cli.rows import print_json, print_rows
from reader.cli.stderr import complain


@click.command()
@takes_paths
@click.option("--repair", is_flag=True, help="Mend what is damaged; nothing is thrown away.")
@click.option("--bring-back", metavar="NAME", help="Merge what was kept aside under this name.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array.")
@click.pass_context
def doctor(
    ctx: click.Context,
    paths: tuple[Path, ...],
    store: Path | None,
    repair: bool,
    bring_back: str | None,
    as_json: bool,
) -> None:
    """Check the stores of a folder: what is in them, what is orphaned, what was damaged.

    Looking changes nothing. Exit code 1 says that something is damaged.

    \b
    Examples:
      copydesk doctor ~/articles
      copydesk doctor --repair ~/articles/copydesk.json
      copydesk doctor --bring-back 20260701-101112-0f1e2d3c4b5a6978-replaced.json ~/articles
    """
    writes = repair or bring_back is not None
    with open_workspace(paths, store, writes=writes, follows=True) as workspace:
        need_every_path(workspace)
        if bring_back is not None:
            complain(workspace.exchange.bring_back(bring_back))
            return
        found = workspace.exchange.repair() if repair else workspace.exchange.examine()
        workspace.libraries.look_at_files()
        told = {sentence for one in found for sentence in one.sentences()}
        for notice in workspace.notices():
            if notice not in told:
                complain(notice)
        workspace.libraries.look_at()
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
