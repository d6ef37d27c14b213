"""The command that lists the suggestions of all articles, and decides them."""

from collections.abc import Mapping
from pathlib import Path
from typing import cast

import click

from reader.cli.arguments import takes_paths
from reader.cli.articles import brought_up_to_date, count_marks
from reader.cli.completing import complete_tags
from reader.cli.opening import open_workspace
from reader.cli.rows import print_json, print_rows
from reader.cli.stderr import complain
from reader.index.filter import Query
from reader.index.suggested import Grouping, SuggestedMark
from reader.workspace import Workspace

_COLUMNS = (
    "article", "kind", "words", "value", "unit", "counts", "speaker", "label", "score", "model",
    "sentence",
)  # fmt: skip
_GROUPINGS = ("article", "speaker", "figure")


@click.command()
@takes_paths
@click.option("--query", default="", metavar="QUERY", help="List only what this filter finds.")
@click.option("--all", "every", is_flag=True, help="Also those with a claim, and dismissed ones.")
@click.option(
    "--by",
    type=click.Choice(_GROUPINGS),
    help="Print groups: articles, speakers, or figures of one value and thing counted.",
)
@click.option("--limit", type=click.IntRange(1), metavar="N", help="At most so many.")
@click.option(
    "--tag",
    "tags",
    multiple=True,
    help="Make all that are found claims with this tag; may be repeated.",
    shell_complete=complete_tags,
)
@click.option("--dismiss", is_flag=True, help="Suggest what is found no more.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array.")
def suggestions(
    paths: tuple[Path, ...],
    store: Path | None,
    query: str,
    every: bool,
    by: str | None,
    limit: int | None,
    tags: tuple[str, ...],
    dismiss: bool,
    as_json: bool,
) -> None:
    """List the suggestions of all articles with their sentences: what no claim stands on yet.

    The filter is that of the list: kind: form: figure> unit: counts: speaker: date: ask for
    the suggestion itself, other terms for its article, a plain word for both.

    \b
    Examples:
      copydesk suggestions ~/articles --query 'kind:figure figure>1000' --json
      copydesk suggestions --query 'counts:killed 2024-07' --by figure
      copydesk suggestions --query 'speaker:"Ada Brandt" form:direct' --tag brandt
    """
    if tags and dismiss:
        raise click.UsageError("Suggestions are either tagged or dismissed.")
    with open_workspace(paths, store, writes=bool(tags or dismiss)) as workspace:
        wanted = workspace.suggested.query(query)
        if wanted.hint:
            raise click.UsageError(wanted.hint)
        articles = brought_up_to_date(workspace)
        count_marks(articles, workspace.suggested.unfound(wanted))
        decided = frozenset() if every else workspace.suggested.decided()
        if by is not None:
            _print_groups(workspace, wanted, cast("Grouping", by), decided, as_json=as_json)
            return
        numbers = workspace.suggested.find(wanted, limit=limit, decided=decided)
        if tags or dismiss:
            found = [workspace.suggested.mark(number) for number in numbers]
            suggested = workspace.suggested
            complain(suggested.tag(found, tags) if tags else suggested.dismiss(found))
            return
        if not numbers:
            complain("No suggestion is like that.")
        records = (_record(workspace.suggested.mark(number)) for number in numbers)
        if as_json:
            print_json(list(records))
        else:
            print_rows(_COLUMNS, ([row[name] for name in _COLUMNS] for row in records))


def _print_groups(
    workspace: Workspace,
    wanted: Query,
    by: Grouping,
    decided: frozenset[int],
    *,
    as_json: bool,
) -> None:
    cells: list[dict[str, object]] = []
    for group in workspace.suggested.groups(wanted, by):
        size = group.size
        if decided:
            of_it = workspace.suggested.find(wanted, group=group.name, by=by, decided=decided)
            size = len(of_it)
        if size:
            name = group.name
            if by == "article":
                name = workspace.suggested.mark(group.first).listed.path
            cells.append({by: name, "suggestions": size})
    if as_json:
        print_json(cells)
    else:
        print_rows((by, "suggestions"), [list(row.values()) for row in cells])
    if not cells:
        complain("No suggestion is like that.")


def _record(mark: SuggestedMark) -> Mapping[str, object]:
    place, listed = mark.place, mark.listed
    return {
        "article": listed.path,
        "library": str(listed.library),
        "published": listed.published.isoformat() if listed.published else None,
        "kind": mark.kind,
        "form": mark.form,
        "start": place.span.start,
        "end": place.span.end,
        "words": place.words,
        "value": None if mark.high is not None else mark.value,
        "low": mark.value if mark.high is not None else None,
        "high": mark.high,
        "relation": place.relation if mark.kind == "figure" else None,
        "unit": mark.unit or None,
        "counts": mark.counts or None,
        "speaker": mark.speaker or None,
        "date": mark.day or None,
        "label": mark.label or None,
        "score": mark.score,
        "model": mark.model or None,
        "decided": mark.decided or None,
        "by": mark.by or None,
        "at": mark.at or None,
        "sentence": " ".join(place.sentence.split()),
    }
