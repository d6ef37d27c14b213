"""Marks that are kept small are the same marks, wherever they are looked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.span import Span
from reader.detectors.around import marks_around
from reader.detectors.found_marks import KINDS, FoundMarks, kind_of, order, packs_of
from reader.detectors.marks import Figure, Mark, Quote
from reader.detectors.registry import find_marks
from reader.detectors.suggestions import Suggestions

TEXT = (
    "“The harbour will open in spring,” Mayor Lena Osk said on Monday. At least 4,120 people "
    "work there, and they load 35 ships a week, according to the port authority.\n\n"
) * 300
MARKS = find_marks(TEXT)


def quote(span: Span) -> Quote:
    return Quote(span, "direct", span, speaker=None, cue=None, rule="test")


def figure(span: Span) -> Figure:
    return Figure(span, "number", 1, None, None, None, "=", None, None, None, "test")


spans = st.builds(
    lambda start, size: Span(start, start + size), st.integers(0, 900), st.integers(1, 90)
)
marks = st.lists(st.builds(lambda span, make: make(span), spans, st.sampled_from([quote, figure])))


def found_of(kept: list[Mark], end: int = 1000) -> FoundMarks:
    found = FoundMarks()
    found.take(packs_of(kept), end, lambda: None)
    return found


@given(marks, spans, st.sampled_from([KINDS, {"quote"}, {"figure"}]))
def test_marks_are_found_by_place_like_in_a_plain_list(some, place, kinds):
    kept = sorted([mark for mark in some for _ in range(5)], key=lambda mark: order(mark.span))
    found = found_of(kept)
    assert list(found) == kept
    assert len(found) == len(kept)
    touching = [mark for mark in kept if mark.span.overlaps(place)]
    assert found.within(place.start, place.end) == touching
    wanted = [mark for mark in kept if kind_of(mark) in kinds]
    after = [mark for mark in wanted if order(mark.span) > order(place)]
    before = [mark for mark in wanted if order(mark.span) < order(place)]
    assert list(found.after(place, kinds)) == after
    assert list(found.before(place, kinds)) == before[::-1]


def test_marks_can_be_looked_up_while_more_are_taken():
    found = FoundMarks()
    seen = []

    def look() -> None:
        known = [mark for mark in MARKS if mark.span.start < found.through]
        assert [m for m in found.within(0, len(TEXT)) if m.span.start < found.through] == known
        seen.append(found.through)

    found.take(packs_of(MARKS), len(TEXT), look)
    assert len(seen) > 10
    assert seen == sorted(seen)
    assert tuple(found) == MARKS


@pytest.mark.parametrize("offset", [0, 40_000, len(TEXT) // 2, len(TEXT)])
def test_the_marks_around_a_place_are_those_of_the_whole_text(offset):
    found = marks_around(TEXT, offset)
    assert found.start <= offset <= found.through
    known = [mark for mark in MARKS if found.start <= mark.span.start < found.through]
    assert list(found) == known
    assert found.through - found.start > 4_000


def test_marks_around_a_place_are_found_in_a_text_without_line_ends():
    text = TEXT.replace("\n", " ")
    found = marks_around(text, len(text) // 2)
    assert found.start < len(text) // 2 < found.through
    assert len(found) > 100


def test_what_is_known_ahead_counts_until_the_others_have_come_that_far():
    ahead = FoundMarks(500)
    ahead.take(packs_of([quote(Span(500, 520)), figure(Span(600, 610))]), 700, lambda: None)
    shown = Suggestions(1000, FoundMarks(), ahead)
    assert shown.knows(500, 700)
    assert not shown.knows(400, 600)
    assert [mark.span.start for mark in shown.after(Span(10, 20))] == [500, 600]
    kept = [quote(Span(100, 110)), quote(Span(500, 530))]
    shown = Suggestions(1000, found_of(kept, 550), ahead)
    assert shown.knows(0, 700)
    assert shown.within(0, 1000) == [*kept, figure(Span(600, 610))]
    assert [mark.span.end for mark in shown.before(Span(900, 910))] == [610, 530, 110]


def test_what_was_dismissed_and_kinds_that_are_hidden_are_not_offered():
    told = Quote(Span(40, 60), "indirect", Span(40, 60), speaker=None, cue=None, rule="test")
    kept = [quote(Span(0, 10)), figure(Span(20, 25)), told]
    shown = Suggestions(100, found_of(kept), kinds=KINDS - {"reported speech"})
    assert list(shown) == kept[:2]
    assert list(shown.without(kept[0])) == [kept[1]]
    assert shown.without(kept[0]).at(5) == []
