"""The claims of a workspace: which are found, in what order, and what a change leaves alone."""

from dataclasses import replace
from pathlib import Path

import pytest

from annotations.span import Span
from reader.settings import Settings
from reader.workspace import Workspace


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    for name in ("HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    place = tmp_path / "library"
    (place / "north").mkdir(parents=True)
    (place / "south").mkdir()
    for name in ("north/one.txt", "north/two.txt", "south/three.txt"):
        (place / name).write_text(f"The {Path(name).stem} harbour opened.\n", encoding="utf-8")
    (place / "copydesk.json").write_text("{}", encoding="utf-8")
    return place


def tag(workspace: Workspace, path: str, *tags: str):
    listed = next(row for row in workspace.articles.scan().articles if row.path == path)
    return workspace.claims.tag(workspace.articles.open(listed), Span(0, 3), tags)


def window(*paths: Path, annotator: str = "ada") -> Workspace:
    return Workspace(paths, settings=Settings(annotator=annotator))


def test_claims_come_in_the_order_in_which_they_were_made(folder):
    with window(folder) as workspace:
        made = [
            tag(workspace, "south/three.txt", "c").id,
            tag(workspace, "north/one.txt", "a").id,
            tag(workspace, "north/two.txt", "b").id,
        ]
        assert [claim.id for claim in workspace.claims.find()] == made


def test_a_claim_outside_the_paths_is_not_found_but_stays(folder):
    with window(folder) as workspace:
        tag(workspace, "north/one.txt", "a")
        tag(workspace, "south/three.txt", "c")
    with window(folder / "north") as workspace:
        assert [claim.tags for claim in workspace.claims.find()] == [("a",)]
        tag(workspace, "north/two.txt", "b")
    with window(folder) as workspace:
        assert sorted(claim.tags for claim in workspace.claims.find()) == [("a",), ("b",), ("c",)]
        list(workspace.articles.list.update())
        counted = {
            row.listed.path: row.claims
            for row in map(workspace.articles.list.row, workspace.articles.list.find())
        }
    assert counted == {"north/one.txt": 1, "north/two.txt": 1, "south/three.txt": 1}


def test_the_same_edit_by_two_people_is_no_conflict(folder):
    with window(folder) as ada, window(folder, annotator="bea") as bea:
        made = tag(ada, "north/one.txt", "a")
        bea.refresh()
        (theirs,) = bea.claims.find()
        bea.claims.change(replace(theirs, note="seen", tags=("a", "b")), was=theirs)
        ada.claims.change(replace(made, note="seen"), was=made)
        (kept,) = ada.claims.find()
        assert (kept.note, kept.tags) == ("seen", ("a", "b"))


def test_a_note_that_was_made_meanwhile_stays(folder):
    with window(folder) as ada, window(folder, annotator="bea") as bea:
        made = tag(ada, "north/one.txt", "a")
        bea.refresh()
        (theirs,) = bea.claims.find()
        bea.claims.change(replace(theirs, note="ask the port"), was=theirs)
        ada.claims.change(replace(made, tags=("a", "b")), was=made)
        assert [(one.note, one.tags) for one in ada.claims.find()] == [("ask the port", ("a", "b"))]
