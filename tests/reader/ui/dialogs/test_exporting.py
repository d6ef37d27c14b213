"""Exporting from the app: choosing, seeing what will be written, writing it."""

import csv
import importlib
import io
import re
import shutil
import sys
from pathlib import Path

import pytest

from annotations.exporters.contract import Exporter
from annotations.exporters.registry import EXPORTERS
from annotations.span import Span
from reader.settings import Settings
from reader.ui.dialogs.export_lists import FormatList, LineBox
from reader.ui.dialogs.exporting import ExportDialog
from reader.workspace import Workspace


@pytest.fixture(autouse=True)
def current_folder(tmp_path, monkeypatch):
    """Where a person stands who starts the app."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def tagged(workspace):
    """The workspace with a claim in each of its two articles."""
    for listed in workspace.articles.scan().articles:
        workspace.claims.tag(workspace.articles.open(listed), Span(0, 9), [f"tag-{listed.path[0]}"])
    return workspace


async def _open_box(session) -> ExportDialog:
    await session.press("X")
    box = session.app.screen
    assert isinstance(box, ExportDialog)
    return box


async def _choose_format(session, name: str) -> None:
    formats = session.app.screen.query_one(FormatList)
    place = [exporter.name for exporter in formats.items].index(name)
    formats.focus()
    await session.press("g", *["j"] * place)


def _drawn_up(session) -> str:
    return "\n".join(session.app.screen.query_one(LineBox).items)


def _without_time(words: str) -> str:
    """Return the words without white space and without when they were written."""
    return re.sub(r"\d\d:\d\d:\d\dZ", "", "".join(words.split()))


async def test_all_claims_are_exported_with_two_keys(opened, tagged, current_folder):
    async with opened() as session:
        await _open_box(session)
        await session.press("enter")
        await session.until(lambda: (current_folder / "library-claims.csv").exists())
        written = (current_folder / "library-claims.csv").read_text(encoding="utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(written)))
        assert sorted(row["tags"] for row in rows) == ["tag-h", "tag-s"]
        await session.until(lambda: "Wrote 2 claims as csv" in session.shown)
        await session.press("enter")
        assert session.said.startswith("Wrote 2 claims as csv: ")
        assert session.said.endswith(f"library-claims.csv in {current_folder}")


async def test_what_is_shown_of_a_text_format_is_what_is_written(opened, tagged, current_folder):
    async with opened(160, 45) as session:
        await _open_box(session)
        await _choose_format(session, "markdown")
        await session.until(lambda: "#" in _drawn_up(session))
        shown = _without_time(_drawn_up(session))
        await session.press("enter")
        await session.until(lambda: (current_folder / "library-claims.md").exists())
        written = (current_folder / "library-claims.md").read_text(encoding="utf-8")
        assert shown == _without_time(written)


async def test_the_files_of_a_folder_are_named_before_they_are_written(opened, tagged):
    async with opened(120, 40) as session:
        await _open_box(session)
        await _choose_format(session, "brat")
        await session.until(lambda: "annotation.conf" in _drawn_up(session))
        assert "A folder of" in _drawn_up(session)
        assert "storm.ann" in _drawn_up(session)


async def test_one_article_is_exported_from_its_text(opened, tagged, current_folder):
    async with opened() as session:
        await session.read("storm")
        await _open_box(session)
        await _choose_format(session, "jsonl")
        await session.press("enter")
        await session.until(lambda: (current_folder / "storm-claims.jsonl").exists())
        written = (current_folder / "storm-claims.jsonl").read_text(encoding="utf-8")
        assert '"tag-s"' in written
        assert '"tag-h"' not in written


async def test_the_claims_that_a_filter_leaves_are_exported(opened, tagged, current_folder):
    async with opened() as session:
        await session.press("c")
        await session.until(lambda: "2 claims" in session.shown)
        await session.press("slash")
        await session.type("tag-h")
        await session.press("enter")
        await _open_box(session)
        await session.press("enter")
        await session.until(lambda: (current_folder / "shown-claims.csv").exists())
        written = (current_folder / "shown-claims.csv").read_text(encoding="utf-8-sig")
        assert "tag-h" in written
        assert "tag-s" not in written


async def test_articles_that_a_filter_leaves_are_exported(opened, tagged, current_folder):
    async with opened() as session:
        await session.press("slash")
        await session.type("title:storm")
        await session.press("enter")
        await session.until(lambda: "1 of 1" in session.shown)
        await _open_box(session)
        await session.press("tab", "tab", "down", "enter")
        await session.until(lambda: (current_folder / "shown-claims.csv").exists())
        written = (current_folder / "shown-claims.csv").read_text(encoding="utf-8-sig")
        assert "tag-s" in written
        assert "tag-h" not in written


async def test_a_file_is_replaced_only_after_a_clear_yes(opened, tagged, current_folder):
    mine = current_folder / "mine.csv"
    mine.write_text("my own words", encoding="utf-8")
    async with opened(100, 30) as session:
        await _open_box(session)
        field = session.app.screen.query_one("#path")
        field.value = "mine.csv"
        field.focus()
        await session.press("enter", "enter")
        assert "mine.csv exists already" in session.shown
        assert mine.read_text(encoding="utf-8") == "my own words"
        await session.press("ctrl+r")
        await session.until(lambda: "tag-h" in mine.read_text(encoding="utf-8-sig"))


async def test_the_name_that_is_offered_is_never_that_of_a_file(opened, tagged, current_folder):
    (current_folder / "library-claims.csv").write_text("my own words", encoding="utf-8")
    async with opened() as session:
        await _open_box(session)
        await session.press("enter")
        await session.until(lambda: (current_folder / "library-claims-2.csv").exists())


async def test_a_missing_library_is_named_with_the_command(opened, tagged, monkeypatch):
    heavy = Exporter("heavy", "Heavy", ".heavy", "nowhere", extra="heavy", library="nobodys")
    monkeypatch.setattr("reader.ui.dialogs.exporting.EXPORTERS", (heavy,))
    async with opened(80, 24) as session:
        await _open_box(session)
        await session.press("enter")
        assert "not installed" in session.shown
        told = str(session.app.screen.query_one("#told").content)
        assert told.endswith("Install it with: pip install 'copydesk[heavy]'")


async def test_the_box_names_every_format_and_how_to_leave_it_at_forty_columns(opened, tagged):
    async with opened(40, 60) as session:
        await _open_box(session)
        assert all(f" {one.name} " in session.shown for one in EXPORTERS[1:])
        assert "Enter export   Esc close" in session.shown


async def test_what_cannot_be_written_is_one_sentence(opened, tagged, current_folder):
    async with opened(160, 30) as session:
        await _open_box(session)
        field = session.app.screen.query_one("#path")
        field.value = "no/such/folder/claims.csv"
        field.focus()
        await session.press("enter")
        await session.until(lambda: "claims.csv could not be written" in session.shown)


async def test_what_the_format_cannot_hold_is_said_at_the_end(opened, tagged):
    async with opened(120, 40) as session:
        await _open_box(session)
        await _choose_format(session, "claimreview")
        await session.press("enter")
        await session.until(lambda: "claimreview cannot hold" in session.shown)


async def test_the_mouse_alone_exports(opened, tagged, current_folder):
    async with opened(120, 40) as session:
        await _open_box(session)
        await session.pilot.click("#formats", offset=(4, 2))
        await session.pilot.click("#scopes", offset=(4, 1))
        await session.pilot.click("#export")
        await session.until(lambda: any(current_folder.glob("*-claims.jsonl")))
        await session.until(lambda: "Wrote 1 claim" in session.shown)
        await session.until(lambda: not session.app.screen.query(".-active"))
        await session.pilot.click("#export")
        await session.until(lambda: session.app.screen is session.desk)


async def test_the_text_of_an_article_is_never_obeyed_in_the_preview(opened, workspace):
    for listed in workspace.articles.scan().articles:
        workspace.claims.tag(
            workspace.articles.open(listed), Span(0, 9), ["[bold]x[/nope]"], note="a\x1b[2J"
        )
    async with opened(160, 45) as session:
        await _open_box(session)
        await _choose_format(session, "jsonl")
        await session.until(lambda: "[bold]x[/nope]" in _drawn_up(session))
        assert "\x1b" not in session.shown


SLOW = """
import threading
from annotations.exporters.contract import Exporter
from annotations.exporters.losses import Report

EXPORTER = Exporter("slow", "A slow one", ".slow", "slow_format")
goes_on = threading.Event()

def write(tagged, file):
    for claim in tagged.claims:
        file.write(b"a claim")
        goes_on.wait(10)
    return Report(0)
"""


@pytest.fixture
def added(tmp_path, monkeypatch):
    """A format of another distribution that waits after each claim, and a broken one."""
    info = tmp_path / "site" / "slow_format-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: slow-format\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(
        "[copydesk.exporters]\nslow = slow_format:EXPORTER\nbroken = no_such_module:X\n"
    )
    (info.parent / "slow_format.py").write_text(SLOW)
    monkeypatch.syspath_prepend(info.parent)
    module = importlib.import_module("slow_format")
    yield module
    module.goes_on.set()
    del sys.modules["slow_format"]


async def _choose_added(session) -> None:
    formats = session.app.screen.query_one(FormatList)
    await session.until(lambda: "slow" in [exporter.name for exporter in formats.items])
    formats.focus()
    await session.pilot.press("G")


async def test_formats_of_other_distributions_are_offered_and_a_broken_one_named(
    opened, tagged, added
):
    added.goes_on.set()
    async with opened(160, 45) as session:
        await _open_box(session)
        await _choose_added(session)
        await session.until(lambda: "A slow one" in session.shown)
        await session.until(lambda: "The format broken is added by another" in session.shown)
        await session.press("enter")
        await session.until(lambda: "Wrote 0 claims as slow" in session.shown)


@pytest.mark.parametrize("way", ["key", "mouse"])
async def test_a_running_export_is_called_off_and_the_former_file_kept(
    opened, tagged, added, tmp_path, monkeypatch, way
):
    target = tmp_path / "target"
    target.mkdir()
    former = target / "mine.slow"
    former.write_text("my own words", encoding="utf-8")
    async with opened(160, 45) as session:
        await session.pilot.press("X")
        await _choose_added(session)
        session.app.screen.query_one("#path").value = str(former)
        added.goes_on.set()  # for what is shown of it before
        await session.settle()
        added.goes_on.clear()
        await session.pilot.press("ctrl+s", "ctrl+r")
        await session.until(lambda: "Writing ░░░░░░░░░░░░░░░░░░░░ 0% of 2 claims" in session.shown)
        if way == "key":
            await session.pilot.press("escape")
        else:
            assert "Call off" in session.shown
            await session.pilot.click("#close")
        await session.until(lambda: "Calling off" in session.shown)
        added.goes_on.set()
        await session.until(lambda: "Called off. Nothing was written" in session.shown)
        assert former.read_text(encoding="utf-8") == "my own words"
        assert list(target.iterdir()) == [former]
        await session.pilot.press("ctrl+r", "ctrl+s", "ctrl+r")
        await session.until(lambda: former.read_text(encoding="utf-8") == "a claim" * 2)


async def test_an_emptied_name_is_asked_for_whatever_format_is_chosen(opened, tagged):
    async with opened() as session:
        box = await _open_box(session)
        box.query_one("#path").value = ""
        await _choose_format(session, "jsonl")
        assert box.query_one("#path").value == ""
        await session.press("enter")
        await session.until(lambda: "The export needs a file name." in session.shown)
        box.query_one("#path").value = "~nobody-of-this-name/x.csv"
        await _choose_format(session, "csv")
        await session.press("enter")
        await session.until(lambda: "~nobody-of-this-name" in session.shown)
        assert session.app.screen is box


async def test_a_working_folder_that_is_gone_ends_nothing(opened, folder, tmp_path, monkeypatch):
    stood_in = tmp_path / "gone"
    shutil.copytree(folder, stood_in)
    monkeypatch.chdir(stood_in)
    with Workspace([Path()], settings=Settings(annotator="ada")) as workspace:
        async with opened(over=workspace) as session:
            await session.until(lambda: "1 of 2" in session.shown)
            shutil.rmtree(stood_in)
            await session.press("j")
            assert "2 of 2" in session.shown
            box = await _open_box(session)
            await session.until(lambda: "The folder you started in is gone." in session.shown)
            box.query_one("#path").value = str(tmp_path / "kept.csv")
            await session.press("enter")
            await session.until((tmp_path / "kept.csv").exists)


async def test_a_table_is_shown_as_a_table(opened, tagged):
    async with opened(160, 45) as session:
        await _open_box(session)
        await _choose_format(session, "csv")
        await session.until(lambda: "columns in all." in _drawn_up(session))
        heading, rule, *rows = _drawn_up(session).splitlines()
        assert heading.split()[:2] == ["words", "tags"]
        assert set(rule.strip()) == {"─"}
        assert any(row.startswith("Norvale b ") for row in rows)
