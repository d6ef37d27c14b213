"""Keys that come while a change is on its way to the disk act on what it will leave."""

import os
import threading
from contextlib import contextmanager

from annotations.codebook import Codebook, Tag
from reader.ui.saving import Saver
from reader.ui.widgets.article_table import ArticleTable


@contextmanager
def unsaved(session):
    """Hold up what is saved until the block ends."""
    go_on = threading.Event()
    session.app.saver.keep(lambda: go_on.wait(10))
    yield
    go_on.set()


def with_tags(workspace, *names):
    workspace.tags.save_codebook(Codebook(tags=tuple(Tag(name=name) for name in names)))


def tags_of(workspace):
    return [claim.tags for claim in workspace.claims.find()]


async def test_two_tags_given_at_once_to_a_mark_make_one_claim(opened, workspace):
    with_tags(workspace, "toll", "port")
    async with opened() as session:
        await session.read()
        await session.press("n")
        with unsaved(session):
            await session.press("1", "2")
        await session.until(lambda: tags_of(workspace) == [("toll", "port")])
        await session.press("u")
        await session.until(lambda: tags_of(workspace) == [("toll",)])


async def test_two_tags_given_at_once_to_a_claim_are_both_kept(opened, workspace):
    with_tags(workspace, "toll", "port", "size")
    async with opened() as session:
        await session.read()
        await session.press("n", "1")
        await session.until(lambda: session.text.claim is not None)
        with unsaved(session):
            await session.press("2", "3", "1")
        await session.until(lambda: tags_of(workspace) == [("port", "size")])
        await session.until(lambda: session.said == "Saved as port, size.")


async def test_the_last_suggestion_is_accepted_once_however_often_it_is_asked_for(
    opened, workspace
):
    with_tags(workspace, "toll")
    async with opened() as session:
        await session.read()
        await session.press("n", "1", "G", "p")
        await session.until(lambda: len(workspace.claims.find()) == 1)
        with unsaved(session):
            await session.press("enter", "enter", "enter")
        session.app.saver.wait()
        assert tags_of(workspace) == [("toll",), ("toll",)]


async def test_tags_of_the_box_are_added_to_a_claim_that_was_just_made(opened, workspace):
    with_tags(workspace, "toll", "port")
    async with opened() as session:
        await session.read()
        await session.press("n")
        with unsaved(session):
            await session.press("1", "t", *"port", "tab", *"why", "enter")
        await session.until(lambda: tags_of(workspace) == [("toll", "port")])
        assert workspace.claims.find()[0].note == "why"


async def test_the_list_and_the_boxes_open_while_a_slow_disk_saves(opened, workspace, monkeypatch):
    with_tags(workspace, "toll")
    async with opened() as session:
        await session.read()
        await session.press("n")
        await session.until(lambda: session.text.mark is not None)
        written, go_on, fsync = threading.Event(), threading.Event(), os.fsync

        def slowly(file):
            written.set()
            go_on.wait(10)
            fsync(file)

        monkeypatch.setattr(os, "fsync", slowly)
        await session.pilot.press("1")
        await session.until(written.is_set)
        table = session.desk.query_one(ArticleTable)
        await session.pilot.press("right_parenthesis", "t")
        await session.until(lambda: session.app.screen.query("#tag"))
        await session.pilot.press("escape", "q")
        session.app.shelf.forget_rows()
        before = table.cursor
        await session.pilot.press("k" if before else "j")
        assert table.cursor != before
        assert not go_on.is_set()
        go_on.set()
        await session.until(lambda: len(workspace.claims.find()) == 1)


def test_a_change_that_comes_after_the_end_is_not_made_and_fails_nothing(caplog):
    told, made = [], []
    saver = Saver(told.append)
    saver.close()
    saver.make(lambda: made.append("change"))
    saver.keep(lambda: made.append("place"))
    assert (told, made) == ([], [])
    assert caplog.messages == ["A change came after the end and was not made."] * 2
