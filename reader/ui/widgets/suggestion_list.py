"""The list of suggestions of all articles, each in its sentence, or of the groups of them."""

from collections.abc import Iterable
from typing import ClassVar

from reader.display import display
from reader.index.suggested import MarkGroup, SuggestedMark
from reader.ui.widgets.line_list import LineList
from reader.view.suggesting import Row, SuggestionChoice, said_of
from reader.view.text.cells import fitted
from reader.view.text.cells import width as cell_width
from reader.view.text.runs import Run

_BEFORE = 3
"""The part of a line, one of so many, that the sentence takes before the words."""

_SIGNS = {"quote": "“", "figure": "#", "statement": "^"}
"""What stands before each kind of suggestion; a model alone predicts statements."""


class SuggestionList(LineList[Row]):
    """Suggestions, two lines each: the words in their sentence, and what they say, where."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"line-view--{look}" for look in ("headline", "meta", "claimed", "heading", "taken")
    }
    lines_each = 2

    def __init__(self, choice: SuggestionChoice, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._choice = choice

    def row_runs(self, row: int) -> Iterable[Run]:
        """Return one of a suggestion's two lines, or of a group's."""
        item, line = self.item_at(row)
        width = self.size.width - 1
        pointer = "▶" if row // self.lines_each == self.cursor else " "
        if isinstance(item, MarkGroup):
            return self._group_line(item, pointer, width) if line == 0 else ()
        mark = self._choice.mark(item)
        if mark is None:
            return [Run(f"{pointer}  gone", ("meta",))] if line == 0 else ()
        if line:
            return [Run(fitted(f"    {said_of(mark)}", width), ("meta",))]
        chosen = "✓" if item in self._choice.chosen else " "
        sign = "›" if mark.form == "indirect" else _SIGNS[mark.kind]
        return [Run(f"{pointer}{chosen}{sign} ", ("taken",)), *_in_sentence(mark, width - 4)]

    def _group_line(self, group: MarkGroup, pointer: str, width: int) -> Iterable[Run]:
        number = f" {group.size:>7,} "
        yield Run(f"{pointer} ", ("taken",))
        yield Run(
            fitted(self._choice.group_name(group), max(4, width - len(number) - 2)), ("heading",)
        )
        yield Run(number, ("meta",))


def _in_sentence(mark: SuggestedMark, room: int) -> Iterable[Run]:
    """Return the words with as much of their sentence as there is room for."""
    before, words, after = (
        display(" ".join(part.split()))
        for part in (mark.place.before, mark.place.words, mark.place.after)
    )
    gap = " " if mark.place.before[-1:].isspace() else ""
    shown = fitted(words, min(cell_width(words), room))
    left = max(0, room - cell_width(shown))
    spare = max(0, left - cell_width(after) - 1)
    before_room = min(cell_width(before) + len(gap), max(left // _BEFORE, spare), left)
    if before and before_room > len(gap) + 1:
        end = f"{_end_of(before, before_room - len(gap))}{gap}"
        yield Run(end, ("meta",))
        left -= cell_width(end)
    yield Run(shown, ("headline",))
    if after and left > 1:
        gap = " " if mark.place.after[:1].isspace() else ""
        yield Run(fitted(f"{gap}{after}", left), ("meta",))


def _end_of(words: str, room: int) -> str:
    """Return the end of some words, cut at its beginning."""
    if cell_width(words) <= room:
        return words
    end = words[-room:]
    while cell_width(end) > room - 1:
        end = end[1:]
    return f"…{end}"
