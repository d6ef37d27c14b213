"""The command that tells how far annotators agree."""

import csv
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reader.cli.arguments import takes_paths
from reader.cli.completing import complete_annotators, complete_tags
from reader.cli.opening import open_workspace
from reader.cli.rows import print_json, print_rows
from reader.cli.stderr import complain

if TYPE_CHECKING:
    from annotations.together.agreement import Agreement, Figure
    from annotations.together.ratings import Result

COLUMNS = ("of", "measure", "value", "low", "high", "why")
_BY = {
    "article": ("article", "annotators", "claims", "exact F1", "overlapping F1"),
    "tag": ("tag", "both", "only one", "F1"),
    "pair": ("pair", "articles", "exact F1", "overlapping F1", "alpha"),
}


@click.command()
@takes_paths
@click.option(
    "--annotator",
    "annotators",
    multiple=True,
    help="Compare only these people.",
    shell_complete=complete_annotators,
)
@click.option("--tag", default="", help="Only claims with this tag.", shell_complete=complete_tags)
@click.option("--by", type=click.Choice([*_BY]), help="A row for each of these instead.")
@click.option("--measure", "measures", multiple=True, help="Only measures named so, in part.")
@click.option("--more", is_flag=True, help="Also alpha_u, which reads the articles.")
@click.option("--resamples", type=click.IntRange(0, 100_000), default=1000, help="0: none.")
@click.option("--seed", type=int, default=1, help="Where drawing for the intervals begins.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object.")
@click.option("--export", type=click.Choice(["csv", "gamma"]), help="Write it as such a file.")
def agreement(
    paths: tuple[Path, ...],
    store: Path | None,
    annotators: tuple[str, ...],
    tag: str,
    by: str | None,
    measures: tuple[str, ...],
    more: bool,
    resamples: int,
    seed: int,
    as_json: bool,
    export: str | None,
) -> None:
    """Tell how far annotators agree on words, tags and verdicts.

    Only articles that two or more have done are compared. Intervals hold 95 of 100 drawings
    of articles, seeded. What cannot be computed says why. --export gamma writes the claims as
    pygamma-agreement reads them.

    \b
    Examples:
      copydesk agreement ~/articles
      copydesk agreement --by tag --annotator ada --annotator bo ~/articles
    """
    with open_workspace(paths, store) as workspace:
        if export == "gamma":
            _write_gamma(workspace.claims.find(), annotators)
            return
        found = workspace.reviewing.agreement(annotators, tag=tag, times=resamples, seed=seed)
        if more or any("alpha_u".startswith(name.lower()) for name in measures):
            found = found.with_unitizing(workspace.reviewing.unitizing(annotators, tag=tag))
    for sentence in found.left_out:
        complain(f"Left out: {sentence}.")
    columns, rows = (
        (COLUMNS, _overall(found, measures)) if by is None else (_BY[by], _rows(found, by))
    )
    if as_json:
        print_json(_record(found))
    elif export == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
    else:
        print_rows(columns, rows)


def _overall(found: "Agreement", measures: Sequence[str]) -> list[Sequence[object]]:
    rows: list[Sequence[object]] = []
    for name, figures in (
        ("words", found.words),
        ("tags", found.tags),
        ("verdict", found.verdicts),
    ):
        for figure in figures:
            if not measures or any(part.lower() in figure.name.lower() for part in measures):
                low, high = figure.interval or ("", "")
                value, why = _said(figure.value)
                rows.append((name, figure.name, value, _short(low), _short(high), why))
    return rows


def _rows(found: "Agreement", by: str) -> "Iterable[Sequence[object]]":
    if by == "tag":
        return [(it.tag, it.both, it.one, _value(it.value)) for it in found.by_tag]
    if by == "pair":
        return [
            (
                f"{it.first} · {it.second}",
                it.articles,
                _value(it.exact),
                _value(it.overlapping),
                _value(it.tags),
            )
            for it in found.pairs
        ]
    return [
        (it.article, " ".join(it.annotators), it.claims, _value(it.exact), _value(it.overlapping))
        for it in found.by_article
    ]


def _record(found: "Agreement") -> dict[str, object]:
    return {
        "annotators": found.annotators,
        "articles": found.articles,
        "units": found.units,
        "words": [_figure(it) for it in found.words],
        "tags": [_figure(it) for it in found.tags],
        "verdict": [_figure(it) for it in found.verdicts],
        "by_tag": [
            {"tag": it.tag, "both": it.both, "only_one": it.one, "f1": _plain(it.value)}
            for it in found.by_tag
        ],
        "by_pair": [
            {
                "annotators": [it.first, it.second],
                "articles": it.articles,
                "exact_f1": _plain(it.exact),
                "overlapping_f1": _plain(it.overlapping),
                "alpha": _plain(it.tags),
            }
            for it in found.pairs
        ],
        "by_article": [
            {
                "article": it.article,
                "annotators": it.annotators,
                "claims": it.claims,
                "exact_f1": _plain(it.exact),
                "overlapping_f1": _plain(it.overlapping),
            }
            for it in found.by_article
        ],
        "left_out": found.left_out,
    }


def _figure(figure: "Figure") -> dict[str, object]:
    value = figure.value
    return {
        "measure": figure.name,
        "value": _plain(value),
        "interval": figure.interval,
        "why": "" if isinstance(value, float) else value.why,
    }


def _plain(value: "Result") -> float | None:
    return round(value, 6) if isinstance(value, float) else None


def _said(value: "Result") -> tuple[str, str]:
    return (f"{value:.3f}", "") if isinstance(value, float) else ("–", value.why)


def _value(value: "Result") -> str:
    return _said(value)[0]


def _short(value: object) -> str:
    return f"{value:.3f}" if isinstance(value, float) else ""


def _write_gamma(claims: Iterable[object], annotators: Sequence[str]) -> None:
    """Write annotator, category, start and end of each claim, article after article.

    That is what pygamma-agreement reads as CSV; articles stand one behind the other on its
    line, as far apart as the longest reaches.
    """
    from annotations.claim import Claim

    kept = [
        claim
        for claim in claims
        if isinstance(claim, Claim)
        and not claim.decides
        and (not annotators or claim.annotator in annotators)
    ]
    reach = max((claim.anchor.end for claim in kept), default=0) + 1
    places = {
        path: reach * number for number, path in enumerate(sorted({it.article.path for it in kept}))
    }
    writer = csv.writer(sys.stdout, lineterminator="\n")
    for claim in kept:
        begin = places[claim.article.path]
        row = [claim.annotator, "+".join(sorted(claim.tags))]
        writer.writerow([*row, begin + claim.anchor.start, begin + claim.anchor.end])
