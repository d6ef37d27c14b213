"""Figures: numbers, quantities with their units, dates, and what is counted.

Where to look, from the text to the mark:

- detector.py: which words and signs may start a figure, and who is asked there;
- numerals.py: the number itself (number_words, digit_numerals, word_numerals, scales);
- amounts.py: what it is of (sums, money and the table of currencies, percentages, units and
  the table of unit_names, ages);
- exclusions.py, names.py: digits, and number words, that are a name or a phrase and count
  nothing; they give marks that are not `wanted`;
- ranges.py, ratios.py, shares.py, ordinals.py: two numbers that are one figure, shares, places
  in a row;
- counting.py: the noun that is counted, and the state its people are in (nouns, nouns_of_one);
  wholes.py: what a share is a share of; pronouns.py: *one* that counts nothing;
- relations.py with approximators.py: about, at least, up, down; echoes.py: what the figure
  before says of this;
- quantities.py: puts these together, draft.py is the figure in the making;
- dates/: dates, times of day, durations.

Each rule's name is printed with its mark; tests/cases/figures/ has sentences for each.

    amount.py    what passes between the rooms that read quantities
    numeral.py   a numeral: a number in the text, without its unit, sign or approximator
    patterns.py  regular expressions that are compiled when they are first asked
    word_sets.py writing a set of words down as plain text
"""

from reader.detectors.contract import Detector
from reader.detectors.figures.detector import find

FIGURES = Detector(name="figures", find=find)
