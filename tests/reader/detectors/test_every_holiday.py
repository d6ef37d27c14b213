"""Every line of the table of holidays is read in a text, and falls on its day."""

from datetime import date

import pytest

from reader.detectors.figures import FIGURES
from reader.detectors.figures.dates.holiday_names import HOLIDAYS

PUBLISHED = date(2024, 1, 2)


def found_in(text: str, published: date | None) -> list[tuple[str, str | None]]:
    return [(mark.span.of(text), mark.date) for mark in FIGURES.find(text, published)]


@pytest.mark.parametrize("name", sorted(HOLIDAYS))
def test_a_holiday_is_read_by_each_of_its_names(name):
    written = " ".join(word.capitalize() for word in name.split(" "))
    ((words, day),) = found_in(f"They met again on {written}.", PUBLISHED)
    assert words == written
    assert day
    ((_, unknown),) = found_in(f"They met again on {written}.", None)
    assert unknown is None or name == "9/11"


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Good Friday 2024", "2024-03-29"),
        ("Easter Monday 2021", "2021-04-05"),
        ("Ash Wednesday 2023", "2023-02-22"),
        ("Thanksgiving 2019", "2019-11-28"),
        ("Black Friday 2024", "2024-11-29"),
        ("Memorial Day 2022", "2022-05-30"),
        ("Labor Day 2023", "2023-09-04"),
        ("Mother’s Day 2025", "2025-05-11"),
        ("Boxing Day 2020", "2020-12-26"),
    ],
)
def test_a_holiday_with_a_year_falls_on_its_day(words, day):
    assert found_in(f"It was {words}.", None) == [(words, day)]
