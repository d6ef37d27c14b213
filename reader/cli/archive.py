"""The commands over archives: articles by the million, marked."""

import sys
from collections.abc import Callable
from pathlib import Path

import click

from annotations.wording import many
from reader import settings
from reader.archive.extra import needing_libraries
from reader.cli.headway import telling
from reader.cli.stderr import complain
from reader.errors import ReaderError
from reader.library.files import shown
from reader.settings import Settings

_PART = 1000
"""Records a part: some seconds of work, which is what is lost where a worker ends."""


def _takes_columns(command: Callable[..., None]) -> Callable[..., None]:
    for fact in reversed(settings.COLUMNS):
        option = click.option(f"--{fact}-column", metavar="NAME", help=f"Which holds the {fact}.")
        command = option(command)
    return command


@click.group()
def archive() -> None:
    """Mark articles by the million: `archive mark`."""


@archive.command()
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, file_okay=False, readable=False),
    metavar="OUT",
    help="The folder of the archive; one that was begun is gone on with.",
)
@click.option("-j", "workers", type=click.IntRange(1, 1024), metavar="N", help="Processes at once.")
@click.option(
    "--scheduler", default="", metavar="ADDRESS", help="A scheduler of Dask that is there."
)
@click.option(
    "--part",
    "size",
    type=click.IntRange(1, 1_000_000),
    default=_PART,
    show_default=True,
    metavar="N",
    help="Records a part, which one worker marks.",
)
@click.option("--anew", is_flag=True, help="Throw away what is marked, and mark all again.")
@_takes_columns
def mark(
    inputs: tuple[str, ...],
    output: Path,
    workers: int | None,
    scheduler: str,
    size: int,
    anew: bool,
    **named: str | None,
) -> None:
    """Mark the articles of Parquet, JSON Lines, CSV and WARC files into an archive.

    INPUT is a file, a folder of them, or an address that fsspec knows; JSON Lines, tables and
    web archives may be packed (.gz, .zst). A record is as `copydesk marks --jsonl` takes it;
    else its fields are told by their names, or named by the options. The archive is Parquet.
    When it is called off or killed, the same command goes on where it was.

    \b
    Examples:
      copydesk archive mark news.parquet -o marked
      copydesk archive mark 's3://crawl/2024-*.jsonl.zst' -o marked --text-column body
      copydesk archive mark crawl/*.warc.gz -o /shared/marked --scheduler tcp://head:8786
    """
    if workers and scheduler:
        raise click.UsageError("A scheduler has its own workers: give either it or -j.")
    columns = {
        **settings.columns(),
        **{fact.removesuffix("_column"): name for fact, name in named.items() if name},
    }
    with needing_libraries():
        is_whole = _mark(inputs, output, columns, size, workers, scheduler, anew=anew)
    sys.exit(0 if is_whole else 1)


def _mark(
    inputs: tuple[str, ...],
    output: Path,
    columns: dict[str, str],
    size: int,
    workers: int | None,
    scheduler: str,
    *,
    anew: bool,
) -> bool:
    import pyarrow  # noqa: F401 - said at once when it is missing, before anything is written

    from reader.archive.manifest import Options, throw_away
    from reader.archive.marking import Way, fingerprint
    from reader.archive.running import mark_all

    if anew:
        throw_away(output)
    way = Way(Settings.load().reported_speech, fingerprint())
    articles = problems = before = 0
    is_whole = True
    with telling("Marking articles") as tell:
        for step in mark_all(
            inputs,
            output,
            Options(size, columns, way),
            workers=workers,
            scheduler=scheduler,
        ):
            before = max(before, step.before)
            if step.problem:
                complain(step.problem)
                is_whole = False
            if step.marked is not None:
                articles += step.marked.articles
                problems += step.marked.problems
            tell(articles, share=step.share)
    if not articles and not problems and not before:
        if is_whole:
            raise ReaderError("There is nothing to mark in these files.")
        return False
    known = f"{many(before, 'part')} had been marked before" if before else ""
    if articles or problems:
        done = f"{many(articles, 'article')} marked into {shown(output)}"
        complain(f"{done}; {known}." if known else f"{done}.")
    elif is_whole:
        complain(f"Nothing is left to be marked into {shown(output)}: {known}.")
    if problems:
        complain(
            f"{many(problems, 'record')} could not be read or wholly marked: see its problems."
        )
    return is_whole
