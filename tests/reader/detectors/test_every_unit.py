"""Every word and symbol of the tables of units is understood behind a number."""

import pytest

from reader.detectors.figures import FIGURES
from reader.detectors.figures.unit_names import CAPITALS, SYMBOLS, TIME_UNITS, WORDS
from reader.detectors.marks import Figure

ALSO_MONEY = {"dram", "drams"}
"""Words that are a currency's name as well, in large sums."""
MORE_OFTEN_ELSE = {"pm", "am", "pc", "B", "b", "F"}
"""Symbols that without a space are more often something else: a time, per cent, billions."""


def unit_in(text: str) -> str | None:
    """Return the unit of the one figure that stands in a text."""
    (found,) = [mark for mark in FIGURES.find(text, None) if isinstance(mark, Figure)]
    return found.unit


@pytest.mark.parametrize("word", sorted(WORDS.keys() - ALSO_MONEY))
def test_a_unit_is_read_by_each_of_its_words(word):
    assert unit_in(f"It was 40 {word} in all.") == WORDS[word]


@pytest.mark.parametrize("symbol", sorted(SYMBOLS.keys() - MORE_OFTEN_ELSE))
def test_a_unit_is_read_by_each_of_its_symbols(symbol):
    assert unit_in(f"It was 4.5{symbol}, they said.") == SYMBOLS[symbol]


@pytest.mark.parametrize("symbol", sorted(CAPITALS))
def test_a_symbol_in_capitals_is_read_where_only_one_unit_can_be_meant(symbol):
    assert unit_in(f"It was 4.5 {symbol}, they said.") == CAPITALS[symbol]


def test_units_of_time_are_units():
    assert set(WORDS.values()) >= TIME_UNITS
