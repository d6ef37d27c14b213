"""Sentences on the screen name the keys that are bound, also where the person changed them."""

import importlib
import pkgutil
import re
from pathlib import Path

from textual.widgets import Static

import reader.ui
from annotations.span import Span
from reader.settings import Settings
from reader.ui.actions import ACTIONS
from reader.ui.widgets.status_line import StatusLine
from reader.workspace import Workspace
from reader.workspace.open_article import OpenArticle

NAMED = re.compile(r"\{+([A-Za-z0-9_+]+):([a-z]+\.[a-z0-9-]+)\}")
KEYS = {
    "text.next-mark": "f3",
    "text.select": "ctrl+y",
    "text.next-claim": "f4",
    "text.let-go": "backspace",
    "list.open": "O",
    "desk.let-go": "w,escape",
    "desk.problems": "M",
    "app.look-again": "f9",
    "tagging.leave": "ctrl+l",
    "codebook.add": "n",
}


def test_every_key_that_a_sentence_names_is_the_usual_one_of_its_action():
    named = [
        found.groups()
        for module in pkgutil.walk_packages(reader.ui.__path__, "reader.ui.")
        for found in NAMED.finditer(_source(module.name))
    ]
    assert ("n", "text.next-mark") in named
    wrong = [(key, name) for key, name in named if key not in ACTIONS[name].usual_keys]
    assert wrong == []


def _source(module: str) -> str:
    file = importlib.import_module(module).__file__
    assert file
    return Path(file).read_text(encoding="utf-8")


async def test_changed_keys_stand_in_what_is_said(opened, folder):
    (folder / "broken.txt").write_bytes(b"")
    with Workspace([folder], settings=Settings(annotator="ada", keys=KEYS)) as workspace:
        async with opened(100, 30, over=workspace) as session:
            await session.until(lambda: "O opens an article. In it, f3 goes" in session.shown)
            await session.until(lambda: "1 problem (M)" in session.shown)
            await session.press("slash", *"nothing", "enter")
            await session.until(lambda: "No article fits the filter. w takes it" in session.shown)
            assert "Shown: nothing. w takes the filter away." in session.shown
            await session.press("w")
            await session.until(lambda: "1 of 2" in session.shown)
            await session.press("O", "t")
            words = "Go to a mark with f3, or select words with Ctrl+Y."
            await session.until(lambda: words in session.shown)
            await session.press("e")
            await session.until(lambda: "Go to a mark with f3" in session.shown)
            await session.press("d")
            await session.until(lambda: "Go to one with f4." in session.shown)
            await session.press("f3", "t")
            foot = session.app.screen.query_one("#keys", Static)
            assert "Ctrl+L cancel" in str(foot.content)
            await session.press("ctrl+l", "slash", *"norvale", "enter")
            await session.until(lambda: "⌫ ends the search" in session.shown)
            await session.press("T")
            await session.until(lambda: "There is no tag yet. n adds one" in session.shown)


async def test_a_key_that_stops_work_is_named_as_it_is_set(opened, folder):
    with Workspace([folder], settings=Settings(annotator="ada", keys=KEYS)) as workspace:
        async with opened(over=workspace) as session:
            session.app.shelf.stopped = "counting"
            session.desk.show_facts()
            assert session.desk.query_one(StatusLine).work == "counting stopped (f9 goes on)"


async def test_the_keys_that_attach_an_orphan_are_named_as_they_are_set(opened, folder):
    keys = {"claims.attach": "o", "read.attach": "O", "text.select": "f5"}
    with Workspace([folder], settings=Settings(annotator="ada", keys=keys)) as workspace:
        listed = next(one for one in workspace.articles.scan().articles if one.path == "storm.txt")
        article = workspace.articles.read(listed)
        words = "“Crews are out,”"
        start = article.text.index(words)
        workspace.claims.tag(
            OpenArticle(listed, article), Span(start, start + len(words)), ["done"]
        )
        (folder / "storm.txt").write_text("date 2031-06-01 All is well.\n", encoding="utf-8")
        async with opened(100, 30, over=workspace) as session:
            await session.press("c")
            await session.until(lambda: "1 orphan (o)" in session.shown)
            await session.press("j", "o")
            told = "Select where “Crews are out,” stands now (f5, or drag) and press O."
            await session.until(lambda: told in session.shown)
