"""What stands where on the page is what the text has there, whatever its characters are."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.anchoring import Placed
from annotations.span import Span
from reader.article import Article, normal_text
from reader.detectors.found_marks import FoundMarks, packs_of
from reader.detectors.marks import Quote
from reader.detectors.suggestions import Suggestions
from reader.display import display
from reader.view.text import selecting
from reader.view.text.cells import clusters, width
from reader.view.text.layout import PIECE, Row, TextLayout
from reader.view.text.page import Page
from reader.view.text.selecting import Selection
from reader.workspace import PlacedClaim
from reader.workspace.tagging import new_claim

PIECES = [
    "a", "word", " ", "  ", "\n", "\n\n",
    "“quote”", "漢字", "かな", "e\u0301", "👩‍👩‍👧", "🇳🇴", "❤️", "ก็",
    "שלום", "العربية", "क्षि", "naïve", "—", "·", "𝔘", "\u0301",
]  # fmt: skip
texts = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=80).map("".join).map(normal_text),
    st.text(max_size=200).map(normal_text),
)
widths = st.integers(min_value=2, max_value=40)


def rows_of(layout: TextLayout) -> list[Row]:
    layout.measure(60)
    return [layout.row(number) for number in range(layout.height)]


@given(texts, widths)
def test_the_rows_hold_every_character_once_and_in_order(text, cells):
    layout = TextLayout(text)
    layout.set_width(cells)
    place = 0
    for row in rows_of(layout):
        assert row.start == place
        place = row.end + row.ends_line
    assert place == len(text) + 1


@given(texts, widths)
def test_no_row_is_wider_than_the_page_but_for_spaces_at_its_end(text, cells):
    layout = TextLayout(text)
    layout.set_width(cells)
    for row in rows_of(layout):
        words = text[row.start : row.end].rstrip(" ")
        assert width(words) <= max(2, cells)


def test_a_wide_character_that_no_longer_fits_goes_down_with_its_word_and_then_alone():
    text = "“ aaaword漢"
    layout = TextLayout(text)
    layout.set_width(8)
    rows = [text[row.start : row.end] for row in rows_of(layout)]
    assert rows == ["“ ", "aaaword", "漢"]


@given(texts, widths)
def test_every_character_is_found_on_the_row_that_shows_it(text, cells):
    layout = TextLayout(text)
    layout.set_width(cells)
    rows = rows_of(layout)
    for offset in range(len(text) + 1):
        row = rows[layout.row_number(offset)]
        assert row.start <= offset <= row.end


@given(texts, widths)
def test_the_column_of_a_cluster_leads_back_to_it(text, cells):
    layout = TextLayout(text)
    layout.set_width(cells)
    for row in rows_of(layout):
        for cluster in clusters(text[row.start : row.end], row.start):
            column = layout.column(row, cluster.start)
            for cell in range(cluster.cells):
                assert layout.offset(row, column + cell) == cluster.start


@given(texts.filter(lambda text: text.strip()), st.data())
def test_the_selection_that_is_drawn_is_the_one_that_would_be_tagged(text, data):
    page = Page(Article(path="a.txt", text=text, title="Title"))
    page.arrange(data.draw(st.integers(12, 60)), 40)
    page.layout.measure(60)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    drawn = "".join(
        run.words
        for number in range(page.text_from, page.height)
        for run in page.runs(number, Selection(end, start))
        if "selection" in run.looks
    )
    assert drawn == display(Span(start, end).of(text).replace("\n", ""))


@given(texts, st.data())
def test_steps_by_character_never_stop_inside_a_cluster(text, data):
    boundaries = {0, len(text)}
    for line_start in [0, *(place + 1 for place, char in enumerate(text) if char == "\n")]:
        line = text[line_start:].split("\n")[0]
        boundaries |= {found.start for found in clusters(line, line_start)}
        boundaries.add(line_start + len(line))
    place, steps = 0, 0
    while place < len(text) and steps < 300:
        place = selecting.next_character(text, place)
        assert place in boundaries
        steps += 1


@given(st.integers(0, 300), st.sampled_from(["", "a", "漢", "🇳🇴" * 30]))
def test_a_letter_with_very_many_marks_is_one_step(marks, before):
    text = before + "z" + "\u0335" * marks + "b"
    start, end = len(before), len(text) - 1
    assert selecting.next_character(text, start) == end
    assert selecting.previous_character(text, end) == start


@given(st.integers(1, 4), st.sampled_from(["word ", "x", "漢", "👩‍👩‍👧 "]))
def test_a_line_longer_than_a_piece_is_laid_out_whole(times, piece):
    text = piece * (PIECE * times // len(piece) + 1)
    layout = TextLayout(text)
    layout.set_width(60)
    assert "".join(text[row.start : row.end] for row in rows_of(layout)) == text


def test_a_row_stays_where_it_is_when_lines_above_are_counted_exactly():
    text = "\n".join("漢字 " * 50 for _ in range(100))
    layout = TextLayout(text)
    layout.set_width(20)
    last = layout.row_number(len(text))
    layout.measure(60)
    assert layout.row_number(len(text)) >= last
    assert layout.row(layout.height - 1).end == len(text)


@given(st.sampled_from(["漢字かな ", "word ", "\n", "a\n\n"]), st.integers(0, 100), widths)
def test_rows_that_were_never_counted_follow_each_other_when_they_are_seen(piece, percent, cells):
    text = piece * (PIECE * 5 // len(piece))
    layout = TextLayout(text)
    layout.set_width(cells)
    caret = len(text) * percent // 100
    number = layout.row_number(caret)
    seen = [layout.row(place) for place in range(max(0, number - 5), number + 50)]
    for above, below in pairwise(seen):
        assert below.start == above.end + above.ends_line or above == below == seen[-1]
    assert layout.row_number(caret) == number


def test_words_sentences_and_paragraphs_are_found_around_the_caret():
    text = "Ada’s plan works. “It cost 4,120 dollars.” He left.\n\nNext one."
    assert selecting.word_at(text, 1) == Span(0, 5)
    assert selecting.word_at(text, 30).of(text) == "4,120"
    assert selecting.sentence_at(text, 20).of(text) == "“It cost 4,120 dollars.”"
    assert selecting.previous_paragraph(text, 60) == text.index("Next")
    assert selecting.previous_paragraph(text, text.index("Next")) == 0
    assert selecting.next_sentence(text, 0) == 18
    assert selecting.previous_sentence(text, 20) == 18
    assert selecting.next_paragraph(text, 0) == text.index("Next")


def test_the_space_at_a_rows_end_is_not_underlined():
    page = Page(Article(path="a.txt", text="“one two three four”", title="Title"))
    quote = Quote(Span(0, 20), "direct", Span(1, 19), speaker=None, cue=None, rule="test")
    found = FoundMarks()
    found.take(packs_of([quote]), len(page.layout.text), lambda: None)
    page.set_marks(Suggestions(len(page.layout.text), found))
    page.arrange(13, 9)
    rows = [page.runs(number, Selection(20)) for number in range(page.text_from, page.height)]
    quoted = ["".join(run.words for run in row if "quote" in run.looks) for row in rows]
    assert quoted == ["“one two", "three", "four”"]


@pytest.mark.parametrize(("width", "cells", "margin"), [(39, 35, 0), (79, 62, 12), (199, 66, 26)])
def test_the_text_keeps_its_measure_and_a_margin_from_80_columns_on(width, cells, margin):
    article = Article(path="a.txt", text="word " * 200, title="Title")
    page = Page(article)
    claim = replace(new_claim(article, Span(0, 4)), tags=("disputed",))
    page.set_claims([PlacedClaim(claim, Placed(Span(0, 4), "exact"))])
    page.arrange(width, 66)
    row = page.runs(page.text_from, Selection(1))
    assert page.layout.width == cells
    names = "".join(run.words for run in row if "margin" in run.looks)
    assert names == "disputed".ljust(margin) if margin else not names
