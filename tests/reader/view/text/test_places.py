"""Items found by their place in the text."""

from hypothesis import given
from hypothesis import strategies as st

from annotations.span import Span
from reader.view.text.places import Places

SPANS = st.builds(
    lambda start, length: Span(start, start + length), st.integers(0, 40), st.integers(1, 20)
)


@given(st.lists(SPANS, min_size=1), st.data())
def test_places_without_an_item_are_as_if_it_had_never_been_there(spans, data):
    items = [(span, object()) for span in spans]
    span, item = gone = data.draw(st.sampled_from(items))
    left = Places(items).without(span, item)
    anew = Places(pair for pair in items if pair is not gone)
    assert left.pairs() == anew.pairs()
    for start in range(60):
        assert left.within(start, start + 3) == anew.within(start, start + 3)


@given(st.lists(SPANS), st.integers(0, 60), st.integers(0, 20))
def test_places_within_are_those_that_share_a_character(spans, start, length):
    items = sorted(
        ((span, number) for number, span in enumerate(spans)), key=lambda one: one[0].start
    )
    end = start + length
    wanted = [(span, one) for span, one in items if span.start < end and span.end > start]
    assert sorted(Places(items).within(start, end)) == sorted(wanted)
