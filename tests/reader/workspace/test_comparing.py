"""What people decide of groups is kept in the library's file, and can be undone."""

import pytest

from reader.settings import Settings
from reader.workspace import Workspace

FIRST = "At least 41 passengers of the Ostrel drowned off Norvale, the coastguard said."
SECOND = "The coastguard said some 67 passengers of the Ostrel had drowned off Norvale by night."


@pytest.fixture
def library(tmp_path):
    (tmp_path / "first.txt").write_text(FIRST, encoding="utf-8")
    (tmp_path / "second.txt").write_text(SECOND, encoding="utf-8")
    return tmp_path


def opened(library):
    return Workspace([library], settings=Settings(annotator="ada"))


def compared(workspace):
    for _ in workspace.articles.list.update():
        pass
    for _ in workspace.comparing.update():
        pass
    return workspace.comparing.groups()


def test_what_is_split_off_stays_so_after_a_restart_and_is_undone(library):
    with opened(library) as workspace:
        (group,) = compared(workspace)
        said = workspace.comparing.decisions.split_off(group, group.members[1])
        assert said == "Split off: it is not the same as the others."
        assert compared(workspace) == []
    with opened(library) as workspace:
        assert compared(workspace) == []
        workspace.history.undo()
        assert compared(workspace) == [group]


def test_groups_of_an_article_are_known_without_comparing_again(library):
    with opened(library) as workspace:
        groups = compared(workspace)
    with opened(library) as workspace:
        row = workspace.articles.list.row_at(library, "first.txt")
        assert workspace.comparing.groups_of(row.listed) == groups
