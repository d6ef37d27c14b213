"""Numbers that no reader wants as figures are told apart, and offered nowhere unasked."""

from dataclasses import replace

import pytest

from reader.detectors.found_marks import KINDS, FoundMarks, kind_of, packs_of
from reader.detectors.marks import Figure, as_record
from reader.detectors.registry import find_marks, iter_marks
from reader.detectors.suggestions import Suggestions
from reader.index.summary import RunningCount


def unwanted_in(text: str) -> list[tuple[str, str]]:
    """Return the words and the class of each number in a text that is no wanted figure."""
    marks = [mark for mark in iter_marks(text, every=True) if isinstance(mark, Figure)]
    return [(mark.span.of(text), mark.rule) for mark in marks if not mark.wanted]


@pytest.mark.parametrize(
    ("text", "words", "rule"),
    [
        ("She led with 4:12 to play.", "4:12", "clock"),
        ("They serve the 747-8 jets.", "747-8", "model"),
        ("A 5G mast was built.", "5G", "model"),
        ("He boarded Flight 88 at noon.", "88", "name with a number"),
        ("The “Four Winds” sank.", "Four", "name with a number"),
        ("Write to 14 Mill Lane, please.", "14", "address"),
        ("Call 0800 555 1234 for help.", "0800 555 1234", "phone number"),
        ("Dial 911 at once.", "911", "phone number"),
        ("1. Wash the pan.", "1", "list number"),
        ("The goalkeeper (1) was sent off.", "1", "number in brackets"),
        ("It is one of the oldest mills.", "one", "pronoun"),
        ("The next meeting is open.", "next", "place in a row"),
        ("The Second Empire fell.", "Second", "ordinal in a name"),
        ("At first nobody came.", "first", "fixed phrase"),
        ("The second half was dull.", "second", "part of a game"),
    ],
)
def test_a_number_that_counts_nothing_has_a_class(text, words, rule):
    assert unwanted_in(text) == [(words, rule)]


def test_unwanted_numbers_are_found_only_when_every_mark_is_asked_for():
    text = "Call 911: 12 boats are lost off Pier 9."
    assert [mark.span.of(text) for mark in find_marks(text)] == ["12"]
    assert len(list(iter_marks(text, every=True))) == 3


def test_unwanted_numbers_are_a_kind_of_their_own_and_are_not_counted():
    text = "Call 911: 12 boats are lost off Pier 9."
    marks = list(iter_marks(text, every=True))
    assert [kind_of(mark) for mark in marks].count("unwanted figure") == 2
    running = RunningCount(text)
    for mark in marks:
        running.add(mark)
    assert running.counts("a.txt").figures == 1
    found = FoundMarks()
    found.take(packs_of(marks), len(text), lambda: None)
    offered = Suggestions(len(text), found, kinds=KINDS - {"unwanted figure"})
    assert [mark.span.of(text) for mark in offered] == ["12"]
    assert len(list(replace(offered, kinds=KINDS))) == 3


def test_a_record_tells_whether_a_figure_is_wanted():
    text = "12 boats passed Pier 9."
    records = [as_record(mark, text) for mark in iter_marks(text, every=True)]
    assert [record["wanted"] for record in records] == [True, False]
    assert records[1]["value"] == 9
