"""The command that opens the app."""

import sys
from pathlib import Path

import click

from reader.cli.arguments import takes_paths
from reader.cli.opening import open_workspace
from reader.cli.starting import load_screens, need_an_article, show
from reader.cli.stderr import complain
from reader.samples import SAMPLES


@click.command()
@takes_paths
@click.option("--samples", is_flag=True, help="Open the built-in sample library.")
@click.option(
    "--screenshot",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Draw the first screen into this SVG file instead.",
)
def read(
    paths: tuple[Path, ...], store: Path | None, samples: bool, screenshot: Path | None
) -> None:
    """Open articles: folders (with all their folders), files, or - for standard input.

    \b
    Examples:
      copydesk ~/articles
      copydesk report.md archive/
      curl https://example.org/report.txt | copydesk -
    """
    if samples:
        paths = (*paths, SAMPLES)
    with open_workspace(paths, store, tells=screenshot is not None) as workspace:
        if not screenshot:
            load_screens(workspace, paths, store)
        need_an_article(workspace)
        if screenshot:
            from reader.ui.screenshot import draw

            workspace.libraries.openable()
            for notice in (told := workspace.notices()):
                complain(notice)
            workspace.libraries.stores.notices.extend(told)  # the screen tells them too
            draw(workspace, screenshot)
            return
        sys.exit(show(workspace, paths))
