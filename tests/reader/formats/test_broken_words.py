"""Words that a line end broke, put together; a hyphen of their own stays."""

import pytest

from reader.formats.broken_words import Vocabulary


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("a dispute over mainte-", "nance began", "a dispute over maintenance began"),
        ("the long-", "running dispute", "the long-running dispute"),
        ("its hard-", "pressed owners", "its hard-pressed owners"),
        ("a nine-year-", "old boy", "a nine-year-old boy"),
        ("in the twenty-", "first century", "in the twenty-first century"),
        ("said Jean-", "Pierre Vell", "said Jean-Pierre Vell"),
        ("from 1939-", "45 it stood", "from 1939-45 it stood"),
        ("the hard-", "ware shop", "the hardware shop"),
        ("the high-", "way was shut", "the highway was shut"),
        ("Donau\u00ad", "dampfer", "Donaudampfer"),
        ("it went well —", "too well", "it went well —too well"),
        ("no word is", "broken here", "no word is broken here"),
    ],
)
def test_the_halves_of_a_word_tell_whether_its_hyphen_is_its_own(before, after, joined):
    assert Vocabulary([before, after]).joined(before, after) == joined


def test_what_the_text_writes_elsewhere_decides_first():
    elsewhere = "The co-op is shut. A wellbeing centre opened."
    assert Vocabulary([elsewhere]).joined("the co-", "op") == "the co-op"
    assert Vocabulary([elsewhere]).joined("for well-", "being") == "for wellbeing"
