import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.formats.rows import COLUMNS, harmless, plain, tags_cell, tags_of

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def rows(written: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written.decode("utf-8-sig"), newline="")))


def test_a_spreadsheet_is_told_that_the_file_is_utf_8(export):
    assert export("csv")[0].startswith(b"\xef\xbb\xbfid,article,")


def test_the_columns_keep_their_order(export):
    header = export("csv")[0].decode("utf-8-sig").split("\r\n", 1)[0]
    assert header == ",".join(COLUMNS)


def test_no_cell_begins_a_formula(export):
    for row in rows(export("csv")[0]):
        assert not [cell for cell in row.values() if cell.startswith(DANGEROUS)]


def test_words_that_look_like_a_formula_stay_readable(export):
    words = [row["words"] for row in rows(export("csv")[0])]
    assert '\'=HYPERLINK("http://example.org";"click")' in words


@pytest.mark.parametrize("start", DANGEROUS)
def test_text_that_would_be_a_formula_gets_an_apostrophe(start):
    assert harmless(f"{start}1+1") == f"'{start}1+1"


def test_a_negative_value_stays_a_number(export, claims):
    from dataclasses import replace

    figure = next(claim for claim in claims if claim.figure)
    negative = replace(figure, figure=replace(figure.figure, value=-3.5))
    assert rows(export("csv", [negative])[0])[0]["value"] == "-3.5"


@given(st.text(alphabet="'=+-@\t\ra "))
def test_harmless_text_can_be_made_plain_again(text):
    assert not harmless(text).startswith(DANGEROUS)
    assert plain(harmless(text)) == text


@given(st.lists(st.text(alphabet='a;"[], \n', min_size=1), unique=True))
def test_tags_share_a_cell_without_being_mixed_up(tags):
    assert tags_of(tags_cell(tags)) == tuple(tags)


def test_line_ends_and_quotes_inside_a_cell_are_kept(export):
    notes = [row["note"] for row in rows(export("csv")[0])]
    assert "Asked the press office twice.\nNo answer yet." in notes
    assert "'\tTab\r\nand return" in notes
