"""The commands that fetch: articles by their addresses, and feeds."""

import sys
from pathlib import Path

import click

from annotations import disk
from reader import settings
from reader.cli.headway import telling
from reader.cli.rows import print_json, print_rows
from reader.cli.stderr import complain
from reader.errors import FetchError, KeptFileError, UnreadableArticleError
from reader.library.adding import Added, add
from reader.library.fetching import Fetcher
from reader.library.files import is_folder, shown
from reader.library.scan import nearest_store
from reader.library.subscriptions import Subscriptions

takes_folder = click.option(
    "--to",
    "folder",
    metavar="FOLDER",
    type=click.Path(path_type=Path, file_okay=False),
    help="The library's folder; otherwise this one, if it is one, or the one opened last.",
)
takes_private = click.option(
    "--allow-private",
    is_flag=True,
    help="Ask hosts in this machine's own network too.",
)


@click.command(name="add")
@click.argument("urls", metavar="URL...", nargs=-1, required=True)
@takes_folder
@takes_private
def add_pages(urls: tuple[str, ...], folder: Path | None, allow_private: bool) -> None:
    """Fetch articles from the web and keep them in a library, just as they came.

    Prints the file and the title of each. An address that is there already is not fetched
    again.

    \b
    Examples:
      copydesk add https://example.org/2025/02/ferry --to ~/articles
    """
    place = _folder(folder)
    fetcher = Fetcher(allow_private=allow_private)
    is_whole = True
    for url in urls:
        try:
            _print(add(url, place, fetcher))
        except (FetchError, UnreadableArticleError) as error:
            complain(str(error))
            is_whole = False
    sys.exit(0 if is_whole else 1)


@click.group()
def feeds() -> None:
    """Follow feeds (RSS, Atom, JSON Feed): `feeds add|list|update|remove`."""


@feeds.command(name="add")
@click.argument("sources", metavar="URL|FILE.opml...", nargs=-1, required=True)
@takes_folder
@takes_private
def add_feeds(sources: tuple[str, ...], folder: Path | None, allow_private: bool) -> None:
    """Follow feeds, by their addresses or from an OPML file; `feeds update` fetches."""
    held = _subscriptions(folder, allow_private)
    is_whole = True
    for source in sources:
        try:
            new = [held.add(source)] if "://" in source else held.add_all(_content(Path(source)))
        except (FetchError, KeptFileError) as error:
            complain(str(error))
            is_whole = False
            continue
        print_rows(["address", "title"], [[feed.url, feed.title] for feed in new])
    sys.exit(0 if is_whole else 1)


@feeds.command(name="list")
@takes_folder
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array.")
@click.option("--opml", "as_opml", is_flag=True, help="Print an OPML file.")
def list_feeds(folder: Path | None, as_json: bool, as_opml: bool) -> None:
    """List the feeds that a library follows."""
    held = _subscriptions(folder, allow_private=False)
    if as_opml:
        click.echo(held.opml())
        return
    found = held.feeds()
    if as_json:
        print_json(
            [{"url": each.url, "title": each.title, "taken": len(each.seen)} for each in found]
        )
        return
    if not found:
        complain("No feed is followed here. Follow one with: copydesk feeds add URL")
    print_rows(["address", "title", "taken"], [[e.url, e.title, len(e.seen)] for e in found])


@feeds.command(name="update")
@takes_folder
@takes_private
def update_feeds(folder: Path | None, allow_private: bool) -> None:
    """Add the new articles of all feeds to the library, each once."""
    is_whole = True
    with telling("Fetching articles") as tell:
        for number, step in enumerate(_subscriptions(folder, allow_private).update(), 1):
            tell(number, None)
            if step.added is not None:
                _print(step.added)
            if step.problem:
                complain(step.problem)
                is_whole = False
    sys.exit(0 if is_whole else 1)


@feeds.command(name="remove")
@click.argument("urls", metavar="URL...", nargs=-1, required=True)
@takes_folder
def remove_feeds(urls: tuple[str, ...], folder: Path | None) -> None:
    """Follow feeds no longer; their articles stay."""
    held = _subscriptions(folder, allow_private=False)
    is_whole = True
    for url in urls:
        try:
            held.remove(url)
        except FetchError as error:
            complain(str(error))
            is_whole = False
    sys.exit(0 if is_whole else 1)


def _subscriptions(folder: Path | None, allow_private: bool) -> Subscriptions:
    return Subscriptions(_folder(folder), Fetcher(allow_private=allow_private))


def _folder(given: Path | None) -> Path:
    if given is not None:
        return given
    if nearest_store(Path()) is not None:
        return Path()
    last = (path for path in settings.last_paths() if is_folder(path))
    return next(last, Path())


def _content(file: Path) -> bytes:
    try:
        with disk.opened(file) as opened:
            return opened.read()
    except OSError as error:
        raise FetchError(f"{shown(file)} cannot be read: {error.strerror}.") from error


def _print(added: Added) -> None:
    if not added.is_new:
        complain(f"{shown(added.file)} is there already.")
    print_rows(["file", "title"], [[shown(added.file), added.article.title]])
