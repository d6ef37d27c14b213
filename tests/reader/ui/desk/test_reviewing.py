"""Reviewing an article's suggestions, searching, correcting, and coming back later."""

import re
import shlex
import sys
from contextlib import asynccontextmanager
from dataclasses import replace

from reader.settings import Settings
from reader.ui.widgets.article_table import ArticleTable
from reader.workspace import Workspace
from reader.workspace.open_article import OpenArticle
from reader.workspace.tagging import find_words


async def _accept_first(session, tag: str = "toll") -> None:
    await session.press("n", "enter")
    await session.type(tag)
    await session.press("enter")
    await session.until(lambda: len(session.text.claims) == 1)


async def test_a_whole_article_is_reviewed_with_two_keys(opened, workspace):
    async with opened() as session:
        await session.read()
        count = len(list(session.text.marks))
        await _accept_first(session)
        for number in range(1, count):
            await session.press("enter" if number % 2 else "x")
            await session.until(lambda: session.said.startswith(("Saved", "Dismissed")))
        accepted = 1 + count // 2
        await session.until(lambda: len(workspace.claims.find()) == accepted)
        assert {claim.tags for claim in workspace.claims.find()} == {("toll",)}
        await session.until(lambda: len(list(session.text.marks)) == accepted)


async def test_a_dismissed_suggestion_stays_away_after_a_restart(opened, folder):
    counts = []
    for key in ("x", "g"):
        with Workspace([folder], settings=Settings(annotator="ada")) as workspace:
            async with opened(over=workspace) as session:
                await session.read("storm")
                counts.append(len(list(session.text.marks)))
                await session.press("n", key)
    assert counts[1] == counts[0] - 1


async def test_reported_speech_is_switched_off_and_on(opened):
    async with opened() as session:
        await session.read("storm")

        def forms() -> set[str]:
            return {mark.form for mark in session.text.marks}

        assert "indirect" in forms()
        await session.press("r")
        await session.until(lambda: "indirect" not in forms())
        assert session.said == "Reported speech is hidden."
        await session.press("r")
        await session.until(lambda: "indirect" in forms())


async def test_undo_brings_a_dismissed_suggestion_back(opened):
    async with opened() as session:
        await session.read()
        count = len(list(session.text.marks))
        await session.press("n", "x")
        await session.until(lambda: session.said.startswith("Dismissed"))
        assert len(list(session.text.marks)) == count - 1
        await session.press("u")
        await session.until(lambda: len(list(session.text.marks)) == count)


async def test_digits_give_tags_at_once_and_take_them_away(opened, workspace):
    async with opened() as session:
        await session.read()
        await _accept_first(session)
        await session.press("greater_than_sign", "1")
        await session.until(lambda: len(workspace.claims.find()) == 2)
        assert workspace.claims.find()[1].tags == ("toll",)


async def test_a_claim_goes_with_its_last_tag_and_undo_brings_it_back(opened, workspace):
    async with opened() as session:
        await session.read()
        await _accept_first(session)
        await session.press("left_square_bracket", "1")
        await session.until(lambda: session.said.startswith("Removed the claim with its last tag"))
        assert not workspace.claims.find()
        await session.press("u")
        await session.until(
            lambda: [claim.tags for claim in workspace.claims.find()] == [("toll",)]
        )


async def test_a_claim_with_a_note_stays_without_its_last_tag(opened, workspace):
    async with opened() as session:
        await session.read()
        await _accept_first(session)
        (claim,) = workspace.claims.find()
        noted = workspace.claims.change(replace(claim, note="Ask the harbour."), was=claim)
        await session.press("left_square_bracket", "1")
        await session.until(lambda: workspace.claims.find()[0].tags == ())
        assert workspace.claims.find()[0].note == noted.note


async def test_a_search_shows_every_place_and_n_goes_through_them(opened):
    async with opened() as session:
        await session.read()
        await session.press("slash")
        await session.type("HARBOUR")
        await session.press("enter")
        await session.until(lambda: len(session.text.hits) == 2)
        first = session.text.selection.caret
        await session.press("n")
        assert session.text.selection.caret > first
        await session.press("escape")
        assert len(session.text.hits) == 0


async def test_a_filter_leaves_only_the_articles_that_fit(opened):
    async with opened() as session:
        table = session.desk.query_one(ArticleTable)
        await session.until(lambda: len(table.items) == 2)
        await session.press("slash")
        await session.type("title:storm")
        await session.until(lambda: len(table.items) == 1)
        await session.press("enter", "escape")
        await session.until(lambda: len(table.items) == 2)


async def test_a_click_on_a_column_sorts_by_it_and_a_second_turns_it_round(opened):
    async with opened(100, 24) as session:
        table = session.desk.query_one(ArticleTable)
        await session.until(lambda: len(table.items) == 2)

        def first() -> str:
            row = session.app.shelf.row(table.items[0])
            return row.listed.path if row else ""

        await session.pilot.click("#header", offset=(30, 0))
        await session.until(lambda: first() == "storm.txt")
        await session.pilot.click("#header", offset=(30, 0))
        await session.until(lambda: first() == "harbour.txt")


async def test_the_place_in_an_article_is_kept_over_restarts(opened, folder):
    with Workspace([folder], settings=Settings(annotator="ada")) as workspace:
        async with opened(over=workspace) as session:
            await session.read()
            await session.press("n", "n", "n")
            place = session.text.selection.caret
            await session.press("q", "q")
    with Workspace([folder], settings=Settings(annotator="ada")) as workspace:
        async with opened(over=workspace) as session:
            await session.until(lambda: "◦" in session.shown)
            await session.read()
            assert session.text.selection.caret == place


async def test_all_that_can_be_said_of_a_claim_is_edited_in_one_box(opened, workspace):
    async with opened(100, 30) as session:
        await session.read()
        await _accept_first(session)
        await session.press("left_square_bracket", "e")
        await session.pilot.click("#field-verdict")
        await session.type("mix")
        await session.pilot.click("#field-evidence-url")
        await session.type("https://example.org")
        await session.press("enter")
        await session.until(lambda: workspace.claims.find()[0].verdict is not None)
        (claim,) = workspace.claims.find()
        assert claim.verdict.value == "mixed"
        assert claim.evidence[0].url == "https://example.org"


async def test_an_unknown_verdict_is_refused_with_those_that_there_are(opened, workspace):
    async with opened(100, 30) as session:
        await session.read()
        await _accept_first(session)
        await session.press("left_square_bracket", "e")
        await session.pilot.click("#field-verdict")
        await session.type("hm")
        await session.press("enter")
        assert "“hm” is no verdict" in session.shown
        assert workspace.claims.find()[0].verdict is None


async def test_an_undone_change_is_done_again(opened, workspace):
    async with opened() as session:
        await session.read()
        await _accept_first(session)
        await session.press("u")
        await session.until(lambda: workspace.claims.find() == ())
        await session.press("ctrl+r")
        await session.until(lambda: len(workspace.claims.find()) == 1)


async def test_claims_are_grouped_and_many_are_retagged_at_once(opened, workspace):
    async with opened() as session:
        await session.read()
        await _accept_first(session)
        await session.press("enter")
        await session.until(lambda: len(workspace.claims.find()) == 2)
        await session.press("c", "s")
        await session.until(lambda: "toll" in session.shown and "by tag" in session.shown)
        await session.press("asterisk", "t")
        await session.type("checked")
        await session.press("enter")
        await session.until(
            lambda: {claim.tags for claim in workspace.claims.find()} == {("toll", "checked")}
        )


@asynccontextmanager
async def _orphan_waiting(opened, folder):
    """Open the article of an orphan, which waits for the words it is to stand on."""
    with Workspace([folder], settings=Settings(annotator="ada")) as workspace:
        async with opened(over=workspace) as session:
            await session.read("storm")
            await session.press("n", "t")
            await session.type("power")
            await session.press("enter")
            await session.until(lambda: len(workspace.claims.find()) == 1)
    (folder / "storm.txt").write_text("date 2031-06-01 A flood came.\n\nIt left.\n", "utf-8")
    with Workspace([folder], settings=Settings(annotator="ada")) as workspace:
        async with opened(over=workspace) as session:
            table = session.desk.query_one(ArticleTable)
            await session.until(lambda: len(table.items) == 2)
            await session.press("c")
            await session.until(lambda: "orphan: its words are gone" in session.shown)
            await session.press("a")
            await session.until(lambda: session.text.page is not None)
            yield session, workspace


async def test_an_orphan_is_attached_to_the_words_that_are_selected(opened, folder):
    async with _orphan_waiting(opened, folder) as (session, workspace):
        await session.press("g", "s", "escape", "s", "a")
        await session.until(lambda: workspace.claims.find()[0].anchor.exact == "A flood came.")


async def test_an_orphan_waits_only_while_its_own_article_is_read(opened, folder):
    async with _orphan_waiting(opened, folder) as (session, workspace):
        before = workspace.claims.find()
        await session.press("q")
        await session.read("harbour")
        await session.press("g", "s", "a")
        assert session.said.startswith("Select words that touch one claim")
        await session.press("q")
        await session.read("storm")
        await session.press("g", "s", "a")
        assert session.said.startswith("Select words that touch one claim")
        assert workspace.claims.find() == before


async def test_escape_lets_an_orphan_wait_no_more(opened, folder):
    async with _orphan_waiting(opened, folder) as (session, workspace):
        before = workspace.claims.find()
        await session.press("escape")
        await session.until(lambda: session.said.startswith("The orphan stays"))
        await session.press("g", "s", "a")
        assert session.said.startswith("Select words that touch one claim")
        assert workspace.claims.find() == before


async def test_an_orphan_whose_article_is_not_listed_waits_for_no_words(opened, folder):
    with Workspace([folder], settings=Settings(annotator="ada")) as workspace:
        async with opened(over=workspace) as session:
            await session.read("storm")
            await _accept_first(session)
            (claim,) = workspace.claims.find()
            gone = replace(claim, article=replace(claim.article, path="gone.txt"))
            session.desk.wait_for_words(gone)
            assert session.said == "gone.txt is not in the list any more."


async def test_a_claim_whose_words_stand_elsewhere_now_says_so(opened, folder, workspace):
    listed = next(row for row in workspace.articles.scan().articles if row.path == "harbour.txt")
    article = workspace.articles.read(listed)
    workspace.claims.tag(
        OpenArticle(listed, article), find_words(article, "4,120 people"), ["toll"]
    )
    harbour = folder / "harbour.txt"
    text = harbour.read_text(encoding="utf-8")
    harbour.write_text(text.replace("At least", "Now at least"), encoding="utf-8")
    async with opened() as session:
        await session.read()
        await session.press("right_square_bracket")
        assert "moved since they were tagged" in session.shown


async def test_a_claims_words_are_changed_by_selecting_others_that_touch_it(opened, workspace):
    async with opened() as session:
        await session.read()
        await _accept_first(session)
        await session.press("left_square_bracket", "s", "a")
        await session.until(lambda: "Mayor" in workspace.claims.find()[0].anchor.exact)


async def test_the_mouse_alone_opens_selects_and_goes_back_to_the_list(opened):
    async with opened(140, 30) as session:
        table = session.desk.query_one(ArticleTable)
        await session.until(lambda: len(table.items) == 2)
        await session.pilot.click(table, offset=(5, 2))
        await session.until(lambda: session.text.page is not None and session.text.has_focus)
        await session.pilot.click(table, offset=(5, 0))
        await session.until(lambda: "Norvale" in session.text.page.article.text)


async def test_every_known_tag_is_offered_in_the_box(opened, workspace):
    async with opened() as session:
        await session.read()
        await session.press("n", "t")
        await session.type("alpha,beta,gamma")
        await session.press("enter")
        await session.until(lambda: len(workspace.claims.find()) == 1)
        await session.press("n", "t")
        for name in ("1   alpha", "2   beta", "3   gamma"):
            assert name in session.shown


async def test_the_first_mark_is_reached_also_when_the_article_begins_with_it(opened, folder):
    (folder / "storm.txt").write_text("“It came at night,” he said.\n\nIt cost $5.\n", "utf-8")
    async with opened() as session:
        await session.read("storm")
        assert session.text.mark is None
        await session.press("n")
        assert session.text.mark.span.start == 0
        await session.press("n")
        assert session.text.mark.span.start > 0


async def test_what_every_move_selects_is_said(opened):
    async with opened() as session:
        await session.read()
        await session.press("v", "w")
        assert "selecting · " in session.shown
        await session.press("escape")
        assert "selecting" not in session.shown


async def test_per_cent_lead_to_the_start_of_a_line(opened):
    async with opened() as session:
        await session.read()
        await session.press("percent_sign")
        await session.type("50")
        await session.press("enter")
        text, caret = session.text.page.article.text, session.text.selection.caret
        assert caret
        assert text[caret - 1] in " \n"


async def test_what_the_editor_changed_is_shown_and_claimed(opened, folder, workspace, monkeypatch):
    rewriting = "from pathlib import Path; from sys import argv; file = Path(argv[1]); "
    rewriting += "file.write_text(file.read_text('utf-8').replace('4,120', '4,999'), 'utf-8')"
    monkeypatch.setenv("EDITOR", shlex.join([sys.executable, "-c", rewriting]))
    async with opened() as session:
        await session.read()
        await session.press("g", "f", "f", "E")
        caret = session.text.selection.caret
        assert session.said.startswith("Back from")
        await session.until(lambda: "4,999 people" in session.shown)
        assert session.text.selection.caret == caret
        await session.press("g", "f", "f", "t", *"jobs", "enter")
        await session.until(lambda: len(workspace.claims.find()) == 1)
        assert workspace.claims.find()[0].anchor.exact == "At least 4,999"


async def test_an_article_that_another_program_wrote_is_read_again(opened, folder, workspace):
    async with opened() as session:
        await session.read()
        file = folder / "harbour.txt"
        for key, number in (("q", "4,121"), ("Z", "4,122")):
            before = re.search(r"4,12\d", file.read_text("utf-8"))[0]
            file.write_text(file.read_text("utf-8").replace(before, number), "utf-8")
            await session.press(key, *["enter"] * (key == "q"))
            await session.until(lambda number=number: f"{number} people" in session.shown)


async def test_the_text_is_seen_around_the_box_for_a_tag(opened):
    async with opened() as session:
        await session.read()
        await session.press("n", "t")
        assert "no tag yet" in session.shown
        assert "Norvale builds a harbour" in session.shown
