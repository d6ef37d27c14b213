"""Files that hold several articles: each is a row, and keeps its claims when the file changes."""

import json
from pathlib import Path

import pytest

from annotations.span import Span
from reader.errors import UnreadableArticleError
from reader.index.query import parse_query
from reader.settings import Settings
from reader.state.progress import Place
from reader.workspace import Workspace

TEXTS = {
    "Cranes": "Two cranes fell into the harbour on Monday, the clerk said.",
    "Ferry": "The ferry did not sail. “We wait,” said Ada Brandt, who has waited for 19 years.",
    "Ice": "The ice house opens in June, at a cost of €1.9m.",
}


def lines(*titles: str) -> str:
    return "".join(json.dumps({"title": each, "text": TEXTS[each]}) + "\n" for each in titles)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    file = tmp_path / "articles" / "archive.jsonl"
    file.parent.mkdir()
    file.write_text(lines("Cranes", "Ferry"), encoding="utf-8")
    return file


@pytest.fixture
def opened(request):
    def open_over(*paths: Path) -> Workspace:
        workspace = Workspace(paths, settings=Settings(annotator="Ada"))
        request.addfinalizer(workspace.close)
        return workspace

    return open_over


def updated(workspace: Workspace) -> list[str]:
    problems = [each for step in workspace.articles.list.update() for each in step.problems]
    for _ in workspace.articles.list.count():
        pass
    return problems


def rows(workspace: Workspace, written: str = "") -> dict[str, str]:
    ids = workspace.articles.list.find(parse_query(written), by="path")
    known = map(workspace.articles.list.row, ids)
    return {row.listed.path: row.listed.title for row in known}


def row(workspace: Workspace, title: str):
    known = map(workspace.articles.list.row, workspace.articles.list.find())
    (found,) = [each for each in known if each.listed.title == title]
    return found


def test_each_article_of_a_file_is_a_row_with_its_place(archive, opened):
    workspace = opened(archive.parent)
    assert updated(workspace) == []
    assert rows(workspace) == {"archive.jsonl#1": "Cranes", "archive.jsonl#2": "Ferry"}
    assert (row(workspace, "Ferry").quotes, row(workspace, "Cranes").quotes) == (1, 0)
    article = workspace.articles.read(row(workspace, "Ferry").listed)
    assert article.text == f"Ferry\n\n{TEXTS['Ferry']}"


def test_exact_words_are_found_in_articles_that_share_a_file(archive, opened):
    workspace = opened(archive.parent)
    updated(workspace)
    query = parse_query('"did not sail"')
    ids = workspace.articles.list.find(query)
    assert [workspace.articles.list.row(number).listed.title for number in ids] == ["Ferry"]


def test_claims_and_progress_go_with_an_article_that_has_another_place_now(archive, opened):
    workspace = opened(archive.parent)
    updated(workspace)
    ferry = workspace.articles.open(row(workspace, "Ferry").listed)
    start = ferry.text.index("19 years")
    workspace.claims.tag(ferry, Span(start, start + 8), ["wait"])
    workspace.articles.list.keep_place(ferry.listed, Place("done", 10))
    workspace.close()

    archive.write_text(lines("Ice", "Cranes", "Ferry"), encoding="utf-8")
    workspace = opened(archive.parent)
    updated(workspace)
    assert workspace.claims.follow() == (
        "1 claim followed “archive.jsonl#2” to “archive.jsonl#3”.",
    )
    there = row(workspace, "Ferry")
    assert (there.listed.path, there.claims, there.progress) == ("archive.jsonl#3", 1, "done")
    assert (row(workspace, "Cranes").claims, row(workspace, "Cranes").progress) == (0, "unread")
    placed = workspace.claims.placed(workspace.articles.open(there.listed))
    assert [each.claim.anchor.exact for each in placed] == ["19 years"]


def test_claims_go_with_an_article_that_moves_in_its_file_and_changes_too(archive, opened):
    workspace = opened(archive.parent)
    updated(workspace)
    ferry = workspace.articles.open(row(workspace, "Ferry").listed)
    start = ferry.text.index("19 years")
    workspace.claims.tag(ferry, Span(start, start + 8), ["wait"])
    workspace.close()

    changed = lines("Ferry").replace("did not sail", "did not sail on Monday")
    archive.write_text(changed + lines("Ice", "Cranes"), encoding="utf-8")
    workspace = opened(archive.parent)
    updated(workspace)
    assert workspace.claims.follow() == (
        "1 claim followed “archive.jsonl#2” to “archive.jsonl#1”.",
    )
    placed = workspace.claims.placed(workspace.articles.open(row(workspace, "Ferry").listed))
    assert [each.claim.anchor.exact for each in placed] == ["19 years"]
    assert workspace.claims.follow() == ()


def test_claims_go_with_a_file_of_several_that_is_renamed(archive, opened):
    workspace = opened(archive.parent)
    updated(workspace)
    ferry = workspace.articles.open(row(workspace, "Ferry").listed)
    workspace.claims.tag(ferry, Span(0, 5), ["boat"])
    workspace.articles.list.keep_place(ferry.listed, Place("done", 10))
    workspace.close()

    archive.rename(archive.with_name("old.jsonl"))
    workspace = opened(archive.parent)
    updated(workspace)
    workspace.claims.follow()
    there = row(workspace, "Ferry")
    assert (there.listed.path, there.claims, there.progress) == ("old.jsonl#2", 1, "done")


def test_an_article_that_is_no_more_in_its_file_has_no_row(archive, opened):
    workspace = opened(archive.parent)
    updated(workspace)
    ferry = row(workspace, "Ferry").listed
    archive.write_text(lines("Cranes"), encoding="utf-8")
    updated(workspace)
    assert rows(workspace) == {"archive.jsonl#1": "Cranes"}
    with pytest.raises(UnreadableArticleError, match=r"no article at 2 in archive\.jsonl any more"):
        workspace.articles.read(ferry)


def test_a_bad_line_is_a_problem_and_the_others_are_rows(archive, opened):
    archive.write_text(lines("Cranes") + "{broken\n" + lines("Ferry"), encoding="utf-8")
    workspace = opened(archive.parent)
    assert len(updated(workspace)) == 1
    assert rows(workspace) == {"archive.jsonl#1": "Cranes", "archive.jsonl#3": "Ferry"}
    assert len(updated(workspace)) == 1


def test_a_file_that_is_gone_takes_its_rows_with_it(archive, opened):
    workspace = opened(archive.parent)
    updated(workspace)
    archive.unlink()
    updated(workspace)
    assert rows(workspace) == {}


def test_a_library_of_its_own_below_takes_over_the_articles_of_a_file(archive, opened):
    workspace = opened(archive.parent.parent)
    updated(workspace)
    assert rows(workspace) == {
        "articles/archive.jsonl#1": "Cranes",
        "articles/archive.jsonl#2": "Ferry",
    }
    (archive.parent / "copydesk.json").write_text("{}", encoding="utf-8")
    updated(workspace)
    assert rows(workspace) == {"archive.jsonl#1": "Cranes", "archive.jsonl#2": "Ferry"}


def test_a_file_of_thousands_is_read_some_at_a_time(archive, opened):
    archive.write_text(
        "".join(
            json.dumps({"title": f"Boat {number}", "text": f"Boat {number} came in."}) + "\n"
            for number in range(2_000)
        ),
        encoding="utf-8",
    )
    workspace = opened(archive.parent)
    steps = list(workspace.articles.list.update())
    assert len(rows(workspace)) == 2_000
    assert sum(step.changed for step in steps) > 3
    assert row(workspace, "Boat 1999").listed.path == "archive.jsonl#2000"


def test_a_table_without_articles_in_a_folder_is_told_only_by_its_name(tmp_path, opened):
    (tmp_path / "prices.csv").write_text("id,price\n1,2\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text("It rained.", encoding="utf-8")
    assert updated(opened(tmp_path)) == []
    assert len(updated(opened(tmp_path / "prices.csv"))) == 1
