"""The list of articles over real folders: what is found, in which order, and after changes."""

import io
import os
import shutil
import zipfile
from pathlib import Path

import pytest

from annotations.codebook import Tag
from annotations.span import Span
from reader.index.query import parse_query
from reader.library import scan
from reader.settings import Settings
from reader.state.progress import Place
from reader.workspace import Workspace

ARTICLES = {
    "dam.md": """---
title: The dam holds
date: 2031-05-02
source: Orlen Post
---
“We lost 1,200 sheep but no people,” mayor Ada Brandt said. At least 40 houses were flooded.
""",
    "tax.md": """---
title: A new tax
date: 2031-06-11
source: Évening Star
---
The council voted for a tax of 4 percent.
""",
    "undated.txt": "Nobody knows when this was written, or by whom.\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "articles"
    place.mkdir()
    for name, text in ARTICLES.items():
        (place / name).write_text(text, encoding="utf-8")
    return place


@pytest.fixture
def opened(request):
    """Open a workspace over some paths; it is closed when the test ends."""

    def open_over(*paths: Path, **options) -> Workspace:
        workspace = Workspace(paths, settings=Settings(annotator="Ada"), **options)
        request.addfinalizer(workspace.close)
        return workspace

    return open_over


def updated(workspace: Workspace) -> list[str]:
    """Do all background work and return the problems."""
    problems = [sentence for step in workspace.articles.list.update() for sentence in step.problems]
    for _ in workspace.articles.list.count():
        pass
    return problems


def names(workspace: Workspace, written: str = "", **order) -> list[str]:
    ids = workspace.articles.list.find(parse_query(written), **order)
    return [workspace.articles.list.row(number).listed.path for number in ids]


def found(workspace: Workspace, written: str) -> set[str]:
    return set(names(workspace, written))


def listed(workspace: Workspace, name: str):
    (row,) = [
        row
        for row in map(workspace.articles.list.row, workspace.articles.list.find())
        if row.listed.path == name
    ]
    return row.listed


def test_the_list_has_what_a_scan_finds(folder, opened):
    workspace = opened(folder)
    assert updated(workspace) == []
    rows = {workspace.articles.list.row(number).listed for number in workspace.articles.list.find()}
    assert rows == set(workspace.articles.scan().articles)


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("dam", {"dam.md"}),
        ("DÁM", {"dam.md"}),
        ("evening", {"tax.md"}),
        ("source:post", {"dam.md"}),
        ("-source:post", {"tax.md", "undated.txt"}),
        ("title:new source:star", {"tax.md"}),
        ('title:"dam holds"', {"dam.md"}),
        ("path:.txt", {"undated.txt"}),
        ("2031", {"dam.md", "tax.md"}),
        ("-2031", {"undated.txt"}),
        ("2031-05", {"dam.md"}),
        ("2031-05-02", {"dam.md"}),
        ("2031-05..2031-06", {"dam.md", "tax.md"}),
        ("2031-05-03..", {"tax.md"}),
        ("..2031-05-31", {"dam.md"}),
        ("quote:brandt", {"dam.md"}),
        ("quotes>0", {"dam.md"}),
        ("figures>=1 -quotes:1..9", {"tax.md"}),
        ("words<12", {"tax.md", "undated.txt"}),
        ("unread", {"dam.md", "tax.md", "undated.txt"}),
        ("tagged", set()),
        ("nothing-has-this", set()),
    ],
)
def test_a_filter_finds(folder, opened, written, wanted):
    workspace = opened(folder)
    updated(workspace)
    assert found(workspace, written) == wanted


def test_exact_words_are_looked_for_in_the_texts_of_what_the_rest_finds(folder, opened):
    workspace = opened(folder)
    updated(workspace)
    assert found(workspace, '2031 -"a tax"') == {"dam.md"}


@pytest.mark.parametrize(
    ("by", "descending", "wanted"),
    [
        ("published", False, ["dam.md", "tax.md", "undated.txt"]),
        ("published", True, ["tax.md", "dam.md", "undated.txt"]),
        ("source", False, ["tax.md", "dam.md", "undated.txt"]),
        ("source", True, ["dam.md", "tax.md", "undated.txt"]),
        ("title", False, ["tax.md", "undated.txt", "dam.md"]),
        ("path", True, ["undated.txt", "tax.md", "dam.md"]),
        ("figures", True, ["dam.md", "tax.md", "undated.txt"]),
    ],
)
def test_rows_are_sorted_and_those_without_a_value_come_last(
    folder, opened, by, descending, wanted
):
    workspace = opened(folder)
    updated(workspace)
    assert names(workspace, by=by, descending=descending) == wanted
    assert names(workspace, by=by, descending=descending, limit=2) == wanted[:2]


def test_the_second_start_lists_before_it_looks_at_any_file(folder, opened):
    first = opened(folder)
    updated(first)
    before = [first.articles.list.row(number) for number in first.articles.list.find()]
    first.close()
    shutil.rmtree(folder)
    folder.mkdir()
    again = opened(folder)
    assert [again.articles.list.row(number) for number in again.articles.list.find()] == before
    updated(again)
    assert not again.articles.list.find()


def test_only_new_and_changed_files_are_read_again(folder, opened, monkeypatch):
    updated(opened(folder))
    (folder / "dam.md").write_text(ARTICLES["dam.md"].replace("holds", "fails"), encoding="utf-8")
    (folder / "new.txt").write_text("Something new.", encoding="utf-8")
    (folder / "tax.md").unlink()
    workspace = opened(folder)
    read = []
    articles_in = scan.articles_in

    def noted(found: scan.FoundFile):
        read.append(found.file.name)
        return articles_in(found)

    monkeypatch.setattr(scan, "articles_in", noted)
    updated(workspace)
    assert sorted(read) == ["dam.md", "new.txt"]
    assert found(workspace, "") == {"dam.md", "new.txt", "undated.txt"}
    assert found(workspace, "fails") == {"dam.md"}


def test_a_file_that_only_got_a_new_time_stays_counted(folder, opened):
    updated(opened(folder))
    os.utime(folder / "dam.md", (1, 1))
    workspace = opened(folder)
    for _ in workspace.articles.list.update():
        pass
    assert found(workspace, "quotes>0") == {"dam.md"}


def test_a_file_in_the_place_of_another_of_the_same_size_and_time_is_read(folder, opened):
    updated(opened(folder))
    other = folder.parent / "other.md"
    other.write_text(ARTICLES["dam.md"].replace("holds", "fails"), encoding="utf-8")
    status = (folder / "dam.md").stat()
    os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))
    other.replace(folder / "dam.md")
    workspace = opened(folder)
    updated(workspace)
    assert found(workspace, "fails") == {"dam.md"}


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("library:North", ["a/North"]),
        ("library:nor", ["a/North"]),
        ("library:söuth", ["a/South", "b/South"]),
        ("library:a", []),
        ("library:b/south", ["b/South"]),
        ("-library:south", ["a/North"]),
        ("library:", ["a/North", "a/South", "b/South"]),
    ],
)
def test_a_library_is_asked_for_by_the_name_of_its_folder_or_its_path(
    tmp_path, opened, written, found
):
    places = [tmp_path / name for name in ("a/North", "a/South", "b/South")]
    for place in places:
        place.mkdir(parents=True)
        (place / "one.txt").write_text("It rained.\n", encoding="utf-8")
    articles = opened(*places)
    updated(articles)
    assert articles.articles.list.libraries() == tuple(places)
    ids = articles.articles.list.find(parse_query(written), by="library")
    rows = [articles.articles.list.row(number).listed.library for number in ids]
    assert [str(row.relative_to(tmp_path)) for row in rows] == found


def test_problems_are_told_at_every_start(folder, opened):
    (folder / "empty.txt").touch()
    first, second = updated(opened(folder)), updated(opened(folder))
    assert first == second == [f"{folder / 'empty.txt'} is empty: there is nothing to read in it."]


def test_claims_and_tags_are_found_as_soon_as_they_are_made(folder, opened):
    workspace = opened(folder)
    updated(workspace)
    dam = listed(workspace, "dam.md")
    claim = workspace.claims.tag(workspace.articles.open(dam), Span(0, 3), ["To check", "toll"])
    assert found(workspace, "tagged") == found(workspace, 'tag:"to check"') == {"dam.md"}
    assert found(workspace, "tag:che") == found(workspace, 'tag:"to"') == set()
    assert found(workspace, "-tag:toll claims<1") == {"tax.md", "undated.txt"}
    workspace.claims.remove(claim)
    assert found(workspace, "tagged") == set()
    workspace.history.undo()
    assert found(workspace, "tag:TOLL") == {"dam.md"}


def test_claims_made_elsewhere_are_there_after_the_next_update(folder, opened):
    workspace = opened(folder)
    updated(workspace)
    workspace.close()
    other = opened(folder)
    dam = other.articles.scan().articles[0]
    other.claims.tag(other.articles.open(dam), Span(0, 3), ["toll"])
    other.close()
    again = opened(folder)
    assert found(again, "tagged") == set()
    updated(again)
    assert found(again, "tag:toll") == {"dam.md"}


def test_what_was_read_outlives_the_cache(folder, opened, home):
    workspace = opened(folder)
    updated(workspace)
    dam = listed(workspace, "dam.md")
    workspace.articles.list.keep_place(dam, Place("begun", 40))
    assert found(workspace, "begun") == {"dam.md"}
    workspace.close()
    shutil.rmtree(home / ".cache")
    again = opened(folder)
    updated(again)
    assert again.articles.list.place(dam) == Place("begun", 40)
    assert found(again, "-unread") == {"dam.md"}


def test_claims_follow_a_renamed_article_without_its_text_being_read_again(folder, opened):
    workspace = opened(folder)
    updated(workspace)
    dam = listed(workspace, "dam.md")
    workspace.claims.tag(workspace.articles.open(dam), Span(0, 3), ["toll"])
    (folder / "dam.md").rename(folder / "dyke.md")
    updated(workspace)
    assert found(workspace, "tagged") == set()
    assert len(workspace.claims.follow()) == 1
    assert found(workspace, "tag:toll") == {"dyke.md"}


def test_how_far_an_article_was_read_and_its_counts_follow_it_when_it_is_renamed(folder, opened):
    workspace = opened(folder)
    updated(workspace)
    workspace.articles.list.keep_place(listed(workspace, "dam.md"), Place("begun", 40))
    (folder / "dam.md").rename(folder / "dyke.md")
    (folder / "new.md").write_text("A new one.", encoding="utf-8")
    again = opened(folder)
    for _ in again.articles.list.update():
        pass
    assert found(again, "begun quotes>0") == {"dyke.md"}
    assert again.articles.list.place(listed(again, "dyke.md")) == Place("begun", 40)


def test_a_copy_is_unread_while_the_first_is_there_or_was_not_looked_for(folder, opened):
    workspace = opened(folder)
    updated(workspace)
    workspace.articles.list.keep_place(listed(workspace, "dam.md"), Place("begun", 40))
    shutil.copy(folder / "dam.md", folder / "twin.md")
    updated(workspace)
    assert found(workspace, "begun") == {"dam.md"}


def test_our_own_exports_are_not_listed_unless_they_are_opened_by_name(folder, opened):
    workspace = opened(folder)
    updated(workspace)
    dam = listed(workspace, "dam.md")
    claim = workspace.claims.tag(workspace.articles.open(dam), Span(0, 3), ["toll"])
    workspace.exchange.export_to(folder / "report.md", "markdown", [claim])
    workspace.exchange.export_to(folder / "corpus", "brat", [claim])
    assert list((folder / "corpus").glob("*.txt"))
    assert updated(workspace) == []
    assert found(workspace, "") == set(ARTICLES)
    assert {row.path for row in workspace.articles.scan().articles} == set(ARTICLES)
    assert len(opened(folder / "report.md", folder / "corpus").articles.scan().articles) == 2
    (folder / "corpus" / "new.txt").write_text("Somebody put an article here.", encoding="utf-8")
    updated(workspace)
    assert found(workspace, "") == {*ARTICLES, "corpus/new.txt"}


def test_an_article_whose_name_is_not_utf_8_is_exported_with_its_text(folder, opened):
    file = folder / os.fsdecode(b"caf\xe9.md")
    file.write_text("“So it is,” said Ada Brandt.", encoding="utf-8")
    workspace = opened(folder)
    updated(workspace)
    cafe = listed(workspace, r"caf\xe9.md")
    claim = workspace.claims.tag(workspace.articles.open(cafe), Span(0, 5), ["toll"])
    written = io.BytesIO()
    workspace.exchange.export("brat", [claim], written)
    with zipfile.ZipFile(written) as corpus:
        (name,) = (name for name in corpus.namelist() if name.endswith(".txt"))
        assert corpus.read(name).decode() == "“So it is,” said Ada Brandt."


def test_claims_stay_on_articles_that_are_there_but_were_not_opened(folder, opened):
    shutil.copy(folder / "dam.md", folder / "twin.md")
    workspace = opened(folder)
    updated(workspace)
    dam = listed(workspace, "dam.md")
    workspace.claims.tag(workspace.articles.open(dam), Span(0, 3), ["toll"])
    workspace.close()
    twin_only = opened(folder / "twin.md")
    updated(twin_only)
    assert twin_only.claims.follow() == ()
    twin_only.close()
    again = opened(folder)
    updated(again)
    assert found(again, "tagged") == {"dam.md"}


def test_an_article_from_standard_input_is_a_row_like_others(folder, opened):
    workspace = opened(folder, piped="“So it is,” said Ada Brandt.".encode())
    updated(workspace)
    (number,) = workspace.articles.list.find(parse_query("piped quotes>0"))
    assert workspace.articles.list.row(number).listed.file is None
    assert workspace.articles.list.find(parse_query('piped "so IT is"'))[0] == number


def test_an_article_moves_to_the_library_that_a_new_store_makes_of_its_folder(folder, opened):
    below = folder / "below"
    below.mkdir()
    (folder / "tax.md").rename(below / "tax.md")
    workspace = opened(folder)
    updated(workspace)
    tax = listed(workspace, "below/tax.md")
    workspace.claims.tag(workspace.articles.open(tax), Span(0, 3), ["toll"])
    assert found(workspace, "tagged") == {"below/tax.md"}
    workspace.close()
    (below / "copydesk.json").write_text("{}", encoding="utf-8")
    again = opened(folder)
    updated(again)
    assert listed(again, "tax.md").library == below
    assert found(again, "tagged") == set()


def test_a_store_that_cannot_be_read_is_a_problem_and_the_articles_are_listed(folder, opened):
    (folder / "copydesk.json").mkdir()
    workspace = opened(folder)
    (problem,) = updated(workspace)
    assert str(folder / "copydesk.json") in problem
    assert found(workspace, "") == set(ARTICLES)


def test_a_library_that_is_gone_leaves_no_row_and_no_place_for_its_claims(folder, opened, home):
    below = folder / "below"
    below.mkdir()
    (below / "copydesk.json").write_text("{}", encoding="utf-8")
    (folder / "tax.md").rename(below / "tax.md")
    workspace = opened(folder)
    updated(workspace)
    workspace.close()
    shutil.rmtree(below)
    again = opened(folder)
    assert updated(again) == []
    assert found(again, "") == {"dam.md", "undated.txt"}
    assert again.notices() == ()
    assert not (home / ".local" / "share").exists()


def test_an_article_that_was_written_again_is_read_again(folder, opened):
    workspace = opened(folder)
    dam = workspace.articles.scan().articles[0]
    before = workspace.articles.read(dam).text
    dam.file.write_text(dam.file.read_text(encoding="utf-8") + "\n\nMore.", encoding="utf-8")
    assert workspace.articles.read(dam).text == before + "\n\nMore."


def test_a_tag_finds_the_articles_with_those_below_it(folder, opened):
    workspace = opened(folder)
    updated(workspace)
    for path, tag in [("dam.md", "sheep"), ("tax.md", "wages")]:
        listed = next(row for row in workspace.articles.scan().articles if row.path == path)
        workspace.claims.tag(workspace.articles.open(listed), Span(0, 8), [tag])

    def found(query: str) -> list[str]:
        articles = workspace.articles.list
        return [articles.row(number).listed.path for number in articles.find(parse_query(query))]

    assert found('tag:"cost"') == []
    workspace.tags.add(Tag(name="cost"))
    workspace.tags.change("wages", Tag(name="wages", parent="cost"))
    assert found('tag:"cost"') == ["tax.md"]
    assert found("-tag:cost tagged") == ["dam.md"]
    assert [it.tags for it in workspace.claims.find_by("tag:cost")] == [("wages",)]
    workspace.close()
    workspace = opened(folder)
    updated(workspace)
    assert found('tag:"cost"') == ["tax.md"]
    workspace.history.undo()
    assert found('tag:"cost"') == []
