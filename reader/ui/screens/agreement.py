"""How far annotators agree, with bars: the figures, and a row for each tag, pair or article."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.message import Message

from annotations.errors import AnnotationsError
from annotations.folding import folded
from annotations.together.agreement import Agreement, Figure
from annotations.together.ratings import Result
from annotations.wording import many
from reader.ui.actions import bindings
from reader.ui.saving import NotSaved
from reader.ui.screens.overview import OverviewScreen
from reader.ui.widgets.line_list import LineList
from reader.view.text.cells import fitted
from reader.view.text.cells import width as cell_width
from reader.view.text.runs import Run
from reader.workspace import Workspace

_VALUE, _BAR, _SAID = 7, 14, 22
"""Cells of a value, of the longest bar on a narrow screen, and at least of what is beside it."""

_BY = ("everything", "tags", "pairs", "articles")
_NOTHING = "No article was done by two people yet. Whoever has read one marks it as done."


@dataclass(frozen=True, slots=True)
class Line:
    """A row: what it is of, its value, and what is said beside the bar; or a heading.

    A heading has no value, and an empty one parts it from what stands above.
    """

    name: str
    value: Result | None = None
    said: str = ""


class FigureList(LineList[Line]):
    """Figures, a line each, with a bar from 0 to 1."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"line-view--{look}" for look in ("headline", "meta", "claimed", "heading", "taken")
    }

    _longest = 0

    def show(self, items: Sequence[Line], *, cursor: int | None = None) -> None:
        """Show other figures, their names in a column as wide as they need."""
        self._longest = 1 + max((cell_width(it.name) for it in items), default=0)
        super().show(items, cursor=cursor)

    def action_move(self, items: int) -> None:
        """Move the cursor from figure to figure: a heading is no stop."""
        self.was_moved = True
        stops = [number for number, line in enumerate(self.items) if line.value is not None]
        if stops:
            here = bisect_left(stops, self.cursor)
            self.cursor = stops[max(0, min(len(stops) - 1, here + items))]
            if self.cursor == stops[0]:
                self.top = 0

    def row_runs(self, row: int) -> Iterable[Run]:
        """Return the line of a figure, or a heading."""
        line, width = self.items[row], self.size.width - 1
        if line.value is None:
            return [Run(fitted(line.name, width), ("heading",))]
        # Names have the room they need, as long as value, bar and interval have theirs.
        name = min(self._longest, max(10, width - _VALUE - _BAR - _SAID - 3))
        bar = max(8, min(3 * _BAR, width - name - _VALUE - _SAID - 3))
        pointer = "▶" if row == self.cursor else " "
        known = isinstance(line.value, float)
        number = f"{line.value:.2f}" if isinstance(line.value, float) else "–"
        filled = round(max(0.0, line.value) * bar) if isinstance(line.value, float) else 0
        said = line.said if known else str(getattr(line.value, "why", ""))
        return [
            Run(f"{pointer} ", ("taken",)),
            Run(fitted(line.name, name), ("headline",)),
            Run(fitted(number, _VALUE, right=True) + " ", ()),
            Run(fitted("█" * filled, bar), ("claimed",)),
            Run(fitted(f" {said}", max(0, width - name - _VALUE - bar - 3)), ("meta",)),
        ]


class AgreementScreen(OverviewScreen[None]):
    """The figures of agreement over the articles that two or more have done."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("agreement")

    hint_ids = (
        "ask.leave", "agreement.group", "agreement.more", "agreement.filter",
        "agreement.back", "app.help",
    )  # fmt: skip

    class _Computed(Message):
        def __init__(self, found: Agreement, titles: Mapping[str, str]) -> None:
            super().__init__()
            self.found, self.titles = found, titles

    class _Unitized(Message):
        def __init__(self, value: Result) -> None:
            super().__init__()
            self.value = value

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._found: Agreement | None = None
        self._by = 0
        self._unitizing: Result | None = None
        self._titles: Mapping[str, str] = {}

    def made_list(self) -> FigureList:
        """Return the list of figures."""
        return FigureList(id="figures")

    @property
    def _list(self) -> FigureList:
        return self.query_one(FigureList)

    @work(thread=True, exclusive=True, group="agreement")
    def refresh_claims(self) -> None:
        """Compare the annotators; first without intervals, which take their time."""
        for times in (0, 1000):
            try:
                found = self._workspace.reviewing.agreement(times=times)
                titles = self._workspace.reviewing.titles(it.article for it in found.by_article)
            except AnnotationsError as error:
                self.post_message(NotSaved(str(error)))
                return
            self.post_message(self._Computed(found, titles))

    def action_more(self) -> None:
        """Show alpha_u too, once the articles were read for it."""
        self.say("Reading the articles for alpha_u …")
        self._read_for_more()

    @work(thread=True, exclusive=True, group="more")
    def _read_for_more(self) -> None:
        try:
            self.post_message(self._Unitized(self._workspace.reviewing.unitizing()))
        except AnnotationsError as error:
            self.post_message(NotSaved(str(error)))

    @on(_Unitized)
    def _take_more(self, message: _Unitized) -> None:
        self._unitizing = message.value
        self.say("")
        self.show_fitting()

    @on(_Computed)
    def _take(self, message: _Computed) -> None:
        self._found = message.found
        self._titles = message.titles
        self.show_fitting()

    def show_fitting(self) -> None:
        """Show the figures, as far as they fit the filter."""
        if self._found is None:
            return
        found, words = self._found, folded(self.filter).split()
        if self._unitizing is not None:
            found = found.with_unitizing(self._unitizing)
        lines = _fitting(_lines(found, _BY[self._by], self._titles), words)
        self._list.instead = _NOTHING
        self._list.show(lines if found.articles else [])
        self._list.action_move(0)
        self._list.redraw()
        self.status.about = f"Agreement of {' · '.join(found.annotators)}"
        self.status.facts = (many(found.articles, "article"), many(found.units, "unit"))
        if found.left_out:
            self.say(f"Left out: {'; '.join(found.left_out)}.")

    def action_group(self) -> None:
        """Show a row for each tag, each pair, each article, or everything again."""
        self._by = (self._by + 1) % len(_BY)
        self.show_fitting()


def _lines(found: Agreement, by: str, titles: Mapping[str, str]) -> Sequence[Line]:
    tags = [Line(it.tag, it.value, f"both {it.both}, only one {it.one}") for it in found.by_tag]
    if by == "tags":
        return tags
    pairs = [
        Line(f"{it.first} · {it.second}", it.overlapping, f"alpha of tags {_short(it.tags)}")
        for it in found.pairs
    ]
    if by == "pairs":
        return pairs
    if by == "articles":
        return [
            Line(
                titles.get(it.article) or it.article,
                it.overlapping,
                f"{' '.join(it.annotators)}, {many(it.claims, 'claim')}",
            )
            for it in found.by_article
        ]
    figures = [
        Line(f"{name} {figure.name}", figure.value, _between(figure))
        for name, figures in (
            ("words", found.words),
            ("tags", found.tags),
            ("verdict", found.verdicts),
        )
        for figure in figures
    ]
    return [
        *figures, Line(""), Line("Tags, F1"), *tags, Line(""), Line("Who with whom, F1"), *pairs,
    ]  # fmt: skip


def _fitting(lines: Iterable[Line], words: Sequence[str]) -> list[Line]:
    """Return the lines that have these words, and no heading where any is asked for."""
    if not words:
        return list(lines)
    return [
        line
        for line in lines
        if line.value is not None and all(word in folded(line.name) for word in words)
    ]


def _between(figure: Figure) -> str:
    if figure.interval is None:
        return ""
    return f"{figure.interval.low:.2f} to {figure.interval.high:.2f}"


def _short(value: Result) -> str:
    return f"{value:.2f}" if isinstance(value, float) else "–"
