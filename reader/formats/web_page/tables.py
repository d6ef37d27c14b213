"""Tables of a page: which hold rows of cells, and which only lay things out."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from lxml.html import HtmlElement

from reader.formats.web_page.runs import Run

_CELLS = frozenset({"td", "th"})
_MOST_IN_CELL = 2
"""Blocks in a cell of a table of data: itself and a paragraph in it."""

_BLOCKS_IN_CELL = (
    "p",
    "div",
    "ul",
    "ol",
    "li",
    "table",
    "h1",
    "h2",
    "h3",
    "h4",
    "blockquote",
    "figure",
)


def rows_of(runs: Iterable[Run], captions: dict[int, HtmlElement]) -> Iterator[list[Run]]:
    """Yield the runs, those of a row of a table or of a caption together, others alone."""
    known: dict[HtmlElement, bool] = {}
    numbered = (
        (captions[run.number] if run.number in captions else _row(run, known), run) for run in runs
    )
    for row, group in groupby(numbered, key=lambda each: each[0]):
        together = [run for _, run in group]
        if row is not None:
            yield together
        else:
            yield from ([run] for run in together)


def _row(run: Run, known: dict[HtmlElement, bool]) -> HtmlElement | None:
    """Return the row of a table of data that a run stands in, None if it is in no such row."""
    for element in (run.block, *run.block.iterancestors()):
        if element.tag == "tr":
            if element not in known:
                known[element] = _is_data(element)
            return element if known[element] else None
        if element.tag in ("table", "body"):
            return None
    return None


def _is_data(row: HtmlElement) -> bool:
    cells = [cell for cell in row if cell.tag in _CELLS]
    return len(cells) > 1 and all(
        sum(1 for _ in cell.iter(*_BLOCKS_IN_CELL)) < _MOST_IN_CELL for cell in cells
    )
