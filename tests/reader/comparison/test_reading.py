"""What an article is compared by."""

from reader.comparison.reading import read
from reader.detectors.registry import iter_marks

TEXT = "Call 911: 1,240 boats are lost off Pier 9."


def test_numbers_that_no_reader_wants_are_not_compared():
    reading = read("a.txt", TEXT, iter_marks(TEXT, every=True))
    assert [figure.span.of(TEXT) for figure in reading.figures] == ["1,240"]
