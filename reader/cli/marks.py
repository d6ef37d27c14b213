"""The command that prints the marks found in articles, or in texts of other programs."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from annotations.wording import RELATIONS, many
from reader.article import Article
from reader.cli.headway import telling
from reader.cli.lines import given_name, lines_in
from reader.cli.marked_lines import Answered, answers_to
from reader.cli.opening import open_workspace, scanned
from reader.cli.rows import print_json, print_rows
from reader.cli.stderr import complain
from reader.detectors.asking import KINDS, Asked
from reader.detectors.marks import Figure, Mark, as_record
from reader.errors import UnreadableArticleError
from reader.library.files import shown
from reader.settings import Settings
from reader.workspace import Workspace


@click.command()
@click.argument(
    "paths", metavar="[FILE]...", nargs=-1, type=click.Path(path_type=Path, readable=False)
)
@click.option(
    "--kind",
    "kinds",
    type=click.Choice(KINDS),
    multiple=True,
    help="Only quotes, only figures, or only dates, times and durations; may be repeated.",
)
@click.option("--min", "least", type=float, metavar="N", help="Only figures of at least N.")
@click.option("--speaker", metavar="X", help="Only quotes of whom is named or called X.")
@click.option("--all", "every", is_flag=True, help="Also numbers that nobody wants as figures.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array.")
@click.option("--explain", is_flag=True, help="Name the rule that found each mark.")
@click.option(
    "--jsonl",
    type=click.Path(path_type=Path, readable=False),
    metavar="FILE|-",
    help="Read texts as JSON Lines (id, text, published); answer with a line of marks each.",
)
@click.option(
    "-j",
    "jobs",
    type=click.IntRange(1, 64),
    default=1,
    metavar="N",
    help="Processes that work on --jsonl at once; answers keep their order.",
)
def marks(
    paths: tuple[Path, ...],
    kinds: tuple[str, ...],
    least: float | None,
    speaker: str | None,
    every: bool,
    as_json: bool,
    explain: bool,
    jsonl: Path | None,
    jobs: int,
) -> None:
    """Print the quotes and figures found in articles, or in texts of other programs.

    Offsets count code points of the article's text as copydesk shows it; with --jsonl
    they count those of the text as given. In JSON, a model, an address or a list number that
    --all brings is a figure that is not "wanted".

    \b
    Examples:
      copydesk marks report.txt
      copydesk marks --kind figure --min 1000000 report.txt
      copydesk marks --speaker lavrov --json articles
      copydesk marks --jsonl texts.jsonl -j 4
    """
    if least is not None and least != least:
        raise click.UsageError("--min takes a number.")
    reported = Settings.load().reported_speech
    asked = Asked(frozenset(kinds), least, speaker, every=every, reported=reported)
    if jsonl is not None:
        if paths:
            raise click.UsageError("Give either files or --jsonl, not both.")
        _print_answers(jsonl, asked, jobs)
        return
    if not paths:
        raise click.UsageError("Name at least one file, or use --jsonl.")
    with open_workspace(paths, None) as workspace:
        failures: list[str] = []
        found = list(_found_in(workspace, asked, failures))
        workspace.libraries.look_at_files()
    if as_json:
        print_json([{**where, **as_record(mark, art.text)} for where, art, mark in found])
    else:
        _print_table(found, explain=explain)
    if failures:
        raise SystemExit(1)


def _print_table(found: Sequence[tuple[object, Article, Mark]], *, explain: bool) -> None:
    columns = ["path", "kind", "form", "words", "speaker or value", "cue or what it counts"]
    rows = [_row(article, mark) for _, article, mark in found]
    if explain:
        columns.append("rule")
        rows = [[*row, mark.rule] for row, (*_, mark) in zip(rows, found, strict=True)]
    print_rows(columns, rows, header=True)


def _found_in(
    workspace: Workspace, asked: Asked, failures: list[str]
) -> Iterator[tuple[dict[str, object], Article, Mark]]:
    """Yield the marks that are asked for, in the order of the articles, with where they are."""
    articles = scanned(workspace).articles
    with telling("Finding quotes and figures in articles") as tell:
        for number, listed in enumerate(articles, 1):
            try:
                article = workspace.articles.read(listed)
            except UnreadableArticleError as error:  # it was there a moment ago
                complain(str(error))
                continue
            where: dict[str, object] = {"library": str(listed.library), "path": listed.path}
            marks = workspace.articles.marks(article)
            for mark in marks:
                if asked.wants(mark, article.text):
                    yield where, article, mark
            for failure in marks.failures:
                failures.append(f"In {shown(listed.file or Path(listed.path))} {failure}.")
                complain(failures[-1])
            tell(number, len(articles))


def _print_answers(file: Path, asked: Asked, jobs: int) -> None:
    """Answer each line of texts as soon as it and those before it are done.

    Raises:
        ReaderError: The file cannot be read, or a line is not of the form that we take.
    """
    name = given_name(file)
    refused = 0
    failed: list[int] = []
    for number, answer in answers_to(lines_in(file), asked, jobs):
        if isinstance(answer, Answered):
            click.echo(answer.line)
            failed += [number] * bool(answer.failed)
        else:
            refused += 1
            complain(f"Line {number} of {name} {answer.reason}")
    if failed:
        lost = many(len(failed), "line")
        complain(
            f"Of {lost} of {name} not all marks could be found, first of line {failed[0]}; "
            'what failed is told in "error".'
        )
    if refused or failed:
        raise SystemExit(1)


def _row(article: Article, mark: Mark) -> list[object]:
    text = article.text
    words = mark.span.of(text)
    if isinstance(mark, Figure):
        counts = mark.counts.of(text) if mark.counts else ""
        return [article.path, "figure", mark.form, words, figure_value(mark, text), counts]
    speaker = mark.speaker.name if mark.speaker else ""
    cue = mark.cue.of(text) if mark.cue else ""
    return [article.path, "quote", mark.form, words, speaker, cue]


def figure_value(figure: Figure, text: str) -> str:
    """Return what a figure says, shortly: "at least 11000", "2 to 3 percent", "2024-07-28"."""
    if figure.date and figure.value is None:
        return figure.date
    numbers = [figure.value] if figure.value is not None else [figure.low, figure.high]
    value = " to ".join(f"{number:.15g}" for number in numbers if number is not None)
    about = "" if figure.relation == "=" else RELATIONS[figure.relation]
    if figure.approximator:
        about = " ".join(figure.approximator.of(text).casefold().split())
    return f"{about} {value} {figure.unit or ''}".strip()
