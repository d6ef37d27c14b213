"""A laid-out text with a caret and a selection, moved by keys and mouse."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from textual import events
from textual.message import Message

from annotations.span import Span
from reader.ui.widgets.line_view import LineView
from reader.view.text import selecting
from reader.view.text.page import Page
from reader.view.text.runs import Run
from reader.view.text.selecting import Selection

_IDLE_SLICE = 0.002
_IDLE_PAUSE = 0.012
"""Seconds of measuring at a time, and between: keys are answered as if nothing ran."""

_STEPS: dict[str, tuple[selecting.Move, selecting.Move]] = {
    "character": (selecting.previous_character, selecting.next_character),
    "word": (selecting.previous_word, selecting.next_word),
    "sentence": (selecting.previous_sentence, selecting.next_sentence),
    "paragraph": (selecting.previous_paragraph, selecting.next_paragraph),
}


class TextView(LineView):
    """The page of one text; a subclass makes it and says what is marked there."""

    class CaretMoved(Message):
        """The caret, the selection or the rows that are seen changed, or what stands there."""

        def can_replace(self, message: Message) -> bool:
            """Let the last of several stand for all."""
            return isinstance(message, TextView.CaretMoved)

    def __init__(self, measure: int, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._measure_width = measure
        self.page: Page | None = None
        self.selection = Selection()
        self._goal: int | None = None
        self._selecting = False
        self._dragged = False
        self._unseen = False

    @property
    def _text(self) -> str:
        return self.page.layout.text if self.page else ""

    @property
    def is_selecting(self) -> bool:
        """Whether every move extends the selection."""
        return self._selecting

    @property
    def percent(self) -> int:
        """How far down the page the last row on the screen is."""
        rows = self.row_count()
        return min(100, (self.top + self.size.height) * 100 // rows) if rows else 0

    @property
    def seen(self) -> Span:
        """The part of the text that is on the screen."""
        if self.page is None:
            return Span(0, 1)
        first, last = self.page.text_row(self.top), self.page.text_row(self.top + self.size.height)
        return Span(first.start, max(last.end, first.start + 1))

    # Rows

    def row_count(self) -> int:
        """Return the rows of the page."""
        return self.page.height if self.page else 0

    def row_runs(self, row: int) -> Iterable[Run]:
        """Return one row of the page."""
        return self.page.runs(row, self.selection) if self.page else ()

    def row_key(self, row: int) -> object | None:
        """Keep the drawing of rows away from the caret and the selection."""
        if self.page is None or row >= self.page.height:
            return None
        if row < self.page.text_from:
            return (row,)
        shown = self.page.text_row(row)
        span = self.selection.span or Span(self.selection.caret, self.selection.caret + 1)
        looked_at = (span, *self.page.current_spans)
        if any(place.start <= shown.end and shown.start <= place.end for place in looked_at):
            return None
        return shown.start

    def watch_top(self) -> None:
        """Tell that other rows are seen."""
        self.post_message(self.CaretMoved())

    def on_resize(self) -> None:
        """Wrap the text anew and stay at the place that was read."""
        if self.page is None:
            return
        reading = self.page.text_row(self.top).start
        at_top = self.top == 0
        self._arrange()
        if self._unseen:
            self._see_caret()
        else:
            self.top = 0 if at_top else self.page.row_number(reading)
        self._unseen = False
        self.post_message(self.CaretMoved())

    def _arrange(self) -> None:
        if self.page is None:
            return
        self.page.arrange((self.size.width or self.app.size.width) - 1, self._measure_width)
        self.redraw()
        self._measure_some()

    def _measure_some(self) -> None:
        """Count rows in idle moments, keeping what is seen where it is."""
        with self._staying():
            if self.page is not None and not self.page.layout.measure(_IDLE_SLICE):
                self.set_timer(_IDLE_PAUSE, self._measure_some)

    def draw_ahead(self) -> None:
        """Draw other rows, and stay at those that are seen: above them some may be counted."""
        with self._staying():
            super().draw_ahead()

    @contextmanager
    def _staying(self) -> Iterator[None]:
        """Show the same text after rows were counted that stand above it."""
        page = self.page
        if page is None:
            yield
            return
        reading = page.text_row(self.top).start
        yield
        moved = page.row_number(reading) - page.row_number(page.text_row(self.top).start)
        if moved:
            self.top += moved

    # The caret

    def select(self, span: Span) -> None:
        """Select a span and show it."""
        self._move(Selection.of(span))

    def go_to(self, offset: int) -> None:
        """Put the caret somewhere and show it, with some text above it."""
        self._move(Selection(offset))
        self._see_caret()

    def _move(self, selection: Selection, *, keep: bool = False) -> None:
        if self.page is None:
            return
        touched = self._touched()
        self._take(selection)
        if not keep:
            self._goal = None
        self.redraw_rows(*(touched | self._touched()))
        self.show_row(self.page.row_number(self.selection.caret))
        self.post_message(self.CaretMoved())

    def _take(self, selection: Selection) -> None:
        """Have another selection; what depends on it is found out by subclasses."""
        self.selection = selection

    def _touched(self) -> set[int]:
        """Return the rows on the screen whose drawing depends on the caret."""
        if self.page is None:
            return set()
        places = [self.selection.caret, self.selection.caret]
        if self.selection.anchor is not None:
            places.append(self.selection.anchor)
        for look in self.page.current_spans:
            places += [look.start, look.end]
        first = max(self.top, self.page.row_number(min(places)))
        last = min(self.top + self.size.height, self.page.row_number(max(places)) + 1)
        return set(range(first, last))

    def _see_caret(self) -> None:
        """Scroll so that the caret is a third down the screen."""
        if self.page is not None:
            self.top = self.page.row_number(self.selection.caret) - self.size.height // 3

    def _go(self, caret: int, extend: bool, *, keep: bool = False) -> None:
        if self.page is not None:
            extend = extend or self._selecting
            place = max(0, min(caret, len(self.page.layout.text)))
            self._move(self.selection.moved(place, extend=extend), keep=keep)

    def action_row(self, rows: int, extend: bool = False) -> None:
        """Move the caret up or down, keeping its column."""
        page = self.page
        if page is None:
            return
        number = page.row_number(self.selection.caret)
        if self._goal is None:
            self._goal = page.left + page.layout.column(page.text_row(number), self.selection.caret)
        wanted = number + rows
        if wanted < page.text_from:
            self.top = 0
        wanted = max(page.text_from, min(wanted, page.height - 1))
        row = page.text_row(wanted)
        place = min(page.offset(wanted, self._goal), page.layout.caret_end(row))
        self._go(place, extend, keep=True)

    def action_page(self, pages: int, extend: bool = False) -> None:
        """Turn a page and take the caret along."""
        self.top += pages * self.page_size
        self.action_row(pages * self.page_size, extend)

    def action_step(self, unit: str, direction: int, extend: bool = False) -> None:
        """Move the caret by a character, word, sentence or paragraph."""
        if self.page is not None:
            step = _STEPS[unit][direction > 0]
            self._go(step(self.page.layout.text, self.selection.caret), extend)

    def action_row_edge(self, end: int, extend: bool = False) -> None:
        """Move the caret to the start or end of its row."""
        if self.page is not None:
            row = self.page.text_row(self.page.row_number(self.selection.caret))
            self._go(self.page.layout.caret_end(row) if end else row.start, extend)

    def action_edge(self, end: int, extend: bool = False) -> None:
        """Move the caret to the start or end of the article."""
        if self.page is not None:
            self._go(len(self.page.layout.text) if end else 0, extend)
            if not end:
                self.top = 0

    def action_select(self) -> None:
        """Begin a selection at the caret that every move extends, or end it."""
        self._selecting = not self._selecting
        caret, anchor = self.selection.caret, self.selection.anchor
        self._move(Selection(caret, caret if anchor is None else anchor))

    def action_select_sentence(self) -> None:
        """Select the sentence at the caret."""
        self._select_around(selecting.sentence_at(self._text, self.selection.caret))

    def action_let_go(self) -> None:
        """Let go of the selection."""
        self._selecting = False
        self._move(Selection(self.selection.caret))

    # The mouse

    def _under(self, event: events.MouseEvent, *, past_row: bool = False) -> int:
        """Return the character under the mouse; `past_row` takes a row's last one along."""
        if self.page is None:
            return 0
        place = event.get_content_offset_capture(self)
        number = max(0, min(self.top + place.y, self.row_count() - 1))
        offset = self.page.offset(number, place.x)
        if past_row or number < self.page.text_from:
            return offset
        return min(offset, self.page.layout.caret_end(self.page.text_row(number)))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the caret under the mouse."""
        if self.page is None or self.grabs_rail(event):
            return
        self._selecting = False
        self._go(self._under(event, past_row=event.shift), event.shift)
        self._dragged = True
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Extend the selection to the mouse."""
        if self._dragged:
            self._go(self._under(event, past_row=True), extend=True)

    def on_mouse_up(self) -> None:
        """End a selection by mouse."""
        self._dragged = False
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Select a word with two clicks, a sentence with three."""
        if event.chain == 2:
            self._select_around(selecting.word_at(self._text, self._under(event)))
        elif event.chain == 3:
            self._select_around(selecting.sentence_at(self._text, self._under(event)))

    def _select_around(self, span: Span | None) -> None:
        if span is not None:
            self.select(span)
