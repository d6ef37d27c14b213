"""The command over the tags of a library: the codebook shown, taken in, and changed."""

import sys
from dataclasses import replace
from pathlib import Path

import click

from annotations import disk
from annotations.codebook import Codebook
from annotations.errors import InvalidCodebookError
from annotations.exporters.writing import replacing
from annotations.formats import codebook_table, codebook_text
from annotations.records import scale_record, tag_record
from annotations.wording import many
from reader.cli.arguments import takes_paths
from reader.cli.completing import complete_tags
from reader.cli.opening import STDIN, need_every_path, open_workspace
from reader.cli.rows import print_json, print_rows
from reader.cli.stderr import complain
from reader.errors import ReaderError
from reader.workspace import Workspace


@click.command()
@takes_paths
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object.")
@click.option(
    "--export",
    "target",
    type=click.Path(path_type=Path, readable=False),
    help="Write it to a file, -.",
)
@click.option("--force", is_flag=True, help="Replace the file, or the codebook; remove claims.")
@click.option(
    "--import",
    "origin",
    type=click.Path(path_type=Path, readable=False),
    help="Take it from a file, -.",
)
@click.option(
    "--rename",
    nargs=2,
    metavar="OLD NEW",
    help="Rename a tag on every claim.",
    shell_complete=complete_tags,
)
@click.option(
    "--merge",
    nargs=2,
    metavar="OLD INTO",
    help="Put one tag in another's place.",
    shell_complete=complete_tags,
)
@click.option(
    "--remove", metavar="TAG", help="Take a tag from every claim.", shell_complete=complete_tags
)
@click.option("--lock", "lock", flag_value="lock", help="Let nobody tag with what is not in it.")
@click.option("--unlock", "lock", flag_value="unlock", help="Let anybody make tags again.")
def codebook(
    paths: tuple[Path, ...],
    store: Path | None,
    as_json: bool,
    target: Path | None,
    force: bool,
    origin: Path | None,
    rename: tuple[str, str] | None,
    merge: tuple[str, str] | None,
    remove: str | None,
    lock: str | None,
) -> None:
    """List the tags of a library with what they mean, import, export or change them.

    Renaming, merging and removing change the tag on all claims, as one change that undo
    takes back. A claim that a removed tag leaves with nothing said goes with it, and only with
    --force; one with a verdict, a note or something put right stays without a tag.

    A locked codebook keeps a typo from becoming a tag; everybody who has the library sees it.

    A codebook is written as JSON, as CSV or as REFI-QDA, by the ending of its file: .json,
    .csv, .qdc. It is taken from those, from a project (.qdpx) and from another library's
    copydesk.json: what a file says of a tag is merged into the codebook; with --force the
    file takes its place.

    \b
    Examples:
      copydesk codebook ~/articles
      copydesk codebook --export tags.csv ~/articles
      copydesk codebook --import tags.qdc ~/articles
      copydesk codebook --rename wrong disputed ~/articles
    """
    if sum(choice is not None for choice in (target, origin, rename, merge, remove, lock)) > 1:
        raise click.UsageError("Do one thing at a time.")
    changes = any(choice is not None for choice in (origin, rename, merge, remove, lock))
    with open_workspace(paths, store, writes=changes) as workspace:
        need_every_path(workspace)
        if rename:
            _say(workspace, workspace.tags.rename(*rename))
        elif merge:
            _say(workspace, workspace.tags.merge([merge[0]], merge[1]))
        elif remove is not None:
            _say(workspace, workspace.tags.remove(remove, with_claims=force))
        elif lock is not None:
            _say(workspace, workspace.tags.lock(locked=lock == "lock"))
        elif origin:
            _say(workspace, _import(workspace, origin, force=force))
        elif target:
            _write(_written(workspace.tags.codebook(), target), target, force=force)
        else:
            _print(workspace, as_json=as_json)


def _say(workspace: Workspace, sentence: str) -> None:
    """Say what was done, and in which library."""
    complain(f"{sentence} It is kept in {' and '.join(workspace.libraries.changed())}.")


def _print(workspace: Workspace, *, as_json: bool) -> None:
    """Print the tags, each with the number of claims that carry it."""
    book, counts = workspace.tags.codebook(), workspace.tags.counts()
    if as_json:
        tags = [{**tag_record(tag), "claims": counts.get(tag.name, 0)} for tag in book.tags]
        print_json(
            {
                "tags": tags,
                "locked": workspace.tags.locked(),
                "scales": [scale_record(one) for one in book.scales],
            }
        )
        return
    columns = ["tag", "key", "colour", "parent", "claims", "description"]
    print_rows(
        columns,
        (
            (tag.name, tag.key, tag.colour, tag.parent, counts.get(tag.name, 0), tag.description)
            for tag in book.tags
        ),
    )


def _import(workspace: Workspace, origin: Path, *, force: bool) -> str:
    """Merge a codebook into the library's, or put it in its place; return a sentence."""
    from annotations.importers.codebooks import merged, read_codebook

    present, taken = workspace.tags.codebook(), read_codebook(_bytes_in(origin))
    # What has no place in a table or in REFI-QDA is no reason to lose it.
    scales = taken.scales or present.scales
    book = replace(taken, scales=scales) if force else merged(present, taken)
    workspace.tags.save_codebook(book)
    known = {tag.name: tag for tag in present.tags}
    new = sum(tag.name not in known for tag in book.tags)
    changed = sum(tag.name in known and tag != known[tag.name] for tag in book.tags)
    gone = len(known.keys() - {tag.name for tag in book.tags})
    dropped = f", {many(gone, 'tag')} dropped" if gone else ""
    return (
        f"Took {many(len(taken.tags), 'tag')} from {origin}: {new} new, {changed} "
        f"changed{dropped}. The codebook has {many(len(book.tags), 'tag')} now."
    )


def _bytes_in(file: Path) -> bytes:
    try:
        if file == STDIN:
            return sys.stdin.buffer.read()
        with disk.opened(file) as codebook:
            return codebook.read()
    except OSError as error:
        raise InvalidCodebookError(
            f"The codebook {file} cannot be read: {error.strerror}."
        ) from error


def _written(book: Codebook, target: Path) -> str:
    """Return the text of a codebook in the form that its file's ending tells."""
    suffix = target.suffix.lower()
    if suffix in (".csv", ".tsv"):
        return codebook_table.written(book)
    if suffix == ".qdc":
        from annotations.exporters.refi_codebook import codebook_xml

        return codebook_xml(book).decode()
    return codebook_text.written(book)


def _write(text: str, target: Path, *, force: bool) -> None:
    if target == STDIN:
        sys.stdout.buffer.write(text.encode())
        return
    if target.exists() and not force:
        raise ReaderError(f"{target} exists already. Choose another name or use --force.")
    try:
        with replacing(target) as file:
            file.write(text.encode())
    except OSError as error:
        raise ReaderError(f"{target} could not be written: {error.strerror}.") from error
