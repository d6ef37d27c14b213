"""The lists of the box that exports: formats, which claims, and lines of what will be written."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.binding import BindingType

from annotations.exporters.contract import Exporter
from reader.ui.actions import bindings
from reader.ui.widgets.line_list import LineList
from reader.view.scopes import Scope
from reader.view.text.cells import fitted
from reader.view.text.runs import Run
from reader.view.text.wrapping import wrapped


class FormatList(LineList[Exporter]):
    """The formats; those whose library is missing are set apart."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"line-view--meta", "line-view--lost"}
    BINDINGS: ClassVar[list[BindingType]] = bindings("exporting.from-formats")

    def row_runs(self, row: int) -> Iterator[Run]:
        """Return a format's name and what it is."""
        exporter = self.items[row]
        sign = "▶" if row == self.cursor else " "
        yield Run(f"{sign}{exporter.name:<14}", ())
        missing = bool(exporter.missing())
        words = f"pip install 'copydesk[{exporter.extra}]'" if missing else exporter.description
        yield Run(fitted(words, self.size.width - 16), ("lost" if missing else "meta",))


class ScopeList(LineList[Scope]):
    """Which claims are exported, with how many they are once that is known."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"line-view--meta"}
    BINDINGS: ClassVar[list[BindingType]] = bindings("exporting.from-scopes")

    def row_runs(self, row: int) -> Iterator[Run]:
        """Return the name of some claims."""
        sign = "(•)" if row == self.cursor else "( )"
        yield Run(f" {sign} {self.items[row].name}", ())


class LineBox(LineList[str]):
    """Lines as they are, each wrapped into as many rows as it needs."""

    shows_cursor = False

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show other lines, from the first."""
        width = max(10, self.size.width - 3)
        rows = [row for line in lines for row in wrapped(line, width) or [""]]
        self.top = 0
        self.show(rows, cursor=0)

    def row_runs(self, row: int) -> Iterator[Run]:
        """Return one row."""
        yield Run(" " + self.items[row], ())
