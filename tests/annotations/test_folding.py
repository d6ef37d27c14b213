"""Words and texts in the form in which they are searched: what is alike, and where it stands."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.folding import Sought, folded, searched

LETTERS = "aAzZ1 -'\"’‘“”„«»‑–—\n\tßÉéñüŁøİıﬁǅ½ẞάΣςйがガ각नि\u0301\u0308\u200d"
TEXTS = st.text(st.sampled_from(LETTERS) | st.characters(exclude_categories=("Cs",)))


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("don't have", "don’t have"),
        ("don't have", "don‘t have"),
        ('"No," she said', "“No,” she said"),
        ('"No," she said', "„No,“ she said"),
        ('"No"', "«No»"),
        ("well-known", "well‑known"),
        ("well-known", "well‐known"),
        ("well-known", "well-\nknown"),
        ("2030-31", "2030–31"),
        ("yes - no", "yes — no"),
        ("information", "infor-\nmation"),
        ("information desk", "INFOR- \n  mation\ndesk"),
        ("information", "infor‐\nmation"),
        ("zoe muller", "Zoë Müller"),
        ("zoe muller", "ZOE\u0308  MU\u0308LLER"),
        ("strasse", "Straße"),
        ("lodz", "Łódź"),
        ("dordic", "Đorđić"),
        ("kobenhavn", "København"),
        ("istanbul", "İstanbul"),
        ("ισωσ", "ΊΣΩΣ"),
        ("finance", "ﬁnance"),
        ("100 km", "100\u202fkm"),
    ],
)
def test_what_is_typed_finds_what_is_printed(typed, printed):
    assert Sought(typed).is_in(f"So: {printed}, and so on.")
    assert [span.of(f"({printed})") for span in Sought(typed).places(f"({printed})")] == [printed]
    assert Sought(printed).is_in(printed)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("well known", "well-known"),
        ("wellknown", "well-known"),
        ("information", "infor-\n\nmation"),
        ("information", "infor - \nmation"),
        ("dont", "don’t"),
        ("", "anything"),
        (" \n", "any thing"),
        ("\u0301", "cafe\u0301"),
    ],
)
def test_other_words_do_not(typed, printed):
    assert not Sought(typed).is_in(printed)
    assert list(Sought(typed).places(printed)) == []


@given(TEXTS, TEXTS)
def test_a_text_is_folded_character_by_character_and_once_is_enough(text, more):
    assert folded(text + more) == folded(text) + folded(more)
    assert folded(folded(text)) == folded(text)
    assert folded(text) == folded(unicodedata.normalize("NFC", text))
    assert folded(text) == folded(text.upper().lower())


@given(TEXTS)
def test_a_text_of_many_scripts_is_folded_as_a_short_one_is(text):
    many = "".join(map(chr, range(0x400, 0x4FF)))
    assert folded(text + many).startswith(folded(text))


@given(TEXTS, TEXTS, TEXTS)
def test_words_are_found_in_every_text_that_has_them_at_real_spans_of_it(before, words, after):
    text = before + words + after
    sought = Sought(words)
    spans = list(sought.places(text))
    for span in spans:
        assert 0 <= span.start < span.end <= len(text)
        assert sought.is_in(span.of(text))
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert bool(spans) == sought.is_in(text)


@given(st.text("abcé’– ", min_size=1), TEXTS)
def test_words_with_something_before_and_after_are_found(words, around):
    text = f"{around}. {words}. {around}"
    assert Sought(words).is_in(text) == bool(words.strip())


def test_single_words_are_looked_for_in_broken_ones_too():
    assert "information" in searched("Infor-\nmation")
    assert "known" in searched("well-\nknown").split()
    assert searched("Zoë’s") == "zoe's"
