"""How far annotators agree, with bars: the figures, or a row for each tag, pair or article."""

from collections.abc import Iterable, Sequence
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
from reader.view.text.runs import Run
from reader.workspace import Workspace

_NAME, _VALUE, _BAR = 28, 7, 20
_BY = ("figures", "tags", "pairs", "articles")
_NOTHING = "No article was done by two people yet. Whoever has read one marks it as done."


@dataclass(frozen=True, slots=True)
class Line:
    """A row: what it is of, its value, and what is said beside the bar."""

    name: str
    value: Result
    said: str = ""


class FigureList(LineList[Line]):
    """Figures, a line each, with a bar from 0 to 1."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"line-view--{look}" for look in ("headline", "meta", "claimed", "taken")
    }

    def row_runs(self, row: int) -> Iterable[Run]:
        """Return the line of a figure."""
        line, width = self.items[row], self.size.width - 1
        name = min(_NAME, max(10, width // 3))
        bar = _BAR if width >= name + _VALUE + _BAR + 20 else 8
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
        def __init__(self, found: Agreement) -> None:
            super().__init__()
            self.found = found

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
            except AnnotationsError as error:
                self.post_message(NotSaved(str(error)))
                return
            self.post_message(self._Computed(found))

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
        self.show_fitting()

    def show_fitting(self) -> None:
        """Show the figures, as far as they fit the filter."""
        if self._found is None:
            return
        found, words = self._found, folded(self.filter).split()
        if self._unitizing is not None:
            found = found.with_unitizing(self._unitizing)
        lines = [
            it for it in _lines(found, _BY[self._by]) if all(w in folded(it.name) for w in words)
        ]
        self._list.instead = _NOTHING
        self._list.show(lines if found.articles else [])
        self._list.redraw()
        self.status.about = f"Agreement of {' · '.join(found.annotators)}"
        self.status.facts = (many(found.articles, "article"), many(found.units, "unit"))
        if found.left_out:
            self.say(f"Left out: {'; '.join(found.left_out)}.")

    def action_group(self) -> None:
        """Show a row for each tag, each pair, each article, or the figures again."""
        self._by = (self._by + 1) % len(_BY)
        self.show_fitting()


def _lines(found: Agreement, by: str) -> Sequence[Line]:
    if by == "tags":
        return [Line(it.tag, it.value, f"both {it.both}, only one {it.one}") for it in found.by_tag]
    if by == "pairs":
        return [
            Line(f"{it.first} · {it.second}", it.overlapping, f"alpha {_short(it.tags)}")
            for it in found.pairs
        ]
    if by == "articles":
        return [
            Line(
                it.article, it.overlapping, f"{' '.join(it.annotators)}, {many(it.claims, 'claim')}"
            )
            for it in found.by_article
        ]
    return [
        Line(f"{name} {figure.name}", figure.value, _between(figure))
        for name, figures in (
            ("words", found.words),
            ("tags", found.tags),
            ("verdict", found.verdicts),
        )
        for figure in figures
    ]


def _between(figure: Figure) -> str:
    if figure.interval is None:
        return ""
    return f"{figure.interval.low:.2f} to {figure.interval.high:.2f}"


def _short(value: Result) -> str:
    return f"{value:.2f}" if isinstance(value, float) else "–"
