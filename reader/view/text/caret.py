"""The caret in the text of a page, and the selection that goes with it.

Keys and the mouse say where to; here is known what that means on a page that is laid out.
Nothing is drawn here.
"""

from annotations.span import Span
from reader.view.text import selecting
from reader.view.text.page import Page
from reader.view.text.selecting import Selection

_STEPS: dict[str, tuple[selecting.Move, selecting.Move]] = {
    "character": (selecting.previous_character, selecting.next_character),
    "word": (selecting.previous_word, selecting.next_word),
    "sentence": (selecting.previous_sentence, selecting.next_sentence),
    "paragraph": (selecting.previous_paragraph, selecting.next_paragraph),
}


class Caret:
    """Where the caret stands on a page; each question returns the selection after a move.

    Who asks puts it in with `put`: a move that keeps the column it is going for says so.
    """

    def __init__(self, offset: int = 0) -> None:
        self.selection = Selection(offset)
        self.is_selecting = False
        """Whether every move extends the selection."""
        self._goal: int | None = None

    def put(self, selection: Selection, *, keep: bool = False) -> None:
        """Stand there; `keep` the column that rows are changed in."""
        self.selection = selection
        if not keep:
            self._goal = None

    def to(self, page: Page, offset: int, *, extend: bool = False) -> Selection:
        """Return the selection with the caret at an offset, or at the text's nearest end."""
        place = max(0, min(offset, len(page.layout.text)))
        return self.selection.moved(place, extend=extend or self.is_selecting)

    def row(self, page: Page) -> int:
        """Return the row of the page that the caret stands in."""
        return page.row_number(self.selection.caret)

    def other_row(self, page: Page, rows: int, *, extend: bool = False) -> Selection:
        """Return the selection some rows up or down, in the column that was begun in."""
        number = self.row(page)
        if self._goal is None:
            self._goal = page.left + page.layout.column(page.text_row(number), self.selection.caret)
        wanted = max(page.text_from, min(number + rows, page.height - 1))
        place = min(page.offset(wanted, self._goal), page.layout.caret_end(page.text_row(wanted)))
        return self.to(page, place, extend=extend)

    def step(self, page: Page, unit: str, direction: int, *, extend: bool = False) -> Selection:
        """Return the selection some characters, words, sentences or paragraphs further or back."""
        step, place = _STEPS[unit][direction > 0], self.selection.caret
        for _ in range(abs(direction)):
            place = step(page.layout.text, place)
        return self.to(page, place, extend=extend)

    def row_edge(self, page: Page, end: int, *, extend: bool = False) -> Selection:
        """Return the selection at the start or end of the caret's row."""
        row = page.text_row(self.row(page))
        return self.to(page, page.layout.caret_end(row) if end else row.start, extend=extend)

    def turn_selecting(self) -> Selection:
        """Begin a selection that every move extends, or end it; return it."""
        self.is_selecting = not self.is_selecting
        caret, anchor = self.selection.caret, self.selection.anchor
        return Selection(caret, caret if anchor is None else anchor)

    def let_go(self) -> Selection:
        """End the selection; return the caret alone."""
        self.is_selecting = False
        return Selection(self.selection.caret)

    def touched(self, page: Page) -> tuple[int, int]:
        """Return the first and last rows of the page whose drawing depends on the caret."""
        places = [self.selection.caret]
        if self.selection.anchor is not None:
            places.append(self.selection.anchor)
        for look in page.current_spans:
            places += [look.start, look.end]
        return page.row_number(min(places)), page.row_number(max(places))


def under(page: Page, number: int, column: int, *, past_row: bool = False) -> int:
    """Return the character at a row and column; `past_row` takes a row's last one along."""
    number = max(0, min(number, page.height - 1))
    offset = page.offset(number, column)
    if past_row or number < page.text_from:
        return offset
    return min(offset, page.layout.caret_end(page.text_row(number)))


def seen(page: Page, top: int, height: int) -> Span:
    """Return the part of the text that `height` rows from `top` on show."""
    first, last = page.text_row(top), page.text_row(top + height)
    return Span(first.start, max(last.end, first.start + 1))
