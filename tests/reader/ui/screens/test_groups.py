"""What several articles say: groups, their members word by word, a figure over time."""

import pytest

from reader.settings import Settings
from reader.workspace import Workspace

FIRST = """date 2031-05-04 The ferry Ostrel sank off Norvale harbour on Sunday.

“The lifeboats of the Ostrel were never swung out,” Captain Lena Osk said.

At least 41 passengers of the Ostrel drowned off Norvale, the coastguard said.
"""
SECOND = """date 2031-05-06 Divers have now reached the wreck of the Ostrel in ninety feet of water.

“The lifeboats of the Ostrel were not swung out,” Captain Lena Osk told the inquiry.

Two days on, the coastguard put the dead at some 67 passengers drowned. The Ostrel will be \
raised in summer, and a memorial is planned on the quay of Norvale.
"""


@pytest.fixture
def two_outlets(tmp_path):
    (tmp_path / "first.txt").write_text(FIRST, encoding="utf-8")
    (tmp_path / "second.txt").write_text(SECOND, encoding="utf-8")
    with Workspace([tmp_path], settings=Settings(annotator="ada")) as opened:
        yield opened


async def test_groups_that_differ_stand_first(opened, two_outlets):
    async with opened(over=two_outlets) as session:
        await session.press("=")
        await session.until(lambda: "differs:" in session.shown)
        lines = session.shown.split("\n")
        assert "!" in lines[0]
        assert "At least 41 · some 67" in lines[1]
        assert "2 articles, 2 independent" in lines[1]


async def test_groups_are_filtered_in_the_language_of_queries(opened, two_outlets):
    async with opened(over=two_outlets) as session:
        await session.press("=")
        await session.until(lambda: "2 groups" in session.shown)
        await session.press("slash")
        await session.type("figure>60 counts:passengers")
        await session.until(lambda: "1 group" in session.shown and "2 groups" not in session.shown)
        await session.press("escape", "slash")
        await session.type("speaker:osk")
        await session.until(
            lambda: "2 wordings" in session.shown and "differs:" not in session.shown
        )


async def test_two_wordings_are_laid_beside_each_other_word_by_word(opened, two_outlets):
    async with opened(over=two_outlets) as session:
        await session.press("=")
        await session.until(lambda: "2 wordings" in session.shown)
        await session.press("j", "enter")
        await session.until(lambda: "[-never-]" in session.shown)
        assert "{+not+}" in session.shown


async def test_a_figure_is_drawn_over_time_with_its_hedges(opened, two_outlets):
    async with opened(over=two_outlets) as session:
        await session.press("=")
        await session.until(lambda: "differs:" in session.shown)
        await session.press("enter", "t")
        await session.until(lambda: "2031-05-06" in session.shown)
        before, after = session.shown.split("\n")[:2]
        assert "▲" in before
        assert "≈" in after
        assert before.index("▲") < after.index("≈")


async def test_enter_on_a_member_opens_its_article_there(opened, two_outlets):
    async with opened(over=two_outlets) as session:
        await session.press("=")
        await session.until(lambda: "differs:" in session.shown)
        await session.press("enter", "j", "enter")
        await session.until(lambda: "some 67 passengers" in session.shown)
        assert session.app.screen is session.desk
        caret = session.text.selection.caret
        assert session.text.page.layout.text[caret:].startswith("some 67")


async def test_what_others_say_stands_under_the_text(opened, two_outlets):
    async with opened(over=two_outlets) as session:
        await session.press("=")
        await session.until(lambda: "differs:" in session.shown)
        await session.press("enter", "j", "enter")
        await session.until(lambda: "also in" in session.shown)
        assert "1 differs" in session.shown
        await session.press("=")
        await session.until(lambda: "At least 41" in session.shown)


async def test_a_place_that_is_not_the_same_is_split_off(opened, two_outlets):
    async with opened(over=two_outlets) as session:
        await session.press("=")
        await session.until(lambda: "differs:" in session.shown)
        await session.press("enter", "j", "x")
        await session.until(lambda: "0 differ" in session.shown)
        assert "differs:" not in session.shown


async def test_splitting_is_taken_back(opened, two_outlets):
    async with opened(over=two_outlets) as session:
        await session.press("=")
        await session.until(lambda: "differs:" in session.shown)
        await session.press("enter", "j", "x")
        await session.until(lambda: "differs:" not in session.shown)
        await session.press("u")
        await session.until(lambda: "differs:" in session.shown)


async def test_one_key_tags_all_places_with_the_others_as_evidence(opened, two_outlets):
    async with opened(over=two_outlets) as session:
        await session.press("=")
        await session.until(lambda: "differs:" in session.shown)
        await session.press("enter", "a", *"toll", "enter")
        await session.until(lambda: len(two_outlets.claims.find()) == 2)
        first, second = sorted(two_outlets.claims.find(), key=lambda claim: claim.article.path)
        assert [claim.tags for claim in (first, second)] == [("toll",)] * 2
        assert first.statement == second.statement
        assert [found.quotation for found in first.evidence] == ["some 67"]
        assert [found.quotation for found in second.evidence] == ["At least 41"]
        await session.press("u")
        await session.until(lambda: not two_outlets.claims.find())


async def test_two_groups_that_are_the_same_are_merged(opened, two_outlets):
    async with opened(over=two_outlets) as session:
        await session.press("=")
        await session.until(lambda: "differs:" in session.shown)
        await session.press("m", "j", "m")
        await session.until(lambda: "never the same" in session.shown)
