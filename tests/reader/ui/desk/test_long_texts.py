"""Texts of any length: what is read is marked at once, the rest as it is found."""

import asyncio
import threading

import pytest
from textual import events

from annotations.codebook import Codebook, Tag
from annotations.span import Span
from reader.detectors.registry import find_marks
from reader.ui.widgets.article_table import ArticleTable
from reader.view.text.searching import places_of

_HANG = 300
"""Seconds after which what is waited for will not come about."""

PARAGRAPH = (
    "“The harbour will open in spring,” Mayor Lena Osk said on Monday. At least 4,120 people "
    "work there, and they load 35 ships a week, according to the port authority.\n\n"
)


@pytest.fixture
def held(workspace, folder):
    """Let all but the marks around the caret wait until the event is set."""
    text = PARAGRAPH * 600
    (folder / "long.txt").write_text(f"date 2031-07-01 {text}", encoding="utf-8")
    (folder / "storm.txt").unlink()
    go_on = threading.Event()
    marks = workspace.articles.marks

    def slowly(article, **options):
        while article.path == "long.txt" and not go_on.wait(0.02):
            options["rest"]()
        return marks(article, **options)

    workspace.articles.marks = slowly
    return go_on


async def open_long(session) -> None:
    await session.until(lambda: "long.txt" in session.shown)
    await session.pilot.press("G", "enter")
    await session.until(lambda: len(session.text._text) > 80_000)


async def test_a_long_text_is_marked_first_where_it_is_read(opened, held):
    async with opened() as session:
        await open_long(session)
        await session.until(lambda: session.text.marks.knows(*_seen(session)))
        await session.pilot.press("G")
        await session.until(lambda: session.text.selection.caret > 90_000)
        assert session.text.marks.percent == 0
        await session.until(lambda: session.text.marks.knows(*_seen(session)))
        await session.pilot.press("p")
        await session.until(lambda: session.text.mark is not None)
        assert session.text.mark.rule
        held.set()
        await session.until(lambda: session.text.marks.percent == 100)
        article = session.text.page.article
        assert tuple(session.text.marks) == find_marks(article.text, article.published)


async def test_a_key_goes_to_a_mark_that_is_not_known_yet(opened, held):
    async with opened() as session:
        await open_long(session)
        await session.until(lambda: session.text.marks.knows(*_seen(session)))
        session.text.go_to(60_000)
        await session.pilot.press("p")
        await session.until(lambda: session.text.mark is not None)
        assert 59_000 < session.text.mark.span.start < 60_000


@pytest.fixture
def unfound(workspace, folder):
    """Find no marks of an article before the event is set."""
    (folder / "storm.txt").unlink()
    go_on = threading.Event()
    marks = workspace.articles.marks

    def slowly(article, **options):
        while not go_on.wait(0.02):
            options["rest"]()
        return marks(article, **options)

    workspace.articles.marks = slowly
    return go_on


def claimed(workspace):
    return [claim.anchor.exact for claim in workspace.claims.find()]


async def open_unmarked(session) -> None:
    await session.until(lambda: len(session.desk.query_one(ArticleTable).items) == 1)
    await session.pilot.press("g", "enter")
    await session.until(lambda: session.text.page is not None and session.text.has_focus)


async def test_a_tag_given_before_the_mark_is_found_is_given_to_the_mark(
    opened, workspace, unfound, monkeypatch
):
    monkeypatch.setattr("reader.ui.widgets.article_view._ARRIVING_LOOKS", 100_000)
    workspace.tags.save_codebook(Codebook(tags=(Tag(name="toll"),)))
    async with opened() as session:
        await open_unmarked(session)
        session.text.select(Span(0, 3))
        session.app.post_message(events.Key("n", "n"))
        session.app.post_message(events.Key("1", "1"))
        while not session.text.is_going:
            await asyncio.sleep(0.01)
        unfound.set()
        await session.until(lambda: claimed(workspace) != [])
        assert claimed(workspace) == ["“The harbour will open in spring,”"]


async def test_a_tag_for_a_mark_that_is_not_found_in_time_is_given_to_nothing(
    opened, workspace, unfound, monkeypatch
):
    monkeypatch.setattr("reader.ui.widgets.article_view._ARRIVING_LOOKS", 1)
    workspace.tags.save_codebook(Codebook(tags=(Tag(name="toll"),)))
    async with opened() as session:
        await open_unmarked(session)
        for key in ("n", "1", "1", "t"):
            session.app.post_message(events.Key(key, key))
        await session.until(lambda: "what was typed did nothing" in session.said)
        unfound.set()
        await session.until(lambda: session.text.marks.percent == 100)
        await session.press("n", "1")
        await session.until(lambda: claimed(workspace) != [])
        assert len(claimed(workspace)) == 1


async def test_a_claim_on_a_mark_found_ahead_keeps_its_speaker_when_the_others_come(
    opened, held, workspace
):
    async with opened() as session:
        await open_long(session)
        session.text.go_to(90_000)
        await session.pilot.press("apostrophe", "t", *"toll", "enter")
        await session.until(lambda: session.said.startswith("Saved"))
        (claim,) = workspace.claims.find()
        assert claim.claimant == "Lena Osk"
        assert claim.quote.cue == "said"
        held.set()
        await session.until(lambda: session.text.marks.percent == 100)
        await session.settle()
        assert [kept.claim.id for kept in session.text.claims] == [claim.id]


async def test_a_dismissed_mark_found_ahead_stays_away_when_the_others_come(opened, held):
    async with opened() as session:
        await open_long(session)
        session.text.go_to(90_000)
        await session.pilot.press("f")
        await session.until(lambda: session.text.mark is not None)
        span = session.text.mark.span
        await session.pilot.press("x")
        await session.until(lambda: session.said.startswith("Dismissed"))
        held.set()
        await session.until(lambda: session.text.marks.percent == 100)
        await session.settle()
        assert span not in [mark.span for mark in session.text.marks.within(span.start, span.end)]


@pytest.mark.parametrize(
    ("name", "beginning", "times", "keys", "caret"),
    [
        ("long.txt", "date 2031-07-01 ", 1300, "jjj", 164),
        ("long.txt", "date 2031-07-01 ", 1300, "G", 214_498),
        ("long.md", "---\ndate: 2031-07-01\n---\n", 5200, "jjj", 164),
    ],
)
async def test_a_very_long_text_is_shown_before_all_of_it_is_read(
    opened, workspace, folder, name, beginning, times, keys, caret
):
    (folder / name).write_text(beginning + PARAGRAPH * times, encoding="utf-8")
    go_on, read = threading.Event(), workspace.articles.read

    def slowly(listed):
        go_on.wait(_HANG)
        return read(listed)

    workspace.articles.read = slowly
    async with opened() as session:
        await session.until(lambda: name in session.shown)
        await session.pilot.press("G", "enter")
        await session.until(lambda: "The harbour will open in spring" in session.shown)
        assert len(session.text._text) < 20_000
        await session.pilot.press(*keys)
        go_on.set()
        await session.until(lambda: len(session.text._text) > 200_000)
        assert session.text.selection.caret == caret
        row = session.text.page.row_number(caret) - session.text.top
        assert 0 <= row < session.text.size.height


async def test_claims_that_are_placed_are_called_off_when_they_changed_again(opened, workspace):
    begun, ended, go_on = [], [], threading.Event()
    placed_claims = workspace.claims.placed

    def slowly(article, *, rest):
        begun.append(article)
        try:
            while not go_on.wait(0.01):
                rest()
        finally:
            ended.append(go_on.is_set())
        return placed_claims(article, rest=rest)

    async with opened() as session:
        await session.read()
        workspace.claims.placed = slowly
        session.desk.refresh_claims()
        await session.until(lambda: len(begun) == 1)
        session.desk.refresh_claims()
        await session.until(lambda: ended == [False])
        go_on.set()
        await session.until(lambda: ended == [False, True])
        await session.settle()
        assert [one for one in session.app.workers if one.group == "claims"] == []


async def test_a_search_shows_places_from_the_caret_on_and_then_all(opened, held):
    async with opened() as session:
        await open_long(session)
        session.text.go_to(60_000)
        await session.pilot.press("slash", *"4,120", "enter")
        await session.until(lambda: session.said.startswith("“4,120”: 600 places"))
        assert len(session.text.hits) == 600
        assert 60_000 <= session.text.selection.caret < 60_400
        await session.pilot.press("escape")
        await session.until(lambda: not session.text.hits)


def test_words_are_found_over_the_ends_of_stretches_of_a_text():
    text = "x" * 19_998 + "open sea" + " " * 12_000 + "OPEN \n sea" + "open sea" * 3
    starts = [span.start for span in places_of("open sea", text, 0)]
    assert starts == [19_998, 32_006, 32_016, 32_024, 32_032]
    assert [span.start for span in places_of("open sea", text, 32_020)] == [
        32_024, 32_032, 19_998, 32_006, 32_016,
    ]  # fmt: skip


def _seen(session) -> tuple[int, int]:
    seen = session.text.seen
    return seen.start, seen.end
