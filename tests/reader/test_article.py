"""The one form of a text that every offset relies on."""

import hashlib
import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader import article
from reader.article import Article, normal_text, text_hash, word_count

CONTROLS = "\x1b\x9b\x9d\x07\r\n\t\0\x85\u2028\u202e\u2066\ufeff\u200b\u200d\ud800\udfff\U000e0041"
PIECES_OF_LETTERS = "e\u0301\u0316\u0344\u1100\u1161\u11a8\u00a0“[m0;"
ODD = st.sampled_from([*CONTROLS, *PIECES_OF_LETTERS, "\x1b[31m", "\x1b]8;;x\x1b\\"])
TEXTS = st.one_of(st.text(st.characters(codec=None)), st.lists(ODD, max_size=40).map("".join))
HARMFUL = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\U000e0000-\U000e007f\ud800-\udfff]"
)


@given(TEXTS)
@example("\u0344" * 31 + "\u0316" * 40)
def test_the_normal_form_of_a_normal_form_is_itself(text):
    once = normal_text(text)
    assert normal_text(once) == once


@given(st.lists(st.one_of(ODD, st.sampled_from(["\n", "\r\n", "word word", " "]))).map("".join))
@example("\x1b]8;;one two\nthree\x1b\\ four")
def test_a_text_that_is_read_in_pieces_is_the_same_as_read_at_once(text):
    at_once = normal_text(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(article, "_PIECE", 2)
        assert normal_text(text) == at_once
        assert text_hash(at_once) == hashlib.sha256(at_once.encode()).hexdigest()
        assert word_count(at_once) == len(at_once.split())


@given(TEXTS)
def test_a_normal_text_can_be_drawn_as_it_is(text):
    normal = normal_text(text)
    assert not HARMFUL.search(normal)
    assert unicodedata.is_normalized("NFC", normal)
    assert normal.encode().decode() == normal


@given(st.text("abc äöü “”‘’ .,\n—"))
def test_plain_prose_stays_as_it_is(text):
    assert normal_text(text) == text


def test_a_picture_of_several_joined_signs_stays_whole():
    family = "👩\u200d👩\u200d👧"
    assert normal_text(family) == family


def test_an_escape_inside_an_escape_leaves_no_escape():
    assert normal_text("a\x1b\x1b[0m[31mb") == "a[31mb"


def test_a_letter_keeps_thirty_marks_and_loses_the_others():
    assert normal_text("x" + "\u0316" * 500 + "y") == "x" + "\u0316" * 30 + "y"


def test_a_million_marks_in_disorder_take_no_time_to_speak_of():
    assert len(normal_text("\u0316\u0301" * 500_000)) == 30


def test_words_are_counted_between_white_space_of_any_kind():
    assert word_count("It cost\u00a010\n\n million.") == 4


def test_a_reference_names_the_text_by_its_hash():
    article = Article(path="a/b.txt", text="Words.", title="Words")
    assert article.reference().text_hash == (
        "44dcebcdcc564a642123c985ea211a70d843bbb02df908a1a46172c4ca15c11f"
    )
