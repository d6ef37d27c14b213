"""The report draws what several articles print of one figure, in the order of print."""

import re
from dataclasses import replace
from datetime import date

import pytest

from annotations.claim import FigureDetails


@pytest.fixture
def printed(claims):
    """A claim of an article that prints a figure on a day."""

    def make(path, day, words, value, relation="=", unit=""):
        one = claims[0]
        return replace(
            one,
            id=path,
            kind="figure",
            article=replace(one.article, path=path, title=path.upper(), published=day),
            anchor=replace(one.anchor, exact=words),
            statement="How many boats are lost",
            claimant="",
            figure=FigureDetails(form="number", value=value, relation=relation, unit=unit),
            quote=None,
        )

    return make


def lines(page):
    table = re.search(r'<table class="over-time">.*?</table>', page.decode(), re.DOTALL)
    if table is None:
        return []
    rows = re.findall("<tr>.*?</tr>", table[0], re.DOTALL)
    return [[re.sub("<[^>]*>", "", cell) for cell in re.split("</td>", row)[:4]] for row in rows]


def test_a_figure_of_several_articles_keeps_its_hedges_in_the_order_of_print(export, printed):
    page, _ = export(
        "html",
        [
            printed("c.txt", None, "some <40> boats", 40, "~"),
            printed("b.txt", date(2026, 3, 2), "at least 30 boats", 30, ">"),
            printed("a.txt", date(2026, 3, 1), "20 boats", 20),
        ],
    )
    assert lines(page) == [
        ["2026-03-01", "●", "20 boats", "3 A.TXT"],
        ["2026-03-02", "▲", "at least 30 boats", "2 B.TXT"],
        ["undated", "≈", "some &lt;40&gt; boats", "1 C.TXT"],
    ]
    assert "margin-left: 50.0%" in page.decode()


def test_no_figure_is_drawn_that_one_article_prints_alone_or_in_another_unit(export, printed):
    day = date(2026, 3, 1)
    alone = printed("a.txt", day, "20 boats", 20)
    again = replace(alone, id="again")
    assert lines(export("html", [alone, again])[0]) == []
    assert lines(export("html", [alone, printed("b.txt", day, "20 km", 20, unit="km")])[0]) == []
