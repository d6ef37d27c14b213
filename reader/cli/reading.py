"""The command that opens the app."""

import re
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
    help="Draw the screen into this SVG file instead.",
)
@click.option("--keys", default="", metavar="KEYS", help='Press these first: "Enter n t".')
@click.option(
    "--size",
    default="120x36",
    metavar="COLUMNSxROWS",
    callback=lambda _context, _option, given: _size(given),
    help="How large the picture is.",
    show_default=True,
)
@click.option("--theme", default="", help="The colours of the picture.")
def read(
    paths: tuple[Path, ...],
    store: Path | None,
    samples: bool,
    screenshot: Path | None,
    keys: str,
    size: tuple[int, int],
    theme: str,
) -> None:
    """Open articles: folders (with all their folders), files, or - for standard input.

    \b
    Examples:
      copydesk ~/articles
      copydesk report.md archive/
      curl https://example.org/report.txt | copydesk -
      copydesk read --screenshot tag.svg --keys "Enter n t" --size 80x24 ~/articles
    """
    if (keys or theme) and not screenshot:
        raise click.UsageError("--keys, --size and --theme are for a --screenshot.")
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
            draw(workspace, screenshot, keys=keys, size=size, theme=theme)
            return
        sys.exit(show(workspace, paths))


def _size(given: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{2,3})x(\d{2,3})", given)
    if found is None:
        raise click.BadParameter(f"“{given}” is no size. Write columns and rows, as in 80x24.")
    return int(found[1]), int(found[2])
