"""All that one claim holds, beside or under the list of claims."""

from collections.abc import Iterable
from itertools import pairwise
from typing import ClassVar

from annotations.claim import Claim
from reader.display import display
from reader.ui.widgets.line_view import LineView
from reader.view.text import facts
from reader.view.text.runs import Run
from reader.view.text.wrapping import wrapped

_NAME = 11
"""Cells of the names that stand before what is said."""


class ClaimDetail(LineView, can_focus=False):
    """The sentence of a claim with its words, where it stands, and what was said of it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"line-view--{look}" for look in ("name", "value", "claimed", "meta")
    }

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__(id=id)
        self._claim: Claim | None = None
        self._rows: list[list[Run]] = []

    def show(self, claim: Claim | None) -> None:
        """Show a claim, or nothing."""
        if claim != self._claim:
            self._claim = claim
            self.top = 0
            self.on_resize()

    def on_resize(self) -> None:
        """Wrap what is said into rows."""
        width = max(20, self.size.width - 3)
        self._rows = list(_rows(self._claim, width)) if self._claim else []
        self.redraw()

    def row_count(self) -> int:
        """Return the rows of what is said."""
        return len(self._rows)

    def row_runs(self, row: int) -> Iterable[Run]:
        """Return one row."""
        return [Run(" ", ()), *self._rows[row]]


def _rows(claim: Claim, width: int) -> Iterable[list[Run]]:
    yield from _sentence(claim, width)
    yield []
    article = claim.article
    published = article.published.isoformat() if article.published else ""
    where = [("article", article.title or article.path), ("source", article.source)]
    where += [("published", published), ("address", article.url)]
    for name, value in [*facts.claim_said(claim), *where]:
        if not value:
            continue
        for number, words in enumerate(wrapped(display(value), width - _NAME) or [""]):
            shown = "" if number else name
            yield [Run(f"{shown:<{_NAME}}", ("name",)), Run(words, ("value",))]


def _sentence(claim: Claim, width: int) -> Iterable[list[Run]]:
    """Yield the rows of the words with those around them, which are fainter."""
    before, words, after = facts.around(claim)
    text = display(f"{before}{words}{after}")
    start, end = len(before), len(before) + len(words)
    place = 0
    for line in wrapped(text, width):
        place = max(place, text.find(line, place))
        cuts = sorted({0, len(line), *(cut - place for cut in (start, end))})
        cuts = [cut for cut in cuts if 0 <= cut <= len(line)]
        row = []
        for first, last in pairwise(cuts):
            inside = start <= place + first < end
            row.append(Run(line[first:last], ("claimed",) if inside else ("meta",)))
        yield row
        place += len(line)
