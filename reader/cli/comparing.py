"""The command that tells what articles say alike."""

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from annotations.exporters.writing import replacing
from reader.cli.arguments import takes_paths
from reader.cli.articles import brought_up_to_date, fitting
from reader.cli.headway import telling
from reader.cli.lines import LONGEST, given_name, lines_in
from reader.cli.opening import open_workspace
from reader.cli.rows import print_json, print_rows
from reader.cli.stderr import complain
from reader.comparison.answer import as_record
from reader.comparison.comparison import Comparison
from reader.comparison.exporting import WRITERS
from reader.comparison.groups import Group, Member
from reader.comparison.reading import Reading, read
from reader.detectors.registry import find_marks
from reader.errors import ReaderError
from reader.index.query import parse_query
from reader.settings import saved_filters
from reader.workspace import group_query
from reader.workspace.comparing import name_of

COLUMNS = ("group", "kind", "relation", "independent", "version", "article", "words")
_ARTICLE_WORDS = 60
"""Characters of a member's words that a row of a table shows."""


@click.command()
@takes_paths
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(("quote", "figure", "article")),
    help="Print groups of this kind only; can be given several times.",
)
@click.option("--conflicts", is_flag=True, help="Print only figures that differ.")
@click.option(
    "--query",
    default="",
    metavar="QUERY",
    help="Compare only the articles that this finds; with terms of marks, find groups.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option(
    "--jsonl",
    type=click.Path(path_type=Path, readable=False),
    metavar="FILE|-",
    help="Compare texts given as JSON Lines (id, text, published, source, agency).",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, readable=False),
    help=f"Write a table to this file; its name ends in {', '.join(WRITERS)}.",
)
@click.option("--force", is_flag=True, help="Replace the output file if it is there.")
def compare(
    paths: tuple[Path, ...],
    store: Path | None,
    kinds: tuple[str, ...],
    conflicts: bool,
    query: str,
    as_json: bool,
    jsonl: Path | None,
    output: Path | None,
    force: bool,
) -> None:
    """Tell which articles say the same, and whether their figures agree.

    A group is a statement with the quotes that give it, a figure with the places that print
    it, or articles of one text. Each row is one member; members of one version have the same
    words, or values that agree. "independent" counts a text that was taken over once.

    \b
    Examples:
      copydesk compare ~/articles
      copydesk compare --conflicts --query '2024-07' ~/articles
      copydesk compare --query 'figure>1000 counts:killed' ~/articles
      copydesk compare --jsonl texts.jsonl
      copydesk compare --output groups.xlsx ~/articles
    """
    if output is not None and output.suffix.lower()[1:] not in WRITERS:
        raise click.UsageError(f"The name of the output ends in one of: {', '.join(WRITERS)}.")
    if jsonl is not None and (paths or query):
        raise click.UsageError("Give either paths with a filter or --jsonl, not both.")
    compared = _lines(jsonl) if jsonl is not None else _library(paths, store, query)
    found = [
        group
        for group in compared
        if (not kinds or group.kind in kinds)
        and (not conflicts or (group.kind == "figure" and group.relation != "same"))
    ]
    if output is not None:
        write_groups(found, output, force=force)
        return
    if as_json or jsonl is not None:
        print_json({"groups": [as_record(group) for group in found]})
        return
    if not found:
        complain("No two articles say the same.")
    print_rows(COLUMNS, rows_of(found))


def write_groups(groups: Sequence[Group], output: Path, *, force: bool) -> None:
    """Write groups as a table; the ending of the file's name says which.

    Raises:
        ReaderError: The file is there already, or cannot be written.
    """
    if os.path.lexists(output) and not force:
        raise ReaderError(
            f"{output} exists already. Choose another name or replace it with --force."
        )
    try:
        with replacing(output) as file:
            WRITERS[output.suffix.lower()[1:]](groups, file)
    except OSError as error:
        raise ReaderError(f"{output} could not be written: {error.strerror or error}.") from error
    complain(f"{len(groups)} groups are in {output}.")


def rows_of(groups: Iterable[Group]) -> Iterator[list[object]]:
    """Yield a row for each member of each group, as `COLUMNS` names its cells."""
    for number, group in enumerate(groups, 1):
        for member in group.members:
            yield [
                number,
                group.kind,
                group.relation,
                group.independent,
                member.version,
                member.article,
                _words(member),
            ]


def _words(member: Member) -> str:
    words = member.words
    if member.printed and member.printed.counts and member.printed.counts not in words:
        words = f"{words} {member.printed.counts}"
    return words if len(words) <= _ARTICLE_WORDS else f"{words[: _ARTICLE_WORDS - 1]}…"


def _library(paths: tuple[Path, ...], store: Path | None, query: str) -> list[Group]:
    with open_workspace(paths, store) as workspace:
        asked = workspace.comparing.parsed(query)
        of_members = group_query.asks_for_members(asked.tree)
        wanted = parse_query("" if of_members else query, saved_filters(workspace.settings))
        hint = asked.problem or (group_query.hint_for(asked.tree) if of_members else wanted.hint)
        if hint:
            raise click.UsageError(hint)
        articles = brought_up_to_date(workspace)
        ids = fitting(articles, wanted)
        listed = [articles.row(number).listed for number in ids]
        several = len({row.library for row in listed}) > 1
        names = {
            name_of(row.library, row.path): str(row.library / row.path) if several else row.path
            for row in listed
        }
        with telling("Comparing articles") as tell:
            for step in workspace.comparing.update():
                tell(step.done, step.total)
        found: list[Group] = []
        groups = iter(workspace.comparing.groups())
        if of_members:
            groups = filter(workspace.comparing.wanted(asked.tree), groups)
        for group in groups:
            members = [
                replace(m, article=names[m.article]) for m in group.members if m.article in names
            ]
            if len(members) > 1:
                found.append(replace(group, members=tuple(members)))
    return found


def _lines(file: Path) -> list[Group]:
    """Read articles of other programs, one a line.

    Raises:
        ReaderError: The file cannot be read, or a line is not of the form that we take.
    """
    name, known = given_name(file), set[str]()
    return Comparison(
        _reading(line, f"Line {number} of {name}", known)
        for number, line in enumerate(lines_in(file), 1)
        if line.strip()
    ).groups()


def _reading(line: bytes, where: str, known: set[str]) -> Reading:
    if len(line) == LONGEST:
        raise ReaderError(f"{where} is too long: {LONGEST >> 20} megabytes are the most.")
    try:
        asked = json.loads(line.decode("utf-8-sig"))
        if not isinstance(asked, dict):
            raise TypeError("it is not an object")
        article, text = asked["id"], asked["text"]
        published, source, agency = (asked.get(k) for k in ("published", "source", "agency"))
        for field, value in (("id", article), ("text", text)):
            if not isinstance(value, str):
                raise TypeError(f"its {field} is not text")
        day = date.fromisoformat(published[:10]) if published else None
    except KeyError as error:
        raise ReaderError(f"{where} has no field {error}.") from error
    except (ValueError, TypeError, RecursionError) as error:
        raise ReaderError(
            f"{where} cannot be understood: {error}. "
            'Each line is a JSON object with "id" and "text".'
        ) from error
    if article in known:
        raise ReaderError(f"{where} has the id “{article}” of a line before. Give each its own.")
    known.add(article)
    return read(
        article,
        text,
        find_marks(text, day),
        published=day,
        source=str(source or ""),
        agencies=(str(agency),) if agency else (),
    )
