"""The text of one article, with a caret, a selection, and its marks and claims highlighted."""

from collections.abc import Callable, Collection, Iterable
from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message

from annotations.anchoring import Placed
from annotations.span import Span
from reader.detectors.found_marks import KINDS, Kind
from reader.detectors.marks import Mark, Quote
from reader.detectors.suggestions import Suggestions
from reader.ui.actions import bindings
from reader.ui.widgets.text_view import TextView
from reader.view.text import selecting
from reader.view.text.highlighting import LAYERED, Look
from reader.view.text.page import Page
from reader.view.text.places import Places
from reader.view.text.selecting import Selection
from reader.workspace import PlacedClaim

_QUOTES: frozenset[Kind] = frozenset(("quote", "reported speech"))
_FIGURES: frozenset[Kind] = frozenset(("figure", "unwanted figure"))

_AROUND = 20_000
"""Characters to either side in which speakers are looked for; some screens full."""


class ArticleView(TextView):
    """One article to read; `show` puts another one in."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"line-view--{look}" for look in (*LAYERED, "heading", "facts", "gutter", "bar", "margin")
    }
    BINDINGS: ClassVar[list[BindingType]] = bindings("text")

    class FoundNone(Message):
        """There is no further one of what a key goes to."""

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
        super().__init__(measure, id=id)
        self.marks = Suggestions()
        self.claims: Places[PlacedClaim] = Places()
        self.mark: Mark | None = None
        self.hits: Places[Look] = Places()
        self._shown_through = 0
        self._awaits_article = False
        self._is_fresh = True
        self._waiting: list[Callable[[], None]] = []

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
        self.page, self.selection = page, Selection()
        self._goal, self._selecting = None, False
        self._unseen = False
        self._arrange()
        self.top = 0

    def show(self, page: Page, claims: Iterable[PlacedClaim], *, caret: int = 0) -> None:
        """Show an article, without marks as yet."""
        self.page = page
        self.selection = Selection(min(caret, len(self._text)))
        self.marks, self.mark, self.hits = Suggestions(len(self._text)), None, Places()
        self._shown_through = 0
        self._awaits_article = False
        self._goal, self._selecting = None, False
        self._unseen = not self.size.width
        self._is_fresh = not caret
        self._arrange()
        self.show_claims(claims)
        self.top = 0
        if caret:
            self._see_caret()

    def clear(self) -> None:
        """Show nothing."""
        self.page, self.mark = None, None
        self.marks, self.claims = Suggestions(), Places()
        self._awaits_article = False
        self.redraw()

    def show_marks(self, marks: Suggestions) -> None:
        """Show the marks of the article, as far as they are known."""
        if self.page is None:
            return
        seen, before = self.seen, self._shown_through
        is_other = marks != self.marks
        self.marks, self._shown_through = marks, marks.found.through
        self.page.set_marks(marks)
        self.forget_rows()
        if is_other or (before < seen.end and seen.start <= marks.found.through):
            self._take(self.selection)
            self.redraw()
        self.post_message(self.CaretMoved())
        waiting, self._waiting = self._waiting, []
        for go in waiting:
            go()
        self.post_message(self.CaretMoved())

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

    def show_hits(self, hits: Places[Look], *, first: Span | None = None) -> None:
        """Show where searched words stand, and go to one of the places."""
        if self.page is None:
            return
        self.hits = hits
        self.page.set_hits(hits)
        if first is not None:
            self._move(Selection(first.start))
            self._see_whole(first)
        self.redraw()
        self.post_message(self.CaretMoved())

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
    def people(self) -> tuple[str, ...]:
        """Who is quoted around the caret, the nearest first."""
        caret = self.selection.caret
        near = self.marks.within(max(0, caret - _AROUND), caret + _AROUND)
        named = [
            (abs(mark.span.start - caret), mark.speaker.name)
            for mark in near
            if isinstance(mark, Quote) and mark.speaker
        ]
        return tuple(dict.fromkeys(name for _, name in sorted(named)))

    # What stands at the caret

    def _move(self, selection: Selection, *, keep: bool = False) -> None:
        self._is_fresh = False
        self._waiting.clear()  # who went elsewhere meanwhile is not taken away from there
        super()._move(selection, keep=keep)

    def _take(self, selection: Selection) -> None:
        super()._take(selection)
        stands = selection.anchor is None and not self._is_fresh
        here = self.marks.at(selection.caret) if stands else []
        self.mark = next(iter(here), None)
        if self.page:
            self.page.set_current(self.mark)

    def _look_at(self, mark: Mark) -> None:
        """Mean this mark, and not one inside it that the caret stands in as well."""
        if self.page is None or self.mark == mark:
            return
        touched = self._touched()
        self.mark = mark
        self.page.set_current(mark)
        self.redraw_rows(*(touched | self._touched()))
        self.post_message(self.CaretMoved())

    # Going from one to the next

    def action_let_go(self) -> None:
        """Let go of the selection, and end a search."""
        if self.hits:
            self.post_message(self.SearchEnded())
        elif self.selection.anchor is None:
            self.post_message(self.NothingHeld())
        super().action_let_go()

    def action_mark(self, direction: int) -> None:
        """Go to the next or previous mark; while a search is shown, to its places."""
        if not self.hits:
            self._go_to_mark(direction, KINDS)
            return
        place = (self.hits.after if direction > 0 else self.hits.before)(self._here(direction))
        self._go_to_place(place[0] if place else None)

    def action_quote(self, direction: int) -> None:
        """Go to the next or previous quote."""
        self._go_to_mark(direction, _QUOTES)

    def action_figure(self, direction: int) -> None:
        """Go to the next or previous figure."""
        self._go_to_mark(direction, _FIGURES)

    def action_suggestion(self, direction: int) -> None:
        """Go to the next or previous mark that was not tagged."""
        tagged = frozenset(span for span, _ in self.claims.pairs())
        self._go_to_mark(direction, KINDS, tagged)

    def _go_to_mark(
        self, direction: int, kinds: Collection[Kind], but: frozenset[Span] = frozenset()
    ) -> None:
        """Go to the next mark of some kinds whose span is none of `but`, once it is known."""
        here = self.mark.span if self.mark else self._here(direction)
        further = self.marks.after if direction > 0 else self.marks.before
        mark = next((mark for mark in further(here, kinds) if mark.span not in but), None)
        edge = len(self._text) if direction > 0 else 0
        places = sorted((here.start, mark.span.start if mark else edge))
        if self._awaits_article or not self.marks.knows(*places):
            self._waiting.append(lambda: self._go_to_mark(direction, kinds, but))
            self.post_message(self.MarksWanted(here.start, forward=direction > 0))
        elif mark is None:
            self.post_message(self.FoundNone())
        else:
            self._selecting = False
            self._move(Selection(mark.span.start))
            self._look_at(mark)
            self._see_whole(mark.span)

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
        """Return a span that stands at the caret, after all others there, or before them.

        In an article that was just opened nothing is passed yet: the first one may be there.
        """
        caret = self.selection.caret
        if self._is_fresh:
            direction = -1
        return Span(caret, caret + 1) if direction > 0 else Span(caret, len(self._text) + 1)

    def _see_whole(self, span: Span) -> None:
        if self.page is not None:
            first, last = self.page.row_number(span.start), self.page.row_number(span.end - 1)
            self.show_row(first, rows=min(self.size.height, last - first + 2))
