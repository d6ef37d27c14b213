"""The codebook of a workspace: changed in every library that has the tag, undone at once."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from annotations.codebook import Tag
from annotations.errors import InvalidCodebookError
from annotations.span import Span
from reader.settings import Settings
from reader.workspace import Workspace


@pytest.fixture
def workspace(tmp_path):
    """Two libraries of one article each, both with a claim tagged “toll”."""
    for name in ("north", "south"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(f"It rained in the {name} today.\n", "utf-8")
    folders = [tmp_path / "north", tmp_path / "south"]
    with Workspace(folders, settings=Settings(annotator="ada")) as opened:
        for listed in opened.scan().articles:
            opened.tag(listed, opened.read(listed), Span(0, 2), ["toll"])
        yield opened


def tags(workspace: Workspace) -> list[tuple[str, ...]]:
    return [claim.tags for claim in workspace.claims()]


def test_a_tag_is_added_changed_and_counted(workspace):
    assert workspace.add_tag(Tag(name=" flood \n damage ", key="2")) == (
        "Added the tag “flood damage”."
    )
    workspace.change_tag("toll", Tag(name="toll", description="Dead and hurt", key="1"))
    assert [(tag.name, tag.key) for tag in workspace.codebook().tags] == [
        ("toll", "1"),
        ("flood damage", "2"),
    ]
    assert workspace.tag_counts() == {"toll": 2}
    workspace.undo()
    assert workspace.codebook().tag("toll") == Tag(name="toll")
    workspace.undo()
    assert workspace.codebook().tags == (Tag(name="toll"),)


def test_a_tag_is_renamed_in_every_library_and_one_undo_takes_it_back(workspace):
    workspace.rename_tag("toll", "casualties")
    assert tags(workspace) == [("casualties",), ("casualties",)]
    assert workspace.undo() == "Undone: renamed the tag “toll” to “casualties” on 1 claim."
    assert tags(workspace) == [("toll",), ("toll",)]
    workspace.redo()
    assert tags(workspace) == [("casualties",), ("casualties",)]


def test_tags_of_several_libraries_are_merged(workspace):
    workspace.merge_tags(["toll"], "dead")
    assert tags(workspace) == [("dead",), ("dead",)]
    assert workspace.tag_counts() == {"dead": 2}
    workspace.undo()
    assert workspace.tag_counts() == {"toll": 2}


def test_a_tag_is_moved_in_every_library_that_has_both_and_one_undo_takes_it_back(workspace):
    for claim in workspace.claims():
        workspace.change(replace(claim, tags=("toll", "damage")))
    workspace.add_tag(Tag(name="cause"))
    before = ["toll", "damage", "cause"]
    assert [tag.name for tag in workspace.codebook().tags] == before
    assert workspace.move_tag("toll", 1) == "Moved the tag “toll” after “damage”."
    workspace.move_tag("cause", -1)
    assert [tag.name for tag in workspace.codebook().tags] == ["damage", "cause", "toll"]
    with Workspace([workspace.paths[1]], settings=Settings(annotator="ada")) as south:
        assert [tag.name for tag in south.codebook().tags] == ["damage", "toll"]
    workspace.undo()
    workspace.undo()
    assert [tag.name for tag in workspace.codebook().tags] == before
    with Workspace([workspace.paths[1]], settings=Settings(annotator="ada")) as south:
        assert [tag.name for tag in south.codebook().tags] == ["toll", "damage"]


def test_a_tag_stays_where_it_cannot_be_moved(workspace):
    assert workspace.move_tag("toll", -1) == "“toll” is the first of those beside it already."
    with pytest.raises(InvalidCodebookError, match="There is no tag named “nobody”"):
        workspace.move_tag("nobody", 1)
    in_south = workspace.claims()[1]
    workspace.change(replace(in_south, tags=("far",)))
    with pytest.raises(InvalidCodebookError, match="“far” and “toll” are tags of two libraries"):
        workspace.move_tag("far", -1)


def test_a_tag_is_removed_with_the_claims_that_have_no_other_and_brought_back(workspace):
    workspace.remove_tag("toll", with_claims=True)
    assert tags(workspace) == []
    assert workspace.codebook().tags == ()
    workspace.undo()
    assert tags(workspace) == [("toll",), ("toll",)]


def test_a_tag_that_cannot_be_removed_in_one_library_stays_in_all(workspace):
    first, _ = workspace.claims()
    workspace.change_all([replace(first, tags=("toll", "dead"))], "tagged")
    with pytest.raises(InvalidCodebookError, match="would be left without one"):
        workspace.remove_tag("toll")
    assert tags(workspace) == [("toll", "dead"), ("toll",)]
    workspace.undo()
    assert tags(workspace) == [("toll",), ("toll",)]


def test_a_bulk_change_over_several_libraries_is_one_undo(workspace):
    workspace.remove_all(workspace.claims())
    assert tags(workspace) == []
    workspace.undo()
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
    workspace.add_tag(Tag(name="other", key="7"))
    with pytest.raises(InvalidCodebookError, match=sentence):
        workspace.change_tag("toll", tag)
    assert workspace.codebook().tag("toll") == Tag(name="toll")


def test_a_tag_is_not_added_twice(workspace):
    with pytest.raises(InvalidCodebookError, match="There is a tag “toll” already"):
        workspace.add_tag(Tag(name="toll"))


def test_a_key_can_ask_for_the_codebook_while_something_is_saved(workspace):
    workspace.add_tag(Tag(name="money", key="1"))
    known = workspace.codebook()
    with ThreadPoolExecutor(1) as saver, workspace._lock:
        asked = saver.submit(workspace.codebook, waits=False)
        assert asked.result(timeout=5) == known


def test_each_library_keeps_what_it_says_of_a_tag_that_is_renamed(workspace):
    for number, folder in enumerate(workspace.paths):
        with Workspace([folder], settings=Settings(annotator="ada")) as alone:
            alone.change_tag("toll", Tag(name="toll", description=f"As in library {number}"))
    workspace.refresh()
    workspace.rename_tag("toll", "casualties")
    for number, folder in enumerate(workspace.paths):
        with Workspace([folder], settings=Settings(annotator="ada")) as alone:
            said = Tag(name="casualties", description=f"As in library {number}")
            assert alone.codebook().tags == (said,)
