"""The table of tags by source: how many claims each tag has in each."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen

from annotations.claim import Claim
from annotations.codebook import Parents
from reader.display import display
from reader.ui.actions import bindings
from reader.ui.keys import hints
from reader.ui.terminal.leaving import Leavable
from reader.ui.widgets.line_list import LineList
from reader.ui.widgets.status_line import StatusLine
from reader.view.cross_table import ACROSS, CrossTable, cross_table, told
from reader.view.text.cells import fitted
from reader.view.text.runs import Run

_TAG, _CELL = 24, 14
"""Cells of the names of tags, and of each column; chosen so that 80 columns hold three."""


class TableRows(LineList[tuple[str, tuple[int, ...], int]]):
    """The rows of a table, a tag each, under the names of the columns that fit."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"line-view--{look}" for look in ("headline", "meta", "claimed", "heading")
    }

    first = 0
    """The first column that is seen."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__(id=id)
        self.names: tuple[str, ...] = ()

    @property
    def fitting(self) -> slice:
        """The columns that fit beside the names of tags."""
        room = max(1, (self.size.width - _TAG - _CELL // 2 - 4) // _CELL)
        return slice(self.first, self.first + room)

    def heading(self) -> str:
        """Return the names over the columns."""
        names = "".join(
            f" {fitted(name, _CELL - 1, right=True)}" for name in self.names[self.fitting]
        )
        return f"  {fitted('tag', _TAG)}{fitted('all', _CELL // 2, right=True)}{names}"

    def row_runs(self, row: int) -> Iterable[Run]:
        """Return the counts of one tag."""
        tag, counts, together = self.items[row]
        yield Run(f"{'▶' if row == self.cursor else ' '} ", ("claimed",))
        yield Run(fitted(tag, _TAG), ("headline",))
        yield Run(fitted(f"{together:,}", _CELL // 2, right=True), ("claimed",))
        for count in counts[self.fitting]:
            yield Run(fitted(f"{count:,}" if count else "·", _CELL, right=True), ("meta",))


class TableHeading(LineList[str]):
    """The names of the columns."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"line-view--heading"}
    shows_cursor = False

    def row_runs(self, row: int) -> Iterable[Run]:
        """Return the names."""
        yield Run(self.items[row], ("heading",))


class CrossTableScreen(Leavable, Screen[None]):
    """Tags by source, by article, annotator, verdict or claimant; written as CSV with a key."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("table")

    def __init__(self, claims: Sequence[Claim], parents: Parents) -> None:
        super().__init__()
        self._claims = tuple(claims)
        self._parents = parents
        self._table = cross_table(self._claims, parents=parents)

    def compose(self) -> ComposeResult:
        """Put the names of the columns over the rows."""
        heading = TableHeading(id="table-heading")
        heading.can_focus = False
        yield heading
        yield TableRows(id="table-rows")
        yield StatusLine(id="status")

    def on_mount(self) -> None:
        """Show the table."""
        self.set_focus(self.query_one(TableRows))
        self.call_after_refresh(self._show_hints)

    def _show_hints(self) -> None:
        ids = ("table.across", "table.right", "table.write", "table.back", "app.help")
        self.query_one(StatusLine).hints = hints(self, ids)
        self._show(self._table)

    def on_resize(self) -> None:
        """Show as many columns as fit now."""
        self.call_after_refresh(self._show, self._table)

    def _show(self, table: CrossTable) -> None:
        self._table = table
        rows, status = self.query_one(TableRows), self.query_one(StatusLine)
        rows.names = table.columns
        rows.show(table.rows)
        rows.instead = "There is no claim to be counted yet."
        self.query_one(TableHeading).show([rows.heading()])
        status.about = f"Tags by {table.across}"
        shown = range(len(table.columns))[rows.fitting]
        part = f"columns {shown.start + 1} to {shown.stop}" if len(shown) else ""
        status.facts = tuple(filter(None, (told(table), part)))

    def action_across(self) -> None:
        """Let something else stand over the columns."""
        across = ACROSS[(ACROSS.index(self._table.across) + 1) % len(ACROSS)]
        self.query_one(TableRows).first = 0
        self._show(cross_table(self._claims, across, self._parents))

    def action_columns(self, number: int) -> None:
        """Show other columns."""
        rows = self.query_one(TableRows)
        rows.first = max(0, min(rows.first + number, len(self._table.columns) - 1))
        self._show(self._table)

    def action_write(self) -> None:
        """Write the table as CSV into the folder that the program was started in."""
        try:
            path = self._table.write(Path.cwd())
        except OSError as error:
            said = f"The table could not be written: {error.strerror}."
        else:
            said = f"Wrote {told(self._table)}: {path}"
        self.query_one(StatusLine).message = display(said)

    def action_leave(self) -> None:
        """Go back to the claims."""
        self.dismiss(None)
