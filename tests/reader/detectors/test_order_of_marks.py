"""The marks of all detectors together."""

from reader.detectors.registry import iter_marks


def test_marks_are_yielded_in_the_order_of_the_text():
    text = "About 40 ships came. “We load 35 a week,” Lena Osk said.\n\nSome 12 left."
    starts = [mark.span.start for mark in iter_marks(text)]
    assert len(starts) > 2
    assert starts == sorted(starts)
