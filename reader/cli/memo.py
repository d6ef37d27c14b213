"""The command that keeps notes on articles and tags."""

import sys
from pathlib import Path

import click

from reader.cli.arguments import takes_paths
from reader.cli.completing import complete_tags
from reader.cli.opening import open_workspace, scanned
from reader.cli.rows import print_json, print_rows
from reader.cli.stderr import complain
from reader.errors import ReaderError

_COLUMNS = ("about", "name", "note", "by", "at")


@click.command()
@takes_paths
@click.option(
    "--tag",
    default="",
    help="The note is on this tag, not on an article.",
    shell_complete=complete_tags,
)
@click.option("--text", help="The note; - takes it from standard input, an empty one away.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array.")
def memo(
    paths: tuple[Path, ...], store: Path | None, tag: str, text: str | None, as_json: bool
) -> None:
    """List the notes on articles and tags that all who have the library share, or keep one.

    A note has as many lines as you like. Notes are merged like claims.

    \b
    Examples:
      copydesk memo ~/articles
      copydesk memo --text "sources are thin" ~/articles/flood.txt
      copydesk memo --tag toll --text - ~/articles < what-it-means.txt
    """
    with open_workspace(paths, store, writes=text is not None) as workspace:
        if text is not None:
            text = sys.stdin.read() if text == "-" else text
            if tag:
                complain(workspace.reviewing.keep_memo("tag", tag, text))
            else:
                articles = scanned(workspace).articles
                if len(articles) != 1:
                    raise ReaderError("Name one article, or a tag with --tag, to note on.")
                complain(workspace.reviewing.keep_memo("article", articles[0].path, text))
            return
        found = [it for it in workspace.reviewing.memos() if not tag or it.name == tag]
    if as_json:
        print_json([{**it.record(), "about": it.about} for it in found])
    else:
        print_rows(_COLUMNS, [(it.about, it.name, it.text, it.by, it.at) for it in found])
