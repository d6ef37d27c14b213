"""The text of one article, with a caret, a selection, and its marks and claims highlighted."""

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from annotations.anchoring import Placed
from annotations.span import Span
from reader.article import Article
from reader.detectors.marks import Figure, Mark, Quote
from reader.ui import selecting
from reader.ui.highlighting import LAYERED
from reader.ui.page import Page, Run
from reader.ui.places import Places
from reader.ui.selecting import Selection
from reader.ui.widgets.line_view import LineView
from reader.workspace import PlacedClaim

_IDLE_SLICE = 0.004
_IDLE_PAUSE = 0.012
"""Seconds of measuring at a time, and between: keys are answered as if nothing ran."""

_STEPS: dict[str, tuple[selecting.Move, selecting.Move]] = {
    "character": (selecting.previous_character, selecting.next_character),
    "word": (selecting.previous_word, selecting.next_word),
    "sentence": (selecting.previous_sentence, selecting.next_sentence),
    "paragraph": (selecting.previous_paragraph, selecting.next_paragraph),
}


def _moves(keys: str, selecting_keys: str, action: str, what: str, name: str) -> list[BindingType]:
    """Return the bindings of a move, and of the same move that selects."""
    return [
        Binding(keys, f"{action})", what, show=False, id=f"text.{name}"),
        Binding(
            selecting_keys,
            f"{action}, True)",
            f"Select: {what[0].lower()}{what[1:]}",
            show=False,
            id=f"text.select-{name}",
        ),
    ]


class ArticleView(LineView):
    """One article to read; `show` puts another one in."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"line-view--{look}" for look in (*LAYERED, "heading", "facts", "gutter", "bar", "margin")
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        *_moves("down,j", "shift+down,J", "row(1", "Line down", "down"),
        *_moves("up,k", "shift+up,K", "row(-1", "Line up", "up"),
        *_moves("left,h", "shift+left,H", "step('character', -1", "Character left", "left"),
        *_moves("right,l", "shift+right,L", "step('character', 1", "Character right", "right"),
        *_moves("w,ctrl+right", "W,ctrl+shift+right", "step('word', 1", "Next word", "word"),
        *_moves("b,ctrl+left", "B,ctrl+shift+left", "step('word', -1", "Word back", "word-back"),
        *_moves(
            "right_parenthesis",
            "alt+right_parenthesis",
            "step('sentence', 1",
            "Next sentence",
            "sentence",
        ),
        *_moves(
            "left_parenthesis",
            "alt+left_parenthesis",
            "step('sentence', -1",
            "Sentence back",
            "sentence-back",
        ),
        *_moves(
            "right_curly_bracket,ctrl+down",
            "ctrl+shift+down",
            "step('paragraph', 1",
            "Next paragraph",
            "paragraph",
        ),
        *_moves(
            "left_curly_bracket,ctrl+up",
            "ctrl+shift+up",
            "step('paragraph', -1",
            "Paragraph back",
            "paragraph-back",
        ),
        *_moves("pagedown,space,ctrl+f", "shift+pagedown", "page(1", "Page down", "page-down"),
        *_moves("pageup,ctrl+b", "shift+pageup", "page(-1", "Page up", "page-up"),
        *_moves("0", "alt+0", "row_edge(0", "Start of line", "line-start"),
        *_moves("dollar_sign", "alt+dollar_sign", "row_edge(1", "End of line", "line-end"),
        *_moves("home,g", "ctrl+shift+home", "edge(0", "Start of article", "start"),
        *_moves("end,G", "ctrl+shift+end", "edge(1", "End of article", "end"),
        Binding("v", "select", "Begin or end a selection", show=False, id="text.select"),
        Binding("s", "select_sentence", "Select the sentence", show=False, id="text.sentence-at"),
        Binding("n", "mark(1)", "Next mark", show=False, id="text.next-mark"),
        Binding("p,N", "mark(-1)", "Previous mark", show=False, id="text.previous-mark"),
        Binding("right_square_bracket", "claim(1)", "Next claim", show=False, id="text.next-claim"),
        Binding(
            "left_square_bracket",
            "claim(-1)",
            "Previous claim",
            show=False,
            id="text.previous-claim",
        ),
        Binding("apostrophe", "quote(1)", "Next quote", show=False, id="text.next-quote"),
        Binding(
            "quotation_mark", "quote(-1)", "Previous quote", show=False, id="text.previous-quote"
        ),
        Binding("f", "figure(1)", "Next figure", show=False, id="text.next-figure"),
        Binding("F", "figure(-1)", "Previous figure", show=False, id="text.previous-figure"),
        Binding(
            "greater_than_sign",
            "suggestion(1)",
            "Next untagged suggestion",
            show=False,
            id="text.next-suggestion",
        ),
        Binding(
            "less_than_sign",
            "suggestion(-1)",
            "Previous untagged suggestion",
            show=False,
            id="text.previous-suggestion",
        ),
        Binding("escape", "let_go", "Let go of the selection", show=False, id="text.let-go"),
    ]

    class CaretMoved(Message):
        """The caret or the selection changed, or what stands there."""

    class FoundNone(Message):
        """There is no further one of what a key goes to."""

    def __init__(self, measure: int, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._measure_width = measure
        self.page: Page | None = None
        self.selection = Selection()
        self.marks: Places[Mark] = Places()
        self.claims: Places[PlacedClaim] = Places()
        self.mark: Mark | None = None
        self.hits: Places[None] = Places()
        self._goal: int | None = None
        self._selecting = False
        self._dragged = False
        self._unseen = False

    # What is shown

    def show(self, article: Article, claims: Iterable[PlacedClaim], *, caret: int = 0) -> None:
        """Show an article, without marks as yet."""
        self.page = Page(article)
        self.selection = Selection(min(caret, len(article.text)))
        self.marks, self.mark, self.hits = Places(), None, Places()
        self._goal, self._selecting = None, False
        self._unseen = not self.size.width
        self._arrange()
        self.show_claims(claims)
        self.top = 0
        if caret:
            self._see_caret()

    def clear(self) -> None:
        """Show nothing."""
        self.page, self.mark = None, None
        self.marks, self.claims = Places(), Places()
        self.redraw()

    def show_marks(self, marks: Iterable[Mark]) -> None:
        """Show the marks of the article."""
        if self.page is None:
            return
        found = tuple(marks)
        self.marks = Places((mark.span, mark) for mark in found)
        self.page.set_marks(found)
        self._take(self.selection)
        self.redraw()

    def show_claims(self, claims: Iterable[PlacedClaim]) -> None:
        """Show the claims of the article."""
        if self.page is None:
            return
        kept = tuple(claims)
        self.claims = Places(
            (claim.placement.span, claim) for claim in kept if isinstance(claim.placement, Placed)
        )
        self.page.set_claims(kept)
        self.redraw()
        self.post_message(self.CaretMoved())

    def show_hits(self, hits: Iterable[Span], *, near: int | None = None) -> None:
        """Show where searched words stand, and go to the first of them from a place on."""
        if self.page is None:
            return
        found = tuple(hits)
        self.hits = Places((hit, None) for hit in found)
        self.page.set_hits(found)
        if near is not None and found:
            first = next((hit for hit in found if hit.start >= near), found[0])
            self._move(Selection(first.start))
            self._see_whole(first)
        self.redraw()

    @property
    def claim(self) -> PlacedClaim | None:
        """The innermost claim at the caret, or the one that is just the selection."""
        span = self.selection.span
        if span is not None:
            return next(
                (kept for place, kept in self.claims.within(span.start, span.end) if place == span),
                None,
            )
        return next(iter(self.claims.at(self.selection.caret)), None)

    @property
    def chosen(self) -> Span | None:
        """What a tag would be given to: the selection, else the mark at the caret."""
        span = self.selection.span
        if span is not None:
            return selecting.trimmed(self._text, span)
        return self.mark.span if self.mark else None

    @property
    def percent(self) -> int:
        """How far down the page the last row on the screen is."""
        rows = self.row_count()
        return min(100, (self.top + self.size.height) * 100 // rows) if rows else 0

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
        looked_at = [span, *([self.mark.span] if self.mark else [])]
        if any(place.start <= shown.end and shown.start <= place.end for place in looked_at):
            return None
        return shown.start

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

    def _arrange(self) -> None:
        if self.page is None:
            return
        self.page.arrange((self.size.width or self.app.size.width) - 1, self._measure_width)
        self.redraw()
        self._measure_some()

    def _measure_some(self) -> None:
        """Count rows in idle moments, keeping what is seen where it is."""
        page = self.page
        if page is None:
            return
        reading = page.text_row(self.top).start
        done = page.layout.measure(_IDLE_SLICE)
        moved = page.row_number(reading) - page.row_number(page.text_row(self.top).start)
        if moved:
            self.top += moved
        if not done:
            self.set_timer(_IDLE_PAUSE, self._measure_some)

    # The caret

    def select(self, span: Span) -> None:
        """Select a span and show it."""
        self._move(Selection.of(span))

    def go_to(self, offset: int) -> None:
        """Put the caret somewhere and show it, with some text above it."""
        self._move(Selection(offset))
        self._see_caret()

    def _move(self, selection: Selection, *, mark: Mark | None = None, keep: bool = False) -> None:
        if self.page is None:
            return
        touched = self._touched()
        self._take(selection, mark)
        if not keep:
            self._goal = None
        self.redraw_rows(*(touched | self._touched()))
        self.show_row(self.page.row_number(self.selection.caret))
        self.post_message(self.CaretMoved())

    def _take(self, selection: Selection, mark: Mark | None = None) -> None:
        self.selection = selection
        here = self.marks.at(selection.caret) if selection.anchor is None else []
        self.mark = mark or next(iter(here), None)
        if self.page:
            self.page.set_current(self.mark)

    def _touched(self) -> set[int]:
        """Return the rows on the screen whose drawing depends on the caret."""
        if self.page is None:
            return set()
        places = [self.selection.caret, self.selection.caret]
        if self.selection.anchor is not None:
            places.append(self.selection.anchor)
        for look in self.page.current_spans():
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
        self._move(Selection(self.selection.caret, self.selection.anchor or self.selection.caret))

    def action_select_sentence(self) -> None:
        """Select the sentence at the caret."""
        self._select_around(selecting.sentence_at(self._text, self.selection.caret))

    def action_let_go(self) -> None:
        """Let go of the selection, and end a search."""
        self._selecting = False
        if self.hits:
            self.show_hits(())
        self._move(Selection(self.selection.caret))

    def action_mark(self, direction: int) -> None:
        """Go to the next or previous mark; while a search is shown, to its places."""
        if not self.hits:
            self._go_to_mark(direction, lambda _: True)
            return
        place = (self.hits.after if direction > 0 else self.hits.before)(self._here(direction))
        self._go_to_place(place[0] if place else None)

    def action_quote(self, direction: int) -> None:
        """Go to the next or previous quote."""
        self._go_to_mark(direction, lambda mark: isinstance(mark, Quote))

    def action_figure(self, direction: int) -> None:
        """Go to the next or previous figure."""
        self._go_to_mark(direction, lambda mark: isinstance(mark, Figure))

    def action_suggestion(self, direction: int) -> None:
        """Go to the next or previous mark that was not tagged."""
        tagged = {span for span, _ in self.claims.pairs()}
        self._go_to_mark(direction, lambda mark: mark.span not in tagged)

    def _go_to_mark(self, direction: int, wanted: Callable[[Mark], bool]) -> None:
        here = self.mark.span if self.mark else self._here(direction)
        while found := self.marks.after(here) if direction > 0 else self.marks.before(here):
            here, mark = found
            if wanted(mark):
                self._selecting = False
                self._move(Selection(here.start), mark=mark)
                self._see_whole(here)
                return
        self.post_message(self.FoundNone())

    def action_claim(self, direction: int) -> None:
        """Go to the next or previous claim."""
        here = self._here(direction)
        found = self.claims.after(here) if direction > 0 else self.claims.before(here)
        self._go_to_place(found[0] if found else None)

    def _go_to_place(self, place: Span | None) -> None:
        if place is None:
            self.post_message(self.FoundNone())
            return
        self._selecting = False
        self._move(Selection(place.start))
        self._see_whole(place)

    def _here(self, direction: int) -> Span:
        """Return a span that stands at the caret, after all others there, or before them."""
        caret = self.selection.caret
        return Span(caret, caret + 1) if direction > 0 else Span(caret, len(self._text) + 1)

    def _see_whole(self, span: Span) -> None:
        if self.page is not None:
            first, last = self.page.row_number(span.start), self.page.row_number(span.end - 1)
            self.show_row(first, rows=min(self.size.height, last - first + 2))

    @property
    def _text(self) -> str:
        return self.page.layout.text if self.page else ""

    # The mouse

    def _under(self, event: events.MouseEvent) -> int:
        place = event.get_content_offset_capture(self)
        row = max(0, min(self.top + place.y, self.row_count() - 1))
        return self.page.offset(row, place.x) if self.page else 0

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the caret under the mouse."""
        if self.page is None or self.grabs_rail(event):
            return
        self._selecting = False
        self._go(self._under(event), event.shift)
        self._dragged = True
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Extend the selection to the mouse."""
        if self._dragged:
            self._go(self._under(event), extend=True)

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
