"""Moving, selecting and searching in the open article, and what is remembered of it."""

import threading

from textual import events

from annotations.span import Span
from reader.ui.desk.search import Hits
from reader.ui.widgets.article_view import ArticleView
from reader.ui.widgets.inspector import Inspector
from reader.view.text.places import Places

LONG_LINE = "Norvale builds a harbour at the very end of the long road and nobody is there. " * 12


def _place(workspace, path="harbour.txt"):
    listed = next(row for row in workspace.articles.scan().articles if row.path == path)
    return workspace.articles.list.place(listed)


async def test_a_selection_that_began_at_the_first_letter_is_ended_and_kept(opened):
    async with opened() as session:
        await session.read()
        await session.press("g", "v", "w", "w", "v")
        assert session.selected == "Norvale builds "
        assert not session.text.is_selecting


async def test_going_back_to_the_start_is_remembered(opened, workspace):
    async with opened() as session:
        await session.read()
        await session.press("G", "q")
        session.app.saver.wait()
        assert _place(workspace).position > 0
        await session.press("enter")
        await session.until(lambda: session.text.page is not None)
        await session.press("g", "q")
        session.app.saver.wait()
        assert (_place(workspace).progress, _place(workspace).position) == ("begun", 0)


async def test_an_article_that_is_only_looked_at_stays_unread(opened, workspace):
    async with opened() as session:
        await session.read()
        await session.press("q")
        session.app.saver.wait()
        assert _place(workspace).progress == "unread"


async def test_what_was_read_with_the_wheel_is_begun_where_it_was_left(opened, folder, workspace):
    (folder / "storm.txt").write_text("\n\n".join([LONG_LINE] * 9), "utf-8")
    async with opened() as session:
        await session.read("storm")
        for _ in range(12):
            await session.pilot._post_mouse_events([events.MouseScrollDown], session.text)
        top = session.text.seen.start
        assert top > 0
        await session.press("q", "q")
        session.app.saver.wait()
    place = _place(workspace, "storm.txt")
    assert (place.progress, place.position) == ("begun", top)


async def test_an_article_is_marked_as_done_also_while_it_is_being_read(opened, folder, workspace):
    go_on, read = threading.Event(), workspace.articles.read
    async with opened() as session:
        await session.read()
        await session.press("D", "q")
        workspace.articles.read = lambda listed: (go_on.wait(10), read(listed))[1]
        await session.pilot.press("j" if session.desk._list.cursor == 0 else "k", "enter", "D")
        go_on.set()
        await session.until(lambda: session.said == "Marked as done.")
        await session.until(lambda: _place(workspace, "storm.txt").progress == "done")
        assert _place(workspace).progress == "done"


async def test_a_click_beside_a_wrapped_row_stays_in_it(opened, folder):
    (folder / "storm.txt").write_text(LONG_LINE, "utf-8")
    async with opened(60, 24) as session:
        await session.read("storm")
        page, text = session.text.page, session.text
        number = page.text_from + 1
        row = page.text_row(number)
        end = page.left + page.layout.column(row, row.end)
        await session.pilot.click(text, offset=(end + 1, number - text.top))
        assert row.start <= text.selection.caret < row.end
        await session.pilot.click(text, offset=(end + 1, number - text.top), times=2)
        assert text.selection.span is None or text.selection.span.end <= row.end
        await session.pilot.mouse_down(text, offset=(page.left, number - text.top))
        await session.pilot.hover(text, offset=(end + 1, number - text.top))
        await session.pilot.mouse_up(text, offset=(end + 1, number - text.top))
        assert text.selection.span == Span(row.start, row.end)


async def test_two_clicks_on_a_fact_open_one_box(opened):
    async with opened(100, 30) as session:
        await session.read()
        await session.press("n")
        await session.pilot.click(session.desk.query_one(Inspector), offset=(12, 1), times=2)
        await session.settle()
        assert len(session.app.screen_stack) == 2


async def test_leaving_the_question_for_a_percentage_keeps_the_search(opened):
    async with opened() as session:
        await session.read()
        await session.press("slash", *"the", "enter")
        await session.until(lambda: len(session.text.hits) > 0)
        await session.press("percent_sign", "5", "escape")
        await session.pilot.pause()
        assert len(session.text.hits) > 0


async def test_what_was_found_in_one_article_is_not_shown_in_the_next(opened, workspace):
    async with opened() as session:
        await session.read()
        await session.press("slash", *"gate", "enter")
        await session.until(lambda: len(session.text.hits) == 1)
        search, article = session.desk._reading.search, session.desk._reading.pane.article
        found = Hits(article, "gate", [Span(3, 7)], is_first=True, done=True)
        await session.press("q")
        await session.read("storm")
        search.show(found, Places([(Span(3, 7), "hit")]))
        await session.settle()
        assert len(session.text.hits) == 0
        assert session.text.selection.caret == 0


async def test_marks_of_one_article_are_not_shown_in_the_next(opened, workspace):
    """Claims that changed are read in a thread; by then another article may be open."""
    go_on, placed = threading.Event(), workspace.claims.placed
    async with opened() as session:
        await session.read()
        workspace.claims.placed = lambda *what, **rest: (go_on.wait(10), placed(*what, **rest))[1]
        session.desk.refresh_claims()
        await session.pilot.press("q")
        workspace.claims.placed = placed
        await session.read("storm")
        count = len(list(session.text.marks))
        go_on.set()
        await session.settle()
        assert session.text.marks.percent == 100
        assert len(list(session.text.marks)) == count


async def test_marks_are_looked_for_once_the_text_is_seen(opened, workspace, monkeypatch):
    happened = []
    find, draw = workspace.articles.marks, ArticleView.pieces

    def finding(*arguments, **named):
        happened.append("looked for marks")
        return find(*arguments, **named)

    def drawing(text, rows):
        if text.page is not None:
            happened.append("drawn")
        return draw(text, rows)

    monkeypatch.setattr(workspace.articles, "marks", finding)
    monkeypatch.setattr(ArticleView, "pieces", drawing)
    async with opened() as session:
        await session.read()
    assert "looked for marks" in happened
    assert happened[0] == "drawn"
