"""What people decide of groups is kept in the library's file, taken back, and merged."""

import pytest

from annotations.journal.json_text import document_in, dumps
from annotations.together.merge import merge
from reader.settings import Settings
from reader.workspace import Workspace

OSTREL = "“The lifeboats of the Ostrel were never swung out,” Captain Lena Osk said. "
CRAFT = "“Nobody on the quay could launch a single rescue craft,” Captain Lena Osk said. "
TEXTS = {
    "a.txt": OSTREL
    + "Rain fell on the harbour all morning while crews waited for the tide to turn.",
    "b.txt": OSTREL
    + "Ministers will meet next week to talk about older ships and their owners again.",
    "c.txt": CRAFT
    + "A second wreck lies further north, where fishermen lost their nets last spring.",
    "d.txt": CRAFT + "Insurers would not say what they had paid for vessels of that age until now.",
}


@pytest.fixture
def library(tmp_path):
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    with Workspace([tmp_path], settings=Settings(annotator="ada")) as workspace:
        for _ in workspace.articles.list.update():
            pass
        for _ in workspace.comparing.update():
            pass
        yield workspace


def shape(workspace):
    return [
        (group.relation, [member.version for member in group.members])
        for group in workspace.comparing.groups("quote")
    ]


def test_two_groups_become_one_and_two_again(library):
    assert shape(library) == [("same", [1, 1]), ("same", [1, 1])]
    library.comparing.decisions.merge(*library.comparing.groups("quote"))
    assert shape(library) == [("changed", [1, 1, 2, 2])]
    library.history.undo()
    assert shape(library) == [("same", [1, 1]), ("same", [1, 1])]


def test_a_place_that_is_split_off_is_counted_no_more(library):
    library.comparing.decisions.merge(*library.comparing.groups("quote"))
    (group,) = library.comparing.groups("quote")
    library.comparing.decisions.split_off(group, group.members[0])
    assert shape(library) == [("changed", [1, 2, 2])]


def test_what_two_people_decided_is_all_kept_when_their_libraries_are_merged(library):
    first, second = library.comparing.groups("quote")
    library.comparing.decisions.merge(first, second)
    mine = tables(library)
    library.history.undo()
    library.comparing.decisions.split_off(first, first.members[0])
    theirs = tables(library)
    merged = merge(None, {"groups": mine}, {"groups": theirs})
    assert dict(merged.tables["groups"]) == {**mine, **theirs}
    assert not merged.conflicts


def test_the_later_of_two_decisions_on_the_same_places_holds(library):
    first, second = library.comparing.groups("quote")
    library.comparing.decisions.merge(first, second)
    (number, mine) = next(iter(tables(library).items()))
    later = {**document_in(mine), "relation": "not the same", "at": "2099-01-01T00:00:00Z"}
    merged = merge(None, {"groups": {number: mine}}, {"groups": {number: dumps(later)}})
    assert list(merged.tables["groups"]) == [number]
    assert [conflict.field for conflict in merged.conflicts] == ["relation"]


def tables(workspace):
    (store,) = {store for store, _ in workspace.libraries.every()}
    return {number: dumps(record) for number, record in store.records("groups").items()}
