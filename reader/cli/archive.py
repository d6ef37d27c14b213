"""The commands over archives: articles by the million, marked, asked, compared and opened."""

import os
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotations.wording import many
from reader.archive.extra import needing_libraries
from reader.cli.arguments import named_columns, takes_columns
from reader.cli.headway import telling
from reader.cli.opening import open_workspace
from reader.cli.rows import print_json, print_rows
from reader.cli.stderr import complain
from reader.errors import ReaderError
from reader.library.files import shown
from reader.settings import Settings

if TYPE_CHECKING:
    from reader.comparison.groups import Group
    from reader.query import Condition

_PART = 1000
"""Records a part: some seconds of work, which is what is lost where a worker ends."""


@click.group()
def archive() -> None:
    """Mark and ask articles by the million: `archive mark|find|compare|open`."""


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
@takes_columns
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
    columns = named_columns(named)
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


@archive.command()
@click.argument("folder", metavar="OUT", type=click.Path(path_type=Path, readable=False))
@click.argument("query", metavar="[QUERY]...", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array.")
@click.option("--all", "every", is_flag=True, help="Also numbers that nobody wants as figures.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False, readable=False),
    metavar="FILE",
    help="Write a file instead: .csv, .json, .jsonl or .parquet.",
)
@click.option("--force", is_flag=True, help="Replace the output file if it is there.")
def find(
    folder: Path,
    query: tuple[str, ...],
    as_json: bool,
    every: bool,
    output: Path | None,
    force: bool,
) -> None:
    """Find marks in an archive: who said what, what was counted, when.

    OUT is what `archive mark` made. QUERY is in the language of `copydesk list --query`; each row
    is a mark that meets it: kind: form: speaker: figure> unit: counts: date: are asked of the
    mark, source: published: text: "exact words" and the like of its article.

    \b
    Examples:
      copydesk archive find marked speaker:brandt 2024-07
      copydesk archive find marked 'figure:1000..5000 counts:dead (source:post OR source:herald)'
      copydesk archive find marked '"the dam" kind:quote' -o found.parquet
    """
    tree = _understood(query)
    with needing_libraries():
        import duckdb  # noqa: F401 - said at once when it is missing

        from reader.archive.finding import COLUMNS, WRITTEN, Finding

        if output is not None and output.suffix.lower() not in WRITTEN:
            raise click.UsageError(f"The name of the output ends in one of: {', '.join(WRITTEN)}.")
        if output is not None and os.path.lexists(output) and not force:
            raise ReaderError(
                f"{shown(output)} exists already. Choose another name or replace it with --force."
            )
        with Finding(folder, every=every) as finding:
            if output is not None:
                finding.write(tree, output)
                return
            rows = finding.rows(tree)
            if as_json:
                print_json([{name: _told(row[name]) for name in COLUMNS} for row in rows])
            else:
                print_rows(_FOUND, map(_found, rows), header=True)


@archive.command(name="compare")
@click.argument("folder", metavar="OUT", type=click.Path(path_type=Path, readable=False))
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(("quote", "figure", "article")),
    help="Print groups of this kind only; can be given several times.",
)
@click.option("--conflicts", is_flag=True, help="Print only figures that differ.")
@click.option("-j", "workers", type=click.IntRange(1, 1024), metavar="N", help="Processes at once.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False, readable=False),
    metavar="FILE",
    help="Write a table to this file; its name ends in csv, xlsx, jsonl or parquet.",
)
@click.option("--force", is_flag=True, help="Replace the output file if it is there.")
def compare_archive(
    folder: Path,
    kinds: tuple[str, ...],
    conflicts: bool,
    workers: int | None,
    as_json: bool,
    output: Path | None,
    force: bool,
) -> None:
    """Tell which articles of an archive say the same, and whether their figures agree.

    Groups are those of `copydesk compare` on the same articles: statements, figures, texts.

    \b
    Examples:
      copydesk archive compare marked --conflicts
      copydesk archive compare marked -o groups.parquet
    """
    with needing_libraries():
        import duckdb  # noqa: F401 - said at once when it is missing

        from reader.archive.comparing import compare
        from reader.cli.comparing import COLUMNS, rows_of, write_groups
        from reader.comparison.answer import as_record
        from reader.comparison.exporting import WRITERS

        if output is not None and output.suffix.lower()[1:] not in WRITERS:
            raise click.UsageError(f"The name of the output ends in one of: {', '.join(WRITERS)}.")
        groups: Sequence[Group] = ()
        with telling("Comparing articles, per cent") as tell:
            for step in compare(folder, workers=workers or os.cpu_count() or 1):
                tell(int(100 * step.share))
                groups = step.groups
        found = [
            group
            for group in groups
            if (not kinds or group.kind in kinds)
            and (not conflicts or (group.kind == "figure" and group.relation != "same"))
        ]
        if output is not None:
            write_groups(found, output, force=force)
        elif as_json:
            print_json({"groups": [as_record(group) for group in found]})
        else:
            if not found:
                complain("No two articles say the same.")
            print_rows(COLUMNS, rows_of(found))


@archive.command(name="open")
@click.argument("folder", metavar="OUT", type=click.Path(path_type=Path, readable=False))
@click.argument("query", metavar="[QUERY]...", nargs=-1)
@click.option(
    "--to",
    "library",
    type=click.Path(path_type=Path, file_okay=False, readable=False),
    metavar="FOLDER",
    help="The library that keeps the claims; otherwise a folder in OUT, named like the query.",
)
def open_found(folder: Path, query: tuple[str, ...], library: Path | None) -> None:
    """Open the articles in which something is found, to read and tag them.

    They are a library like any other: claims are kept in its copydesk.json, and every command
    takes its folder. Texts are read from the archive when they are opened. In a pipe, the
    library is made and its folder printed.

    \b
    Examples:
      copydesk archive open marked speaker:brandt 2024-07
      copydesk archive open marked 'figure>1000 counts:dead' --to tolls
    """
    written = " ".join(query)
    tree = _understood(query)
    with needing_libraries():
        import duckdb  # noqa: F401 - said at once when it is missing

        from reader.archive.opening import name_of, write_library

        home = library or folder / "opened" / name_of(written)
        write_library(folder, tree, written, home)
    if not sys.stdout.isatty():
        click.echo(shown(home))
        return
    from reader.cli.starting import load_screens, need_an_article, show

    with open_workspace((home,), None, tells=False) as workspace:
        load_screens(workspace, (home,), None)
        need_an_article(workspace)
        sys.exit(show(workspace, (home,)))


_FOUND = (
    "article",
    "published",
    "source",
    "kind",
    "form",
    "words",
    "speaker or value",
    "cue or what it counts",
)


def _understood(query: tuple[str, ...]) -> "Condition":
    """Return what a query asks of an archive.

    Raises:
        UsageError: It is not understood, or asks for what no archive has.
    """
    from reader.archive.conditions import why_not_asked
    from reader.query import parse

    parsed = parse(" ".join(query))
    if why := parsed.problem or why_not_asked(parsed.tree):
        raise click.UsageError(why)
    return parsed.tree


def _told(value: object) -> object:
    """Return a value as JSON has it."""
    if isinstance(value, date):
        return value.isoformat()
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _found(row: Mapping[str, object]) -> list[object]:
    value, counts = row["speaker"], row["cue"]
    if row["kind"] != "quote":
        value, counts = _value(row), row["counts"]
    told = [row[name] for name in ("article", "published", "source", "kind", "form", "text")]
    return [*told, value, counts]


def _value(row: Mapping[str, object]) -> str:
    """Return what a figure says, shortly, as `copydesk marks` does."""
    numbers = [row["value"]] if row["value"] is not None else [row["low"], row["high"]]
    known = [number for number in numbers if isinstance(number, float)]
    if row["date"] and row["value"] is None:
        return str(row["date"])
    value = " to ".join(f"{number:.15g}" for number in known)
    relation = "" if row["relation"] in ("=", None) else f"{row['relation']} "
    return f"{relation}{value} {row['unit'] or ''}".strip()
