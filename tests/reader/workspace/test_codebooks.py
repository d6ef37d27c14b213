"""The codebook of a workspace: changed in every library that has the tag, undone at once."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from annotations.codebook import Tag
from annotations.errors import InvalidCodebookError
from annotations.span import Span
from reader.settings import Settings
from reader.workspace import Workspace

_HANG = 300
"""Seconds after which what is waited for will not come about."""


@pytest.fixture
def workspace(tmp_path):
    """Two libraries of one article each, both with a claim tagged “toll”."""
    for name in ("north", "south"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(f"It rained in the {name} today.\n", "utf-8")
    folders = [tmp_path / "north", tmp_path / "south"]
    with Workspace(folders, settings=Settings(annotator="ada")) as opened:
        for listed in opened.articles.scan().articles:
            opened.claims.tag(opened.articles.open(listed), Span(0, 2), ["toll"])
        yield opened


def tags(workspace: Workspace) -> list[tuple[str, ...]]:
    return [claim.tags for claim in workspace.claims.find()]


def test_a_tag_is_added_changed_and_counted(workspace):
    assert workspace.tags.add(Tag(name=" flood \n damage ", key="2")) == (
        "Added the tag “flood damage”."
    )
    workspace.tags.change("toll", Tag(name="toll", description="Dead and hurt", key="1"))
    assert [(tag.name, tag.key) for tag in workspace.tags.codebook().tags] == [
        ("toll", "1"),
        ("flood damage", "2"),
    ]
    assert workspace.tags.counts() == {"toll": 2}
    workspace.history.undo()
    assert workspace.tags.codebook().tag("toll") == Tag(name="toll")
    workspace.history.undo()
    assert workspace.tags.codebook().tags == (Tag(name="toll"),)


def test_a_tag_is_renamed_in_every_library_and_one_undo_takes_it_back(workspace):
    workspace.tags.rename("toll", "casualties")
    assert tags(workspace) == [("casualties",), ("casualties",)]
    assert workspace.history.undo() == "Undone: renamed the tag “toll” to “casualties” on 1 claim."
    assert tags(workspace) == [("toll",), ("toll",)]
    workspace.history.redo()
    assert tags(workspace) == [("casualties",), ("casualties",)]


def test_tags_of_several_libraries_are_merged(workspace):
    workspace.tags.merge(["toll"], "dead")
    assert tags(workspace) == [("dead",), ("dead",)]
    assert workspace.tags.counts() == {"dead": 2}
    workspace.history.undo()
    assert workspace.tags.counts() == {"toll": 2}


def test_a_tag_is_moved_in_every_library_that_has_both_and_one_undo_takes_it_back(workspace):
    for claim in workspace.claims.find():
        workspace.claims.change(replace(claim, tags=("toll", "damage")))
    workspace.tags.add(Tag(name="cause"))
    before = ["toll", "damage", "cause"]
    assert [tag.name for tag in workspace.tags.codebook().tags] == before
    assert workspace.tags.move("toll", 1) == "Moved the tag “toll” after “damage”."
    workspace.tags.move("cause", -1)
    assert [tag.name for tag in workspace.tags.codebook().tags] == ["damage", "cause", "toll"]
    with Workspace([workspace.paths[1]], settings=Settings(annotator="ada")) as south:
        assert [tag.name for tag in south.tags.codebook().tags] == ["damage", "toll"]
    workspace.history.undo()
    workspace.history.undo()
    assert [tag.name for tag in workspace.tags.codebook().tags] == before
    with Workspace([workspace.paths[1]], settings=Settings(annotator="ada")) as south:
        assert [tag.name for tag in south.tags.codebook().tags] == ["toll", "damage"]


def test_a_tag_stays_where_it_cannot_be_moved(workspace):
    assert workspace.tags.move("toll", -1) == "“toll” is the first of those beside it already."
    with pytest.raises(InvalidCodebookError, match="There is no tag named “nobody”"):
        workspace.tags.move("nobody", 1)
    in_south = workspace.claims.find()[1]
    workspace.claims.change(replace(in_south, tags=("far",)))
    with pytest.raises(InvalidCodebookError, match="“far” and “toll” are tags of two libraries"):
        workspace.tags.move("far", -1)


def test_a_tag_is_removed_with_the_claims_that_have_no_other_and_brought_back(workspace):
    workspace.tags.remove("toll", with_claims=True)
    assert tags(workspace) == []
    assert workspace.tags.codebook().tags == ()
    workspace.history.undo()
    assert tags(workspace) == [("toll",), ("toll",)]


def test_a_tag_that_cannot_be_removed_in_one_library_stays_in_all(workspace):
    first, _ = workspace.claims.find()
    workspace.claims.change_all([replace(first, tags=("toll", "dead"))], "tagged")
    with pytest.raises(InvalidCodebookError, match="would be left without one"):
        workspace.tags.remove("toll")
    assert tags(workspace) == [("toll", "dead"), ("toll",)]
    workspace.history.undo()
    assert tags(workspace) == [("toll",), ("toll",)]


def test_a_bulk_change_over_several_libraries_is_one_undo(workspace):
    workspace.claims.remove_all(workspace.claims.find())
    assert tags(workspace) == []
    workspace.history.undo()
    assert tags(workspace) == [("toll",), ("toll",)]


@pytest.mark.parametrize(
    ("tag", "sentence"),
    [
        (Tag(name=" "), "A tag needs a name"),
        (Tag(name="other"), "There is a tag “other” already. Merge “toll” into it instead"),
        (Tag(name="toll", key="7"), "The key “7” is given to two tags"),
        (Tag(name="toll", key="77"), "A key is one character, not “77”"),
        (Tag(name="toll", parent="gone"), "The tag “toll” is below “gone”, which is no tag"),
        (Tag(name="toll", parent="toll"), "The tag “toll” is below itself"),
    ],
)
def test_what_would_break_the_codebook_is_refused_in_one_sentence(workspace, tag, sentence):
    workspace.tags.add(Tag(name="other", key="7"))
    with pytest.raises(InvalidCodebookError, match=sentence):
        workspace.tags.change("toll", tag)
    assert workspace.tags.codebook().tag("toll") == Tag(name="toll")


def test_a_tag_is_not_added_twice(workspace):
    with pytest.raises(InvalidCodebookError, match="There is a tag “toll” already"):
        workspace.tags.add(Tag(name="toll"))


def test_a_key_can_ask_for_the_codebook_while_something_is_saved(workspace):
    workspace.tags.add(Tag(name="money", key="1"))
    known = workspace.tags.codebook()
    with ThreadPoolExecutor(1) as saver, workspace.libraries.lock:
        asked = saver.submit(workspace.tags.codebook, waits=False)
        assert asked.result(_HANG) == known


def test_each_library_keeps_what_it_says_of_a_tag_that_is_renamed(workspace):
    for number, folder in enumerate(workspace.paths):
        with Workspace([folder], settings=Settings(annotator="ada")) as alone:
            alone.tags.change("toll", Tag(name="toll", description=f"As in library {number}"))
    workspace.refresh()
    workspace.tags.rename("toll", "casualties")
    for number, folder in enumerate(workspace.paths):
        with Workspace([folder], settings=Settings(annotator="ada")) as alone:
            said = Tag(name="casualties", description=f"As in library {number}")
            assert alone.tags.codebook().tags == (said,)
