"""The command that tells what articles say alike."""

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from reader.cli.arguments import takes_paths
from reader.cli.articles import brought_up_to_date
from reader.cli.headway import telling
from reader.cli.opening import STDIN, open_workspace
from reader.cli.rows import print_json, print_rows
from reader.cli.stderr import complain
from reader.comparison.answer import as_record
from reader.comparison.comparison import Comparison
from reader.comparison.groups import Group, Member
from reader.comparison.reading import Reading, read
from reader.detectors.registry import find_marks
from reader.errors import ReaderError, UnreadableArticleError
from reader.index.query import parse_query
from reader.library.files import shown

_COLUMNS = ("group", "kind", "relation", "independent", "version", "article", "words")
_ARTICLE_WORDS = 60
"""Characters of a member's words that a row of a table shows."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Articles as they are compared, and their texts by id."""

    readings: list[Reading]
    texts: dict[str, str]


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
@click.option("--query", default="", metavar="QUERY", help="Compare only what this filter finds.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option(
    "--jsonl",
    type=click.Path(path_type=Path, readable=False),
    metavar="FILE|-",
    help="Compare texts given as JSON Lines (id, text, published, source, agency).",
)
def compare(
    paths: tuple[Path, ...],
    store: Path | None,
    kinds: tuple[str, ...],
    conflicts: bool,
    query: str,
    as_json: bool,
    jsonl: Path | None,
) -> None:
    """Tell which articles say the same, and whether their figures agree.

    A group is a statement with the quotes that give it, a figure with the places that print
    it, or articles of one text. Each row is one member; members of one version have the same
    words, or values that agree. "independent" counts a text that was taken over once.

    \b
    Examples:
      copydesk compare ~/articles
      copydesk compare --conflicts --query 'published:2024-07' ~/articles
      copydesk compare --jsonl texts.jsonl
    """
    if jsonl is not None and (paths or query):
        raise click.UsageError("Give either paths with a filter or --jsonl, not both.")
    compared = _lines(jsonl) if jsonl is not None else _library(paths, store, query)
    found = [
        group
        for group in Comparison(compared.readings).groups()
        if (not kinds or group.kind in kinds)
        and (not conflicts or (group.kind == "figure" and group.relation != "same"))
    ]
    if as_json or jsonl is not None:
        print_json({"groups": [as_record(group, compared.texts) for group in found]})
        return
    if not found:
        complain("No two articles say the same.")
    print_rows(_COLUMNS, _rows(found, compared.texts))


def _rows(groups: Iterable[Group], texts: dict[str, str]) -> Iterator[list[object]]:
    for number, group in enumerate(groups, 1):
        for member in group.members:
            yield [
                number,
                group.kind,
                group.relation,
                group.independent,
                member.version,
                member.article,
                _words(member, texts[member.article]),
            ]


def _words(member: Member, text: str) -> str:
    if member.span is None:
        return ""
    words = member.span.of(text)
    if member.printed and member.printed.counts and member.printed.counts not in words:
        words = f"{words} {member.printed.counts}"
    return words if len(words) <= _ARTICLE_WORDS else f"{words[: _ARTICLE_WORDS - 1]}…"


def _library(paths: tuple[Path, ...], store: Path | None, query: str) -> Compared:
    with open_workspace(paths, store) as workspace:
        wanted = parse_query(query)
        if wanted.hint:
            raise click.UsageError(wanted.hint)
        ids = brought_up_to_date(workspace).find(wanted, by="path")
        asked = workspace.articles.list.having_words(wanted, ids)
        rows = [workspace.articles.list.row(number) for number, has in asked if has]
        several = len({row.listed.library for row in rows}) > 1
        compared = Compared([], {})
        with telling("Comparing articles") as tell:
            for done, row in enumerate(rows, 1):
                try:
                    article = workspace.articles.read(row.listed)
                except UnreadableArticleError as error:  # it was there a moment ago
                    complain(str(error))
                    continue
                name = str(row.listed.library / article.path) if several else article.path
                compared.texts[name] = article.text
                compared.readings.append(
                    read(
                        name,
                        article.text,
                        workspace.articles.marks(article),
                        published=article.published,
                        source=article.source,
                        agencies=article.agencies,
                    )
                )
                tell(done, len(rows))
    return compared


def _lines(file: Path) -> Compared:
    """Read articles of other programs, one a line.

    Raises:
        ReaderError: The file cannot be read, or a line is not of the form that we take.
    """
    name = "standard input" if file == STDIN else shown(file)
    try:
        lines = sys.stdin.buffer if file == STDIN else file.open("rb")
    except OSError as error:
        raise ReaderError(f"{name} cannot be read: {error.strerror}.") from error
    compared = Compared([], {})
    with lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                _add(compared, line, f"Line {number} of {name}")
    return compared


def _add(compared: Compared, line: bytes, where: str) -> None:
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
    if article in compared.texts:
        raise ReaderError(f"{where} has the id “{article}” of a line before. Give each its own.")
    compared.texts[article] = text
    compared.readings.append(
        read(
            article,
            text,
            find_marks(text, day),
            published=day,
            source=str(source or ""),
            agencies=(str(agency),) if agency else (),
        )
    )
