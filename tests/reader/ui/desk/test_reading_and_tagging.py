"""Listing, reading, marking, tagging, changing, removing, undoing: by keys and by mouse."""

import threading
from pathlib import Path

import pytest
from textual import events

from annotations.codebook import Codebook, Tag
from reader.settings import Settings
from reader.ui.widgets.article_table import ArticleTable
from reader.ui.widgets.status_line import StatusLine
from reader.workspace import Workspace

QUOTE = "“The harbour will open in spring,”"


async def test_the_list_names_each_article_with_its_date_source_and_counts(opened):
    async with opened(100, 24) as session:
        row = ""

        def counted() -> bool:
            nonlocal row
            rows = session.shown.split("\n")
            row = next((line for line in rows if "storm.txt" in line), "")
            return row.split()[-4:] == ["17", "1", "1", "·"]

        await session.until(counted)
        assert row.startswith(" • 2031-06-01 storm.txt      A storm cut power")


async def test_enter_opens_an_article_and_q_goes_back_and_then_out(opened):
    async with opened() as session:
        await session.read("harbour")
        assert "4,120" in session.shown
        await session.press("q")
        assert session.desk.query_one(ArticleTable).has_focus
        await session.press("q")
        assert session.app._exit


async def test_the_status_line_says_how_much_is_seen_before_the_caret_moves(opened, folder):
    lines = "\n".join(f"Line {number} of a longer report." for number in range(100))
    (folder / "harbour.txt").write_text(lines, encoding="utf-8")
    async with opened() as session:
        status = session.desk.query_one(StatusLine)
        await session.read("storm")
        assert status.facts[0] == "100%"
        await session.press("q", "g", "j", "enter")
        await session.until(lambda: "Line 1 of" in session.shown)
        assert status.facts[0] == "16%"
        await session.pilot._post_mouse_events([events.MouseScrollDown], session.text, (5, 5))
        await session.settle()
        assert status.facts[0] == "19%"


async def test_a_wide_terminal_shows_the_text_beside_the_list(opened):
    async with opened(140, 30) as session:
        await session.until(lambda: "Mayor Lena Osk" in session.shown)
        assert "storm.txt" in session.shown


async def test_n_goes_from_mark_to_mark_and_p_goes_back(opened):
    async with opened() as session:
        await session.read()
        text = session.text
        await session.press("n")
        first = text.mark
        await session.press("n")
        assert text.mark is not first
        await session.press("p")
        assert text.mark is first


async def test_a_tag_on_a_mark_is_on_disk_before_the_screen_says_saved(opened, folder):
    async with opened() as session:
        await session.read()
        await session.press("n", "t")
        await session.type("disputed")
        await session.press("enter")
        await session.until(lambda: session.said.startswith("Saved"))
        with Workspace([folder], settings=Settings(annotator="bo")) as other:
            kept = [(claim.anchor.exact, claim.tags) for claim in other.claims.find()]
        assert kept == [(QUOTE, ("disputed",))]


async def test_several_tags_and_a_note(opened, workspace):
    async with opened() as session:
        await session.read()
        await session.press("n", "t")
        await session.type("disputed,port")
        await session.press("tab")
        await session.type("ask the mayor, again")
        await session.press("enter")
        await session.until(lambda: len(workspace.claims.find()) == 1)
        (claim,) = workspace.claims.find()
        assert claim.tags == ("disputed", "port")
        assert claim.note == "ask the mayor, again"


async def test_words_selected_by_keys_can_be_tagged(opened, workspace):
    async with opened() as session:
        await session.read()
        await session.press("n", "right_curly_bracket", "v", "w", "w", "w", "w", "t")
        await session.type("size")
        await session.press("enter")
        await session.until(lambda: len(workspace.claims.find()) == 1)
        assert workspace.claims.find()[0].anchor.exact == "At least 4,120 people"


async def test_shift_and_arrows_select(opened):
    async with opened() as session:
        await session.read()
        await session.press(*["shift+right"] * 4)
        assert session.selected == "Norv"


async def test_words_dragged_over_by_mouse_are_selected(opened):
    async with opened() as session:
        await session.read()
        left, top = session.text.page.left, session.text.page.text_from
        await session.pilot.mouse_down(session.text, offset=(left + 1, top + 2))
        await session.pilot.hover(session.text, offset=(left + 12, top + 2))
        await session.pilot.mouse_up(session.text, offset=(left + 12, top + 2))
        assert session.selected == "The harbour"


async def test_two_clicks_select_a_word(opened):
    async with opened() as session:
        await session.read()
        left, top = session.text.page.left, session.text.page.text_from
        await session.pilot.click(session.text, offset=(left + 6, top + 2), times=2)
        assert session.selected == "harbour"


async def _tag_first_mark(session, tag: str) -> None:
    await session.press("n", "t")
    await session.type(tag)
    await session.press("enter")
    await session.until(lambda: len(session.text.claims) == 1)


async def test_a_claim_is_named_in_the_margin_and_in_the_inspector(opened):
    async with opened(160, 30) as session:
        await session.read()
        await _tag_first_mark(session, "disputed")
        row = next(line for line in session.shown.split("\n") if "▌“" in line)
        assert row.count("disputed") == 1
        assert "claim disputed" in session.shown


async def test_a_claims_tags_can_be_changed(opened, workspace):
    async with opened() as session:
        await session.read()
        await _tag_first_mark(session, "disputed")
        await session.press("t")
        await session.type("checked")
        await session.press("enter")
        await session.until(lambda: workspace.claims.find()[0].tags == ("disputed", "checked"))


async def test_a_removed_claim_comes_back_with_undo(opened, workspace):
    async with opened() as session:
        await session.read()
        await _tag_first_mark(session, "disputed")
        await session.press("d")
        await session.until(lambda: workspace.claims.find() == ())
        await session.press("u")
        await session.until(lambda: len(workspace.claims.find()) == 1)
        await session.until(lambda: len(session.text.claims) == 1)


async def test_undo_with_nothing_to_undo_is_one_sentence(opened):
    async with opened() as session:
        await session.read()
        await session.press("u")
        await session.until(lambda: session.said == "There is nothing to undo.")


async def test_the_list_of_claims_leads_to_the_place(opened, workspace):
    async with opened() as session:
        await session.read()
        await _tag_first_mark(session, "disputed")
        await session.press("q", "j", "c")
        await session.until(lambda: "The harbour will open" in session.shown)
        await session.press("enter")
        await session.until(lambda: session.text.claim is not None)
        assert session.text.has_focus
        assert session.text.claim.claim == workspace.claims.find()[0]


async def test_the_known_tags_are_offered_and_taken_with_their_number(opened, workspace):
    async with opened() as session:
        await session.read()
        await _tag_first_mark(session, "disputed")
        await session.press("n", "t", "1", "enter")
        await session.until(lambda: len(workspace.claims.find()) == 2)
        assert workspace.claims.find()[1].tags == ("disputed",)


async def test_the_picker_takes_the_keys_of_the_codebook_and_says_what_tags_mean(opened, workspace):
    tags = (
        Tag(name="promise"),
        Tag(name="damage", key="1", description="What was destroyed"),
        Tag(name="toll", key="d"),
    )
    workspace.tags.save_codebook(Codebook(tags=tags))
    async with opened() as session:
        await session.read()
        await session.press("n", "t")
        rows = [line.split() for line in session.shown.split("\n") if "promise" in line]
        assert "1   damage               What was destroyed" in session.shown
        assert rows[0][1:3] == ["promise", "│"]
        await session.press("1", "comma", "d", "enter")
        await session.until(lambda: len(workspace.claims.find()) == 1)
        assert workspace.claims.find()[0].tags == ("damage", "toll")
        await session.press("greater_than_sign", "1")
        await session.until(lambda: len(workspace.claims.find()) == 2)
        assert workspace.claims.find()[1].tags == ("damage",)


async def test_escape_leaves_everything_as_it_was(opened, workspace):
    async with opened() as session:
        await session.read()
        await session.press("n", "t")
        await session.type("disputed")
        await session.press("escape")
        assert workspace.claims.find() == ()


async def test_files_that_cannot_be_read_are_counted_and_listed(opened, folder):
    (folder / "empty.txt").write_bytes(b"")
    async with opened() as session:
        await session.until(lambda: "1 problem" in session.shown)
        await session.press("exclamation_mark")
        shown = "".join(session.shown.split())  # the sentence is wrapped, whatever its length
        assert "empty.txtisempty:thereisnothingtoreadinit." in shown


async def test_an_empty_library_says_so_in_one_sentence(opened, tmp_path: Path):
    nothing = tmp_path / "nothing"
    nothing.mkdir()
    with Workspace([nothing], settings=Settings(annotator="")) as workspace:
        async with opened(over=workspace) as session:
            await session.until(lambda: "There is no article" in session.shown)


async def test_help_names_the_keys(opened):
    async with opened() as session:
        await session.press("question_mark")
        assert "Undo" in session.shown
        await session.press("q")
        assert session.app.screen is session.desk


@pytest.mark.parametrize("columns", [40, 80, 200])
async def test_help_gives_the_name_of_each_key_for_the_settings(opened, columns):
    async with opened(columns, 60) as session:
        await session.read()
        await session.press("question_mark")
        pages = []
        for _ in range(6):
            pages += session.shown.split("\n")[:-2]
            await session.press("space")
        line = next(number for number, row in enumerate(pages) if "read.remove" in row)
        assert "Remove claim" in pages[line] + pages[line - 1]
        assert any("text.next-mark" in row for row in pages)


async def test_a_key_that_goes_to_a_mark_waits_until_marks_are_found(opened, workspace):
    found = threading.Event()
    marks = workspace.articles.marks

    def slowly(*arguments, **options):
        found.wait(10)
        return marks(*arguments, **options)

    workspace.articles.marks = slowly
    async with opened() as session:
        await session.until(lambda: "Norvale builds" in session.shown)
        await session.pilot.press("enter")
        await session.until(lambda: session.text.page is not None)
        await session.pilot.press("n", "n")
        assert session.text.mark is None
        found.set()
        await session.until(lambda: session.text.mark is not None)
        assert session.text.mark == list(session.text.marks)[1]


async def test_a_key_that_goes_to_a_mark_waits_for_the_first_article(opened, workspace):
    go_on, read = threading.Event(), workspace.articles.read

    def slowly(listed):
        go_on.wait(10)
        return read(listed)

    workspace.articles.read = slowly
    async with opened() as session:
        await session.until(lambda: "harbour" in session.shown)
        await session.pilot.press("enter", "n")
        go_on.set()
        await session.until(lambda: session.text.mark is not None)
        assert session.text.selection.caret == session.text.mark.span.start


async def test_the_words_for_newcomers_go_once_an_article_is_open(opened):
    async with opened() as session:
        await session.until(lambda: session.said.startswith("Enter opens"))
        await session.read()
        assert "Enter opens" not in session.shown


async def test_a_title_that_is_the_first_sentence_stands_once_above_the_text(opened, folder):
    (folder / "storm.txt").write_text("A storm came. It left.\n\nIt was a “storm.”\n", "utf-8")
    async with opened() as session:
        await session.read("storm")
        page = session.shown.rstrip("\n").split("\n")[:-2]  # the status line names it as well
        assert "".join(page).count("A storm came") == 1


async def test_a_source_that_the_byline_names_is_not_said_twice(opened):
    async with opened() as session:
        await session.read()
        assert "4 May 2031 · Harbour Times Staff" in session.shown


async def test_a_claim_is_copied_as_a_citation(opened):
    async with opened() as session:
        await session.read()
        await _tag_first_mark(session, "disputed")
        await session.press("y")
        assert session.app.clipboard == (
            f"{QUOTE} — Lena Osk. In: Norvale builds a harbour, Harbour Times, 2031-05-04"
        )
        await session.press("c", "j", "y")
        assert session.app.clipboard.startswith(f"{QUOTE} — Lena Osk. In: ")


async def test_keys_can_be_changed_in_the_settings(opened, folder):
    settings = Settings(annotator="ada", keys={"text.next-mark": "z"})
    with Workspace([folder], settings=settings) as workspace:
        async with opened(over=workspace) as session:
            await session.read()
            await session.press("z")
            assert session.text.mark is not None
            assert "z next" in session.shown
