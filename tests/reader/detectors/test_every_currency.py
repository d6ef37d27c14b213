"""Every line of the table of currencies is understood in a text, by code, name and short name."""

import pytest

from reader.detectors.figures import FIGURES
from reader.detectors.figures.currencies import IN_USE, NO_LONGER, PARTS, TABLE
from reader.detectors.marks import Figure

ROWS = [
    [part.strip() for part in line.split("|")]
    for line in (IN_USE.strip() + NO_LONGER.rstrip()).split("\n")
]


def sums_in(text: str) -> list[tuple[str, str | None]]:
    """Return the words and the unit of each sum of money in a text."""
    found = [mark for mark in FIGURES.find(text, None) if isinstance(mark, Figure)]
    return [(mark.span.of(text), mark.unit) for mark in found if mark.form == "money"]


def test_the_codes_of_the_standard_are_all_there():
    assert len(TABLE.codes) == len(ROWS)
    assert {"USD", "XOF", "ZWG", "ALL", "DEM"} <= TABLE.codes
    assert all(len(code) == 3 and code.isupper() for code in TABLE.codes)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_currency_is_read_by_its_code_before_and_behind_a_sum(row):
    code = row[0]
    assert sums_in(f"The bridge cost {code} 5 million.") == [(f"{code} 5 million", code)]
    assert sums_in(f"The bridge cost 5 million {code}.") == [(f"5 million {code}", code)]


@pytest.mark.parametrize("row", [row for row in ROWS if row[1]], ids=lambda row: row[0])
def test_a_currency_is_read_by_its_name_with_whose_it_is(row):
    code, whose, names, _ = row
    for owner in whose.split(", "):
        name = names.split(", ")[0].strip("*~").split("/")[-1].strip("~")
        words = f"300 {owner} {name}"
        (found,) = sums_in(f"The lamp cost {words}.")
        assert found[0] == words
        assert found[1] == code or TABLE.full_names[f"{owner.lower()} {name}"] == found[1]


@pytest.mark.parametrize("row", [row for row in ROWS if row[3]], ids=lambda row: row[0])
def test_a_currency_is_read_by_its_short_names_before_a_sum(row):
    code, *_, shorts = row
    for short in shorts.split(", "):
        sign = short.strip("*~")
        (found,) = sums_in(f"The bridge cost {sign}500 million.")
        assert found == (f"{sign}500 million", TABLE.before[sign].code)
        assert found[1] == code or not short.startswith("*")


def test_a_name_that_currencies_share_means_the_one_that_is_marked():
    shared: dict[str, list[tuple[str, bool]]] = {}
    for code, _, names, _ in ROWS:
        for name in names.split(", "):
            alone = name.lstrip("*~").split("/")[0].strip("~")
            shared.setdefault(alone, []).append((code, name.startswith("*")))
    for alone, owners in shared.items():
        meant = [code for code, marked in owners if marked]
        assert len(owners) == 1 or len(meant) <= 1, alone
        if meant:
            assert sums_in(f"It cost 5 million {alone}.")[0][1] == meant[0]


def test_parts_of_a_currency_have_their_name_as_unit():
    for line in PARTS.strip().split("\n"):
        unit, names, _ = (part.strip() for part in line.split("|"))
        form = names.split(", ")[0].split("/")[-1]
        plural = form if "/" in names.split(", ")[0] else f"{form}s"
        assert sums_in(f"It cost 40 {plural}.") == [(f"40 {plural}", unit)]


@pytest.mark.parametrize(
    "text",
    [
        "ALL 9 roads are shut.",
        "The TOP 20 songs were played.",
        "All wore N95 masks.",
        "The K9 unit and the R2 road.",
        "The 19 euro zone states met.",
        "She ate 3 real pears and drank 2 drams.",
        "He put on 12 pounds over the winter.",
    ],
)
def test_words_that_are_a_currency_elsewhere_make_no_sum(text):
    assert sums_in(text) == []
