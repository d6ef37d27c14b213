"""The text of one article, with a caret, a selection, and its marks and claims highlighted.

What a key or the mouse means is known by `Caret` and `Overlay`, which know no screen;
here is shown what came of it.
"""

import asyncio
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message

from annotations.span import Span
from reader.detectors.found_marks import KINDS, Kind
from reader.detectors.marks import Offer
from reader.detectors.suggestions import Suggestions
from reader.ui.actions import bindings
from reader.ui.widgets.line_view import LineView
from reader.view.text import selecting
from reader.view.text.caret import Caret, seen, under
from reader.view.text.counting import Count
from reader.view.text.highlighting import LAYERED, Look
from reader.view.text.overlay import Overlay, placed
from reader.view.text.page import Page
from reader.view.text.places import Places
from reader.view.text.runs import Run
from reader.view.text.selecting import Selection
from reader.workspace import PlacedClaim

_IDLE_SLICE = 0.002
_IDLE_PAUSE = 0.012
"""Seconds of measuring at a time, and between: keys are answered as if nothing ran."""

_ARRIVING_LOOKS, _ARRIVING_PAUSE = 12_000, 0.005
"""How often, and after how many seconds each, it is looked whether a mark was found."""

_QUOTES: frozenset[Kind] = frozenset(("quote", "reported speech"))
_FIGURES: frozenset[Kind] = frozenset(("figure", "unwanted figure"))


class ArticleView(LineView):
    """One article to read; `show` puts another one in."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"line-view--{look}" for look in (*LAYERED, "heading", "facts", "gutter", "bar", "margin")
    }
    BINDINGS: ClassVar[list[BindingType]] = bindings("text")

    class CaretMoved(Message):
        """The caret, the selection or the rows that are seen changed, or what stands there."""

        def can_replace(self, message: Message) -> bool:
            """Let the last of several stand for all."""
            return isinstance(message, ArticleView.CaretMoved)

    class FoundNone(Message):
        """There is no further one of what a key goes to."""

    class AllReviewed(Message):
        """There is no further suggestion, and the person goes on into the next article."""

    class MarksWanted(Message):
        """A key waits for the marks around a place that are not known yet."""

        def __init__(self, place: int, *, forward: bool) -> None:
            super().__init__()
            self.place, self.forward = place, forward

    class SearchEnded(Message):
        """The person let go of what was searched."""

    class NothingHeld(Message):
        """Escape found no selection and no search to let go of."""

    def __init__(self, measure: int, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._measure_width = measure
        self.page: Page | None = None
        self._caret = Caret()
        self.count = Count()
        """How often the next key is to move."""
        self._overlay = Overlay()
        self.mark: Offer | None = None
        """The mark at the caret."""
        self._shown_through = 0
        self._awaits_article = self._goes_on = False
        self._is_fresh = True
        self._waiting: list[Callable[[], None]] = []
        self._dragged = False
        self._unseen = False

    # What is shown

    def await_article(self) -> None:
        """Let keys that go to a mark wait for those of the article that `show` will bring."""
        self._awaits_article = True
        self._waiting.clear()

    def show_rest(self, page: Page, claims: Iterable[PlacedClaim]) -> None:
        """Show all of an article in place of its beginning, where the person is in it."""
        caret, top = self.selection.caret, self.top
        if caret == len(self._text):
            caret = len(page.layout.text)
        self.show(page, claims, caret=caret)
        self.top = top
        self.show_row(page.row_number(self.selection.caret))

    def show_beginning(self, page: Page) -> None:
        """Show how an article begins, until `show` brings all of it."""
        self.clear()
        self._awaits_article = True
        self.page, self._caret = page, Caret()
        self._unseen = False
        self._arrange()
        self.top = 0

    def show(self, page: Page, claims: Iterable[PlacedClaim], *, caret: int = 0) -> None:
        """Show an article, without marks as yet."""
        self.page = page
        self._caret = Caret(min(caret, len(self._text)))
        self._overlay, self.mark = Overlay(len(self._text)), None
        self._shown_through = 0
        self._awaits_article = False
        self._unseen = bool(caret) and not self.size.width
        self._is_fresh = not caret
        self._arrange()
        self.show_claims(claims)
        self.top = 0
        if caret:
            self._see_caret()

    def clear(self) -> None:
        """Show nothing."""
        self.page, self.mark = None, None
        self._overlay = Overlay()
        self._awaits_article = False
        self.redraw()

    def show_marks(self, marks: Suggestions) -> None:
        """Show the marks of the article, as far as they are known."""
        if self.page is None:
            return
        seen, before = self.seen, self._shown_through
        is_other = marks != self.marks
        self._overlay.marks, self._shown_through = marks, marks.found.through
        self.page.set_marks(marks)
        self.forget_rows()
        if is_other or (before < seen.end and seen.start <= marks.found.through):
            self._mean_innermost()
            self.redraw()
        self.post_message(self.CaretMoved())
        waiting, self._waiting = self._waiting, []
        for go in waiting:
            go()
        self.post_message(self.CaretMoved())

    def show_signs(self, signs: Iterable[tuple[Span, str]]) -> None:
        """Show beside the text what other articles say of it."""
        if self.page is not None:
            self.page.set_signs(signs)
            self.redraw()

    def show_claims(self, claims: Iterable[PlacedClaim]) -> None:
        """Show the claims of the article."""
        if self.page is None:
            return
        kept = tuple(claims)
        self._overlay.claims = placed(kept)
        self.page.set_claims(kept)
        self.redraw()
        self.post_message(self.CaretMoved())

    def show_hits(self, hits: Places[Look], *, first: Span | None = None) -> None:
        """Show where searched words stand, and go to one of the places."""
        if self.page is None:
            return
        self._overlay.hits = hits
        self.page.set_hits(hits)
        if first is not None:
            self._move(Selection(first.start))
            self._see_whole(first)
        self.redraw()
        self.post_message(self.CaretMoved())

    # What is known of it

    @property
    def _text(self) -> str:
        return self.page.layout.text if self.page else ""

    @property
    def selection(self) -> Selection:
        """The caret, and the selection while there is one."""
        return self._caret.selection

    @property
    def is_selecting(self) -> bool:
        """Whether every move extends the selection."""
        return self._caret.is_selecting

    @property
    def percent(self) -> int:
        """How far down the page the last row on the screen is."""
        rows = self.row_count()
        return min(100, (self.top + self.size.height) * 100 // rows) if rows else 0

    @property
    def seen(self) -> Span:
        """The part of the text that is on the screen."""
        return seen(self.page, self.top, self.size.height) if self.page else Span(0, 1)

    @property
    def marks(self) -> Suggestions:
        """The marks of the article, as far as they are known."""
        return self._overlay.marks

    @property
    def claims(self) -> Places[PlacedClaim]:
        """The claims whose words stand in the article."""
        return self._overlay.claims

    @property
    def hits(self) -> Places[Look]:
        """Where the words stand that are searched."""
        return self._overlay.hits

    @property
    def claim(self) -> PlacedClaim | None:
        """The innermost claim at the caret, or the one that is just the selection."""
        return self._overlay.claim_at(self.selection)

    @property
    def chosen(self) -> Span | None:
        """What a tag would be given to: the selection, else the mark at the caret."""
        span = self.selection.span
        if span is not None:
            return selecting.trimmed(self._text, span)
        return self.mark.span if self.mark else None

    @property
    def people(self) -> tuple[str, ...]:
        """Who is quoted around the caret, the nearest first."""
        return self._overlay.people_near(self.selection.caret)

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

    def _touched(self) -> set[int]:
        """Return the rows on the screen whose drawing depends on the caret."""
        if self.page is None:
            return set()
        first, last = self._caret.touched(self.page)
        return set(range(max(self.top, first), min(self.top + self.size.height, last + 1)))

    @property
    def caret_row(self) -> int | None:
        """The row of the screen that the caret is in, None where it is not seen."""
        if self.page is None:
            return None
        row = self._caret.row(self.page) - self.top
        return self.region.y + row if 0 <= row < self.size.height else None

    def see_caret_row(self) -> None:
        """Scroll, if need be, so that the row of the caret is seen."""
        if self.page is not None:
            self.show_row(self._caret.row(self.page))

    def _see_caret(self) -> None:
        """Scroll so that the caret is a third down the screen."""
        if self.page is not None:
            self.top = self._caret.row(self.page) - self.size.height // 3

    def _see_whole(self, span: Span) -> None:
        if self.page is not None:
            first, last = self.page.row_number(span.start), self.page.row_number(span.end - 1)
            self.show_row(first, rows=min(self.size.height, last - first + 2))

    @property
    def measure(self) -> int:
        """How many cells wide the text may be."""
        return self._measure_width

    @measure.setter
    def measure(self, cells: int) -> None:
        self._measure_width = cells
        self.on_resize()

    # The caret

    def select(self, span: Span | None) -> None:
        """Select a span, where there is one, and show it."""
        if span is not None:
            self._move(Selection.of(span))

    def go_to(self, offset: int) -> None:
        """Put the caret somewhere and show it, with some text above it."""
        self._move(Selection(offset))
        self._see_caret()

    def _move(self, selection: Selection, *, keep: bool = False) -> None:
        self._is_fresh = False
        self._waiting.clear()  # who went elsewhere meanwhile is not taken away from there
        if self.page is None:
            return
        touched = self._touched()
        self._caret.put(selection, keep=keep)
        self._mean_innermost()
        self.redraw_rows(*(touched | self._touched()))
        self.show_row(self._caret.row(self.page))
        self.post_message(self.CaretMoved())

    def _mean_innermost(self) -> None:
        """Mean the innermost mark at the caret; in a fresh article none is meant yet."""
        if self.page is not None:
            stands = self.selection.anchor is None and not self._is_fresh
            self.mark = self._overlay.mark_at(self.selection.caret) if stands else None
            self.page.set_current(self.mark)

    def _look_at(self, mark: Offer) -> None:
        """Mean this mark, and not one inside it that the caret stands in as well."""
        if self.page is None or self.mark == mark:
            return
        touched = self._touched()
        self.mark = mark
        self.page.set_current(mark)
        self.redraw_rows(*(touched | self._touched()))
        self.post_message(self.CaretMoved())

    def action_row(self, rows: int, extend: bool = False) -> None:
        """Move the caret up or down, keeping its column."""
        if self.page is not None:
            rows *= self.count.times
            if self._caret.row(self.page) + rows < self.page.text_from:
                self.top = 0
            self._move(self._caret.other_row(self.page, rows, extend=extend), keep=True)

    def action_page(self, pages: int, extend: bool = False) -> None:
        """Turn a page and take the caret along."""
        self.top += pages * self.page_size * self.count.times
        self.action_row(pages * self.page_size, extend)

    def action_step(self, unit: str, direction: int, extend: bool = False) -> None:
        """Move the caret by a character, word, sentence or paragraph."""
        if self.page is not None:
            times = direction * self.count.times
            self._move(self._caret.step(self.page, unit, times, extend=extend))

    def action_row_edge(self, end: int, extend: bool = False) -> None:
        """Move the caret to the start or end of its row; the key of its start may be a digit."""
        if not end and self.count:
            self.count.add("0")
        elif self.page is not None:
            self._move(self._caret.row_edge(self.page, end, extend=extend))

    def action_edge(self, end: int, extend: bool = False) -> None:
        """Move the caret to the start or end of the article."""
        if self.page is not None:
            self._move(self._caret.to(self.page, len(self._text) if end else 0, extend=extend))
            if not end:
                self.top = 0

    def action_select(self) -> None:
        """Begin a selection at the caret that every move extends, or end it."""
        self._move(self._caret.turn_selecting())

    def action_select_sentence(self) -> None:
        """Select the sentence at the caret."""
        self.select(selecting.sentence_at(self._text, self.selection.caret))

    def action_let_go(self) -> None:
        """Let go of the selection, and end a search."""
        if self.hits:
            self.post_message(self.SearchEnded())
        elif self.selection.anchor is None:
            self.post_message(self.NothingHeld())
        self._move(self._caret.let_go())

    # Going from one to the next

    def action_mark(self, direction: int) -> None:
        """Go to the next or previous mark; while a search is shown, to its places."""
        if self.hits:
            here, times = self._here(direction), self.count.times
            self._go_to_place(self._overlay.next_hit(here, direction, times=times))
        else:
            self._go_to_mark(direction, KINDS)

    def action_quote(self, direction: int) -> None:
        """Go to the next or previous quote."""
        self._go_to_mark(direction, _QUOTES)

    def action_figure(self, direction: int) -> None:
        """Go to the next or previous figure."""
        self._go_to_mark(direction, _FIGURES)

    def action_suggestion(self, direction: int) -> None:
        """Go to the next or previous mark that was not tagged."""
        self._goes_on = False
        self._go_to_mark(direction, KINDS, self._overlay.tagged())

    def action_suggestion_or_article(self) -> None:
        """Go to the next mark that was not tagged, or on into the next article."""
        self._goes_on = True
        self._go_to_mark(1, KINDS, self._overlay.tagged())

    def action_claim(self, direction: int) -> None:
        """Go to the next or previous claim."""
        here, times = self._here(direction), self.count.times
        self._go_to_place(self._overlay.next_claim(here, direction, times=times))

    def _go_to_mark(
        self,
        direction: int,
        kinds: Collection[Kind],
        but: Collection[Span] = (),
        times: int = 0,
    ) -> None:
        """Go to the next mark of some kinds whose span is none of `but`, once it is known.

        With a count it is the one so many further on; `times` is that of a key that waited.
        """
        times = times or self.count.times
        here = self.mark.span if self.mark else self._here(direction)
        mark = self._overlay.next_mark(here, direction, kinds, but, times=times)
        edge = len(self._text) if direction > 0 else 0
        places = sorted((here.start, mark.span.start if mark else edge))
        if self._awaits_article or not self.marks.knows(*places):
            self._waiting.append(lambda: self._go_to_mark(direction, kinds, but, times))
            self.post_message(self.MarksWanted(here.start, forward=direction > 0))
            return
        goes_on, self._goes_on = self._goes_on, False
        if mark is None and goes_on:
            self.post_message(self.AllReviewed())
            return
        self._go_to_place(mark.span if mark else None)
        if mark is not None:
            self._look_at(mark)

    @property
    def is_going(self) -> bool:
        """Whether the caret is on its way to a mark that is not found yet."""
        return bool(self._waiting)

    async def until_there(self) -> bool:
        """Wait until the caret is where the keys before went; tell whether it is.

        Where a mark takes long to be found, nobody goes to it any more.
        """
        for _ in range(_ARRIVING_LOOKS):
            if not self.is_going:
                return True
            await asyncio.sleep(_ARRIVING_PAUSE)
        self._waiting.clear()
        return False

    def _go_to_place(self, place: Span | None) -> None:
        if place is None:
            self.post_message(self.FoundNone())
            return
        self._caret.is_selecting = False
        self._move(Selection(place.start))
        self._see_whole(place)

    def _here(self, direction: int) -> Span:
        """Return a span that stands at the caret, after all others there, or before them.

        In an article that was just opened nothing is passed yet: the first one may be there.
        """
        caret = self.selection.caret
        if self._is_fresh:
            direction = -1
        return Span(caret, caret + 1) if direction > 0 else Span(caret, len(self._text) + 1)

    # The mouse

    def _under(self, event: events.MouseEvent, *, past_row: bool = False) -> int:
        """Return the character under the mouse; `past_row` takes a row's last one along."""
        if self.page is None:
            return 0
        place = event.get_content_offset_capture(self)
        return under(self.page, self.top + place.y, place.x, past_row=past_row)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the caret under the mouse."""
        if self.page is None or self.grabs_rail(event):
            return
        self._caret.is_selecting = False
        place = self._under(event, past_row=event.shift)
        self._move(self._caret.to(self.page, place, extend=event.shift))
        self._dragged = True
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Extend the selection to the mouse."""
        if self._dragged and self.page is not None:
            self._move(self._caret.to(self.page, self._under(event, past_row=True), extend=True))

    def on_mouse_up(self) -> None:
        """End a selection by mouse."""
        self._dragged = False
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Select a word with two clicks, a sentence with three."""
        if event.chain == 2:
            self.select(selecting.word_at(self._text, self._under(event)))
        elif event.chain == 3:
            self.select(selecting.sentence_at(self._text, self._under(event)))
