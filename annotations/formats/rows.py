"""A claim as a row of a table, and back.

The columns stand in the order in which a fact-checker reads: where it was said, the words,
the tags, by whom, the verdict and what it rests on; then when and by whom it was tagged;
then what the mark knew; last the anchor. Cells are text here; `typed_row` gives the same
row with numbers and times.

Text that a spreadsheet would run as a formula gets an apostrophe in front, as people type
it there; `plain` takes it away again. Source of the characters: “CSV Injection”, OWASP.
"""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TypeAlias

from annotations.claim import Claim, Evidence, FigureDetails, JSONValue, QuoteDetails
from annotations.records import to_record, written_time

COLUMNS = (
    "id",
    "article",
    "title",
    "source",
    "published",
    "url",
    "kind",
    "words",
    "tags",
    "claimant",
    "statement",
    "verdict",
    "scale",
    "evidence",
    "note",
    "annotator",
    "created",
    "modified",
    "speaker",
    "cue",
    "quote_form",
    "value",
    "low",
    "high",
    "approximator",
    "relation",
    "unit",
    "counts",
    "date",
    "figure_form",
    "guess",
    "start",
    "end",
    "before",
    "after",
    "text_hash",
    "more",
)
"""The columns. `relation` is empty for “=”; `evidence` has one source a line, for people;
`more` is a JSON object with what the other columns cannot hold exactly."""

MEANINGS = {
    "id": "What tells the claim from all others.",
    "article": "The path of the article in its library.",
    "title": "The article's title.",
    "source": "Who published the article.",
    "published": "When the article was published.",
    "url": "The article's address.",
    "kind": "What was tagged: a quote, a figure or a statement.",
    "words": "The words of the article.",
    "tags": "The tags, with semicolons between them, or a JSON array.",
    "claimant": "Who claims it.",
    "statement": "The claim in the annotator's own words.",
    "verdict": "What was found of it.",
    "scale": "The scale that the verdict is a value of.",
    "evidence": "What the verdict rests on: addresses or titles, one a line.",
    "note": "What the annotator noted.",
    "annotator": "Who tagged it.",
    "created": "When it was tagged.",
    "modified": "When it was last changed.",
    "speaker": "The words for the speaker of a quote in the article.",
    "cue": "The verb of saying of a quote.",
    "quote_form": "The form of a quote: direct, indirect and others.",
    "value": "The value of a figure.",
    "low": "The lower end of a range.",
    "high": "The upper end of a range.",
    "approximator": "Words that make a figure approximate.",
    "relation": "~ about, < at most, > at least, up, down; empty for exactly.",
    "unit": "The unit or currency of a figure.",
    "counts": "What a figure counts.",
    "date": "The date that a figure is for.",
    "figure_form": "The form of a figure.",
    "guess": "A JSON object with what the mark said before a person put it right.",
    "start": "Where the words begin in the article, in code points from 0.",
    "end": "Where they end, the end not included.",
    "before": "The article's letters before the words.",
    "after": "The article's letters after the words.",
    "text_hash": "The SHA-256 of the article's text.",
    "more": "A JSON object with what no other column can hold exactly.",
}
"""What each column holds, in a sentence, for descriptions of the table."""

Cell: TypeAlias = str | int | float | date | datetime | None


def typed_row(claim: Claim) -> list[Cell]:
    """Return the claim's cells, one for each of `COLUMNS`; None where nothing is given.

    Times are aware and in UTC.
    """
    article, anchor, quote, figure = claim.article, claim.anchor, claim.quote, claim.figure
    quote_cells: list[Cell] = [None] * 3
    if quote:
        quote_cells = [quote.speaker, quote.cue, quote.form]
    figure_cells: list[Cell] = [None] * 8
    if figure:
        figure_cells = [
            figure.value,
            figure.low,
            figure.high,
            figure.approximator,
            "" if figure.relation == "=" else figure.relation,
            figure.unit,
            figure.counts,
            figure.date,
        ]
    return [
        claim.id,
        article.path,
        article.title,
        article.source,
        article.published,
        article.url,
        claim.kind,
        anchor.exact,
        tags_cell(claim.tags),
        claim.claimant,
        claim.statement,
        claim.verdict.value if claim.verdict else None,
        claim.verdict.scale if claim.verdict else None,
        evidence_cell(claim.evidence),
        claim.note,
        claim.annotator,
        claim.created,
        claim.modified,
        *quote_cells,
        *figure_cells,
        figure.form if figure else None,
        _json(claim.guess) if claim.guess else None,
        anchor.start,
        anchor.end,
        anchor.prefix,
        anchor.suffix,
        article.text_hash,
        _more(claim),
    ]


def text_row(claim: Claim) -> list[Cell]:
    """Return the claim's cells as `csv` writes them, with no text that begins a formula.

    Times are text in ISO 8601; numbers and None are left to `csv`.
    """
    return [
        (cell if cell[:1] not in _SUSPECT else harmless(cell))
        if type(cell) is str
        else (written_time(cell) if type(cell) is datetime else cell)
        for cell in typed_row(claim)
    ]


def row_record(row: Mapping[str, str]) -> dict[str, JSONValue]:
    """Return the record of the claim in a row of text cells, as `from_record` reads it.

    Columns may be missing and come in any order; a field without a cell is left out.

    Raises:
        ValueError: A number or the JSON of `more` cannot be read.
    """
    cells = {name: plain(cell) for name, cell in row.items()}
    more = json.loads(cells.get("more") or "{}")
    if not isinstance(more, dict):
        raise ValueError("the column “more” is not a JSON object")
    record: dict[str, JSONValue] = {
        **more,
        **_renamed(cells, ("id", "kind", "claimant", "statement", "note", "annotator")),
        **_renamed(cells, ("created", "modified")),
        "tags": list(tags_of(cells.get("tags", ""))),
        "article": _renamed(
            cells, ("title", "source", "published", "url", "text_hash"), path="article"
        ),
        "anchor": _renamed(cells, exact="words", prefix="before", suffix="after")
        | _numbers(cells, ("start", "end")),
    }
    if cells.get("verdict"):
        record["verdict"] = _renamed(cells, ("scale",), value="verdict")
    if quote := _renamed(cells, ("speaker", "cue"), form="quote_form"):
        record["quote"] = quote
    figure = _renamed(
        cells, ("approximator", "relation", "unit", "counts", "date"), form="figure_form"
    ) | _numbers(cells, ("value", "low", "high"))
    if figure:
        record["figure"] = figure
    if cells.get("guess"):
        record["guess"] = json.loads(cells["guess"])
    evidence = more.get("evidence", [])
    if cells.get("evidence", "") != _evidence_lines(evidence):
        record["evidence"] = [
            {"url" if "://" in line else "title": line}
            for line in cells.get("evidence", "").splitlines()
            if line.strip()
        ]
    return record


_SUSPECT = frozenset("'=+-@\t\r")
"""Looking at the first letter of a cell costs a fifth of a search, and most are none of these."""
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_MADE_HARMLESS = re.compile(r"'+[=+\-@\t\r]")


def harmless(text: str) -> str:
    """Return the text with an apostrophe in front where it could begin a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def plain(cell: str) -> str:
    """Return the text that `harmless` was given."""
    return cell[1:] if _MADE_HARMLESS.match(cell) else cell


def tags_cell(tags: Sequence[str]) -> str:
    """Return the tags in one cell: “a; b”, or a JSON array where that could be misread."""
    for tag in tags:
        if ";" in tag or tag[:1] == "[" or tag != tag.strip():
            return json.dumps(tags, ensure_ascii=False)
    return "; ".join(tags)


def tags_of(cell: str) -> tuple[str, ...]:
    """Return the tags that `tags_cell` wrote, or a person typed with semicolons."""
    if cell.startswith("["):
        try:
            tags = json.loads(cell)
        except ValueError:
            tags = None
        if isinstance(tags, list):
            return tuple(map(str, tags))
    parts = (part.strip() for part in cell.split(";"))
    return tuple(dict.fromkeys(part for part in parts if part))


def evidence_cell(evidence: Sequence[Evidence]) -> str:
    """Return each source's address, or its title where it has none, on a line of its own."""
    return "\n".join(" ".join((source.url or source.title).split()) for source in evidence)


def _evidence_lines(evidence: object) -> str:
    if not isinstance(evidence, list):
        return ""
    sources = [source for source in evidence if isinstance(source, dict)]
    return evidence_cell(
        [
            Evidence(url=str(source.get("url", "")), title=str(source.get("title", "")))
            for source in sources
        ]
    )


_BARE_QUOTE = QuoteDetails()
_BARE_FIGURE = FigureDetails()


def _more(claim: Claim) -> str | None:
    more: dict[str, JSONValue] = {}
    if claim.evidence or claim.unknown:
        record = to_record(claim)
        more = {name: record[name] for name in ("evidence", *claim.unknown) if name in record}
    if claim.annotator_id:
        more["annotator_id"] = claim.annotator_id
    if claim.decides:
        more["decides"] = list(claim.decides)
    if claim.quote == _BARE_QUOTE:
        more["quote"] = {}
    if claim.figure == _BARE_FIGURE:
        more["figure"] = {}
    return _json(more) if more else None


def _json(document: Mapping[str, JSONValue]) -> str:
    return json.dumps(dict(document), ensure_ascii=False, sort_keys=True)


def _renamed(
    cells: Mapping[str, str], names: Sequence[str] = (), **columns: str
) -> dict[str, JSONValue]:
    """Return the filled cells of the columns `names`, and of others under a field's name."""
    pairs = [(name, name) for name in names] + list(columns.items())
    return {name: cells[column] for name, column in pairs if cells.get(column)}


def _numbers(cells: Mapping[str, str], names: Sequence[str]) -> dict[str, JSONValue]:
    filled = [(name, cells[name]) for name in names if cells.get(name)]
    return {name: _number(cell) for name, cell in filled}


_GROUPED = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_GROUPED_BY_POINTS = re.compile(r"-?\d{1,3}(?:\.\d{3})*,\d+|-?\d{1,3}(?:\.\d{3}){2,}")


def _number(cell: str) -> int | float:
    """Return a number as a spreadsheet may have written it: “1,200”, “1.200,5”, “3,5”."""
    plain_cell = "".join(cell.split())
    if _GROUPED.fullmatch(plain_cell):
        plain_cell = plain_cell.replace(",", "")
    elif _GROUPED_BY_POINTS.fullmatch(plain_cell):
        plain_cell = plain_cell.replace(".", "").replace(",", ".")
    try:
        return int(plain_cell)
    except ValueError:
        return float(plain_cell)
