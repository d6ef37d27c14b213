"""All claims on one screen: grouped, as a chart, filtered, changed many at once."""

import shutil
from dataclasses import replace

import pytest

from annotations.claim import Verdict
from annotations.span import Span
from reader.settings import Settings
from reader.workspace import Workspace
from reader.workspace.open_article import OpenArticle


@pytest.fixture
def claims(workspace):
    """Three claims of two tags, on two articles, one with a verdict."""
    made = []
    for path, words, tags in [
        ("harbour.txt", "At least 4,120 people", ("size",)),
        ("harbour.txt", "$12 million", ("size", "money")),
        ("storm.txt", "9,000 homes", ("size",)),
    ]:
        listed = next(row for row in workspace.articles.scan().articles if row.path == path)
        article = workspace.articles.read(listed)
        start = article.text.index(words)
        made.append(
            workspace.claims.tag(
                OpenArticle(listed, article), Span(start, start + len(words)), tags
            )
        )
    judged = replace(made[1], verdict=Verdict(value="false", scale="truth"))
    workspace.claims.change(judged, was=made[1])
    return made


def lines(session) -> list[str]:
    return [line.rstrip("│█ ") for line in session.shown.rstrip("\n").split("\n")[:-2]]


async def test_groups_alone_are_a_bar_chart(opened, claims):
    async with opened() as session:
        await session.press("c", "s", "b")
        await session.until(lambda: "by tag" in session.shown)
        chart = [line.strip("▶ ").split() for line in lines(session) if "▆" in line]
        assert chart == [["size", "3", "▆" * 24], ["money", "1", "▆" * 8]]


async def test_enter_on_a_group_opens_it_and_closes_it_again(opened, claims):
    async with opened() as session:
        await session.press("c", "s", "b", "j", "enter")
        await session.until(lambda: "$12 million" in session.shown)
        at = next(number for number, line in enumerate(lines(session)) if "▶money" in line)
        assert "$12 million" in lines(session)[at + 1]
        await session.press("enter")
        await session.until(lambda: "$12 million" not in session.shown)
        assert "▶money" in lines(session)[1]


async def test_what_the_group_says_is_not_said_of_each_claim_again(opened, claims):
    async with opened(110, 29) as session:
        await session.press("c")
        await session.until(lambda: "by article" in session.shown)
        assert session.shown.count("Norvale builds a harbour") == 1
        assert "verdict false" in session.shown
        await session.press("s", "s", "s")
        await session.until(lambda: "by verdict" in session.shown)
        assert session.shown.count("false") == 1
        headings = [line.strip("▶ ") for line in lines(session) if "▆" in line]
        assert [" ".join(line.split()[:-2]) for line in headings] == ["false", "no verdict"]


async def test_many_claims_get_a_tag_at_once(opened, claims, workspace):
    async with opened() as session:
        await session.press("c")
        await session.until(lambda: "3 claims" in session.shown)
        await session.press("asterisk", "t")
        await session.type("urgent")
        await session.press("enter")
        await session.until(
            lambda: all("urgent" in found.tags for found in workspace.claims.find())
        )
        await session.press("u")
        await session.until(
            lambda: not any("urgent" in kept.tags for kept in workspace.claims.find())
        )


async def test_all_claims_of_a_group_are_chosen_at_its_name(opened, claims):
    async with opened() as session:
        await session.press("c", "s", "b", "v")
        await session.until(lambda: "3 chosen" in session.shown)
        await session.press("g", "v")
        await session.until(lambda: "chosen" not in session.shown)
        await session.press("G", "v")
        await session.until(lambda: "1 chosen" in session.shown)


async def test_the_filter_is_named_while_it_holds(opened, claims):
    async with opened() as session:
        await session.press("c", "slash")
        await session.type("money")
        await session.press("enter")
        await session.until(lambda: "Claims with “money”" in session.shown)
        assert "1 claim by article" in session.shown
        await session.press("escape")
        await session.until(lambda: "All claims" in session.shown)


async def test_what_the_filter_hides_is_not_removed_with_what_is_chosen(opened, claims, workspace):
    async with opened(100, 24) as session:
        await session.press("c")
        await session.until(lambda: "3 claims" in session.shown)
        await session.press("asterisk", "slash")
        await session.type("money")
        await session.press("enter")
        await session.until(lambda: "1 chosen, 2 hidden" in session.shown)
        await session.press("d")
        await session.until(
            lambda: claims[1].id not in {kept.id for kept in workspace.claims.find()}
        )
        assert {kept.id for kept in workspace.claims.find()} == {claims[0].id, claims[2].id}
        await session.press("escape", "slash")
        await session.type("4,120")
        await session.press("enter", "escape")
        await session.until(lambda: "2 claims" in session.shown)
        assert "chosen" not in session.shown


async def test_the_cursor_stays_on_a_claim_that_moves_to_another_group(opened, claims, workspace):
    async with opened(100, 24) as session:
        await session.press("c", "s", "s", "s")
        await session.until(lambda: "by verdict" in session.shown)
        await session.press("G")
        await session.until(lambda: "▶ A storm cut power to 9,000 homes" in session.shown)
        await session.press("e")
        session.app.screen.query_one("#field-verdict").value = "true"
        await session.press("enter")
        await session.until(lambda: " true " in session.shown)
        assert "▶ A storm cut power to 9,000 homes" in session.shown
        await session.press("d")
        await session.until(lambda: len(workspace.claims.find()) == 2)
        assert {kept.id for kept in workspace.claims.find()} == {claims[0].id, claims[1].id}


@pytest.fixture
def copied(folder, tmp_path, claims):
    """The library and a copy of it, claims and all."""
    shutil.copytree(folder, tmp_path / "copy")
    with Workspace([folder, tmp_path / "copy"], settings=Settings(annotator="ada")) as both:
        yield both


async def test_a_claim_is_chosen_alone_also_where_a_copied_library_has_it(opened, copied):
    async with opened(100, 40, over=copied) as session:
        await session.press("c")
        await session.until(lambda: "6 claims" in session.shown)
        await session.press("v")
        await session.until(lambda: "1 chosen" in session.shown)
        assert sum("✓" in line for line in lines(session)) == 1
        await session.press("d")
        await session.until(lambda: len(copied.claims.find()) == 5)


async def test_orphans_are_found_in_each_library_that_has_the_article(
    opened, copied, folder, tmp_path
):
    """Whichever of the two is looked at: the same path in another library is another article."""
    for library in (folder, tmp_path / "copy"):
        text = (library / "storm.txt").read_text("utf-8")
        (library / "storm.txt").write_text("All is quiet now.\n", "utf-8")
        async with opened(100, 40, over=copied) as session:
            await session.press("c")
            await session.until(lambda: "1 orphan " in session.shown)
        (library / "storm.txt").write_text(text, "utf-8")


async def test_chosen_claims_are_edited_alike_and_what_differs_is_said(opened, workspace, claims):
    async with opened(100, 40) as session:
        await session.press("c")
        await session.until(lambda: "3 claims by article" in session.shown)
        await session.press("asterisk", "e")
        assert "several values" in session.shown
        session.app.screen.query_one("#field-note").value = "ask the port"
        session.app.screen.query_one("#field-verdict").value = "mixed"
        await session.press("enter")
        await session.until(lambda: {it.note for it in workspace.claims.find()} == {"ask the port"})
        assert {claim.verdict.value for claim in workspace.claims.find()} == {"mixed"}
        before = {claim.tags for claim in workspace.claims.find()}
        await session.press("u")
        await session.until(lambda: {claim.note for claim in workspace.claims.find()} == {""})
        assert {claim.tags for claim in workspace.claims.find()} == before


async def test_escape_lets_go_and_never_leaves(opened, claims):
    async with opened(100, 30) as session:
        await session.press("c")
        await session.until(lambda: "3 claims by article" in session.shown)
        await session.press("v", "escape", "escape", "escape")
        assert "3 claims by article" in session.shown
        await session.press("q")
        assert session.app.screen is session.desk


async def test_the_sentence_the_source_and_all_that_is_said_stand_where_there_is_room(
    opened, workspace, claims
):
    async with opened(160, 45) as session:
        await session.press("c")
        await session.until(lambda: "3 claims by article" in session.shown)
        assert "At least 4,120 people work there" in session.shown
        assert "claim      size" in session.shown
        await session.press("j")
        await session.until(lambda: "verdict    false" in session.shown)


async def test_tags_by_source_are_shown_and_written(opened, claims, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    async with opened(100, 30) as session:
        await session.press("c")
        await session.until(lambda: "3 claims by article" in session.shown)
        await session.press("x")
        await session.until(lambda: "2 tags × 2 sources, 3 claims" in session.shown)
        await session.press("s")
        await session.until(lambda: "2 tags × 2 articles, 3 claims" in session.shown)
        await session.press("X")
        written = (tmp_path / "tags-by-article.csv").read_text("utf-8-sig").splitlines()
        assert written[1:] == ["size,2,1,3", "money,1,0,1"]
        await session.press("q")
        assert "3 claims by article" in session.shown


@pytest.fixture
def quotes(workspace):
    """Two quotes of two articles, with the speakers that their marks named."""
    made = []
    for path, words in [
        ("harbour.txt", "“The harbour will open in spring,”"),
        ("storm.txt", "“Crews are out,”"),
    ]:
        listed = next(row for row in workspace.articles.scan().articles if row.path == path)
        opened = workspace.articles.open(listed)
        start = opened.text.index(words)
        made.append(workspace.claims.tag(opened, Span(start, start + len(words)), ["promise"]))
    return made


async def test_what_the_mark_said_is_kept_when_a_claim_is_put_right_here(opened, quotes, workspace):
    async with opened() as session:
        await session.press("c")
        await session.until(lambda: "2 claims" in session.shown)
        await session.press("e")
        await session.until(lambda: bool(session.app.screen.query("#field-claimant")))
        session.app.screen.query_one("#field-claimant").value = "Lena Oskarsson"
        await session.press("enter")
        await session.until(lambda: workspace.claims.find()[0].claimant == "Lena Oskarsson")
    assert [claim.guess for claim in workspace.claims.find()] == [{"claimant": "Lena Osk"}, {}]


async def test_what_the_marks_said_is_kept_when_many_claims_are_put_right(
    opened, quotes, workspace
):
    said = [claim.claimant for claim in quotes]
    async with opened() as session:
        await session.press("c")
        await session.until(lambda: "2 claims" in session.shown)
        await session.press("asterisk", "e")
        await session.until(lambda: bool(session.app.screen.query("#field-claimant")))
        session.app.screen.query_one("#field-claimant").value = "the city"
        await session.press("enter")
        await session.until(lambda: workspace.claims.find()[1].claimant == "the city")
        assert [claim.guess for claim in workspace.claims.find()] == [
            {"claimant": name} for name in said
        ]
        await session.press("u")
        await session.until(lambda: workspace.claims.find()[1].claimant == said[1])
        assert [claim.guess for claim in workspace.claims.find()] == [{}, {}]


async def test_a_claim_whose_article_is_gone_keeps_what_its_mark_had_said(
    opened, quotes, workspace, folder
):
    first = quotes[0]
    put_right = replace(first, claimant="Osk", guess={"claimant": "Lena Osk"})
    workspace.claims.change(put_right, was=first)
    (folder / "harbour.txt").unlink()
    (right,) = workspace.claims.put_right_unopened(
        [replace(put_right, claimant="L. Osk")], [put_right]
    )
    assert (right.claimant, right.guess) == ("L. Osk", {"claimant": "Lena Osk"})


async def test_bars_of_a_chart_stand_near_the_longest_name(opened, claims):
    async with opened(160, 30) as session:
        await session.press("c", "s", "b")
        await session.until(lambda: "by tag" in session.shown)
        money = next(line for line in session.shown.split("\n") if "money" in line)
        assert money.index("▆") - money.index("money") < 12
